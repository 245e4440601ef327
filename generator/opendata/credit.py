"""The tables of 双公示 for the credit platforms: licences and penalties in the columns of the data standard (发改办财金〔2018〕424号).

Only public records go in: of a natural person no number ever, and no more of the name than the site shows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.editions.public import PublicRecord
from generator.fields.party import ORGANISATION, PERSON

WITHOUT_END = "2099/12/31"
"""What the standard writes where something has no end (长期)."""

PERMITS = frozenset({"准予", "变更", "延续", "撤销", "注销"})
"""The decisions that make, change or end a permit; one that refuses it has no row."""

_ENDED = frozenset({"撤销", "注销"})
_CONFISCATIONS = frozenset({"没收违法所得", "没收非法财物"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a row needs besides its record."""

    organ: str
    """数据来源单位."""
    organ_code: str
    bodies: Mapping[str, tuple[str, str]]
    """By id, the name and the credit code of each enforcement body."""
    law: Callable[[str], str]
    """The name of a law by its id."""
    as_of: str
    """The day on which it is asked whether a permit is in force, ISO."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the standard."""

    code: str
    """CF_WSH, XK_NR …"""
    title: str
    field: tuple[str, ...] = ()
    """The Chinese keys of the field from which it is filled, where a clerk can fill it; nothing where it is always there or always empty."""
    needed: Callable[[PublicRecord], bool] | None = None
    """Of which records the standard demands it; None where it demands it of none."""


Row = dict[str, str]
"""By code, the text of each cell; what is empty is not there."""


def wan(amount: str) -> str:
    """An amount of yuan in 万元 with six decimals: ``2000.00`` is ``0.200000``."""
    return f"{Decimal(amount) / 10_000:.6f}"


def day(iso: str | None) -> str:
    """A day as the standard writes it, ``2024/03/09``; 长期 and what has no end as the last day it knows."""
    return iso.replace("-", "/") if iso and iso[:1].isdigit() else WITHOUT_END


def missing(columns: tuple[Column, ...], record: PublicRecord, row: Row) -> list[Column]:
    """The columns that the standard demands of a record and that are empty."""
    return [column for column in columns if column.needed and column.needed(record) and not row.get(column.code)]


def _always(record: PublicRecord) -> bool:
    return True


def _coded(record: PublicRecord) -> bool:
    return bool(record["party"]["category"] != PERSON)


def _organised(record: PublicRecord) -> bool:
    return bool(record["party"]["category"] == ORGANISATION)


def _party_columns(head: str) -> tuple[Column, ...]:
    """The columns of the other side. Numbers of persons are columns of the standard, and are never filled."""
    return (
        Column(code=f"{head}_XDR_MC", title="行政相对人名称", needed=_always),
        Column(code=f"{head}_XDR_LB", title="行政相对人类别", needed=_always),
        Column(code=f"{head}_XDR_SHXYM", title="行政相对人代码_1（统一社会信用代码）", field=("相对人", "统一社会信用代码"), needed=_coded),
        Column(code=f"{head}_XDR_GSZC", title="行政相对人代码_2（工商注册号）"),
        Column(code=f"{head}_XDR_ZZJG", title="行政相对人代码_3（组织机构代码）"),
        Column(code=f"{head}_XDR_SWDJ", title="行政相对人代码_4（税务登记号）"),
        Column(code=f"{head}_XDR_SYDW", title="行政相对人代码_5（事业单位证书号）"),
        Column(code=f"{head}_XDR_SHZZ", title="行政相对人代码_6（社会组织登记证号）"),
        Column(code=f"{head}_FRDB", title="法定代表人", field=("相对人", "法定代表人"), needed=_organised),
        Column(code=f"{head}_FR_ZJLX", title="法定代表人证件类型"),
        Column(code=f"{head}_FR_ZJHM", title="法定代表人证件号码"),
        Column(code=f"{head}_XDR_ZJLX", title="自然人证件类型"),
        Column(code=f"{head}_XDR_ZJHM", title="自然人证件号码"),
    )


LICENCES = (
    *_party_columns("XK"),
    Column(code="XK_XKWS", title="行政许可决定文书名称", needed=_always),
    Column(code="XK_WSH", title="行政许可决定文书号", needed=_always),
    Column(code="XK_XKLB", title="许可类别", needed=_always),
    Column(code="XK_XKZS", title="许可证书名称"),
    Column(code="XK_XKBH", title="许可编号"),
    Column(code="XK_NR", title="许可内容", needed=_always),
    Column(code="XK_JDRQ", title="许可决定日期", needed=_always),
    Column(code="XK_YXQZ", title="有效期自", needed=_always),
    Column(code="XK_YXQZI", title="有效期至", needed=_always),
    Column(code="XK_XKJG", title="许可机关", needed=_always),
    Column(code="XK_XKJGDM", title="许可机关统一社会信用代码", needed=_always),
    Column(code="XK_ZT", title="当前状态", needed=_always),
    Column(code="XK_LYDW", title="数据来源单位", needed=_always),
    Column(code="XK_LYDWDM", title="数据来源单位统一社会信用代码", needed=_always),
    Column(code="BZ", title="备注"),
)
"""The columns of the table of licences."""

