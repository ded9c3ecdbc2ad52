"""What `check` says would be published of the demonstration's sheets is what its night published."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from golden.demonstration import DAY, INBOX, Demonstration

from shinchoku.figures.source_columns import source_column, tables_by_field
from shinchoku.figures.taken_values import REASON
from shinchoku.night.lint import Linted, lint

NOT_A_COLUMN_OF_ITS_OWN = {"item_no", "item_name", "indicator_name", "unit", "target_value", "baseline_value"}
"""What counts without a source of its own: the register has it too."""
Values = dict[str, str]


@pytest.fixture(scope="module")
def linted(first_night: Path) -> Linted:
    """The demonstration's files as `check` sees them, from its inbox."""
    with Demonstration(first_night).session() as session:
        files = sorted(path for path in INBOX.rglob("*") if path.is_file())
        names = {path: path.relative_to(INBOX).as_posix() for path in files}
        return lint(session.plan, names, date.fromisoformat(DAY))


def test_accepted_values_are_those_that_the_night_published(first_night: Path, linted: Linted) -> None:
    """Value by value, of every file whose row counts for an item: none more, none fewer."""
    demonstration = Demonstration(first_night)
    with demonstration.session() as session:
        items = session.plan.items_by_no
    accepted: dict[tuple[str, str], Values] = defaultdict(dict)
    for path, values in linted.values.items():
        sha256 = hashlib.sha256((INBOX / path).read_bytes()).hexdigest()
        for one in values:
            if one.accepted and one.field not in NOT_A_COLUMN_OF_ITS_OWN:
                accepted[sha256, one.item_no][one.field] = one.value
    rows = {
        (name, row["item_no"]): row
        for name in ("progress", "indicators")
        for row in demonstration.table(name)
    }
    published: dict[tuple[str, str], Values] = defaultdict(dict)
    for source in demonstration.table("provenance"):
        no, field = source["item_no"], source["field"]
        row = rows[source["table_name"], no]
        assert tables_by_field(items[no])[field] == source["table_name"]
        column, value = source_column(items[no], field), row[field]
        if not value:
            column, value = f"{column}{REASON}", row[f"{field}{REASON}"]
        published[source["sha256"], no][column] = value
    assert len(published) > 60
    assert {key: accepted[key] for key in published} == dict(published)
