"""The fiscal years that a file states row by row, and the rows that are of another year than the round's.

A sheet states its year in its name, in a labelled cell, in its titles; a further table in the lines above it;
a row in its 年度 column, or by the year in the heading of its status. A row is published under a year only if
none of these says another one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import TITLED_YEAR, Problem, Reading, SheetRow, ranges_of
from shinchoku.intake.years import YearStatement, one_line, year_of_answer, year_of_name, year_of_title
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.spelling import folded

_OLDER_SHEET = re.compile(r"前年度|昨年度|[(（]旧[)）]|旧$|^旧")
_MOST_NAMED = 4
_STATUS = "achievement_status"

Statements = tuple[YearStatement, ...]


@dataclass(frozen=True, slots=True)
class DatedRow:
    """A row with everything that its file states of its year."""

    row: SheetRow
    statements: Statements

    def other_than(self, year: FiscalYear) -> Statements:
        """Return the statements by which the row is of another year."""
        return tuple(one for one in self.statements if not one.allows(year))


def years_allowed(reading: Reading, plan_title: str) -> tuple[frozenset[FiscalYear], Statements] | None:
    """Return the years that a file may report on by what its sheets state, and what they state.

    Nothing if they state no year. Where a row is contradicted, each of its years is left: which one the file
    was meant for is told elsewhere, and the row is not read. A sheet without a table (a cover) speaks by its
    labels, and by its titles where nothing else speaks.
    """
    rows = _speaking(dated_rows(reading, plan_title))
    tables = {row.sheet_number for row in reading.rows}
    covers = [label for label in reading.labels if label.sheet_number not in tables]
    asked = [
        _of_label(label.answer.raw, label.answer.cell) for label in covers if label.name == "fiscal_year"
    ]
    if not rows and not asked:
        titles = (label.answer for label in covers if label.name == TITLED_YEAR)
        asked = [found for one in titles if (found := _of_title(one.raw, one.cell, plan_title))]
    if not rows and not asked:
        return None
    stated = dict.fromkeys((*(one for row in rows for one in row.statements), *asked))
    years = [frozenset[FiscalYear]().union(*map(_years_of, rows))] if rows else []
    return frozenset.intersection(*years, *(one.years for one in asked)), tuple(stated)


def without_other_years(reading: Reading, year: FiscalYear | None, plan_title: str) -> Reading:
    """Leave out the rows that are of another year than the round's, or of two years, and report them.

    令和4年度 beside 令和5年度 is last year's copy, kept for comparison.
    """
    if year is None:
        return reading
    rows = dated_rows(reading, plan_title)
    others = [one for one in rows if one.other_than(year)]
    if not others:
        return reading
    kept = tuple(one.row for one in rows if not one.other_than(year))
    by_sheet: dict[int, list[DatedRow]] = {}
    for one in others:
        by_sheet.setdefault(one.row.sheet_number, []).append(one)
    with_rows = {row.sheet_number for row in kept}
    problems = (
        problem
        for number, found in sorted(by_sheet.items())
        for problem in _problems(found, year, is_whole=number not in with_rows, is_last=not kept)
    )
    return replace(reading, rows=kept, problems=(*reading.problems, *problems))


def dated_rows(reading: Reading, plan_title: str) -> list[DatedRow]:
    """Return the rows of a file, each with what is stated of its year; a year in the plan's own title is none."""
    sheets = {
        number: _sheet_statements(reading, number, name, plan_title)
        for number, name in {(row.sheet_number, row.sheet_name) for row in reading.rows}
    }
    return [
        DatedRow(row, tuple(_row_statements(row, *sheets[row.sheet_number], plan_title)))
        for row in reading.rows
    ]


def said_by(statements: Sequence[YearStatement]) -> str:
    """Name where years are stated and how they are written: `A1「令和4年度」、シート名「R5」`."""
    texts = {one.text: one for one in reversed(statements)}
    named = [f"{one.cell or 'シート名'}「{one.text}」" for one in statements if texts[one.text] is one]
    return "、".join(named[:_MOST_NAMED]) + ("…" if len(named) > _MOST_NAMED else "")


