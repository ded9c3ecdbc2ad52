"""The sheet 進捗状況: title, labels and legend above, the items of the department below."""

from typing import cast

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from schemas.headings import LABELS
from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.status.columns import (
    FIRST_ENTERED,
    FIRST_ROW_OF_TABLE,
    Column,
    Filled,
    columns_of,
    figure_of,
    letters_of,
    may_be_entered,
    number_format,
    rows_of,
    text_of,
)
from shinchoku.adapters.forms.status.entry_rules import add_entry_rules
from shinchoku.adapters.forms.status.form import FormRow, StatusForm
from shinchoku.adapters.forms.status.marks import add_marks
from shinchoku.adapters.forms.text_size import lines_of, row_height

NAME = "進捗状況"
_LAST_FROZEN = "item_name"
_FEWEST_LINES = 4
_LABELS, _LABEL_CELLS = 3, 2
"""The first row of labels, and how many cells a label runs over before its answer."""
_TEXT = "@"


def draw_status_sheet(sheet: Worksheet, form: StatusForm) -> None:
    """Draw the sheet that the department fills in and sends back."""
    columns = columns_of(form)
    _draw_top(sheet, form, columns)
    _draw_headings(sheet, columns)
    for number, row in zip(rows_of(form), form.rows, strict=True):
        for position, column in enumerate(columns, start=1):
            _draw_cell(cast("Cell", sheet.cell(number, position)), row, column)
        sheet.row_dimensions[number].height = row_height(_lines(row, columns), _FEWEST_LINES)
    add_entry_rules(sheet, form)
    add_marks(sheet, form)
    _set_up(sheet, form, columns)


def _draw_top(sheet: Worksheet, form: StatusForm, columns: tuple[Column, ...]) -> None:
    """Draw title, banner, labels and legend; nothing is merged, long texts run over the empty cells beside."""
    letters = letters_of(form)
    title = cast("Cell", sheet["A1"])
    ink.write(title, form.title)
    title.font, title.alignment = ink.font(16, bold=True, colour=ink.DARK), ink.ONE_LINE
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = 20 if form.is_illustrative else 6
    if form.is_illustrative:
        _banner(sheet, len(columns))
    _draw_labels(sheet, form, letters)
    _draw_legend(sheet, form, letters)


def _banner(sheet: Worksheet, columns: int) -> None:
    """Say on the sheet itself that its content is made up."""
    words = (
        "【実演用】市の実際の照会ではありません。所属・取組項目・目標値には例示（実在しない内容）を含みます。"
    )
    for column in range(1, columns + 1):
        sheet.cell(2, column).fill = ink.BANNER
    cell = cast("Cell", sheet["A2"])
    ink.write(cell, words)
    cell.font, cell.alignment = ink.font(bold=True, colour=ink.ALARM), ink.ONE_LINE


def _draw_labels(sheet: Worksheet, form: StatusForm, letters: dict[str, str]) -> None:
    """Write the cells that a reader finds round and department by, and what else a person looks for."""
    year = form.asked.fiscal_year
    answers = (
        (_LABELS, "basic_policy", LABELS["department"][0], form.department.full_name, "previous_value"),
        (_LABELS, "actual_value", LABELS["form"][0], form.number, "result_text"),
        (_LABELS + 1, "basic_policy", LABELS["fiscal_year"][0], year.label, "indicator_name"),
        (_LABELS + 1, "unit", LABELS["round"][0], form.asked.name, "previous_value"),
        (_LABELS + 1, "actual_value", "提出期限", form.due, "result_text"),
    )
    names = list(letters)
    for row, name, label, answer, last in answers:
        first = names.index(name) + 1
        head = cast("Cell", sheet.cell(row, first))
        ink.write(head, f"{label}：")
        head.font, head.alignment = ink.font(bold=True, colour=ink.DARK), ink.ONE_LINE
        for column in range(first + _LABEL_CELLS, names.index(last) + 2):
            sheet.cell(row, column).border = ink.UNDERLINE
        said = cast("Cell", sheet.cell(row, first + _LABEL_CELLS))
        ink.write(said, answer)
        said.font, said.alignment = ink.font(11, bold=True), ink.ONE_LINE
        sheet.row_dimensions[row].height = 21
    sheet.row_dimensions[_LABELS + 2].height = 6


