"""Which forms a round needs, what each is called, and what is drawn into it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from builders import department, fiscal, indicator, item, round_, umibe
from openpyxl.worksheet.worksheet import Worksheet

from schemas.headings import field_of_heading, is_out_of_scope, label_of_cell
from shinchoku.adapters.forms.status.form import StatusForm
from shinchoku.adapters.forms.status.workbook import form_bytes
from shinchoku.adapters.plan_file import load_plan
from shinchoku.adapters.workbooks import read_content
from shinchoku.errors import ConfigurationError
from shinchoku.intake.placement import place
from shinchoku.intake.sheets import Reading
from shinchoku.register.plan import Plan
from shinchoku.usecases.sheets.template import Known, make_templates

KANAZAWA = Path(__file__).resolve().parents[2] / "plans" / "kanazawa" / "plan.toml"


def forms_of(plan: Plan, year: int = 2023, asked: str | None = None, **known: object) -> list[StatusForm]:
    """Return the forms of a fiscal year."""
    return list(make_templates(plan, fiscal(year), asked, None, Known(**known)).forms)


def drawn(form: StatusForm) -> Worksheet:
    """Return the sheet that is filled in."""
    return openpyxl.load_workbook(io.BytesIO(form_bytes(form)))["進捗状況"]


def cell(sheet: Worksheet, no: str, heading: str) -> openpyxl.cell.Cell:
    """Return the cell of an item under a heading."""
    columns = {one.value: one.column for one in sheet[8]}
    row = next(row for row in range(9, sheet.max_row + 1) if sheet.cell(row, columns["No."]).value == no)
    return sheet.cell(row, columns[heading])


def test_who_reports_when_the_round_is_due_gets_the_form() -> None:
    """漁港課 ended with FY2023; its successor 水産課 fills in the sheet for that year, due in May 2024."""
    asked = {
        one.department.code: [row.item.no for row in one.rows] for one in forms_of(umibe(), asked="r5-end")
    }
    assert asked == {"kikaku": ["2", "5", "7", "8"], "kankyo": ["1", "3", "4"], "suisan": ["6"]}


def test_a_round_on_pending_items_asks_only_for_those_that_are_known_to_be_pending() -> None:
    """With the state's knowledge; without it every item is asked, and the person is told."""
    asked = forms_of(umibe(), asked="r5-fix", unconfirmed={"r5-fix": frozenset({"3"})})
    assert [[row.item.no for row in one.rows] for one in asked] == [["3"]]
    without = make_templates(umibe(), fiscal(2023), "r5-fix", None, Known())
    assert sum(len(one.rows) for one in without.forms) == 8
    assert "確定" in without.notes[0].ja


@pytest.mark.parametrize(
    ("year", "asked", "code", "words"),
    [
        (2023, "r9-end", None, "照会「r9-end」はありません（この年度の照会: r5-end、r5-fix）"),
        (2025, None, None, "照会は登録されていません（登録されている年度: 2023、2024）"),
        (2023, None, "zaisei", "所属コード「zaisei」は登録されていません"),
        (2023, None, "gyoko", "承継先: suisan"),
    ],
)
def test_what_cannot_be_asked_is_told_with_what_can(
    year: int, asked: str | None, code: str | None, words: str
) -> None:
    """The message names the rounds, years and departments there are."""
    with pytest.raises(ConfigurationError) as stopped:
        make_templates(umibe(), fiscal(year), asked, code, Known())
    assert words in stopped.value.message.ja


def test_every_form_lies_where_a_reader_finds_its_round_and_department() -> None:
    """By its path alone, should the cells that name them be lost."""
    plan = load_plan(KANAZAWA)
    for year in (2023, 2024):
        for form in forms_of(plan, year):
            found = place(plan, form.path, Reading(), date(2099, 1, 1))
            assert (found.round, found.department, found.problems) == (form.asked, form.department, ())


def test_a_path_leads_nowhere_else_and_is_taken_by_every_file_system() -> None:
    """Names come from the register: what a path cannot hold is replaced, and `..` has no effect."""
    plan = umibe(
        departments=[department("kikaku", "企画/政策:課", "総務部")],
        items=[item("1")],
        rounds=[round_("r5", "年度末?", 2023, "2024-04-01", "2024-05-10", folder="../外/年度末")],
    )
    assert [one.path for one in forms_of(plan)] == ["外/年度末/企画_政策_課_進捗状況シート_R5年度末_.xlsx"]


