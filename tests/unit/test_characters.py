"""Machine-dependent characters: each replaced by what it stands for, or reported."""

from __future__ import annotations

import unicodedata

import pytest

from shinchoku.intake.characters import (
    MACHINE_DEPENDENT,
    machine_dependent,
    replace_characters,
    unreadable,
)


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("㈱海辺", "(株)海辺"),
        ("①調査②研究⑳", "(1)調査(2)研究(20)"),
        ("第Ⅲ期ⅳ", "第III期iv"),
        ("№5", "No.5"),
        ("20㎡・3㌔・㍻31", "20m2・3キロ・平成31"),
        ("ﾊﾟﾝﾌﾚｯﾄとｱﾝｹｰﾄ", "パンフレットとアンケート"),
        ("10～20", "10〜20"),
        ("葛󠄀城", "葛城"),
        ("か\u3099", "が"),
        ("髙﨑", "髙﨑"),
        ("ＡＢＣ％", "ＡＢＣ％"),
        ("A-1", "A-1"),
    ],
)
def test_a_character_becomes_what_it_stands_for(text: str, becomes: str) -> None:
    """Names keep their kanji, text its width; what depends on the machine goes."""
    assert replace_characters(text) == becomes


@pytest.mark.parametrize(("character", "becomes"), MACHINE_DEPENDENT.items())
def test_every_character_of_the_table_is_replaced_once_and_for_all(character: str, becomes: str) -> None:
    """What it becomes holds no other character of the table, and is composed."""
    assert replace_characters(character) == becomes
    assert not set(becomes) & set(MACHINE_DEPENDENT)
    assert unicodedata.is_normalized("NFC", becomes)


def test_the_characters_that_depend_on_the_machine_are_named() -> None:
    """Each once; two code points for one wave dash are nobody's fault."""
    assert machine_dependent("①と①と㈱、ｱｲ、～") == "①㈱ｱｲ"
    assert machine_dependent("ABC") == ""


def test_characters_without_a_meaning_elsewhere_are_named_by_code() -> None:
    """外字 and the replacement character; nothing stands in for them."""
    assert unreadable("渡\ue000辺\ufffd\ue000") == "U+E000、U+FFFD"
    assert unreadable("髙﨑") == ""
    assert unreadable("ABC") == ""
    assert replace_characters("\ue000") == "\ue000"
