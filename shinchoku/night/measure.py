"""Measure: the content of every reported year, and what becomes of it tonight."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import (
    approved_knowing,
    load_approvals,
    load_official,
    record_waiting,
    void_approval,
)
from shinchoku.adapters.state.audit import decided_since
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.contents import load_completed
from shinchoku.adapters.state.corrections import CorrectionStatus, settle_correction
from shinchoku.adapters.state.releases import load_history
from shinchoku.adapters.state.reviewed import load_reviewed
from shinchoku.checks.checking import Checked, check
from shinchoku.checks.waivers import in_force
from shinchoku.figures.applied_corrections import with_corrections
from shinchoku.figures.progress import progress_of
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.year_content import year_content
from shinchoku.night.check import submissions_read
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.decision import Approval, Outcome, YearDecision, YearSoFar, decide
from shinchoku.releases.history import rolled_back_years
from shinchoku.releases.release_holds import overruled_holds
from shinchoku.session import Session


def measure(session: Session, checked: Checked) -> tuple[YearDecision, ...]:
    """Compute every reported year and decide it; keep what waits and why.

    An approval whose candidate changed loses its effect here, and so does a correction of a value that
    the sheet no longer says.
    """
    plan, as_of = session.plan, session.as_of
    with session.change_by_itself() as change:
        reviewed = load_reviewed(change.connection, plan.id, as_of)
        checked = _as_decided(session, change.connection, checked, reviewed)
        _settle_lapsed(session, change, checked, reviewed)
        approvals = load_approvals(change.connection, plan.id)
        states = _states(session, change.connection, checked, reviewed, approvals)
        decisions = [decide(state, plan.release, session.moment) for state in states]
        for year in _voided(decisions, approvals):
            void_approval(change, year)
        record_waiting(change, decisions, as_of)
    return tuple(decisions)


def _as_decided(session: Session, connection: Connection, checked: Checked, reviewed: Reviewed) -> Checked:
    """Choose the rows anew if somebody waived or withdrew after the checks: no row without its waiver."""
    if not decided_since(connection, session.plan.id, "check"):
        return checked
    waived = in_force(reviewed.waivers, session.as_of)
    anew = check(session.plan, submissions_read(session, connection), session.as_of, waived)
    return replace(checked, choices=anew.choices, came=anew.came)


def official_figures(session: Session, connection: Connection) -> tuple[OfficialFigure, ...]:
    """Return the official figures of the plan, and those that approvals recorded for the years without any."""
    in_plan = {one.fiscal_year for one in session.plan.official_figures}
    recorded = load_official(connection, session.plan.id)
    return (*session.plan.official_figures, *(one for one in recorded if one.fiscal_year not in in_plan))


def _states(
    session: Session,
    connection: Connection,
    checked: Checked,
    reviewed: Reviewed,
    approvals: Mapping[FiscalYear, Approval],
) -> list[YearSoFar]:
    """Return where every reported year stands before its decision."""
    plan, as_of = session.plan, session.as_of
    history = load_history(connection, plan.id)
    released = history[-1].years if history else {}
    official = official_figures(session, connection)
    rolled_back = rolled_back_years(history)
    waived = in_force(reviewed.waivers, as_of)
    known = approved_knowing(connection, plan.id)
    states: list[YearSoFar] = []
    for year in plan.reported_years(as_of):
        entry = released.get(year)
        rounds = plan.rate_rounds(year, as_of)
        first, whole = (
            year_content(
                plan,
                year,
                progress_of(plan, year, asked, checked.choices, checked.came),
                checked.findings,
                official,
                reviewed,
            )
            for asked in (rounds[:1], rounds)
        )
        states.append(
            YearSoFar(
                year=year,
                first_round=first,
                all_rounds=whole,
                released=load_completed(connection, plan, entry.digest) if entry else None,
                released_as=entry.digest if entry else "",
                official=official,
                approval=approvals.get(year),
                is_rolled_back=year in rolled_back,
                overruled=overruled_holds(year, checked.findings, waived, known[year]),
            )
        )
    return states


def _settle_lapsed(session: Session, change: Change, checked: Checked, reviewed: Reviewed) -> None:
    """End the corrections of values that the sheets no longer say, each with its reason on record."""
    plan = session.plan
    for year in sorted({one.fiscal_year for one in reviewed.corrections}):
        progress = progress_of(
            plan, year, plan.rate_rounds(year, session.as_of), checked.choices, checked.came
        )
        for lapse in with_corrections(plan, year, progress, reviewed.corrections).lapsed:
            number = lapse.correction.number
            settle_correction(change, number, CorrectionStatus.LAPSED, session.as_of)
            change.record("correction_lapse", f"correction {number}", {"because": lapse.reason})


def _voided(decisions: Sequence[YearDecision], approvals: Mapping[FiscalYear, Approval]) -> list[FiscalYear]:
    """Return the years whose approval was given to another candidate than tonight's."""
    return [
        decision.year
        for decision in decisions
        if decision.year in approvals and decision.outcome not in {Outcome.RELEASED, Outcome.SCHEDULED}
    ]
