"""Rows without a number, and rows with 例: what was written is joined, read, or named; nothing vanishes."""

from __future__ import annotations

import pytest
from builders import checked, code_of, codes_of, grid, received

from shinchoku.checks.checking import Checked
from shinchoku.intake.account import RowFate
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.sheets import Area, Reading, Sheet
from shinchoku.intake.steps import Step, StepKind

HEAD = "番号|取組項目|達成状況|取組実績|未達成の理由|今後の取組|実績値"
ROW = "8|空き家の活用|A|空き家を調べた。||続ける。|"


def reading(text: str, *merged: tuple[int, int, int, int]) -> Reading:
    """Read a sheet with its headings on row 1."""
    areas = tuple(Area(*area) for area in merged)
    return read_sheets([Sheet("進捗状況", 1, grid(f"{HEAD}\n{text}"), merged=areas)])


def night(text: str, *merged: tuple[int, int, int, int]) -> Checked:
    """Check a sheet as a night does."""
    return checked(received(reading(text, *merged)))


def results(text: str, *merged: tuple[int, int, int, int]) -> dict[str, str]:
    """Return the published result text of each item that counts."""
    found = night(text, *merged)
    return {
        no: choice.row.row.texts["result_text"] for (_, no), choice in found.choices.items() if choice.row
    }


def fates(text: str, *merged: tuple[int, int, int, int]) -> list[tuple[int, RowFate]]:
    """Return what became of the rows that are none."""
    return list(reading(text, *merged).account.sheets[0].tables[0].skipped)


def codes(text: str, *merged: tuple[int, int, int, int]) -> list[str]:
    """Return the rules that a night reports, without the unreported items and those on readability."""
    return [code for code in codes_of(night(text, *merged).findings) if code[:3] not in {"SH6", "SH8"}]


def test_text_that_goes_on_in_the_next_row_is_joined() -> None:
    """As if it stood in one cell on two lines, with the cell it came from."""
    text = f"{ROW}\n|||説明会を3回開いた。|||"
    assert results(text) == {"8": "空き家を調べた。 説明会を3回開いた。"}
    cell = reading(text).rows[0].cells["result_text"]
    joined = "空き家を調べた。\n説明会を3回開いた。"
    assert cell.steps == (Step(StepKind.JOINED, "空き家を調べた。", joined, "D3"),)
    assert fates(text) == [(3, RowFate.CONTINUED)]


def test_several_rows_and_several_columns_go_on() -> None:
    """Each text goes on in its own column."""
    text = f"{ROW}\n|||説明会を開いた。||夜にも開く。|\n|||・好評だった。|||"
    row = night(text).choices["r5-end", "8"].row
    assert row is not None
    assert row.row.texts["result_text"] == "空き家を調べた。 説明会を開いた。 ・好評だった。"
    assert row.row.texts["next_action"] == "続ける。 夜にも開く。"


def test_a_text_goes_on_beside_a_merged_number() -> None:
    """Number, name and status merged over both rows; a blank row in between changes nothing."""
    merged = [(1, column, 3, column) for column in (0, 1, 2)]
    assert results(f"{ROW}\n|||||||\n|||説明会を開いた。|||", *merged) == {
        "8": "空き家を調べた。 説明会を開いた。"
    }


@pytest.mark.parametrize(
    "below",
    ["||||||120", "||A||||", "||||嵐のため||", "|||説明会を開いた。|||3", "|||続き|||約5"],
)
def test_an_item_that_cannot_be_joined_waits(below: str) -> None:
    """A figure, a status, a text where the item has none: the item is asked about, no row is lost."""
    text = f"{ROW}\n{below}\n7|窓口の統合|A|統合した。|||"
    assert codes(text) == ["SH411"]
    assert results(text) == {"7": "統合した。"}


def test_a_text_merged_over_other_answers_is_asked_about() -> None:
    """取組実績 to 今後の取組 in one cell: of which it is the rest is not guessed."""
    assert codes(f"{ROW}\n|||説明会を開いた。|||", (2, 3, 2, 5)) == ["SH411"]


def test_two_figures_under_one_number_are_asked_about() -> None:
    """上段 the target, 下段 the result: neither is taken."""
    text = "2|来訪者を増やす|A|催しを開いた。|||100\n||||||110"
    assert codes(text, (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3)) == ["SH411"]


