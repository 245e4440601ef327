"""Invented YAML for the tests of this directory: data, dumped in every style that PyYAML writes."""

from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent.parent
SAMPLES = [
    *sorted((ROOT / "tests" / "cases" / "base").rglob("*.yml")),
    *(
        path
        for register in sorted((ROOT / "registries").glob("[a-z]*"))
        for path in (sorted(register.rglob("*.yml"))[:3] if register.is_dir() else [register])
    ),
]
"""The base of the cases, and some files of each register of the sample county."""

WORDS = st.one_of(
    st.text(max_size=12),
    st.text("示例县卫生健康局处罚：；“”（）〔〕号 :-#&*!|>'\"%@`,[]{}?\n\t", max_size=12),
    st.sampled_from(["0012034", "2024-02-30", "no", "否", "1e3", "0x10", "12:30", "~", "null", "", "2000.00", "是", "<<", "="]),
)


def nested(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Lists and dicts of such leaves, at most eight deep."""
    data = leaves
    for _ in range(3):
        data = st.one_of(leaves, st.lists(data, max_size=4), st.dictionaries(WORDS, data, max_size=4))
    return data


class _Plain(yaml.SafeDumper):
    """Never writes anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@st.composite
def dumped(draw: st.DrawFn, data: st.SearchStrategy[Any], *, quoted: bool = True) -> tuple[Any, str]:
    """Data, and the same as YAML in some style. PyYAML cannot quote None: where there is one, ``quoted`` must be False."""
    tree = draw(data)
    text = yaml.dump(
        tree,
        Dumper=_Plain,
        allow_unicode=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from([True, False, None])),
        default_style=draw(st.sampled_from([None, '"', "'", "|", ">"])) if quoted else None,
        width=draw(st.sampled_from([10, 80, 10_000])),
        indent=draw(st.sampled_from([2, 4])),
        explicit_start=draw(st.booleans()),
        sort_keys=False,
    )
    return tree, text
