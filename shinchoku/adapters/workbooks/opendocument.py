"""What calamine leaves out of an OpenDocument cell: what divides its text, and what its format says.

calamine 0.9 reads `1<text:tab/>2` and `1<text:line-break/>2` as `12`, and the reading of a ruby behind
its base as if it were part of the word. Of a date it gives the day that is stored where only its month is shown.
An OpenDocument cell holds both. Numbers have their format told by the second look (`ods_look`).
"""

import re
import unicodedata
import zipfile
import zlib
from html import escape, unescape
from io import BytesIO

_CONTENT = "content.xml"
_SAID = ((b"tab", b"\t"), (b"line-break", b"\n"))
_EMPTY_ELEMENTS = tuple(
    (re.compile(rb"<text:%s(?:\s[^<>]*)?(?:/>|>\s*</text:%s>)" % (name, name)), said) for name, said in _SAID
)
_RUBY = re.compile(rb"<text:ruby-text(?:\s[^<>]*)?>[^<]*</text:ruby-text>")
_CELL, _CELL_END = re.compile(rb"<table:table-cell(?:\s[^<>]*)?(?<!/)>"), b"</table:table-cell>"
_KIND = re.compile(rb'\soffice:value-type="(date|string)"')
_STORED = re.compile(rb'\soffice:(?:date-|string-)value="([^"<>]{1,4000})"')
_NOTE_END = b"</office:annotation>"
_TAG = re.compile(r"<[^<>]*>")
_MONTH = re.compile(r"[^日]*月[^日\d]*|\d{4}[-/.]\d{1,2}")
_DATE_SIGNS = re.compile(r"[\d年月日時分秒曜令和平成昭火水木金土元A-Za-z/.:,()\s・'-]+")
_HIDDEN = "（非表示）"


def spelled_out(content: bytes) -> bytes:
    """Return an ods file whose cells' text says what a person sees of them; any other content as it is.

    A container that cannot be taken apart is left to calamine, which says what is wrong with it.
    """
    if not content.startswith(b"PK") or _CONTENT.encode() not in content:
        return content
    try:
        parts = _parts(content)
    except (RuntimeError, EOFError, zlib.error, zipfile.BadZipFile):
        return content
    old = parts.get(_CONTENT, b"")
    new = _RUBY.sub(b"", old)
    for element, said in _EMPTY_ELEMENTS:
        new = element.sub(said, new)
    new = _with_shown_values(new)
    if new == old:
        return content
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, part in (parts | {_CONTENT: new}).items():
            written.writestr(name, part)
    return buffer.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an ods file by name, none of any other container."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        return {name: archive.read(name) for name in names} if _CONTENT in names else {}


def _with_shown_values(content: bytes) -> bytes:
    """Make texts of the cells whose date or text reads as something else than is stored."""
    pieces, done, read_to = [], 0, 0
    for cell in _CELL.finditer(content):
        kind, stored = _KIND.search(cell[0]), _STORED.search(cell[0])
        if kind is None or stored is None or cell.start() < read_to:
            continue
        end = content.find(_CELL_END, cell.end())
        if end < 0:
            break
        read_to = end
        inside = content[cell.end() : end].rpartition(_NOTE_END)[2].decode(errors="replace")
        shown = unescape(_TAG.sub("", inside.replace("</text:p><text:p>", "\n"))).strip()
        said = _as_shown(kind[1], unescape(stored[1].decode(errors="replace")), shown)
        if not shown and "<text:p" in inside and kind[1] == b"date":
            said = f"{stored[1].decode(errors='replace')}{_HIDDEN}"
        if said:
            tag = _STORED.sub(b"", _KIND.sub(b' office:value-type="string"', cell[0]))
            pieces += [content[done : cell.start()], tag, f"<text:p>{escape(said)}</text:p>".encode()]
            done = end
    return b"".join((*pieces, content[done:]))


def _as_shown(kind: bytes, value: str, shown: str) -> str:
    """Return the text of a cell that reads as something else than is stored; nothing where it does not."""
    if kind == b"date":
        return _date_as_shown(value, shown)
    return (
        "" if value.split() == shown.split() else shown
    )  # a text stands apart only if a format adds words to it


def _date_as_shown(value: str, shown: str) -> str:
    """Return a date without the day where none is shown, with the words that stand beside it; else nothing."""
    plain = unicodedata.normalize("NFKC", shown)
    if _MONTH.fullmatch(plain) and _DATE_SIGNS.fullmatch(plain):
        return value[:7]
    return "" if not plain or _DATE_SIGNS.fullmatch(plain) else shown
