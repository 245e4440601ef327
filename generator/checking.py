"""The check: survey → read (map) → gather → judge. Nothing outside the store is written."""

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

import orjson

from generator.editions.chain import Chain
from generator.editions.gate import Leak
from generator.gathering import Gathered
from generator.options import LOCAL, Options
from generator.reading import PlaceJob, ReadJob, Summary, key_of_summary, place_faults, read, recall_summary
from generator.registers import REGISTERS
from generator.rules.catalogue import CATALOGUE, TABLES_RULES
from generator.rules.identity import ids_are_unique
from generator.rules.judge import judge_page, judge_tables
from generator.rules.personal import STOPPED_AT_THE_GATE, permitted
from generator.rules.references import references_exist
from generator.rules.rule import ALWAYS, Page, Tables, TablesRule
from generator.rules.texts import without_code
from generator.source.finding import Fault, Finding
from generator.source.places import Places
from generator.source.rule_settings import Ignored
from generator.source.settings import Site
from generator.source.shard import encoding_fault, placed, read_shard
from generator.source.store import Store, code_version, key_of
from generator.source.survey import Shard, Survey, survey
from generator.workers import Workers

CLEAR = key_of("rules over tables that found nothing")
"""Where the store keeps the marks of the rules that found nothing at the last check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a check found, and how much of it the bureau's settings ask to ignore."""

    findings: tuple[Finding, ...]
    ignored: dict[str, int]
    """How many findings of each code were left out."""

    def stops(self, *, strict: bool) -> bool:
        """Whether the findings stop a publication: an error always, a warning when strict."""
        levels = {finding.level for finding in self.findings}
        return "error" in levels or (strict and "warning" in levels)


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check of a site's registers on a day. What is expensive is done when it is first asked for."""

    site: Site
    options: Options
    store: Path
    pool: Workers
    chain: Chain = field(default_factory=Chain)
    """The editions published so far, against which days of publication are held."""

    @property
    def registries(self) -> Path:
        """Where the registers are."""
        return self.options.registries or self.site.root / self.site.settings.registries

    @property
    def content(self) -> Path:
        """Where the pages are that people write."""
        return self.site.root / self.site.content

    @cached_property
    def survey(self) -> Survey:
        """The shards, and what is none."""
        return survey(self.registries, self.content)

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """Every shard, read and validated."""
        store, settings = Store(self.store), self.site.settings.model_dump_json()
        found: list[Summary | None] = []
        jobs = []
        for shard in self.survey.shards:
            job = ReadJob(shard=shard, registries=str(self.registries), store=str(self.store), settings=self.site.settings)
            kept = recall_summary(shard, store, key_of_summary(shard, settings, self._digests[shard]))
            found.append(kept)
            if kept is None:
                jobs.append(job)
        missing = [place for place, summary in enumerate(found) if summary is None]
        for done, (place, summary) in enumerate(zip(missing, self.pool.map(read, jobs), strict=True), 1):
            found[place] = summary
            self.options.progress("读取登记簿", done, len(jobs))
        return tuple(summary for summary in found if summary is not None)

    @cached_property
    def gathered(self) -> Gathered:
        """All shards as one table a register."""
        return Gathered(self.summaries, self.options.as_of.isoformat())

    def verdict(self) -> Verdict:
        """All findings in the order in which they are printed; what an earlier check found of the same state, if it was kept."""
        return self._verdict

    def stops_early(self) -> bool:
        """Whether it is known before the rules of law are asked across records that nothing may be published.

        Where it is not, every shard and page could be read, no id stands twice and every reference leads somewhere: all can be rendered.
        """
        if Store(self.store).has(f"{self.key}-verdict"):
            return self.verdict().stops(strict=self.options.strict)
        findings, ignored = without_ignored(self._own_findings, self.site.settings.rules.ignored)
        return Verdict(findings=tuple(findings), ignored=ignored).stops(strict=self.options.strict)

    @cached_property
    def _verdict(self) -> Verdict:
        store, key = Store(self.store), f"{self.key}-verdict"
        kept = store.get(key)
        if kept is not None:
            document = orjson.loads(kept)
            return Verdict(findings=tuple(Finding(**finding) for finding in document["findings"]), ignored=document["ignored"])
        findings, ignored = without_ignored(self._findings(), self.site.settings.rules.ignored)
        verdict = Verdict(findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)), ignored=ignored)
        store.put(key, orjson.dumps({"findings": [asdict(finding) for finding in verdict.findings], "ignored": ignored}))
        return verdict

    @cached_property
    def key(self) -> str:
        """A key of everything that findings depend on: code, settings, day, and every file by path and content."""
        parts: list[bytes | str] = [code_version(), self.site.settings.model_dump_json(), self.options.as_of.isoformat()]
        parts.append(self.chain.files[self.chain.last.manifest] if self.chain.last else "")
        parts.append(orjson.dumps([(path, asdict(fault)) for path, fault in self.survey.faults]))
        for shard, digest in self._digests.items():
            parts += [shard.path, digest]
        for path in self._pages:
            parts += [os.path.relpath(path, self.registries), _digest(path)]
        return key_of(*parts)

    @cached_property
    def _digests(self) -> dict[Shard, bytes]:
        """What stands in each shard, as a hash."""
        with ThreadPoolExecutor() as pool:
            digests = pool.map(_digest, (self.registries / shard.path for shard in self.survey.shards))
            return dict(zip(self.survey.shards, digests, strict=True))

    @cached_property
    def _pages(self) -> list[Path]:
        return sorted(self.content.rglob("*.md")) if self.content.is_dir() else []

    def _findings(self) -> Iterator[Finding]:
        yield from self._own_findings
        yield from self._located(self._law())

    @cached_property
    def _own_findings(self) -> list[Finding]:
        """What is wrong with the files and pages, the records each by itself, their ids and their references."""
        findings = [finding for path, fault in self.survey.faults for finding in placed(_stand_in(path), [fault], Places())]
        for summary in self.summaries:
            findings += summary.findings
        return [*findings, *self._located((*self._identity(), *self._references())), *self._on_pages()]

    def _on_pages(self) -> Iterator[Finding]:
        """The rules on the pages that people wrote; a page in another encoding than UTF-8 no host can read."""
        for path in self._pages:
            data = path.read_bytes()
            shard = _stand_in(Path(os.path.relpath(path, self.registries)).as_posix())
            try:
                text = data.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                yield from placed(shard, [encoding_fault(data, error)], Places())
                continue
            page = Page(
                path=path.relative_to(self.content).as_posix(),
                text=text,
                prose=without_code(text),
                settings=self.site.settings.rules,
                bureau=self.site.settings.bureau,
            )
            yield from placed(shard, list(judge_page(page)), Places(), CATALOGUE)

    def _located(self, found: Iterable[tuple[Shard, Fault]]) -> Iterator[Finding]:
        """What rules across records found. Only shards that hold an offending record are read again, for its place."""
        faults: dict[Shard, list[Fault]] = {}
        for shard, fault in found:
            faults.setdefault(shard, []).append(fault)
        jobs = [PlaceJob(shard=shard, registries=str(self.registries), faults=tuple(found)) for shard, found in sorted(faults.items())]
        for findings in self.pool.map(place_faults, jobs):
            yield from findings

    def _identity(self) -> Iterator[tuple[Shard, Fault]]:
        yield from ids_are_unique(
            (summary.shard, () if entry < 0 else (entry,), record)
            for summary in self.summaries
            for entry, record in zip(summary.columns["entry"], summary.columns["id"], strict=True)
        )

    def _references(self) -> Iterator[tuple[Shard, Fault]]:
        known = {key: set(self.gathered.column(key, "id")) for key in REGISTERS}
        for summary in self.summaries:
            known[summary.shard.register].update(summary.broken)  # what is wrong with these is said where they stand
        for summary in self.summaries:
            if any(record not in known.get(register, ()) for register, record in summary.references):
                shelf = read_shard(summary.shard, Path(self.registries, summary.shard.path).read_bytes())
                for trail, record in shelf.records:
                    for fault in references_exist(summary.shard, trail, record, known):
                        yield summary.shard, fault

    def _law(self) -> Iterator[tuple[Shard, Fault]]:
        """The rules over tables. One that found nothing in the same columns on the same day is not asked again."""
        store, tables, shards = Store(self.store), self.judged_tables(), self.gathered.shards
        before, clear = frozenset(orjson.loads(store.get(CLEAR) or b"[]")), []
        for rule in TABLES_RULES:
            mark = self._mark(rule)
            found = [] if mark in before else list(judge_tables(rule, tables.for_rule(rule)))
            if not found:
                clear.append(mark)
            for row, fault in found:
                if row.position < 0:
                    yield _stand_in(row.register), fault
                    continue
                entry = tables.at(row, "entry")
                trail = fault.trail if entry < 0 else (entry, *fault.trail)
                yield shards[row.register][tables.at(row, "shard")].shard, replace(fault, trail=trail)
        store.put(CLEAR, orjson.dumps(clear))

    def _mark(self, rule: TablesRule) -> str:
        """A key of all that a rule may read: every catalogue, and of ledgers the columns that it declares, or everything if it declares none."""
        parts = []
        for key, register in REGISTERS.items():
            columns = (*ALWAYS, *rule.needs.get(key, ())) if rule.needs and register.is_ledger else ()
            parts.append(self._marks(key, columns))
        newest = self.chain.files[self.chain.last.manifest] if self.chain.last else ""
        as_of, settings = self.options.as_of.isoformat(), self.site.settings.model_dump_json()
        return key_of(code_version(), rule.problem.code, settings, as_of, newest, *parts)

    @cached_property
    def _marks(self) -> Callable[[str, tuple[str, ...]], str]:
        return cache(self.gathered.mark)

    def with_leak(self, verdict: Verdict, leak: Leak) -> Verdict:
        """A verdict and what the last gate held back. It stops the publication."""
        path = leak.source or os.path.relpath(self.site.config_file, self.registries)
        values = {"path": leak.path, "kind": leak.kind, "shown": leak.shown}
        fault = Fault(code=STOPPED_AT_THE_GATE.code, values=values, record=leak.record, line=1, column=1)
        return replace(verdict, findings=(*verdict.findings, *placed(_stand_in(path), [fault], Places(), CATALOGUE)))

    def forget_the_rest(self, rendered: Iterable[str]) -> None:
        """Drop from the store what neither this check nor what was rendered of it (by its keys) needs."""
        kept = (key for summary in self.summaries for key in (summary.key, f"{summary.key}-summary"))
        Store(self.store).retain([*kept, CLEAR, f"{self.key}-verdict", *rendered])

    def judged_tables(self) -> Tables:
        """All registers as rules across records see them; made once."""
        return self._judged

    def forget_tables(self) -> None:
        """Let go of the tables of rules: a third of what a large build holds, and of no use once the verdict is there. They are made anew if asked for."""
        self.__dict__.pop("_judged", None)
        self.gathered.__dict__.pop("frames", None)

    @cached_property
    def _judged(self) -> Tables:
        return Tables(
            frames=self.gathered.frames,
            public=self.gathered.tables,
            as_of=self.options.as_of,
            settings=self.site.settings.rules,
            bureau=self.site.settings.bureau,
            chain=self.chain,
        )

    def permitted(self) -> frozenset[str]:
        """The numbers that look personal and may be published: declared contacts, numbers of certificates and documents, settings."""
        bureau = self.site.settings.bureau
        own = permitted([bureau.telephone, bureau.corrections, *self.site.settings.rules.contacts])
        return own.union(*(summary.permitted for summary in self.summaries))


