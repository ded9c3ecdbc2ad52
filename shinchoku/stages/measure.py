"""Measure: the content of every reported year, and what becomes of it tonight."""

from __future__ import annotations

from collections.abc import Sequence

from shinchoku.adapters.state.approvals import (
    load_approvals,
    load_official,
    record_waiting,
    void_approval,
)
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.releases import load_history
from shinchoku.checks.checking import Checked
from shinchoku.figures.progress import progress_of
from shinchoku.figures.year_content import year_content
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.decision import Approval, Outcome, YearDecision, YearState, decide
from shinchoku.releases.history import rolled_back_years
from shinchoku.stages.session import Session


def measure(session: Session, checked: Checked) -> tuple[YearDecision, ...]:
    """Compute every reported year and decide it; keep what waits and why.

    An approval whose candidate changed loses its effect here.
    """
    plan, as_of = session.plan, session.as_of
    with session.engine.begin() as connection:
        history = load_history(connection, plan.id)
        released = history[-1].years if history else {}
        approvals = load_approvals(connection, plan.id)
        in_plan = {one.fiscal_year for one in plan.official_figures}
        approved = [one for one in load_official(connection, plan.id) if one.fiscal_year not in in_plan]
        official = (*plan.official_figures, *approved)
        rolled_back = rolled_back_years(history)
        decisions: list[YearDecision] = []
        for year in plan.reported_years(as_of):
            entry = released.get(year)
            rounds = plan.rate_rounds(year, as_of)
            first, whole = (
                year_content(
                    plan, year, progress_of(plan, year, asked, checked.choices), checked.findings, official
                )
                for asked in (rounds[:1], rounds)
            )
            state = YearState(
                year=year,
                first_round=first,
                all_rounds=whole,
                released=load_content(connection, plan.id, entry.digest) if entry else None,
                official=official,
                approval=approvals.get(year),
                is_rolled_back=year in rolled_back,
            )
            decisions.append(decide(state, plan.release, as_of))
        for year in _voided(decisions, approvals):
            void_approval(connection, plan.id, year)
        record_waiting(connection, plan.id, decisions, as_of)
    return tuple(decisions)


def _voided(decisions: Sequence[YearDecision], approvals: dict[FiscalYear, Approval]) -> list[FiscalYear]:
    """Return the years whose approval was given to another candidate than tonight's."""
    return [
        decision.year
        for decision in decisions
        if decision.year in approvals and decision.outcome not in {Outcome.RELEASED, Outcome.SCHEDULED}
    ]
