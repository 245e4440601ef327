"""Runs rules over records, tables and pages, and gives every fault its code."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from generator.fields.workdays import UnknownYearError
from generator.registers import register_named
from generator.registers.record import Record
from generator.rules.calendar import cannot_judge
from generator.rules.catalogue import PAGE_RULES, RECORD_RULES, TEXT_RULES
from generator.rules.rule import Context, Page, Passage, Row, Tables, TablesRule, TextRule
from generator.rules.texts import texts_of
from generator.source.finding import Fault, Trail


def judge_records(records: tuple[tuple[Trail, Record], ...], context: Context, written: str = "") -> Iterator[Fault]:
    """What the rules on single records find in a shard. ``written`` is the text of its file, in which signs are looked for.

    A year without calendar is said once.
    """
    register = register_named(context.shard.register)
    rules = [(rule.check, rule.problem, bool(rule.problem.applies_from or rule.problem.applies_to)) for rule in RECORD_RULES[register.key]]
    texts = () if context.shard.page else tuple(rule for rule in TEXT_RULES if rule.sign(written))
    unknown: set[int] = set()
    for trail, record in records:
        day = getattr(record, register.dated) if register.dated else None
        for check, problem, dated in rules:
            if dated and day is not None and not problem.applies_on(day):
                continue
            try:
                for fault in check(record, context):
                    yield replace(fault, code=problem.code, trail=trail + fault.trail, record=record.id)
            except UnknownYearError as error:
                if error.year not in unknown:
                    unknown.add(error.year)
                    yield replace(cannot_judge(error.year, problem.title), trail=trail, record=record.id)
        for fault in _in_texts(texts, record, context):
            yield replace(fault, trail=trail + fault.trail, record=record.id)


def _in_texts(rules: tuple[TextRule, ...], record: Record, context: Context) -> Iterator[Fault]:
    """What the rules on texts find in a record: the first of each kind in each field."""
    if not rules:
        return
    for trail, name, text in texts_of(record):
        passage = Passage(bureau=context.bureau, settings=context.settings, register=context.shard.register, field=name)
        for rule in rules:
            if rule.sign(text):
                for _, values in rule.check(text, passage):
                    yield Fault(code=rule.problem.code, values=values, trail=trail)
                    break


def judge_tables(rule: TablesRule, tables: Tables) -> Iterator[tuple[Row, Fault]]:
    """What a rule across records finds. The trail of a fault starts at its record."""
    problem = rule.problem
    try:
        for row, fault in rule.check(tables):
            date, record = (tables.at(row, "date"), tables.at(row, "id")) if row.position >= 0 else ("", "")
            if date and not problem.applies_on(dt.date.fromisoformat(date)):
                continue
            yield row, replace(fault, code=problem.code, record=record)
    except UnknownYearError as error:
        yield Row("penalties"), cannot_judge(error.year, problem.title)


def judge_page(page: Page) -> Iterator[Fault]:
    """What the rules on texts and on pages find in a page."""
    passage = Passage(bureau=page.bureau, settings=page.settings)
    for text_rule in TEXT_RULES:
        text = page.text if text_rule.in_code else page.prose
        if text_rule.sign(text):
            for offset, values in text_rule.check(text, passage):
                line, column = page.place(offset)
                yield Fault(code=text_rule.problem.code, values=values, line=line, column=column)
    for rule in PAGE_RULES:
        for offset, values in rule.check(page):
            line, column = page.place(offset)
            yield Fault(code=rule.problem.code, values=values, line=line, column=column)
