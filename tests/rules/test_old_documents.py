"""The defects of real documents of such campaigns are found when texts with them stand in content/.

The texts are written for this test; what is wrong with them is what was wrong with documents that bureaus published: a plan of 2019
with deadlines of 2017 and two names for one organ, a report of 2023 with figures of 2024 and a blank date, a plan with a bookmark
of a word processor and a full-width at sign, a plan that counts 1、2、三、四.
"""

from pathlib import Path

import pytest

from tests.checking import check, small_site

DOCUMENTS = {
    "sanxiang-zhidu.md": (
        """# 某县卫生健康局推行三项制度实施方案

为优化工信执法环境，2019年底前我局全面推行三项制度。

绘制流程图，按行政许可、秆政处罚、行政强制分类。

根据行政执法的中类、性质规范文书，推行执法文书电了化，明大额执法案卷标准。

建立健全卫计部门执法全过程记录制度。

制度或完善法制审核具体办法，审核适用法律法规规章手法准确。

（一）安排部署阶段（2019年5月）

各股室结合实际，于2017年5月30日完成方案。

（二）制定修订制度阶段（2019年6月）

（三）全面实施阶段（2017年7月开始）

自2017年7月起全面实施。
""",
        [
            "3:4 TX006",
            "5:13 TX006",
            "7:7 TX006",
            "7:24 TX006",
            "7:28 TX006",
            "9:5 TX007",
            "11:1 TX006",
            "11:23 TX006",
            "15:9 TX012",
            "19:1 TX012",
        ],
    ),
    "shufa.md": (
        """# 卫健系统2023年度述法工作情况汇报

（2024年6月 日）

2024年1-12月计划完成一百余家抽查任务，根据区信用办要求上报信息。

一是加强制订计划。二加强审查程序。三是加强备案整改。

落实双公示制度,

## 二、存在的问题

没有。
""",
        ["3:2 TX002", "5:26 TX008", "5:1 TX012", "7:10 TX010", "9:8 TX011"],
    ),
    "zhuanxiang.md": (
        """# 规范行政执法专项行动方案

1、工作目标

二、规范重点

自查自纠阶段（7下旬-10月）

联系电话：0999-6010002，邮箱：jiandu＠example.cn。

[bookmark: _GoBack]（一）加强组织领导。
""",
        ["5:1 TX009", "7:8 TX003", "9:28 TX004", "11:1 TX001"],
    ),
    "youhua.md": (
        """# 优化行政审批专项行动方案

1、工作目标

2、工作内容和任务

三、实施步骤

四、保障措施
""",
        ["7:1 TX009"],
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_defect_is_found_where_it_stands(name: str, tmp_path: Path) -> None:
    text, expected = DOCUMENTS[name]
    small_site(tmp_path)
    (tmp_path / "content" / name).write_text(text, encoding="utf-8")
    findings = [finding for finding in check(tmp_path)[1]["findings"] if finding["path"] == f"content/{name}"]
    assert [f"{finding['line']}:{finding['column']} {finding['code']}" for finding in findings] == expected
    assert all(finding["level"] == "warning" for finding in findings)
