"""The sheet 記入要領: how to fill the form in, for whoever does it for the first time."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import cast

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from schemas.codes import AchievementStatus
from schemas.headings import HEADINGS, NARRATIVE
from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.status.amendments import NAME as AMENDMENTS
from shinchoku.adapters.forms.status.columns import ENTRIES
from shinchoku.adapters.forms.status.form import StatusForm
from shinchoku.adapters.forms.text_size import lines_of, row_height
from shinchoku.sentences import data_beside

NAME = "記入要領"
_WIDTHS = (22.0, 32.0, 44.0)
_PERCENT = 84
_EXAMPLE = "5　記入例"


class _Look(Enum):
    """What a line of the page is."""

    TITLE = auto()
    SPACE = auto()
    SECTION = auto()
    PLAIN = auto()
    HEADINGS = auto()
    TABLE = auto()


_HEIGHTS = {_Look.TITLE: 34.0, _Look.SPACE: 9.0, _Look.SECTION: 22.0}


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the page: a text over its whole width, or the cells of a table."""

    look: _Look
    cells: tuple[str, ...]


_TEXTS = data_beside(__name__)


def draw_instructions(sheet: Worksheet, form: StatusForm) -> None:
    """Draw the page."""
    for position, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    lines = list(_lines(form))
    for row, line in enumerate(lines, start=1):
        _draw(sheet, row, line)
    above_example = next(row for row, line in enumerate(lines) if line.cells == (_EXAMPLE,))
    paper.lock(sheet)
    paper.set_up(
        sheet,
        paper.Paper(
            header_left=form.title,
            header_right=NAME,
            footer_right=form.number,
            orientation="portrait",
            percent=_PERCENT,
            breaks=(above_example,),
        ),
        area=f"A1:C{len(lines)}",
    )


def _lines(form: StatusForm) -> Iterator[_Line]:
    """Yield the page from top to bottom."""
    yield _Line(_Look.TITLE, (f"{form.title}　記入要領",))
    if form.is_illustrative:
        yield _Line(
            _Look.PLAIN, ("【実演用】この様式は実演のために作ったもので、市の実際の照会ではありません。",)
        )
    yield from _about(form)
    yield from _how_to_fill_in()
    yield from _statuses(form)
    yield from _numbers()
    yield from _example(form)
    yield from _afterwards(form)


def _section(text: str) -> Iterator[_Line]:
    """Yield the heading of a section, with some space above it."""
    yield _Line(_Look.SPACE, ("",))
    yield _Line(_Look.SECTION, (text,))


def _about(form: StatusForm) -> Iterator[_Line]:
    """Yield what is asked, until when, and whom to ask."""
    yield from _section("1　この照会について")
    for name, said in (
        ("対象", f"{form.asked.fiscal_year.label}　{form.asked.name}"),
        ("所属", f"{form.department.full_name}（{len(form.rows)}項目）"),
        ("提出期限", form.due),
        ("提出先", f"受付フォルダーの「{form.asked.folder}」" if form.asked.folder else "受付フォルダー"),
        ("問い合わせ先", form.plan.publication.contact),
    ):
        yield _Line(_Look.TABLE, (name, said))


def _how_to_fill_in() -> Iterator[_Line]:
    """Yield the steps."""
    yield from _section("2　書き方")
    for line in _TEXTS["how_to_fill_in"]:
        yield _Line(_Look.PLAIN, (line.format(sheet=AMENDMENTS),))


def _statuses(form: StatusForm) -> Iterator[_Line]:
    """Yield what each label of the plan's scale means and asks for."""
    yield from _section("3　達成状況の意味")
    yield _Line(_Look.HEADINGS, ("選ぶ言葉", "意味", "一緒に書くもの"))
    for label, status in form.plan.reporting.scale.items():
        yield _Line(_Look.TABLE, (label, *_TEXTS["meanings"][status]))
    yield _Line(_Look.PLAIN, (form.plan.reporting.achievement_rule.description,))


def _numbers() -> Iterator[_Line]:
    """Yield how numbers are written."""
    yield from _section("4　数値の書き方")
    yield _Line(_Look.HEADINGS, ("よい例", "書けない例", "理由"))
    for good, bad, why in _TEXTS["numbers"]:
        yield _Line(_Look.TABLE, (good, bad, why))


def _example(form: StatusForm) -> Iterator[_Line]:
    """Yield a worked example; the item is nobody's."""
    missed = form.labels.get(AchievementStatus.NOT_ACHIEVED, ("未達成",))[0]
    yield from _section(_EXAMPLE)
    yield _Line(_Look.HEADINGS, ("欄", "記入する内容", "考え方"))
    for cells in (
        (
            "（記入済みの欄）",
            "○○講座の受講者数　単位：人　目標値：1,200　向き：上がると良い",
            "登録簿の内容です",
        ),
        ("実績値", "1150", "目標の1,200人に届いていません"),
        ("達成状況", missed, "数値と合う言葉を選びます"),
        *((HEADINGS[name][0], *ENTRIES[name].example) for name in NARRATIVE),
    ):
        yield _Line(_Look.TABLE, cells)


def _afterwards(form: StatusForm) -> Iterator[_Line]:
    """Yield what happens after the sheet was sent."""
    yield from _section("6　提出の後")
    for line in _TEXTS["afterwards"]:
        yield _Line(_Look.PLAIN, (line.format(number=form.number),))


def _draw(sheet: Worksheet, row: int, line: _Line) -> None:
    """Draw one row; a text over the whole width is one merged cell, as nothing on this page is data."""
    start = len(line.cells)
    if start < len(_WIDTHS):
        sheet.merge_cells(start_row=row, end_row=row, start_column=start, end_column=len(_WIDTHS))
    for position, text in enumerate(line.cells, start=1):
        cell = cast("Cell", sheet.cell(row, position))
        ink.write(cell, text)
        _style(cell, line.look, is_first=position == 1)
    if line.look in {_Look.TABLE, _Look.HEADINGS}:
        for position in range(len(line.cells) + 1, len(_WIDTHS) + 1):
            sheet.cell(row, position).border = ink.BOX
    sheet.row_dimensions[row].height = _height(line)


def _style(cell: Cell, look: _Look, *, is_first: bool) -> None:
    """Give a cell the look of its line."""
    cell.alignment = ink.INDENTED
    match look:
        case _Look.TITLE:
            cell.font = ink.font(15, bold=True, colour=ink.DARK)
        case _Look.SECTION:
            cell.font, cell.fill = ink.font(11, bold=True, colour="FFFFFF"), ink.HEADING_ENTRY
        case _Look.PLAIN | _Look.SPACE:
            cell.font = ink.font()
        case _Look.HEADINGS:
            cell.font, cell.fill, cell.border = ink.font(bold=True), ink.HEADING_GIVEN, ink.BOX
        case _Look.TABLE:
            cell.font, cell.border = ink.font(bold=is_first), ink.BOX
            cell.fill = ink.GIVEN if is_first else ink.PAPER


def _height(line: _Line) -> float:
    """Return the height that the longest text of a line needs."""
    if line.look in _HEIGHTS:
        return _HEIGHTS[line.look]
    widths = [*_WIDTHS[: len(line.cells) - 1], sum(_WIDTHS[len(line.cells) - 1 :])]
    return row_height(max(map(lines_of, line.cells, widths)))
