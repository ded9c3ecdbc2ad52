"""Files are named by their content, and marked-up tables are read where there is one way to read them."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from builders import code_of

from shinchoku.adapters.workbooks import read_content
from shinchoku.adapters.workbooks.sample import sheets_in
from shinchoku.bilingual import Bilingual
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Reading

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
CSV = "番号,達成状況,取組実績,実績値\n2,A,実施した（①㈱髙）,110\n8,B,ｶﾅも,7\n"
HTML = """<html><head><meta charset="{charset}"><style>.gone {{ display: none }} td.old {{ text-decoration:line-through }}
</style></head><body><table><tr><th>番号</th><th>達成状況</th><th>取組実績</th><th>実績値</th></tr>{rows}</table></body></html>"""
XML = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="Default"><Font/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>
<Style ss:ID="x"><Font ss:StrikeThrough="1"/></Style></Styles>
<Worksheet ss:Name="進捗"><Table><Column ss:Index="5" ss:Hidden="1"/>
<Row><Cell><Data ss:Type="String">番号</Data></Cell><Cell><Data ss:Type="String">達成状況</Data></Cell>
<Cell><Data ss:Type="String">取組実績</Data></Cell><Cell><Data ss:Type="String">実績値</Data></Cell></Row>
{rows}</Table></Worksheet></Workbook>"""


def zipped(**parts: str) -> bytes:
    """Return a zip with some parts; `__` in a name is a slash, `_` a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return out.getvalue()


def stream(name: str) -> bytes:
    """Return the entry of a compound file's directory for a stream."""
    written = name.encode("utf-16-le")
    return CFB + written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little") + b"\0" * 62


def cell(*texts: str) -> str:
    """Return a row of an HTML table."""
    return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def read_rows(reading: Reading) -> list[dict[str, str]]:
    """Return the rows as text by column."""
    return [{name: one.text for name, one in row.cells.items()} for row in reading.rows]


