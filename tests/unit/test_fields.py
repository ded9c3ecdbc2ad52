"""A field that departments report, from its heading and its cell in the form to the package and the reference.

Every field of the table is walked through everything that has to know it. The last test adds one to the table of
a fresh interpreter, in one entry, and walks it as well: whatever keeps a list of its own fails there.
"""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import click
import openpyxl
import pytest
from builders import content, day, fiscal, umibe
from builders.packages import packaged, table_of, verified

from schemas.fields import FIELDS, ON_SHEETS
from schemas.headings import COMPARED, NARRATIVE, field_of_heading
from schemas.published import CORRECTABLE, TABLES
from shinchoku.adapters.forms.status.workbook import form_bytes
from shinchoku.adapters.workbooks import read_content
from shinchoku.checks.checking import check
from shinchoku.cli.correct import command as correct
from shinchoku.figures.corrections import Correction, rewritten
from shinchoku.figures.progress import ItemProgress, progress_of
from shinchoku.figures.source_columns import published_text, tables_by_field
from shinchoku.figures.taken_values import REPORTED as TAKEN
from shinchoku.figures.year_content import year_content
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import submissions_of
from shinchoku.package.build import DESCRIPTOR
from shinchoku.releases.changes import compare
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.revision_reasons import Reasons, RevisedYear
from shinchoku.usecases.sheets.template import Known, make_templates

DOCS = Path(__file__).resolve().parents[2] / "docs"
PLAN = umibe()
ITEM = PLAN.items_by_no["5"]
ENTERED = [name for name, column in ON_SHEETS.items() if column.entry]
PUBLISHED = [name for name, field in FIELDS.items() if field.is_reported]
SAID: dict[str, object] = {"achievement_status": "S", "actual_value": 20, "cumulative_value": 210}
SAID |= {name: f"{FIELDS[name].title_ja}を書いた" for name in NARRATIVE}
"""What the department says of an item whose target is a running total."""
TOLD: dict[str, str] = {"achievement_status": "achieved", "actual_value": "210", "value_in_year": "20"}
TOLD |= {name: str(SAID[name]) for name in NARRATIVE}
"""What is published of it."""


@dataclass(frozen=True)
class Walk:
    """One item on its way: its form, its progress, the package that carries it."""

    form: bytes
    progress: tuple[ItemProgress, ...]
    files: dict[str, bytes]

    @property
    def item(self) -> ItemProgress:
        """The progress of the item."""
        return next(one for one in self.progress if one.item.no == ITEM.no)


@cache
def walk() -> Walk:
    """Fill the form in, read it, check it, publish it."""
    forms = make_templates(PLAN, fiscal(2023), "r5-end", None, Known()).forms
    form = next(one for one in forms if ITEM.no in [row.item.no for row in one.rows])
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form)))
    sheet = book["進捗状況"]
    columns = {cell.value: cell.column for cell in sheet[8]}
    row = next(n for n in range(9, sheet.max_row + 1) if sheet.cell(n, columns["No."]).value == ITEM.no)
    for name, value in SAID.items():
        sheet.cell(row, columns[ON_SHEETS[name].headings[0]]).value = value
    filled = io.BytesIO()
    book.save(filled)
    at = Appearance(1, form.path, 1, "0" * 64, day("05-02"))
    submissions = submissions_of(PLAN, [(at, read_content(filled.getvalue()))], day("05-02"))
    choices = check(PLAN, submissions, day("05-02")).choices
    progress = progress_of(PLAN, fiscal(2023), PLAN.rounds_of(fiscal(2023)), choices)
    year = year_content(PLAN, fiscal(2023), progress, [], PLAN.official_figures)
    entry = YearEntry(year.digest, Cause.FIRST)
    files = packaged(PLAN, [Release("2024-06-01", day("06-01"), {fiscal(2023): entry})], lambda _: year)
    return Walk(filled.getvalue(), progress, files)


def published(table: str) -> dict[str, str]:
    """Return what a table of the package says of the item."""
    return next(row for row in table_of(walk().files, table) if row["item_no"] == ITEM.no)


@cache
def page(name: str) -> str:
    """Return a page of the reference as it would be written now."""
    sys.path.insert(0, str(DOCS))
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page_text(name))


@pytest.mark.parametrize("name", ENTERED)
def test_the_form_asks_for_it_and_holds_it_to_a_rule(name: str) -> None:
    """An open cell under its own heading with an input rule; the instructions show a text filled in."""
    book = openpyxl.load_workbook(io.BytesIO(walk().form))
    sheet, heading = book["進捗状況"], ON_SHEETS[name].headings[0]
    cell = next(one for row in sheet.iter_rows(9) for one in row if one.value == SAID[name])
    assert sheet.cell(8, cell.column).value == heading
    assert not cell.protection.locked
    assert any(cell.coordinate in rule.sqref for rule in sheet.data_validations.dataValidation)
    shown = {cell.value for row in book["記入要領"].iter_rows() for cell in row}
    assert heading in shown or name == "cumulative_value"


