"""The fiscal year that titles around a table state: in one cell or in several, in any row above it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from schemas.headings import is_personal_label, label_of_cell
from shinchoku.intake.layout.shown import spoken
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import TITLED_YEAR, CellText, Label, Sheet, cell_name
from shinchoku.intake.years import LONGEST, year_of_title
from shinchoku.register.item_no import is_item_no_text

_ROWS_OF_A_TITLE = 3
_FEWEST_CELLS_OF_A_RECORD = 4
_CELLS_TO_AN_ANSWER = 4
_PIECES_OF_A_YEAR = 3
_LONGEST_PIECE = 12
_NUMBER_OF_A_YEAR = re.compile(r"(?:令和|平成|[RHrh])?(?:\d{1,2}|元|20\d\d)")
_BEGUN = re.compile(r"(?:令和|平成|[RHrh])?(?:\d{1,2}|元|20\d\d)?")
_PIECE = re.compile(r"\d{1,2}|元|年度?|(?:\d{1,2}|元)年度?")


def titled_years(sheet: Sheet, rows: Sequence[Sequence[str]]) -> Iterator[Label]:
    """Yield what the titles in the rows above a table say of its year, each with its first cell.

    `rows` are the sheet's rows as people see them. Labels and their answers are no titles.
    """
    for number, row in enumerate(rows):
        above = rows[number - 1] if number else ()
        if (found := _titled(sheet, number, row, above)) is not None:
            yield Label(TITLED_YEAR, sheet.number, sheet.name, found)


def titled_year_of_a_further_table(sheet: Sheet, top_of_first: int, first: int, top: int) -> CellText | None:
    """Return what the lines right above the headings of a further table say of its year.

    `first` is the row below the headings of the table before, `top` the first row of the headings. Lines that stand
    above the headings of the sheet's first table as well (at `top_of_first`) are headings that are written again, as
    on every printed page: they are no title of this table, and the sheet's titles speak of it.
    """
    for number in range(top - 1, max(first, top - _ROWS_OF_A_TITLE) - 1, -1):
        row = sheet.grid[number]
        if sum(map(bool, row)) >= _FEWEST_CELLS_OF_A_RECORD or any(map(is_item_no_text, filter(None, row))):
            return None
        in_first = top_of_first - (top - number)
        if in_first >= 0 and row == sheet.grid[in_first]:
            continue
        if (found := _titled(sheet, number, row, ())) is not None:
            return found
    return None


def _titled(sheet: Sheet, number: int, row: Sequence[str], above: Sequence[str]) -> CellText | None:
    """Return what one row says, read as one line; a cell below another one's text alone answers that text."""
    cells = [column for column in _free_cells(row) if (number, column) not in sheet.look.struck]
    cells = [column for column in cells if not _answers_the_cell_above(above, column)]
    texts = {column: _shown(sheet, (number, column), row[column]) for column in cells}
    line = " ".join(texts.values())
    if not any(map(str.isdigit, line)) and "元" not in line:
        return None
    if len(line) <= LONGEST:
        return _found(number, cells[0], line)
    found = (_found(number, column, text) for column, text in texts.items())
    return next(filter(None, found), None)


def _shown(sheet: Sheet, at: Position, text: str) -> str:
    """Return a text as it is shown: 4 under the format `"令和"0"年度"` is 令和4年度."""
    steps = spoken(sheet, at, text) if at in sheet.look.formats else ()
    return steps[-1].after if steps else text


def _found(number: int, column: int, text: str) -> CellText | None:
    """Return a text with its cell if it states a year."""
    return CellText(cell_name(number, column), text) if year_of_title(text) is not None else None


def _free_cells(row: Sequence[str]) -> Iterator[int]:
    """Yield the columns of a row that hold text which is neither a known label nor its answer."""
    answer_until = -1
    for column, text in enumerate(row):
        if not text.strip():
            continue
        head, colon, tail = unicodedata.normalize("NFKC", text[:LONGEST]).strip().partition(":")
        if is_personal_label(head) or (label_of_cell(head) is not None and not ends_a_year(row, column)):
            answer_until = -1 if colon and tail.strip() else column + _CELLS_TO_AN_ANSWER
        elif column <= answer_until:
            answer_until = column if joined_year(row, column) != text else -1
        else:
            yield column


def ends_a_year(row: Sequence[str], column: int) -> bool:
    """Tell whether 年度 in a cell ends the year in the cells before it: 令和, 5 and 年度."""
    if column == 0 or not _NUMBER_OF_A_YEAR.fullmatch(_plain(row[column - 1])):
        return False
    return column == 1 or label_of_cell(row[column - 2]) is None


def joined_year(row: Sequence[str], column: int) -> str:
    """Return the text of a cell; where it begins a year that goes on in the next cells, the whole year."""
    pieces = [row[column]]
    for text in row[column + 1 : column + _PIECES_OF_A_YEAR]:
        if not _PIECE.fullmatch(_plain(text)) or not _BEGUN.fullmatch(_plain("".join(pieces))):
            break
        pieces.append(text)
    return "".join(pieces)


def _plain(text: str) -> str:
    """Return a short text in one width, without spaces; of a long one, nothing."""
    return "".join(unicodedata.normalize("NFKC", text).split()) if len(text) <= _LONGEST_PIECE else ""


def _answers_the_cell_above(above: Sequence[str], column: int) -> bool:
    """Tell whether a cell stands below a text that asks for a year or a day: 目標年度 over 令和8年度."""
    asked = above[column].strip() if column < len(above) else ""
    return asked.endswith(("年度", "期間", "年", "日", ":", "：")) and not any(map(str.isdigit, asked))
