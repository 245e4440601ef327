"""Hypothesis strategies: small registers whose records are valid as their models see it, and as wild as these allow."""

import datetime as dt
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from generator.registers import REGISTERS
from generator.registers.describe import FieldSpec
from generator.registers.register import Register
from tests.records import entries, sample_files
from tests.rules.cases import Case, base_records, read_case

Written = dict[str, Any]
Ids = dict[str, list[str]]
RULES = Path(__file__).parent.parent / "rules"

EDGES = (
    *("1900-01-01", "1999-12-31", "2000-02-29", "2012-01-01", "2018-07-24", "2019-01-03", "2021-07-14", "2021-07-15", "2024-02-29"),
    *("2025-01-03", "2025-12-31", "2026-01-01", "2026-02-28", "2026-11-21", "2026-11-22", "2026-11-23", "2026-12-31", "2027-01-01"),
    *("2028-02-29", "2099-12-31", "2100-02-28", "2199-12-31"),
)
DATES = st.one_of(
    st.sampled_from(EDGES),
    st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)).map(str),
    st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).map(str),
)
COUNTS = st.one_of(st.sampled_from([0, 1, 2, 3, 1900, 2024, 2025, 2026, 9998, 9999, 10_000, 999_999_999]), st.integers(0, 400)).map(str)
AMOUNTS = st.sampled_from(["0", "0.00", "0.01", "1", "199.99", "200.00", "3000.00", "5000", "99999.99", "100000.00", "999999999999.99"])
TEXTS = st.one_of(
    st.sampled_from(
        (
            *(
                "甲",
                "0",
                "-",
                "/",
                "无",
                "²",
                "①②",
                "１２",
                "٣٤٥",
                "〇",
                "99999999999999999999",
                "1e400",
                "NaN",
                "100%",
                "１００％",
                "0%",
                "999999.5%",
            ),
            *(
                "每年 0 次",
                "每年 99999999999999 次",
                "每月至少一次",
                "每两年一次",
                "不低于 5%",
                "不高于 0.0%",
                "第〇条",
                "第一百零一条之一",
                "第九千九百九十九条第（九十九）项",
            ),
            *(
                "01-31",
                "02-29",
                "02-30",
                "13-01",
                "12-31",
                "W01-1",
                "00-00",
                "2026年99月99日起",
                "2026年2月30日起停止执行",
                "自0000年0月0日起",
            ),
            *(
                "罚款九千九百九十九亿九千九百九十九万九千九百九十九元九角九分",
                "罚款元",
                "罚款 1,2,3 元",
                "罚款〇元，没收违法所得零点五万元",
                "警告；罚款5000元；吊销许可证",
            ),
            *(
                "示卫罚〔2026〕1号",
                "示卫罚〔2026〕0号",
                "示卫罚〔2026〕999999号",
                "示卫罚[2026]第001号",
                "〔〕号",
                "示卫罚〔1900〕1号",
                "2026年第二季度",
                "2026年版",
            ),
            *(
                "{value}",
                "%s",
                "\\",
                "'",
                '"',
                "# 甲",
                "- 甲",
                "甲: 乙",
                "甲：乙",
                "<b>甲</b>",
                "[甲](http://乙)",
                "http://[::1",
                "https://www.gov.cn/",
                "javascript:1",
            ),
            *(
                "13900000000",
                "0999-6010001",
                "欧阳某某",
                "张三",
                "某",
                "a" * 500,
                "甲" * 500,
                "甲 乙",
                "．",
                "（（（（",
                "））））",
                "、、、",
                "。。",
                "\U00020bb7野家",
                "e\u0301",
            ),
            *(
                "ry-001",
                "zt-001",
                "fa-jia",
                "penalties",
                "officers",
                "content/files/甲.pdf",
                "甲.pdf",
                "../甲",
                "files/甲",
                "gf-001/",
                "依法不予公开",
                "延长三十日",
            ),
        )
    ),
    st.text("示例县卫生健康局罚款元万亿第条款项年月日〔〕（）号0123456789.,%，。；：-/ 某", min_size=1, max_size=30),
    st.text(min_size=1, max_size=8),
)


