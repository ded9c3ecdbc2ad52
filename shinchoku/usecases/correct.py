"""Correct: a steward records what is right, why and by what evidence; a second person lets it out (訂正)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.corrections import (
    CorrectionStatus,
    load_corrections,
    record_correction,
    settle_correction,
)
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.figures.applied_corrections import reported_value
from shinchoku.figures.correction_mistakes import CorrectionMistake, correction_mistakes
from shinchoku.figures.corrections import Correction
from shinchoku.figures.progress import ItemProgress
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session
from shinchoku.views.progress import progress_within


@dataclass(frozen=True, slots=True)
class NewValue:
    """One value that a steward says is right: of which item and column, and what it is."""

    item_no: str
    field: str
    value: str


class UnsoundCorrectionsError(ConfigurationError):
    """Corrections that cannot be recorded, with everything that stands against them."""

    def __init__(self, mistakes: Sequence[CorrectionMistake]) -> None:
        """Keep the mistakes, and say them all."""
        self.mistakes = tuple(mistakes)
        said = [one.message for one in mistakes]
        super().__init__("\n".join(one.ja for one in said), "\n".join(one.en for one in said))


def record(
    session: Session,
    person: Person,
    year: FiscalYear,
    values: Sequence[NewValue],
    reason: str,
    evidence: str,
) -> list[int]:
    """Record corrections of a fiscal year that belong together, and return their numbers.

    Each binds to what the sheet says today. They reach the public by an approval of somebody else.

    Raises:
        NotPermittedError: if the person may not.
        UnsoundCorrectionsError: if anything stands against them: all of it, in sentences.
    """
    actor = acting(person, Action.RECORD_CORRECTION)
    said, shown = require_publishable(reason), require_publishable(evidence)
    with session.change(actor, said) as change:
        progress = progress_within(session, change.connection, year)
        proposed = _proposed(progress, year, values)
        signed = [
            replace(
                one,
                reason=said,
                evidence=shown,
                recorded_by=actor.name,
                recorded_by_role=actor.role,
                recorded_on=session.as_of,
            )
            for one in proposed
        ]
        if mistakes := correction_mistakes(session.plan, progress, signed):
            raise UnsoundCorrectionsError(mistakes)
        return [_kept(change, one) for one in signed]


def _proposed(
    progress: Sequence[ItemProgress], year: FiscalYear, values: Sequence[NewValue]
) -> list[Correction]:
    """Return new values as corrections of what the sheets say now, signed by nobody yet."""
    by_item = {one.item.no: one for one in progress}
    return [
        Correction(
            number=0,
            fiscal_year=year,
            item_no=no,
            field=value.field,
            old_value=reported_value(by_item[no], value.field) if no in by_item else "",
            new_value=value.value.strip(),
            reason="",
            evidence="",
            recorded_by="",
            recorded_by_role="",
            recorded_on=date.min,
        )
        for value in values
        for no in [normalize_item_no(value.item_no)]
    ]


def _kept(change: Change, correction: Correction) -> int:
    """Keep a correction with its record, and return its number."""
    number = record_correction(change, correction)
    what = {
        "year": str(correction.fiscal_year.year),
        "item_no": correction.item_no,
        "field": correction.field,
    }
    told = {"old": correction.old_value, "new": correction.new_value, "evidence": correction.evidence}
    change.record("correct", f"correction {number}", {**what, **told})
    return number


def withdraw_correction(session: Session, person: Person, number: int, reason: str) -> None:
    """Take a correction back: what the sheet says counts again.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if it no longer stands.
    """
    actor = acting(person, Action.RECORD_CORRECTION)
    with session.change(actor, require_publishable(reason)) as change:
        if not settle_correction(change, number, CorrectionStatus.WITHDRAWN, session.as_of):
            known = "、".join(str(n) for n in _numbers(change.connection, session)) or "なし"
            raise DecidedMeanwhileError(
                f"訂正{number}は有効ではありません（有効な訂正: {known}）。",
                f"correction {number} does not stand (those that do: {known}).",
            )
        change.record("correction_withdraw", f"correction {number}")


def _numbers(connection: Connection, session: Session) -> list[int]:
    """Return the numbers of the corrections that stand."""
    standing = load_corrections(connection, session.plan.id, [CorrectionStatus.RECORDED])
    return [one.correction.number for one in standing]
