"""The register through its workbook and back: nothing lost, untouched lines as they were."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
from contract.libreoffice import needs_libreoffice, saved_again
from contract.register_office import (
    KANAZAWA,
    Office,
    a_plan,
    append,
    column_of,
    in_lines,
    keys_of,
    put,
    remove,
    row_of,
    write,
)
from openpyxl import Workbook

from shinchoku.adapters.forms.register.tables import tables_of
from shinchoku.register.entries import (
    ActionItem,
    BasicPolicy,
    Department,
    Highlight,
    Indicator,
    OfficialFigure,
    PolicyMeasure,
    Round,
)
from shinchoku.usecases.register.workbook import accept, export_register, propose


def test_every_field_of_the_register_stands_on_a_sheet() -> None:
    """None is lost on the way through the workbook; a list of targets is a column for each year."""
    models = {
        "basic_policies": BasicPolicy,
        "policy_measures": PolicyMeasure,
        "departments": Department,
        "items": ActionItem,
        "rounds": Round,
        "official_figures": OfficialFigure,
        "highlights": Highlight,
    }
    for table in tables_of(a_plan()):
        for section in table.sections:
            keys = {one.key for one in table.fields_of(section)}
            assert {key.partition(".")[0] for key in keys} == set(models[section].model_fields), section
    of_indicator = {key.split(".")[1] for key in keys_of("items") if key.startswith("indicator.")}
    assert of_indicator == set(Indicator.model_fields)
    assert {f"indicator.targets.{year}" for year in range(2023, 2027)} <= keys_of("items")


def test_a_workbook_without_edits_makes_no_difference(office: Office) -> None:
    """Whatever the plan file looks like: nothing to write."""
    assert (office.proposal().mistakes, office.proposal().changes, office.proposal().after) == ((), (), b"")


def test_the_demonstrations_register_makes_no_difference(tmp_path: Path) -> None:
    """124 items, 27 departments; the same bytes each time it is exported."""
    export_register(KANAZAWA, tmp_path / "one.xlsx", replace=False)
    export_register(KANAZAWA, tmp_path / "two.xlsx", replace=False)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    found = propose(KANAZAWA, tmp_path / "one.xlsx")
    assert (found.mistakes, found.changes, found.is_stale) == ((), (), False)


@needs_libreoffice
def test_another_program_may_save_the_workbook(tmp_path: Path) -> None:
    """LibreOffice changes nothing that counts, in Excel's format and in its own."""
    office = Office(tmp_path / "umibe", in_lines(a_plan()))
    export_register(KANAZAWA, tmp_path / "kanazawa.xlsx", replace=False)
    files = {"umibe": office.workbook.read_bytes(), "kanazawa": (tmp_path / "kanazawa.xlsx").read_bytes()}
    for suffix in ("xlsx", "ods"):
        for name, content in saved_again(files, suffix, tmp_path / suffix).items():
            saved = tmp_path / f"{name}.{suffix}"
            saved.write_bytes(content)
            found = propose(KANAZAWA if name == "kanazawa" else office.plan_file, saved)
            assert (name, suffix, found.mistakes, found.changes) == (name, suffix, (), ())


def test_text_of_the_register_never_becomes_a_formula(by_lines: Office) -> None:
    """Formulas stand only in the columns that lists are picked from, each with its stored result."""
    book = openpyxl.load_workbook(by_lines.workbook)
    formulas = {
        (sheet.title, str(sheet.cell(4, cell.column).value))
        for sheet in book
        for row in sheet
        for cell in row
        if cell.data_type == "f"
    }
    assert formulas == {(name, "-") for name in ("基本方針・施策", "取組項目", "所属")}
    values = openpyxl.load_workbook(by_lines.workbook, data_only=True)["所属"]
    assert values.cell(5, column_of(values, "-")).value == "kikaku 総務部 企画課"


