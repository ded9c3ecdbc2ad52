"""The copy that goes back: what is marked, what is listed, and that nothing else changes."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from builders.workbook_parts import (
    MAIN,
    STRICT_MAIN,
    STYLES,
    book,
    parts_of,
    relations,
    sheet,
    unzipped,
    zipped,
)
from python_calamine import CalamineWorkbook

from schemas.codes import Severity
from shinchoku.adapters.ooxml import annotate, look
from shinchoku.bilingual import Language
from shinchoku.checks.marks import LIST_SHEET, Mark, summarize
from shinchoku.intake.sheets import position_of

REPOSITORY = Path(__file__).resolve().parents[2]
INBOX = REPOSITORY / "examples/kanazawa/inbox"
REAL = Path(os.environ.get("SHINCHOKU_REALSHEETS", REPOSITORY.parent / "shared" / "realsheets"))
RELS = "xl/worksheets/_rels/sheet1.xml.rels"
ERROR = Mark(
    1, "B2", Severity.ERROR, "SH203", "数値として読み取れません。", "数値だけを記入してください。", "6"
)
WARNING = Mark(1, "B2", Severity.WARNING, "SH301", "目標を上回っています。", "確かめてください。", "6")
ROWS = (
    '<row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><t>番号</t></is></c><c r="C1"><v>1</v></c></row>'
    '<row r="2" spans="1:3"><c r="A2"><v>6</v></c><c r="B2" s="3"><v>1234</v></c><c r="C2" s="7"><v>2</v></c></row>'
)


def annotated(content: bytes, *marks: Mark, language: Language = Language.JA) -> bytes:
    """Annotate a workbook that can be annotated."""
    made = annotate(content, marks, summarize(marks, "進捗.xlsx", language))
    assert made is not None
    return made


def opened(content: bytes) -> openpyxl.Workbook:
    """Open a workbook."""
    return openpyxl.load_workbook(io.BytesIO(content))


def values(content: bytes) -> dict[str, object]:
    """Return the values of every sheet but the list, as calamine reads them."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in workbook.sheet_names
        if name != LIST_SHEET
    }


def test_a_pattern_stays_as_it_is_and_has_a_comment_only() -> None:
    """A mark has no room to keep a pattern or a gradient: filled once, it would be lost for good."""
    patterned = STYLES.replace(
        '<patternFill patternType="solid"><fgColor theme="4" tint="0.5"/>',
        '<patternFill patternType="lightUp"><fgColor theme="4" tint="0.5"/>',
    )
    on_pattern = replace(ERROR, cell="C2")
    first = annotated(book(ROWS, **{"xl/styles.xml": patterned}), on_pattern)
    again = annotated(first)
    assert opened(first)["進捗状況"]["C2"].comment is not None
    assert [opened(made)["進捗状況"]["C2"].fill.fill_type for made in (first, again)] == ["lightUp"] * 2


def test_a_marked_cell_keeps_everything_but_its_fill() -> None:
    """Number format, font and border stay; the fill is the severity's, and a comment says what to do."""
    made = opened(annotated(book(ROWS), ERROR, WARNING))
    cell = made["進捗状況"]["B2"]
    assert (cell.value, cell.number_format, cell.border.left.style) == (1234, "#,##0", "thin")
    assert (cell.fill.fill_type, cell.fill.fgColor.rgb) == ("solid", "FFFFC7CF")
    assert cell.comment.text.split("\n") == [
        "【進捗 SH203】✖ エラー（項目 6）",
        "数値として読み取れません。",
        "→ 数値だけを記入してください。",
        "",
        "【進捗 SH301】▲ 注意（項目 6）",
        "目標を上回っています。",
        "→ 確かめてください。",
    ]
    assert made["進捗状況"]["C2"].fill.fgColor.theme == 4


