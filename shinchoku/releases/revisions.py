"""The revisions: every published value that a later version changed, added or took away.

The rows of a version are exactly what turns the tables of the version before into its own, for every year
that had been public: a value that comes has no old value, one that goes no new one, and a row without any
value is not there. A correction of a value that was never public stands beside them under a kind of its own.
"""

from collections.abc import Callable, Iterator, Sequence

from schemas.codes import RevisionKind
from schemas.contract import OF_EVERY_TABLE
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.releases.as_published import VersionAsPublished, versions_as_published, year_before
from shinchoku.releases.changes import FieldChange, RowChange, compare
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.revision_reasons import Reasons, RevisedYear
from shinchoku.releases.row_key import row_key, row_key_of


def newest_with_revisions(
    history: Sequence[Release], content_of: Callable[[str], YearContent]
) -> tuple[VersionAsPublished, Table]:
    """Return the newest version as readers have it, and what every version so far revised, in one pass.

    The history has at least one release.
    """
    rows: list[TextRow] = []
    for version in versions_as_published(history, content_of):
        rows.extend(revisions_of(version))
    return version, tuple(rows)


def revisions_of(version: VersionAsPublished) -> Iterator[TextRow]:
    """Yield what a version revised of the one before it: old, new, when, why and which role."""
    release = version.release
    decided = {"version": release.version, "revised_on": release.as_of.isoformat()}
    for revised in _revised_years(version):
        for row in _rows(revised, is_first=revised.year not in version.had_been_public):
            yield {**row, **decided, "approved_by_role": revised.role}


def _revised_years(version: VersionAsPublished) -> Iterator[RevisedYear]:
    """Yield the years that may differ, each with the decisions behind it."""
    before = version.before.years if version.before else {}
    gone = {year: YearEntry("", Cause.ROLLBACK) for year in before}
    decisions = {**gone, **version.release.dropped, **version.release.years}
    fresh = {
        year: entry
        for year, entry in decisions.items()
        if year not in before or before[year].digest != entry.digest
    }
    for year in version.moved:
        old, new = version.years_before.get(year), version.years.get(year)
        yield RevisedYear(year, old, new, fresh.get(year), year_before(year, fresh))


def _rows(revised: RevisedYear, *, is_first: bool) -> Iterator[TextRow]:
    """Yield the values of a year that differ, and the new corrections that changed nothing public."""
    corrections = _new_corrections(revised.old, revised.new)
    reasons = Reasons(revised)
    for change in () if is_first else compare(revised.old, revised.new):
        key = row_key(change.table, change.key)
        for one in change.values:
            correction = corrections.pop((change.table, key, one.field), {})
            yield _revision(change, key, one, reasons.of(change, one.field), correction)
    for (table, key, field), row in corrections.items():
        change = RowChange(table, (), None, row)
        told = FieldChange(field, row["old_value"], row["new_value"])
        kind = RevisionKind.CORRECTED_BEFORE_RELEASE
        yield {**_revision(change, key, told, "", row), "revision_kind": kind}


def _new_corrections(old: YearContent | None, new: YearContent | None) -> dict[tuple[str, str, str], TextRow]:
    """Return the corrections that a year has anew, by the value that each replaces."""
    known = old.table("corrections") if old else ()
    return {
        (row["table_name"], row_key_of(row["table_name"], row), row["field"]): row
        for row in (new.table("corrections") if new else ())
        if row not in known
    }


def _revision(change: RowChange, key: str, told: FieldChange, reason: str, correction: TextRow) -> TextRow:
    """Return one revised value; what a correction was made for stands before any other reason."""
    row = change.new or change.old or {}
    return {
        **{name: row[name] for name in OF_EVERY_TABLE},
        "table_name": change.table,
        "row_key": key,
        "item_no": change.item_no,
        "field": told.field,
        "revision_kind": change.kind,
        "old_value": told.old,
        "new_value": told.new,
        "reason": correction.get("reason") or reason,
        "evidence": correction.get("evidence", ""),
        "correction_no": correction.get("correction_no", ""),
        "recorded_by_role": correction.get("recorded_by_role", ""),
    }
