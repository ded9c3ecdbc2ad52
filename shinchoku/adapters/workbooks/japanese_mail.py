"""ISO-2022-JP and EUC-JP: the encodings of old mail programs and Unix systems, read as their characters' CP932.

ISO-2022-JP is all ASCII to whoever does not know its escape sequences. Both carry the characters of JIS X 0208 and,
in practice, those that Windows added to it (①, ㈱, 髙), which Python's own decoders refuse; so each pair of
bytes is moved to its place in CP932.
"""

import re
import unicodedata

_ESCAPE = re.compile(rb"\x1b(\$[@B]|\$\([@B]|\([BJI])")
_TWO_BYTES = frozenset({b"$@", b"$B", b"$(@", b"$(B"})
_KATAKANA = b"(I"
_FIRST, _LAST = 0x21, 0x7E
_LONG_ENOUGH = 0.6


class NotJapaneseMailError(ValueError):
    """Bytes that an encoding does not have, with the position of the first."""

    def __init__(self, position: int) -> None:
        """Keep where it stops."""
        super().__init__(f"not ISO-2022-JP at byte {position}")
        self.position = position


def is_iso_2022_jp(content: bytes) -> bool:
    """Tell whether a text is in ISO-2022-JP: seven bits, with at least one of its escape sequences."""
    return content.isascii() and b"\x1b" in content and _ESCAPE.search(content) is not None


def decode_iso_2022_jp(content: bytes) -> str:
    """Decode a text.

    Raises:
        NotJapaneseMailError: at the first pair of bytes that is no character, or an unknown escape sequence.
    """
    pieces: list[str] = []
    mode, position = b"(B", 0
    for match in (*_ESCAPE.finditer(content), None):
        end = len(content) if match is None else match.start()
        pieces.append(_in_mode(content[position:end], mode, position))
        if match is not None:
            mode, position = match[1], match.end()
    return "".join(pieces)


def decode_euc_jp(content: bytes) -> str | None:
    """Decode a text in EUC-JP that would be mostly half-width katakana in CP932; `None` for any other."""
    try:
        wrong, text = content.decode("cp932", "replace"), content.decode("euc_jp")
    except UnicodeDecodeError:
        return None
    foreign = [c for c in wrong if c >= "\x80"]
    strange = sum(c == "\ufffd" or unicodedata.east_asian_width(c) == "H" for c in foreign)
    kana = any("\u3041" <= c <= "\u30fe" for c in text)
    return text if foreign and kana and strange > len(foreign) * _LONG_ENOUGH else None


def _in_mode(part: bytes, mode: bytes, position: int) -> str:
    """Decode a stretch between two escape sequences."""
    if b"\x1b" in part:
        raise NotJapaneseMailError(position + part.index(b"\x1b"))
    if mode == _KATAKANA:
        return bytes(byte | 0x80 if _FIRST <= byte < 0x60 else byte for byte in part).decode("cp932")  # noqa: PLR2004 -- the last katakana
    return _pairs(part, position) if mode in _TWO_BYTES else part.decode("ascii")


def _pairs(part: bytes, position: int) -> str:
    """Decode a stretch of pairs; line ends between them stand by themselves."""
    moved = bytearray()
    at = 0
    while at < len(part):
        first = part[at]
        if first < _FIRST:
            moved.append(first)
            at += 1
            continue
        second = part[at + 1] if at + 1 < len(part) else 0
        if not (_FIRST <= second <= _LAST and first <= _LAST):
            raise NotJapaneseMailError(position + at)
        moved += _cp932(first, second)
        at += 2
    try:
        return moved.decode("cp932")
    except UnicodeDecodeError:
        raise NotJapaneseMailError(position) from None


def _cp932(row: int, cell: int) -> bytes:
    """Move a pair of JIS X 0208 to its place in CP932."""
    lead = (row - _FIRST) // 2 + 0x81
    lead = lead if lead <= 0x9F else lead + 0x40  # noqa: PLR2004 -- the gap of the half-width katakana
    trail = cell + 0x1F + (cell >= 0x60) if row % 2 else cell + 0x7E  # noqa: PLR2004 -- 0x7F is left out
    return bytes((lead, trail))
