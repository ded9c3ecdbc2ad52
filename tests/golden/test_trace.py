"""Every published value of the demonstration traces back to its cell, read here by other libraries."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from golden.demonstration import INBOX, Demonstration
from openpyxl.utils.cell import coordinate_to_tuple

from schemas.codes import AchievementStatus
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import read_row
from shinchoku.intake.steps import StepKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.provenance import Record, trace, traced_fields
from shinchoku.releases.trace import Origin, Standing
from shinchoku.views.trace import gather

YEAR = FiscalYear(2023)
ENCODINGS = {".csv": "cp932", ".txt": "utf-16"}


class Sheets:
    """The demonstration's files as openpyxl and the csv module read them."""

    def __init__(self, inbox: Path) -> None:
        """Index the files by their hash; each is opened when it is asked for."""
        self._paths = {
            hashlib.sha256(path.read_bytes()).hexdigest(): path for path in inbox.rglob("*") if path.is_file()
        }
        self._books: dict[str, openpyxl.Workbook] = {}

    def text(self, sha256: str, sheet_number: int, cell: str) -> str:
        """Return what a cell stores, as text: numbers in plain digits."""
        path = self._paths[sha256]
        if path.suffix in ENCODINGS:
            lines = path.read_bytes().decode(ENCODINGS[path.suffix])
            delimiter = "\t" if path.suffix == ".txt" else ","
            row, column = coordinate_to_tuple(cell)
            return list(csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter))[row - 1][column - 1]
        if sha256 not in self._books:
            self._books[sha256] = openpyxl.load_workbook(path)
        value = self._books[sha256].worksheets[sheet_number - 1][cell].value
        if isinstance(value, int | float):
            return plain_figure(Decimal(str(value)))
        return value or ""


@pytest.fixture(scope="module")
def record(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Everything that the demonstration's traces are taken from, after its first night."""
    del tmp_path_factory
    with Demonstration(first_night).session() as session:
        return gather(session)


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    """The demonstration's files."""
    return Sheets(INBOX)


def published(demonstration: Demonstration) -> Iterator[tuple[dict[str, str], str]]:
    """Yield each row of `provenance` with the value that it is about."""
    tables = {name: demonstration.table(name) for name in ("progress", "indicators")}
    for row in demonstration.table("provenance"):
        (value,) = [
            one[row["field"]] for one in tables[row["table_name"]] if one["item_no"] == row["item_no"]
        ]
        yield row, value


def test_every_published_value_leads_to_its_own_cell(
    demonstration: Demonstration, record: Record, sheets: Sheets
) -> None:
    """From the text that other libraries read in the cell, the steps lead, unbroken, to what is public."""
    count = 0
    for row, value in published(demonstration):
        item = record.plan.items_by_no[row["item_no"]]
        found = trace(record, YEAR, item, row["field"])
        (publication,) = found.publications
        origin = publication.origin
        assert origin is not None, row
        assert (found.table, publication.value) == (row["table_name"], value)
        assert (origin.appearance.sha256, origin.cell.cell) == (row["sha256"], row["cell"])
        own = sheets.text(row["sha256"], int(row["sheet_number"]), row["cell"])
        assert origin.cell.raw == own, row
        assert_steps_lead(origin, value, sheets)
        count += 1
    assert count == len(demonstration.table("provenance")) > 300


def assert_steps_lead(origin: Origin, value: str, sheets: Sheets) -> None:
    """Follow the steps from the cell to the value; a text from another cell is that cell's own."""
    text = origin.cell.raw
    for step in origin.steps:
        assert step.before == text, origin
        assert step.after != step.before, origin
        if step.where:
            other = sheets.text(origin.appearance.sha256, origin.row.source.sheet_number, step.where)
            assert step.after == other
        text = step.after
    if origin.column in {"actual_value", "cumulative_value"}:
        assert text.isascii(), origin
        text = plain_figure(Decimal(text))
    assert text == value, origin


def test_every_value_that_is_public_has_a_cell(demonstration: Demonstration, record: Record) -> None:
    """No value from a sheet is public without a row of provenance, so that none is left untraced."""
    known = {(row["table_name"], row["item_no"], row["field"]) for row, _ in published(demonstration)}
    for item in record.plan.items_in_force(YEAR):
        for field in traced_fields(item):
            (publication,) = trace(record, YEAR, item, field).publications
            is_known = (traced_fields(item)[field], item.no, field) in known
            assert bool(publication.value) == is_known, (item.no, field)


def test_the_demonstration_shows_the_steps_of_real_sheets(
    demonstration: Demonstration, record: Record
) -> None:
    """Percentages by format and by sign, yen in thousands, full width, choices: each leads to its value."""
    kinds: set[StepKind] = set()
    for row, _ in published(demonstration):
        item = record.plan.items_by_no[row["item_no"]]
        origin = trace(record, YEAR, item, row["field"]).publications[0].origin
        kinds |= {step.kind for step in origin.steps} if origin else set()
    assert kinds >= {
        StepKind.FORMATTED,
        StepKind.WIDTH,
        StepKind.SCALE,
        StepKind.CONVERTED,
        StepKind.UNIT,
        StepKind.CHOICE,
    }


def test_a_later_value_that_waits_is_told_with_its_cell(record: Record) -> None:
    """Item 78 is public as pending; its confirmation has arrived, and its cell is known."""
    found = trace(record, YEAR, record.plan.items_by_no["78"], "achievement_status")
    assert found.standing is Standing.REVISION_WAITS
    assert found.publications[-1].value == AchievementStatus.PENDING
    assert found.current is not None
    assert found.current.value == AchievementStatus.ACHIEVED
    assert found.current.row.round.id == "R5-confirmation"
    assert found.holds


def test_a_row_that_was_not_accepted_is_told_with_what_is_wrong(record: Record) -> None:
    """Item 25 of FY2024 contradicts its figure: the row, its cell and the finding are there."""
    found = trace(record, FiscalYear(2024), record.plan.items_by_no["25"], "achievement_status")
    (origin,) = found.rejected
    assert (found.standing, origin.is_accepted) == (Standing.NOT_ACCEPTED, False)
    assert [finding.rule.code for finding in origin.findings] == ["SH501"]


def test_an_item_in_review_names_the_file_that_could_not_be_read(record: Record) -> None:
    """広報広聴課 sent an empty file, so item 20 of FY2024 is in review, and the file is named."""
    found = trace(record, FiscalYear(2024), record.plan.items_by_no["20"], "achievement_status")
    assert found.standing is Standing.UNREAD
    assert [finding.rule.code for finding in found.unread] == ["SH101"]


def test_a_trace_reads_rows_as_the_night_does(record: Record) -> None:
    """Rows are typed by the function that the checks use: the same source gives the same row."""
    one = record.rows[0]
    assert read_row(record.plan, one.appearance, one.source, one.round, one.department) == one
