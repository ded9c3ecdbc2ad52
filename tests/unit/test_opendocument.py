"""The text of an OpenDocument cell: what divides words stays between them, what only explains them goes."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from shinchoku.adapters.workbooks.opendocument import spelled_out
from shinchoku.adapters.workbooks.spreadsheet import read_spreadsheet
from shinchoku.intake.formats import Effect, displayed
from shinchoku.intake.look import SheetLook
from shinchoku.intake.sheets import Area

MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
CONTENT = (
    '<office:document-content xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="進捗"><table:table-row><table:table-cell office:value-type="string">'
    "<text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>"
)


def valued(kind: str, value: str, shown: str) -> bytes:
    """Return an ods file with one cell of a kind: what is stored, and what is shown."""
    name = "date-value" if kind == "date" else "value"
    stored = f'office:value-type="{kind}" office:{name}="{value}" calcext:value-type="{kind}"'
    return book(shown, CONTENT.replace('office:value-type="string"', stored))


@pytest.mark.parametrize(
    ("kind", "value", "shown", "read"),
    [
        ("percentage", "0.582", "58.2%", "58.2%"),
        ("percentage", "0.5825", "58%", "58%"),
        ("percentage", "0.7996", "80%", "80%"),
        ("float", "79.96", "80.0", "80.0"),
        ("float", "13.3333333333333", "13.3", "13.3"),
        ("float", "20.55", "20.6", "20.6"),
        ("float", "20.55", "20.5", "?"),
        ("float", "13.3333333333333", "13.3333333333333", "13.3333333333333"),
        ("float", "-20.55", "▲20.6", "-20.6"),
        ("float", "-3", "(3)", "-3"),
        ("float", "7", "007", "7"),
        ("float", "58047", "58,047㎡", "58047m2"),
        ("float", "7", "R6-7", "R6-7"),
        ("float", "0.04", "0.0", "?"),
        ("percentage", "0.07", "7.00 %", "7 %"),
        ("float", "13.1", "約13", "約13"),
        ("float", "155550000", "155,550千円", "155550千円"),
        ("float", "155550499", "155,550千円", "155550千円"),
        ("float", "1234.5", "1,235", "1235"),
        ("float", "-3", "▲3", "-3"),
        ("float", "0", "－", "0"),
        ("float", "13000", "1.3E+04", "13000"),
        ("float", "12345", "1.2E+04", "?"),
        ("float", "155550000", "155,550", "?"),
        ("float", "0.5", "1/2", "?"),
        ("float", "1", "達成", "?"),
        ("float", "13.1", "", "?"),
        ("float", "13.1", "1" * 100_000, "13.1"),
        ("float", "nan", "5", ""),
        ("currency", "1000", "¥1,000", "¥1000"),
        ("currency", "-1000", "-¥1,000", "-¥1000"),
        ("date", "2025-08-01", "2025年8月", "2025-08"),
        ("date", "2025-08-01", "令和7年8月", "2025-08"),
        ("date", "2025-08-01", "2025年8月1日", "2025-08-01"),
        ("date", "2025-08-01", "8月1日実施", "8月1日実施"),
        ("date", "2025-08-01", "R7.8.1", "2025-08-01"),
    ],
)
def test_a_number_is_read_as_it_is_shown(kind: str, value: str, shown: str, read: str) -> None:
    """58.2 % is not 0.582, and 13.3 is what stands on the sheet; what cannot be told (`?`) is asked about."""
    assert said(valued(kind, value, shown)) == read


def test_a_text_is_read_with_the_words_that_its_format_adds() -> None:
    """A format `@"以外"` shows 実施以外 where 実施 is stored."""
    stored = 'office:value-type="string" office:string-value="実施"'
    content = CONTENT.replace('office:value-type="string"', stored)
    assert read_spreadsheet(book("実施以外", content)).sheets[0].grid == (("実施以外",),)


def test_cells_that_are_never_closed_cost_no_more_than_they_are_long() -> None:
    """Each begins anew before the one before it has ended: what is shown is read once, not for each."""
    cells = '<table:table-cell office:value-type="float" office:value="1">' * 50_000
    content = book("1", CONTENT.replace("<text:p>", f"{cells}<text:p>"))
    start = time.process_time()
    spelled_out(content)
    assert time.process_time() - start < 2


def test_a_note_on_a_cell_is_no_part_of_what_it_shows() -> None:
    """Comments stand inside of their cell."""
    note = "<office:annotation><text:p>速報 10</text:p></office:annotation>"
    content = CONTENT.replace("<text:p>", f"{note}<text:p>").replace(
        'office:value-type="string"', 'office:value-type="percentage" office:value="0.582"'
    )
    found = read_spreadsheet(book("58.2%", content))
    assert said(book("58.2%", content)) == "58.2%"
    assert found.sheets[0].look.comments == {(0, 0): "速報 10"}


def said(content: bytes) -> str:
    """Return what the only cell of a file says under its format, as it is shown; `?` for what cannot be told."""
    sheet = read_spreadsheet(content).sheets[0]
    raw = sheet.grid[0][0]
    seen = displayed(raw, sheet.look.formats.get((0, 0), ""))
    if seen.effect is Effect.UNCLEAR:
        return "?"
    return seen.rounded or (seen.text if seen.effect is Effect.SHOWN else raw)


def book(text: str, content: str = CONTENT) -> bytes:
    """Return an ods file with one cell."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content.format(text=text))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1<text:tab/>2", "1\t2"),
        ("1<text:line-break/>2", "1\n2"),
        ("1<text:line-break></text:line-break>2", "1\n2"),
        (
            "<text:ruby><text:ruby-base>達成</text:ruby-base><text:ruby-text>たっせい</text:ruby-text></text:ruby>",
            "達成",
        ),
        ("達成", "達成"),
    ],
)
def test_what_divides_words_stays_and_a_ruby_goes(text: str, read: str) -> None:
    """Two figures on two lines of a cell are not one longer figure."""
    assert read_spreadsheet(book(text)).sheets[0].grid == ((read,),)


