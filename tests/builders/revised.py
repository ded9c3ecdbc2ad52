"""The tables of a version as single values, and revisions applied to them as a reader would."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schemas.codes import RevisionKind
from schemas.published import TABLES

JOINED = {"achievement_items", "items_wide"}
"""Tables that only join or list what others say."""
BESIDE = {"revisions", "quality", "waivers", "provenance", "codes"}
"""Tables of record, and of words."""

Row = Mapping[str, str]
Cells = dict[tuple[str, str, str, str], str]
"""Fiscal year, table, key of the row, column → what is published; an empty cell is left out."""


def cells_of(tables: Mapping[str, Sequence[Row]]) -> Cells:
    """Take the tables of a package apart, from nothing but their contracts' keys."""
    cells: Cells = {}
    for name in TABLES.keys() - JOINED - BESIDE:
        key = [one for one in TABLES[name].primary_key if one not in TABLES["waivers"].primary_key[:3]]
        for row in tables[name]:
            at = ";".join(f"{one}={row[one]}" for one in key)
            for field, text in row.items():
                if text and field not in TABLES[name].primary_key:
                    cells[row["fiscal_year"], name, at, field] = text
    return cells


def revised_forwards(cells: Cells, revisions: Iterable[Row]) -> Cells:
    """Apply revisions to an older version."""
    return _applied(cells, revisions, "old_value", "new_value")


def revised_backwards(cells: Cells, revisions: Iterable[Row]) -> Cells:
    """Take revisions back from a newer version."""
    return _applied(cells, revisions, "new_value", "old_value")


def _applied(cells: Cells, revisions: Iterable[Row], before: str, after: str) -> Cells:
    """Replace each revised value, which must say what the revision says it said."""
    done = dict(cells)
    for row in revisions:
        if row["revision_kind"] != RevisionKind.CORRECTED_BEFORE_RELEASE:
            cell = row["fiscal_year"], row["table_name"], row["row_key"], row["field"]
            assert done.pop(cell, "") == row[before]
            if row[after]:
                done[cell] = row[after]
    return done
