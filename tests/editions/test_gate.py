"""The last gate: no personal number gets out, whatever hides it. Every number is computed here and belongs to nobody."""

import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.editions.gate import Gate, Leak
from generator.fields.personal import IDENTITY, MOBILE, PASSPORT, identity_check_character, numbers_in

PHONE = "138" + "0000" + "0000"
ID = "11990119901230001" + identity_check_character("11990119901230001")
GATE = Gate(frozenset())


def wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


def leak_of(data: bytes, path: str = "about/index.html", gate: Gate = GATE) -> Leak:
    with pytest.raises(Leak) as caught:
        gate.inspect(path, data)
    return caught.value


@pytest.mark.parametrize(
    "text",
    [
        PHONE,
        f"<td>{PHONE}</td>",
        f'href="tel:+86-{PHONE}"',
        f"<dd>{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}</dd>",
        f"{PHONE[:3]}&nbsp;{PHONE[3:7]}&#160;{PHONE[7:]}",
        f"{PHONE[:4]}&shy;{PHONE[4:]}",
        "".join(f"&#{ord(digit)};" for digit in PHONE),
        "".join(f"&#x{ord(digit):x};" for digit in PHONE),
        "".join(f"&#{ord(digit)};" for digit in wide(PHONE)),
        f"&#49;{PHONE[1:]}",
        "".join(f"\\u{ord(digit):04x}" for digit in PHONE),
        "".join(f"\\x{ord(digit):02x}" for digit in PHONE),
        f"\\u{{31}}{PHONE[1:]}",
        json.dumps("".join(chr(0x1D7CE + int(digit)) for digit in PHONE)),
        "".join(f"%{ord(digit):02X}" for digit in PHONE),
        "".join(f"%{byte:02X}" for byte in wide(PHONE).encode()),
        wide(PHONE),
    ],
)
def test_mobile_number_is_stopped_however_it_is_written(text: str) -> None:
    assert leak_of(f"<p>联系电话：{text}。</p>".encode()).kind == MOBILE


def test_leak_tells_path_and_kind_and_does_not_repeat_the_number() -> None:
    leak = leak_of(f"{ID}".encode(), "data/penalties.csv")
    assert (leak.path, leak.kind, leak.shown[:3], leak.shown[-2:]) == ("data/penalties.csv", IDENTITY, ID[:3], ID[-2:])
    assert ID not in str(leak)
    assert "data/penalties.csv" in str(leak)


@pytest.mark.parametrize("path", [f"files/{PHONE}.txt", f"files/{wide(PHONE)}.txt", f"files/%31{PHONE[1:]}.txt"])
def test_number_in_a_path_is_stopped(path: str) -> None:
    assert leak_of(b"", path).kind == MOBILE


def test_passport_is_stopped_beside_its_word() -> None:
    assert leak_of("护照：E00000001".encode()).kind == PASSPORT
    assert leak_of(json.dumps({"证件": "护照 E00000001"}).encode()).kind == PASSPORT
    GATE.inspect("a", b"E00000001")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_text_in_another_encoding_is_searched(encoding: str) -> None:
    assert leak_of(f"电话{PHONE}号".encode(encoding)).kind == MOBILE


def test_text_inside_a_picture_is_searched_and_what_is_compressed_is_not() -> None:
    assert leak_of(b"\x89PNG\r\n\x1a\n\x00\xfftEXtComment\x00" + PHONE.encode() + b"\x80\x81", "a.png").kind == MOBILE
    GATE.inspect("a.png", zlib.compress(PHONE.encode() * 9))


def test_allowed_number_passes() -> None:
    gate = Gate(frozenset({PHONE}))
    gate.inspect("officers/index.html", f"{PHONE} {wide(PHONE)} &#49;{PHONE[1:]}".encode())
    assert leak_of(f"{PHONE} {ID}".encode(), gate=gate).kind == IDENTITY


@pytest.mark.parametrize(
    "text",
    [
        "<dd>0999-6010001</dd>",
        "202499000001",
        "110990240000001",
        "99012301001",
        "&amp;&lt;&#39;\\n\\u4e2d%E4%B8%AD",
        "viewBox='0 0 24 24'",
        "",
    ],
)
def test_what_the_site_is_full_of_passes(text: str) -> None:
    GATE.inspect("index.html", text.encode())


@settings(deadline=None, max_examples=400)
@given(st.text(st.sampled_from(list("0123456789139 -－　１３８①.护照EX字aA+：")), max_size=80))
def test_gate_stops_exactly_what_the_search_in_text_finds(text: str) -> None:
    try:
        GATE.inspect("a", text.encode())
        stopped = False
    except Leak:
        stopped = True
    assert stopped == any(numbers_in(text))


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    try:
        GATE.inspect("a.bin", data)
    except Leak as leak:
        pytest.fail(str(leak))
