"""Which encoding a delimited text is in: one deterministic choice, with its reason.

In this order: a byte order mark; UTF-16 without one, by its zero bytes; ISO-2022-JP by its escape sequences; UTF-8,
because text in CP932 is almost never valid UTF-8; EUC-JP, where CP932 would read half-width katakana; CP932 (never strict Shift_JIS, which refuses 髙 ① ㈱). No statistics: detectors
take CP932 for GB18030.
"""

import codecs
import unicodedata
from dataclasses import dataclass, replace

from shinchoku.adapters.workbooks.japanese_mail import (
    NotJapaneseMailError,
    decode_euc_jp,
    decode_iso_2022_jp,
    is_iso_2022_jp,
)
from shinchoku.bilingual import Bilingual

_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16 BE"),
)
_DECLARED: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("shift-jis", "shift-jis-2004", "x-sjis", "sjis", "windows-31j", "ms932", "cp932"), ("cp932", "CP932")
    ),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), ("euc_jp", "EUC-JP")),
    **dict.fromkeys(("utf-8", "utf8"), ("utf-8", "UTF-8")),
}
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
    if is_iso_2022_jp(content):
        return _iso_2022_jp(content)
    try:
        why = Bilingual("全体がUTF-8として正しいため", "because all of it is valid UTF-8")
        return _whole(content, "utf-8", Decoded("", "ASCII" if content.isascii() else "UTF-8", why))
    except UndecodableError as error:
        if error.binary:
            raise
    if (text := decode_euc_jp(content)) is not None:
        why = Bilingual(
            "CP932としては半角カタカナばかりになり、EUC-JPとして全体を読めるため",
            "because all of it is EUC-JP, and in CP932 it would be half-width katakana",
        )
        return Decoded(text, "EUC-JP", why)
    why = Bilingual(
        "UTF-8としては正しくなく、CP932として全体を読めるため",
        "because it is not UTF-8, and all of it is CP932",
    )
    return _whole(content, "cp932", Decoded("", "CP932", why))


def decode_as(content: bytes, declared: str) -> Decoded:
    """Decode a text as it declares itself: `Shift_JIS` is what everybody writes for CP932.

    Raises:
        UndecodableError: if the name is not known here, or the text is not in that encoding.
    """
    why = Bilingual("ファイル自身の宣言による", "as the file itself declares")
    name = declared.lower().replace("_", "-")
    if name == "iso-2022-jp":
        return replace(_iso_2022_jp(content), why=why)
    if name not in _DECLARED:
        raise UndecodableError(())
    codec, shown = _DECLARED[name]
    return _whole(content, codec, Decoded("", shown, why))


def _iso_2022_jp(content: bytes) -> Decoded:
    """Decode a text in ISO-2022-JP."""
    why = Bilingual("エスケープシーケンスによる", "by its escape sequences")
    try:
        return Decoded(decode_iso_2022_jp(content), "ISO-2022-JP", why)
    except NotJapaneseMailError as error:
        raise UndecodableError((content[: error.position].count(b"\n") + 1,)) from None


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
    if codec.startswith(("utf-16", "utf-32")):
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
