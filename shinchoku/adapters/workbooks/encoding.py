"""Which encoding a delimited text is in: one deterministic choice, with its reason.

In this order: a byte order mark; UTF-16 without one, by its zero bytes; UTF-8, because text in CP932 is
almost never valid UTF-8; CP932 (never strict Shift_JIS, which refuses 髙 ① ㈱). No statistics: detectors
take CP932 for GB18030.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from shinchoku.bilingual import Bilingual

_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)
_SAMPLE_BYTES = 4_096
_FEWEST_ZEROS = 0.05
"""Of all bytes: separators, digits and line ends alone make a table pass this in UTF-16."""
_ONE_SIDED = 4
_MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and why that one."""

    text: str
    encoding: str
    why: Bilingual


class UndecodableError(Exception):
    """Bytes that are no text in any encoding that departments use: the lines, counted from 1."""

    def __init__(self, lines: tuple[int, ...], *, binary: bool = False) -> None:
        """Keep where it stops."""
        super().__init__(f"undecodable: {lines}")
        self.lines = lines
        self.binary = binary


def decode(content: bytes) -> Decoded:
    """Decode a text whole, or not at all.

    Raises:
        UndecodableError: if no encoding fits, naming the first lines that cannot be decoded.
    """
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            why = Bilingual("先頭のバイト順マーク（BOM）による", "by its byte order mark")
            return _whole(content, codec, Decoded("", f"{name} (BOM)", why))
    if (wide := _wide(content)) is not None:
        codec, name = wide
        why = Bilingual("1バイトおきの0による", "by every other byte being zero")
        found = _whole(content, codec, Decoded("", name, why))
        if any(unicodedata.category(one) == "Cc" and one not in "\t\r\n" for one in found.text):
            raise UndecodableError((), binary=True)  # zero bytes among others: no text at all
        return found
    try:
        why = Bilingual("全体がUTF-8として正しいため", "because all of it is valid UTF-8")
        return _whole(content, "utf-8", Decoded("", "ASCII" if content.isascii() else "UTF-8", why))
    except UndecodableError as error:
        if error.binary:
            raise
    why = Bilingual(
        "UTF-8としては正しくなく、CP932として全体を読めるため",
        "because it is not UTF-8, and all of it is CP932",
    )
    return _whole(content, "cp932", Decoded("", "CP932", why))


def _wide(content: bytes) -> tuple[str, str] | None:
    """Tell UTF-16 without a mark: many zero bytes, nearly all of them in one half of the pairs.

    Not quite all: an ideographic space (U+3000) has its zero in the other half.
    """
    sample = content[:_SAMPLE_BYTES]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(content) % 2 or (low + high) < len(sample) * _FEWEST_ZEROS:
        return None
    if high > low * _ONE_SIDED:
        return "utf-16-le", "UTF-16 LE"
    return ("utf-16-be", "UTF-16 BE") if low > high * _ONE_SIDED else None


def _whole(content: bytes, codec: str, decoded: Decoded) -> Decoded:
    """Decode every byte or say on which lines it stops."""
    try:
        text = content.decode(codec)
    except UnicodeDecodeError:
        raise UndecodableError(_bad_lines(content, codec)) from None
    if "\0" in text:
        raise UndecodableError((), binary=True)
    return Decoded(text, decoded.encoding, decoded.why)


def _bad_lines(content: bytes, codec: str) -> tuple[int, ...]:
    """Return the first lines that cannot be decoded; of two-byte text only the line of the first."""
    found: list[int] = []
    if codec.startswith("utf-16"):
        readable = content.decode(codec, errors="replace")
        return (readable[: max(readable.find("\ufffd"), 0)].count("\n") + 1,)
    for number, line in enumerate(content.split(b"\n"), start=1):
        try:
            line.decode(codec)
        except UnicodeDecodeError:
            found.append(number)
            if len(found) == _MOST_LINES:
                break
    return tuple(found)