def _draw_legend(sheet: Worksheet, form: StatusForm, letters: dict[str, str]) -> None:
    """Say what the grounds of the cells mean, each beside a sample of it."""
    samples = (
        ("basic_policy", ink.GIVEN, "登録簿から記入済みです（変更できません）"),
        ("unit", ink.ENTRY, "ここに記入してください"),
        ("actual_value", ink.UNUSED, "記入の必要がない欄です"),
        ("reason_not_achieved", ink.WARNING, "色が変わったら「記入チェック」を見てください"),
    )
    names = list(letters)
    for name, ground, words in samples:
        column = names.index(name) + 1
        swatch = sheet.cell(6, column)
        swatch.fill, swatch.border = ground, ink.BOX
        said = cast("Cell", sheet.cell(6, column + 1))
        ink.write(said, f" {words}")
        said.font, said.alignment = ink.font(9, colour=ink.QUIET), ink.ONE_LINE
    sheet.row_dimensions[6].height = 18
    asks = cast("Cell", sheet["A7"])
    ink.write(asks, f"書き方は「記入要領」のシートにあります。問い合わせ先：{form.plan.publication.contact}")
    asks.font, asks.alignment = ink.font(9, colour=ink.QUIET), ink.ONE_LINE
    sheet.row_dimensions[7].height = 18


def _draw_headings(sheet: Worksheet, columns: tuple[Column, ...]) -> None:
    """Draw the row of headings: dark over what the department fills in."""
    for position, column in enumerate(columns, start=1):
        cell = cast("Cell", sheet.cell(FIRST_ROW_OF_TABLE, position))
        ink.write(cell, column.heading)
        is_entered = column.filled is Filled.BY_DEPARTMENT
        cell.font = ink.font(9, bold=True, colour="FFFFFF" if is_entered else ink.DARK)
        cell.fill = ink.HEADING_ENTRY if is_entered else ink.HEADING_GIVEN
        cell.alignment = ink.CENTRE
        cell.border = ink.BOX_AFTER_LINE if _begins_a_part(column) else ink.BOX
        sheet.column_dimensions[get_column_letter(position)].width = column.width
    sheet.row_dimensions[FIRST_ROW_OF_TABLE].height = 48


def _draw_cell(cell: Cell, row: FormRow, column: Column) -> None:
    """Draw one cell: filled in and locked, open for entry, or struck out where nothing is asked."""
    cell.font = ink.font(_size(column))
    cell.border = ink.BOX_AFTER_LINE if _begins_a_part(column) else ink.BOX
    cell.alignment = ink.CENTRE if column.centred else ink.LEFT
    if column.name.endswith("_value"):
        is_entered = column.filled is Filled.BY_DEPARTMENT
        cell.number_format, cell.alignment = "General" if is_entered else number_format(row), ink.RIGHT
    else:
        cell.number_format = _TEXT if column.filled is not Filled.BY_FORMULA else "General"
    match column.filled:
        case Filled.BEFOREHAND:
            cell.fill = ink.GIVEN
            figure = figure_of(row, column.name)
            if figure is not None:
                cell.value = figure
            else:
                ink.write(cell, text_of(row, column.name))
        case Filled.BY_DEPARTMENT if may_be_entered(row, column.name):
            cell.fill = ink.ENTRY
            cell.protection = ink.OPEN
        case Filled.BY_DEPARTMENT:
            cell.fill = ink.UNUSED
        case Filled.BY_FORMULA:
            cell.fill, cell.font = ink.GIVEN, ink.font(9)


def _size(column: Column) -> float:
    """Return the size of a column's letters in points."""
    return 9.0 if column.name in {"basic_policy", "policy_measure"} else ink.SIZE


def _begins_a_part(column: Column) -> bool:
    """Tell whether a heavy line stands before a column: where entry begins and where it ends."""
    return column.name == FIRST_ENTERED or column.filled is Filled.BY_FORMULA


def _lines(row: FormRow, columns: tuple[Column, ...]) -> int:
    """Return how many lines the longest text of a row needs; in smaller letters a line holds more."""
    return max(
        lines_of(text_of(row, column.name), column.width * ink.SIZE / _size(column))
        for column in columns
        if column.filled is Filled.BEFOREHAND
    )


def _set_up(sheet: Worksheet, form: StatusForm, columns: tuple[Column, ...]) -> None:
    """Freeze the headings and the items' names, lock what is given, and set the paper."""
    letters = letters_of(form)
    after = get_column_letter(list(letters).index(_LAST_FROZEN) + 2)
    sheet.freeze_panes = f"{after}{FIRST_ROW_OF_TABLE + 1}"
    paper.lock(sheet)
    paper.set_up(
        sheet,
        paper.Paper(
            header_left=form.title,
            header_right=f"{form.department.full_name}　{form.asked.name}",
            footer_right=form.number,
            repeated_rows=f"{FIRST_ROW_OF_TABLE}:{FIRST_ROW_OF_TABLE}",
        ),
        area=f"A1:{get_column_letter(len(columns))}{rows_of(form)[-1]}",
    )
