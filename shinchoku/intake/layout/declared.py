"""Sheets of a declared layout: recognised by their marks and read without searching.

A sheet that carries a layout's marks and differs from it elsewhere is refused with the cell that
differs: a form that somebody changed is not read by guessing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.headings import HEADINGS
from shinchoku.intake.account import SheetAccount, SheetFate, TableAccount
from shinchoku.intake.layout.answers import (
    cells_of,
    column_of,
    is_hidden,
    is_labelled,
    place_of,
    read_answer,
    same_text,
    text_at,
)
from shinchoku.intake.layout.body import Body, read_body
from shinchoku.intake.layout.columns import SheetTable
from shinchoku.intake.layout.declared_columns import with_shared_columns
from shinchoku.intake.layout.headings import heading_of, is_left_out
from shinchoku.intake.layout.labelled import labels_on
from shinchoku.intake.layout.labels import find_labels, year_of_a_day
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.proposal import Part
from shinchoku.intake.layout.several_cells import doubted_answer
from shinchoku.intake.layout.unread import hidden_rows_problem, second_answer, written_beside
from shinchoku.intake.layout.unseen import facts_of
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import TITLED_YEAR, CellText, Label, Problem, Sheet, SheetRow, cell_name
from shinchoku.register.layouts import Layout, LayoutColumn, LayoutKind

_DEEPEST = 3
"""Rows over which a heading may be merged."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a declared layout found on a sheet."""

    rows: tuple[SheetRow, ...]
    labels: tuple[Label, ...]
    problems: tuple[Problem, ...]
    account: SheetAccount
    body: tuple[SheetTable, Body] | None = None
    """Of a table: what stands in it, rows that are no data included."""


def read_declared(sheet: Sheet, layouts: Sequence[Layout]) -> Declared | None:
    """Read a sheet by a layout whose marks it carries, or return nothing.

    Of several, the first that it fits; if it fits none, the first says what differs.
    """
    known = [
        layout
        for layout in layouts
        if all(same_text(text_at(sheet, mark.cell), mark.text) for mark in layout.marks)
    ]
    found = [_read(sheet, layout) for layout in known]
    fitting = (one for one in found if one.account.fate is not SheetFate.REFUSED)
    return next(fitting, found[0] if found else None)


def _read(sheet: Sheet, layout: Layout) -> Declared:
    """Read a sheet that carries a layout's marks."""
    merges = Merges(sheet)
    labels, unclear = _labels(sheet, layout, merges)
    wrong = tuple(_differences(sheet, layout))
    if wrong:
        account = SheetAccount(
            sheet.number, sheet.name, SheetFate.REFUSED, layout=layout.name, facts=facts_of(sheet)
        )
        return Declared((), labels, (*wrong, *unclear), account)
    table = _table(sheet, layout)
    if table is None:
        row = _row(sheet, layout, merges)
        rows = (row,) if _has_text(row) else ()
        account = _account(sheet, layout, _form_account(layout, len(rows)))
        return Declared(rows, labels, (*unclear, *_of_a_form(sheet, layout, merges)), account)
    table, unnamed = with_shared_columns(sheet, table, merges)
    body = read_body(sheet, table, merges)
    columns = tuple((one.column, one.heading, name) for name, one in layout.columns.items())
    skipped = tuple((number + 1, fate) for number, fate in body.skipped)
    found = TableAccount((table.first_row, table.first_row), 0.0, columns, len(body.rows), skipped)
    beside = (*unnamed, *hidden_rows_problem(sheet, table.top), *_undeclared_columns(sheet, layout, merges))
    return Declared(body.rows, labels, (*unclear, *beside), _account(sheet, layout, found), (table, body))


def _labels(sheet: Sheet, layout: Layout, merges: Merges) -> tuple[tuple[Label, ...], tuple[Problem, ...]]:
    """Return the answers of a layout's labels; one that is struck through or unclear is told instead."""
    labels: list[Label] = []
    problems: list[Problem] = []
    for name, answer in layout.labels.items():
        if not is_labelled(sheet, answer):
            continue
        found = read_answer(sheet, merges, answer)
        if name == "fiscal_year":
            found = year_of_a_day(sheet, place_of(found.cell), found.raw) or found
        problems += (Problem(kind, sheet.number, sheet.name, found.cell, found.raw) for kind in found.marks)
        if found.text.strip() and not found.marks:
            labels.append(Label(name, sheet.number, sheet.name, CellText(answer.cell, found.text)))
    return (*labels, *_undeclared_years(sheet, layout, merges)), tuple(problems)


def _undeclared_years(sheet: Sheet, layout: Layout, merges: Merges) -> Iterator[Label]:
    """Yield the years that stand above a form's first answer, or above a table's headings, and are not declared."""
    declared = {cell for one in (*layout.fields.values(), *layout.labels.values()) for cell in cells_of(one)}
    tops = [place_of(one.label_cell)[0] for one in layout.fields.values()]
    above = layout.heading_row - 1 if layout.heading_row else min(tops, default=0)
    for label in find_labels(sheet, merges, above):
        if label.name in {"fiscal_year", TITLED_YEAR} and label.answer.cell not in declared:
            yield label


