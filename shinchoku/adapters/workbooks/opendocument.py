"""What calamine leaves out of an OpenDocument cell: what divides its text, and what its format says.

calamine 0.9 reads `1<text:tab/>2` and `1<text:line-break/>2` as `12`, and the reading of a ruby behind
its base as if it were part of the word. Of a number it gives what is stored: 0.582 where 58.2% is shown.
An OpenDocument cell holds both, so that the shown words, per cent and scale can be written into its text.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
import zlib
from decimal import Decimal
from html import escape, unescape
from io import BytesIO

_CONTENT = "content.xml"
_SAID = ((b"tab", b"\t"), (b"line-break", b"\n"))
_EMPTY_ELEMENTS = tuple(
    (re.compile(rb"<text:%s(?:\s[^<>]*)?(?:/>|>\s*</text:%s>)" % (name, name)), said) for name, said in _SAID
)
_RUBY = re.compile(rb"<text:ruby-text(?:\s[^<>]*)?>[^<]*</text:ruby-text>")
_CELL, _CELL_END = re.compile(rb"<table:table-cell(?:\s[^<>]*)?(?<!/)>"), b"</table:table-cell>"
_KIND = re.compile(rb'\soffice:value-type="(percentage|float|currency|date|string)"')
_STORED = re.compile(rb'\soffice:(?:date-|string-)?value="([^"<>]{1,4000})"')
_NOTE_END = b"</office:annotation>"
_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_SILENT = frozenset("-−‐–▲△+()¥$€£\\")
_DASHES = re.compile(r"[-−‐–―ー─\s]+")
_MONTH = re.compile(r"[^日]*月[^日\d]*|\d{4}[-/.]\d{1,2}")
_DATE_SIGNS = re.compile(r"[\d年月日時分秒曜令和平成昭火水木金土元A-Za-z/.:,()\s・'-]+")
_SCALES = (0, -3, -6)
_LONGEST_SHOWN = 100
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
    """Make texts of the cells whose number or date reads as something else than is stored."""
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
        if not shown and "<text:p" in inside and kind[1] != b"string":
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
    if kind == b"string":  # whose stored text stands apart only if a format adds words to it
        return "" if value.split() == shown.split() else shown
    try:
        return _number_as_shown(value, shown) if len(shown) < _LONGEST_SHOWN else ""
    except (ValueError, ArithmeticError):
        return ""


def _number_as_shown(value: str, shown: str) -> str:
    """Return the text of a number with the words and the scale that are shown, and all of its digits.

    Nothing where the number reads as it is stored. Where what is shown cannot be told from the number, both
    are written, which no rule takes for one value.
    """
    plain = unicodedata.normalize("NFKC", shown)
    stored = Decimal(f"{float(value):.15g}")
    if not shown or not stored.is_finite() or (stored == 0 and _DASHES.fullmatch(plain)):
        return ""
    numbers = list(_NUMBER.finditer(plain))
    if len(numbers) != 1:
        return "" if _is_exponent(stored, plain) else f"{value}（{shown}）"
    before, after = plain[: numbers[0].start()], plain[numbers[0].end() :]
    is_silent = all(c in _SILENT or c.isspace() for c in before + after)
    for scale in (2,) if "%" in before + after else (0,) if is_silent else _SCALES:
        scaled = abs(stored).scaleb(scale)
        if _is_rounded(scaled, Decimal(numbers[0][0].replace(",", ""))):
            return "" if is_silent else f"{before}{_digits(scaled)}{after}"
    return f"{value}（{shown}）"


def _date_as_shown(value: str, shown: str) -> str:
    """Return a date without the day where none is shown, with the words that stand beside it; else nothing."""
    plain = unicodedata.normalize("NFKC", shown)
    if _MONTH.fullmatch(plain) and _DATE_SIGNS.fullmatch(plain):
        return value[:7]
    return "" if not plain or _DATE_SIGNS.fullmatch(plain) else shown


def _is_rounded(number: Decimal, shown: Decimal) -> bool:
    """Tell whether a number may be shown as another by rounding."""
    places = Decimal(1).scaleb(int(shown.as_tuple().exponent))
    return abs(number - shown) * 2 <= places


def _is_exponent(number: Decimal, shown: str) -> bool:
    """Tell whether a text writes a number with an exponent: `1.3E+04`."""
    try:
        return _is_rounded(number.scaleb(-number.adjusted()), Decimal(shown).scaleb(-number.adjusted()))
    except (ValueError, ArithmeticError):
        return False


def _digits(number: Decimal) -> str:
    """Write a number without an exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
