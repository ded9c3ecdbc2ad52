"""Tables of an HTML file to grids of text: nothing is fetched or run, and a page with two readings is refused.

Excel, LibreOffice and business systems save HTML under names that end in .xls. What is read is what the page
shows; whether digits stand behind it nobody can see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from shinchoku.adapters.workbooks.one_reading import NoOneReadingError
from shinchoku.bilingual import Bilingual
from shinchoku.intake.look import Position, SheetSeen
from shinchoku.intake.sheets import Area, Sheet

_MOST_CELLS = 1_000_000
_MOST_SPAN = 1_000
_MOST_TABLES = 200
_RULE = re.compile(r"(?<![^{}])([^{}]{1,300})\{([^{}]{0,3000})\}")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]{0,60})\s*$")
_HIDDEN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}(?:hidden|collapse)", re.IGNORECASE
)
_STRUCK = re.compile(r"text-decoration[a-z-]{0,20}\s{0,9}:[^;]{0,60}line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s{0,9}:\s{0,9}(?:super|sub)\b", re.IGNORECASE)
_STRIKING, _RAISING = frozenset({"s", "strike", "del"}), frozenset({"sup", "sub"})
_NO_TEXT = frozenset({"script", "style", "rt", "rp", "template", "comment"})
_BLOCKS = frozenset({"br", "p", "div", "li", "tr"})
_NO_TABLE = Bilingual("HTML形式で、表がありません", "it is an HTML page without a table")
_NESTED = Bilingual(
    "HTML形式で、表の中に表があり、読み方を一つに決められません",
    "it is an HTML page with tables inside tables, which can be read in several ways",
)
_HIDES = Bilingual(
    "HTML形式で、セルの中に見えない文字があり、読み方を一つに決められません",
    "it is an HTML page that hides text inside cells, which can be read in several ways",
)
_TOO_LARGE = Bilingual("HTML形式で、表が大きすぎます", "it is an HTML page whose tables are too large")
_BROKEN = Bilingual("HTML形式ですが、壊れています", "it is an HTML page, and damaged")


@dataclass(slots=True)
class _Styles:
    """What the classes of a page's style sheets do to the text of whatever has them."""

    hidden: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)

    def of(self, element: Element, pattern: re.Pattern[str], classes: set[str]) -> bool:
        """Tell whether an element's own style, or that of its classes, says something."""
        own = element.get("style", "")[:3000]
        return bool(pattern.search(own)) or not classes.isdisjoint(element.get("class", "").split())

    def hides(self, element: Element) -> bool:
        """Tell whether an element is not shown."""
        return element.get("hidden") is not None or self.of(element, _HIDDEN, self.hidden)