def test_departments_of_one_name_get_files_of_their_own() -> None:
    """The bureau tells them apart, and where it is the same too, the code."""
    plan = umibe(
        departments=[
            department("a", "総務課", "消防局"),
            department("b", "総務課", "企業局"),
            department("c", "庶務課", "企業局"),
            department("d", "庶務課", "企業局"),
        ],
        items=[item(str(n), by=code) for n, code in enumerate("abcd", start=1)],
    )
    names = [one.path.rpartition("/")[2].partition("_進捗")[0] for one in forms_of(plan, asked="r5-end")]
    assert names == ["消防局総務課", "企業局総務課", "企業局庶務課_c", "企業局庶務課_d"]


def test_every_heading_and_label_is_one_that_readers_know() -> None:
    """Each column is read, or known and deliberately not read."""
    sheet = drawn(forms_of(umibe())[0])
    headings = [str(one.value) for one in sheet[8]]
    assert [text for text in headings if not (field_of_heading(text) or is_out_of_scope(text))] == []
    labels = {
        label_of_cell(str(one.value).rstrip("：")) for row in sheet["A1:T7"] for one in row if one.value
    }
    assert {"department", "fiscal_year", "round", "form"} <= labels


def test_what_the_register_knows_is_filled_in_and_locked() -> None:
    """Without a password; what the department says is open, and a running total only where it is one."""
    planning = next(one for one in forms_of(umibe(), asked="r5-end") if one.department.code == "kikaku")
    sheet = drawn(planning)
    given = ("基本方針", "施策", "No.", "取組項目", "指標", "単位", "向き", "基準値", "目標値")
    assert [cell(sheet, "5", name).value for name in given] == [
        "海と暮らす",
        "浜を守る",
        "5",
        "松を植える",
        "指標",
        "本",
        "上がると良い",
        80.5,
        200,
    ]
    assert all(cell(sheet, "5", name).protection.locked for name in (*given, "前年度実績値", "記入チェック"))
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    entered = (
        "実績値",
        "累計",
        "達成状況",
        "取組実績",
        "未達成の理由",
        "今後の取組",
        "確定予定時期",
        "訂正の理由",
    )
    open_cells = {
        no: [n for n in entered if not cell(sheet, no, n).protection.locked] for no in ("2", "5", "8")
    }
    assert open_cells == {
        "2": [n for n in entered if n != "累計"],
        "5": list(entered),
        "8": list(entered[2:]),
    }


def test_figures_are_shown_with_the_registers_decimals_and_never_as_a_per_cent() -> None:
    """98.5 of a unit ％ is 98.5; Excel's per cent would make 0.985 of it."""
    plan = umibe(
        items=[
            item("1", indicator=indicator("％", {2023: 98.5})),
            item("2", indicator=indicator("円", {2023: 1500000})),
        ]
    )
    sheet = drawn(forms_of(plan)[0])
    formats = [cell(sheet, no, name).number_format for no in ("1", "2") for name in ("目標値", "実績値")]
    assert formats == ["#,##0.0", "General", "#,##0", "General"]
    assert (cell(sheet, "1", "目標値").value, cell(sheet, "1", "No.").number_format) == (98.5, "@")


@pytest.mark.parametrize("figure", [13.375, 110, 1234567, 0.5])
def test_a_figure_with_more_decimals_than_the_register_is_read_as_it_was_entered(figure: float) -> None:
    """What a form shows of an entered figure hides no digit of it, so that all of them count."""
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(forms_of(umibe())[0])))
    entered = cell(book["進捗状況"], "2", "実績値")
    entered.value = figure
    out = io.BytesIO()
    book.save(out)
    (read,) = [row for row in read_content(out.getvalue()).rows if row.raw("item_no") == "2"]
    assert (Decimal(read.text("actual_value")), read.cells["actual_value"].steps) == (
        Decimal(str(figure)),
        (),
    )


def test_last_years_figure_stands_beside_the_target() -> None:
    """With as many decimals as it has."""
    planning = next(
        one
        for one in forms_of(umibe(), 2024, previous={"2": Decimal("108.25")})
        if one.department.code == "kikaku"
    )
    found = cell(drawn(planning), "2", "前年度実績値")
    assert (found.value, found.number_format) == (108.25, "#,##0.00")


