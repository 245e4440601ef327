"""What machines are told of a page: JSON-LD in the words of schema.org, where it has a type that fits (https://schema.org/docs/full.html)."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from generator.editions.downloads import forms_of, path_of
from generator.editions.public import PublicRecord
from generator.pages.links import Links
from generator.pages.meta import Masthead
from generator.registers.register import Register

Described = dict[str, Any]
"""A thing by the names of schema.org."""

_CONTEXT = "https://schema.org"
_HARMLESS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})
"""What stands in JSON for the signs that mean something in HTML."""

_GRANTED = frozenset({"准予", "变更", "延续"})
"""The decisions after which there is a permit."""


def script(thing: Described | None) -> str:
    """A thing as a data block of a page, or nothing. No text in it can end the block."""
    if thing is None:
        return ""
    data = orjson.dumps({"@context": _CONTEXT, **thing}).decode().translate(_HARMLESS)
    return f'<script type="application/ld+json">{data}</script>'


def of_record(register: Register, record: PublicRecord, links: Links, masthead: Masthead, address: str) -> str:
    """The data block of a record's page; nothing where schema.org has no type for such a record."""
    describe = _OF_RECORD.get(register.key)
    return script(describe(record, links, masthead, address)) if describe else ""


def of_register(register: Register, masthead: Masthead, updated: str, count: int) -> str:
    """The data block of a register's landing page: a dataset with its downloads."""
    page = f"{masthead.url}{register.key}/"
    dataset = {
        "@type": "Dataset",
        "name": f"{masthead.source}{register.title}",
        "description": register.about,
        "url": page,
        "creator": _organ(masthead.source),
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "size": f"{count} {register.unit}",
        "dateModified": updated or None,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form.media, "contentUrl": masthead.url + path_of(register.key, "", form)}
            for form in forms_of(register)
        ],
    }
    return script(_said(dataset)) if masthead.url else ""


def of_home(masthead: Masthead) -> str:
    """The data block of the home page: the site, who publishes it, and how it is searched."""
    if not masthead.url:
        return ""
    search = {"@type": "EntryPoint", "urlTemplate": f"{masthead.url}search/?q={{search_term_string}}"}
    return script(
        {
            "@type": "WebSite",
            "name": masthead.site_name,
            "url": masthead.url,
            "inLanguage": "zh-CN",
            "publisher": _organ(masthead.source),
            "potentialAction": {"@type": "SearchAction", "target": search, "query-input": "required name=search_term_string"},
        }
    )


def _organ(name: str) -> Described:
    return {"@type": "GovernmentOrganization", "name": name}


def _said(thing: Mapping[str, Any]) -> Described:
    """A thing without what is not known of it."""
    return {name: value for name, value in thing.items() if value is not None}


def _page(masthead: Masthead, address: str) -> str | None:
    return masthead.url + address if masthead.url else None


def _day(value: str | None) -> str | None:
    """A day, where the value is one and not a word like 长期."""
    return value if value and value[:1].isdigit() else None


def _subject(record: PublicRecord, links: Links, masthead: Masthead, address: str) -> Described:
    return _said(
        {
            "@type": "GovernmentOrganization",
            "name": record["name"],
            "identifier": {"@type": "PropertyValue", "propertyID": "统一社会信用代码", "value": record["credit_code"]},
            "address": record["address"],
            "telephone": record["telephone"],
            "areaServed": record["area"],
            "url": _page(masthead, address),
        }
    )


def _guide(record: PublicRecord, links: Links, masthead: Masthead, address: str) -> Described:
    return _said(
        {
            "@type": "GovernmentService",
            "name": record["name"],
            "serviceType": record["category"],
            "serviceOperator": _organ(links.heading("subjects", record["decided_by"])),
            "availableChannel": {
                "@type": "ServiceChannel",
                "name": record["accepted_by"],
                "serviceLocation": {"@type": "Place", "address": record["address"], "telephone": record["telephone"]},
            },
            "produces": {"@type": "Thing", "name": record["result"]},
            "url": _page(masthead, address),
        }
    )


def _licence(record: PublicRecord, links: Links, masthead: Masthead, address: str) -> Described | None:
    if record["decision"] not in _GRANTED:
        return None
    return _said(
        {
            "@type": "GovernmentPermit",
            "name": record.get("certificate") or record["document"],
            "identifier": record.get("certificate_number") or record["document_number"],
            "issuedBy": _organ(links.heading("subjects", record["body"])),
            "validFrom": _day(record["valid_from"]),
            "validUntil": _day(record["valid_until"]),
            "url": _page(masthead, address),
        }
    )


def _law(record: PublicRecord, links: Links, masthead: Masthead, address: str) -> Described:
    return _said(
        {
            "@type": "Legislation",
            "name": record["name"],
            "legislationType": record["level"],
            "legislationIdentifier": record.get("document_number"),
            "legislationPassedBy": {"@type": "Organization", "name": record["issuer"]},
            "legislationDate": record["issued_on"],
            "temporalCoverage": f"{record['in_force_from']}/{record.get('in_force_until', '..')}",
            "url": _page(masthead, address),
        }
    )


_OF_RECORD: dict[str, Callable[[PublicRecord, Links, Masthead, str], Described | None]] = {
    "subjects": _subject,
    "guides": _guide,
    "licences": _licence,
    "laws": _law,
}