MAIL = "MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\r\n"
KNOWN = {
    "PDF": b"%PDF-1.7\n",
    "RTF": b"{\\rtf1\\ansi}",
    "PNG": b"\x89PNG\r\n\x1a\n",
    "BMP": b"BM" + b"\x10\0\0\0" + b"\0" * 60,
    "HEIC": b"\0\0\0\x18ftypheic",
    "Word（docx）": zipped(word__document_xml="<w/>"),
    "PowerPoint（pptx）": zipped(ppt__presentation_xml="<p/>"),
    "Numbers": zipped(Index__CalculationEngine_iwa=""),
    "odt": zipped(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"),
    "暗号化）されたods": zipped(content_xml="x", **{"META-INF__manifest_xml": "<m:encryption-data/>"}),
    "ZIP（圧縮フォルダー）": zipped(readme_txt="x"),
    "暗号化）されたExcel": stream("EncryptedPackage"),
    "Word（doc）": stream("WordDocument"),
    "Outlook": stream("__properties_version1.0"),
    "古いExcel": b"\x09\x02\x06\x00\0\0\x10\0",
    "Lotus": b"\0\0\x02\0\x06\x04\x06\0",
    "LZH": b"\x22\x11-lh5-",
    "MHTML": MAIL.format(kind="multipart/related; boundary=x").encode(),
    "電子メール": ("From: a\r\n" + MAIL.format(kind="text/plain")).encode(),
    "OpenDocument形式": b'<?xml version="1.0"?><office:document xmlns:office="x"/>',
    "XML形式": b'<?xml version="1.0"?><data/>',
    "JSON": json.dumps({"a": [1]}).encode(),
    "Googleスプレッドシート": json.dumps({"doc_id": "x", "email": ""}).encode(),
    "ショートカット": b"[InternetShortcut]\r\nURL=https://example.org/",
    "SYLK": b"ID;PWXL;N;E\n",
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_file_is_named_by_its_content(name: str) -> None:
    """In the finding and for a sample alike; nothing of it is taken."""
    (problem,) = read_content(KNOWN[name]).problems
    assert (code_of(problem), problem.stops_reading) == ("SH102", True)
    assert name in f"{problem.values['why_ja']}"
    why = sheets_in(KNOWN[name])
    assert isinstance(why, Bilingual)
    assert problem.values["why_ja"].startswith(why.ja)


@pytest.mark.parametrize("start", ["{計画}の進捗\n", "[集計]\n", "From: 企画課\n", "BMI,1\n"])
def test_a_table_that_begins_oddly_is_a_table(start: str) -> None:
    """A word that another format begins with is no proof."""
    assert read_content((start + CSV).encode()).rows


def test_an_untidy_compound_file_is_no_workbook() -> None:
    """What nobody knows is not called protected, unless it may be."""
    (problem,) = read_content(CFB).problems
    assert code_of(problem) == "SH101"


@pytest.mark.parametrize("encoding", ["iso2022_jp_ext", "euc_jp", "utf-32"])
def test_text_in_an_old_encoding_is_read(encoding: str) -> None:
    """As its characters are, and the encoding is named."""
    plain = "番号,達成状況,取組実績,実績値\r\n2,A,取組を実施しました。,110\r\n"
    reading = read_content(plain.encode(encoding))
    assert read_rows(reading)[0]["result_text"] == "取組を実施しました。"
    assert reading.account.encoding.split()[0] in {"ISO-2022-JP", "EUC-JP", "UTF-32"}


def test_iso_2022_jp_has_the_characters_that_windows_added() -> None:
    """①㈱髙 and half-width katakana, each in its own set."""
    said = b"2,A,\x1b$B-!-j\x7c\x62\x1b(I6E\x1b(J,110\n"
    reading = read_content("番号,達成状況,取組実績,実績値\n".encode("iso2022_jp") + said)
    assert read_rows(reading)[0]["result_text"] == "①㈱髙ｶﾅ"


@pytest.mark.parametrize(
    "bad", [b"\x1b$B!", b"\x1b$B\x22\x80\x1b(B", b"\x1b$B\x7e\x7e\x1b(B", b"\x1b$B!!\x1b(B\x1bx"]
)
def test_a_broken_line_of_iso_2022_jp_is_named(bad: bytes) -> None:
    """Nothing is guessed: the file is refused."""
    (problem,) = read_content(b"a,b\n1," + bad + b"\n").problems
    assert code_of(problem) in {"SH106", "SH201"}


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("utf-8", "utf-8"), ("Shift_JIS", "cp932"), ("euc-jp", "euc_jp"), ("x-user", "utf-8")],
)
def test_an_html_table_is_read_in_the_encoding_it_declares(charset: str, codec: str) -> None:
    """Whatever the file is called; what could not be seen is said."""
    reading = read_content(
        HTML.format(charset=charset, rows=cell("2", "A", "実施<br>した", "1,100")).encode(codec)
    )
    (row,) = read_rows(reading)
    assert (row["item_no"], row["result_text"], row["actual_value"]) == ("2", "実施\nした", "1,100")
    assert reading.account.file_format == "HTML"
    assert "SH107" in [code_of(problem) for problem in reading.problems]


def test_spans_and_hidden_rows_of_html_are_seen() -> None:
    """A cell stands where it is shown; a row that nobody sees is not read."""
    rows = '<tr><td rowspan=2>2</td><td>A</td><td colspan=2>実施</td></tr><tr style="display:none"><td>B</td><td>隠</td><td>1</td></tr>'
    hidden = read_content(HTML.format(charset="utf-8", rows=rows + cell("8", "A", "調べた", "3")).encode())
    assert [row["item_no"] for row in read_rows(hidden)] == ["2", "8"]
    assert "SH211" in [code_of(problem) for problem in hidden.problems]