def test_the_first_sheet_lists_every_finding_and_leads_to_its_cell() -> None:
    """A row for each mark, severity in words and a sign, a link to the cell; the copy opens there."""
    on_sheet = Mark(1, "", Severity.INFO, "SH212", "非表示の列があります。", "再表示してください。")
    on_file = Mark(0, "", Severity.WARNING, "SH109", "個人名があります。", "消してください。")
    made = opened(annotated(book(ROWS), ERROR, on_sheet, on_file))
    assert made.sheetnames == [LIST_SHEET, "進捗状況"]
    listed = made.worksheets[0]
    assert made.active is listed
    assert [[cell.value for cell in row] for row in listed["A6:H9"]] == [
        ["番号", "重大度", "シート", "セル", "項目", "規則コード", "内容", "直し方"],
        [1, "✖ エラー", "進捗状況", "B2", "6", "SH203", ERROR.message, ERROR.remedy],
        [2, "● 参考", "進捗状況", "シート全体", None, "SH212", on_sheet.message, on_sheet.remedy],
        [3, "▲ 注意", "（ファイル全体）", None, None, "SH109", on_file.message, on_file.remedy],
    ]
    assert [listed[at].hyperlink.location for at in ("D7", "D8")] == ["'進捗状況'!B2", "'進捗状況'!A1"]
    assert listed["D9"].hyperlink is None
    assert [listed[at].value for at in ("B3", "C3", "D3")] == ["✖ エラー 1件", "▲ 注意 1件", "● 参考 1件"]
    assert (listed.freeze_panes, listed.auto_filter.ref, listed.print_title_rows) == ("A7", "A6:H9", "$6:$6")
    assert (listed.page_setup.orientation, listed.page_setup.paperSize) == ("landscape", 9)
    assert {listed.column_dimensions[column].width for column in "GH"} == {52}


def test_the_list_speaks_english_when_asked() -> None:
    """Headings, severities and guidance are in the summary's language."""
    listed = opened(annotated(book(ROWS), ERROR, language=Language.EN)).worksheets[0]
    assert [cell.value for cell in listed[6]][:4] == ["No.", "Severity", "Sheet", "Cell"]
    assert (listed["B7"].value, listed["A2"].value) == ("✖ Error", "File: 進捗.xlsx")


def test_no_findings_are_a_list_that_says_so() -> None:
    """A copy without marks has its list, and its sheets keep their bytes."""
    content = book(ROWS)
    made = annotated(content)
    assert opened(made).worksheets[0]["A7"].value == "指摘はありません。"
    assert unzipped(made)["xl/worksheets/sheet1.xml"] == unzipped(content)["xl/worksheets/sheet1.xml"]


def a_department_book() -> bytes:
    """Return a macro workbook with a text box, validations of newer Excel, a printer, a signature."""
    later = '<extLst><ext uri="{CCE6A557}" xmlns:x14="urn:x14"><x14:dataValidations/></ext></extLst>'
    after = (
        '<sheetProtection sheet="1" objects="1"/><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'
        '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
        f'<drawing r:id="rId_drawing"/>{later}'
    )
    parts = parts_of(
        {"進捗状況": sheet(ROWS, after=after), "参考": sheet(ROWS)},
        names='<definedName name="_xlnm.Print_Area" localSheetId="1">参考!$A$1:$C$2</definedName>'
        '<definedName name="率">参考!$A$1</definedName>',
        view='activeTab="1" firstSheet="1"',
    )
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    parts["_rels/.rels"] = relations(officeDocument="xl/workbook.xml", origin="_xmlsignatures/origin.sigs")
    return zipped(
        parts
        | {
            RELS: relations(drawing="../drawings/drawing1.xml", printerSettings="../p.bin"),
            "xl/drawings/drawing1.xml": "<wsDr xmlns='urn:d'><!-- 文字枠 --></wsDr>",
            "xl/vbaProject.bin": bytes(range(256)),
            "xl/p.bin": b"\0\1",
            "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"/>',
            "_xmlsignatures/origin.sigs": b"",
            "_xmlsignatures/sig1.xml": "<Signature/>",
        }
    )


def test_every_part_that_no_mark_touches_keeps_its_bytes() -> None:
    """Text boxes, macros, printer settings, other sheets: the same bytes, order, dates and compression."""
    content = a_department_book()
    made = annotated(content, ERROR)
    edited = {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
    }
    edited |= {"xl/worksheets/sheet1.xml", RELS}
    gone = {"_xmlsignatures/origin.sigs", "_xmlsignatures/sig1.xml"}
    before, after = unzipped(content), unzipped(made)
    assert {name for name in before if after.get(name) != before[name]} == edited | gone
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        kept = [info for info in old.infolist() if info.filename not in gone]
        names = [info.filename for info in new.infolist()]
        assert names[: len(kept)] == [info.filename for info in kept]
        for info in kept:
            copy = new.getinfo(info.filename)
            assert copy.date_time == info.date_time
            assert info.filename in edited or copy.compress_size == info.compress_size
        assert new.testzip() is None
    assert b"macroEnabled" in after["[Content_Types].xml"]
    assert b"_xmlsignatures" not in after["_rels/.rels"]