PENALTIES = (
    *_party_columns("CF"),
    Column(code="CF_WSH", title="行政处罚决定书文号", needed=_always),
    Column(code="CF_WFXW", title="违法行为类型", needed=_always),
    Column(code="CF_SY", title="违法事实", needed=_always),
    Column(code="CF_YJ", title="处罚依据", needed=_always),
    Column(code="CF_CFLB", title="处罚类别", needed=_always),
    Column(code="CF_NR", title="处罚内容", needed=_always),
    Column(code="CF_NR_FK", title="罚款金额（万元）", field=("罚款金额",), needed=lambda record: "罚款" in record["kinds"]),
    Column(
        code="CF_NR_WFFF",
        title="没收违法所得、没收非法财物的金额（万元）",
        field=("没收金额",),
        needed=lambda record: not _CONFISCATIONS.isdisjoint(record["kinds"]),
    ),
    Column(
        code="CF_NR_ZKDX",
        title="暂扣或吊销证照名称及编号",
        field=("暂扣吊销证照",),
        needed=lambda record: not {"暂扣许可证件", "吊销许可证件"}.isdisjoint(record["kinds"]),
    ),
    Column(code="CF_JDRQ", title="处罚决定日期", needed=_always),
    Column(code="CF_YXQ", title="处罚有效期", needed=_always),
    Column(code="CF_GSJZQ", title="公示截止期", needed=_always),
    Column(code="CF_CFJG", title="处罚机关", needed=_always),
    Column(code="CF_CFJGDM", title="处罚机关统一社会信用代码", needed=_always),
    Column(code="CF_SJLY", title="数据来源单位", needed=_always),
    Column(code="CF_SJLYDM", title="数据来源单位统一社会信用代码", needed=_always),
    Column(code="BZ", title="备注"),
)
"""The columns of the table of penalties."""


def licence(record: PublicRecord, source: Source) -> Row:
    """The row of a licence; its decision is one of :data:`PERMITS`."""
    name, code = source.bodies.get(record["body"], ("", ""))
    until = day(record["valid_until"])
    ended = record["decision"] in _ENDED or until < day(source.as_of)
    return _filled(
        _party("XK", record),
        {
            "XK_XKWS": record["document"],
            "XK_WSH": record["document_number"],
            "XK_XKLB": record["category"],
            "XK_XKZS": record.get("certificate"),
            "XK_XKBH": record.get("certificate_number"),
            "XK_NR": record["content"],
            "XK_JDRQ": day(record["decided_on"]),
            "XK_YXQZ": day(record["valid_from"]),
            "XK_YXQZI": until,
            "XK_XKJG": name,
            "XK_XKJGDM": code,
            "XK_ZT": "2" if ended else "1",
            "XK_LYDW": source.organ,
            "XK_LYDWDM": source.organ_code,
            "BZ": record.get("notes"),
        },
    )


def penalty(record: PublicRecord, source: Source) -> Row:
    """The row of a penalty."""
    name, code = source.bodies.get(record["body"], ("", ""))
    kinds = record["kinds"]
    return _filled(
        _party("CF", record),
        {
            "CF_WSH": record["document_number"],
            "CF_WFXW": record["offence"],
            "CF_SY": record["facts"],
            "CF_YJ": "；".join(f"《{source.law(each['law'])}》{each.get('article', '')}" for each in record["basis"]),
            "CF_CFLB": "、".join(kinds),
            "CF_NR": record["content"],
            "CF_NR_FK": _amount(record["fine"]) if "罚款" in kinds else None,
            "CF_NR_WFFF": wan(record["confiscated"]) if not _CONFISCATIONS.isdisjoint(kinds) else None,
            "CF_NR_ZKDX": record.get("permit"),
            "CF_JDRQ": day(record["decided_on"]),
            "CF_YXQ": day(record.get("effective_until")),
            "CF_GSJZQ": day(record.get("display_until")),
            "CF_CFJG": name,
            "CF_CFJGDM": code,
            "CF_SJLY": source.organ,
            "CF_SJLYDM": source.organ_code,
            "BZ": record.get("notes"),
        },
    )


def _amount(fine: str) -> str | None:
    """A fine in 万元; nothing where the decision names a fine and none is written down."""
    return wan(fine) if Decimal(fine) else None


def _party(head: str, record: PublicRecord) -> Row:
    party = record["party"]
    person = party["category"] == PERSON
    return _filled(
        {
            f"{head}_XDR_MC": party["name"],
            f"{head}_XDR_LB": party["category"],
            f"{head}_XDR_SHXYM": None if person else party.get("credit_code"),
            f"{head}_FRDB": None if person else party.get("representative"),
        }
    )


def _filled(*parts: Mapping[str, Any]) -> Row:
    """The cells that hold something, each in one line."""
    return {code: " ".join(value.split()) for part in parts for code, value in part.items() if value}
