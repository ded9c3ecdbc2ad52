"""The text of an OpenDocument cell: what divides words stays between them, what only explains them goes."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from shinchoku.adapters.workbooks.opendocument import spelled_out
from shinchoku.adapters.workbooks.spreadsheet import read_spreadsheet

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
        ("percentage", "0.5825", "58%", "58.25%"),
        ("percentage", "0.07", "7.00 %", "7 %"),
        ("float", "13.1", "約13", "約13.1"),
        ("float", "155550000", "155,550千円", "155550千円"),
        ("float", "1234.5", "1,235", "1234.5"),
        ("float", "-3", "▲3", "-3"),
        ("float", "0", "－", "0"),
        ("float", "13000", "1.3E+04", "13000"),
        ("float", "155550000", "155,550", "155550000（155,550）"),
        ("float", "0.5", "1/2", "0.5（1/2）"),
        ("float", "1", "達成", "1（達成）"),
        ("float", "13.1", "", "13.1（非表示）"),
        ("float", "13.1", "1" * 100_000, "13.1"),
        ("float", "1", "1E+999999999", "1（1E+999999999）"),
        ("float", "nan", "5", ""),
        ("currency", "1000", "¥1,000", "1000"),
        ("date", "2025-08-01", "2025年8月", "2025-08"),
        ("date", "2025-08-01", "令和7年8月", "2025-08"),
        ("date", "2025-08-01", "2025年8月1日", "2025-08-01"),
        ("date", "2025-08-01", "8月1日実施", "8月1日実施"),
        ("date", "2025-08-01", "R7.8.1", "2025-08-01"),
    ],
)
def test_a_number_is_read_as_it_is_shown_with_all_its_digits(
    kind: str, value: str, shown: str, read: str
) -> None:
    """58.2 % is not 0.582; what cannot be told is no single value."""
    assert read_spreadsheet(valued(kind, value, shown)).sheets[0].grid == ((read,),)


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
    assert read_spreadsheet(book("58.2%", content)).sheets[0].grid == (("58.2%",),)


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
