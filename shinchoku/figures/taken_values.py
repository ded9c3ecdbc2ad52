"""Every value that was taken from a sheet: what it is, where it stands, what was done to it, whether it counts.

The same list is printed by `shinchoku check`, stands in its document and on the page of the check before
submitting, so that a department can hold it against its own sheet before anything is published.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.codes import ITEM_NO, AchievementStatus, MissingReason
from schemas.headings import CONTEXT_FIGURES, FIGURES, HEADINGS, NARRATIVE
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.personal_data import shown
from shinchoku.figures.source_columns import source_column, tables_by_field
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, TypedCells, compared_field, read_cells
from shinchoku.intake.sheets import CellText
from shinchoku.intake.steps import Step
from shinchoku.intake.submissions import Submission
from shinchoku.intake.units import same_unit
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded

REASON = "_missing"
"""What a figure's name ends in where a reason was taken in place of a figure: `actual_value_missing`."""
_BEFORE = ("item_no", "item_name", "indicator_name", "unit", *CONTEXT_FIGURES, "achievement_status")
_COLUMNS = (*_BEFORE, *FIGURES, *NARRATIVE)
REPORTED = ("achievement_status", *FIGURES, *NARRATIVE)
"""The columns that a department reports anew each time; the others are the register's."""
_NOWHERE = CellText("", "")


@dataclass(frozen=True, slots=True)
class TakenValue:
    """One value as it would be published, with the cell it comes from; suspected personal data is not in it.

    `field` is a column of `schemas.headings`; a reason that stands in place of a figure has the figure's name
    and `_missing`. `unit` is the register's, for figures only. `accepted` says that the row counts (no error
    on it, its place settled) and that this is what is published of the item: of a target, a unit or a name,
    where it is the register's; never of a figure that has no place in the published tables.
    """

    item_no: str
    field: str
    value: str
    unit: str
    raw: str
    sheet: str
    cell: str
    steps: tuple[Step, ...]
    accepted: bool

    @property
    def name(self) -> Bilingual:
        """The name of the field as people read it."""
        name = field_name(self.field)
        if not self.field.endswith(REASON):
            return name
        return Bilingual(f"{name.ja}がない理由", f"reason for no {name.en}")

    @property
    def words(self) -> Bilingual:
        """The value as people read it: the label of a code, a figure with its unit, a text."""
        if self.field == "achievement_status":
            status = AchievementStatus.of(self.value)
            return Bilingual(status.label_ja, status.label_en)
        if self.field.endswith(REASON):
            reason = MissingReason.of(self.value)
            return Bilingual(reason.label_ja, reason.label_en)
        return Bilingual(f"{self.value}{self.unit}", f"{self.value} {self.unit}".rstrip())


def field_name(field: str) -> Bilingual:
    """Return the name of a field as people read it; of a reason, that of the figure which it stands for."""
    column = field.removesuffix(REASON)
    return Bilingual(HEADINGS[column][0], column.replace("_", " "))


def taken_values(plan: Plan, submission: Submission, rows: Iterable[CheckedRow]) -> tuple[TakenValue, ...]:
    """Return the values of one received content in the order of its rows; `rows` are those that were checked.

    Where it could not be told whose the content is, nothing of it was checked: its values are listed all the
    same, and none is accepted.
    """
    own = [one for one in rows if one.appearance == submission.appearance]
    if own:
        return tuple(value for one in own for value in values_of_row(plan, one))
    year = submission.placement.fiscal_year
    unplaced = (read_cells(plan, source, year) for source in submission.reading.rows)
    return tuple(value for cells in unplaced for value in _of_cells(plan, cells, frozenset()))


def values_of_row(plan: Plan, checked: CheckedRow) -> Iterator[TakenValue]:
    """Yield the values of a row that was checked: those of its cells, in the order of `schemas.headings`."""
    row, item = checked.row, checked.row.item(plan)
    counts = _counting(row, item) if checked.is_accepted and item is not None else frozenset()
    yield from _of_cells(plan, row, counts)


def _of_cells(plan: Plan, cells: TypedCells | Row, counts: frozenset[str]) -> Iterator[TakenValue]:
    """Yield the values of a row; those named in `counts` are accepted."""
    item = plan.items_by_no.get(cells.item_no)
    unit = item.indicator.unit if item and item.indicator else ""
    for column in _COLUMNS:
        field, value = _value(cells, column)
        if not value:
            continue
        cell = cells.source.cells.get(column, _NOWHERE)
        yield TakenValue(
            item_no=shown(cells.item_no),
            field=field,
            value=shown(value),
            unit=unit if column in FIGURES or column in CONTEXT_FIGURES else "",
            raw=shown(cell.raw),
            sheet=shown(cells.source.sheet_name),
            cell=cell.cell,
            steps=tuple(_as_shown(step) for step in cells.steps[column]),
            accepted=field in counts,
        )


def _value(cells: TypedCells | Row, column: str) -> tuple[str, str]:
    """Return under which name a column's value is listed, and the value; empty where none was taken."""
    if column == "item_no":
        return column, cells.item_no if ITEM_NO.fullmatch(cells.item_no) else ""
    if column == "achievement_status":
        return column, cells.status or ""
    if column in cells.texts:
        return column, cells.texts[column]
    read = cells.reads[column]
    if read.value is not None:
        return column, plain_figure(read.value)
    return f"{column}{REASON}", read.missing if read.missing and cells.source.text(column).strip() else ""


def _counting(row: Row, item: ActionItem) -> frozenset[str]:
    """Return the names of the values of an accepted row that are what is published of its item."""
    fields = {source_column(item, field) for field in tables_by_field(item)} | {"item_no"}
    if item.indicator is not None:
        fields.add(f"{compared_field(item)}{REASON}")
    return frozenset(fields | set(_as_registered(row, item)))


def _as_registered(row: Row, item: ActionItem) -> Iterator[str]:
    """Yield the columns that the register decides and in which the row says the same."""
    if folded(row.texts["item_name"]) == folded(item.name):
        yield "item_name"
    indicator = item.indicator
    if indicator is None:
        return
    if folded(row.texts["indicator_name"]) == folded(indicator.name):
        yield "indicator_name"
    if same_unit(row.texts["unit"], indicator.unit):
        yield "unit"
    for column, registered in (
        ("target_value", indicator.targets.get(row.round.fiscal_year)),
        ("baseline_value", indicator.baseline_value),
    ):
        if registered is not None and row.reads[column].value == registered:
            yield column


def _as_shown(step: Step) -> Step:
    """Return a step without suspected personal data."""
    return Step(step.kind, shown(step.before), shown(step.after), step.where)
