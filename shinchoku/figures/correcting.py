"""Corrections applied: the progress of a year with its corrected values, and what has lapsed.

A correction counts while the department's own sheet still says the value that it corrects. Once the sheet
says something else, or the two together would break a rule that the sheet alone keeps, it has lapsed: what
the department says counts, and somebody has to be told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from schemas.codes import CodeList
from shinchoku.checks.findings import Finding
from shinchoku.checks.judging import findings_on
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
    corrected: list[ItemProgress] = []
    lapsed: list[Lapse] = []
    for progress_of_item in progress:
        here = by_item.pop(progress_of_item.item.no, [])
        done, gone = _corrected(plan, progress_of_item, here)
        corrected.append(done)
        lapsed += gone
    lapsed += [Lapse(one, LapseReason.NOT_REPORTED) for rest in by_item.values() for one in rest]
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
    before = {finding.fingerprint for finding in findings_on(plan, row)}
    found = findings_on(plan, _rewritten_by_all(plan, progress.item, row, corrections))
    return [finding for finding in found if finding.is_error and finding.fingerprint not in before]


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


def _corrected(
    plan: Plan, progress: ItemProgress, corrections: Sequence[Correction]
) -> tuple[ItemProgress, list[Lapse]]:
    """Apply what still counts of an item's corrections, in the order of their numbers."""
    row = progress.as_reported
    plain = replace(progress, row=row, reported=None, corrections=())
    if row is None:
        return plain, [Lapse(correction, LapseReason.NOT_REPORTED) for correction in corrections]
    known = tables_by_field(progress.item)
    bound = [c for c in corrections if c.field in known and reported_value(progress, c.field) == c.old_value]
    lapsed = [Lapse(c, LapseReason.VALUE_CHANGED) for c in corrections if c not in bound]
    newest = tuple({correction.field: correction for correction in bound}.values())
    if not newest:
        return plain, lapsed
    if new_errors(plan, progress, newest):
        return plain, [*lapsed, *(Lapse(c, LapseReason.CONTRADICTED) for c in newest)]
    final = _rewritten_by_all(plan, progress.item, row, newest)
    told = "／".join(dict.fromkeys(read_text(correction.reason).text for correction in newest))
    final = replace(final, texts={**final.texts, "revision_reason": told})
    return replace(plain, row=final, reported=row, corrections=newest), lapsed


def _rewritten_by_all(plan: Plan, item: ActionItem, row: Row, corrections: Iterable[Correction]) -> Row:
    """Return a row with every one of its corrections."""
    for correction in corrections:
        row = rewritten(plan, item, row, correction)
    return row
