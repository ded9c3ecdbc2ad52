"""The nights as the first page shows them: what the newest did, and what stood after each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shinchoku.adapters.state.nights import load_nights
from shinchoku.bilingual import Bilingual
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.transitions import YearState, year_words
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class NightOutcome:
    """What one night did; one that never ended has done nothing yet."""

    as_of: date
    is_finished: bool
    files_new: int
    findings_new: int
    findings_resolved: int
    errors: int
    """Findings that stood after it."""
    warnings: int
    version: str
    held: tuple[Bilingual, ...]
    messages: tuple[Bilingual, ...]
    """What it warned of."""


def list_nights(session: Session, *, most: int) -> tuple[NightOutcome, ...]:
    """Return the newest nights, the last one first."""
    return tuple(map(_outcome, session.ask(load_nights, most)))


def _outcome(night: Mapping[str, Any]) -> NightOutcome:
    """Return a night as it reported itself."""
    outcome = night["outcome"]
    held = (
        (FiscalYear(year["fiscal_year"]), year_words(YearState.HELD, is_public=bool(year.get("headline"))))
        for year in outcome.get("years", ())
        if year.get("waiting")
    )
    return NightOutcome(
        as_of=night["as_of"],
        is_finished=night["finished_at"] is not None,
        files_new=outcome.get("files_new", 0),
        findings_new=outcome.get("findings_new", 0),
        findings_resolved=outcome.get("findings_resolved", 0),
        errors=outcome.get("findings_errors", 0),
        warnings=outcome.get("findings_warnings", 0),
        version=outcome.get("released_version") or "",
        held=tuple(Bilingual(f"{year.era_label}（{said.ja}）", f"{year} ({said.en})") for year, said in held),
        messages=tuple(Bilingual(*words) for words in outcome.get("warnings", ())),
    )