def test_a_text_of_the_register_never_becomes_a_formula() -> None:
    """Whatever it begins with, on every sheet of the form."""
    nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"]
    plan = umibe(
        plan={"title": "=1+1"},
        publication={"contact": '=HYPERLINK("http://x")'},
        items=[item(str(n), name) for n, name in enumerate(nasty, start=1)],
    )
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(forms_of(plan)[0])))
    formulas = [one.coordinate for sheet in book for row in sheet for one in row if one.data_type == "f"]
    assert formulas == [f"T{row}" for row in range(9, 15)]
    assert [cell(book["進捗状況"], str(n), "取組項目").value for n in range(1, 7)] == nasty


def test_the_only_formulas_stand_in_the_check_column_with_their_result() -> None:
    """A program that does not calculate shows the stored result: an untouched row has nothing to check."""
    content = form_bytes(forms_of(umibe())[0])
    part = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    cells = re.findall(r'<c r="([A-Z]+)\d+"[^>]*?( t="str")?><f>.*?</f><v(?:/>|></v>)</c>', part)
    assert cells == [("T", ' t="str"')] * 4
    assert part.count("<f>") == 4


def test_a_form_names_no_person_and_no_time_of_its_making() -> None:
    """Its properties hold a title and the day on which the round opens."""
    archive = zipfile.ZipFile(io.BytesIO(form_bytes(forms_of(umibe())[0])))
    core = archive.read("docProps/core.xml").decode()
    assert "creator" not in core
    assert "lastModifiedBy" not in core
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2024-04-01T00:00:00Z"}
    assert {one.date_time for one in archive.infolist()} == {(2024, 4, 1, 0, 0, 0)}


def test_statuses_are_chosen_from_the_plans_scale_in_the_cell() -> None:
    """An inline list: no other sheet is needed for it."""
    sheet = drawn(forms_of(umibe())[0])
    lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
    assert [(one.formula1, str(one.sqref)) for one in lists] == [('"S,A,B,C,－時期外"', "N9:N12")]


def test_a_scale_that_no_list_can_hold_stands_on_a_visible_sheet() -> None:
    """A hidden sheet would be a finding of our own; the person is told."""
    scale = {f"{n}番目の長い選択肢、とても長い": "achieved" for n in range(30)}
    plan = umibe(reporting={"scale": {**scale, "未": "not_achieved"}})
    made = make_templates(plan, fiscal(2023), "r5-end", None, Known())
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(made.forms[0])))
    listed = next(one for one in book["進捗状況"].data_validations.dataValidation if one.type == "list")
    name, first, last = re.fullmatch(r"'(.+)'!\$A\$(\d+):\$A\$(\d+)", listed.formula1).groups()
    assert [book[name][f"A{n}"].value for n in range(int(first), int(last) + 1)] == list(plan.reporting.scale)
    assert {one.sheet_state for one in book} == {"visible"}
    assert "凡例" in made.notes[0].ja


def test_rules_and_prompts_keep_within_what_excel_takes() -> None:
    """Titles of 32 characters, texts of 255, formulas of 8192, pieces of text in them of 255."""
    scale = {f"{n}{'長' * 250}": "achieved" for n in range(3)} | {"未": "not_achieved", '"引用"': "pending"}
    plan = umibe(
        reporting={"scale": scale}, items=[item("1", indicator=indicator("単" * 300, {2023: 7}, "maintain"))]
    )
    sheet = drawn(forms_of(plan)[0])
    for rule in sheet.data_validations.dataValidation:
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.errorTitle or "") <= 32
        assert max(len(rule.prompt or ""), len(rule.error or ""), len(rule.formula1 or "")) <= 255
    formula = str(cell(sheet, "1", "記入チェック").value)
    assert len(formula) <= 8192
    assert max(map(len, re.findall(r'"((?:[^"]|"")*)"', formula))) <= 255


def test_a_made_up_plan_says_so_on_every_sheet() -> None:
    """【実演用】, in words, also in the header of the printed page."""
    book = openpyxl.load_workbook(
        io.BytesIO(form_bytes(forms_of(umibe(plan={"illustrative_reports": True}))[0]))
    )
    for sheet in book:
        assert str(sheet["A1"].value).startswith("【実演用】")
        assert "【実演用】" in sheet.oddHeader.left.text
    real = openpyxl.load_workbook(io.BytesIO(form_bytes(forms_of(umibe())[0])))
    assert not any("実演" in str(one.value) for sheet in real for row in sheet for one in row if one.value)


def test_a_form_is_printed_on_a4_with_its_headings_on_every_page() -> None:
    """Landscape, one page wide, with the number of the page."""
    sheet = drawn(forms_of(umibe())[0])
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$8:$8"
    assert sheet.oddFooter.center.text == "&P / &N"
