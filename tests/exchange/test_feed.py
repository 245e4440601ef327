"""The feed is an Atom feed: the grammar of RFC 4287 by libxml2's RELAX NG, and what its prose demands besides."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from tests.publishing.bureau import Penalty, enter, gone, make, publish

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bureau = make(tmp_path_factory.mktemp("feed"))
    enter(bureau, Penalty(party="示例 <甲> & “乙” 公司"))
    publish(bureau, "2026-04-01")
    enter(bureau, Penalty(withdrawal=gone("2026-04-02")), Penalty(id="cf-2026-078", number="示卫罚〔2026〕78号", published_on="2026-04-02"))
    publish(bureau, "2026-04-02")
    return bureau / "www"


@pytest.mark.parametrize("site", ["county_site", "published"])
def test_the_feed_is_atom(site: str, request: pytest.FixtureRequest) -> None:
    tree = etree.parse(request.getfixturevalue(site) / "feed.xml")
    assert GRAMMAR.validate(tree), GRAMMAR.error_log
    feed = tree.getroot()
    assert feed.find(f"{ATOM}entry") is not None
    ids = Counter(each.text for each in feed.iter(f"{ATOM}id"))
    assert set(ids.values()) == {1}, "4.1.1: an id belongs to one entry"
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        kinds = Counter((link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in element.findall(f"{ATOM}link"))
        assert set(kinds.values()) == {1}, "4.1.1: one alternate of a kind"
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    days = [entry.findtext(f"{ATOM}updated") for entry in feed.iter(f"{ATOM}entry")]
    assert max(days) == feed.findtext(f"{ATOM}updated")


@pytest.mark.parametrize(
    ("old", "new"),
    [("<id>", "<other>"), ("T00:00:00+08:00</updated>", "</updated>"), ('rel="self"', 'rel="here"'), ("<name>", "<name/><name>")],
)
def test_the_grammar_sees_what_is_wrong(county_site: Path, old: str, new: str) -> None:
    text = (county_site / "feed.xml").read_text(encoding="utf-8")
    assert old in text
    spoilt = text.replace(old, new).replace("</id>", "</other>" if new == "<other>" else "</id>")
    assert not GRAMMAR.validate(etree.fromstring(spoilt.encode()))
