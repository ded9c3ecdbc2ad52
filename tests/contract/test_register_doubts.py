"""Cells of the register's workbook that are not what they look like, and sheets that nobody would read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from contract.register_office import Office, append, column_of, put, row_of
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font

Change = Callable[[Workbook], None]


def told(office: Office, change: Change) -> list[tuple[str, str]]:
    """Return the sheet and cell of every mistake; each is said in both languages, and nothing changes."""
    found = office.edit(change)
    assert found.changes == ()
    assert all(one.message.ja and one.message.en for one in found.mistakes)
    return [(one.sheet, one.cell) for one in found.mistakes]


def words(office: Office) -> str:
    """Return the first mistake in Japanese."""
    return office.proposal().mistakes[0].message.ja


def target(book: Workbook) -> Cell:
    """Return the target of item 2 for 令和5年度."""
    sheet = book["取組項目"]
    found = sheet.cell(row_of(sheet, "2"), column_of(sheet, "indicator.targets.2023"))
    assert isinstance(found, Cell)
    return found


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (0.65, "0%", "「65%」に見えています"),
        (5900000, "#,##0,", "別の値に見えています"),
        (5.9, '0.0"千時間"', "「5.9千時間」に見えています"),
        (5900, ";;;", "別の値に見えています"),
    ],
)
def test_a_figure_that_shows_something_else_is_a_mistake(
    by_lines: Office, value: float, number_format: str, said: str
) -> None:
    """Whoever wrote it saw another figure than the register would get."""

    def change(book: Workbook) -> None:
        target(book).value, target(book).number_format = value, number_format

    assert told(by_lines, change) == [("取組項目", "R6")]
    assert f"保存された値は「{value}」" in words(by_lines)
    assert said in words(by_lines)


def test_thousands_separators_and_signs_are_no_mistake(by_lines: Office) -> None:
    """They change how a number is written, not which it is."""

    def change(book: Workbook) -> None:
        target(book).value, target(book).number_format = 5900, "#,##0;▲#,##0"

    found = by_lines.edit(change)
    assert (found.mistakes, len(found.changes)) == ((), 1)


@pytest.mark.parametrize(("sheet", "cell"), [("取組項目", "R6"), ("取組項目", "B6"), ("計画", "B4")])
def test_a_struck_cell_is_a_mistake(by_lines: Office, sheet: str, cell: str) -> None:
    """Its line would be lost, and what was struck out would stay; even where the text is unchanged."""
    assert told(by_lines, lambda book: setattr(book[sheet][cell], "font", Font(strike=True))) == [
        (sheet, cell)
    ]
    assert "取り消し線" in words(by_lines)


def test_a_setting_that_shows_something_else_is_a_mistake(by_lines: Office) -> None:
    """The limit of how far a rate may move."""

    def change(book: Workbook) -> None:
        sheet = book["計画"]
        row = next(c.row for c in sheet["D"] if c.value == "release.max_rate_change_points")
        sheet.cell(row, 2).value, sheet.cell(row, 2).number_format = 0.05, "0%"

    assert [sheet for sheet, _ in told(by_lines, change)] == ["計画"]
    assert "「5%」に見えています" in words(by_lines)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("①浜の清掃㈱", "「(1)浜の清掃(株)」と書いて"),
        ("テレワーク等の\n柔軟な働き方", "「テレワーク等の柔軟な働き方」のように1行で"),
        ("Smart\nCity の推進", "「Smart City の推進」のように1行で"),
        ("浜の\ue000清掃", "U+E000"),
    ],
)
def test_a_name_that_cannot_be_published_is_a_mistake_with_its_spelling(
    by_lines: Office, name: str, said: str
) -> None:
    """Machine-dependent characters, line breaks and characters that mean nothing elsewhere."""
    assert told(by_lines, put("取組項目", "2", name=name)) == [("取組項目", "B6")]
    assert said in words(by_lines)


def test_characters_of_a_setting_are_held_to_the_same(by_lines: Office) -> None:
    """The plan's title is published too."""
    assert told(by_lines, lambda book: book["計画"].__setitem__("B4", "海辺市㈱計画")) == [("計画", "B4")]


def test_names_on_several_lines_are_a_list(by_lines: Office) -> None:
    """Aliases may be separated by line breaks; 髙 is a proper noun's own character."""
    found = by_lines.edit(put("所属", "kikaku", aliases="髙橋課\n企画"))
    assert (found.mistakes, len(found.changes)) == ((), 1)


def copied(sheet: str) -> Change:
    """Return the edit that copies a sheet, as a spreadsheet names it."""

    def change(book: Workbook) -> None:
        book.copy_worksheet(book[sheet]).title = f"{sheet} (2)"

    return change


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [("取組項目", "A4"), ("所属", "A4"), ("主な取組", "A4"), ("公表値", "A4"), ("基本方針・施策", "A4"), ("計画", "")],
)  # fmt: skip
def test_a_copied_sheet_is_named(by_lines: Office, sheet: str, cell: str) -> None:
    """What was changed on it would be lost."""
    assert told(by_lines, copied(sheet)) == [(f"{sheet} (2)", cell)]


def test_a_sheet_of_notes_and_a_hidden_copy_are_nobodys_business(by_lines: Office) -> None:
    """Only a sheet that looks like one of the register's and is seen."""

    def change(book: Workbook) -> None:
        book.create_sheet("メモ")["A1"] = "no"
        copied("取組項目")(book)
        book["取組項目 (2)"].sheet_state = "hidden"

    assert by_lines.edit(change).mistakes == ()


@pytest.mark.parametrize("sheet", ["基本方針・施策", "取組項目", "所属", "照会"])
def test_a_renamed_sheet_is_two_sentences_and_no_more(by_lines: Office, sheet: str) -> None:
    """That it is missing, and which one looks like it; no reference to its entries is a mistake."""
    change: Change = lambda book: setattr(book[sheet], "title", f"{sheet} (2)")  # noqa: E731 -- one line says it
    assert told(by_lines, change) == [(sheet, ""), (f"{sheet} (2)", "A4")]


def test_a_reference_to_an_entry_of_a_missing_sheet_is_no_second_mistake(by_lines: Office) -> None:
    """A department that was added on the sheet that cannot be read."""

    def change(book: Workbook) -> None:
        put("取組項目", "2", department="atarashii")(book)
        book["所属"].sheet_state = "hidden"

    assert told(by_lines, change) == [("所属", "")]


def test_what_is_removed_elsewhere_is_not_told_of_a_missing_sheet(by_lines: Office) -> None:
    """The items cannot be read, so nobody knows whether they still name the department."""

    def change(book: Workbook) -> None:
        append("所属", code="umi", name="海の課")(book)
        sheet = book["所属"]
        sheet.delete_rows(row_of(sheet, "kikaku"))
        book.remove(book["取組項目"])

    assert ("取組項目", "") in told(by_lines, change)
    assert len(by_lines.proposal().mistakes) == 1


def test_a_column_of_numbers_that_is_gone_is_one_mistake(by_lines: Office) -> None:
    """Without the items' numbers no row says which item it is."""
    assert told(by_lines, lambda book: book["取組項目"].delete_cols(1)) == [("取組項目", "A4")]


def test_a_text_in_a_column_without_a_key_is_named_at_its_cell(by_lines: Office) -> None:
    """A note beside the table is not read; the cell is where it stands."""
    assert told(by_lines, lambda book: book["取組項目"].__setitem__("AD8", "欄外のメモ")) == [
        ("取組項目", "AD8")
    ]
    assert words(by_lines).startswith("「欄外のメモ」は、キーのない列です")
