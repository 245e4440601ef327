"""The table of the law guards itself: mend the table, never the test."""

import datetime as dt
import re
from collections import Counter

import pytest

from generator.law.instruments import INSTRUMENTS, instrument
from generator.law.provision import Instrument, Provision
from generator.law.provisions import PROVISIONS, provision
from generator.registers import REGISTERS
from generator.registers.register import Register

ARTICLE = re.compile(r"(第[一二三四五六七八九十百]+条(第[一二三四五六七八九十]+款)?(第[一二三四五六七八九十]+项)?)?")

NOT_VERIFIED = ("GB/T 9704", "国市监信〔2019〕38号", "企业信息公示暂行条例", "企业信息公示条例", "卫生行政执法文书规范")
"""What DOMAIN.md marks [K?], or what was amended since the text that was read: not to be printed as law."""


def _name(each: Provision | Instrument) -> str:
    return f"{each.instrument.key}{each.article}" if isinstance(each, Provision) else each.key


def test_every_key_of_an_instrument_is_unique() -> None:
    assert not [key for key, times in Counter(each.key for each in INSTRUMENTS).items() if times > 1]


def test_every_article_of_an_instrument_is_there_once() -> None:
    assert not [key for key, times in Counter((each.instrument.key, each.article) for each in PROVISIONS).items() if times > 1]


@pytest.mark.parametrize("each", INSTRUMENTS, ids=_name)
def test_an_instrument_is_complete_and_its_dates_are_in_order(each: Instrument) -> None:
    assert each.title
    assert each.version
    assert each.source
    assert not re.search("[《》]", each.title)
    assert each.in_force_until is None or each.in_force_from <= each.in_force_until


@pytest.mark.parametrize("each", [each for each in INSTRUMENTS if each.replaces], ids=_name)
def test_a_version_begins_the_day_after_the_one_it_replaces(each: Instrument) -> None:
    assert instrument(each.replaces).in_force_until == each.in_force_from - dt.timedelta(days=1)


def test_what_is_no_longer_in_force_has_one_successor() -> None:
    ended = sorted(each.key for each in INSTRUMENTS if each.in_force_until)
    assert ended == sorted(each.replaces for each in INSTRUMENTS if each.replaces)


def test_every_instrument_has_a_provision_and_every_provision_an_instrument_of_the_table() -> None:
    assert {each.instrument.key for each in PROVISIONS} == {each.key for each in INSTRUMENTS}
    assert all(each.instrument is instrument(each.instrument.key) for each in PROVISIONS)


@pytest.mark.parametrize("each", PROVISIONS, ids=_name)
def test_a_provision_says_one_sentence(each: Provision) -> None:
    assert re.fullmatch(r"[^。\n]+。", each.says)


@pytest.mark.parametrize("each", PROVISIONS, ids=_name)
def test_an_article_is_written_in_chinese_figures(each: Provision) -> None:
    assert ARTICLE.fullmatch(each.article)


@pytest.mark.parametrize("each", PROVISIONS, ids=_name)
def test_nothing_is_printed_as_law_that_was_not_verified(each: Provision) -> None:
    assert not [name for name in NOT_VERIFIED if name in each.citation]


def test_the_share_of_reviewers_is_not_printed_as_law() -> None:
    """DOMAIN.md 2.2: the five percent of 118号 are [K?]."""
    assert not re.search("5%|5％|百分之五", provision("118号").says)


def test_a_provision_is_found_by_instrument_and_article() -> None:
    found = provision("行政处罚法", "第六十条")
    assert (found.instrument.key, found.article) == ("行政处罚法", "第六十条")
    assert "九十日" in found.says


@pytest.mark.parametrize(
    ("key", "article", "message"),
    [
        ("行政处罚法", "第九百条", "no 第九百条 of 「行政处罚法」 in the law table; there are 第五条、"),
        ("行政处罚法", "", "no entry for the whole document of 「行政处罚法」"),
        ("118号", "第一条", "no 第一条 of 「118号」 in the law table; there are the whole document"),
        ("处罚法", "第九条", "no instrument 「处罚法」 in the law table; there are 行政处罚法、"),
    ],
)
def test_what_is_not_in_the_table_is_refused_by_name(key: str, article: str, message: str) -> None:
    with pytest.raises(KeyError, match=re.escape(message)):
        provision(key, article)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)
def test_every_article_that_a_register_names_is_in_the_table(register: Register) -> None:
    by_title = {each.title: each.key for each in INSTRUMENTS}
    numbers = {each.number for each in INSTRUMENTS}
    for named in register.authority.split("；"):
        if named.startswith("《"):
            title, articles = named[1:].split("》")
            for article in articles.split("、"):
                assert provision(by_title[title], article)
        else:
            assert named in numbers