@functools.cache
def pool(key: str) -> dict[tuple[str, ...], list[str]]:
    """The texts that stand at each place of a register in the base and in the sample county."""
    found: dict[tuple[str, ...], dict[str, None]] = {}

    def walk(value: Any, trail: tuple[str, ...]) -> None:
        if isinstance(value, dict):
            for step, inner in value.items():
                walk(inner, (*trail, step))
        elif isinstance(value, list):
            for inner in value:
                walk(inner, trail)
        elif isinstance(value, str):
            found.setdefault(trail, {})[value] = None

    for record in (
        *base_records().get(key, {}).values(),
        *(entry for path in sample_files(REGISTERS[key])[:3] for entry in entries(path)[:10]),
    ):
        walk(record, ())
    return {trail: list(values)[:20] for trail, values in found.items()}


@functools.cache
def _bad_cases() -> tuple[Case, ...]:
    return tuple(read_case(path) for path in sorted(RULES.glob("[A-Z]*/bad-*.yml")))


@functools.cache
def of_bad_cases() -> dict[str, list[str]]:
    """What the bad cases of all rules write, by label: it comes into every register that has a field of this name."""
    found: dict[str, dict[str, None]] = {}

    def walk(value: Any, label: str) -> None:
        if isinstance(value, dict):
            for step, inner in value.items():
                walk(inner, step)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, label)
        elif isinstance(value, str):
            found.setdefault(label, {})[value] = None

    for case in _bad_cases():
        for records in case.changes.values():
            for record in (records or {}).values():
                walk(record, "")
        for page in case.pages.values():
            walk([line.strip() for line in page.splitlines() if line.strip()], "备注")
    return {label: list(values) for label, values in found.items()}


@functools.cache
def starts(key: str) -> list[Written]:
    """Records to begin with: those of the base, some of the sample county's, and what the bad cases of all rules make of the base's."""
    base = list(base_records()[key].values())
    samples = [entry for path in sample_files(REGISTERS[key])[:12] for entry in entries(path)[:4]]
    changed = [
        {label: value for label, value in (base[0] | change).items() if value is not None}
        for case in _bad_cases()
        for change in (case.changes.get(key) or {}).values()
        if change
    ]
    return [*base, *base, *samples, *(record for record in changed if _valid(REGISTERS[key], record))]


def _linked(specs: tuple[FieldSpec, ...], value: Written, ids: Ids, turn: int) -> Written:
    """A record whose references lead to records that are there."""
    by_label = {spec.label: spec for spec in specs}

    def one(spec: FieldSpec, inner: Any) -> Any:
        there = ids.get(spec.register, [])
        if spec.kind == "reference" and inner not in there and inner != spec.unless and there:
            return there[turn % len(there)]
        return _linked(spec.children, inner, ids, turn) if spec.kind == "group" else inner

    return {
        label: [one(by_label[label], each) for each in inner] if isinstance(inner, list) else one(by_label[label], inner)
        for label, inner in value.items()
    }


def _leaf(draw: st.DrawFn, spec: FieldSpec, trail: tuple[str, ...], key: str, ids: Ids) -> Any:
    seen = [*pool(key).get(trail, []), *of_bad_cases().get(trail[-1], [])]
    usual = st.sampled_from(seen) if seen else st.nothing()
    match spec.kind:
        case "choice":
            return draw(st.sampled_from(spec.choices))
        case "date":
            return draw(st.one_of(usual, DATES))
        case "until":
            return draw(st.one_of(st.just("长期"), DATES))
        case "count" | "days":
            return draw(st.one_of(usual, COUNTS))
        case "yuan":
            return draw(st.one_of(usual, AMOUNTS))
        case "yes_no":
            return draw(st.sampled_from(["是", "否"]))
        case "reference":
            there = ids.get(spec.register, [])
            return draw(st.sampled_from([*there, *there, *([spec.unless] if spec.unless else []), "nowhere"]))
        case "register":
            return draw(st.sampled_from([*REGISTERS, "nowhere"]))
        case _:
            return draw(st.one_of(usual, usual, st.sampled_from(of_bad_cases()["备注"]), TEXTS))


