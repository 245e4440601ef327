"""Masking of names, and what a counterparty is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.fields.party import Party, mask_name

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, blacklist_characters="某")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("钱一", "钱某"),
        ("钱一二", "钱某某"),
        ("钱一二三", "钱某某"),
        ("欧阳一", "欧阳某"),
        ("欧阳一二", "欧阳某某"),
        ("欧阳", "欧某"),
        ("司马", "司某"),
        ("示例·示例", "示某某"),
        ("Example Person", "E某某"),
    ],
)
def test_given_name_is_hidden_and_surname_stays(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@settings(deadline=None)
@given(st.text(HAN, min_size=2, max_size=6))
def test_masked_name_shows_one_or_two_characters_of_the_name_and_never_the_whole(name: str) -> None:
    masked = mask_name(name)
    assert name not in masked
    assert masked.rstrip("某") in (name[:1], name[:2])
    assert masked.endswith("某")


@settings(deadline=None)
@given(st.text(HAN, min_size=2, max_size=6))
def test_masking_does_not_tell_how_long_a_given_name_is_beyond_two_characters(name: str) -> None:
    assert mask_name(name).count("某") in (1, 2)


def test_party_needs_name_and_category_alone() -> None:
    party = Party.model_validate({"名称": "示例甲公司", "类别": "法人及非法人组织"})
    assert (party.credit_code, party.representative) == (None, None)


@pytest.mark.parametrize("key", ["身份证号", "证件号码", "电话", "住址"])
def test_party_has_no_place_for_private_numbers(key: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Party.model_validate({"名称": "示例", "类别": "自然人", key: "0"})
    assert [error["type"] for error in caught.value.errors()] == ["extra_forbidden"]
