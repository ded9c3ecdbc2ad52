"""What a version changed of the one before it, as its own tables tell: nobody needs the older package for it."""

from collections.abc import Mapping, Sequence

from schemas.codes import RevisionKind
from schemas.contract import OF_EVERY_TABLE
from schemas.published import TABLES
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.releases.changes import COMPARED, RowChange
from shinchoku.releases.history import version_order
from shinchoku.releases.row_key import key_in, row_key_of


def changes_told(
    tables: Mapping[str, Table], release: str, fiscal_year: str, among: Sequence[str] = COMPARED
) -> list[RowChange]:
    """Return every row of a year that a release added, changed or took away, in the order of the revisions.

    `among` are the tables that are asked about.

    Raises:
        KeyError: if a row that was revised is not there.
    """
    rows: dict[tuple[str, str], list[TextRow]] = {}
    for row in tables["revisions"]:
        is_told = row["version"] == release and row["fiscal_year"] == fiscal_year
        is_change = row["revision_kind"] != RevisionKind.CORRECTED_BEFORE_RELEASE
        if is_told and is_change and row["table_name"] in among:
            rows.setdefault((row["table_name"], row["row_key"]), []).append(row)
    standing = {
        (table, row_key_of(table, row)): row
        for table in {table for table, _ in rows}
        for row in tables[table]
        if row["fiscal_year"] == fiscal_year
    }
    return [_change(*place, values, standing) for place, values in rows.items()]


def _change(
    table: str, row_key: str, values: list[TextRow], standing: Mapping[tuple[str, str], TextRow]
) -> RowChange:
    """Return one changed row from the revisions of its values."""
    before = {one["field"]: one["old_value"] for one in values}
    key = key_in(row_key)
    match RevisionKind.of(values[0]["revision_kind"]):
        case RevisionKind.REMOVED:
            names = {name: values[0][name] for name in OF_EVERY_TABLE}
            named = {**names, **dict(zip(TABLES[table].key_within_year, key, strict=True)), **before}
            columns = TABLES[table].columns
            return RowChange(table, key, {name: named.get(name, "") for name in columns}, None)
        case RevisionKind.ADDED:
            return RowChange(table, key, None, standing[table, row_key])
        case _:
            row = standing[table, row_key]
            return RowChange(table, key, {**row, **before}, row)


def moves_more_than_points(change: RowChange) -> bool:
    """Tell whether anything else than the difference from the year before changed."""
    return change.kind is not RevisionKind.CHANGED or any(
        one.field != "rate_change_points" for one in change.fields
    )


def as_first_released(tables: Mapping[str, Table], table: str, row: TextRow) -> TextRow:
    """Return a row as its first release had it: every revision of its values undone, the newest first."""
    place = (row["fiscal_year"], table, row_key_of(table, row))
    revised = [
        one
        for one in tables["revisions"]
        if (one["fiscal_year"], one["table_name"], one["row_key"]) == place
        and one["revision_kind"] != RevisionKind.CORRECTED_BEFORE_RELEASE
    ]
    for one in sorted(revised, key=lambda one: version_order(one["version"]), reverse=True):
        row = {**row, one["field"]: one["old_value"]}
    return row


def year_of(tables: Mapping[str, Table], fiscal_year: str) -> YearContent:
    """Return the rows of a year."""
    return YearContent(
        {
            name: tuple(row for row in rows if row["fiscal_year"] == fiscal_year)
            for name, rows in tables.items()
        },
        {},
    )
