"""The sheets of the contents that people look at right now, read once in a confined process and kept at hand."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.sample import sheets_in
from shinchoku.bilingual import Bilingual
from shinchoku.errors import disk_failed
from shinchoku.intake.sheets import Sheet
from shinchoku.review.excerpt import Excerpt

Sheets = tuple[Sheet, ...]
Drawing = Callable[[Sheet], Excerpt | None]

_MOST_CELLS = 200_000
"""Cells of one content above which it is drawn in the reader each time, and never kept here."""


class SheetCache:
    """The last few contents by their hash; used from any thread."""

    def __init__(self, pool: ReaderPool, most: int = 16) -> None:
        """Keep who reads, and how many contents stay."""
        self._pool = pool
        self._most = most
        self._guard = threading.Lock()
        self._kept: OrderedDict[str, Sheets] = OrderedDict()

    def draw(self, sha256: str, path: Path, sheet_number: int, drawing: Drawing) -> Excerpt | None:
        """Return what a drawing makes of one sheet of a content; nothing where there is no such sheet to read.

        `drawing` has to travel: a function of a module, or a partial of one. The file is opened here: a reader is
        given its bytes.

        Raises:
            OperationalError: if the disk does not give the file, too many are being read, or no reader can be started.
        """
        with self._guard:
            sheets = self._kept.get(sha256)
            if sheets is not None:
                self._kept.move_to_end(sha256)
        if sheets is not None:
            return _drawn(sheets, sheet_number, drawing)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise disk_failed(error) from error
        done = self._pool.run(_read_and_draw, content, sheet_number, drawing)
        if isinstance(done, Died):
            return None
        made, sheets = done
        if sheets is not None:
            self._keep(sha256, sheets)
        return made

    def _keep(self, sha256: str, sheets: Sheets) -> None:
        """Keep a content; the one not looked at for longest makes room."""
        with self._guard:
            self._kept[sha256] = sheets
            self._kept.move_to_end(sha256)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


def _read_and_draw(
    content: bytes, sheet_number: int, drawing: Drawing
) -> tuple[Excerpt | None, Sheets | None]:
    """Read a content and draw one of its sheets, in a reader; its sheets come along if they are small."""
    sheets = sheets_in(content)
    if isinstance(sheets, Bilingual):
        return None, ()
    return _drawn(sheets, sheet_number, drawing), sheets if _is_small(sheets) else None


def _drawn(sheets: Sequence[Sheet], sheet_number: int, drawing: Drawing) -> Excerpt | None:
    """Draw the sheet of a number, if there is one."""
    sheet = next((one for one in sheets if one.number == sheet_number), None)
    return None if sheet is None else drawing(sheet)


def _is_small(sheets: Sequence[Sheet]) -> bool:
    """Tell whether sheets are worth being kept in memory."""
    cells = sum(len(sheet.grid) * len(sheet.grid[0]) for sheet in sheets if sheet.grid)
    return cells + sum(len(sheet.merged) for sheet in sheets) <= _MOST_CELLS