def _of_a_form(sheet: Sheet, layout: Layout, merges: Merges) -> Iterator[Problem]:
    """Yield what stands on a form that is not read."""
    yield from _undeclared_labels(sheet, layout)
    yield from hidden_rows_problem(sheet, len(sheet.grid))
    yield from written_beside(sheet, layout, merges)


def _account(sheet: Sheet, layout: Layout, found: TableAccount) -> SheetAccount:
    """Say how a sheet was read."""
    return SheetAccount(
        sheet.number,
        sheet.name,
        SheetFate.DECLARED,
        (found,),
        layout=layout.name,
        facts=facts_of(sheet),
    )


def _form_account(layout: Layout, rows: int) -> TableAccount:
    """Say where the answers of a form were read: cells in place of a table's columns."""
    columns = tuple((answer.cell, answer.label, name) for name, answer in layout.fields.items())
    return TableAccount((1, 1), 0.0, columns, rows)


def _undeclared_columns(sheet: Sheet, layout: Layout, merges: Merges) -> Iterator[Problem]:
    """Yield a problem for each heading that the layout does not know: every column is taken, or told."""
    row = (layout.heading_row or 1) - 1
    declared = {column_of(one.column) for one in layout.columns.values()}
    for column in range(len(sheet.grid[row]) if row < len(sheet.grid) else 0):
        top, left = merges.anchor(row, column) or (row, column)
        text = sheet.grid[top][left]
        if column not in declared and left == column and text.strip() and not is_left_out((text,)):
            yield Problem(ProblemKind.UNKNOWN_HEADING, sheet.number, sheet.name, cell_name(top, column), text)


def _undeclared_labels(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """Yield a problem for each label of a form that the layout does not know, or not there.

    A second 項目番号 is another form beside the declared one; 評価 in so few words may stand anywhere.
    """
    answers = (*layout.fields.values(), *layout.labels.values())
    known = {cell for one in answers for cell in (one.label_cell, *cells_of(one))}
    known |= {mark.cell for mark in layout.marks}
    for position, label in labels_on(sheet).items():
        cell = cell_name(*position)
        is_strange = label.name not in layout.fields or not label.weak
        if label.part is Part.FIELD and is_strange and cell not in known and not is_hidden(sheet, position):
            yield Problem(ProblemKind.UNKNOWN_HEADING, sheet.number, sheet.name, cell, label.text)


def _differences(sheet: Sheet, layout: Layout) -> Iterator[Problem]:
    """Yield a problem for each label or heading that is not where the layout says."""
    answers = (*layout.fields.values(), *layout.labels.values())
    wrong = [(one.label_cell, one.label) for one in answers if not is_labelled(sheet, one)]
    wrong += [
        (f"{one.column}{layout.heading_row}", one.heading)
        for one in layout.columns.values()
        if layout.heading_row is not None
        and not same_text(_heading(sheet, one, layout.heading_row), one.heading)
    ]
    for cell, text in wrong:
        values = {"layout": layout.name, "expected": text}
        yield Problem(
            ProblemKind.UNLIKE_DECLARED_LAYOUT,
            sheet.number,
            sheet.name,
            cell,
            text_at(sheet, cell),
            stops_reading=True,
            values=values,
        )


def _heading(sheet: Sheet, column: LayoutColumn, row: int) -> str:
    """Return the last text of a column's heading: at the row, or above it where the cell is merged upwards."""
    texts = (text_at(sheet, f"{column.column}{at}") for at in range(row, max(row - _DEEPEST, 0), -1))
    return next((text for text in texts if text.strip()), "")


def _table(sheet: Sheet, layout: Layout) -> SheetTable | None:
    """Return the table that a layout declares, or nothing for a form."""
    if layout.kind is LayoutKind.FORM or layout.heading_row is None:
        return None
    columns = {name: column_of(one.column) for name, one in layout.columns.items()}
    inside = {name: column for name, column in columns.items() if sheet.grid and column < len(sheet.grid[0])}
    return SheetTable(
        top=layout.heading_row - 1,
        first_row=layout.heading_row,
        end_row=len(sheet.grid),
        columns=inside,
        units={name: unit for name, one in layout.columns.items() if (unit := _unit(one))},
        width=(min(columns.values()), max(columns.values())),
    )


def _unit(column: LayoutColumn) -> str:
    """Return the unit that a heading carries: `実績値（千円）`."""
    heading = heading_of((column.heading,))
    return heading.unit if heading else ""


def _row(sheet: Sheet, layout: Layout, merges: Merges) -> SheetRow:
    """Return the one row that a form is."""
    cells = {name: read_answer(sheet, merges, answer) for name, answer in layout.fields.items()}
    for name, cell in cells.items():
        if cell.text.strip() and (beside := second_answer(sheet, layout, merges, name)) is not None:
            cells[name] = doubted_answer(cell, cell_name(*beside))
    number = place_of(layout.fields["item_no"].cell)[0] + 1 if "item_no" in layout.fields else 1
    return SheetRow(sheet.number, sheet.name, number, cells)


def _has_text(row: SheetRow) -> bool:
    """Tell whether a form holds anything."""
    return any(cell.text.strip() for name, cell in row.cells.items() if name in HEADINGS)
