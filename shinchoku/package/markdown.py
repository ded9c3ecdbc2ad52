"""Lines of Markdown from published values: whatever somebody wrote stays text, and a table stays a table."""

import re
from collections.abc import Iterable, Iterator, Sequence

from shinchoku.bilingual import Language
from shinchoku.package.addresses import WEB

_MARKS = re.compile(r"[\\`*\[\]<>|#~&]|(?<![^\W_])_|_(?![^\W_])")
"""What means something to Markdown; an underscore within a word does not."""
_BEGINS_A_LIST = re.compile(r"^(\d*)([-+=.)])")


def one_line(text: str) -> str:
    """Return text that cannot break out of a line of Markdown."""
    return _MARKS.sub(r"\\\g<0>", " ".join(text.split()))


def paragraph(text: str) -> str:
    """Return text that stands at the beginning of a line and begins neither a list nor a heading."""
    return _BEGINS_A_LIST.sub(r"\1\\\2", one_line(text))


def with_addresses(text: str) -> str:
    """Return text on one line in which web addresses can be followed."""
    parts: list[str] = []
    end = 0
    for found in WEB.finditer(text):
        parts += [one_line(text[end : found.start()]), f"<{found[0]}>"]
        end = found.end()
    return " ".join(part for part in (*parts, one_line(text[end:])) if part)


def document(lines: Iterable[str]) -> bytes:
    """Return lines as a file, never two blank ones after another."""
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return f"{text.strip(chr(10))}\n".encode()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, figures: int = 0) -> Iterator[str]:
    """Yield the lines of a table; its last `figures` columns stand to the right. Cells are Markdown already."""
    texts = len(heads) - figures
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * texts}{'---:|' * figures}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def joined(words: Sequence[str], language: Language) -> str:
    """Return words as a list within a sentence."""
    return ("、" if language is Language.JA else ", ").join(words)
