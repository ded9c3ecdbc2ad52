"""What departments propose on their sheets 新規・変更・廃止, in the contents that count now."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from shinchoku.adapters.state.readings import load_proposals
from shinchoku.adapters.state.tables import findings
from shinchoku.checks.rule_list import RULES_BY_PROBLEM
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import ProposedAmendment

_TOLD_BY = RULES_BY_PROBLEM[ProblemKind.PROPOSALS_FOR_REGISTER].code
"""The rule whose finding stands as long as a content with proposals is the newest at its path."""


@dataclass(frozen=True, slots=True)
class SheetProposal:
    """One row of a department's sheet, and the file that it stands in."""

    sha256: str
    path: str
    department: str
    """The code of the department; empty if nobody knows whose the file is."""
    first_seen: date
    proposal: ProposedAmendment

    @property
    def source(self) -> str:
        """The name by which an amendment says that it answers this: `sha256:sheet:cell`."""
        return f"{self.sha256}:{self.proposal.sheet_number}:{self.proposal.cell}"


def load_sheet_proposals(connection: Connection, plan_id: str) -> list[SheetProposal]:
    """Return the proposals of the contents that count now, by path and place, each content once."""
    told = (
        select(findings.c.sha256, findings.c.path, findings.c.department, findings.c.first_seen)
        .where(findings.c.plan_id == plan_id, findings.c.is_open, findings.c.rule == _TOLD_BY)
        .order_by(findings.c.path, findings.c.sheet_number)
    )
    files = {row.sha256: row for row in reversed(connection.execute(told).all())}
    kept = load_proposals(connection, files) if files else {}
    return [
        SheetProposal(sha256, file.path, file.department, file.first_seen, proposal)
        for sha256, file in sorted(files.items(), key=lambda one: one[1].path)
        for proposal in kept.get(sha256, ())
    ]
