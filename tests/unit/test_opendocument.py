"""The text of an OpenDocument cell: what divides words stays between them, what only explains them goes."""

from __future__ import annotations

import io
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
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="進捗"><table:table-row><table:table-cell office:value-type="string">'
    "<text:p>{text}</text:p></table:table-cell></table:table-row></table:table>"
    "</office:spreadsheet></office:body></office:document-content>"
)


def book(text: str) -> bytes:
    """Return an ods file with one cell."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", CONTENT.format(text=text))
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