def test_what_stands_in_an_edited_sheet_stays_there() -> None:
    """Protection, merged cells, validations of newer Excel and drawings stay, in the schema's order."""
    made = unzipped(annotated(a_department_book(), ERROR))["xl/worksheets/sheet1.xml"].decode()
    order = (
        "<sheetData",
        "<sheetProtection",
        "<mergeCells",
        "<pageMargins",
        "<drawing",
        "<legacyDrawing",
        "<extLst",
    )
    assert [made.index(name) for name in order] == sorted(made.index(name) for name in order)
    assert "x14:dataValidations" in made


@pytest.mark.filterwarnings("ignore:Unknown extension")  # openpyxl drops it; we do not
def test_names_follow_their_sheets_behind_the_list() -> None:
    """A name that belongs to a sheet says so by its place, which moves by one; the list opens."""
    made = opened(annotated(a_department_book(), ERROR))
    assert made["参考"].print_area == "'参考'!$A$1:$C$2"
    assert made.defined_names["率"].value == "参考!$A$1"
    assert made.active.title == LIST_SHEET


def test_only_the_list_is_selected() -> None:
    """Two selected sheets would be edited together, unnoticed."""
    view = '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
    parts = parts_of({"甲": sheet(ROWS, before=view), "乙": sheet(ROWS, before=view)})
    made = opened(annotated(zipped(parts), ERROR))
    assert [one.sheet_view.tabSelected for one in made.worksheets] == [True, None, None]


def test_values_read_as_before() -> None:
    """What calamine reads from the department's own sheets is the same."""
    content = a_department_book()
    assert values(annotated(content, ERROR, replace(ERROR, cell="E9"))) == values(content)


@pytest.mark.filterwarnings("ignore:Unknown extension")  # as above
def test_a_mark_on_a_merged_cell_shows_on_its_first_cell() -> None:
    """A covered cell is not visible: fill and comment go to the cell that shows the area."""
    made = opened(annotated(a_department_book(), replace(ERROR, cell="B3")))["進捗状況"]
    assert made["B2"].fill.fgColor.rgb == "FFFFC7CF"
    assert "【進捗 SH203】" in made["B2"].comment.text


def test_a_missing_cell_is_added_with_the_look_of_its_row_or_column() -> None:
    """An empty cell that should not be empty can be marked: in its place, with the style it would have."""
    cols = '<cols><col min="2" max="2" style="3"/></cols>'
    rows = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row><row r="5" s="1" customFormat="1"/>'
    marks = [replace(ERROR, cell=cell) for cell in ("B2", "B4", "A5")]
    made = annotated(book(rows, before=cols), *marks)
    text = unzipped(made)["xl/worksheets/sheet1.xml"].decode()
    assert [text.index(f'r="{at}"') for at in ("A2", "B2", "C2", "4", "B4", "5", "A5")] == sorted(
        text.index(f'r="{at}"') for at in ("A2", "B2", "C2", "4", "B4", "5", "A5")
    )
    shown = opened(made)["進捗状況"]
    assert [shown[at].number_format for at in ("B2", "B4", "A5")] == ["#,##0", "#,##0", "0%"]


@pytest.mark.parametrize("cell", ["", "ZZZZ1", "A0", "A1048577", "XFD1048576", "7C", "=A1", "進捗"])
def test_marks_that_lead_nowhere_are_only_listed(cell: str) -> None:
    """Cells that cannot be, lie far outside, or on sheets that are not there: listed, and nothing breaks."""
    content = book(ROWS)
    made = annotated(content, replace(ERROR, cell=cell), replace(ERROR, sheet_number=9))
    assert unzipped(made)["xl/worksheets/sheet1.xml"].count(b"<c ") == ROWS.count("<c ")
    listed = opened(made).worksheets[0]
    assert [listed[at].value for at in ("F7", "F8", "C8")] == ["SH203", "SH203", "（ファイル全体）"]


