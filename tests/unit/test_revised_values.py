"""Revisions held against the tables of a package, as whoever downloads it does."""

from __future__ import annotations

import pytest
from builders import content, day, fiscal, umibe
from builders.packages import packaged, verified

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.package.build import checksums
from shinchoku.package.csv_text import read_csv, write_csv
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.row_key import row_key

VERSIONS = [content("1 A; 2 B 90"), content("1 A; 2 A 110"), content("1 B; 2 A -5")]
BY_DIGEST = {one.digest: one for one in VERSIONS}


def package() -> dict[str, bytes]:
    """Return the files of a year that was revised twice, the first time on the day of its release."""
    history = [
        Release(version, day("06-01"), {fiscal(2023): YearEntry(one.digest, Cause.REVISION)})
        for version, one in zip(["2024-06-01", "2024-06-01.2", "2024-06-01.10"], VERSIONS, strict=True)
    ]
    return packaged(umibe(), history, BY_DIGEST.__getitem__)


def told_of(**changed: str) -> list[str]:
    """Return what is found once the last revision of No. 2's figure says something else."""
    files = package()
    _, rows = read_csv(files["revisions.csv"])
    of_figure = [row for row in rows if (row["row_key"], row["field"]) == ("item_no=2", "actual_value")]
    of_figure[-1].update(changed)
    made = {name: data for name, data in files.items() if name != "SHA256SUMS"}
    made["revisions.csv"] = write_csv(rows, column_types(TABLES["revisions"]))
    sealed = {**made, "SHA256SUMS": checksums(made)}
    return [
        f.message.en for f in verified(sealed) if f.file == "revisions.csv" and "hash" not in f.message.en
    ]


def test_what_was_revised_last_is_what_is_published() -> None:
    """Also of figures below zero, which are text in the revisions, and in the order of versions, not of text."""
    assert [fault for fault in verified(package()) if fault.file == "revisions.csv"] == []


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"new_value": "7"}, "is not what is published"),
        ({"old_value": "7"}, "is not the new value '110' of the revision before (2024-06-01.2)"),
        ({"table_name": "items_wide"}, "the table 'items_wide' has no value 'actual_value'"),
        ({"field": "actual"}, "has no value 'actual'"),
        ({"field": "item_no"}, "has no value 'item_no'"),
        ({"row_key": "key=2"}, "of a row 'key=2'"),
        ({"item_no": "3"}, "the item number '3' is not the one of the key"),
        ({"row_key": "item_no=9"}, "the item number '2' is not the one of the key"),
        ({"revision_kind": "added"}, "does not fit the values"),
        ({"revision_kind": "removed"}, "does not fit the values"),
        ({"revision_kind": "corrected_before_release"}, "does not fit the values"),
        ({"old_value": "'-5"}, "does not fit the values"),
        ({"version": "mañana"}, "cannot be recomputed"),
    ],
)
def test_a_revision_that_is_not_so_is_found(changed: dict[str, str], words: str) -> None:
    """Which value, which kind, from what, to what."""
    assert any(words in told for told in told_of(**changed))


def test_a_key_can_be_read_back_whatever_it_holds() -> None:
    """What separates is escaped within a value."""
    assert row_key("achievement", ("plan", "a;b=c%")) == "level=plan;key=a%3Bb%3Dc%25"
    assert row_key("progress", ("R6-7",)) == "item_no=R6-7"
