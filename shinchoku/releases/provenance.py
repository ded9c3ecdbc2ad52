"""From a published value back to the cell it came from, with everything that was done to it on the way.

Pure: rows, choices, findings and releases in, a trace out. What has no cell is said, not guessed: a value
that waits, one that was not accepted, one that nobody reported.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from schemas.codes import AchievementStatus
from schemas.headings import HEADINGS, field_of_heading
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.findings import Finding
from shinchoku.figures.applied_corrections import correction_rows, with_corrections
from shinchoku.figures.corrections import Correction
from shinchoku.figures.progress import ItemProgress, progress_of
from shinchoku.figures.source_columns import published_text, source_column, tables_by_field
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.intake.rows import Row, compared_field, read_row
from shinchoku.intake.sheets import CellText
from shinchoku.intake.submissions import ItemKey, Submission
from shinchoku.intake.supersession import Choice
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Release
from shinchoku.releases.trace import Origin, PublishedValue, Standing, Trace

_EMPTY = CellText("", "")


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that a trace is taken from."""

    plan: Plan
    as_of: date
    rows: Sequence[Row]
    choices: Mapping[ItemKey, Choice[CheckedRow]]
    findings: Sequence[Finding]
    history: Sequence[Release]
    contents: Mapping[str, YearContent]
    holds: Mapping[FiscalYear, tuple[Bilingual, ...]]
    corrections: Sequence[Correction] = ()
    """Every correction that was recorded and not taken back."""
    came: Collection[ItemKey] = frozenset()
    """The items that something which could not be taken, read or placed may report."""


def rows_of(plan: Plan, submissions: Sequence[Submission]) -> Iterator[Row]:
    """Yield every row that could be placed, accepted or not."""
    for submission in submissions:
        placement = submission.placement
        if placement.is_settled and placement.round and placement.department:
            for source in submission.reading.rows:
                yield read_row(plan, submission.appearance, source, placement.round, placement.department)


def traced_fields(item: ActionItem) -> dict[str, str]:
    """Return the published columns of an item that come from a sheet, and the table of each."""
    return tables_by_field(item)


def field_named(item: ActionItem, text: str) -> str | None:
    """Return the published column that a name or a heading of the sheets means: `actual_value`, 実績値, 累計."""
    fields = traced_fields(item)
    if text in fields:
        return text
    named = text if text in HEADINGS else field_of_heading(text)
    if named == "cumulative_value" and item.indicator and compared_field(item) == named:
        return "actual_value"
    return named if named in fields else None


def trace(record: Record, year: FiscalYear, item: ActionItem, field: str) -> Trace:
    """Follow one published column of an item back to its cells."""
    table = traced_fields(item)[field]
    publications = tuple(_publications(record, year, item, table, field))
    current = _current(record, year, item, field)
    rejected = tuple(_rejected(record, year, item, field))
    return Trace(
        year,
        item,
        table,
        field,
        _standing(record, year, item, publications, current, rejected),
        publications,
        current,
        rejected,
        tuple(_unread(record, year, item)),
        record.holds.get(year, ()),
    )


def _standing(
    record: Record,
    year: FiscalYear,
    item: ActionItem,
    publications: Sequence[PublishedValue],
    current: Origin | None,
    rejected: Sequence[Origin],
) -> Standing:
    """Say what became of the value."""
    released = [one for one in publications if one.version == record.history[-1].version]
    was_reported = bool(released) and _is_reported(record, year, item)
    if was_reported:
        waits = current is not None and current.value != released[-1].value
        return Standing.REVISION_WAITS if waits else Standing.RELEASED
    if current is not None:
        return Standing.WAITS
    if rejected:
        return Standing.NOT_ACCEPTED
    progress = _progress_today(record, year, item)
    is_in_review = progress is not None and progress.status is AchievementStatus.IN_REVIEW
    return Standing.UNREAD if is_in_review else Standing.UNREPORTED


def _is_reported(record: Record, year: FiscalYear, item: ActionItem) -> bool:
    """Tell whether the newest release has a report of the item."""
    content = record.contents[record.history[-1].years[year].digest]
    rows = (row for row in content.table("progress") if row["item_no"] == item.no)
    missing = {AchievementStatus.IN_REVIEW, AchievementStatus.UNREPORTED}
    return any(row["achievement_status"] not in missing for row in rows)


