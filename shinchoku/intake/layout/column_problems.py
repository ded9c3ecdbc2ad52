"""What is to be said of the columns of a table: unknown, without a heading, sharing one, missing."""

from collections.abc import Collection, Iterable, Iterator

from schemas.headings import HEADINGS, REQUIRED
from shinchoku.intake.layout.candidates import HeadingCandidate
from shinchoku.intake.layout.noted_headings import noted_heading
from shinchoku.intake.layout.shared_headings import Sharing
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Sheet, cell_name, column_letters


def unknown_problems(
    sheet: Sheet, candidate: HeadingCandidate, columns: Collection[int], sharing: Sharing
) -> Iterator[Problem]:
    """Yield one problem for each heading that is not known, or whose note makes it another one."""
    for column in candidate.unknown:
        if column not in columns or column in sharing.explained - sharing.noted:
            continue
        noted = noted_heading(candidate.paths[column])
        if noted is None:
            yield at_heading(sheet, candidate, ProblemKind.UNKNOWN_HEADING, column)
        else:
            yield at_heading(
                sheet, candidate, ProblemKind.NOTE_AT_HEADING, column, heading=noted.text, note=noted.note
            )


def sharing_problems(sheet: Sheet, candidate: HeadingCandidate, sharing: Sharing) -> Iterator[Problem]:
    """Yield what is to be said of columns that share a heading, or have none."""
    for whole, parts in sharing.apart.items():
        yield at_heading(
            sheet,
            candidate,
            ProblemKind.PARTS_BESIDE_WHOLE,
            whole,
            taken=" ".join(candidate.paths[whole][-1].split()),
            columns=_columns(parts),
        )
    if sharing.unheaded:
        first = cell_name(candidate.bottom, min(sharing.unheaded))
        values = {"columns": _columns(sharing.unheaded)}
        yield Problem(ProblemKind.UNHEADED_COLUMNS, sheet.number, sheet.name, first, values=values)
    if sharing.doubted_numbers:
        doubted = sharing.doubted_numbers
        values = {"cells": _columns(doubted)}
        yield Problem(
            ProblemKind.DOUBTED_NUMBERS,
            sheet.number,
            sheet.name,
            cell_name(candidate.bottom, doubted[0]),
            stops_reading=True,
            values=values,
        )


def missing_problems(
    sheet: Sheet, candidate: HeadingCandidate, first: int, names: Iterable[str]
) -> Iterator[Problem]:
    """Yield one problem for each heading that every row needs and that is not there."""
    said = {name.partition("@")[0] for name in names}
    for name in REQUIRED:
        if name not in said:
            values = {"heading": HEADINGS[name][0]}
            cell = cell_name(candidate.bottom, first)
            yield Problem(
                ProblemKind.MISSING_HEADING, sheet.number, sheet.name, cell, stops_reading=True, values=values
            )


def at_heading(
    sheet: Sheet,
    candidate: HeadingCandidate,
    kind: ProblemKind,
    column: int,
    *,
    stops: bool = False,
    **values: str,
) -> Problem:
    """Make a problem of one heading."""
    return Problem(
        kind,
        sheet.number,
        sheet.name,
        cell_name(candidate.bottom, column),
        shown_heading(candidate, column),
        stops_reading=stops,
        values=values,
    )


def shown_heading(candidate: HeadingCandidate, column: int) -> str:
    """Return a heading as a person sees it."""
    return "／".join(candidate.paths[column])


def _columns(columns: Collection[int]) -> str:
    """Name columns by their letters."""
    return "、".join(map(column_letters, sorted(columns)))
