"""What falls due, as text, as JSON and as a calendar file (RFC 5545)."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import orjson

from generator.registers import REGISTERS
from generator.rules.due import Due
from generator.rules.rule import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing to be done, as it is shown. Names of persons are masked: a calendar or a log may be read by many."""

    due_on: str
    """The last day (inclusive), ISO."""
    late: bool
    days: int
    """Calendar days from the as-of date to the due day; negative where it has passed."""
    what: str
    register: str
    record: str
    title: str
    """What the record is called in public; empty for what is not public."""
    owner: str
    """Who answers for it: the record's 责任单位, or else the keeper of the register."""
    automatic: bool
    basis: str


def duties(found: Iterable[Due], tables: Tables, within: int) -> list[Duty]:
    """What is late or due within so many days, as it is shown. What the build does by itself is never late."""
    return [duty for due in found if (duty := _duty(due, tables)).days <= within and not (duty.automatic and duty.late)]


def _duty(due: Due, tables: Tables) -> Duty:
    register, row = REGISTERS[due.row.register], due.row
    owner = record = title = ""
    if row.position >= 0:
        record = tables.at(row, "id")
        title = str(tables.public[register.key][f"={register.heading}"].iat[row.position] or "")
        owner = (tables.at(row, "owner") if register.is_ledger else tables.at(row, "record").get("owner")) or ""
    days = (due.due_on - tables.as_of).days
    return Duty(
        due_on=due.due_on.isoformat(),
        late=days < 0,
        days=days,
        what=due.what,
        register=register.key,
        record=record,
        title=title,
        owner=due.owner or owner or register.keeper,
        automatic=due.automatic,
        basis=due.basis.citation,
    )


def due_text(shown: Sequence[Duty], as_of: dt.date, within: int) -> str:
    """For a person: what is late first, then what is coming, day by day."""
    late, coming = [duty for duty in shown if duty.late], [duty for duty in shown if not duty.late]
    blocks = []
    if late:
        blocks.append("\n".join([f"已经逾期（{len(late)} 件）", *(_line(duty, f"逾期 {-duty.days} 天") for duty in late)]))
    if coming:
        near = (_line(duty, "今天" if duty.days == 0 else f"还有 {duty.days} 天") for duty in coming)
        blocks.append("\n".join([f"{within} 天以内到期（{len(coming)} 件）", *near]))
    return "\n\n".join(blocks) or f"截至 {as_of}，没有逾期的，{within} 天以内也没有到期的。"


def _line(duty: Duty, when: str) -> str:
    record = f"{duty.register}/{duty.record}" if duty.record else REGISTERS[duty.register].title
    title = f" {duty.title}" if duty.title and duty.title != duty.record else ""
    return f"  {duty.due_on}  {when}  {duty.what}：{record}{title}（{'自动' if duty.automatic else duty.owner}）"


def due_json(shown: Sequence[Duty], as_of: dt.date, within: int) -> str:
    """One object: ``as_of``, ``within``, ``counts`` and ``due``."""
    counts = {"late": sum(duty.late for duty in shown), "coming": sum(not duty.late for duty in shown)}
    document = {"as_of": as_of.isoformat(), "within": within, "counts": counts, "due": [asdict(duty) for duty in shown]}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2).decode()


def due_calendar(shown: Sequence[Duty], as_of: dt.date, name: str, domain: str) -> str:
    """All-day events to subscribe to. An event keeps its UID from one day to the next, so that a calendar moves it instead of doubling it."""
    from icalendar import Calendar, Event  # takes a quarter of a second, which no other format should wait for

    calendar = Calendar()
    calendar.add("prodid", "-//gongshi//due//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{name}：到期事项")
    seen: dict[str, int] = {}
    for duty in shown:
        uid = hashlib.sha256(f"{duty.register}/{duty.record} {duty.what}".encode()).hexdigest()[:24]
        seen[uid] = seen.get(uid, 0) + 1
        event = Event()
        event.add("uid", f"{uid}-{seen[uid]}@{domain or 'gongshi'}")
        event.add("dtstamp", dt.datetime(as_of.year, as_of.month, as_of.day, tzinfo=dt.UTC))
        event.add("dtstart", dt.date.fromisoformat(duty.due_on))
        event.add("summary", f"{duty.what} {duty.record}".strip())
        event.add("description", f"{duty.title}\n责任单位：{duty.owner}\n依据：{duty.basis}".strip())
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text
