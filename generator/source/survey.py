"""Finds the source files of all registers, and whatever in the registries directory is none."""

import difflib
import errno
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.registers import REGISTERS
from generator.registers.register import Register
from generator.source.finding import Fault

SIZE_LIMIT = 10_000_000
"""The largest shard that is read, in bytes. A month of a province's decisions has about a tenth of that."""

SETTINGS = "settings.yml"
"""The file by which a directory of registers is one of several bureaus'."""

_SUFFIXES = (".yml", ".yaml")
_IGNORED = (".md", ".txt")
_YEAR = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Shard:
    """One source file of a register."""

    register: str
    year: str
    """Ledgers: the year directory in which it lies. Empty for catalogues."""
    path: str
    """Relative to the registries directory, with forward slashes."""
    single: bool
    """Whether it is named after the one record in it."""
    page: bool = False
    """Whether it is a Markdown page whose front matter is the record."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What lies in a registries directory: shards in a fixed order, and faults by path."""

    shards: tuple[Shard, ...]
    faults: tuple[tuple[str, Fault], ...]


def survey(registries: Path, content: Path) -> Survey:
    """Walk the registries directory, and the pages of those registers that are kept in content.

    Order does not depend on the file system's.
    """
    shards: list[Shard] = []
    faults: list[tuple[str, Fault]] = []
    for entry in _entries(registries):
        key = entry.stem if entry.suffix in _SUFFIXES else entry.name
        register = REGISTERS.get(key)
        if entry.name == SETTINGS:
            continue
        if register is None:
            name = _printable(entry.name)
            faults.append((name, _unknown(name, key)))
            continue
        try:
            items = list(_of_register(registries, register, entry))
        except OSError as error:
            items = [(entry.name, Fault(code="SR012", values={"reason": reason(error)}, line=1, column=1))]
        for item in items:
            if isinstance(item, Shard) and _printable(item.path) == item.path:
                shards.append(item)
            elif isinstance(item, Shard):
                values = {"reason": "文件名不是 UTF-8 编码"}
                faults.append((_printable(item.path), Fault(code="SR012", values=values, line=1, column=1)))
            else:
                faults.append(item)
    for register in REGISTERS.values():
        if register.in_content:
            shards += _pages(registries, content, register)
    return Survey(tuple(sorted(shards)), tuple(faults))


def _pages(registries: Path, content: Path, register: Register) -> Iterator[Shard]:
    """The Markdown pages of a register, by paths that lead there from the registries directory."""
    directory = content / register.key
    for page in sorted(directory.glob("*.md")) if directory.is_dir() else ():
        path = Path(os.path.relpath(page, registries)).as_posix()
        yield Shard(register=register.key, year="", path=path, single=True, page=True)


def _entries(directory: Path) -> list[Path]:
    return sorted(
        (entry for entry in directory.iterdir() if not entry.name.startswith(".") and entry.suffix not in _IGNORED),
        key=lambda entry: entry.name,
    )


def reason(error: OSError) -> str:
    """Why something could not be read or written, in a clerk's words."""
    known = {
        errno.EACCES: "没有权限",
        errno.EINVAL: "不是普通文件",
        errno.ELOOP: "链接绕成了圈",
        errno.ENOENT: "文件不存在，或者链接指向的文件不存在",
        errno.ENOSPC: "磁盘满了",
        errno.EDQUOT: "磁盘配额用完了",
        errno.ENOMEM: "内存不够",
        errno.ENOTDIR: "路径中间有一段是文件，不是目录",
        errno.EROFS: "磁盘是只读的",
        errno.EFBIG: "超过了允许的文件大小",
    }
    return known.get(error.errno or 0, f"系统错误 {error.errno or error}")


def _printable(name: str) -> str:
    """A name as it can be written anywhere: bytes that are not UTF-8 become question marks."""
    return name.encode("utf-8", "replace").decode()


def _unknown(name: str, key: str) -> Fault:
    titles = {register.title: register.key for register in REGISTERS.values()}
    near = difflib.get_close_matches(key, [*REGISTERS, *titles], 1, 0.6)
    hint = f"，是不是 {titles.get(near[0], near[0])}？" if near else f"；可用的有：{'、'.join(REGISTERS)}"
    return Fault(code="SR013", values={"name": name, "near": hint}, line=1, column=1)


def _misplaced(message: str, advice: str) -> Fault:
    return Fault(code="SR009", values={"message": message, "advice": advice}, line=1, column=1)


def _of_register(registries: Path, register: Register, entry: Path) -> Iterator[Shard | tuple[str, Fault]]:
    path = entry.name
    if entry.suffix in _SUFFIXES:
        if entry.is_dir():
            yield path, _misplaced(f"「{path}」是目录，应当是文件", f"把目录改名为 {register.key}，或者换成清单文件。")
        elif register.is_ledger:
            yield (
                path,
                _misplaced(
                    f"{register.title}是台账，要按年分目录", f"移到 registries/{register.key}/年度/ 目录下，例如 2024/2024-03.yml。"
                ),
            )
        else:
            yield Shard(register=register.key, year="", path=path, single=False)
    elif not entry.is_dir():
        yield path, _misplaced(f"「{path}」是文件，应当是目录", f"把文件改名为 {register.key}.yml，或者建立 {register.key} 目录。")
    elif register.is_ledger:
        yield from _years(register, entry)
    else:
        yield from _files(register, "", _entries(entry), registries)


def _years(register: Register, directory: Path) -> Iterator[Shard | tuple[str, Fault]]:
    for entry in _entries(directory):
        path = f"{directory.name}/{entry.name}"
        if not _YEAR.fullmatch(entry.name):
            yield path, _misplaced(f"「{path}」不是年度目录", f"台账按年分目录：registries/{register.key}/2024/2024-03.yml。")
        elif not entry.is_dir():
            yield path, _misplaced(f"「{path}」是文件，应当是目录", "建立年度目录，把文件放进去。")
        else:
            yield from _files(register, entry.name, _entries(entry), directory.parent)


def _files(register: Register, year: str, entries: Iterable[Path], registries: Path) -> Iterator[Shard | tuple[str, Fault]]:
    for entry in entries:
        path = entry.relative_to(registries).as_posix()
        if entry.is_dir():
            if entry.suffix in _SUFFIXES:
                yield path, _misplaced(f"「{path}」是目录，应当是文件", "删掉这个目录，换成同名的文件。")
            else:
                yield path, _misplaced(f"「{path}」这一层不应当再有目录", "把里面的文件移上一层。")
        elif entry.suffix not in _SUFFIXES:
            yield path, Fault(code="SR015", values={"name": entry.name}, line=1, column=1)
        else:
            yield Shard(register=register.key, year=year, path=path, single=not register.is_ledger)
