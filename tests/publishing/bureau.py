"""A small bureau that publishes: its sources, what it publishes on which day, and what then stands on the site."""

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import Result

from generator.editions.chain import Chain, read_chain
from generator.rules.catalogue import CATALOGUE
from tests.checking import CASES, run, small_site
from tests.conftest import ROOT

JUDGED = {"SR", "ST", "MD", "ID", "RF", "PI", "ED"}
"""The families of findings that the bureau does not ask to ignore: its lean records break many rules of law."""

LEDGER = Path("registries", "penalties", "2026", "2026-03.yml")
FIRST_DAY = "2026-04-01"


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """A decision as the clerk writes it; an invented party that no other record names."""

    id: str = "cf-2026-077"
    number: str = "示卫罚〔2026〕77号"
    party: str = "示例乙宾馆有限公司"
    representative: str = "示例乙法代"
    code: str = "91990123MB0T00779P"
    published_on: str = FIRST_DAY
    display_until: str = ""
    content: str = "警告，罚款7777元"
    withdrawal: dict[str, str] = field(default_factory=dict)

    @property
    def secrets(self) -> tuple[str, ...]:
        """All by which one would know whom it was about."""
        return (self.party, self.representative, self.code, self.number)

    def to_yaml(self) -> str:
        """The entry of the ledger."""
        text = (CASES / "base" / "penalties" / "2026" / "2026-03.yml").read_text(encoding="utf-8")
        for old, new in (
            ("cf-2026-001", self.id),
            ("示卫罚〔2026〕1号", self.number),
            ("示例甲公司", self.party),
            ("示例代表", self.representative),
            ("91990123MB0T00015D", self.code),
            ("  公示期限: 2027-03-09\n", f"  公示期限: {self.display_until}\n" if self.display_until else ""),
            ("警告，罚款2000元", self.content),
            ("公开日期: 2026-03-12", f"公开日期: {self.published_on}"),
        ):
            assert old in text, old
            text = text.replace(old, new)
        if self.withdrawal:
            text += "  撤回:\n" + "".join(f"    {key}: {value}\n" for key, value in self.withdrawal.items())
        return text


def gone(day: str) -> dict[str, str]:
    """A withdrawal on a day."""
    return {"日期": day, "情形": "撤销", "事由日期": day, "理由": "决定已经依法撤销"}


def make(directory: Path) -> Path:
    """The sources of the bureau: some forty registers' files and three pages. Its site goes to ``www``."""
    small_site(directory)
    for name in ("index.md", "about.md", "help.md"):
        shutil.copy(ROOT / "content" / name, directory / "content" / name)
    families = sorted({code[:2] for code in CATALOGUE} - JUDGED)
    ignored = "".join(f"          - {{代码: {family}, 理由: 这里只看发布}}\n" for family in families)
    replace(directory / "mkdocs.yml", "        忽略:\n", f"        忽略:\n{ignored}")
    return directory


def copy_of(bureau: Path, directory: Path) -> Path:
    """The same bureau elsewhere, with what the host has rendered, without what was published."""
    shutil.copytree(bureau, directory, ignore=shutil.ignore_patterns("www", ".www*"), dirs_exist_ok=True)
    return directory


def replace(path: Path, old: str, new: str) -> None:
    """Write a file with one piece of text replaced."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def enter(bureau: Path, *penalties: Penalty) -> None:
    """Let the ledger hold the decision of the base, and these."""
    base = (CASES / "base" / "penalties" / "2026" / "2026-03.yml").read_text(encoding="utf-8")
    (bureau / LEDGER).write_text(base + "".join(penalty.to_yaml() for penalty in penalties), encoding="utf-8")


def publish(bureau: Path, as_of: str, *more: str | Path, target: str = "www", status: int = 0) -> Result:
    """``gongshi publish`` as a user runs it, in this process; it ends with the given status."""
    result = run(bureau, "publish", target, "--as-of", as_of, "--jobs", "1", *more)
    assert result.exit_code == status, result.output
    return result


def verify(bureau: Path, *more: str | Path, site: str = "www") -> tuple[int, list[str]]:
    """The status of ``gongshi verify`` and what it says, line by line."""
    result = run(bureau, "verify", site, *more)
    return result.exit_code, result.output.splitlines()


def chain(bureau: Path) -> Chain:
    """The editions on the bureau's site."""
    return read_chain(bureau / "www")


def names(bureau: Path) -> list[str]:
    """What the editions on the site are called, the first one first."""
    return [edition.name for edition in chain(bureau).editions]


def tree(site: Path) -> dict[str, str]:
    """Every file with the hash of its bytes, every link with where it leads."""
    return {
        path.relative_to(site).as_posix(): str(path.readlink()) if path.is_symlink() else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() or path.is_symlink()
    }


def beside(bureau: Path) -> list[str]:
    """What publishing left beside the site, the lock apart."""
    return sorted(path.name for path in bureau.glob(".www*") if path.name != ".www.lock")
