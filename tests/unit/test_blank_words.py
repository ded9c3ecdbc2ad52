"""A cell is called empty only where it is: a sign that says nothing, and a column that is not there, are named."""

from __future__ import annotations

import pytest
from builders import checked, received

HEADING = "番号|達成状況|取組実績|未達成の理由|実績値|累計"


def messages(sheet: str, code: str) -> list[tuple[str, str]]:
    """Return what the findings of one rule say."""
    return [(f.message.ja, f.message.en) for f in checked(received(sheet)).findings if f.rule.code == code]


@pytest.mark.parametrize(
    ("sheet", "code", "ja", "en"),
    [
        (f"{HEADING}\n7|A||||", "SH308", "取組実績が空です", "is empty"),
        (
            f"{HEADING}\n7|A|－|||",
            "SH308",
            "取組実績が「－」だけで、内容がありません",
            "says nothing but “－”",
        ),
        (f"{HEADING}\n8|B|調べた|……||", "SH309", "その理由が「……」だけで、内容がありません", "“……”"),
        ("番号|達成状況|取組実績\n8|B|調べた", "SH309", "その理由の列がシートにありません", "no column"),
        (f"{HEADING}\n5|A|植えた||20|", "SH502", "累計が空です", "cumulative value is empty"),
        (
            "番号|達成状況|取組実績|実績値\n5|A|植えた|20",
            "SH502",
            "累計の列がシートにありません",
            "no column",
        ),
        (f"{HEADING}\n7||統合した|||", "SH303", "達成状況が空です", "is empty"),
    ],
)
def test_the_message_says_what_stands_there(sheet: str, code: str, ja: str, en: str) -> None:
    """So that nobody is told that a cell is empty while looking at what stands in it."""
    ((said_ja, said_en),) = messages(sheet, code)
    assert ja in said_ja
    assert en in said_en


def test_what_a_cell_says_is_bounded_and_shows_no_personal_data() -> None:
    """A long row of signs is cut."""
    ((ja, _),) = messages(f"{HEADING}\n7|A|{'－' * 300}|||", "SH308")
    assert f"「{'－' * 20}…」" in ja