def _publications(
    record: Record, year: FiscalYear, item: ActionItem, table: str, field: str
) -> Iterator[PublishedValue]:
    """Yield the value in each release that carries the year."""
    for release in record.history:
        entry = release.years.get(year)
        if entry is None:
            continue
        content = record.contents[entry.digest]
        value = next((row[field] for row in content.table(table) if row["item_no"] == item.no), None)
        if value is None:
            continue
        key = (table, item.no, field)
        rows = content.table("provenance")
        source = next((r for r in rows if (r["table_name"], r["item_no"], r["field"]) == key), None)
        origin = _origin_of(record, year, item, field, source) if source else None
        corrected = _correction_among(content.table("corrections"), item, field)
        if origin and corrected:
            origin = replace(origin, value=value, correction=corrected)
        yield PublishedValue(
            release.version, release.as_of, release.withdrawn, value, source, origin, corrected
        )


def _origin_of(
    record: Record, year: FiscalYear, item: ActionItem, field: str, source: TextRow
) -> Origin | None:
    """Return the row that a release's provenance names, if the file still reads as it did."""
    column = source_column(item, field)
    wanted = (source["sha256"], source["sheet_number"], source["cell"], source["received_on"])
    for row in record.rows:
        where = row.appearance
        cell = row.source.cells.get(column, _EMPTY).cell
        named = (where.sha256, str(row.source.sheet_number), cell, where.as_of.isoformat())
        if named == wanted and row.item_no == item.no and row.round.fiscal_year == year:
            carried = _carried(record, row)
            return Origin(
                row, column, published_text(row, item, field), _findings_on(record, row, column), carried
            )
    return None


def _current(record: Record, year: FiscalYear, item: ActionItem, field: str) -> Origin | None:
    """Return the origin of the value that counts today."""
    progress = _progress_today(record, year, item)
    if progress is None or progress.row is None or progress.as_reported is None:
        return None
    row, column = progress.as_reported, source_column(item, field)
    return Origin(
        row,
        column,
        published_text(progress.row, item, field),
        _findings_on(record, row, column),
        progress.carried_from,
        correction=_correction_among(correction_rows(record.plan, year, [progress]), item, field),
    )


def _progress_today(record: Record, year: FiscalYear, item: ActionItem) -> ItemProgress | None:
    """Return where an item stands today, with its corrections."""
    rounds = record.plan.rate_rounds(year, record.as_of)
    found = (p for p in progress_of(record.plan, year, rounds, record.choices, record.came) if p.item == item)
    return next(iter(with_corrections(record.plan, year, tuple(found), record.corrections).progress), None)


def _correction_among(corrections: Table, item: ActionItem, field: str) -> TextRow | None:
    """Return the correction of a column; the reason of a revision is that of the item's last correction."""
    of_item = [row for row in corrections if row["item_no"] == item.no]
    if field == "revision_reason":
        return of_item[-1] if of_item else None
    return next((row for row in of_item if row["field"] == field), None)


def _rejected(record: Record, year: FiscalYear, item: ActionItem, field: str) -> Iterator[Origin]:
    """Yield what the newest files say of an item and was not accepted."""
    column = source_column(item, field)
    for asked in record.plan.rate_rounds(year, record.as_of):
        choice = record.choices.get((asked.id, item.no))
        for one in choice.newest if choice else ():
            if not one.is_accepted:
                value = published_text(one.row, item, field)
                findings = _cell_first(one.findings, column)
                yield Origin(one.row, column, value, findings, is_accepted=False)


def _unread(record: Record, year: FiscalYear, item: ActionItem) -> Iterator[Finding]:
    """Yield why files that could have reported an item were not read."""
    asked = {
        (one.id, record.plan.reporting_department(item, one).code)
        for one in record.plan.rate_rounds(year, record.as_of)
    }
    for finding in record.findings:
        if finding.stops_reading and (finding.place.round_id, finding.place.department) in asked:
            yield finding


def _carried(record: Record, row: Row) -> date | None:
    """Return the night of a row that counts although newer word on its item was not accepted."""
    choice = record.choices.get((row.round.id, row.item_no))
    return choice.carried_from if choice and choice.row and choice.row.row == row else None


def _findings_on(record: Record, row: Row, column: str) -> tuple[Finding, ...]:
    """Return what lies on a row, what lies on the cell first."""
    on_row = [
        finding
        for finding in record.findings
        if finding.place.item_no == row.item_no
        and (finding.place.sha256, finding.place.path) == (row.appearance.sha256, row.appearance.path)
        and finding.place.sheet_number == row.source.sheet_number
    ]
    return _cell_first(on_row, column)


def _cell_first(findings: Sequence[Finding], column: str) -> tuple[Finding, ...]:
    """Order findings: those on a column before those on the rest of the row."""
    return tuple(sorted(findings, key=lambda finding: finding.place.field != column))
