"""``gongshi diff``: what merging a change would publish, change and take down, and which findings it brings or does away with."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from generator import reading
from tests.checking import run, small_site
from tests.reviewing.repository import PENALTIES, Repository, codes, fields, told

NOTHING = {"changes": [], "added": [], "mended": []}
PERSON = (("名称: 示例甲公司", "名称: 钱一二"), ("类别: 法人及非法人组织", "类别: 自然人"), ("    统一社会信用代码: 91990123MB0T00015D\n", ""),
          ("    法定代表人: 示例代表\n", ""), ("违法事实: 示例事实", "违法事实: 经查，钱一二示例事实"))  # fmt: skip
WITHDRAWN = "\n  撤回:\n    日期: 2026-11-20\n    情形: 撤销\n    事由日期: 2026-11-18\n    理由: 复议机关以违反法定程序为由撤销该决定\n"
FORMS = ("text", "markdown", "json")


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was read of the files that all repositories share."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine of one processor: reading a small site in several processes takes longer."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)


@pytest.fixture
def repository(tmp_path: Path, store: Path) -> Repository:
    """The small site, committed."""
    return Repository(tmp_path, store)


# Records


def test_no_change_is_said_to_be_none(repository: Repository) -> None:
    assert repository.diff() == NOTHING
    assert repository.said("text") == "网站不会有变化，问题也没有增减。\n"
    assert "网站不会有变化。" in repository.said("markdown")
    assert repository.run().exit_code == 0


def test_record_added_is_published(repository: Repository) -> None:
    repository.add_penalty(2, ("示例甲公司违反规定案", "示例乙案"))
    document = repository.diff()
    assert told(document) == ["公开 penalties/cf-2026-002"]
    assert document["changes"][0]["title"] == "示例乙案"
    assert "将公开（1 条）\n  penalties/cf-2026-002  示例乙案" in repository.said("text")
    assert "### 将公开（1 条）\n\n- `penalties/cf-2026-002` 示例乙案" in repository.said("markdown")


def test_record_that_is_not_public_yet_is_no_change(repository: Repository) -> None:
    repository.add_penalty(2, ("公开日期: 2026-03-12", "公开日期: 2026-11-23"), ("更新日期: 2026-03-12", "更新日期: 2026-11-23"))
    assert told(repository.diff()) == []
    assert told(repository.diff("HEAD", "--as-of", "2026-11-23")) == ["公开 penalties/cf-2026-002"]


def test_nested_field_is_told_by_its_key_path(repository: Repository) -> None:
    repository.write(PENALTIES, "法定代表人: 示例代表", "法定代表人: 另一代表")
    document = repository.diff()
    assert told(document) == ["变更 penalties/cf-2026-001"]
    assert fields(document) == [("相对人.法定代表人", "示例代表", "另一代表")]
    assert "    相对人.法定代表人：「示例代表」 → 「另一代表」" in repository.said("text")
    assert "  - 相对人.法定代表人：「示例代表」 → 「另一代表」" in repository.said("markdown")


def test_list_reference_date_and_amount_are_told_as_pages_show_them(repository: Repository) -> None:
    repository.write(PENALTIES, "    - 警告\n    - 罚款\n", "    - 罚款\n")
    repository.write(PENALTIES, "    - ry-001\n    - ry-002\n", "    - ry-002\n    - ry-001\n")
    repository.write(PENALTIES, "罚款金额: 2000.00", "罚款金额: 2100.00")
    repository.write(PENALTIES, "公示期限: 2027-03-09", "公示期限: 2027-03-08")
    assert fields(repository.diff()) == [
        ("公示期限", "2027年3月9日", "2027年3月8日"),
        ("处罚种类", "警告、罚款", "罚款"),
        ("罚款金额", "2,000.00 元", "2,100.00 元"),
        ("承办人员", "ry-001、ry-002", "ry-002、ry-001"),
    ]


def test_field_added_and_field_removed_have_an_empty_side(repository: Repository) -> None:
    repository.write(PENALTIES, "  履行情况: 已缴清罚款\n", "  整改回应: 已经改正\n")
    assert fields(repository.diff()) == [("履行情况", "已缴清罚款", ""), ("整改回应", "", "已经改正")]
    assert "    整改回应：（空） → 「已经改正」" in repository.said("text")


def test_group_added_is_told_as_a_whole(repository: Repository) -> None:
    repository.write(PENALTIES, "  履行情况:", "  听证:\n    日期: 2026-03-03\n    结果: 维持\n  履行情况:")
    [(field, before, after)] = fields(repository.diff())
    assert (field, before) == ("听证", "")
    assert "2026年3月3日" in after and "维持" in after


def test_withdrawn_record_is_taken_down_under_its_old_name(repository: Repository) -> None:
    repository.path(PENALTIES).write_text(repository.path(PENALTIES).read_text(encoding="utf-8").rstrip() + WITHDRAWN, encoding="utf-8")
    repository.write(PENALTIES, "案件名称: 示例甲公司违反规定案", "案件名称: 改了名的案")
    document = repository.diff()
    assert told(document) == ["撤回 penalties/cf-2026-001"]
    assert document["changes"][0]["title"] == "示例甲公司违反规定案"
    assert "将撤下（撤回）（1 条）" in repository.said("text")


def test_display_that_ends_earlier_is_taken_down_and_later_is_restored(repository: Repository) -> None:
    repository.write(PENALTIES, "公示期限: 2027-03-09", "公示期限: 2026-11-21")
    assert told(repository.diff()) == ["公示期满 penalties/cf-2026-001"]
    repository.commit()
    repository.write(PENALTIES, "公示期限: 2026-11-21", "公示期限: 2026-11-22")
    assert told(repository.diff()) == ["恢复公示 penalties/cf-2026-001"]


def test_deleted_record_disappears(repository: Repository) -> None:
    repository.add_penalty(2)
    repository.commit()
    text = repository.path(PENALTIES).read_text(encoding="utf-8")
    repository.path(PENALTIES).write_text("- 编号: cf-2026-001\n" + text.partition("- 编号: cf-2026-001\n")[2], encoding="utf-8")
    document = repository.diff()
    assert told(document) == ["移除 penalties/cf-2026-002"]
    assert "### 将从网站消失（1 条）" in repository.said("markdown")


def test_record_made_withheld_disappears(repository: Repository) -> None:
    withheld = "  不予公开:\n    理由: 涉及商业秘密\n    依据:\n      - 法规: fa-xin\n        条款: 第二十条\n  责任单位:"
    repository.write(PENALTIES, "  责任单位:", withheld)
    document = repository.diff()
    assert told(document) == ["移除 penalties/cf-2026-001"]
    assert document["changes"][0]["title"] == "示例甲公司违反规定案"


def test_renamed_shard_is_no_change(repository: Repository) -> None:
    repository.write(PENALTIES, "  处罚机关: zt-001\n", "  处罚机关: zt-009\n")
    repository.commit()
    repository.path(PENALTIES).rename(repository.path("penalties/2026/三月.yml"))
    assert repository.diff() == NOTHING


def test_record_moved_to_another_file_is_no_change(repository: Repository) -> None:
    repository.add_penalty(2)
    repository.commit()
    records = repository.path(PENALTIES).read_text(encoding="utf-8").split("\n- 编号")
    repository.path(PENALTIES).write_text(records[0] + "\n", encoding="utf-8")
    repository.path("penalties/2026/2026-04.yml").write_text(f"- 编号{records[1]}", encoding="utf-8")
    assert repository.diff() == NOTHING


def test_catalogue_record_is_told_too(repository: Repository) -> None:
    repository.write("officers/ry-001.yml", "职务: 科员", "职务: 主任科员")
    document = repository.diff()
    assert told(document) == ["变更 officers/ry-001"]
    assert fields(document) == [("职务", "科员", "主任科员")]


def test_page_with_front_matter_is_told_too(repository: Repository) -> None:
    page = repository.site / "content" / "reports" / "bg-001.md"
    page.write_text(re.sub("标题: .*", "标题: 另一份报告", page.read_text(encoding="utf-8"), count=1), encoding="utf-8")
    assert told(repository.diff()) == ["变更 reports/bg-001"]


def test_register_removed_disappears_whole(repository: Repository) -> None:
    repository.add_penalty(2)
    repository.commit()
    shutil.rmtree(repository.path("penalties"))
    assert told(repository.diff()) == ["移除 penalties/cf-2026-001", "移除 penalties/cf-2026-002"]


def test_kinds_stand_in_a_fixed_order_and_records_by_name(repository: Repository) -> None:
    repository.add_penalty(3)
    repository.add_penalty(2)
    repository.commit()
    repository.add_penalty(5)
    repository.add_penalty(4)
    repository.write("officers/ry-002.yml", "职务: 科员", "职务: 主任科员")
    shutil.rmtree(repository.path("licences"))
    assert told(repository.diff()) == [
        "公开 penalties/cf-2026-004",
        "公开 penalties/cf-2026-005",
        "变更 officers/ry-002",
        "移除 licences/xk-2026-001",
    ]


# Settings


def test_policy_that_masks_names_changes_the_pages_of_persons_alone(repository: Repository) -> None:
    repository.settings("姓名: 掩码", "姓名: 全名")
    repository.add_penalty(2, *PERSON)
    repository.commit()
    repository.settings("姓名: 全名", "姓名: 掩码")
    document = repository.diff()
    assert told(document) == ["变更 penalties/cf-2026-002"]
    assert ("相对人.名称", "（全名）", "钱某某") in fields(document)
    assert "钱一二" not in "".join(map(repository.said, FORMS))


def test_settings_of_rules_bring_and_mend_findings(repository: Repository) -> None:
    repository.path("officers/名单.xlsx").write_bytes(b"PK")
    repository.commit()
    repository.settings("        忽略:\n", "        忽略:\n          - 代码: SR015\n            理由: 试一试\n")
    document = repository.diff()
    assert not document["changes"]
    assert len(document["mended"]) == 1
    repository.commit()
    repository.settings("          - 代码: SR015\n            理由: 试一试\n", "")
    assert len(repository.diff()["added"]) == 1


# Findings


def test_findings_are_added_and_mended(repository: Repository) -> None:
    repository.write(PENALTIES, "处罚机关: zt-001", "处罚机关: zt-009")
    document = repository.diff()
    assert "RF001 cf-2026-001" in codes(document["added"])
    assert document["mended"] == []
    assert document["added"][0]["path"] == f"registries/{PENALTIES}"
    assert "新增的问题（" in repository.said("text")
    assert f"`registries/{PENALTIES}:" in repository.said("markdown")
    repository.commit()
    repository.write(PENALTIES, "处罚机关: zt-009", "处罚机关: zt-001")
    document = repository.diff()
    assert "RF001 cf-2026-001" in codes(document["mended"])
    assert document["added"] == []
    assert "没有新增的问题。" in repository.said("markdown")


def test_finding_whose_line_alone_has_moved_is_neither(repository: Repository) -> None:
    repository.write(PENALTIES, "处罚机关: zt-001", "处罚机关: zt-009")
    repository.commit()
    repository.write(PENALTIES, "- 编号: cf-2026-001", "# 说明一\n# 说明二\n- 编号: cf-2026-001")
    assert repository.diff() == NOTHING


def test_finding_of_a_record_that_has_moved_down_the_list_is_neither(repository: Repository) -> None:
    repository.write(PENALTIES, "处罚机关: zt-001", "处罚机关: zt-009")
    repository.commit()
    repository.add_penalty(2, ("处罚机关: zt-009", "处罚机关: zt-001"))
    document = repository.diff()
    assert told(document) == ["公开 penalties/cf-2026-002"]
    assert (document["added"], document["mended"]) == ([], [])


def test_second_finding_with_the_same_words_is_added(repository: Repository) -> None:
    repository.write(PENALTIES, "    - ry-002\n", "    - ry-009\n")
    repository.commit()
    repository.write(PENALTIES, "    - ry-009\n", "    - ry-009\n    - ry-009\n")
    assert codes(repository.diff()["added"]).count("RF001 cf-2026-001") == 1


def test_finding_on_a_page_is_told(repository: Repository) -> None:
    page = repository.site / "content" / "norms-text" / "gf-001.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n联系人手机 13900000000。\n", encoding="utf-8")
    [finding] = repository.diff()["added"]
    assert finding["path"] == "content/norms-text/gf-001.md"
    assert "13900000000" not in "".join(map(repository.said, FORMS))


# Names


def _added(repository: Repository) -> None:
    repository.add_penalty(2, *PERSON)


def _changed(repository: Repository) -> None:
    _added(repository)
    repository.commit()
    repository.write(PENALTIES, "经查，钱一二示例事实", "经查，钱一二另有事实")


def _withdrawn(repository: Repository) -> None:
    _added(repository)
    repository.commit()
    repository.write(PENALTIES, "\n- 编号: cf-2026-001", f"{WITHDRAWN}- 编号: cf-2026-001")


def _removed(repository: Repository) -> None:
    _added(repository)
    repository.commit()
    repository.path(PENALTIES).unlink()


def _named_in_the_reason(repository: Repository) -> None:
    _added(repository)
    repository.commit()
    repository.write(PENALTIES, "\n- 编号: cf-2026-001", WITHDRAWN.replace("撤销该决定", "撤销对钱一二的决定") + "- 编号: cf-2026-001")


def _entered_as_a_company(repository: Repository) -> None:
    repository.add_penalty(2, *(change for change in PERSON if "类别" not in change[0]))
    repository.commit()
    text = repository.path(PENALTIES).read_text(encoding="utf-8")
    repository.path(PENALTIES).write_text(text.replace("类别: 法人及非法人组织", "类别: 自然人", 1), encoding="utf-8")


NAMED = [_added, _changed, _withdrawn, _removed, _named_in_the_reason, _entered_as_a_company]


@pytest.mark.parametrize("change", NAMED, ids=lambda change: change.__name__.strip("_"))
def test_name_of_a_person_stands_in_no_format(repository: Repository, change: Callable[[Repository], None]) -> None:
    change(repository)
    assert told(repository.diff())
    for form in FORMS:
        said = repository.said(form)
        assert "钱某某" in said
        assert "钱一二" not in said


# Revisions


def test_revision_is_compared_from_where_the_branches_part(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--create", "change")
    repository.add_penalty(2)
    repository.commit()
    repository.git("switch", "--quiet", "main")
    repository.write("officers/ry-001.yml", "职务: 科员", "职务: 主任科员")
    repository.commit()
    repository.git("switch", "--quiet", "change")
    assert told(repository.diff("main")) == ["公开 penalties/cf-2026-002"]
    assert repository.diff() == NOTHING


def test_tag_branch_and_ancestor_are_revisions(repository: Repository) -> None:
    repository.git("tag", "first")
    repository.add_penalty(2)
    commit = repository.commit()
    for revision in ("first", "HEAD~1", "main~1", f"{commit}^"):
        assert told(repository.diff(revision)) == ["公开 penalties/cf-2026-002"], revision


@pytest.mark.parametrize("revision", ["nowhere", "0" * 40, "--help", "--all", "HEAD:mkdocs.yml", "a b", "HEAD~9", ""])
def test_unknown_revision_exits_2_and_says_which(repository: Repository, revision: str) -> None:
    result = repository.run("--", revision)
    assert result.exit_code == 2
    assert f"没有「{revision}」这个版本" in result.stderr
    assert result.stdout == ""


def test_history_without_a_common_ancestor_exits_2(repository: Repository) -> None:
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "另起")
    repository.git("switch", "--quiet", "main")
    result = repository.run("other")
    assert result.exit_code == 2
    assert "没有共同的来历" in result.stderr


def test_directory_without_repository_exits_2(tmp_path: Path) -> None:
    small_site(tmp_path)
    result = run(tmp_path, "diff")
    assert result.exit_code == 2
    assert "这里不是 git 仓库" in result.stderr


def test_repository_without_commit_exits_2(repository: Repository) -> None:
    shutil.rmtree(repository.top / ".git")
    repository.git("init", "--quiet")
    assert repository.run().exit_code == 2


@pytest.mark.parametrize(
    "broken", [b"- \xb1\xe0\xba\xc5: cf-2026-001\n", b"- [: {\n\t", b"", b"cf-2026-001\n", b"- \xe7\xbc\x96\xe5\x8f\xb7: cf-2026-001\n"],
    ids=["another encoding", "no YAML", "empty", "no list", "most is missing"],
)  # fmt: skip
def test_broken_registers_of_the_revision_are_mended(repository: Repository, broken: bytes) -> None:
    whole = repository.path(PENALTIES).read_bytes()
    repository.path(PENALTIES).write_bytes(broken)
    repository.commit()
    repository.path(PENALTIES).write_bytes(whole)
    document = repository.diff()
    assert told(document) == ["公开 penalties/cf-2026-001"]
    assert document["mended"]
    assert document["added"] == []


def test_broken_settings_of_the_revision_are_taken_from_today(repository: Repository) -> None:
    whole = (repository.site / "mkdocs.yml").read_bytes()
    (repository.site / "mkdocs.yml").write_bytes(b"plugins: [\n")
    repository.commit()
    (repository.site / "mkdocs.yml").write_bytes(whole)
    assert repository.diff() == NOTHING


@pytest.mark.parametrize("gone", ["registries", "content", "mkdocs.yml"])
def test_revision_that_lacks_a_part_of_the_site_can_be_compared(repository: Repository, gone: str) -> None:
    first = repository.git("rev-parse", "HEAD")
    repository.git("rm", "-r", "--quiet", gone)
    repository.commit()
    repository.git("checkout", first, "--", gone)
    document = repository.diff()
    assert {each["what"] for each in document["changes"]} <= {"公开"}
    assert bool(document["changes"]) == (gone != "mkdocs.yml")


def test_everything_is_published_where_the_revision_had_no_site(tmp_path: Path, store: Path) -> None:
    repository = Repository(tmp_path, store, "gongshi")
    repository.git("rm", "-r", "--quiet", "--cached", "gongshi")
    (repository.top / "README").write_text("说明\n", encoding="utf-8")
    repository.git("add", "README")
    repository.git("commit", "--quiet", "--message", "没有网站")
    document = repository.diff()
    assert {each["what"] for each in document["changes"]} == {"公开"}
    assert document["added"] == []


def test_link_that_leads_out_of_the_repository_is_left_behind(repository: Repository) -> None:
    (repository.site / "content" / "elsewhere.md").symlink_to("/etc/hostname")
    repository.commit()
    (repository.site / "content" / "elsewhere.md").unlink()
    repository.add_penalty(2)
    assert told(repository.diff()) == ["公开 penalties/cf-2026-002"]


# Places


def test_site_below_the_top_of_the_repository_is_found(tmp_path: Path, store: Path) -> None:
    repository = Repository(tmp_path, store, "网站")
    (repository.top / "registries" / "officers").mkdir(parents=True)
    repository.commit()
    repository.add_penalty(2)
    assert told(repository.diff()) == ["公开 penalties/cf-2026-002"]
    from_top = run(repository.top, "diff", "--config", "网站/mkdocs.yml", "--format", "json", "--as-of", "2026-11-22")
    assert told(json.loads(from_top.stdout)) == ["公开 penalties/cf-2026-002"]


def test_registries_named_by_option_are_compared_with_the_same_place(repository: Repository) -> None:
    shutil.copytree(repository.site / "registries", repository.site / "other")
    repository.commit()
    shutil.rmtree(repository.site / "other" / "licences")
    repository.write(PENALTIES, "法定代表人: 示例代表", "法定代表人: 另一代表")
    assert told(repository.diff("HEAD", "--registries", "other")) == ["移除 licences/xk-2026-001"]
    assert told(repository.diff()) == ["变更 penalties/cf-2026-001"]


def test_only_changed_shards_are_read_anew(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.diff()
    repository.add_penalty(77)
    read, opened = reading._read, []
    monkeypatch.setattr(reading, "_read", lambda job, data, key: opened.append(job.shard.path) or read(job, data, key))
    repository.diff()
    assert opened == [PENALTIES]


def test_nothing_of_the_work_tree_or_the_index_is_touched(repository: Repository) -> None:
    repository.add_penalty(2)
    repository.git("add", "--all")
    repository.write("officers/ry-001.yml", "职务: 科员", "职务: 主任科员")
    before = repository.git("status", "--porcelain=v2")
    repository.diff()
    assert repository.git("status", "--porcelain=v2") == before


# Markdown

TRICKS = [
    "**粗**和__粗__", "[网址](https://example.com)", "![图](a.png)", "<b>标签</b>", "<!-- 注释 -->", "`代码`", "| 表 | 格 |", "&lt;b&gt;",
    "~~删~~", "\\*反斜线\\*", "https://example.com/a", "www.example.com", "a@example.com", "@someone", "#12", "!34", "$x^2$", "[^1]", ":smile:",
    "==高亮==", "{{ 模板 }}", "---", "- [ ] 待办",
]  # fmt: skip


def _inline(source: str) -> list[tuple[str, str]]:
    """Type and content of every inline token of the list items of a text, as CommonMark with tables and strikethrough reads it."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    return [(child.type, child.content) for token in tokens if token.type == "inline" for child in token.children or ()]


