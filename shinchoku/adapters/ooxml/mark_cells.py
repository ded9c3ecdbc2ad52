"""A sheet's own part in an annotated copy: the styles of marked cells, and nothing else of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from schemas.codes import Severity
from shinchoku.adapters.ooxml.cells import number_in
from shinchoku.adapters.ooxml.edition import OFFICE_RELATIONS
from shinchoku.adapters.ooxml.mark_styles import MarkStyles, tag
from shinchoku.adapters.ooxml.xml import is_on, local
from shinchoku.checks.marks import Mark
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import cell_name, position_of

_AFTER_LEGACY_DRAWING = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "AlternateContent",  # what newer programs wrap objects and controls in
    "webPublishItems",
    "tableParts",
    "extLst",
}
_MOST_COVERED = 100_000
_MARGIN = 100
_RANGE = re.compile(r"([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})")


@dataclass(slots=True)
class MarkedSheet:
    """One sheet whose cells are marked."""

    root: Element
    styles: MarkStyles
    _rows: dict[int, Element] = field(default_factory=dict)

    def restore(self) -> None:
        """Give cells that an earlier edition marked the style that they had before."""
        own = {str(style) for style in self.styles.own()}
        for cell in self._data().iter(tag("c")) if own else ():
            if (style := cell.get("s")) in own:
                _set_style(cell, self.styles.restored(number_in(style)))

    def places(self, marks: Iterable[Mark]) -> dict[Position, list[Mark]]:
        """Return the marks by the cell that shows them: in a merged area, its first one.

        Marks far outside of what the sheet holds are left out: a cell there would make the sheet a
        million rows long.
        """
        anchors, rows = self._anchors(), dict(self._numbered_rows())
        last_row = max(rows, default=0) + _MARGIN
        last_column = max((column for row in rows.values() for column, _ in _cells(row)), default=0) + _MARGIN
        found: dict[Position, list[Mark]] = {}
        for mark in marks:
            at = mark.position
            if at is not None and at[0] <= last_row and at[1] <= last_column:
                found.setdefault(anchors.get(at, at), []).append(mark)
        return found

    def mark(self, marks: Mapping[Position, Severity]) -> None:
        """Fill cells by severity; a cell that is not there yet is added, empty."""
        self._rows = dict(self._numbered_rows())
        for at, severity in sorted(marks.items()):
            cell = self._cell(at)
            _set_style(cell, self.styles.marked(number_in(cell.get("s")), severity))

    def legacy_drawing(self) -> str:
        """Return the id of the relationship to the drawing that holds notes; empty if there is none."""
        found = next((e for e in self.root if local(e) == "legacyDrawing"), None)
        return "" if found is None else found.get(f"{{{OFFICE_RELATIONS}}}id", "")

    def set_legacy_drawing(self, relation: str) -> None:
        """Refer to the drawing that holds notes, at the place that the schema gives it."""
        place = next(
            (n for n, e in enumerate(self.root) if local(e) in _AFTER_LEGACY_DRAWING), len(self.root)
        )
        made = etree.Element(
            tag("legacyDrawing"), {f"{{{OFFICE_RELATIONS}}}id": relation}, nsmap={"r": OFFICE_RELATIONS}
        )
        self.root.insert(place, made)

    def _data(self) -> Element:
        """Return the sheet's data; an empty one for a sheet without."""
        return next((e for e in self.root if local(e) == "sheetData"), etree.Element(tag("sheetData")))

    def _numbered_rows(self) -> Iterator[tuple[int, Element]]:
        """Yield the rows with their zero-based numbers; one without a number follows the one before."""
        number = -1
        for row in self._data():
            if local(row) == "row":
                number = number_in(row.get("r")) - 1 if row.get("r") else number + 1
                yield number, row

    def _anchors(self) -> dict[Position, Position]:
        """Return, for the cells that merged areas cover, the first cell of their area."""
        covered: dict[Position, Position] = {}
        for merge in self.root.iter(tag("mergeCell")):
            match = _RANGE.fullmatch(merge.get("ref", ""))
            first, last = (position_of(match[1]), position_of(match[2])) if match else (None, None)
            if first is None or last is None:
                continue
            area = (last[0] - first[0] + 1) * (last[1] - first[1] + 1)
            if area + len(covered) > _MOST_COVERED:
                break
            for row in range(first[0], last[0] + 1):
                covered |= {(row, column): first for column in range(first[1], last[1] + 1)}
        return covered

    def _cell(self, at: Position) -> Element:
        """Return a cell, added with the style of its row or column where the sheet has none."""
        row = self._row(at[0])
        before = None
        for column, cell in _cells(row):
            if column == at[1]:
                return cell
            if column < at[1]:
                before = cell
        made = etree.Element(tag("c"), r=cell_name(*at))
        _set_style(made, self._style_of_none(row, at[1]))
        row.attrib.pop("spans", "")  # a hint to readers, which would no longer be true
        row.insert(0 if before is None else row.index(before) + 1, made)
        return made

    def _row(self, number: int) -> Element:
        """Return a row, added in its place where the sheet has none."""
        if number not in self._rows:
            later = min((n for n in self._rows if n > number), default=None)
            made = etree.Element(tag("row"), r=str(number + 1))
            if later is None:
                self._data().append(made)
            else:
                self._rows[later].addprevious(made)
            self._rows[number] = made
        return self._rows[number]

    def _style_of_none(self, row: Element, column: int) -> int:
        """Return the style that an absent cell has: its row's, else its column's."""
        if is_on(row.get("customFormat")):
            return number_in(row.get("s"))
        for col in self.root.iter(tag("col")):
            if number_in(col.get("min")) <= column + 1 <= number_in(col.get("max")):
                return number_in(col.get("style"))
        return 0


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row with their zero-based columns; one without a name follows the one before."""
    column = -1
    for cell in row:
        if local(cell) == "c":
            named = position_of(cell.get("r", ""))
            column = named[1] if named else column + 1
            yield column, cell


def _set_style(cell: Element, style: int) -> None:
    """Give a cell a style; the first one is what a cell without has."""
    if style:
        cell.set("s", str(style))
    else:
        cell.attrib.pop("s", "")