def _digest(path: Path) -> bytes:
    """A hash of what stands in a file, or that it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"\0no file"
    except OSError:
        return b"\0unreadable"


def without_ignored(findings: Iterable[Finding], settings: tuple[Ignored, ...]) -> tuple[list[Finding], dict[str, int]]:
    """The findings but for those that the settings ask to ignore, and how many these were, by code."""
    kept, ignored = [], Counter[str]()
    for finding in findings:
        if any(finding.code.startswith(each.code) and (not each.records or finding.record in each.records) for each in settings):
            ignored[finding.code] += 1
        else:
            kept.append(finding)
    return kept, dict(sorted(ignored.items()))


@contextmanager
def store_of(site: Site, options: Options) -> Iterator[Path]:
    """Where results are kept: beside the settings, or for this build alone (then too where workers on other machines see it)."""
    if options.cache:
        yield site.kept / "shards"
        return
    shared = site.kept if options.executor != LOCAL else None
    if shared:
        shared.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gongshi-", dir=shared, ignore_cleanup_errors=True) as directory:
        yield Path(directory)


def _stand_in(path: str) -> Shard:
    """A shard for findings about something that is none."""
    key = path.partition("/")[0].partition(".")[0]
    return Shard(register=key if key in REGISTERS else "", year="", path=path, single=False)
