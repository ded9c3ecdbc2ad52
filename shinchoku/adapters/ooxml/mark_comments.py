"""The comments of a sheet in an annotated copy: ours are added, the department's own stay."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.edition import MAIN
from shinchoku.adapters.ooxml.mark_styles import tag
from shinchoku.adapters.ooxml.xml import local, text_of
from shinchoku.checks.marks import OWN_COMMENT
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import cell_name, position_of

_AUTHOR = "進捗"
_THREAD_AUTHOR = "tc="
EMPTY_COMMENTS = f"<comments xmlns='{MAIN}'><authors/><commentList/></comments>".encode()
Runs = Sequence[tuple[str, bool]]
"""Pieces of text, each bold or not."""


@dataclass(slots=True)
class MarkedComments:
    """The comments part of one sheet."""

    root: Element

    def positions(self) -> set[Position]:
        """Return the cells that have a comment."""
        return {at for comment in self._list() if (at := _position(comment))}

    def remove_own(self) -> set[Position]:
        """Remove what an earlier edition wrote, and return the cells that have no comment any more."""
        bare = set()
        for comment in list(self._list()):
            before, found, _ = text_of(comment, "t").partition(OWN_COMMENT)
            if not found:
                continue
            if before.strip():
                _cut(comment, len(before.rstrip()))
            elif at := _position(comment):
                self._list().remove(comment)
                bare.add(at)
        return bare

    def add(self, texts: Mapping[Position, Runs]) -> set[Position]:
        """Write our comments, and return the cells that had none before.

        To a comment of the department ours is appended. A cell with a threaded comment is left alone:
        what stands here for it is a stand-in that Excel writes anew.
        """
        threads = {
            number
            for number, name in enumerate(self._authors())
            if (name.text or "").startswith(_THREAD_AUTHOR)
        }
        listed = self._list()
        known = {at: comment for comment in listed if (at := _position(comment))}
        places = [_position(comment) or (0, 0) for comment in listed]
        author = str(self._own_author()) if texts else ""
        new = set()
        for at, runs in sorted(texts.items()):
            comment = known.get(at)
            if comment is None:
                made = etree.Element(tag("comment"), ref=cell_name(*at), authorId=author)
                _append(made, runs)
                place = bisect_right(places, at)  # comments stand in the order of their cells
                if place == len(places):
                    listed.append(made)  # without counting all of them first
                else:
                    listed.insert(place, made)
                places.insert(place, at)
                new.add(at)
            elif comment.get("authorId") not in {str(number) for number in threads}:
                _append(comment, [("\n\n", False), *runs])
        return new

    def _own_author(self) -> int:
        """Return the number of our author, added if he is none yet."""
        authors = self._authors()
        for number, author in enumerate(authors):
            if author.text == _AUTHOR:
                return number
        etree.SubElement(authors, tag("author")).text = _AUTHOR
        return len(authors) - 1

    def _authors(self) -> Element:
        """Return the authors."""
        return self._group("authors", 0)

    def _list(self) -> Element:
        """Return the list of comments."""
        return self._group("commentList", 1)

    def _group(self, name: str, place: int) -> Element:
        """Return a group of the part, added where it is absent."""
        found = next((e for e in self.root if local(e) == name), None)
        if found is None:
            found = etree.Element(tag(name))
            self.root.insert(place, found)
        return found


def _position(comment: Element) -> Position | None:
    """Return the cell of a comment."""
    return position_of(comment.get("ref", "").replace("$", ""))


def _append(comment: Element, runs: Iterable[tuple[str, bool]]) -> None:
    """Append runs to a comment's text; plain text becomes a run first."""
    text = next((e for e in comment if local(e) == "text"), None)
    if text is None:
        text = etree.SubElement(comment, tag("text"))
    for plain in [e for e in text if local(e) == "t"]:
        run = etree.Element(tag("r"))
        text.replace(plain, run)
        run.append(plain)
    place = sum(local(e) == "r" for e in text)
    for words, is_bold in runs:
        run = etree.Element(tag("r"))
        looks = etree.SubElement(run, tag("rPr"))
        if is_bold:
            etree.SubElement(looks, tag("b"))
        etree.SubElement(looks, tag("sz"), val="10")
        etree.SubElement(looks, tag("color"), indexed="81")
        etree.SubElement(looks, tag("rFont"), val="游ゴシック")
        etree.SubElement(looks, tag("family"), val="3")
        etree.SubElement(looks, tag("charset"), val="128")
        said = etree.SubElement(run, tag("t"))
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        said.text = words
        text.insert(place, run)
        place += 1


def _cut(comment: Element, length: int) -> None:
    """Keep only the first characters of a comment's text."""
    for said in [e for e in comment.iter(tag("t")) if all(local(a) != "rPh" for a in e.iterancestors())]:
        words = said.text or ""
        said.text = words[:length]
        length = max(length - len(words), 0)
        run = said.getparent()
        if (
            not said.text
            and run is not None
            and local(run) == "r"
            and (parent := run.getparent()) is not None
        ):
            parent.remove(run)
