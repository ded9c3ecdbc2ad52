"""One sheet of the register's workbook: entries in rows, headings over their keys, rules in the columns."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.register.cell_values import Names, Shown, shown
from shinchoku.adapters.forms.register.fields import FlatEntry, RegisterField, ValueKind
from shinchoku.adapters.forms.register.first_sheet import title_of
from shinchoku.adapters.forms.register.input_rules import rule_for
from shinchoku.adapters.forms.register.tables import RegisterTable, tables_of
from shinchoku.adapters.forms.saving import Finish
from shinchoku.adapters.forms.text_size import lines_of, row_height
from shinchoku.register.plan import Plan

HEADING_ROW, KEY_ROW, FIRST_ROW = 3, 4, 5
CHOICES_HEADING, CHOICES_KEY = "一覧用（自動）", "-"
"""A column that other sheets pick from: code and name in one cell. It is computed and never read back."""
_FROZEN = {"取組項目": 2, "所属": 3, "基本方針・施策": 3, "照会": 2}
_CENTRED = {ValueKind.KEY, ValueKind.YEAR, ValueKind.DAY, ValueKind.FLAG, ValueKind.CHOICE}
_RIGHT = {ValueKind.FIGURE, ValueKind.COUNT}
_CHOICES_WIDTH = 30
_NAMED_BY = {
    "policy_measures": '{key}&" "&{name}',
    "basic_policies": '{key}&" "&{name}',
    "items": '{no}&" "&{name}',
    "departments": '{code}&" "&TRIM({bureau}&" "&{name})',
}


@dataclass(frozen=True, slots=True)
class RegisterSheet:
    """A sheet before it is drawn."""

    table: RegisterTable
    entries: tuple[FlatEntry, ...]
    names: Names

    def draw(self, book: Workbook, plan: Plan) -> tuple[str, Finish]:
        """Draw the sheet; return its name and how it is finished."""
        sheet = book.create_sheet(self.table.sheet)
        self._draw_top(sheet)
        last = FIRST_ROW + len(self.entries) + self.table.spare_rows - 1
        results: dict[str, str] = {}
        for row in range(FIRST_ROW, last + 1):
            entry = self.entries[row - FIRST_ROW] if row - FIRST_ROW < len(self.entries) else {}
            self._draw_row(sheet, row, entry)
            if self._offers_choices:
                cell = sheet.cell(row, len(self.table.fields) + 1)
                cell.value = self._choice_formula(row)
                cell.font, cell.fill, cell.border = ink.font(9, colour=ink.QUIET), ink.GIVEN, ink.BOX
                results[cell.coordinate] = self._choice(entry)
        self._add_rules(sheet, plan, last)
        self._set_up(sheet, plan, last)
        return self.table.sheet, Finish(results=results, text_numbers=f"A{FIRST_ROW}:{_letter(1)}{last}")

    @property
    def _offers_choices(self) -> bool:
        """Whether other sheets pick from this one."""
        return any(section in _NAMED_BY for section in self.table.sections)

    def _draw_top(self, sheet: Worksheet) -> None:
        """Draw the title, what the sheet is, the headings and the keys below them."""
        for row, text, font, height in (
            (1, self.table.sheet, ink.font(14, bold=True, colour=ink.DARK), 28),
            (2, self.table.about, ink.font(colour=ink.QUIET), 20),
        ):
            cell = cast("Cell", sheet.cell(row, 1))
            ink.write(cell, text)
            cell.font, cell.alignment = font, ink.ONE_LINE
            sheet.row_dimensions[row].height = height
        heads = [(one.heading, one.key, one.width, one.required) for one in self.table.fields]
        if self._offers_choices:
            heads.append((CHOICES_HEADING, CHOICES_KEY, _CHOICES_WIDTH, False))
        for column, (heading, key, width, required) in enumerate(heads, start=1):
            head, below = (cast("Cell", sheet.cell(row, column)) for row in (HEADING_ROW, KEY_ROW))
            ink.write(head, f"{heading}{'※' if required else ''}")
            ink.write(below, key)
            given = key == CHOICES_KEY
            head.font = ink.font(bold=True, colour=ink.DARK if given else "FFFFFF")
            head.fill = ink.HEADING_GIVEN if given else ink.HEADING_ENTRY
            head.alignment, head.border = ink.CENTRE, ink.BOX
            below.font, below.fill = ink.font(7, colour=ink.QUIET), ink.HEADING_GIVEN
            below.alignment, below.border = ink.CENTRE, ink.BOX
            sheet.column_dimensions[_letter(column)].width = width
        sheet.row_dimensions[HEADING_ROW].height = 36
        sheet.row_dimensions[KEY_ROW].height = 30 if _is_wide(self.table) else 18

    def _draw_row(self, sheet: Worksheet, row: int, entry: FlatEntry) -> None:
        """Draw one entry, or an empty row that waits for one."""
        lines = 1
        for column, field in enumerate(self.table.fields, start=1):
            value = shown(field, entry.get(field.key), self.names) if entry else None
            place(cast("Cell", sheet.cell(row, column)), value, field)
            lines = max(lines, lines_of(str(value or ""), field.width))
        sheet.row_dimensions[row].height = row_height(lines)

    def _choice_formula(self, row: int) -> str:
        """Return the formula that joins code and name."""
        letters = {field.key: f"{_letter(n)}{row}" for n, field in enumerate(self.table.fields, start=1)}
        joined = _NAMED_BY[self.table.sections[-1]].format(
            **{k: v for k, v in letters.items() if "." not in k}
        )
        return f'=IF({letters[self.table.identity[0]]}="","",{joined})'

    def _choice(self, entry: FlatEntry) -> str:
        """Return what the formula gives."""
        code = str(entry.get(self.table.identity[0]) or "")
        name = next((known[code] for known in self.names.values() if code in known), "")
        return f"{code} {name}" if code else ""

    def _add_rules(self, sheet: Worksheet, plan: Plan, last: int) -> None:
        """Give every column its rule."""
        lists = _ranges_of(plan)
        for column, field in enumerate(self.table.fields, start=1):
            rule = rule_for(field, plan, lists)
            rule.add(f"{_letter(column)}{FIRST_ROW}:{_letter(column)}{last}")
            sheet.add_data_validation(rule)

    def _set_up(self, sheet: Worksheet, plan: Plan, last: int) -> None:
        """Freeze headings and names, offer filters, set the paper."""
        fields = len(self.table.fields)
        sheet.freeze_panes = f"{_letter(_FROZEN.get(self.table.sheet, 0) + 1)}{FIRST_ROW}"
        sheet.auto_filter.ref = f"A{KEY_ROW}:{_letter(fields)}{last}"
        paper.set_up(
            sheet,
            paper.Paper(
                header_left=title_of(plan),
                header_right=self.table.sheet,
                repeated_rows=f"{HEADING_ROW}:{KEY_ROW}",
                size=paper.A3 if _is_wide(self.table) else paper.A4,
            ),
            area=f"A1:{_letter(fields)}{FIRST_ROW + max(len(self.entries), 1) - 1}",
        )


_WIDEST_ON_A4 = 220
"""Columns of more half-width characters than this are printed on A3."""


def _is_wide(table: RegisterTable) -> bool:
    """Tell whether a sheet needs the larger paper."""
    return sum(field.width for field in table.fields) > _WIDEST_ON_A4


def place(cell: Cell, value: Shown, field: RegisterField) -> None:
    """Put a value into its cell: text as text, figures as numbers, days as days."""
    cell.font, cell.border, cell.fill = ink.font(), ink.BOX, ink.PAPER
    cell.alignment = (
        ink.CENTRE if field.kind in _CENTRED else ink.FIGURE if field.kind in _RIGHT else ink.LEFT
    )
    match value:
        case date():
            cell.value = value
        case int() | Decimal():
            cell.value = value
        case str():
            ink.write(cell, value)
        case None:
            pass
    if field.kind is ValueKind.DAY:
        cell.number_format = "yyyy-mm-dd"
    elif field.kind not in _RIGHT:
        cell.number_format = "@"


def _ranges_of(plan: Plan) -> dict[str, str]:
    """Return where the codes of each section stand with their names, as rules spell it."""
    ranges: dict[str, str] = {}
    for table in tables_of(plan):
        column = _letter(len(table.fields) + 1)
        entries = sum(len(getattr(plan, section)) for section in table.sections)
        last = FIRST_ROW + entries + table.spare_rows - 1
        for section in table.sections:
            if section in _NAMED_BY:
                ranges[section] = f"'{table.sheet}'!${column}${FIRST_ROW}:${column}${last}"
    return ranges


def _letter(column: int) -> str:
    """Return the letter of a column from its number."""
    return get_column_letter(column)