@pytest.mark.parametrize("content", [b"", b"a,b", b"PK\x03\x04 content.xml broken"])
def test_what_is_no_sound_container_comes_back_as_it_is(content: bytes) -> None:
    """Whoever reads it next says what is wrong."""
    assert spelled_out(content) == content


STYLES = (
    "<office:automatic-styles>"
    '<style:style style:name="base" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="struck" style:family="table-cell" style:parent-style-name="base"/>'
    '<style:style style:name="plain" style:family="text"><style:text-properties style:text-line-through-type="none"/></style:style>'
    '<style:style style:name="line" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="up" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="level" style:family="text"><style:text-properties style:text-position="0% 100%"/></style:style>'
    '<style:style style:name="white" style:family="table-cell"><style:text-properties fo:color="#FFFFFF"/></style:style>'
    '<style:style style:name="yellow" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>'
    '<style:style style:name="low" style:family="table-row"><style:table-row-properties style:row-height="0.1mm"/></style:style>'
    "</office:automatic-styles>"
)
WITH_STYLES = CONTENT.replace("<office:body>", f"{STYLES}<office:body>").replace(
    "xmlns:text=",
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:text=',
)


def looked(table: str) -> SheetLook:
    """Look at a sheet with some rows and columns."""
    return read_spreadsheet(of_rows(table)).sheets[0].look


def of_rows(table: str) -> bytes:
    """Return an ods file of one sheet."""
    before, _, rest = WITH_STYLES.partition('<table:table table:name="進捗">')
    return book(
        "",
        f'{before}<table:table table:name="進捗">{table}</table:table>{rest.partition("</table:table>")[2]}',
    )


def cell(text: str, more: str = "") -> str:
    """Return a cell of text."""
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    """Return a row."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def test_lines_and_raised_characters_are_seen() -> None:
    """By the cell's style or its parent's, its column's or its row's, or a part of its text."""
    columns = '<table:table-column/><table:table-column table:default-cell-style-name="struck"/>'
    span = '<text:span text:style-name="{}">{}</text:span>'.format
    found = looked(
        columns
        + row(
            cell("1", 'table:style-name="struck"'),
            cell("2"),
            cell("113" + span("up", "1")),
            cell("旧" + span("line", "新")),
        )
        + row(cell("1"), cell(span("plain", "2")), cell("113" + span("level", "1")), cell("5"))
        + row(cell("3"), more='table:default-cell-style-name="struck"')
    )
    assert (found.struck, found.raised) == ({(0, 0), (0, 1), (0, 3), (2, 0)}, {(0, 2)})


def test_hidden_rows_and_columns_are_seen() -> None:
    """By themselves, by a filter, with their group, by their height; repeated ones each."""
    found = looked(
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        + row(cell("1"), "<table:table-cell/>", cell("2"))
        + row(cell("1"), more='table:visibility="filter" table:number-rows-repeated="2"')
        + row(cell("1"))
        + f'<table:table-row-group table:display="false">{row(cell("1"))}</table:table-row-group>'
        + row(cell("1"), more='table:style-name="low"')
        + row(more='table:visibility="collapse" table:number-rows-repeated="1000000"')
    )
    assert (found.hidden_rows, found.hidden_columns) == ({1, 2, 4, 5}, {2})


def test_colours_formulas_errors_and_objects_are_seen() -> None:
    """White letters on nothing, a colour, a formula without its result, an error value, a picture."""
    found = looked(
        row(
            cell("1", 'table:style-name="white"'),
            cell("2", 'table:style-name="yellow"'),
            '<table:table-cell table:formula="of:=[.A1]"/>',
            '<table:table-cell table:formula="of:=[.A1]" office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>',
            cell("#REF!", 'calcext:value-type="error" table:formula="of:=[.Z1]"'),
            "<table:table-cell><draw:frame><draw:image/></draw:frame></table:table-cell>",
        )
    )
    assert (found.formats, found.tinted) == (
        {(0, 0): ";;;"},
        {(0, 0): "font=#ffffff", (0, 1): "fill=#ffff00"},
    )
    assert (found.formulas, found.unvalued_formulas) == ({(0, 2), (0, 3), (0, 4)}, {(0, 2)})
    assert (found.errors, found.objects) == ({(0, 4): "#REF!"}, ("［画像］",))


def test_merged_areas_are_seen() -> None:
    """Calamine tells of none in ods, so that a heading over two columns would be one over the first."""
    merged = cell("実績", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    content = of_rows(row(cell("番号"), merged, "<table:covered-table-cell/>"))
    assert read_spreadsheet(content).sheets[0].merged == (Area(0, 1, 1, 2),)
