"""The catalogue of datasets in the words of DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/), as JSON-LD."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from generator.editions.downloads import DIRECTORY, Download
from generator.opendata.publisher import Publisher, said
from generator.registers import register_named

Thing = dict[str, Any]

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = {"@id": "http://id.loc.gov/vocabulary/iso639-1/zh"}
_DAILY = {"@id": "http://purl.org/cld/freq/daily"}
_MEDIA = "https://www.iana.org/assignments/media-types/"


def catalogue(files: Mapping[str, Sequence[Download]], updated: Mapping[str, str], publisher: Publisher) -> bytes:
    """The catalogue: a dataset for each register, with all its files. ``updated``: the day of each register's last change, ISO, or nothing."""
    base = publisher.url or "../"  # the file stands in data/
    agent = {"@type": "foaf:Organization", "foaf:name": publisher.name}
    licence = _licence(publisher)
    thing = {
        "@context": _CONTEXT,
        "@id": f"{base}{DIRECTORY}/",
        "@type": "dcat:Catalog",
        "dct:title": _chinese(f"{publisher.site}开放数据"),
        "dct:publisher": agent,
        "dct:language": _LANGUAGE,
        "dct:modified": _day(publisher.as_of),
        "dct:accrualPeriodicity": _DAILY,
        "foaf:homepage": {"@id": base},
        "dct:license": licence,
        "dcat:dataset": [_dataset(key, of_register, updated[key], base, agent, licence) for key, of_register in files.items()],
    }
    return orjson.dumps(said(thing), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _dataset(key: str, files: Sequence[Download], updated: str, base: str, agent: Thing, licence: Thing | None) -> Thing:
    register = register_named(key)
    years = sorted({file.year for file in files if file.year})
    return said(
        {
            "@id": f"{base}{DIRECTORY}/{key}/",
            "@type": "dcat:Dataset",
            "dct:identifier": key,
            "dct:title": _chinese(register.title),
            "dct:description": _chinese(register.about),
            "dct:publisher": agent,
            "dct:language": _LANGUAGE,
            "dct:modified": _day(updated) if updated else None,
            "dct:accrualPeriodicity": _DAILY,
            "dct:temporal": _period(years[0], years[-1]) if years else None,
            "dcat:landingPage": {"@id": f"{base}{key}/"},
            "dct:license": licence,
            "dcat:distribution": [_distribution(register.title, file, base, licence) for file in files],
        }
    )


def _distribution(title: str, file: Download, base: str, licence: Thing | None) -> Thing:
    address = {"@id": f"{base}{file.path}"}
    return said(
        {
            "@type": "dcat:Distribution",
            "dct:title": _chinese(f"{title}{f'（{file.year}年）' if file.year else ''}，{file.form.name}"),
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dcat:mediaType": {"@id": f"{_MEDIA}{file.form.media}"},
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
            },
            "dct:license": licence,
        }
    )


def _licence(publisher: Publisher) -> Thing | None:
    if not publisher.licence:
        return None
    return said({"@id": publisher.licence.address, "@type": "dct:LicenseDocument", "dct:title": _chinese(publisher.licence.name)})


def _period(first: str, last: str) -> Thing:
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(f"{first}-01-01"), "dcat:endDate": _day(f"{last}-12-31")}


def _day(iso: str) -> Thing:
    return {"@type": "xsd:date", "@value": iso}


def _chinese(text: str) -> Thing:
    return {"@language": "zh", "@value": text}
