"""Waiver effect: what approving a waiver would do to the rates, from everything that was read so far."""

from shinchoku.adapters.state.reviewed import load_reviewed
from shinchoku.checks.checking import check
from shinchoku.checks.waivers import in_force
from shinchoku.figures.applied_corrections import with_corrections
from shinchoku.figures.progress import ItemProgress, progress_of
from shinchoku.night.check import submissions_read
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.waiver_effect import WaiverEffect, waiver_effect
from shinchoku.session import Session


def effect_of_waiver(
    session: Session, fingerprint: str, year: FiscalYear, item_no: str
) -> WaiverEffect | None:
    """Return what approving the waiver of a finding changes today; nothing is recorded."""
    plan, as_of = session.plan, session.as_of
    with session.engine.connect() as connection:
        submissions = submissions_read(session, connection)
        reviewed = load_reviewed(connection, plan.id, as_of)
    waived = in_force(reviewed.waivers, as_of)
    rounds = plan.rate_rounds(year, as_of)

    def progress_with(fingerprints: frozenset[str]) -> tuple[ItemProgress, ...]:
        choices = check(plan, submissions, as_of, fingerprints).choices
        found = progress_of(plan, year, rounds, choices)
        return with_corrections(plan, year, found, reviewed.corrections).progress

    return waiver_effect(
        plan, year, item_no, progress_with(waived - {fingerprint}), progress_with(waived | {fingerprint})
    )