@pytest.mark.parametrize("name", ENTERED)
def test_it_is_recognised_and_read(name: str) -> None:
    """By every heading, with its cell and what was done to it; a row that says something else is another row."""
    assert {field_of_heading(heading) for heading in ON_SHEETS[name].headings} == {name}
    row = walk().item.row
    assert row is not None
    said = {**row.figures, **row.texts, "achievement_status": row.source.text("achievement_status")}
    assert str(said[name]) == str(SAID[name])
    assert name in row.steps
    assert name in TAKEN
    other = {
        "texts": {**row.texts, name: "別の文"},
        "reads": {**row.reads, name: replace(row.reads["actual_value"], value=Decimal(1))},
        "status": None,
    }
    kind = "texts" if name in row.texts else "reads" if name in row.reads else "status"
    assert replace(row, **{kind: other[kind]}).content != row.content


@pytest.mark.parametrize("name", PUBLISHED)
def test_it_is_published_with_its_words(name: str) -> None:
    """In every table that it names: in the rows, the descriptor and the reference; with the cell it came from."""
    resources = {one["name"]: one for one in json.loads(walk().files[DESCRIPTOR])["resources"]}
    for table in FIELDS[name].tables:
        column = TABLES[table].columns[name]
        assert published(table)[name] == TOLD[name]
        said = next(one for one in resources[table]["schema"]["fields"] if one["name"] == name)
        assert (said["title"], said["title_en"]) == column.title
        assert column.description_ja in said["description"]
        assert f"| `{name}` | {column.type} | {column.title_ja} / {column.title_en} |" in page("tables.md")
    assert name in {row["field"] for row in table_of(walk().files, "provenance")}
    assert tables_by_field(ITEM)[name] == FIELDS[name].tables[0]


def test_what_is_published_holds() -> None:
    """Contracts, keys, joined table and documents of the package agree."""
    assert verified(walk().files) == []


@pytest.mark.parametrize("name", ENTERED)
def test_its_headings_stand_in_the_reference(name: str) -> None:
    """As many as are read."""
    assert f"| `{name}` | {'、'.join(ON_SHEETS[name].headings)} |" in page("headings.md")


@pytest.mark.parametrize("name", CORRECTABLE)
def test_a_correction_may_replace_it(name: str) -> None:
    """The command offers it, the reference says so, and what is published is what the correction says."""
    fields = next(one for one in correct.params if one.name == "fields")
    assert isinstance(fields.type, click.Choice)
    assert name in fields.type.choices
    assert name in page("cli.md")
    right = {"achievement_status": "pending"}.get(name, "7" if FIELDS[name].is_in_unit else "正しい文")
    made = Correction(
        1,
        fiscal(2023),
        ITEM.no,
        name,
        TOLD[name],
        right,
        "転記の誤り",
        "台帳",
        "user:hanako",
        "steward",
        day("05-20"),
    )
    row = walk().item.row
    assert row is not None
    assert published_text(rewritten(PLAN, ITEM, row, made), ITEM, name) == right
    assert made.title.ja == FIELDS[name].title_ja


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_change_of_it_is_the_departments(name: str) -> None:
    """A revision of a reported value is told by what became of the report, not by the register."""
    table = FIELDS[name].tables[0]
    before = year_content(PLAN, fiscal(2023), walk().progress, [], PLAN.official_figures)
    rows = tuple({**row, name: ""} if row["item_no"] == ITEM.no else row for row in before.table(table))
    after = replace(before, substance={**before.substance, table: rows})
    entry = YearEntry(after.digest, Cause.REVISION)
    (change,) = compare(before, after)
    reasons = Reasons(RevisedYear(fiscal(2023), before, after, entry, None))
    assert reasons.of(change, name) != "計画の登録内容の変更"


@pytest.mark.parametrize("name", NARRATIVE)
def test_an_item_that_nobody_reported_says_nothing_in_it(name: str) -> None:
    """Not even in a column that is new."""
    (row,) = (one for one in content("1 A").table("progress") if one["item_no"] == "4")
    assert row[name] == ""


@pytest.mark.parametrize("name", COMPARED)
def test_words_that_are_compared_are_read_by_people_in_one_place(name: str) -> None:
    """What the department did, why not, and what next stand in the list for spreadsheets."""
    assert "items_wide" in FIELDS[name].tables


ADDED = """
import sys
from dataclasses import replace
import pytest
from schemas.fields import FIELDS, ON_SHEETS

model = FIELDS["next_action"]
FIELDS["risk_note"] = replace(
    model, title=("懸案事項", "Open issues"), about_ja="懸案です。", sheet=replace(model.sheet, headings=("懸案事項", "懸案"))
)
ON_SHEETS["risk_note"] = FIELDS["risk_note"].sheet
sys.exit(pytest.main([sys.argv[1], "-q", "-n", "0", "-p", "no:cacheprovider", "-k", "risk_note"]))
"""


def test_a_field_is_added_by_one_entry() -> None:
    """An entry in the table, and everything that has to know of it does."""
    done = subprocess.run(
        [sys.executable, "-c", ADDED, __file__], capture_output=True, text=True, check=False, cwd=DOCS.parent
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
