"""The public form of a record: what any writer may see of it. Names of persons are masked here, once, before all else."""

from typing import Any

from generator.fields.party import PERSON, SOLE_TRADER, mask_name
from generator.registers.record import Record

PublicRecord = dict[str, Any]
"""A record in JSON's own types, under English names: dates as ``YYYY-MM-DD``, money as text with two decimals."""


def public_form(record: Record, *, mask_names: bool = True) -> PublicRecord:
    """The record as it may be published. Empty fields are left out; the withheld have no public form at all."""
    data = {key: value for key, value in record.model_dump(mode="json", exclude_none=True).items() if value != []}
    party = data.get("party")
    if party and mask_names:
        return _masked(data, party)
    if party and party["category"] == PERSON:
        data["party"] = {key: party[key] for key in ("name", "category")}
    return data


def _masked(data: PublicRecord, party: dict[str, str]) -> PublicRecord:
    name, category = party["name"], party["category"]
    if category == PERSON:
        data = data | {"party": {"name": name, "category": category}}
        replaced: PublicRecord = _replace(data, name, mask_name(name), "")
        return replaced
    operator = party.get("representative")
    if category == SOLE_TRADER and operator:
        replaced = _replace(data, operator, mask_name(operator), name)
        return replaced
    return data


def _replace(value: Any, old: str, new: str, kept: str) -> Any:
    """``value`` with ``old`` replaced in every text, except inside the phrase ``kept``."""
    if isinstance(value, str):
        if old not in value:
            return value
        return kept.join(part.replace(old, new) for part in value.split(kept)) if kept else value.replace(old, new)
    if isinstance(value, dict):
        return {key: _replace(item, old, new, kept) for key, item in value.items()}
    if isinstance(value, list):
        return [_replace(item, old, new, kept) for item in value]
    return value
