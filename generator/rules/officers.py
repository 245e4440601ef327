"""The list of officers agrees with itself and is kept up to date (OF006 to OF011)."""

import re
import unicodedata
from collections.abc import Iterator

from generator.law.provision import CONSISTENCY, practice
from generator.law.provisions import provision
from generator.registers.officers import Officer
from generator.rules.rule import Context, Row, Tables, breach, record_rule, tables_rule
from generator.source.finding import Fault
from generator.source.problem import Problem


@tables_rule(
    Problem(
        code="OF006",
        title="证件到期仍在岗",
        level="warning",
        message="{name}的执法证件有效期到 {last}，已经过期，「状态」还是在岗",
        help="已经换证的，改成新证件上的「证件编码」「发证日期」和「有效期至」；没有换证的，把「状态」改成离岗或者注销。",
        why="执法人员凭有效的证件执法，群众按清单核对证件，过期的证件不能再列为在岗。",
        example="有效期至: 2026-06-30\n状态: 在岗（现在是 2026 年 11 月）",
        basis=(provision("行政处罚法", "第四十二条第一款"),),
    )
)
def officers_on_duty_hold_a_valid_certificate(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF006: on the as-of date no officer on duty has a certificate that has run out."""
    today = tables.as_of.isoformat()
    for row, officer in tables.records("officers"):
        if officer["status"] == "在岗" and officer["valid_until"] < today:
            yield row, breach("有效期至", name=officer["name"], last=officer["valid_until"])


@tables_rule(
    Problem(
        code="OF007",
        title="年度审核超过一年",
        level="warning",
        message="{name}最近一次年度审核是 {day}，到现在已经超过 12 个月",
        help="今年已经审核的，把「审核日期」改成这次审核的日期；没有通过审核的，把「状态」改成离岗或者注销。",
        why="执法人员资格每年审核确认一次并公布，离岗和没有通过审核的要及时清理。",
        example="审核日期: 2025-03-16（现在是 2026 年 11 月）",
        basis=(practice("执法人员资格每年审核确认一次，审核结果向社会公布。"),),
    )
)
def officers_are_reviewed_every_year(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF007: who is on duty was reviewed within twelve months; the same day of the next year is still in time."""
    today = tables.as_of.isoformat()
    for row, officer in tables.records("officers"):
        day = officer["reviewed_on"]
        if officer["status"] == "在岗" and f"{int(day[:4]) + 1}{day[4:]}" < today:  # as text, 29 February needs no care
            yield row, breach("审核日期", name=officer["name"], day=day)


@tables_rule(
    Problem(
        code="OF008",
        title="证件编码重复",
        message="证件编码「{certificate}」已经用在{name}（{id}）名下",
        help="核对两个人的执法证件，改正写错的那一个；同一个人调动后另立一条的，姓名要一致，并且只有一条的「状态」是在岗。",
        why="一个证件编码只对应一个人，重复了群众就查不清来执法的是谁。",
        example="ry-001 和 ry-002 都写 证件编码: 99012301001",
        basis=(CONSISTENCY,),
    )
)
def certificate_numbers_are_unique(tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """OF008: a number is one officer's. Several entries of one person, of which one alone is on duty, are a transfer."""
    holders: dict[str, list[tuple[Row, dict[str, str]]]] = {}
    for row, officer in tables.records("officers"):
        holders.setdefault(_compact(officer["certificate"]), []).append((row, officer))
    for entries in holders.values():
        names = {officer["name"] for _, officer in entries}
        if len(names) == 1 and sum(officer["status"] == "在岗" for _, officer in entries) == 1:
            continue
        other = entries[0][1]
        for row, officer in entries[1:]:
            yield row, breach("证件编码", certificate=officer["certificate"], name=other["name"], id=other["id"])


@record_rule(
    Problem(
        code="OF009",
        title="证件日期先后不对",
        message="「{earlier}」{day} 晚于「{later}」{other}",
        help="对照执法证件核对这两个日期，改正写错的那一个。发证就是一次审核，新证件的审核日期不早于发证日期。",
        why="证件先发证，后审核，最后到期或者注销，日期要合乎这个先后。",
        example="发证日期: 2028-06-20\n有效期至: 2026-12-31",
        basis=(CONSISTENCY,),
    ),
    "officers",
)
def certificate_dates_are_in_order(record: Officer, context: Context) -> Iterator[Fault]:
    """OF009: issued, then reviewed, expired or cancelled. A review before the issue is a warning: a new certificate may cause it."""
    day = record.issued_on.isoformat()
    if record.issued_on > record.valid_until:
        yield breach("有效期至", earlier="发证日期", later="有效期至", day=day, other=record.valid_until.isoformat())
    if record.issued_on > record.reviewed_on:
        yield breach("审核日期", level="warning", earlier="发证日期", later="审核日期", day=day, other=record.reviewed_on.isoformat())
    if record.cancelled_on and record.issued_on > record.cancelled_on:
        yield breach("注销日期", earlier="发证日期", later="注销日期", day=day, other=record.cancelled_on.isoformat())


@record_rule(
    Problem(
        code="OF010",
        title="状态和注销日期不一致",
        message="「状态」是{status}，{what}",
        help="证件已经注销的，状态写注销，并写明「注销日期」；仍在岗的，删去「注销日期」。",
        why="证件从哪一天起不能再用，要写清楚，才能判断那天前后的执法是否有效。",
        example="状态: 注销（没有写注销日期）",
        basis=(CONSISTENCY,),
    ),
    "officers",
)
def cancellation_is_told_with_its_day(record: Officer, context: Context) -> Iterator[Fault]:
    """OF010: 注销 has its day, and who is on duty has none."""
    if record.status == "注销" and record.cancelled_on is None:
        yield breach("注销日期", status=record.status, what="没有写「注销日期」")
    if record.status == "在岗" and record.cancelled_on is not None:
        yield breach("注销日期", status=record.status, what=f"却写了「注销日期」{record.cancelled_on.isoformat()}")


@record_rule(
    Problem(
        code="OF011",
        title="证件编码写法不对",
        level="warning",
        message="证件编码「{value}」{what}",
        help="照执法证件上的编码写，当中不留空格，数字和字母用半角；本省编码的格式写在 mkdocs.yml 的「证件编码格式」里。",
        why="群众按证件编码核对执法人员，写法和证件不一样就查不到。",
        example="证件编码: 9901 2301 001",
        basis=(practice("证件编码照证件所载填写，当中没有空格。"),),
    ),
    "officers",
)
def certificate_number_has_its_form(record: Officer, context: Context) -> Iterator[Fault]:
    """OF011: a certificate number has no blanks and no full-width characters, and the form that the settings state, if any."""
    value, form = record.certificate, context.settings.certificate_form
    compact = _compact(value)
    if value != compact:
        yield breach("证件编码", value=value, what=f"里有空格或者全角字符，应当是「{compact}」")
    elif form and not re.fullmatch(form, value):
        yield breach("证件编码", value=value, what="不合本省的证件编码格式")


def _compact(text: str) -> str:
    """A number without blanks, its full-width characters made half-width."""
    return "".join(unicodedata.normalize("NFKC", text).split())
