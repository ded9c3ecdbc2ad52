"""Typed rows: what a department says of an item, with the cells it came from and what was done to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from schemas.codes import ITEM_NO, AchievementStatus
from schemas.headings import CONTEXT_FIGURES, FIGURES, HEADINGS, TEXTS, of_year
from shinchoku.intake.cells import parse_status, read_text, says_something
from shinchoku.intake.dates import parse_date
from shinchoku.intake.numbers import FigureRead
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Appearance, CellText, SheetRow
from shinchoku.intake.stated_units import read_with_its_unit
from shinchoku.intake.steps import Step, StepKind, Trail
from shinchoku.register.entries import ActionItem, Department, Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.register.plan import Plan

_EMPTY = CellText("", "")


@dataclass(frozen=True, slots=True)
class Row:
    """What one department says of one item in one round, in one received file.

    A figure is `None` when its cell has none: `reads` says whether it is empty, missing for a stated
    reason, or could not be read; in the last case a rule has failed and the row is not accepted. Texts
    are as they would be published.
    """

    appearance: Appearance
    source: SheetRow
    round: Round
    department: Department
    item_no: str
    status: AchievementStatus | None
    figures: Mapping[str, Decimal | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    reads: Mapping[str, FigureRead] = field(default_factory=dict)
    steps: Mapping[str, tuple[Step, ...]] = field(default_factory=dict)
    """Everything that was done to each cell, from its raw text to its value."""

    @property
    def content(self) -> tuple[object, ...]:
        """What the row says, whoever and wherever it was: equal rows contradict nothing."""
        return (
            self.status,
            *(self._said(name) for name in FIGURES),
            *(self.texts[name] for name in TEXTS),
        )

    def _said(self, name: str) -> object:
        """Return what a figure's cell says: a value, why there is none, or what could not be read."""
        read = self.reads[name]
        if read.value is not None:
            return read.value
        return read.missing or self.source.text(name).strip()

    @property
    def has_item_no(self) -> bool:
        """Whether the item number has a valid form, registered or not."""
        return bool(ITEM_NO.fullmatch(self.item_no))

    def item(self, plan: Plan) -> ActionItem | None:
        """Return the register's item that the row is about, if there is one."""
        return plan.items_by_no.get(self.item_no)

    def compared_value(self, item: ActionItem) -> Decimal | None:
        """Return the figure that the item's target is compared with: the running total if cumulative."""
        if item.indicator is None:
            return None
        return self.figures[compared_field(item)]


def compared_field(item: ActionItem) -> str:
    """Name the column that holds the figure an item's target is compared with."""
    cumulative = item.indicator is not None and item.indicator.accumulation == "cumulative"
    return "cumulative_value" if cumulative else "actual_value"


@dataclass(frozen=True, slots=True)
class TypedCells:
    """What the cells of a sheet row say, whosever row it is: see `Row` for the fields."""

    source: SheetRow
    item_no: str
    status: AchievementStatus | None
    figures: Mapping[str, Decimal | None]
    texts: Mapping[str, str]
    reads: Mapping[str, FigureRead]
    steps: Mapping[str, tuple[Step, ...]]


def read_row(plan: Plan, appearance: Appearance, source: SheetRow, round_: Round, by: Department) -> Row:
    """Give a sheet row its types, as a row of one department in one round."""
    cells = read_cells(plan, source, round_.fiscal_year)
    return Row(
        appearance=appearance,
        source=cells.source,
        round=round_,
        department=by,
        item_no=cells.item_no,
        status=cells.status,
        figures=cells.figures,
        texts=cells.texts,
        reads=cells.reads,
        steps=cells.steps,
    )


