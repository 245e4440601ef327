"""``gongshi fmt``: one layout, nothing lost, comments where they belong."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.formatting import formatted
from generator.registers import REGISTERS
from generator.registers.describe import as_written
from generator.source.reader import read
from tests.checking import run, small_site
from tests.conftest import gongshi
from tests.records import entries, sample_files

SPECS = as_written(REGISTERS["penalties"].model)

ODD = """\
# 三月的处罚
- 决定书文号:   "示卫罚〔2026〕1号"   # 已核对
  # 编号照台账
  编号: 'cf-1'
  party: {名称: 示例甲公司, 类别: 自然人}   # 英文名
  处罚种类: [警告,
    罚款]
  违法事实: |
      第一段 # 不是注释

      第二段
  # 没有罚款
  罚款金额: 0
  承办人员:
  - ry-001   # 主办
  # 协办
  - ry-002
- 编号: cf-2
  处罚内容: "a
    b"   # 两行
# 完
"""
EVEN = """\
# 三月的处罚
# 编号照台账
- 编号: cf-1
  决定书文号: 示卫罚〔2026〕1号  # 已核对
  相对人:  # 英文名
    名称: 示例甲公司
    类别: 自然人
  违法事实: |-
    第一段 # 不是注释

    第二段
  处罚种类:
    - 警告
    - 罚款
  # 没有罚款
  罚款金额: 0
  承办人员:
    - ry-001  # 主办
    # 协办
    - ry-002

- 编号: cf-2
  处罚内容: a b  # 两行
# 完
"""


def test_an_odd_file_becomes_an_even_one() -> None:
    assert formatted(ODD, SPECS) == EVEN
    assert formatted(EVEN, SPECS) == EVEN


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "", "# 只有注释\n", "a: [1\n", "- []\n", "!x a\n"])
def test_what_cannot_be_trusted_is_left_alone(text: str) -> None:
    assert formatted(text, SPECS) is None


@pytest.mark.parametrize("key", [key for key, register in REGISTERS.items() if not register.in_content])
def test_the_county_is_kept_in_this_layout(key: str) -> None:
    specs = as_written(REGISTERS[key].model)
    for path in sample_files(REGISTERS[key]):
        text = path.read_text(encoding="utf-8")
        assert formatted(text, specs) == text, path


SAMPLE = [path for key in ("penalties", "guides", "procedures", "officers") for path in sample_files(REGISTERS[key])[:3]]


@given(st.sampled_from(SAMPLE), st.data())
def test_comments_and_records_survive_wherever_comments_stand(path: Path, data: Any) -> None:
    """Comments put between any two lines, and behind any that is not within a text, are there afterwards, and the records are the same."""
    specs = as_written(REGISTERS[path.parent.name if path.parent.name in REGISTERS else path.parent.parent.name].model)
    lines = path.read_text(encoding="utf-8").split("\n")[:60]
    while lines and not re.match(r"(- |  )?\S", lines[-1]):
        lines.pop()
    text = "\n".join(lines) + "\n"
    whole = read(text)
    if not whole.regular or not whole.tree:
        return
    outside = [number for number, line in enumerate(lines) if re.match(r"\s*(- )?[^\s:：|]+:( [^|]*)?$", line)]
    for number in sorted(data.draw(st.sets(st.sampled_from(outside), max_size=4)), reverse=True):
        indent = re.match(r"\s*", lines[number])[0]  # type: ignore[index]
        lines.insert(number, f"{indent}# 第{number}行")
    text = "\n".join(lines) + "\n"
    if read(text).tree != whole.tree:
        return  # the comment has become part of a text
    made = formatted(text, specs)
    assert made is not None
    assert read(made).tree == whole.tree
    assert sorted(re.findall("# 第[0-9]+行", made)) == sorted(re.findall("# 第[0-9]+行", text))
    assert formatted(made, specs) == made


def test_the_command(tmp_path: Path) -> None:
    small_site(tmp_path)
    ledger = tmp_path / "registries" / "penalties" / "2026" / "2026-03.yml"
    run(tmp_path, "fmt")
    even = ledger.read_text(encoding="utf-8")
    assert run(tmp_path, "fmt", "--check").exit_code == 0
    ledger.write_text(
        even.replace("  程序: 普通\n", "").replace("- 编号: cf-2026-001\n", "- 程序: 普通\n  编号: cf-2026-001\n"), encoding="utf-8"
    )
    odd = ledger.read_text(encoding="utf-8")
    done = run(tmp_path, "fmt", "--check", "registries/penalties")
    assert (done.exit_code, done.stdout.strip()) == (1, "registries/penalties/2026/2026-03.yml")
    assert ledger.read_text(encoding="utf-8") == odd
    assert run(tmp_path, "fmt", "registries/officers").exit_code == 0
    assert ledger.read_text(encoding="utf-8") == odd
    assert run(tmp_path, "fmt").exit_code == 0
    assert ledger.read_text(encoding="utf-8") == even
    ledger.write_text("- 编号: [\n", encoding="utf-8")
    done = run(tmp_path, "fmt")
    assert done.exit_code == 1
    assert "2026-03.yml 没有整理" in done.stderr
    assert ledger.read_text(encoding="utf-8") == "- 编号: [\n"
    assert run(tmp_path, "fmt", "nowhere").exit_code == 2


def test_every_record_is_the_same_after_it(tmp_path: Path) -> None:
    small_site(tmp_path)
    before = {path: entries(path) for path in (tmp_path / "registries").rglob("*.yml")}
    run(tmp_path, "fmt")
    assert {path: entries(path) for path in before} == before


def test_the_county_needs_none_of_it() -> None:
    done = gongshi("fmt", "--check")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