def _speaking(rows: Sequence[DatedRow]) -> list[DatedRow]:
    """Return the rows that say for which year a file was meant: the name of a sheet speaks for that sheet only."""
    is_silent_elsewhere = any(not one.statements for one in rows)
    return [
        one
        for one in rows
        if any(statement.cell or not is_silent_elsewhere for statement in one.statements)
        and not _OLDER_SHEET.search(folded(one.row.sheet_name))
    ]


def _sheet_statements(
    reading: Reading, number: int, name: str, plan_title: str
) -> tuple[Statements, Statements]:
    """Return what the name and the labels of a sheet state, and what its titles state."""
    labels = [label for label in reading.labels if label.sheet_number == number]
    asked = [
        _of_label(label.answer.raw, label.answer.cell) for label in labels if label.name == "fiscal_year"
    ]
    titles = (
        _of_title(one.answer.raw, one.answer.cell, plan_title) for one in labels if one.name == TITLED_YEAR
    )
    named = YearStatement(name, frozenset()) if _OLDER_SHEET.search(folded(name)) else year_of_name(name)
    return (*((named,) if named else ()), *asked), tuple(filter(None, titles))


def _row_statements(
    row: SheetRow, of_sheet: Statements, of_titles: Statements, plan_title: str
) -> Iterator[YearStatement]:
    """Yield what is stated of a row; the lines above its own table speak in place of the sheet's titles."""
    yield from of_sheet
    own = row.cells.get(TITLED_YEAR)
    title = _of_title(own.raw, own.cell, plan_title) if own else None
    yield from (title,) if title else of_titles
    column = row.cells.get("fiscal_year")
    if column is not None and column.text.strip():
        yield _of_label(column.text, column.cell)
    if _STATUS not in row.cells:
        headings = {name: cell for name, cell in row.cells.items() if name.startswith(f"{_STATUS}@")}
        if headings:
            years = frozenset(FiscalYear(int(name.partition("@")[2])) for name in headings)
            text = "・".join(str(year.year) for year in sorted(years))
            yield YearStatement(text, years, next(iter(headings.values())).cell)


def _problems(
    rows: Sequence[DatedRow], year: FiscalYear, *, is_whole: bool, is_last: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the rows of one sheet that are not of the year."""
    by_reason: dict[str, list[DatedRow]] = {}
    for one in rows:
        by_reason.setdefault("" if is_whole else _texts(one.other_than(year)), []).append(one)
    agreeing = dict.fromkeys(one for row in rows for one in row.statements if one.allows(year))
    for found in by_reason.values():
        others = tuple(dict.fromkeys(one for row in found for one in row.other_than(year)))
        sheet, cell = found[0].row, others[0].cell
        kind = (
            ProblemKind.ROWS_OF_ANOTHER_YEAR
            if not is_whole
            else ProblemKind.SHEET_OF_TWO_YEARS
            if agreeing
            else ProblemKind.SHEET_OF_ANOTHER_YEAR
        )
        values: Mapping[str, str] = {
            "rows": ranges_of([one.row.row_number - 1 for one in found]),
            "stated": said_by([*agreeing, *others] if kind is ProblemKind.SHEET_OF_TWO_YEARS else others),
            "year": year.era_label,
        }
        stops = kind is ProblemKind.SHEET_OF_TWO_YEARS or is_last
        yield Problem(
            kind,
            sheet.sheet_number,
            sheet.sheet_name,
            cell,
            others[0].text,
            stops_reading=stops,
            values=values,
        )


def _texts(statements: Statements) -> str:
    """Return statements as one text to compare by."""
    return "\n".join(one.text for one in statements)


def _years_of(one: DatedRow) -> frozenset[FiscalYear]:
    """Return the years of a row: those that all its statements allow, or all of them if they contradict."""
    years = [statement.years for statement in one.statements]
    return frozenset.intersection(*years) or frozenset[FiscalYear]().union(*years)


def _of_label(text: str, cell: str) -> YearStatement:
    """Return what an answer to 年度 states."""
    return replace(year_of_answer(text), cell=cell)


def _of_title(text: str, cell: str, plan_title: str) -> YearStatement | None:
    """Return what a title states beside the plan's own title."""
    found = year_of_title(one_line(text).replace(one_line(plan_title), " "))
    return replace(found, cell=cell) if found else None