def _value(draw: st.DrawFn, spec: FieldSpec, trail: tuple[str, ...], key: str, ids: Ids) -> Any:
    """A value of a field; a list has one item or several, the same one twice perhaps."""
    trail = (*trail, spec.label)

    def one() -> Any:
        if spec.kind != "group":
            return _leaf(draw, spec, trail, key, ids)
        inner = {child.label: _value(draw, child, trail, key, ids) for child in spec.children if child.required or draw(st.booleans())}
        return inner

    if not spec.many:
        return one()
    return [one() for _ in range(draw(st.sampled_from([1, 1, 2, 3, 6])))]


def _valid(register: Register, record: Written) -> bool:
    try:
        register.model.model_validate(record)
    except ValidationError:
        return False
    return True


@st.composite
def records_of(draw: st.DrawFn, key: str, ids: Ids) -> list[Written]:
    """Records of a register with these ids: those of the base with some fields drawn anew, left out or put in."""
    register = REGISTERS[key]
    specs = [spec for spec in register.fields if spec.name != "id"]
    made = []
    for name in ids[key]:
        record = {**_linked(register.fields, draw(st.sampled_from(starts(key))), ids, draw(st.integers(0, 9))), "编号": name}
        for spec in draw(st.lists(st.sampled_from(specs), max_size=6, unique_by=lambda spec: spec.label)):
            changed = {label: value for label, value in record.items() if label != spec.label}
            if spec.required or draw(st.integers(0, 3)):
                changed[spec.label] = _value(draw, spec, (), key, ids)
            record = changed if _valid(register, changed) else record
        made.append({spec.label: record[spec.label] for spec in register.fields if spec.label in record})
    return made


@dataclass(frozen=True, slots=True)
class Drawn:
    """The registers that differ from the base, with their records."""

    records: dict[str, list[Written]]
    as_of: str
    settings: Written


DAYS = ("2026-12-31", "2026-01-01", "2027-02-01", "2024-02-29", "2028-02-10", "2021-07-15", "1900-01-01", "2199-12-31")
AS_OF = st.sampled_from(("2026-11-22",) * 4 + DAYS)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "期限首日": st.just("当日"),
        "从严起始日": DATES,
        "检查时段": st.just("每月最后一周"),
        "年度检查上限": st.sampled_from(["0", "1", "999999999"]),
        "较大数额罚款": st.fixed_dictionaries({"自然人": AMOUNTS, "单位": AMOUNTS}),
        "最长公示年数": st.fixed_dictionaries({"自然人": st.sampled_from(["1", "3", "99"]), "单位": st.sampled_from(["1", "3", "99"])}),
        "证件编码格式": st.sampled_from([".*", "[0-9]{8}", "^$"]),
    },
)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Some registers with none to five records each; the others are the base's."""
    keys = draw(st.lists(st.sampled_from(sorted(base_records())), min_size=2, max_size=14, unique=True))
    ids = {key: list(records) for key, records in base_records().items()}
    for key in keys:
        ids[key] = [*ids[key], *(f"x-{number}" for number in range(5))][: draw(st.integers(0, 6))]
    return Drawn({key: draw(records_of(key, ids)) for key in keys}, draw(AS_OF), draw(SETTINGS))


def shuffled(values: Drawn, random: Any) -> Drawn:
    """The same records in another order."""
    return Drawn({key: random.sample(records, len(records)) for key, records in values.records.items()}, values.as_of, values.settings)


def by_file(register: Register, records: list[Written]) -> Iterator[tuple[str, list[Written]]]:
    """The files of a register, by path below its directory's: a catalogue is one list, a ledger one a year, a page one a record."""
    if not register.is_ledger:
        yield f"{register.key}.yml", records
        return
    label = register.field(register.dated).label
    years: dict[str, list[Written]] = {}
    for record in records:
        years.setdefault(min(record[label][:4], "2099"), []).append(record)
    for year, ledger in years.items():
        yield f"{register.key}/{year}/{year}.yml", ledger
