"""What a second look at a workbook sees: each aspect from the raw parts, with its data in view."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from builders.workbook_parts import (
    MAIN,
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    book,
    parts_of,
    relations,
    sheet,
    unzipped,
    zipped,
)

from shinchoku.adapters.ooxml import look
from shinchoku.adapters.workbooks.spreadsheet import read_spreadsheet
from shinchoku.intake.look import SheetLook, WorkbookLook

REPOSITORY = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("SHINCHOKU_REALSHEETS", REPOSITORY.parent / "shared" / "realsheets"))
RELS = "xl/worksheets/_rels/sheet1.xml.rels"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def seen(content: bytes) -> WorkbookLook:
    """Look at a workbook that can be looked at."""
    found = look(content)
    assert found is not None
    return found


def first(rows: str = "", *, before: str = "", after: str = "", **more: str | bytes) -> SheetLook:
    """Look at the only sheet of a workbook, in which something is seen."""
    return seen(book(rows, before=before, after=after, **more)).sheets[1]


FORMULAS = (
    '<row r="1"><c r="A1"><f>B1*1</f><v>0</v></c><c r="B1"><f>C1*1</f><v>113</v></c>'
    '<c r="C1"><f>D1*1</f></c><c r="D1"><v>0</v></c></row>'
)
EXCEL_WROTE = "<Properties xmlns='p'><Application>Microsoft Excel</Application></Properties>"


@pytest.mark.parametrize(
    ("settings", "application", "stale"),
    [
        ('<calcPr calcId="124519" fullCalcOnLoad="1"/>', "", {(0, 0), (0, 1)}),
        ('<calcPr fullCalcOnLoad="true"/>', EXCEL_WROTE, {(0, 0), (0, 1)}),
        ('<calcPr calcCompleted="0"/>', "", {(0, 0), (0, 1)}),
        ('<calcPr calcId="191029"/>', EXCEL_WROTE, {(0, 0)}),
        ('<calcPr calcId="191029"/>', EXCEL_WROTE.replace("Microsoft Excel", "LibreOffice/7.4"), set()),
        ('<calcPr calcId="191029" fullCalcOnLoad="0"/>', "", set()),
        ("", "", set()),
    ],
)
def test_results_that_nobody_computed_are_seen(
    settings: str, application: str, stale: set[tuple[int, int]]
) -> None:
    """A workbook that asks to be computed on opening has no results; one without an order of calculation no zeros."""
    parts = parts_of({"進捗状況": sheet(FORMULAS)})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("</workbook>", f"{settings}</workbook>")
    found = seen(zipped(parts | ({"docProps/app.xml": application} if application else {}))).sheets[1]
    assert found.stale_formulas == stale
    assert found.unvalued_formulas == {(0, 2)}


def test_a_sheet_without_anything_unseen_is_not_told_of() -> None:
    """Plain text and numbers, thousands, dates, black on white: nothing to look at."""
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>達成</t></is></c><c r="B1"><v>42</v></c></row>'
        '<row r="2"><c r="A2" s="3"><v>1234</v></c><c r="B2" s="8"><v>45000</v></c>'
        '<c r="C2" s="6"><v>1</v></c><c r="D2" s="7"/></row>'
    )
    assert seen(book(rows)).sheets == {}


@pytest.mark.parametrize(
    "row", ['hidden="1"', 'hidden="true"', 'ht="0"', 'ht="0.0" customHeight="1"', "hidden='1'"]
)
def test_hidden_rows_are_seen(row: str) -> None:
    """A row is hidden outright or by its height; rows without a number count on from the one before."""
    rows = f'<row r="3"><c r="A3"><v>1</v></c></row><row {row}><c r="A4"><v>1</v></c></row>'
    assert first(rows).hidden_rows == {3}


def test_a_collapsed_outline_hides_its_rows() -> None:
    """Excel writes the rows of a closed group as hidden; the row that opens it is not."""
    rows = (
        '<row r="1" outlineLevel="1" hidden="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" collapsed="1"><c r="A2"><v>1</v></c></row>'
    )
    assert first(rows).hidden_rows == {0}


@pytest.mark.parametrize("col", ['hidden="1"', 'width="0" customWidth="1"', 'width="0.0"', 'hidden="true"'])
def test_hidden_columns_are_those_that_have_cells(col: str) -> None:
    """A hidden range up to the last column of Excel hides only the columns that are in use."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>2</v></c><c r="E1"><v>2</v></c></row>'
    assert first(rows, before=f'<cols><col min="3" max="16384" {col}/></cols>').hidden_columns == {2, 4}


