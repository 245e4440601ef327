"""What falls due when: the right day, the right owner, in words, in JSON and in a calendar."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import icalendar
import pytest
import yaml

from tests.checking import run, small_site


def due(directory: Path, as_of: str, within: int = 30) -> list[dict[str, Any]]:
    result = run(directory, "due", "--as-of", as_of, "--within", str(within), "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["as_of"] == as_of
    assert document["counts"] == {
        "late": sum(each["late"] for each in document["due"]),
        "coming": sum(not each["late"] for each in document["due"]),
    }
    found: list[dict[str, Any]] = document["due"]
    return found


def change(directory: Path, path: str, **fields: str | None) -> None:
    """Change fields of the first record of a register file; None takes one out."""
    file = directory / "registries" / path
    tree = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    record = tree[0] if isinstance(tree, list) else tree
    for label, value in fields.items():
        record.pop(label, None)
        if value is not None:
            record[label] = value
    file.write_text(yaml.dump(tree, allow_unicode=True, sort_keys=False), encoding="utf-8")


def of(found: list[dict[str, Any]], register: str, what: str) -> list[tuple[str, str, bool]]:
    return [(each["due_on"], each["record"], each["late"]) for each in found if each["register"] == register and what in each["what"]]


PENALTY = "penalties/2026/2026-03.yml"


def test_a_decision_that_is_not_public_is_due_within_seven_working_days(tmp_path: Path) -> None:
    small_site(tmp_path)
    change(tmp_path, PENALTY, 公开日期=None, 更新日期=None)
    assert of(due(tmp_path, "2026-03-12"), "penalties", "公开") == [("2026-03-19", "cf-2026-001", False)]
    assert of(due(tmp_path, "2026-03-19"), "penalties", "公开") == [("2026-03-19", "cf-2026-001", False)]
    assert of(due(tmp_path, "2026-03-20"), "penalties", "公开") == [("2026-03-19", "cf-2026-001", True)]


def test_a_decision_that_is_public_is_not_due(tmp_path: Path) -> None:
    small_site(tmp_path)
    assert of(due(tmp_path, "2026-03-12"), "penalties", "公开行政处罚决定") == []


def test_a_planned_publication_is_due_until_it_has_come(tmp_path: Path) -> None:
    small_site(tmp_path)
    change(tmp_path, PENALTY, 公开日期="2026-03-18", 更新日期="2026-03-18")
    assert of(due(tmp_path, "2026-03-17"), "penalties", "公开") == [("2026-03-19", "cf-2026-001", False)]
    assert of(due(tmp_path, "2026-03-18"), "penalties", "公开行政处罚决定") == []


def test_the_term_runs_across_the_national_holiday(tmp_path: Path) -> None:
    small_site(tmp_path)
    change(tmp_path, PENALTY, 立案日期="2026-08-03", 决定日期="2026-09-28", 公开日期=None, 更新日期=None, 公示期限="2027-09-27")
    assert of(due(tmp_path, "2026-09-29"), "penalties", "公开") == [("2026-10-13", "cf-2026-001", False)]  # the 10th was made up


def test_certificates_confirmations_and_mandates_are_due(tmp_path: Path) -> None:
    small_site(tmp_path)
    found = due(tmp_path, "2027-03-01")
    assert of(found, "subjects", "年度确认")[0] == ("2027-03-18", "zt-001", False)
    assert of(found, "officers", "年度审核")[0] == ("2027-03-16", "ry-001", False)
    assert of(due(tmp_path, "2028-12-30"), "officers", "换发")[0] == ("2028-12-31", "ry-001", False)
    assert of(due(tmp_path, "2028-03-01"), "subjects", "委托") == [("2028-03-17", "zt-101", False)]


def test_the_end_of_display_is_done_by_the_build_and_never_late(tmp_path: Path) -> None:
    small_site(tmp_path)
    (row,) = [each for each in due(tmp_path, "2027-03-01") if each["automatic"]]
    assert (row["due_on"], row["record"], row["late"]) == ("2027-03-09", "cf-2026-001", False)
    assert [each for each in due(tmp_path, "2027-03-10") if each["automatic"]] == []


def test_within_is_a_number_of_days_and_what_is_late_is_always_there(tmp_path: Path) -> None:
    small_site(tmp_path)
    assert of(due(tmp_path, "2027-03-01", 14), "subjects", "年度确认") == []
    assert len(of(due(tmp_path, "2027-03-01", 17), "subjects", "年度确认")) == 2
    assert len(of(due(tmp_path, "2027-05-01", 0), "subjects", "年度确认")) == 2


def test_an_owner_is_named(tmp_path: Path) -> None:
    small_site(tmp_path)
    assert all(each["owner"] for each in due(tmp_path, "2027-03-01", 400))


def test_a_name_of_a_person_is_not_in_it(tmp_path: Path) -> None:
    small_site(tmp_path)
    change(tmp_path, "licences/2026/2026-03.yml", 相对人={"名称": "甄示例", "类别": "自然人"}, 公开日期=None, 更新日期=None)  # type: ignore[arg-type]
    for form in ("text", "json", "ics"):
        assert "甄示例" not in run(tmp_path, "due", "--as-of", "2026-03-10", "--format", form).stdout
    assert of(due(tmp_path, "2026-03-10"), "licences", "公开") == [("2026-03-17", "xk-2026-001", False)]


def test_text_tells_what_is_late_first(tmp_path: Path) -> None:
    small_site(tmp_path)
    change(tmp_path, PENALTY, 公开日期=None, 更新日期=None)
    text = run(tmp_path, "due", "--as-of", "2026-03-20").stdout
    assert text.splitlines()[0] == "已经逾期（1 件）"
    assert "2026-03-19  逾期 1 天  公开行政处罚决定：penalties/cf-2026-001" in text


def test_nothing_due_is_said(tmp_path: Path) -> None:
    small_site(tmp_path)
    for register in ("obligations", "cases"):
        for file in (tmp_path / "registries").glob(f"{register}*/**/*.yml"):
            file.unlink()
    assert "没有逾期的" in run(tmp_path, "due", "--as-of", "2026-06-01", "--within", "0").stdout


def test_the_calendar_is_read_by_a_calendar_program(tmp_path: Path) -> None:
    small_site(tmp_path)
    result = run(tmp_path, "due", "--as-of", "2027-03-01", "--format", "ics")
    calendar = icalendar.Calendar.from_ical(result.stdout_bytes)
    events = list(calendar.walk("VEVENT"))
    assert len(events) == len(due(tmp_path, "2027-03-01"))
    assert len({str(event["uid"]) for event in events}) == len(events)
    days = {event.decoded("dtstart") for event in events}
    assert dt.date(2027, 3, 18) in days
    assert all(len(line) <= 75 for line in result.stdout_bytes.split(b"\r\n"))


def test_an_event_keeps_its_uid_from_day_to_day(tmp_path: Path) -> None:
    small_site(tmp_path)
    uids = [
        {
            str(event["uid"])
            for event in icalendar.Calendar.from_ical(run(tmp_path, "due", "--as-of", day, "--format", "ics").stdout_bytes).walk("VEVENT")
        }
        for day in ("2027-03-01", "2027-03-02")
    ]
    assert uids[0] <= uids[1] | uids[0]
    assert uids[0] & uids[1]


@pytest.mark.parametrize("within", ["-1", "401", "x"])
def test_a_wrong_number_of_days_is_wrong_usage(tmp_path: Path, within: str) -> None:
    small_site(tmp_path)
    assert run(tmp_path, "due", "--within", within).exit_code == 2
