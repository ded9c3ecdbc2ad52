"""Text that comes from files, made fit for a terminal: it must not move the cursor or turn the line around."""

import re

from shinchoku.spelling import harmless, is_moving

__all__ = ["harmless", "spelled_out"]


def spelled_out(document: str) -> str:
    """Return a JSON document with such characters written as escapes; line breaks between values stay."""
    return re.sub(r"[^ -~\n]", _escape, document)


def _escape(match: re.Match[str]) -> str:
    """Return one character as it is, or as JSON escapes it."""
    character = match[0]
    if not is_moving(character):
        return character
    number = ord(character)
    if number <= 0xFFFF:  # noqa: PLR2004 -- one UTF-16 unit
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"
