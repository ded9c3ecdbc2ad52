"""The register through its workbook and back: nothing lost, every mistake at its cell, untouched lines as they were."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from builders import official, umibe
from contract.libreoffice import needs_libreoffice, saved_again
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms.register.contents import contents_of
from shinchoku.adapters.forms.register.fields import Kind
from shinchoku.adapters.forms.register.tables import tables_of
from shinchoku.adapters.plan_file import load_plan
from shinchoku.errors import OperationalError
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
from shinchoku.register.plan import Plan
from shinchoku.stages.register_workbook import Proposal, accept, export_register, propose

KANAZAWA = Path(__file__).resolve().parents[2] / "plans" / "kanazawa" / "plan.toml"
LISTS = (
    "basic_policies",
    "policy_measures",
    "departments",
    "items",
    "rounds",
    "official_figures",
    "highlights",
)


def a_plan() -> Plan:
    """Return 海辺市 with something in every section, and text that a spreadsheet would like to compute."""
    return umibe(
        plan={"principle": "=1+1"},
        publication={"keywords": ["海", "=浜"], "title": "海辺市の進捗 "},
        official_figures=[official(7, 6, 1, "85.7").model_dump(mode="json") | {"fiscal_year": 2023}],
        highlights=[
            {"report_year": 2023, "kind": "main_result", "item": "1"},
            {"report_year": 2023, "kind": "addition", "item": "R6-1"},
        ],
    )


def plain(value: object) -> object:
    """Return a dumped register with its fiscal years as plain numbers."""
    match value:
        case {"year": int(year)} if len(value) == 1:
            return year
        case dict():
            return {key.removeprefix("FY"): plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return value


def toml(value: object) -> str:
    """Write a value in TOML; figures, which a dump holds as text, as they are."""
    match value:
        case dict():
            return "{ " + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def in_lines(plan: Plan) -> str:
    """Write a plan file with an entry a line, with comments above and behind."""
    sections = plain(plan.model_dump(mode="json", exclude_none=True, exclude={"layouts", "checks"}))
    lines = ["# The register of 海辺市."]
    for name, value in sections.items():
        lines += ["", f"# -- {name} --"]
        if name not in LISTS:
            lines += [f"{name}.{key} = {toml(one)}  # {key}" for key, one in value.items()]
            continue
        lines.append(f"{name} = [")
        for number, entry in enumerate(value):
            lines += [f"    # the entry {number} of {name}"] if number % 2 else []
            lines.append(f"    {toml(entry)},{' # behind it' if number % 3 == 2 else ''}")
        lines.append("]")
    return "\n".join(lines) + "\n"


def in_tables(plan: Plan) -> str:
    """Write a plan file as tables over several lines."""
    sections = plain(plan.model_dump(mode="json", exclude_none=True, exclude={"layouts", "checks"}))
    lines: list[str] = []
    for name, value in sections.items():
        for entry in value if name in LISTS else [value]:
            head = f"[[{name}]]" if name in LISTS else f"[{name}]"
            lines += [
                head,
                *(f"{key} = {toml(one)}" for key, one in entry.items() if not isinstance(one, dict)),
            ]
            for key, inner in entry.items():
                if isinstance(inner, dict):
                    lines += [f"[{name}.{key}]", *(f"{json.dumps(k)} = {toml(v)}" for k, v in inner.items())]
            lines.append("")
    return "\n".join(lines)


WRITINGS: Mapping[str, Callable[[Plan], str]] = {"lines": in_lines, "tables": in_tables}


class Office:
    """A plan file, the workbook made of it, and what becomes of an edit."""

    def __init__(self, folder: Path, text: str) -> None:
        """Write the plan file and export it."""
        self.plan_file = folder / "plan.toml"
        self.workbook = folder / "register.xlsx"
        folder.mkdir(parents=True, exist_ok=True)
        self.plan_file.write_bytes(text.encode())
        export_register(self.plan_file, self.workbook, replace=True)

    @property
    def plan(self) -> Plan:
        """The register as the plan file says it now."""
        return load_plan(self.plan_file)

    def edit(self, change: Callable[[Workbook], None]) -> Proposal:
        """Change the workbook and return what it proposes."""
        book = openpyxl.load_workbook(self.workbook)
        change(book)
        book.save(self.workbook)
        return self.proposal()

    def proposal(self) -> Proposal:
        """Return what the workbook proposes."""
        return propose(self.plan_file, self.workbook)


@pytest.fixture(params=WRITINGS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """An office whose plan file is written in one of the ways."""
    return Office(tmp_path, WRITINGS[request.param](a_plan()))


@pytest.fixture
def by_lines(tmp_path: Path) -> Office:
    """An office whose plan file has an entry a line."""
    return Office(tmp_path, in_lines(a_plan()))


def row_of(sheet: Worksheet, code: str, column: int = 1) -> int:
    """Return the row of an entry."""
    return next(row for row in range(5, sheet.max_row + 1) if str(sheet.cell(row, column).value) == code)


def column_of(sheet: Worksheet, key: str) -> int:
    """Return the column of a key."""
    return next(cell.column for cell in sheet[4] if cell.value == key)


def write(sheet: Worksheet, row: int, cells: Mapping[str, object]) -> None:
    """Write into a row as a person does, text as text."""
    for key, value in cells.items():
        cell = sheet.cell(row, column_of(sheet, key.replace("__", ".")))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def put(sheet_name: str, code: str, **cells: object) -> Callable[[Workbook], None]:
    """Return the edit that writes into an entry's row; `__` in a key stands for its dot."""

    def change(book: Workbook) -> None:
        sheet = book[sheet_name]
        row = row_of(sheet, code, 2 if sheet_name == "基本方針・施策" else 1)
        write(sheet, row, cells)

    return change


