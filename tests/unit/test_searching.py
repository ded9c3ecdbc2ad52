"""Where a received content can say something: whatever part of it, and in which encoding."""

from __future__ import annotations

import io
import zipfile

import pytest

from shinchoku.adapters.workbooks.searching import _holds
from shinchoku.releases.removal import Removal

NAME = "田中太郎"
SHEET = "xl/worksheets/sheet1.xml"


def container(name: str, part: str | bytes) -> bytes:
    """Return a container with one part beside an ordinary one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize(
    ("what", "content"),
    [
        ("a cell", f"番号,実績\n1,{NAME}が来た\n".encode()),
        ("a text in CP932", f"番号,実績\n1,{NAME}が来た\n".encode("cp932")),
        (
            "shared strings in runs",
            container("xl/sharedStrings.xml", "<si><r><t>田中</t></r><r><t>太郎</t></r></si>"),
        ),
        ("a comment over two lines", container("xl/comments1.xml", "<comment><t>田中\n太郎</t></comment>")),
        (
            "runs of a text box",
            container("xl/drawings/d.xml", "<a:r>\n <a:t>田中</a:t>\n</a:r>\n<a:r><a:t>太郎</a:t></a:r>"),
        ),
        ("a prompt", container(SHEET, f'<dataValidation prompt="{NAME}に聞く"/>')),
        (
            "a link",
            container(
                "xl/_rels/s.rels", '<R Target="mailto:%E7%94%B0%E4%B8%AD%E5%A4%AA%E9%83%8E@example.jp"/>'
            ),
        ),
        ("a person of a comment", container("xl/persons/person.xml", f"<person displayName='{NAME}'/>")),
        ("an alternative text", container("xl/drawings/d.xml", f'<cNvPr descr="{NAME}の写真"/>')),
        ("an entity", container("docProps/core.xml", "<creator>&#30000;中太郎</creator>")),
        ("a part in UTF-16", container("xl/comments1.xml", f"<t>{NAME}</t>".encode("utf-16"))),
        (
            "a workbook within",
            container("xl/embeddings/b.xlsx", container("xl/sharedStrings.xml", f"<t>{NAME}</t>")),
        ),
        ("a binary object", container("xl/embeddings/o.bin", b"\x01" + NAME.encode("utf-16-le") + b"\0\0")),
        ("an old file at an odd place", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x01" + NAME.encode("utf-16-le")),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_text_is_found_wherever_a_content_says_it(what: str, content: bytes) -> None:
    """Cells, comments, prompts, links, properties, parts within parts."""
    assert _holds(content, Removal(NAME)) is True, what


def test_what_says_nothing_of_it_is_told_from_what_nobody_can_open() -> None:
    """A sheet without it does not hold it; of bytes that are no sheet nothing is said."""
    assert _holds("番号,実績\n1,佐藤が来た\n".encode(), Removal(NAME)) is False
    assert _holds(b"PK\x03\x04broken", Removal(NAME)) is None