def test_formats_are_seen_where_they_alter_the_number() -> None:
    """Per cent and a written scale; not thousands, not a text that happens to have such a format."""
    rows = (
        '<row r="5"><c r="B5" s="1"><v>0.985</v></c><c r="C5" s="2"><v>155550000</v></c>'
        '<c r="D5" s="3"><v>1234</v></c><c r="E5" s="1" t="str"><v>調整中</v></c><c r="F5" s="1"/></row>'
    )
    assert first(rows).formats == {(4, 1): "0%", (4, 2): '#,##0,"千円"'}


def styled(*formats: str, fonts: str = "") -> str:
    """Return styles whose first is plain, with a style for each format code and each font after it."""
    codes = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats, start=1)
    )
    of_formats = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(1, len(formats) + 1))
    of_fonts = "".join(f'<xf fontId="{n}"/>' for n in range(1, fonts.count("<font>") + 1))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><fonts><font/>{fonts}</fonts>'
        f"<cellXfs><xf/>{of_formats}{of_fonts}</cellXfs></styleSheet>"
    )


def test_a_text_that_its_format_hides_or_adds_words_to_is_seen() -> None:
    """`;;;` and `@"以外"` on a text; a number's own format says nothing of one."""
    text = 't="inlineStr"><is><t>実施</t></is></c>'
    rows = (
        f'<row r="1"><c r="A1" s="1" {text}<c r="B1" s="2" {text}<c r="C1" s="3" {text}'
        '<c r="D1" s="2" t="str"><v>13.1</v></c><c r="E1" s="4"><v>45870</v></c></row>'
    )
    styles = styled(";;;", "@&quot;以外&quot;", "0.0%", "m&quot;月&quot;")
    found = first(rows, **{"xl/styles.xml": styles}).formats
    assert found == {(0, 0): ";;;", (0, 1): ";;;", (0, 3): ";;;", (0, 4): 'm"月"'}


def test_zeros_that_the_sheet_does_not_show_are_seen() -> None:
    """`showZeros="0"` leaves the cell of a zero blank; a text and another number stay."""
    rows = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>10</v></c><c r="C1" t="str"><v>0</v></c></row>'
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    assert first(rows, before=view).formats == {(0, 0): "0;-0;;@"}


def test_rows_and_columns_too_small_to_be_seen_are_hidden() -> None:
    """Nobody sees what is in a row of 1.5 points or a column of a tenth of a character."""
    rows = (
        '<row r="1" ht="1.5" customHeight="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2" ht="15"><c r="A2"><v>1</v></c><c r="B2"><v>1</v></c></row>'
        '<row r="3" ht="1"><c r="A3"><v>1</v></c></row><row r="4" ht="2.25"><c r="A4"><v>1</v></c></row>'
    )
    found = first(rows, before='<cols><col min="2" max="2" width="0.1" customWidth="1"/></cols>')
    assert found.hidden_rows == {0, 2}
    assert found.hidden_columns == {1}
    only_low = '<row r="1" ht="1.5"><c r="A1"><v>1</v></c></row>'
    assert first(only_low).hidden_rows == {0}


def test_white_letters_on_nothing_are_seen_as_hidden() -> None:
    """The whole column of them too; white on a fill, and white spaces, are none."""
    white = '<font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="{1 + n % 2}"><v>13.1</v></c></row>' for n in (1, 2, 3))
    styles = {"xl/styles.xml": styled(fonts=white)}
    assert first(rows, **styles).formats == dict.fromkeys([(0, 0), (1, 0), (2, 0)], ";;;")
    run = '<r><rPr><color rgb="FFFFFFFF"/></rPr><t>1</t></r><r><t>3.1</t></r>'
    part = f'<row r="1"><c r="A1" t="inlineStr"><is>{run}</is></c></row>'
    assert first(part).formats == {(0, 0): ";;;"}