def test_the_departments_comments_stay_and_ours_are_added() -> None:
    """On a cell with a comment ours follows it; threads are left alone; others keep theirs."""
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>甲</author><author>tc={{1}}</author></authors><commentList>'
        '<comment ref="A1" authorId="0"><text><t>速報値</t></text></comment>'
        '<comment ref="B2" authorId="0"><text><r><t>要確認</t></r></text></comment>'
        '<comment ref="C2" authorId="1"><text><t>[Threaded comment]</t></text></comment></commentList></comments>'
    )
    note = (
        '<v:shape id="_x0000_s{n}"><x:ClientData ObjectType="Note"><x:Row>{row}</x:Row>'
        "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
    cells = ((1025, 0, 0), (1026, 1, 1), (1027, 1, 2))
    shapes = "".join(note.format(n=n, row=row, column=column) for n, row, column in cells)
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<v:shape id="_x0000_s1030"><br><x:ClientData ObjectType="Button"/></v:shape>{shapes}</xml>'
    )
    content = book(
        ROWS,
        after='<legacyDrawing r:id="rId_vmlDrawing"/>',
        **{
            RELS: relations(comments="../comments1.xml", vmlDrawing="../drawings/v1.vml"),
            "xl/comments1.xml": comments,
            "xl/drawings/v1.vml": vml,
        },
    )
    marks = [replace(ERROR, cell=cell) for cell in ("B2", "C2", "A2")]
    made = annotated(content, *marks)
    shown = opened(made)["進捗状況"]
    assert shown["A1"].comment.text == "速報値"
    assert shown["B2"].comment.text.startswith("要確認\n\n【進捗 SH203】✖ エラー")
    assert shown["C2"].comment.text == "[Threaded comment]"
    assert shown["A2"].comment.text.startswith("【進捗 SH203】")
    drawn = unzipped(made)["xl/drawings/v1.vml"].decode()
    assert drawn.startswith(vml.removesuffix("</xml>"))
    assert (drawn.count('ObjectType="Note"'), drawn.count('id="_x0000_s1031"')) == (4, 1)
    again = annotated(made)
    kept = opened(again)["進捗状況"]
    assert [kept[at].comment and kept[at].comment.text for at in ("A1", "A2", "B2")] == [
        "速報値",
        None,
        "要確認",
    ]
    assert unzipped(again)["xl/drawings/v1.vml"].count(b'ObjectType="Note"') == 3


def moved(*marks: Mark) -> list[Mark]:
    """Return marks as they are found on an annotated copy, whose sheets stand one further back."""
    return [replace(mark, sheet_number=mark.sheet_number + 1) for mark in marks]


def test_annotating_an_annotated_copy_replaces_what_was_there() -> None:
    """The same findings give the same bytes again: no second list, no second comment, no fill on a fill."""
    marks = [ERROR, WARNING, replace(ERROR, cell="C2"), replace(ERROR, sheet_number=2, cell="A2")]
    once = annotated(a_department_book(), *marks)
    assert annotated(once, *moved(*marks)) == once


def test_a_corrected_cell_gets_its_own_fill_back() -> None:
    """Without findings the fills are those that the department chose, also where a mark covered a colour."""
    marks = [ERROR, replace(WARNING, cell="C2"), replace(ERROR, cell="A2")]
    before = book(ROWS)
    after = annotated(annotated(before, *marks))
    old, new = opened(before)["進捗状況"], opened(after)["進捗状況"]
    for at in ("A2", "B2", "C2"):
        assert repr(new[at].fill.fgColor) == repr(old[at].fill.fgColor), at
        assert new[at].fill.fill_type == old[at].fill.fill_type, at
    assert new["C2"].font.color.rgb == "FFFF0000"
    assert not any(cell.comment for row in new.iter_rows() for cell in row)


def test_a_copy_saved_by_another_program_is_known_again() -> None:
    """After openpyxl rewrote every part, the list, the comments and the fills are still replaced."""
    saved = io.BytesIO()
    opened(annotated(book(ROWS), ERROR, replace(ERROR, cell="C2"))).save(saved)
    made = opened(annotated(saved.getvalue()))
    assert made.sheetnames == [LIST_SHEET, "進捗状況"]
    shown = made["進捗状況"]
    assert (shown["B2"].fill.fill_type, shown["C2"].fill.fgColor.theme) == (None, 4)
    assert shown["B2"].comment is None


def test_a_second_look_sees_through_our_own_marks() -> None:
    """In a copy that comes back our list is told apart, our fills and comments are not the department's."""
    made = look(annotated(book(ROWS), ERROR, replace(ERROR, cell="C2")))
    assert made is not None
    assert made.own_sheets == {1}
    assert {number: dict(one.tinted) for number, one in made.sheets.items()} == {
        2: {(1, 2): "fill=theme4+0.5 font=FFFF0000"}
    }
    assert made.sheets[2].comments == {}


def test_a_sheet_of_the_departments_own_with_our_name_stays() -> None:
    """Only what we added is ours, whatever a sheet is called."""
    made = opened(annotated(zipped(parts_of({LIST_SHEET: sheet(ROWS)})), ERROR))
    assert made.sheetnames == [f"{LIST_SHEET} (2)", LIST_SHEET]
    assert made.worksheets[0]["D7"].hyperlink.location == f"'{LIST_SHEET}'!B2"


