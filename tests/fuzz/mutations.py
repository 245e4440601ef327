"""Ways to spoil a file, as hands, editors, copying and broken disks do. Bytes in, bytes out; chance comes from outside."""

import re
from collections.abc import Callable
from random import Random

Spoil = Callable[[bytes, bytes, Random], bytes]
"""The file, another file to take pieces from, chance. Returns the file, spoilt."""

_VALUE = re.compile(r"^(\s*(?:- +)*[^\s:#][^:\n]*:[ ]+|\s*(?:- +)+)(\S.*)$", re.MULTILINE)
_KEY = re.compile(r"^(\s*(?:- +)*)([^\s:#-][^:\n]*)(:(?:[ ]|$))", re.MULTILINE)

BYTES = (
    *(bytes([each]) for each in b"\0\t\n\r :-#&*!|>'\"%@`[]{},?~=\\\x7f\x80\xff0a"),
    *(text.encode() for text in "\x85 \u2028 \u2029 \ufeff \u3000 \xa0 \u200b \u202e ： ， 甲 𠮷 \ufffe".split(" ")),
    b"\xed\xa0\x80",
    b"\r\n",
    b"\n---\n",
    b"\n...\n",
    b"\n- ",
    b"\n  - ",
    b"\n\n\n",
    b": ",
    b" #",
    b"<<: ",
    b"&a ",
    b"*a",
    b"!!binary ",
    b"\x1a",
    b"\x0c",
)
WORDS = (
    *("", "''", '""', "~", "null", "0", "-1", "-0", "00", "1e400", "0x10", "1_000", "NaN", "12:30", "999999999", "9" * 400),
    *("999999999999.99", "0.005", "1,000.00", "1.00元", "١٢", "²", "①", "１２", "〇", "半", "九千九百九十九万"),
    *("0000-01-01", "0001-01-01", "1899-12-31", "1900-01-01", "2024-02-29", "2024-02-30", "2100-02-29", "2199-12-31", "9999-12-31"),
    *("10000-01-01", "2024-2-9", "2024年2月9日", "2026-11-22", "2026-11-23", "２０２４-０１-０１", "长期", "是", "否", "不收费"),
    *("甲" * 501, "甲" * 20_001, "a" * 100_000, "甲 " * 300, "第" + "九" * 60 + "条", "第〇条", "第一百零一条之一第（一）项", "每年 0 次"),
    *("[]", "{}", "[甲, 乙]", "{甲: 乙}", "[[[]]]", "[" * 40 + "]" * 40, "[" * 3000, "{" * 3000, "|", ">", "|2", ">+", "- 甲", "? 甲"),
    *(
        "&a 甲",
        "*a",
        "!!python/object/apply:os.system [ls]",
        "!!int 3",
        "%YAML 1.1",
        "@甲",
        "`甲`",
        "<<",
        "=",
        "甲: 乙",
        "甲：乙",
        "甲 # 乙",
    ),
    *(
        "{value}",
        "'{hint}'",
        "甲{expected}",
        "{0}",
        "{}",
        "'{label}'",
        "%s %(x)s",
        "$HOME",
        "\\",
        "'\\n'",
        '"\\n"',
        '"\\x00"',
        '"\\ud800"',
        '"\\uFFFE"',
        '"\\u2028"',
    ),
    *(
        "</script><script>",
        "=1+1",
        "javascript:alert(1)",
        "http://[::1",
        "http://甲:99999999/",
        "../../etc/passwd",
        "files/../..",
        "/",
        ".",
    ),
    *("ry-001", "zt-001", "fa-jia", "cf-2026-001", "-", "--", "a--b", "a" * 80, "a" * 81, "A", "ry_001", "penalties", "laws", "officers"),
    *(
        "13900000000",
        "0999-6010001",
        "000000000000000000",
        "\u202e甲",
        "甲\u200b乙",
        "👨‍👩‍👧",
        "𠮷𠮷",
        "e\u0301",
        "ﬁ",
        "İ",
        "ß",
        "某",
        "〔2026〕号",
    ),
)
ENCODINGS = ("gb18030", "utf-16", "utf-16-le", "utf-8-sig", "utf-7", "big5")


def spoil(data: bytes, other: bytes, random: Random) -> tuple[bytes, str]:
    """The file spoilt once, or a few times over, and the names of what was done to it."""
    done = []
    for _ in range(random.choice((1, 1, 1, 1, 2, 2, 3, 6))):
        work = random.choice(SPOILS)
        data = work(data, other, random)
        done.append(work.__name__)
    return data, " + ".join(done)


def _span(data: bytes, random: Random, longest: int = 40) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.randint(0, longest))


def flip_bit(data: bytes, other: bytes, random: Random) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1 :]


