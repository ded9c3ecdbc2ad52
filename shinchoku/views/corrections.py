"""Corrections as lists show them: every one that was recorded, with both values in words."""

from dataclasses import dataclass
from datetime import date

from schemas.published import CORRECTABLE
from shinchoku.adapters.state.corrections import CorrectionStatus, load_corrections
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.corrections import Correction
from shinchoku.releases.published_labels import value_words
from shinchoku.session import Session

__all__ = ["CorrectionStatus", "ListedCorrection", "list_corrections"]


@dataclass(frozen=True, slots=True)
class ListedCorrection:
    """A correction, where it stands, and its two values as people read them."""

    correction: Correction
    status: CorrectionStatus
    old: Bilingual
    new: Bilingual
    ended_on: date | None


def list_corrections(session: Session) -> tuple[ListedCorrection, ...]:
    """Return every correction of a plan, the oldest first."""
    records = session.ask(load_corrections)
    return tuple(
        ListedCorrection(
            one.correction,
            one.status,
            _words(one.correction, one.correction.old_value),
            _words(one.correction, one.correction.new_value),
            one.ended_on,
        )
        for one in records
    )


def _words(correction: Correction, value: str) -> Bilingual:
    """Return a corrected value as people read it."""
    table = CORRECTABLE[correction.field].tables[0]
    return Bilingual(*(value_words(table, correction.field, value, language) for language in Language))