@pytest.mark.parametrize(
    "struck", ["<s>100</s> 110", "<span style='text-decoration: line-through'>100</span>110"]
)
def test_what_html_strikes_or_raises_is_marked(struck: str) -> None:
    """As in a workbook: by tag, by style or by class."""
    rows = (
        cell("2", "A", "実施", struck)
        + '<tr><td>8</td><td>A</td><td class="old">旧</td><td>61<sup>2</sup></td></tr>'
    )
    two, eight = read_content(HTML.format(charset="utf-8", rows=rows).encode()).rows
    assert ProblemKind.STRUCK_THROUGH in two.cells["actual_value"].marks
    assert ProblemKind.STRUCK_THROUGH in eight.cells["result_text"].marks
    assert ProblemKind.RAISED_TEXT in eight.cells["actual_value"].marks


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>表はありません</body></html>",
        HTML.format(charset="utf-8", rows=cell("2", "A", "<table><tr><td>x</td></tr></table>", "1")),
        HTML.format(charset="utf-8", rows=cell("2", "A", '<span class="gone">秘</span>実施', "1")),
        HTML.format(charset="utf-8", rows="<tr><td>2</td><td hidden>A</td><td>x</td></tr>"),
        "<html><table>" + "<tr><td rowspan=1000 colspan=1000>x</td></tr>" * 9 + "</table>",
        "<html>" + "<table><tr><td>x</td></tr></table>" * 300,
    ],
    ids=["no table", "nested", "hidden words", "hidden cell", "too large", "too many"],
)
def test_html_with_several_readings_is_refused_by_its_name(page: str) -> None:
    """Nothing of it is guessed."""
    (problem,) = read_content(page.encode()).problems
    assert code_of(problem) == "SH102"
    assert "HTML" in problem.values["why_ja"]


def data(kind: str, text: str, more: str = "") -> str:
    """Return a cell of XML Spreadsheet 2003."""
    return f'<Cell {more}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_xml_spreadsheet_2003_is_read_with_its_formats() -> None:
    """Numbers, per cent, dates, merged and hidden cells, strike-through: as in a workbook of today."""
    rows = (
        f"<Row>{data('Number', '2')}{data('String', 'A')}{data('DateTime', '2024-04-01T00:00:00.000')}{data('Number', '0.985', 'ss:StyleID=' + chr(34) + 'p' + chr(34))}</Row>"
        f'<Row ss:Index="5">{data("Number", "8")}{data("String", "A")}{data("String", "調べた")}{data("Number", "1.1000000000000001", "ss:StyleID=" + chr(34) + "x" + chr(34))}</Row>'
        f'<Row ss:Hidden="1">{data("Number", "5")}{data("String", "A")}{data("String", "隠")}</Row>'
        f'<Row>{data("Number", "7")}{data("String", "A")}{data("Boolean", "1")}<Cell ss:Formula="=A1"/></Row>'
    )
    reading = read_content(XML.format(encoding="UTF-8", rows=rows).encode())
    two, eight, seven = reading.rows
    assert reading.account.file_format == "XML Spreadsheet 2003"
    assert (two.text("actual_value"), two.text("result_text")) == ("98.5%", "2024-04-01")
    assert (eight.text("actual_value"), eight.row_number) == ("1.1", 5)
    assert ProblemKind.STRUCK_THROUGH in eight.cells["actual_value"].marks
    assert ProblemKind.UNVALUED_FORMULA in seven.cells["actual_value"].marks
    assert "SH211" in [code_of(problem) for problem in reading.problems]


def test_xml_spreadsheet_2003_in_an_old_encoding_is_read() -> None:
    """As it declares."""
    rows = f"<Row>{data('Number', '2')}{data('String', 'A')}{data('String', '実施')}{data('Error', '#REF!')}</Row>"
    (row,) = read_content(XML.format(encoding="Shift_JIS", rows=rows).encode("cp932")).rows
    assert (row.text("result_text"), row.text("actual_value")) == ("実施", "#REF!")


@pytest.mark.parametrize(
    "rows",
    [
        "<Row>",
        '<Row ss:Index="9999999999"/><!DOCTYPE x>',
        f'<Row ss:Index="1048577">{data("String", "x")}</Row>',
    ],
)
def test_a_damaged_xml_spreadsheet_is_refused_by_its_name(rows: str) -> None:
    """So is one with a document type, whose entities could hold anything."""
    (problem,) = read_content(XML.format(encoding="UTF-8", rows=rows).encode()).problems
    assert (code_of(problem), "XMLスプレッドシート2003" in problem.values["why_ja"]) == ("SH102", True)
