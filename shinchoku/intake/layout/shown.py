"""What a person sees in a cell besides its stored text: number format, unit of the heading, strike-through."""

import re
import unicodedata

from shinchoku.intake.formats import Effect, displayed
from shinchoku.intake.look import NOTHING_SEEN, Position
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Sheet
from shinchoku.intake.steps import Step, StepKind, Trail

_BARE_NUMBER = re.compile(r"\s*[-+▲△−]?\s?\d[\d,.]*\s*")


def spoken(sheet: Sheet, at: Position, raw: str, unit: str = "") -> tuple[Step, ...]:
    """Return what a number format and a heading's unit add to what is stored in a cell."""
    number_format = sheet.look.formats.get(at)
    if number_format is None and not unit:
        return ()
    trail = Trail(raw)
    if number_format is not None:
        shown = displayed(raw, number_format)
        if shown.effect is Effect.SHOWN:
            trail.to(StepKind.FORMATTED, shown.text)
        if shown.rounded:
            trail.to(StepKind.ROUNDED, shown.rounded)
    if unit and _BARE_NUMBER.fullmatch(unicodedata.normalize("NFKC", trail.text)):
        trail.to(StepKind.HEADING_UNIT, f"{trail.text.strip()}{unit}")
    return trail.steps


def marks_of(sheet: Sheet, at: Position) -> tuple[ProblemKind, ...]:
    """Return what is wrong with a cell beyond its text."""
    look = sheet.look
    if look is NOTHING_SEEN:
        return ()
    seen = (
        (ProblemKind.UNVALUED_FORMULA, look.unvalued_formulas),
        (ProblemKind.STALE_FORMULA, look.stale_formulas),
        (ProblemKind.STRUCK_THROUGH, look.struck),
        (ProblemKind.RAISED_TEXT, look.raised),
        (ProblemKind.TEXT_CUT_OFF, look.too_long),
    )
    marks = [kind for kind, cells in seen if at in cells]
    if at in look.formats and displayed(sheet.grid[at[0]][at[1]], look.formats[at]).effect is Effect.UNCLEAR:
        marks.append(ProblemKind.UNCLEAR_FORMAT)
    return tuple(marks)
