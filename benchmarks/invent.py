"""Invented names, addresses and credit codes. Everybody and everything here is made up."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.words import (
    BRAND_FIRST,
    BRAND_LAST,
    COMPOUND_SURNAMES,
    GIVEN,
    KINDS,
    LONG_FORMS,
    NUMERALS,
    ROADS,
    SIDES,
    SURNAMES,
    TOWNS,
    VILLAGES,
    Kind,
)
from generator.fields.credit_code import CHARACTERS, check_character, organisation_check_character

AREA = "990123"
"""The division code of the county, which does not exist."""

ORGANISATION, PERSON, SOLE_TRADER = "法人及非法人组织", "自然人", "个体工商户"

_WIDER = 3
"""From this attempt at a name on, brands have three characters, villages a side, and numbers go beyond nine."""

_PLACES = {kind: place for place, kind in enumerate(KINDS)}
_SPACE = 31**6
_STRIDE = 387_420_479
_CATEGORIES = {"91": ORGANISATION, "12": ORGANISATION, "52": ORGANISATION, "92": SOLE_TRADER}
_REGISTRIES = {"91": "MA", "92": "MA", "12": "MB", "52": "MJ"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One party: a unit, a sole trader or a natural person. It is a function of seed, kind, index and attempt alone."""

    kind: str
    name: str
    masked: str
    """The name as it may stand inside a text: of a person only 姓 and 某."""
    category: str
    credit_code: str | None
    representative: str | None
    address: str
    """Where it does business; empty for natural persons."""
    venue: str
    """What it runs, in a word: 宾馆, 游泳馆, 诊所 …"""


def unit(seed: int, kind: str, index: int, attempt: int = 0) -> Unit:
    """Party number ``index`` of its kind; the same for the same arguments, always.

    A further ``attempt`` is the same unit under another name and in another place; from ``_WIDER`` on there are more names to draw from.
    """
    rng = Random(f"{seed}/{kind}/{index}")
    model = KINDS[kind]
    surname, given = person_name(rng)
    if not model.registered_as:
        return _person(kind, surname, given)
    prefix = rng.choice(model.registered_as)
    town, village, venue = rng.choice(TOWNS), rng.choice(VILLAGES), rng.choice(model.venues)
    name = _unit_name(rng, model, prefix, town, village, venue)
    if attempt:
        other = Random(f"{seed}/{kind}/{index}/{attempt}")
        wider = attempt >= _WIDER
        town, village = other.choice(TOWNS), other.choice(VILLAGES)
        village = other.choice(SIDES) + village if wider else village
        name = _unit_name(other, model, prefix, town, village, venue, wider=wider)
    return Unit(
        kind=kind,
        name=name,
        masked=name,
        category=_CATEGORIES[prefix],
        credit_code=credit_code(seed, prefix, index * len(KINDS) + _PLACES[kind]),
        representative=surname + given,
        address=f"示例县{town}{village}村" if model.rural else _street(rng, town),
        venue=venue,
    )


def credit_code(seed: int, prefix: str, number: int) -> str:
    """Credit code that is valid, another one for every number below 887 million (31 to the sixth power)."""
    left, body = (number * _STRIDE + seed * 7919) % _SPACE, ""
    for _ in range(6):
        left, digit = divmod(left, 31)
        body += CHARACTERS[digit]
    eight = _REGISTRIES[prefix] + body
    seventeen = prefix + AREA + eight + organisation_check_character(eight)
    return seventeen + check_character(seventeen)


def person_name(rng: Random) -> tuple[str, str]:
    """Surname and a given name of one or two characters."""
    surname = rng.choice(COMPOUND_SURNAMES) if rng.random() < 0.015 else rng.choice(SURNAMES)
    given = rng.choice(GIVEN)
    if rng.random() < 0.78:
        given += rng.choice(GIVEN)
    return surname, given


def _street(rng: Random, town: str) -> str:
    return f"示例县{town}{rng.choice(ROADS)}{rng.randint(1, 388)}号"


def _person(kind: str, surname: str, given: str) -> Unit:
    masked = surname + "某" * len(given)
    return Unit(
        kind=kind,
        name=surname + given,
        masked=masked,
        category=PERSON,
        credit_code=None,
        representative=None,
        address="",
        venue="",
    )


def _unit_name(rng: Random, model: Kind, prefix: str, town: str, village: str, venue: str, *, wider: bool = False) -> str:
    brand = rng.choice(BRAND_FIRST) + (rng.choice(BRAND_FIRST) if wider else "") + rng.choice(BRAND_LAST)
    words = {"town": town, "short": town[:-2] if town.endswith("街道") else town[:-1], "brand": brand, "venue": venue}
    words |= {"village": village, "number": NUMERALS[rng.randrange(99 if wider else 9)], "road": rng.choice(ROADS)}
    long = _fitting(LONG_FORMS.get(model.key, ()), prefix)
    if long and rng.random() < 0.03:
        return rng.choice(long).format(**words)
    return rng.choice(model.sole_forms if prefix == "92" else _fitting(model.forms, prefix)).format(**words)


@cache
def _fitting(forms: tuple[str, ...], prefix: str) -> list[str]:
    """Forms of name that suit the registration: a company is registered as one, a public institution is none."""
    if prefix == "92":
        return []
    return [form for form in forms if prefix == "91" or not re.search("公司|集团|合伙", form)]
