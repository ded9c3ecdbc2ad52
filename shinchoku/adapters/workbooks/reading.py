"""One received content to its reading, by what its bytes are and not by what its name says."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shinchoku.adapters.workbooks.delimited import NotTextError, read_delimited
from shinchoku.adapters.workbooks.encoding import UndecodableError
from shinchoku.adapters.workbooks.known_formats import TextFormat, other_format, text_format
from shinchoku.adapters.workbooks.markup import NoOneReadingError, read_markup
from shinchoku.adapters.workbooks.spreadsheet import (
    OLE,
    ZIP,
    NoWorkbookError,
    UnreadableWorkbookError,
    read_spreadsheet,
)
from shinchoku.bilingual import Bilingual
from shinchoku.intake.account import ReadingAccount
from shinchoku.intake.bounds import bounded_reading, is_too_much, too_much
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.layout.unseen import workbook_problems
from shinchoku.intake.look import WorkbookLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading
from shinchoku.register.layouts import Layout

READER_VERSION = 5
"""Raised whenever the same bytes would be read differently; stored readings are then made again."""


def reader_of(layouts: Sequence[Layout]) -> str:
    """Return what a stored reading depends on besides the bytes: this reader, and the declared layouts."""
    if not layouts:
        return str(READER_VERSION)
    declared = "\n".join(layout.model_dump_json() for layout in layouts)
    return f"{READER_VERSION}:{hashlib.sha256(declared.encode()).hexdigest()}"


_NOT_MARKED_UP = Bilingual("図形、色、画面に出ない桁", "objects, colours, digits that are not shown")
_NOT_IN_XLS = Bilingual("ファイルのプロパティ、セルの色", "document properties, the colours of cells")
_PARTS_OF_CELLS = ("xl/worksheets/", "xl/styles", "xl/sharedstrings")
"""How the parts of a workbook begin that say what is struck through, raised or hidden."""


def read_content(content: bytes, layouts: Sequence[Layout] = ()) -> Reading:
    """Read a workbook or a text; what cannot be read is a problem, never an exception, and what is read is bounded."""
    return bounded_reading(_reading_of(content, layouts))


def _reading_of(content: bytes, layouts: Sequence[Layout]) -> Reading:
    """Read a workbook or a text, as much as it says."""
    if not content:
        return _refused(
            ProblemKind.FILE_WILL_NOT_OPEN,
            Bilingual("空のファイル（0バイト）です", "the file is empty (0 bytes)"),
        )
    try:
        if content.startswith((ZIP, OLE)):
            return _read_workbook(content, layouts)
        kind = text_format(content)
        if kind is not None:
            return _read_markup(content, kind, layouts)
        other = other_format(content)
        return _read_text(content, layouts) if other is None else _named(other)
    except NoWorkbookError as error:
        return _named(error.name)
    except UnreadableWorkbookError as error:
        return _refused(ProblemKind.FILE_WILL_NOT_OPEN, error.reason, error.file_format)


def _read_text(content: bytes, layouts: Sequence[Layout]) -> Reading:
    """Read delimited text."""
    try:
        found = read_delimited(content)
    except UndecodableError as error:
        if error.binary:
            return _refused(ProblemKind.NOT_A_TABLE, Bilingual("表ではないデータです", "it is not a table"))
        lines = "、".join(map(str, error.lines))
        return Reading(
            problems=(Problem(ProblemKind.UNDECODABLE_TEXT, stops_reading=True, values={"lines": lines}),)
        )
    except NotTextError as error:
        return _refused(ProblemKind.NOT_A_TABLE, error.reason)
    if is_too_much((found.sheet,)):
        return too_much("CSV")
    reading = read_sheets((found.sheet,), layouts)
    kind = {"\t": "TSV", ",": "CSV"}.get(found.delimiter, f"CSV ({found.delimiter})")
    why = (found.decoded.why.ja, found.decoded.why.en)
    account = replace(reading.account, file_format=kind, encoding=found.decoded.encoding, why_encoding=why)
    return replace(reading, account=account)


def _read_markup(content: bytes, kind: TextFormat, layouts: Sequence[Layout]) -> Reading:
    """Read the tables of a marked-up text, if there is one way to read them."""
    try:
        marked_up = read_markup(content, kind)
    except NoOneReadingError as error:
        return _refused(ProblemKind.NOT_A_TABLE, error.reason, kind)
    except UndecodableError as error:
        lines = "、".join(map(str, error.lines)) or "1"
        return Reading(
            problems=(Problem(ProblemKind.UNDECODABLE_TEXT, stops_reading=True, values={"lines": lines}),)
        )
    if is_too_much(marked_up.sheets):
        return too_much(str(kind))
    reading = read_sheets(marked_up.sheets, layouts)
    unseen = {"format": str(kind), "what_ja": _NOT_MARKED_UP.ja, "what_en": _NOT_MARKED_UP.en}
    decoded = marked_up.decoded
    account = replace(
        reading.account,
        file_format=str(kind),
        encoding=decoded.encoding,
        why_encoding=(decoded.why.ja, decoded.why.en),
    )
    return replace(
        reading,
        problems=(*reading.problems, Problem(ProblemKind.PARTS_NOT_INSPECTED, values=unseen)),
        account=account,
    )


def _named(name: Bilingual) -> Reading:
    """Return the reading of a file in a format that holds no status sheet."""
    return _refused(
        ProblemKind.NOT_A_TABLE, Bilingual(f"{name.ja}形式です", f"it is of the format {name.en}"), name.en
    )


def _read_workbook(content: bytes, layouts: Sequence[Layout]) -> Reading:
    """Read a workbook, and look at what marks its cells; where that cannot be seen, no row is taken."""
    workbook = read_spreadsheet(content)
    kind, seen = workbook.file_format, workbook.look
    if is_too_much(workbook.sheets):
        return too_much(kind)
    reading = read_sheets(workbook.sheets, layouts)
    unlooked = tuple(_unlooked(kind, seen))
    if any(problem.stops_reading for problem in unlooked):  # what is struck out would be taken as said
        reading = replace(reading, rows=())
    problems = [*reading.problems, *unlooked]
    if seen is not None:
        problems += workbook_problems(seen)
    account = replace(reading.account, file_format=kind, second_look=bool(seen and seen.sheets))
    return replace(reading, problems=tuple(problems), account=account)


def _unlooked(kind: str, seen: WorkbookLook | None) -> Iterator[Problem]:
    """Yield what of a workbook could not be looked at: an error where it is the marks on its cells."""
    if seen is None:
        yield Problem(ProblemKind.FORMATS_NOT_INSPECTED, stops_reading=True, values={"format": kind})
        return
    others = [part for part in seen.uninspected if not part.lower().startswith(_PARTS_OF_CELLS)]
    if len(others) < len(seen.uninspected):
        yield Problem(ProblemKind.FORMATS_NOT_INSPECTED, stops_reading=True, values={"format": kind})
    parts = "、".join(others)
    what = Bilingual(parts, parts) if parts else _NOT_IN_XLS if kind == "xls" else Bilingual("", "")
    if what.ja:
        yield Problem(
            ProblemKind.PARTS_NOT_INSPECTED, values={"format": kind, "what_ja": what.ja, "what_en": what.en}
        )


def _refused(kind: ProblemKind, why: Bilingual, file_format: str = "") -> Reading:
    """Return the reading of a file none of whose rows could be read."""
    problem = Problem(kind, stops_reading=True, values={"why_ja": why.ja, "why_en": why.en})
    return Reading(problems=(problem,), account=ReadingAccount(file_format=file_format))
