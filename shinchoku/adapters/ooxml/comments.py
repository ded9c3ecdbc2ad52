"""The comments of a sheet: legacy notes and threaded comments, by cell; never who wrote them."""

from collections.abc import Mapping

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.xml import attribute, local, text_of
from shinchoku.checks.marks import OWN_COMMENT
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import position_of

_THREAD_AUTHOR = "tc="
"""Notes by an author of this name only stand in for a threaded comment in programs that know none."""


def read_notes(root: Element) -> Mapping[Position, str]:
    """Return the text of legacy comments by cell, without our own and without stand-ins for threads."""
    authors = [author.text or "" for author in root.iter() if local(author) == "author"]
    found: dict[Position, str] = {}
    for comment in root.iter():
        if local(comment) != "comment":
            continue
        at = position_of(attribute(comment, "ref").replace("$", ""))
        author = _author(authors, attribute(comment, "authorId"))
        text = without_own(_without_name(text_of(comment, "t"), author))
        if at is not None and text and not author.startswith(_THREAD_AUTHOR):
            found[at] = text
    return found


def read_threads(root: Element) -> Mapping[Position, str]:
    """Return the text of threaded comments by cell, answers below their question."""
    found: dict[Position, str] = {}
    for comment in root.iter():
        if local(comment) != "threadedComment":
            continue
        at = position_of(attribute(comment, "ref").replace("$", ""))
        text = without_own(text_of(comment, "text"))
        if at is not None and text:
            found[at] = f"{found[at]}\n{text}" if at in found else text
    return found


def without_own(text: str) -> str:
    """Return a comment without what we added to its end."""
    return text.partition(OWN_COMMENT)[0].strip()


def _author(authors: list[str], index: str) -> str:
    """Return the author of a comment, empty if it names none."""
    longest = 6
    known = index.isascii() and index.isdigit() and len(index) <= longest and int(index) < len(authors)
    return authors[int(index)] if known else ""


def _without_name(text: str, author: str) -> str:
    """Return a comment without its author's name, which Excel writes before the text."""
    for colon in (":", "："):
        if author and text.startswith(f"{author}{colon}"):
            return text[len(author) + 1 :].strip()
    return text.strip()