def html_sheets(text: str) -> tuple[Sheet, ...]:
    """Return every table of a page as a sheet.

    Raises:
        NoOneReadingError: if there is no table, or more than one way to read one.
    """
    parser = etree.HTMLParser(
        no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoOneReadingError(_BROKEN) from error
    tables = [] if root is None else list(root.iter("table"))
    if not tables:
        raise NoOneReadingError(_NO_TABLE)
    if len(tables) > _MOST_TABLES:
        raise NoOneReadingError(_TOO_LARGE)
    if any(next(table.iterancestors("table"), None) is not None for table in tables):
        raise NoOneReadingError(_NESTED)
    styles = _styles_of(root)
    shown = [
        table for table in tables if not any(styles.hides(one) for one in (table, *table.iterancestors()))
    ]
    names = ["HTML"] if len(tables) == 1 else [f"表{number}" for number in range(1, len(tables) + 1)]
    return tuple(
        _Table(styles).sheet(table, names[number - 1], number, visible=table in shown)
        for number, table in enumerate(tables, start=1)
    )


def _styles_of(root: Element) -> _Styles:
    """Read the style sheets of a page as far as they hide, strike or raise."""
    styles = _Styles()
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall("".join(map(str, sheet.itertext()))[:500_000]):
            names = {found[1] for one in selectors.split(",") if (found := _CLASS.search(one))}
            for pattern, classes in (
                (_HIDDEN, styles.hidden),
                (_STRUCK, styles.struck),
                (_RAISED, styles.raised),
            ):
                if pattern.search(body):
                    classes.update(names)
    return styles


@dataclass(slots=True)
class _Table(SheetSeen):
    """One table as its grid grows."""

    styles: _Styles
    cells: dict[Position, str] = field(default_factory=dict)
    covered: set[Position] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)

    def sheet(self, table: Element, name: str, number: int, *, visible: bool) -> Sheet:
        """Return the table as a sheet."""
        for row, line in enumerate(table.iter("tr")):
            self._add_row(row, line)
        height = 1 + max((row for row, _ in self.cells), default=-1)
        width = 1 + max((column for _, column in self.cells), default=-1)
        if height * width > _MOST_CELLS:
            raise NoOneReadingError(_TOO_LARGE)
        grid = tuple(
            tuple(self.cells.get((row, column), "") for column in range(width)) for row in range(height)
        )
        self._hide_columns(table)
        return Sheet(name, number, grid, visible=visible, merged=tuple(self.merged), look=self.as_seen())

    def _add_row(self, row: int, line: Element) -> None:
        """Add the cells of one row."""
        parent = line.getparent()
        if self.styles.hides(line) or (parent is not None and self.styles.hides(parent)):
            self.hidden_rows.add(row)
        column = 0
        for cell in line.iterchildren("td", "th"):
            while (row, column) in self.covered:
                column += 1
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan")
            text = self._text_of(cell, (row, column))
            if self.styles.hides(cell) and text.strip():
                raise NoOneReadingError(_HIDES)
            self._place(row, column, wide, deep, text)
            column += wide

    def _place(self, row: int, column: int, wide: int, deep: int, text: str) -> None:
        """Put a cell where it stands, over all that it spans."""
        self.cells[row, column] = text
        if wide * deep > 1:
            self.merged.append(Area(row, column, row + deep - 1, column + wide - 1))
            self.covered |= {(row + down, column + right) for down in range(deep) for right in range(wide)}
        if len(self.covered) + len(self.cells) > _MOST_CELLS:
            raise NoOneReadingError(_TOO_LARGE)

    def _text_of(self, cell: Element, position: Position) -> str:
        """Return what a cell shows, one line a block, and note what is struck through or raised in it."""
        pieces = list(self._pieces(cell, position))
        lines = (" ".join(line.split(" ")) for line in "".join(pieces).split("\n"))
        return "\n".join(line.strip() for line in lines).strip("\n")

    def _pieces(self, element: Element, position: Position) -> Iterator[str]:
        """Yield the text of an element as it is shown."""
        if element.tag in _NO_TEXT:
            return
        is_inner = element.tag not in {"td", "th"}
        said = any(text.strip() for text in element.itertext())
        if is_inner and said and self.styles.hides(element):
            raise NoOneReadingError(_HIDES)
        if said and (element.tag in _STRIKING or self.styles.of(element, _STRUCK, self.styles.struck)):
            self.struck.add(position)
        if (
            said
            and is_inner
            and (element.tag in _RAISING or self.styles.of(element, _RAISED, self.styles.raised))
        ):
            self.raised.add(position)
        yield "\n" if is_inner and element.tag in _BLOCKS else ""
        yield " ".join(re.split(r"[ \t\r\n\f]+", element.text or ""))
        for child in element:
            yield from self._pieces(child, position)
            yield " ".join(re.split(r"[ \t\r\n\f]+", child.tail or ""))

    def _hide_columns(self, table: Element) -> None:
        """Note the columns that `col` elements hide."""
        column = 0
        for one in table.iter("col"):
            span = _span(one, "span")
            if self.styles.hides(one):
                self.hidden_columns.update(range(column, column + span))
            column += span


def _span(element: Element, name: str) -> int:
    """Return how many rows or columns a cell spans: 1 where it does not say."""
    text = element.get(name, "1").strip()[:6]
    return min(max(int(text), 1), _MOST_SPAN) if text.isdecimal() else 1