def test_a_change_a_new_row_and_a_removal_are_written_and_nothing_else(by_lines: Office) -> None:
    """Lines of other entries keep their bytes, order and comments; a comment behind an entry stays there."""
    before = by_lines.plan_file.read_text(encoding="utf-8")

    def change(book: Workbook) -> None:
        put("取組項目", "2", name="来訪者をもっと増やす", indicator__targets__2024="１３５．５")(book)
        put("取組項目", "5", indicator__baseline_value=None, indicator__baseline_fiscal_year=None)(book)
        append("所属", code="zaisei", name="財政課", from_fiscal_year="R7")(book)
        remove("主な取組", "令和5年度")(book)

    found = by_lines.edit(change)
    assert found.mistakes == ()
    assert [(one.kind, one.identity) for one in found.changes] == [
        ("changed", ("items", "2")),
        ("changed", ("items", "5")),
        ("added", ("departments", "zaisei")),
        ("removed", ("highlights", "2023", "main_result", "1")),
    ]
    accept(found)
    after = by_lines.plan_file.read_text(encoding="utf-8")
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [re.search(r'"(?:no|item)" = "(\w+)"', line)[1] for line in gone] == ["2", "5", "1"]
    assert "targets = { 2023 = " not in "".join(gone)
    assert [re.search(r'name"? = "(.+?)"', line)[1] for line in new] == [
        "財政課",
        "来訪者をもっと増やす",
        "松を植える",
    ]
    assert "135.5" in new[1]
    assert after.count("# behind it") == before.count("# behind it")
    assert [line for line in after.splitlines() if line.startswith("#")] == [
        line for line in before.splitlines() if line.startswith("#")
    ]


def test_a_new_entry_stands_where_its_row_stood(by_lines: Office) -> None:
    """Behind the entry above it, so that the comment above the next one stays with that."""

    def change(book: Workbook) -> None:
        sheet = book["取組項目"]
        sheet.insert_rows(row_of(sheet, "2"))
        row = row_of(sheet, "2") - 1
        entry = {"no": "9", "name": "灯台", "policy_measure": "U1-2", "department": "kankyo"}
        write(sheet, row, entry)

    accept(by_lines.edit(change))
    lines = by_lines.plan_file.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if '"9"' in line)
    assert '"no" = "1"' in lines[at - 1]
    assert lines[at + 1].strip() == "# the entry 1 of items"


def test_dates_years_and_codes_are_read_as_people_write_them(office: Office) -> None:
    """Real dates and eras, full width, a code with or without its name, labels and plain codes."""

    def change(book: Workbook) -> None:
        put("照会", "r5-end", due=date(2024, 5, 17), opens="令和6年4月2日")(book)
        put("照会", "r6-end", feeds_rate="いいえ")(book)
        put(
            "取組項目", "8", policy_measure="U1-1", related_departments="環境課", from_fiscal_year="２０２４"
        )(book)
        put("取組項目", "8", related_departments="kankyo 市民部 環境課，suisan")(book)
        put("取組項目", "3", indicator__direction="increase", page=12)(book)

    found = office.edit(change)
    assert found.mistakes == ()
    accept(found)
    asked, items = office.plan.rounds_by_id["r5-end"], office.plan.items_by_no
    assert (asked.due, asked.opens) == (date(2024, 5, 17), date(2024, 4, 2))
    assert not office.plan.rounds_by_id["r6-end"].feeds_rate
    assert (items["8"].policy_measure, items["8"].related_departments) == ("U1-1", ("kankyo", "suisan"))
    assert items["8"].from_fiscal_year is not None
    assert (items["8"].from_fiscal_year.year, items["3"].page) == (2024, 12)
    assert items["3"].indicator is not None
    assert items["3"].indicator.direction == "increase"


def test_figures_are_exact(office: Office) -> None:
    """A sum that a spreadsheet stores as 0.30000000000000004 is the 0.3 that it shows."""
    accept(
        office.edit(
            put("取組項目", "4", indicator__tolerance=0.1 + 0.2, indicator__targets__2024=1234567.891)
        )
    )
    found = office.plan.items_by_no["4"].indicator
    assert found is not None
    assert (found.tolerance, found.targets[min(found.targets, key=lambda year: -year.year)]) == (
        Decimal("0.3"),
        Decimal("1234567.891"),
    )


def test_an_indicator_is_taken_away_by_emptying_its_cells(office: Office) -> None:
    """The item stays, without a numeric target."""
    keys = [key.replace(".", "__") for key in keys_of("items") if key.startswith("indicator.")]
    accept(office.edit(put("取組項目", "2", **dict.fromkeys(keys))))
    assert office.plan.items_by_no["2"].indicator is None


def test_sorting_a_sheet_and_moving_columns_is_no_change(by_lines: Office) -> None:
    """What an entry is known by counts, not where it stands."""

    def change(book: Workbook) -> None:
        sheet = book["所属"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(5, 8)]
        for number, values in enumerate(reversed(rows), start=5):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value
        book["照会"].move_range("C3:C20", cols=20)

    assert by_lines.edit(change).changes == ()