@pytest.mark.parametrize("trick", TRICKS)
def test_nothing_of_a_value_is_taken_for_markdown(repository: Repository, trick: str) -> None:
    quoted = trick.replace("'", "''")
    repository.write(PENALTIES, "履行情况: 已缴清罚款", f"履行情况: '{quoted}'")
    repository.write(PENALTIES, "案件名称: 示例甲公司违反规定案", f"案件名称: '{quoted}'")
    source = repository.said("markdown")
    tokens = [each for each in _inline(source) if each[0] not in ("text", "text_special", "code_inline", "softbreak")]
    assert tokens == [each for each in tokens if each[0] in ("strong_open", "strong_close")]
    text = "".join(content for _, content in _inline(source))
    assert f"履行情况：「已缴清罚款」 → 「{trick}」" in text
    assert f"penalties/cf-2026-001 {trick}" in text
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", source.partition("履行情况：")[2].partition("\n")[0])
    assert not re.search(r"[*_`\[\]<>|~&$@#!:.^={}]", bare)


def test_value_of_several_lines_stays_on_one(repository: Repository) -> None:
    repository.write(PENALTIES, "违法事实: 示例事实", "违法事实: |\n    示例事实\n    - 其一\n    # 其二")
    source = repository.said("markdown")
    assert "「示例事实 - 其一 \\# 其二」" in source
    assert "「示例事实 - 其一 # 其二」" in repository.said("text")
    reason = WITHDRAWN.replace("理由: 复议机关以违反法定程序为由撤销该决定", "理由: |\n      已经\n      - 撤销").lstrip("\n")
    repository.path(PENALTIES).write_text(repository.path(PENALTIES).read_text(encoding="utf-8").rstrip() + "\n" + reason, encoding="utf-8")
    document = repository.diff()
    [finding] = [each for each in document["added"] if each["code"] == "WD005"]
    for form in ("text", "markdown"):
        assert [line for line in repository.said(form).splitlines() if "WD005" in line and "撤销" in line], finding["message"]


def test_file_name_with_a_backtick_stays_in_its_code(repository: Repository) -> None:
    repository.path("officers/名`单*.xlsx").write_bytes(b"PK")
    assert ("code_inline", "registries/officers/名`单*.xlsx:1") in _inline(repository.said("markdown"))


def test_long_value_is_cut(repository: Repository) -> None:
    repository.write(PENALTIES, "违法事实: 示例事实", f"违法事实: {'示例事实' * 50}")
    assert f"「{'示例事实' * 30}…」" in repository.said("text")
    assert ("违法事实", "示例事实", "示例事实" * 50) in fields(repository.diff())