def append(sheet_name: str, **cells: object) -> Callable[[Workbook], None]:
    """Return the edit that writes an entry into the first empty row."""

    def change(book: Workbook) -> None:
        sheet = book[sheet_name]
        write(sheet, next(row for row in range(5, sheet.max_row + 1) if not sheet.cell(row, 1).value), cells)

    return change


def remove(sheet_name: str, code: str) -> Callable[[Workbook], None]:
    """Return the edit that deletes a row."""
    return lambda book: book[sheet_name].delete_rows(row_of(book[sheet_name], code))


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


def keys_of(section: str) -> set[str]:
    """Return the keys of a section's columns."""
    return {one.key for table in tables_of(a_plan()) if section in table.sections for one in table.fields}


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


MISTAKES: Mapping[str, tuple[Callable[[Workbook], None], list[tuple[str, str, str]]]] = {
    "a unit is missing": (
        put("取組項目", "2", indicator__unit=None),
        [("取組項目", "M6", "単位がありません")],
    ),
    "no such department": (
        put("取組項目", "2", department="D99"),
        [("取組項目", "D6", "「D99」は登録されていません")],
    ),
    "the code and the name disagree": (
        put("取組項目", "2", department="kankyo 総務部 企画課"),
        [("取組項目", "D6", "コードと名称が合いません")],
    ),
    "no number": (
        put("取組項目", "2", indicator__targets__2023="約100", page="二"),
        [("取組項目", "F6", "整数"), ("取組項目", "R6", "数字だけ")],
    ),
    "no date, no year, no choice": (
        put("照会", "r5-end", due="5月頃", fiscal_year="来年", covers="半分", feeds_rate="たぶん"),
        [
            ("照会", "C5", "年度として"),
            ("照会", "E5", "日付として"),
            ("照会", "H5", "「はい」か"),
            ("照会", "I5", "選択肢に"),
        ],
    ),
    "a required cell is empty": (put("取組項目", "2", name=None), [("取組項目", "B6", "必須")]),
    "an item number twice": (
        append("取組項目", no="2", name="二つめ", policy_measure="U1-1", department="kikaku"),
        [("取組項目", "A6", "「2」が重複"), ("取組項目", "A14", "「2」が重複")],
    ),
    "a highlight twice": (
        append("主な取組", report_year=2023, kind="主な取組結果", item="1"),
        [("主な取組", "A5", "重複"), ("主な取組", "A7", "重複")],
    ),
    "a rate that does not add up": (
        put("公表値", "令和5年度", rate_percent=88),
        [("公表値", "G5", "85.7％")],
    ),
    "an indicator without targets": (
        append(
            "取組項目",
            no="9",
            name="灯台",
            policy_measure="U1-1",
            department="kikaku",
            indicator__name="数",
            indicator__unit="基",
            indicator__direction="上がると良い",
            indicator__accumulation="期末",
        ),
        [("取組項目", "R14", "目標値がありません")],
    ),
    "neither policy nor measure": (
        put("基本方針・施策", "U1-1", section="目標"),
        [("基本方針・施策", "A6", "区分は")],
    ),
    "a policy that belongs to a policy": (
        put("基本方針・施策", "U1", basic_policy="U1"),
        [("基本方針・施策", "E5", "基本方針の行には書けません")],
    ),
    "a setting": (
        lambda book: book["計画"].__setitem__("B9", "来年"),
        [("計画", "B9", "年度として")],
    ),
    "a required setting": (
        lambda book: book["計画"].__setitem__("B4", None),
        [("計画", "B4", "必須")],
    ),
    "a sheet is gone": (lambda book: book.remove(book["照会"]), [("照会", "", "がないか、非表示")]),
    "a hidden sheet": (
        lambda book: setattr(book["照会"], "sheet_state", "hidden"),
        [("照会", "", "がないか、非表示")],
    ),
    "a column is gone": (
        lambda book: book["照会"].delete_cols(4),
        [("照会", "A4", "「opens」の列がありません")],
    ),
    "an unknown column": (
        lambda book: book["照会"].__setitem__("M4", "budget"),
        [("照会", "M4", "「budget」は登録簿にありません")],
    ),
    "the keys are gone": (lambda book: book["照会"].delete_rows(4), [("照会", "", "キーの行")]),
    "another plan's workbook": (
        lambda book: setattr(book["はじめに"].cell(15, 2), "value", "kanazawa"),
        [("はじめに", "", "計画「kanazawa」のもの")],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_told_at_its_cell(by_lines: Office, name: str) -> None:
    """Those of single cells and those of the register they would make; nothing can be written then."""
    change, expected = MISTAKES[name]
    found = by_lines.edit(change)
    told = {(one.sheet, one.cell): one.message for one in found.mistakes}
    for sheet, cell, words in expected:
        assert words in told[sheet, cell].ja
        assert told[sheet, cell].en
    assert (found.changes, found.after) == ((), b"")


def test_all_mistakes_are_told_at_once(by_lines: Office) -> None:
    """On several sheets, each cell once."""

    def change(book: Workbook) -> None:
        for name in ("a unit is missing", "no number", "a setting", "a policy that belongs to a policy"):
            MISTAKES[name][0](book)

    found = by_lines.edit(change).mistakes
    assert [(one.sheet, one.cell) for one in found] == [
        ("計画", "B9"),
        ("基本方針・施策", "E5"),
        ("取組項目", "F6"),
        ("取組項目", "R6"),
        ("取組項目", "M6"),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_a_file_that_is_no_workbook_is_a_mistake(by_lines: Office, content: bytes) -> None:
    """Never an exception."""
    by_lines.workbook.write_bytes(content)
    assert "読み込めません" in by_lines.proposal().mistakes[0].message.ja


def test_nothing_is_written_where_nothing_may_be(by_lines: Office) -> None:
    """A proposal without changes, or with mistakes, leaves the plan file alone."""
    before = by_lines.plan_file.read_bytes()
    accept(by_lines.proposal())
    accept(by_lines.edit(put("取組項目", "2", name=None)))
    assert by_lines.plan_file.read_bytes() == before


def test_a_plan_file_that_changed_after_the_export_is_told(by_lines: Office) -> None:
    """The workbook would undo what it lacks."""
    with by_lines.plan_file.open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    assert by_lines.proposal().is_stale


def test_a_plan_file_that_changes_while_somebody_decides_is_not_overwritten(by_lines: Office) -> None:
    """The proposal was made for other bytes."""
    found = by_lines.edit(put("取組項目", "2", name="別の名前"))
    with by_lines.plan_file.open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    with pytest.raises(OperationalError):
        accept(found)
    assert "# a remark" in by_lines.plan_file.read_text(encoding="utf-8")


EDITABLE: Mapping[str, st.SearchStrategy[object]] = {
    "name": st.text("海辺松=+-@'\"\\ 、a1", min_size=1, max_size=12).map(str.strip).filter(bool),
    "page": st.none() | st.integers(1, 900),
    "indicator.targets.2024": st.decimals(-(10**6), 10**6, places=2).map(lambda one: one.normalize()),
    "indicator.targets.2025": st.none() | st.decimals(0, 10**4, places=1).map(lambda one: one.normalize()),
    "indicator.unit": st.sampled_from(["％", "人", "千円", "mg/L"]),
}


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), writing=st.sampled_from(sorted(WRITINGS)))
def test_what_is_edited_is_what_the_register_says_afterwards(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, writing: str
) -> None:
    """Any fields of any items, new items and removed ones; every other line of the plan file stays."""
    office = Office(tmp_path_factory.mktemp("office"), WRITINGS[writing](a_plan()))
    before = office.plan_file.read_text(encoding="utf-8").splitlines()
    tables = tables_of(office.plan)
    expected = {identity: dict(entry) for identity, entry in contents_of(office.plan, tables).entries.items()}
    changes: list[Callable[[Workbook], None]] = []
    touched = data.draw(st.sets(st.sampled_from(["2", "3", "5", "8"]), max_size=3))
    for no in sorted(touched):
        new = data.draw(st.fixed_dictionaries({}, optional=EDITABLE), label=no)
        new = {key: value for key, value in new.items() if no != "8" or "indicator" not in key}
        expected["items", no].update(new)
        changes.append(put("取組項目", no, **{key.replace(".", "__"): value for key, value in new.items()}))
    if data.draw(st.booleans(), label="remove"):
        del expected["items", "4"]
        changes.append(remove("取組項目", "4"))
    if data.draw(st.booleans(), label="add"):
        entry = {"no": "R6-2", "name": "灯台", "policy_measure": "U1-1", "department": "kikaku"}
        expected["items", "R6-2"] = dict.fromkeys(keys_of("items")) | entry
        changes.append(append("取組項目", **entry))
    found = office.edit(lambda book: [change(book) for change in changes])
    assert found.mistakes == ()
    if found.changes:
        accept(found)
    assert contents_of(office.plan, tables).entries == expected
    if writing == "lines":
        after = office.plan_file.read_text(encoding="utf-8").splitlines()
        ours = tuple(f'"no" = "{no}",' for no in {*touched, "4"})
        assert [line for line in before if not any(one in line for one in ours)] == [
            line for line in after if line in before and not any(one in line for one in ours)
        ]
    assert office.proposal().changes == ()


def test_a_department_may_be_new_together_with_its_items(office: Office) -> None:
    """References are held against the workbook itself."""

    def change(book: Workbook) -> None:
        append("所属", code="zaisei", name="財政課")(book)
        append("取組項目", no="R7-1", name="基金", policy_measure="U1-1", department="zaisei")(book)

    accept(office.edit(change))
    assert office.plan.items_by_no["R7-1"].department == "zaisei"


def test_the_first_entry_of_a_section_that_the_plan_file_lacks(tmp_path: Path) -> None:
    """Such a section is made."""
    plan = umibe()
    text = "\n".join(line for line in in_lines(plan).splitlines() if not line.startswith("highlights"))
    text = text.replace("# -- highlights --\n]", "").replace("]\n]", "]")
    office = Office(tmp_path, text)
    accept(office.edit(append("主な取組", report_year="R5", kind="主な取組結果", item="2 来訪者を増やす")))
    assert [one.item for one in office.plan.highlights] == ["2"]


def test_lists_offer_japanese_labels(by_lines: Office) -> None:
    """Closed lists in the cell itself, codes with their names from their own sheet."""
    rules = {
        str(one.promptTitle): one.formula1
        for one in openpyxl.load_workbook(by_lines.workbook)["取組項目"].data_validations.dataValidation
    }
    assert rules["向き"] == '"上がると良い,下がると良い,維持すると良い"'
    assert rules["終了理由"] == '"統合,廃止,完了"'
    assert rules["担当所属"] == "'所属'!$I$5:$I$18"
    assert {one.kind for table in tables_of(a_plan()) for one in table.fields} == set(Kind)


def test_the_workbook_names_no_person(by_lines: Office) -> None:
    """Its properties hold a title and a day."""
    core = zipfile.ZipFile(by_lines.workbook).read("docProps/core.xml").decode()
    assert not re.search("creator|lastModifiedBy", core)