def read_cells(plan: Plan, source: SheetRow, year: FiscalYear | None) -> TypedCells:
    """Give the cells of a sheet row their types; without a year, columns of several years say nothing."""
    source = _of_the_year(source, _only_year(source) if year is None else year)
    item_no = Trail(source.text("item_no"))
    item_no.to(StepKind.ITEM_NO, normalize_item_no(item_no.text))
    item = plan.items_by_no.get(item_no.text)
    unit = item.indicator.unit if item and item.indicator else ""
    reads = {
        name: read_with_its_unit(source, name, unit, plan.reporting.symbols)
        for name in (*FIGURES, *CONTEXT_FIGURES)
    }
    status, status_steps = parse_status(source.text("achievement_status"), plan.reporting.scale)
    texts = {name: _text(name, source) for name in TEXTS}
    done = {
        "item_no": item_no.steps,
        "achievement_status": status_steps,
        **{name: read.steps for name, read in reads.items()},
        **{name: trail.steps for name, trail in texts.items()},
    }
    return TypedCells(
        source=source,
        item_no=item_no.text,
        status=status,
        figures={name: reads[name].value for name in FIGURES},
        texts={name: trail.text for name, trail in texts.items()},
        reads=reads,
        steps={name: (*source.cells.get(name, _EMPTY).steps, *steps) for name, steps in done.items()},
    )


def _only_year(source: SheetRow) -> FiscalYear | None:
    """Return the one year that the headings of a row's columns name, if there is one."""
    years = {name.partition("@")[2] for name in source.cells if "@" in name}
    return FiscalYear(int(years.pop())) if len(years) == 1 else None


def _of_the_year(source: SheetRow, year: FiscalYear | None) -> SheetRow:
    """Let the columns that carry a year in their heading stand for what that year is to the round.

    The column 実績値 of 令和5年度 is the actual value where FY2023 is reported, and last year's where
    FY2024 is; columns of other years say nothing of this round.
    """
    if not any("@" in name for name in source.cells):
        return source
    cells = {name: cell for name, cell in source.cells.items() if "@" not in name}
    if year is None:
        return replace(source, cells=cells)
    for name in HEADINGS:
        if (cell := source.cells.get(of_year(name, year.year))) is not None:
            cells[name] = _undisputed(cell, cells.get(name))
    if (cell := source.cells.get(of_year("actual_value", year.year - 1))) is not None:
        cells.setdefault("previous_value", cell)
    return replace(source, cells=cells)


def _undisputed(own: CellText, other: CellText | None) -> CellText:
    """Return the cell of the year's own column; where a column without a year says otherwise, it is doubted."""
    if other is None or not other.text.strip() or other.text.strip() == own.text.strip():
        return own
    return own._replace(marks=(*own.marks, ProblemKind.COLUMNS_DISAGREE)) if own.text.strip() else other


def _text(name: str, source: SheetRow) -> Trail:
    """Return a text as it is published; a date in it that is nothing but a date is written as ISO."""
    trail = read_text(source.text(name))
    if name == "confirmation_expected" and (found := parse_date(trail.text)):
        trail.to(StepKind.DATE, found)
    return trail


def contract_record(row: Row, row_id: int) -> dict[str, object]:
    """Return a row as the contract of `schemas.status_sheet` takes it: typed, or raw if untyped."""
    return {
        "row_id": row_id,
        "item_no": row.item_no or None,
        "achievement_status": row.status or row.source.text("achievement_status").strip() or None,
        **{name: figure_or_raw(row, name) for name in FIGURES},
        "result_text": _statement(row.texts["result_text"]),
        "reason_not_achieved": _statement(row.texts["reason_not_achieved"]),
    }


def figure_or_raw(row: Row, name: str) -> Decimal | str | None:
    """Return a figure, or the raw text that is none, or nothing where there is no figure to read.

    A cell whose problem is of a kind of its own is not reported a second time as no number.
    """
    read = row.reads[name]
    if read.problem is ProblemKind.NOT_A_NUMBER:
        return row.source.text(name).strip()
    return read.value


def _statement(text: str) -> str | None:
    """Return text that says something: a lone dash in a required cell is an empty cell."""
    return text if says_something(text) else None