def insert_bytes(data: bytes, other: bytes, random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(BYTES) * random.choice((1, 1, 1, 2, 50)) + data[at:]


def overwrite_bytes(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _span(data, random, 4)
    return data[:start] + random.choice(BYTES) + data[end:]


def delete_bytes(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def duplicate_bytes(data: bytes, other: bytes, random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:end] + data[start:end] + data[end:]


def swap_bytes(data: bytes, other: bytes, random: Random) -> bytes:
    a, b, c, d = sorted(random.randint(0, len(data)) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def splice_other(data: bytes, other: bytes, random: Random) -> bytes:
    at, (start, end) = random.randint(0, len(data)), _span(other, random, 400)
    return data[:at] + other[start:end] + data[at:]


def truncate(data: bytes, other: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def behead(data: bytes, other: bytes, random: Random) -> bytes:
    return data[random.randint(0, len(data)) :]


def change_line_ends(data: bytes, other: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\n", b"\n\r", "\u2028".encode(), b"\x0b\n")), random.choice((-1, -1, 3)))


def change_encoding(data: bytes, other: bytes, random: Random) -> bytes:
    return data.decode("utf-8", "replace").encode(random.choice(ENCODINGS), "replace")


def delete_line(data: bytes, other: bytes, random: Random) -> bytes:
    lines, at = _lines(data, random)
    return b"".join(lines[:at] + lines[at + random.choice((1, 1, 1, 2, 5)) :])


def duplicate_line(data: bytes, other: bytes, random: Random) -> bytes:
    lines, at = _lines(data, random)
    end = at + random.choice((1, 1, 2, 8))
    return b"".join(lines[:end] + lines[at:end] * random.choice((1, 1, 1, 40)) + lines[end:])


def swap_lines(data: bytes, other: bytes, random: Random) -> bytes:
    lines, one = _lines(data, random)
    two = random.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def move_sideways(data: bytes, other: bytes, random: Random) -> bytes:
    lines, at = _lines(data, random)
    amount, sign = random.choice((1, 2, 2, 4, 30)), random.choice((b" ", b" ", b" ", b"\t", "\u3000".encode()))
    outward = random.random() < 0.5
    for each in range(at, min(len(lines), at + random.choice((1, 1, 3, 10)))):
        space = len(lines[each]) - len(lines[each].lstrip(b" "))
        lines[each] = lines[each][min(amount, space) :] if outward else sign * amount + lines[each]
    return b"".join(lines)


def comment_line(data: bytes, other: bytes, random: Random) -> bytes:
    lines, at = _lines(data, random)
    lines[at] = b"# " + lines[at]
    return b"".join(lines)


def join_lines(data: bytes, other: bytes, random: Random) -> bytes:
    lines, at = _lines(data, random)
    lines[at] = lines[at].rstrip(b"\r\n") + random.choice((b"", b" "))
    return b"".join(lines)


def take_lines_of_other(data: bytes, other: bytes, random: Random) -> bytes:
    lines, at = _lines(data, random)
    theirs, start = _lines(other, random)
    return b"".join(lines[:at] + theirs[start : start + random.randint(1, 12)] + lines[at:])


def _lines(data: bytes, random: Random) -> tuple[list[bytes], int]:
    lines = data.splitlines(keepends=True) or [b""]
    return lines, random.randrange(len(lines))


def replace_value(data: bytes, other: bytes, random: Random) -> bytes:
    word = random.choice(WORDS)
    return _with_value(data, random, lambda value: word)


def stretch_value(data: bytes, other: bytes, random: Random) -> bytes:
    times = random.choice((2, 3, 60, 3000))
    return _with_value(data, random, lambda value: (value * times)[:200_000])


def list_value(data: bytes, other: bytes, random: Random) -> bytes:
    many = random.choice((1, 2, 300))
    return _with_value(data, random, lambda value: "[" + ", ".join([value] * many) + "]")


def quote_value(data: bytes, other: bytes, random: Random) -> bytes:
    left, right = random.choice("'\""), random.choice(("'", '"', ""))
    return _with_value(data, random, lambda value: left + value + right)


def block_value(data: bytes, other: bytes, random: Random) -> bytes:
    sign, margin, many = random.choice(("|", ">", "|-", "|2", ">+")), " " * random.randint(0, 8), random.randint(1, 4)
    return _with_value(data, random, lambda value: sign + f"\n{margin}{value}" * many)


def value_of_other(data: bytes, other: bytes, random: Random) -> bytes:
    theirs = _VALUE.findall(other.decode("utf-8", "replace")) or [("", "")]
    word = random.choice(theirs)[1]
    return _with_value(data, random, lambda value: word)


def _with_value(data: bytes, random: Random, change: Callable[[str], str]) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    found = list(_VALUE.finditer(text))
    if found:
        spot = random.choice(found)
        text = text[: spot.start(2)] + change(spot[2]) + text[spot.end(2) :]
    return text.encode("utf-8", "surrogateescape")


def swap_values(data: bytes, other: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    found = list(_VALUE.finditer(text))
    if len(found) > 1:
        one, two = sorted(random.sample(found, 2), key=lambda spot: spot.start())
        between = text[one.end(2) : two.start(2)]
        text = text[: one.start(2)] + two[2] + between + one[2] + text[two.end(2) :]
    return text.encode("utf-8", "surrogateescape")


def change_key(data: bytes, other: bytes, random: Random) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    found = list(_KEY.finditer(text))
    if found:
        spot, twin = random.choice(found), random.choice(found)
        key = random.choice(
            (twin[2], spot[2][::-1], spot[2] + " ", f"'{spot[2]}'", "id", "title", "", "?", "[甲]", "? 甲\n", "甲" * 2000, "{key}")
        )
        colon = random.choice((spot[3], spot[3], "：", ":", " : ", ""))
        text = text[: spot.start(2)] + key + colon + text[spot.end(3) :]
    return text.encode("utf-8", "surrogateescape")


SPOILS: tuple[Spoil, ...] = (
    flip_bit,
    insert_bytes,
    insert_bytes,
    overwrite_bytes,
    delete_bytes,
    duplicate_bytes,
    swap_bytes,
    splice_other,
    truncate,
    behead,
    change_line_ends,
    change_encoding,
    delete_line,
    delete_line,
    duplicate_line,
    swap_lines,
    move_sideways,
    move_sideways,
    comment_line,
    join_lines,
    take_lines_of_other,
    replace_value,
    replace_value,
    replace_value,
    replace_value,
    stretch_value,
    list_value,
    quote_value,
    block_value,
    value_of_other,
    value_of_other,
    swap_values,
    swap_values,
    change_key,
)
"""Everything that happens to a file; what stands twice happens more often."""
