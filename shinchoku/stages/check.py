"""Check: every content that was ever received against the plan, and the findings kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shinchoku.adapters.state.findings import NightlyChange, record_findings
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.readings import load_readings
from shinchoku.adapters.workbooks import reader_of
from shinchoku.checks.checking import Checked, once_each
from shinchoku.checks.checking import check as check_submissions
from shinchoku.checks.pointing import on_file
from shinchoku.checks.rules import RULES
from shinchoku.checks.selection import selected
from shinchoku.intake.placement import Placement
from shinchoku.intake.sheets import Appearance, Problem, Reading
from shinchoku.intake.submissions import Submission, submissions_of
from shinchoku.stages.session import Session


@dataclass(frozen=True, slots=True)
class NightCheck:
    """What the night's checks found, and how the findings moved since the last night."""

    checked: Checked
    change: NightlyChange


def check(session: Session, refused: Mapping[str, Problem]) -> NightCheck:
    """Check everything received and record the findings; files that waited are findings too."""
    plan, as_of = session.plan, session.as_of
    with session.engine.begin() as connection:
        readings = load_readings(connection, reader_of(plan.layouts))
        received = [(a, readings[a.sha256]) for a in load_appearances(connection, plan.id)]
        checked = check_submissions(plan, submissions_of(plan, received, as_of), as_of)
        waiting = [
            on_file(plan, _not_taken(path, session), RULES[problem.rule], problem)
            for path, problem in sorted(refused.items())
        ]
        findings = once_each([*checked.findings, *selected(plan, waiting)])
        change = record_findings(connection, plan.id, findings, as_of)
    return NightCheck(Checked(checked.choices, findings), change)


def _not_taken(path: str, session: Session) -> Submission:
    """Stand in for a file that was not archived tonight: it has a path and nothing else."""
    return Submission(Appearance(session.as_of, path, 0, path), Reading(), Placement(), is_latest=True)