@pytest.mark.parametrize(
    "below", ["|別の取組|A|実施した。|||", "\n|||遅れて書いた。|||\n7|窓口の統合|A|統合した。|||"]
)
def test_a_row_of_its_own_is_asked_for_its_number(below: str) -> None:
    """A name of its own, or a blank row above it; the remedy asks for nothing to be deleted."""
    found = [one for one in night(f"{ROW}\n{below}").findings if one.rule.code == "SH301"]
    assert found
    assert not any("消し" in one.remedy.ja or "削除" in one.remedy.ja for one in found)


@pytest.mark.parametrize("line", ["以下余白", "（以下余白）", "以上", "次頁へ続く", "続く"])
def test_the_end_of_a_page_is_no_text(line: str) -> None:
    """Neither joined nor asked about, wherever it stands."""
    for at in range(6):
        text = f"{ROW}\n{'|' * at}{line}"
        assert results(text) == {"8": "空き家を調べた。"}
        assert fates(text) == [(3, RowFate.REMARK)]


@pytest.mark.parametrize("word", ["記入例", "（例）", "例", "記載例１"])
def test_a_word_in_an_answer_makes_no_example_of_its_row(word: str) -> None:
    """The row is read, and the cell is asked about."""
    text = f"8|空き家の活用|A|空き家を調べた。||{word}|\n7|窓口の統合|A|統合した。|||"
    assert [row.text("item_no") for row in reading(text).rows] == ["8", "7"]
    assert codes(text) == ["SH410"]


@pytest.mark.parametrize("name", ["記入例集の作成", "記載例の整備", "例規の見直し", "事例の収集"])
def test_a_name_that_begins_like_an_example_is_one_of_an_item(name: str) -> None:
    """The number says that it is an item."""
    assert [row.text("item_no") for row in reading(f"8|{name}|A|調べた。|||").rows] == ["8"]


@pytest.mark.parametrize(
    "row", ["8|（記入例）空き家|A|調べた。|||", "8|例：空き家|A|調べた。|||", "8|例|A|調べた。|||"]
)
def test_an_example_with_an_items_number_is_named(row: str) -> None:
    """Left out, and said so where no other row reports the item."""
    text = f"{row}\n7|窓口の統合|A|統合した。|||"
    assert (list(results(text)), "SH413" in codes(text)) == (["7"], True)
    assert "SH413" not in codes(f"{text}\n{ROW}")


def test_what_goes_on_below_an_example_is_one_too() -> None:
    """No item is asked for its number, and the row after it is read."""
    text = f"例|空き家|A|○○を実施した。|||\n|||○○も実施した。|||\n{ROW}"
    assert fates(text) == [(2, RowFate.EXAMPLE), (3, RowFate.EXAMPLE)]
    assert codes(text) == []


def test_a_row_that_merged_cells_hide_is_named() -> None:
    """Everything on it lies under cells merged from above, and is something else."""
    areas = [(1, column, 2, column) for column in range(7)]
    text = f"{ROW}\n7|窓口|A|統合した。||続ける。|"
    assert "SH219" in codes(text, *areas)
    assert fates(f"{ROW}\n8|空き家の活用|A|空き家を調べた。||続ける。|", *areas) == [(3, RowFate.CONTINUED)]


@pytest.mark.parametrize(
    ("answer", "is_lost"),
    [
        ("??????????", True),
        ("？？？", True),
        ("??????10???", True),
        ("浜??", True),
        ("本当に必要かを問うた?", False),
    ],
)
def test_a_text_that_lost_its_characters_is_not_called_empty(answer: str, *, is_lost: bool) -> None:
    """Full of ?, three in a row, or half of it."""
    text = f"8|空き家の活用|A|{answer}||続ける。|"
    assert codes(text) == (["SH412"] if is_lost else [])


def test_characters_of_a_joined_line_are_looked_at() -> None:
    """外字 in the row below is told on the item."""
    assert "SH326" in codes(f"{ROW}\n|||\ue000浜の会を開いた。|||")


def test_a_table_without_numbers_has_no_rows_that_go_on() -> None:
    """It is refused for its missing heading, whatever stands in its rows."""
    found = read_sheets([Sheet("進捗", 1, grid("取組項目|達成状況|取組実績|実績値\n浜|A|実施|1\n|||2"))])
    assert [code_of(problem) for problem in found.problems if problem.stops_reading] == ["SH202"]
