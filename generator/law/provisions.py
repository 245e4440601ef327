"""Every provision that a rule may cite, and the way to look one up."""

from generator.law import coercion, disclosure, licensing, penalty
from generator.law.instruments import instrument as the_instrument
from generator.law.provision import Provision

PROVISIONS = (*penalty.PROVISIONS, *licensing.PROVISIONS, *coercion.PROVISIONS, *disclosure.PROVISIONS)
"""All provisions, by area, instrument and article."""

_BY_KEY = {(each.instrument.key, each.article): each for each in PROVISIONS}


def provision(instrument: str, article: str = "") -> Provision:
    """The provision of an instrument (its short name: 行政处罚法, 118号); without an article, the whole document.

    Raises KeyError when it is not in the table, so that a rule that cites what nobody has read cannot be imported.
    """
    key = the_instrument(instrument).key
    if (key, article) not in _BY_KEY:
        known = "、".join(other or "the whole document" for name, other in _BY_KEY if name == key)
        raise KeyError(f"no {article or 'entry for the whole document'} of 「{key}」 in the law table; there are {known}")
    return _BY_KEY[key, article]
