"""Corrections applied: the progress of a year with its corrected values, and what has lapsed.

A correction counts while the department's own sheet still says the value that it corrects. Once the sheet
says something else, or the two together would break a rule that the sheet alone keeps, it has lapsed: what
the department says counts, and somebody has to be told. So corrections make rows first; these are then judged like
any other, beside those that they were made of.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.codes import CodeList
from shinchoku.checks.findings import Finding
from shinchoku.checks.row_validation import findings_on
from shinchoku.figures.corrections import Correction, rewritten
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.source_columns import published_text, tables_by_field
from shinchoku.figures.tables import Table, key_columns
from shinchoku.intake.cells import read_text
from shinchoku.intake.rows import Row
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


class LapseReason(CodeList):
    """Why a correction no longer counts."""

    VALUE_CHANGED = "value_changed", "シートの値が変わりました", "The sheet says another value"
    CONTRADICTED = (
        "contradicted",
        "その後に提出された内容と矛盾します",
        "It contradicts what was submitted since",
    )
    NOT_REPORTED = "not_reported", "受理した行がありません", "No accepted row"


@dataclass(frozen=True, slots=True)
class Lapse:
    """A correction that no longer counts, and why."""

    correction: Correction
    reason: LapseReason


@dataclass(frozen=True, slots=True)
class Corrected:
    """The progress of a year with its corrections, and the corrections that lapsed, by number."""

    progress: tuple[ItemProgress, ...]
    lapsed: tuple[Lapse, ...]


def with_corrections(
    plan: Plan, year: FiscalYear, progress: Sequence[ItemProgress], corrections: Iterable[Correction]
) -> Corrected:
    """Apply the corrections of a year to its progress, always from what the sheets say.

    Of several corrections of one value the newest counts; the older ones have not lapsed, they are replaced.
    """
    by_item: dict[str, list[Correction]] = defaultdict(list)
    for one in sorted(corrections, key=lambda correction: correction.number):
        if one.fiscal_year == year:
            by_item[one.item_no].append(one)
    bound = [_bound(plan, one, by_item.pop(one.item.no, [])) for one in progress]
    rows = {one.plain.item.no: (one.plain.row, one.row) for one in bound if one.plain.row and one.row}
    errors = _errors_brought_in(plan, list(rows.values()))
    refused = {no for no, found in zip(rows, errors, strict=True) if found}
    lapsed = [
        *(lapse for one in bound for lapse in one.lapsed),
        *(
            Lapse(correction, LapseReason.CONTRADICTED)
            for one in bound
            if one.plain.item.no in refused
            for correction in one.corrections
        ),
        *(Lapse(one, LapseReason.NOT_REPORTED) for rest in by_item.values() for one in rest),
    ]
    corrected = [one.plain if one.plain.item.no in refused else _applied(one) for one in bound]
    return Corrected(tuple(corrected), tuple(sorted(lapsed, key=lambda lapse: lapse.correction.number)))


def reported_value(progress: ItemProgress, field: str) -> str:
    """Return what the accepted sheet says of a published column: the value that a correction binds to."""
    row = progress.as_reported
    return "" if row is None else published_text(row, progress.item, field)


def new_errors(plan: Plan, progress: ItemProgress, corrections: Iterable[Correction]) -> list[Finding]:
    """Return the errors that the row of an item has with corrections and has not without them."""
    row = progress.as_reported
    if row is None:
        return []
    (errors,) = _errors_brought_in(plan, [(row, _rewritten_by_all(plan, progress.item, row, corrections))])
    return errors


def correction_rows(plan: Plan, year: FiscalYear, progress: Iterable[ItemProgress]) -> Table:
    """Return the corrections behind a year's values: the sheet's value beside the published one."""
    return tuple(
        {
            **key_columns(plan, year),
            "table_name": tables_by_field(one.item)[correction.field],
            "item_no": one.item.no,
            "field": correction.field,
            "correction_no": str(correction.number),
            "old_value": correction.old_value,
            "new_value": published_text(row, one.item, correction.field),
            "reason": read_text(correction.reason).text,
            "evidence": read_text(correction.evidence).text,
            "recorded_on": correction.recorded_on.isoformat(),
            "recorded_by_role": correction.recorded_by_role,
        }
        for one in progress
        if (row := one.row) is not None
        for correction in one.corrections
    )


@dataclass(frozen=True, slots=True)
class _Bound:
    """The progress of an item as its sheet has it, and the row that its corrections make of it, if any still binds."""

    plain: ItemProgress
    corrections: tuple[Correction, ...] = ()
    row: Row | None = None
    lapsed: tuple[Lapse, ...] = ()


def _bound(plan: Plan, progress: ItemProgress, corrections: Sequence[Correction]) -> _Bound:
    """Make the corrected row of an item, of those corrections that bind to what its sheet says."""
    row = progress.as_reported
    plain = replace(progress, row=row, reported=None, corrections=())
    if row is None:
        return _Bound(plain, lapsed=tuple(Lapse(c, LapseReason.NOT_REPORTED) for c in corrections))
    known = tables_by_field(progress.item)
    binding = [
        c for c in corrections if c.field in known and reported_value(progress, c.field) == c.old_value
    ]
    lapsed = tuple(Lapse(c, LapseReason.VALUE_CHANGED) for c in corrections if c not in binding)
    newest = tuple({correction.field: correction for correction in binding}.values())
    if not newest:
        return _Bound(plain, lapsed=lapsed)
    return _Bound(plain, newest, _rewritten_by_all(plan, progress.item, row, newest), lapsed)


def _errors_brought_in(plan: Plan, changes: Sequence[tuple[Row, Row]]) -> list[list[Finding]]:
    """Return the errors that each row has as changed and has not as it is; all rows are judged at once."""
    found = findings_on(plan, [row for change in changes for row in change])
    return [
        [one for one in after if one.is_error and one.fingerprint not in {old.fingerprint for old in before}]
        for before, after in zip(found[::2], found[1::2], strict=True)
    ]


def _applied(one: _Bound) -> ItemProgress:
    """Return the progress of an item with its corrected row, and why it was corrected."""
    if one.row is None:
        return one.plain
    told = "／".join(dict.fromkeys(read_text(correction.reason).text for correction in one.corrections))
    row = replace(one.row, texts={**one.row.texts, "revision_reason": told})
    return replace(one.plain, row=row, reported=one.plain.row, corrections=one.corrections)


def _rewritten_by_all(plan: Plan, item: ActionItem, row: Row, corrections: Iterable[Correction]) -> Row:
    """Return a row with every one of its corrections."""
    for correction in corrections:
        row = rewritten(plan, item, row, correction)
    return row
