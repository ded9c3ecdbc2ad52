"""The sheet 新規・変更・廃止: what a department proposes to change in the register itself."""

from typing import cast

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.status.form import StatusForm
from shinchoku.adapters.forms.text_size import row_height
from shinchoku.register.fiscal_year import FiscalYear

NAME = "新規・変更・廃止"
_KINDS = ("新規", "変更", "廃止", "統合", "完了")
_COLUMNS: tuple[tuple[str, float, str, str], ...] = (
    # heading, width, input mode, what the cell says when it is chosen
    ("区分", 10, "", "▼から選んでください。"),
    (
        "対象の項目番号",
        14,
        "halfAlpha",
        "既にある項目の番号を書いてください（例：12、R6-7）。新規のときは空欄にします。",
    ),
    (
        "提案の内容",
        52,
        "hiragana",
        "新規は取組項目の名称・指標・単位・目標値、変更は何を何に変えるかを書いてください。",
    ),
    ("提案の理由", 40, "hiragana", "なぜ必要かを書いてください。"),
    ("いつから", 18, "", "適用する年度を▼から選んでください。"),
)
_WHEN = "取組項目を新しく加えたいとき、名称・指標・目標値などを変えたいとき、終えたいときに、1行に1件ずつ書いてください。"
_THEN = "提案がなければ空欄のままで構いません。書いた内容は、確認と登録の後に様式へ反映されます。"
_TABLE, _ROWS, _LINES, _MOST = 6, 8, 3, 400


def draw_amendments(sheet: Worksheet, form: StatusForm) -> None:
    """Draw the sheet; it may stay empty, and whoever keeps the register decides on what it says."""
    for row, text, face, height in (
        (1, f"{form.title}　{NAME}の提案", ink.font(14, bold=True, colour=ink.DARK), 28),
        (2, f"{form.department.full_name}　{form.asked.name}", ink.font(bold=True), 20),
        (3, _WHEN, ink.font(), 18),
        (4, _THEN, ink.font(), 18),
    ):
        cell = cast("Cell", sheet.cell(row, 1))
        ink.write(cell, text)
        cell.font, cell.alignment = face, ink.ONE_LINE
        sheet.row_dimensions[row].height = height
    sheet.row_dimensions[5].height = 6
    for position, (heading, width, _, _) in enumerate(_COLUMNS, start=1):
        _draw_column(sheet, position, heading, width)
    _add_rules(sheet, form)
    paper.lock(sheet)
    sheet.freeze_panes = f"A{_TABLE + 1}"
    paper.set_up(
        sheet,
        paper.Paper(
            header_left=form.title,
            header_right=form.department.full_name,
            footer_right=form.number,
            pages_high=1,
        ),
        area=f"A1:{get_column_letter(len(_COLUMNS))}{_TABLE + _ROWS}",
    )


def rows_that_grow() -> frozenset[int]:
    """Return the rows that take long texts."""
    return frozenset(range(_TABLE + 1, _TABLE + 1 + _ROWS))


def _draw_column(sheet: Worksheet, position: int, heading: str, width: float) -> None:
    """Draw a heading and the open cells below it."""
    sheet.column_dimensions[get_column_letter(position)].width = width
    head = cast("Cell", sheet.cell(_TABLE, position))
    ink.write(head, heading)
    head.font, head.fill = ink.font(bold=True, colour="FFFFFF"), ink.HEADING_ENTRY
    head.alignment, head.border = ink.CENTRE, ink.BOX
    sheet.row_dimensions[_TABLE].height = 26
    for row in range(_TABLE + 1, _TABLE + 1 + _ROWS):
        cell = cast("Cell", sheet.cell(row, position))
        cell.font, cell.fill, cell.border = ink.font(), ink.ENTRY, ink.BOX
        cell.alignment = ink.LEFT if width > _COLUMNS[-1][1] else ink.CENTRE
        cell.number_format, cell.protection = "@", ink.OPEN
        sheet.row_dimensions[row].height = row_height(_LINES)


def _add_rules(sheet: Worksheet, form: StatusForm) -> None:
    """Offer kinds and years; take numbers and texts of a length that can be shown."""
    last = form.plan.plan.last_fiscal_year.year
    years = [
        FiscalYear(year).era_label
        for year in range(form.asked.fiscal_year.year, max(last, form.asked.fiscal_year.year + 1) + 1)
    ]
    choices = {1: _KINDS, len(_COLUMNS): tuple(years)}
    for position, (heading, _, mode, prompt) in enumerate(_COLUMNS, start=1):
        rule = _choice(choices[position]) if position in choices else _text(mode)
        rule.promptTitle, rule.prompt, rule.showInputMessage = heading, prompt, True
        letter = get_column_letter(position)
        rule.add(f"{letter}{_TABLE + 1}:{letter}{_TABLE + _ROWS}")
        sheet.add_data_validation(rule)


def _choice(choices: tuple[str, ...]) -> DataValidation:
    """Offer a list."""
    return DataValidation(
        type="list",
        formula1=f'"{",".join(choices)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="選択肢にありません",
        error="右端の▼を押して、一覧から選んでください。",
    )


def _text(mode: str) -> DataValidation:
    """Take a text."""
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(_MOST),
        allow_blank=True,
        imeMode="halfAlpha" if mode == "halfAlpha" else "hiragana",
        showErrorMessage=True,
        errorTitle="長すぎます",
        error=f"{_MOST}字までで書いてください。",
    )