def test_a_raised_part_of_a_text_is_seen() -> None:
    """The note behind 61 is no digit of it."""
    raised = '<r><t>61</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r>'
    plain = '<r><t>61</t></r><r><rPr><vertAlign val="baseline"/></rPr><t>2</t></r>'
    rows = (
        f'<row r="1"><c r="A1" t="inlineStr"><is>{raised}</is></c>'
        f'<c r="B1" t="inlineStr"><is>{plain}</is></c></row>'
    )
    assert first(rows).raised == {(0, 0)}


def test_formulas_that_are_written_without_a_text_are_seen() -> None:
    """A data table, and a shared formula whose first cell is gone."""
    for formula in ('<f t="dataTable" ref="A1:A2"/>', '<f t="shared" si="0"/>', "<f/>"):
        rows = f'<row r="1"><c r="A1">{formula}</c></row>'
        assert first(rows).unvalued_formulas == {(0, 0)}


def test_the_grid_reaches_what_only_the_second_look_sees() -> None:
    """A formula without its value and an error right of all values and below them; none of the far ones."""
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><f>A1</f></c></row>'
        '<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row><row r="900000"><c r="XFD900000"><f>A1</f></c></row>'
    )
    assert read_spreadsheet(book(rows)).sheets[0].grid == (("1", "", ""), ("", "#REF!", ""))


def test_formulas_are_seen_and_those_without_a_stored_result_apart() -> None:
    """An empty text is a result; no value at all is none. Shared formulas count each."""
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v/></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" ref="E1:E2" si="0">A1</f><v>2</v></c></row>'
        '<row r="2"><c r="E2"><f t="shared" si="0"/><v>3</v></c></row>'
    )
    found = first(rows)
    assert found.formulas == {(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 4)}
    assert found.unvalued_formulas == {(0, 1), (0, 2)}


def test_error_cells_are_seen_with_their_text() -> None:
    """Other programs read them as empty."""
    rows = '<row r="2"><c r="B2" t="e"><f>A9</f><v>#REF!</v></c><c r="C2" t="e"><v>#N/A</v></c></row>'
    assert first(rows).errors == {(1, 1): "#REF!", (1, 2): "#N/A"}


def test_struck_text_is_seen_in_cells_and_in_runs() -> None:
    """The cell's font, or a part of the text; a run with a look of its own hides the cell's font."""
    plain, struck = "<r><rPr><b/></rPr><t>残る</t></r>", "<r><rPr><strike/></rPr><t>消す</t></r>"
    strings = f'<sst xmlns="{MAIN}"><si><t>並</t></si><si>{plain}{struck}</si><si>{plain}</si></sst>'
    rows = (
        '<row r="1"><c r="A1" s="4"><v>5</v></c><c r="B1" s="4"/><c r="C1" t="s"><v>1</v></c>'
        f'<c r="D1" t="s" s="4"><v>2</v></c><c r="E1" t="inlineStr"><is>{plain}{struck}</is></c>'
        '<c r="F1" t="s" s="4"><v>0</v></c></row>'
    )
    parts = parts_of({"進捗": sheet(rows)}) | {"xl/sharedStrings.xml": strings}
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="s" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    assert seen(zipped(parts)).sheets[1].struck == {(0, 0), (0, 2), (0, 4), (0, 5)}


def test_a_strike_that_is_switched_off_is_none() -> None:
    """`<strike val="0"/>` is written by some programs for every font."""
    run = '<r><rPr><strike val="0"/></rPr><t>そのまま</t></r>'
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is>{run}</is></c></row>'
    assert seen(book(rows)).sheets == {}


def test_coloured_cells_with_text_are_seen() -> None:
    """The colours as the file names them; white, black and automatic are none, an empty cell neither."""
    red_run = '<is><r><rPr><color rgb="FFFF0000"/></rPr><t>直した</t></r></is>'
    rows = (
        '<row r="1"><c r="A1" s="5"><v>1</v></c><c r="B1" s="6"><v>1</v></c><c r="C1" s="7"><v>1</v></c>'
        f'<c r="D1" s="7"/><c r="E1" t="inlineStr">{red_run}</c></row>'
    )
    assert first(rows).tinted == {
        (0, 0): "font=FFFF0000",
        (0, 2): "fill=theme4+0.5 font=FFFF0000",
        (0, 4): "font=FFFF0000",
    }


