"""The files in which an edition gives a register away: forms, names, and what is said of each."""

from dataclasses import dataclass

from generator.registers.register import Register

DIRECTORY = "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which records can be had."""

    ending: str
    name: str
    media: str
    """Its media type (IANA)."""


CSV = Form(ending="csv", name="CSV", media="text/csv")
JSON = Form(ending="json", name="JSON", media="application/json")
LINES = Form(ending="jsonl", name="JSON Lines", media="application/jsonl")
PARQUET = Form(ending="parquet", name="Parquet", media="application/vnd.apache.parquet")
EXCEL = Form(ending="xlsx", name="Excel", media="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file of one register, or of one year of it."""

    form: Form
    year: str
    """Nothing where it holds all of the register."""
    path: str
    """Relative to the site's root."""
    size: int
    """In bytes."""
    sha256: str


def forms_of(register: Register) -> tuple[Form, ...]:
    """The forms in which a register can be had. A ledger may be too long for a sheet of Excel."""
    return (CSV, JSON, LINES, PARQUET) if register.is_ledger else (CSV, EXCEL, JSON, LINES, PARQUET)


def path_of(register: str, year: str, form: Form) -> str:
    """Where a file is, relative to the site's root: ``data/officers.csv``, ``data/penalties/2024.csv``."""
    return f"{DIRECTORY}/{register}/{year}.{form.ending}" if year else f"{DIRECTORY}/{register}.{form.ending}"
