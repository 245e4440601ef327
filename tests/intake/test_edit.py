"""What is written is read again as it was meant; what is not touched stays, comments too."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.edit import added, changed, in_chinese, single
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from generator.source.reader import read
from tests.records import entries, sample_files

SPECS = as_written(REGISTERS["penalties"].model)
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60).filter(
    lambda text: "\r" not in text and "\0" not in text
)
KEYS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6)
GROUPS = st.dictionaries(KEYS, TEXT | st.lists(TEXT, min_size=1, max_size=3), min_size=1, max_size=3)
VALUES = TEXT | GROUPS | st.lists(TEXT, min_size=1, max_size=3) | st.lists(GROUPS, min_size=1, max_size=3)
TREES = st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), min_size=1, max_size=5)

LEDGER = """\
# 三月的处罚
- 编号: cf-1
  # 文号照决定书
  决定书文号: 示卫罚〔2026〕1号  # 已核对
  违法事实: |-
    第一段

    第二段
  处罚种类:
    - 警告
  罚款金额: 0

# 第二件
- 编号: cf-2
  决定书文号: 示卫罚〔2026〕2号
"""


@given(st.lists(TREES, min_size=1, max_size=3))
def test_any_record_is_read_as_it_was_written(trees: list[dict[str, Any]]) -> None:
    assert read(added("", (), trees)).tree == trees
    assert read(single((), trees[0])).tree == trees[0]
    assert read(added("# 说明\n- 甲: 乙\n", (), trees)).tree == [{"甲": "乙"}, *trees]


@pytest.mark.parametrize("key", list(REGISTERS))
def test_the_records_of_the_county_are_read_as_they_were_written(key: str) -> None:
    specs = as_written(REGISTERS[key].model)
    for path in sample_files(REGISTERS[key]):
        records = entries(path)
        assert read(added("", specs, records)).tree == records, path


@pytest.mark.parametrize("key", ["subjects", "officers", "penalties", "licences", "guides", "campaigns"])
def test_the_order_of_fields_is_that_of_the_county(key: str) -> None:
    order = [spec.label for spec in as_written(REGISTERS[key].model)]
    labels = list(entries(sample_files(REGISTERS[key])[0])[0])
    assert labels[0] == "编号"
    assert [label for label in order if label in ("责任单位", "公开日期", "更新日期")] == order[-3:]


def test_english_names_become_chinese_ones() -> None:
    assert in_chinese(SPECS, {"id": "x", "party": {"name": "甲"}, "依据": [{"law": "fa"}]}) == {
        "编号": "x",
        "相对人": {"名称": "甲"},
        "依据": [{"法规": "fa"}],
    }


def after(position: int, **fields: Any) -> str:
    tree: Any = read(LEDGER).tree
    new = {key: value for key, value in (tree[position] | fields).items() if value is not None}
    text = changed(LEDGER, position, SPECS, tree[position], new)
    tree[position] = new
    assert read(text).tree == tree
    return text


def test_one_field_is_changed_and_nothing_else() -> None:
    assert after(0, 罚款金额="2000.00") == LEDGER.replace("罚款金额: 0", "罚款金额: 2000.00")
    assert after(0, 处罚种类=["警告", "罚款"]) == LEDGER.replace("    - 警告\n", "    - 警告\n    - 罚款\n")
    assert after(1, 决定书文号="示卫罚〔2026〕3号") == LEDGER.replace("示卫罚〔2026〕2号", "示卫罚〔2026〕3号")


def test_a_field_is_put_where_it_belongs() -> None:
    assert after(0, 案件名称="示例案") == LEDGER.replace("# 已核对\n", "# 已核对\n  案件名称: 示例案\n")
    assert after(1, 公开日期="2026-03-12") == LEDGER + "  公开日期: 2026-03-12\n"


def test_a_field_is_taken_out() -> None:
    assert after(0, 违法事实=None) == LEDGER.replace("  违法事实: |-\n    第一段\n\n    第二段\n", "")


def test_the_first_field_of_an_entry_may_go_or_change() -> None:
    assert after(1, 编号="cf-3") == LEDGER.replace("- 编号: cf-2", "- 编号: cf-3")
    assert "# 第二件\n- 决定书文号: 示卫罚〔2026〕2号\n" in after(1, 编号=None)


def test_what_is_written_on_one_line_is_written_anew() -> None:
    text = "- {编号: cf-1, 决定书文号: 甲}\n- {编号: cf-2, 决定书文号: 乙}\n"
    tree: Any = read(text).tree
    new = tree[0] | {"决定书文号": "丙"}
    assert changed(text, 0, SPECS, tree[0], new) == "- 编号: cf-1\n  决定书文号: 丙\n- {编号: cf-2, 决定书文号: 乙}\n"


def test_a_file_with_one_record_becomes_a_list_when_another_comes() -> None:
    text = "# 三月\n编号: cf-1\n# 文号\n决定书文号: 甲\n违法事实: |-\n  一\n\n  二\n"
    made = added(text, SPECS, [{"编号": "cf-2"}])
    assert made == "# 三月\n- 编号: cf-1\n  # 文号\n  决定书文号: 甲\n  违法事实: |-\n    一\n\n    二\n\n- 编号: cf-2\n"
    assert read(made).tree == [read(text).tree, {"编号": "cf-2"}]


def test_a_file_of_one_record() -> None:
    text = "# 一名执法人员\n编号: ry-001\n姓名: 示例甲  # 照证件\n状态: 在岗\n"
    tree: Any = read(text).tree
    specs = as_written(REGISTERS["officers"].model)
    assert changed(text, None, specs, tree, tree | {"状态": "离岗"}) == text.replace("在岗", "离岗")