def test_comments_are_seen_without_names_and_without_our_own() -> None:
    """Notes lose their author's name; threads replace their stand-ins; 【進捗 is ours."""
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author>金沢太郎</author><author>tc={{1}}</author></authors>'
        '<commentList><comment ref="B2" authorId="0"><text><r><t>金沢太郎:</t></r><r><t>\n要確認</t></r></text></comment>'
        '<comment ref="C2" authorId="1"><text><t>[Threaded comment] …</t></text></comment>'
        '<comment ref="D2" authorId="0"><text><t>【進捗 SH203】✖ エラー</t></text></comment>'
        '<comment ref="E2" authorId="0"><text><t>速報値です\n\n【進捗 SH203】✖ エラー</t></text></comment>'
        "</commentList></comments>"
    )
    threads = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="C2" id="1"><text>これは速報値ですか</text></threadedComment>'
        '<threadedComment ref="C2" id="2"><text>はい</text></threadedComment></ThreadedComments>'
    )
    found = first(
        '<row r="2"><c r="B2"><v>1</v></c></row>',
        **{
            RELS: relations(comments="../comments1.xml", threadedComment="/xl/threadedComments/t1.xml"),
            "xl/comments1.xml": comments,
            "xl/threadedComments/t1.xml": threads,
        },
    )
    assert found.comments == {
        (1, 1): "要確認",
        (1, 2): "これは速報値ですか\nはい",
        (1, 4): "速報値です",
    }


def test_objects_are_seen_by_their_text_or_kind() -> None:
    """Text boxes say what is in them; pictures, charts, shapes and form controls what they are."""
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        "<xdr:twoCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>6月までに</a:t></a:r><a:r><a:t>提出</a:t></a:r></a:p>"
        "<a:p><a:r><a:t>厳守</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
        "<xdr:oneCellAnchor><xdr:pic/></xdr:oneCellAnchor><xdr:twoCellAnchor><xdr:graphicFrame/></xdr:twoCellAnchor>"
        "<xdr:twoCellAnchor><xdr:grpSp><xdr:sp/><xdr:cxnSp/></xdr:grpSp></xdr:twoCellAnchor>"
        '<mc:AlternateContent><mc:Choice><xdr:twoCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr hidden="1"/></xdr:nvSpPr>'
        "</xdr:sp></xdr:twoCellAnchor></mc:Choice><mc:Fallback><xdr:twoCellAnchor><xdr:pic/></xdr:twoCellAnchor>"
        "</mc:Fallback></mc:AlternateContent></xdr:wsDr>"
    )
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shape><v:textbox><div>確認<br>済み</div></v:textbox><x:ClientData ObjectType="Checkbox"/></v:shape>'
        '<v:shape><x:ClientData ObjectType="Note"/></v:shape></xml>'
    )
    found = first(
        **{
            RELS: relations(drawing="../drawings/drawing1.xml", vmlDrawing="../drawings/vmlDrawing1.vml"),
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/vmlDrawing1.vml": vml,
        }
    )
    assert found.objects == (
        "6月までに提出\n厳守",
        "［画像］",
        "［グラフ・図］",
        "［図形］",
        "［図形］",
        "確認済み",
    )


def test_the_workbook_itself_is_looked_at() -> None:
    """Macros, links to other files, names of persons (never which) and the year that days count from."""
    parts = parts_of({"進捗": sheet("")})
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "<workbookPr/>", '<workbookPr date1904="1"/>'
    )
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        f'<Relationship Id="x" Type="{OFFICE}/externalLink" Target="externalLinks/e1.xml"/></Relationships>',
    )
    parts["xl/vbaProject.bin"] = b"\0"
    parts["docProps/core.xml"] = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="d"><dc:creator>金沢太郎</dc:creator>'
        "<c:lastModifiedBy> </c:lastModifiedBy></c:coreProperties>"
    )
    parts["docProps/app.xml"] = "<Properties><Manager>部長</Manager><Company>市</Company></Properties>"
    found = seen(zipped(parts))
    assert (found.macros, found.external_links, found.dates_from_1904) == (True, 1, True)
    assert found.names_persons == ("creator", "manager")


