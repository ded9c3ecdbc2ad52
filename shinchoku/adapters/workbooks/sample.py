"""The sheets of one sample file as they stand, read in a process that may die like any other."""

from pathlib import Path

from shinchoku.adapters.workbooks.delimited import NotTextError, read_delimited
from shinchoku.adapters.workbooks.encoding import UndecodableError
from shinchoku.adapters.workbooks.isolation import confined
from shinchoku.adapters.workbooks.known_formats import other_format, text_format
from shinchoku.adapters.workbooks.markup import NoOneReadingError, read_markup
from shinchoku.adapters.workbooks.spreadsheet import (
    OLE,
    ZIP,
    NoWorkbookError,
    UnreadableWorkbookError,
    read_spreadsheet,
)
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.intake.sheets import Sheet


def sample_sheets(path: Path) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook or a delimited text.

    Raises:
        ConfigurationError: if the file cannot be read as a table, with the reason.
    """
    found = sheets_or_why(path)
    if isinstance(found, Bilingual):
        raise ConfigurationError(
            f"見本 {path} を読めません（{found.ja}）。Excelで開いて保存し直すか、別の見本を指定してください。",
            f"the sample {path} cannot be read ({found.en}): save it again in Excel, or give another one.",
        )
    return found


def is_container(path: Path) -> bool:
    """Tell whether a file is a workbook by its first bytes."""
    with path.open("rb") as file:
        return file.read(len(ZIP)).startswith((ZIP, OLE))


def sheets_or_why(path: Path) -> tuple[Sheet, ...] | Bilingual:
    """Return the sheets of a file, read in a process that may die, or why they cannot be read."""
    died = Bilingual("読み取り中に処理が停止しました", "reading it brought the reader down")
    return confined(sheets_in, [path], Path.read_bytes).get(path, died)


def sheets_in(content: bytes) -> tuple[Sheet, ...] | Bilingual:
    """Read the sheets of a content, in a child process; why they cannot be read is a value."""
    try:
        if content.startswith((ZIP, OLE)):
            return read_spreadsheet(content).sheets
        if (kind := text_format(content)) is not None:
            return read_markup(content, kind).sheets
        return other_format(content) or (read_delimited(content).sheet,)
    except (UnreadableWorkbookError, NotTextError, NoOneReadingError) as error:
        return error.reason
    except NoWorkbookError as error:
        return error.name
    except UndecodableError:
        return Bilingual("表ではないデータです", "it is not a table")
