"""A new workbook from grids of text, for received formats that cannot be annotated part by part."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from shinchoku.adapters.ooxml.annotating import annotate
from shinchoku.adapters.ooxml.container import open_container
from shinchoku.adapters.ooxml.zip_copy import zipped
from shinchoku.checks.marks import Mark, Summary
from shinchoku.intake.sheets import Sheet

_NO_TIME = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_CORE = re.compile(rb"(<dcterms:(created|modified)[^>]{0,300}>)[^<]{0,40}")


def annotate_as_new(sheets: Sequence[Sheet], marks: Sequence[Mark], summary: Summary) -> bytes:
    """Return a new xlsx with the text of received sheets, marked as `annotate` marks a workbook.

    Every cell is text, never a formula or a number: it shows what was received. Sheets that were hidden
    are left out, as their cells are never read; marks on them are in the list. `marks` number the sheets
    as received. The same input gives the same bytes.
    """
    from shinchoku.adapters.ooxml.text_workbook import text_workbook  # noqa: PLC0415 -- openpyxl is slow to import

    shown = [sheet for sheet in sheets if sheet.visible]
    numbers = {sheet.number: place for place, sheet in enumerate(shown, start=1)}
    moved = [replace(mark, sheet_number=numbers.get(mark.sheet_number, 0)) for mark in marks]
    plain = _undated(text_workbook(shown))
    made = annotate(plain, moved, summary)
    if made is None:
        raise AssertionError("a workbook made here cannot be annotated")
    return made


def _undated(content: bytes) -> bytes:
    """Return a workbook without the time at which it was made, and without the marks on texts of digits."""
    container = open_container(content)
    parts: dict[str, bytes] = {}
    for name in container.archive.namelist():
        parts[name] = container.read(name) or b""
    stamp = f"{_NO_TIME.isoformat()}Z".encode()
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = _CORE.sub(lambda m: m[1] + stamp, core)
    for name, data in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            ignored = (
                b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
            )
            parts[name] = data.replace(b"</worksheet>", ignored + b"</worksheet>")
    return zipped(parts)