def test_cells_without_names_stand_where_they_follow() -> None:
    """Some programs leave `r` out: position comes from the order, counted on from the last name."""
    rows = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c r="C2"><v>1</v></c><c t="e"><v>#DIV/0!</v></c></row>'
    assert first(rows).errors == {(0, 1): "#N/A", (1, 3): "#DIV/0!"}


def test_sheets_are_found_wherever_the_workbook_says() -> None:
    """Numbers follow the workbook's order, not the parts' names; targets are absolute, relative or odd."""
    error = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
    parts = parts_of({"甲": sheet(""), "乙": sheet(error), "丙": sheet(error)})
    parts["xl/_rels/workbook.xml.rels"] = (
        str(parts["xl/_rels/workbook.xml.rels"])
        .replace('"worksheets/sheet1.xml"', '"/xl/worksheets/SHEET3.XML"')
        .replace('"worksheets/sheet2.xml"', '"../xl/worksheets/./sheet1.xml"')
        .replace('"worksheets/sheet3.xml"', '"worksheets\\sheet2.xml"')
    )
    assert sorted(seen(zipped(parts)).sheets) == [1, 3]


def test_strict_files_and_prefixed_names_read_alike() -> None:
    """The namespace of Strict OOXML and a prefix on every element change nothing."""
    rows = '<row r="1" hidden="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
    strict = {
        name: str(part).replace(MAIN, STRICT_MAIN).replace(OFFICE, STRICT_OFFICE)
        for name, part in parts_of({"進捗": sheet(rows)}).items()
    }
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1" hidden="1">'
        '<x:c r="A1" t="e"><x:v>#N/A</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    for content in (zipped(strict), book(**{"xl/worksheets/sheet1.xml": prefixed})):
        assert seen(content).sheets[1] == SheetLook(hidden_rows=frozenset({0}), errors={(0, 0): "#N/A"})


def test_utf_16_parts_are_read() -> None:
    """OPC allows UTF-16 beside UTF-8."""
    part = sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>').encode("utf-16")
    assert seen(book(**{"xl/worksheets/sheet1.xml": part})).sheets[1].errors == {(0, 0): "#N/A"}


def test_absent_parts_are_no_obstacle_and_damaged_ones_are_named() -> None:
    """Without styles all is plain; a damaged part is named, and what came before the damage is told."""
    rows = '<row r="1" hidden="1"><c r="A1" s="5"><v>1</v></c></row>'
    parts = parts_of({"甲": sheet(rows), "乙": sheet(rows)})
    del parts["xl/styles.xml"]
    del parts["xl/worksheets/sheet2.xml"]
    found = seen(zipped(parts))
    assert (sorted(found.sheets), found.uninspected) == ([1], ())
    parts["xl/worksheets/sheet1.xml"] = sheet(rows).removesuffix("</sheetData></worksheet>")
    damaged = seen(zipped(parts))
    assert damaged.sheets[1].hidden_rows == {0}
    assert damaged.uninspected == ("xl/worksheets/sheet1.xml",)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"1,2\n", zipped({"content.xml": "<office/>"})],
    ids=["empty", "cut", "ole", "csv", "ods"],
)
def test_what_is_no_ooxml_workbook_is_not_looked_at(content: bytes) -> None:
    """No look is not the same as a look that saw nothing."""
    assert look(content) is None


def test_looking_changes_nothing_and_is_repeatable() -> None:
    """The same bytes give the same look."""
    content = book('<row r="1"><c r="A1" s="7"><v>1</v></c></row>')
    before = unzipped(content)
    assert look(content) == look(content)
    assert unzipped(content) == before


@pytest.mark.skipif(not REAL.is_dir(), reason="the real sheets are not part of the project")
def test_real_sheets_show_what_is_known_of_them() -> None:
    """Formulas, a hidden column and text boxes of published government workbooks."""
    tool = seen((REAL / "gif_465-3.xlsx").read_bytes())
    assert sum(len(one.formulas) for one in tool.sheets.values()) == 943
    assert any("府省庁独自" in text for one in tool.sheets.values() for text in one.objects)
    quality = seen((REAL / "gif_465-6.xlsx").read_bytes())
    assert 15 in quality.sheets[2].hidden_columns