def test_links_lead_to_sheets_with_any_name() -> None:
    """An apostrophe in a sheet's name is doubled in a reference."""
    made = opened(annotated(zipped(parts_of({"R5's 進捗": sheet(ROWS)})), ERROR))
    assert made.worksheets[0]["D7"].hyperlink.location == "'R5''s 進捗'!B2"


def test_a_workbook_without_styles_is_given_some() -> None:
    """Some programs write none."""
    parts = parts_of({"進捗": sheet('<row r="2"><c r="B2"><v>1</v></c></row>')})
    del parts["xl/styles.xml"]
    assert opened(annotated(zipped(parts), ERROR))["進捗"]["B2"].fill.fgColor.rgb == "FFFFC7CF"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_finding_becomes_a_formula(text: str) -> None:
    """Whatever a message quotes stays text, also when somebody edits the cell."""
    made = opened(annotated(book(ROWS), replace(ERROR, message=text, remedy=text, item_no=text, code=text)))
    for column in "EFGH":
        cell = made.worksheets[0][f"{column}7"]
        assert (cell.data_type, cell.quotePrefix) in {("s", True), ("inlineStr", True)}


def test_texts_that_a_part_cannot_hold_are_made_harmless() -> None:
    """Controls, direction marks and what reads as an escape; very long texts are cut."""
    odd = replace(ERROR, message="\0\x1b\u202e\ud800_x0041_長" + "い" * 40_000)
    made = opened(annotated(book(ROWS), odd))
    said = made.worksheets[0]["G7"].value
    assert said.startswith("⟨U+0000⟩⟨U+001B⟩⟨U+202E⟩⟨U+D800⟩_x005F_x0041_長い")
    assert len(said) <= 32_767
    assert len(made["進捗状況"]["B2"].comment.text) < 32_767


def test_many_marks_on_a_cell_make_one_comment_that_counts_the_rest() -> None:
    """A comment stays readable; the list has them all."""
    made = opened(annotated(book(ROWS), *[ERROR] * 12))
    text = made["進捗状況"]["B2"].comment.text
    assert (text.count("【進捗"), text.endswith("ほか4件（指摘一覧をご覧ください）")) == (8, True)
    assert made.worksheets[0].max_row == 18


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"1,2\n",
        b"\xd0\xcf\x11\xe0" * 200,
        zipped(
            {name: str(part).replace(MAIN, STRICT_MAIN) for name, part in parts_of({"進": sheet("")}).items()}
        ),
        book(**{"xl/styles.xml": "<styleSheet"}),
    ],
    ids=["empty", "csv", "ole", "strict", "damaged"],
)
def test_what_cannot_be_edited_part_by_part_is_said(content: bytes) -> None:
    """The caller then makes a new workbook from the texts."""
    assert annotate(content, [ERROR], summarize([ERROR], "x")) is None


@pytest.mark.parametrize(
    "path",
    [
        *sorted(path for path in INBOX.rglob("*.xlsx") if path.stat().st_size),
        *sorted(path for path in REAL.glob("*.xlsx") if path.stat().st_size),
    ],
    ids=lambda path: path.stem,
)
def test_real_workbooks_come_back_whole(path: Path) -> None:
    """Of every workbook at hand: values read as before, the copy opens, and annotating again changes nothing."""
    content = path.read_bytes()
    seen = look(content)
    if seen is None:
        assert annotate(content, [ERROR], summarize([ERROR], "x")) is None
        return
    marks = [replace(ERROR, sheet_number=n, cell=cell) for n in (1, 2) for cell in ("A1", "B9", "H12")]
    made = annotated(content, *marks)
    assert values(made) == values(content)
    assert annotated(made, *moved(*marks)) == made
    untouched = {"xl/sharedStrings.xml", "xl/calcChain.xml", "docProps/core.xml", "xl/drawings/drawing1.xml"}
    before, after = unzipped(content), unzipped(made)
    assert {name for name in untouched & before.keys() if after[name] != before[name]} == set()
    assert opened(made).sheetnames[0] == LIST_SHEET


@pytest.mark.parametrize(
    ("cell", "at"), [("A1", (0, 0)), ("C7", (6, 2)), ("XFD1048576", (1_048_575, 16_383))]
)
def test_a_cells_name_is_its_position(cell: str, at: tuple[int, int]) -> None:
    """Rows and columns count from zero."""
    assert position_of(cell) == at
