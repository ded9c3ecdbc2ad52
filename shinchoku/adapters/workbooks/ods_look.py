"""The second look at an OpenDocument spreadsheet: what calamine does not hand on of its cells, rows and columns."""

from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.container import Container
from shinchoku.adapters.ooxml.styles import HIDING
from shinchoku.adapters.ooxml.xml import DamagedPartError, attribute, ended, local, parse
from shinchoku.adapters.workbooks.ods_beside import names_persons, objects_in
from shinchoku.adapters.workbooks.ods_sheet import OdsColumns, OdsSheet
from shinchoku.adapters.workbooks.ods_styles import PLAIN, OdsStyle, read_ods_styles
from shinchoku.adapters.workbooks.shown_format import format_of_shown
from shinchoku.intake.look import NOTHING_SEEN, Position, WorkbookLook
from shinchoku.intake.sheets import Area

_CONTENT, _STYLES = "content.xml", "styles.xml"
_NUMBERS = frozenset({"float", "currency", "percentage"})
_UNSEEN = frozenset({"collapse", "filter"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_MOST_COLUMNS, _MOST_ROWS, _MOST_REPEATED = 16_384, 1_048_576, 2_000


def look_at_ods(container: Container) -> tuple[WorkbookLook, Mapping[int, tuple[Area, ...]]] | None:
    """Return what an ods file holds besides the text of its cells, and the merged areas of each sheet.

    `None` where it cannot be told. Never raises for content.
    """
    content = container.read(_CONTENT) or b""
    root_of_styles = parse(container.read(_STYLES) or b"")
    reader = _OdsReader()
    try:
        reader.read(content, [] if root_of_styles is None else [root_of_styles])
    except DamagedPartError:
        return None
    look = WorkbookLook(
        sheets={n: found for n, sheet in reader.sheets.items() if (found := sheet.look()) != NOTHING_SEEN},
        macros=any(name.startswith("basic/") for name in container.entries),
        names_persons=names_persons(container),
    )
    return look, {n: tuple(sheet.merged) for n, sheet in reader.sheets.items()}


class _OdsReader:
    """Reads the sheets of a file row by row."""

    def __init__(self) -> None:
        """Begin with the first sheet."""
        self.sheets: dict[int, OdsSheet] = {}
        self._number = 1
        self._styles: Mapping[str, OdsStyle] = {}

    @property
    def _sheet(self) -> OdsSheet:
        """The sheet that is being read."""
        return self.sheets.setdefault(self._number, OdsSheet())

    def read(self, content: bytes, roots: list[Element]) -> None:
        """Read the content of a file.

        Raises:
            DamagedPartError: where it is damaged.
        """
        wanted = ("automatic-styles", "table-column", "table-row", "shapes", "table")
        for element in ended(content, *(f"{{*}}{name}" for name in wanted)):
            name = local(element)
            if name == "automatic-styles":
                self._styles = read_ods_styles([*roots, element])
                continue
            table = element if name == "table" else next(element.iterancestors("{*}table"), None)
            above = None if table is None else table.getparent()
            if above is None or local(above) != "spreadsheet":
                continue  # a table inside of a cell or a chart
            self._take(name, element)
            element.clear()

    def _take(self, name: str, element: Element) -> None:
        """Take a part of a sheet, or its end."""
        match name:
            case "table-column":
                self._take_columns(element)
            case "table-row":
                self._take_rows(element)
            case "shapes":
                self._sheet.objects += objects_in(element)
            case _:
                self.sheets.setdefault(self._number, OdsSheet())
                self._number += 1

    def _take_columns(self, element: Element) -> None:
        """Take some columns of one width."""
        runs = self._sheet.columns
        first = runs[-1].end if runs else 0
        end = min(first + _repeats(element, "number-columns-repeated"), _MOST_COLUMNS)
        is_hidden = _is_hidden(element) or self._style(attribute(element, "style-name")).is_too_small
        runs.append(OdsColumns(first, end, attribute(element, "default-cell-style-name"), is_hidden))

    def _take_rows(self, element: Element) -> None:
        """Take a row, as often as it is repeated: rows of the same text, or the empty ones of the rest."""
        sheet, first = self._sheet, self._sheet.next_row
        times = _repeats(element, "number-rows-repeated")
        sheet.next_row = min(first + times, _MOST_ROWS)
        cells = [cell for cell in element if local(cell) in _CELLS]
        if not any(len(cell) or attribute(cell, "formula") for cell in cells):
            return
        is_hidden = _is_hidden(element) or self._style(attribute(element, "style-name")).is_too_small
        for row in range(first, first + min(times, _MOST_REPEATED)):
            if is_hidden:
                sheet.hidden_rows.add(row)
            self._take_cells(cells, row, attribute(element, "default-cell-style-name"))

    def _take_cells(self, cells: list[Element], row: int, style_of_row: str) -> None:
        """Take the cells of a row."""
        column = 0
        for cell in cells:
            times = _repeats(cell, "number-columns-repeated")
            if len(cell) or attribute(cell, "formula"):
                for at in range(column, min(column + min(times, _MOST_REPEATED), _MOST_COLUMNS)):
                    self._take_cell(cell, (row, at), style_of_row)
            self._take_area(cell, (row, column))
            column += times
            if column >= _MOST_COLUMNS:
                return

    def _take_area(self, cell: Element, at: Position) -> None:
        """Take the area that a cell is merged over."""
        rows, columns = (_repeats(cell, f"number-{name}-spanned") for name in ("rows", "columns"))
        if rows > 1 or columns > 1:
            bottom, right = min(at[0] + rows, _MOST_ROWS) - 1, min(at[1] + columns, _MOST_COLUMNS) - 1
            self._sheet.merged.append(Area(*at, bottom, right))

    def _take_cell(self, cell: Element, at: Position, style_of_row: str) -> None:
        """Take a cell with content."""
        sheet = self._sheet
        run = sheet.column_at(at[1])
        default = style_of_row or (run.style if run else "")
        style = self._style(attribute(cell, "style-name") or default)
        pieces = [piece for line in cell if local(line) == "p" for piece in self._pieces(line, None)]
        shown = "".join(text for text, _ in pieces).strip()
        if shown:
            sheet.with_text.add(at[1])
        for note in cell:
            if local(note) == "annotation":
                sheet.comments[at] = "\n".join("".join(map(str, p.itertext())) for p in note.iter("{*}p"))
        sheet.objects += objects_in(cell)
        self._take_marks(pieces, style, at)
        self._take_value(cell, shown, at)

    def _take_marks(self, pieces: list[tuple[str, OdsStyle | None]], style: OdsStyle, at: Position) -> None:
        """Take lines, raised characters and colours of a cell's text; pieces without a look have the cell's."""
        sheet, said = self._sheet, [own for text, own in pieces if text.strip()]
        if any(style.is_struck if own is None or own.is_struck is None else own.is_struck for own in said):
            sheet.struck.add(at)
        if any(own is not None and own.is_raised for own in said):
            sheet.raised.add(at)
        if said and style.tint:
            sheet.tinted[at] = style.tint
        if said and style.is_white:
            sheet.formats[at] = HIDING

    def _take_value(self, cell: Element, shown: str, at: Position) -> None:
        """Take what a cell stores: a number that shows as something else, a formula, an error."""
        sheet, kind, stored = self._sheet, attribute(cell, "value-type"), attribute(cell, "value")
        if (
            kind in _NUMBERS
            and stored
            and at not in sheet.formats
            and (code := format_of_shown(stored, shown))
        ):
            sheet.formats[at] = code
        kinds = {v for k, v in cell.attrib.items() if str(k).endswith("}value-type")}
        if "error" in kinds:
            sheet.errors[at] = shown if shown.startswith("#") else "#VALUE!"
        if attribute(cell, "formula"):
            sheet.formulas.add(at)
            if not shown and not stored and kind != "string":
                sheet.unvalued.add(at)

    def _pieces(self, element: Element, look: OdsStyle | None) -> Iterator[tuple[str, OdsStyle | None]]:
        """Yield the text below an element, each piece with the look that it has by itself."""
        yield element.text or "", look
        for child in element:
            name = local(child)
            if name == "span":
                own = self._styles.get(attribute(child, "style-name"))
                yield from self._pieces(child, own or look)
            elif name in {"s", "tab", "line-break"}:
                yield " ", None
            elif name not in {"annotation", "ruby-text"}:
                yield from self._pieces(child, look)
            yield child.tail or "", look

    def _style(self, name: str) -> OdsStyle:
        """Return a style; a plain one where there is none of this name."""
        return self._styles.get(name, PLAIN)


def _is_hidden(element: Element) -> bool:
    """Tell whether a row or a column is hidden: by itself, by a filter, or with its group."""
    return attribute(element, "visibility") in _UNSEEN or any(
        attribute(group, "display") == "false"
        for group in element.iterancestors("{*}table-row-group", "{*}table-column-group")
    )


def _repeats(element: Element, name: str) -> int:
    """Return how often an element stands for itself, once if it does not say."""
    text = attribute(element, name)
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004 -- more is no table
