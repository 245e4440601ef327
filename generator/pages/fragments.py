"""The templates of the fragments, compiled once a process."""

from functools import cache
from pathlib import Path

import jinja2

import site_theme
from generator.pages.display import date_text, size_text
from generator.pages.flowchart import flowchart, steps_in_order
from generator.pages.qr import qr_code
from generator.source.store import key_of

DIRECTORY = Path(site_theme.__file__).parent / "fragments"


@cache
def environment() -> jinja2.Environment:
    """Autoescaping, and strict: a template that names what is not there fails in tests, not in silence."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(DIRECTORY),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["date"] = date_text
    env.filters["size"] = size_text
    env.filters["flowchart"] = flowchart
    env.filters["steps_in_order"] = steps_in_order
    env.filters["qr_code"] = qr_code
    return env


@cache
def version() -> str:
    """A hash of all fragments: what another version made is never taken for what this one would make."""
    return key_of(*(part for path in sorted(DIRECTORY.iterdir()) for part in (path.name, path.read_bytes())))


@cache
def fragment(name: str) -> jinja2.Template:
    """The compiled template ``site_theme/fragments/<name>``."""
    return environment().get_template(name)
