"""The state of every item in force in a fiscal year, from the rows that count.

A year's first release is made of its first round that feeds the rate; later rounds of the year
(確定) are revisions of it. So there are two views of a year: as first asked, and with everything.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from schemas.codes import AchievementStatus, MissingReason, ValueStatus
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.findings import Finding
from shinchoku.figures.achievement import ItemStatus
from shinchoku.figures.corrections import Correction
from shinchoku.intake.rows import Row, compared_field
from shinchoku.intake.submissions import ItemKey
from shinchoku.intake.supersession import Choice
from shinchoku.register.entries import ActionItem, Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class ItemProgress:
    """One item of a year with the row that counts for it, if any.

    `row` is what is published. Where a correction counts, `reported` is the row as the sheet has it.
    """

    item: ActionItem
    row: Row | None
    carried_from: date | None = None
    findings: tuple[Finding, ...] = ()
    """What lies on the row, waived or not."""
    corrections: tuple[Correction, ...] = ()
    """The corrections that count, in the order in which they were recorded first for their values."""
    reported: Row | None = None
    in_review: bool = False
    """Whether something came of the item although no row of it is accepted."""

    @property
    def as_reported(self) -> Row | None:
        """The accepted row as the sheet has it, without corrections."""
        return self.row if self.reported is None else self.reported

    @property
    def status(self) -> AchievementStatus:
        """The declared status; nothing accepted is in review where something came, else unreported."""
        if self.row is not None and self.row.status is not None:
            return self.row.status
        came = self.in_review or self.row is not None
        return AchievementStatus.IN_REVIEW if came else AchievementStatus.UNREPORTED

    @property
    def value_status(self) -> ValueStatus | None:
        """Whether the value may still change; an item without a value has none.

        A correction of any value of an item is a correction of its row.
        """
        match self.status:
            case AchievementStatus.IN_REVIEW | AchievementStatus.UNREPORTED | AchievementStatus.NOT_DUE:
                return None
            case AchievementStatus.PENDING:
                return ValueStatus.PROVISIONAL
            case AchievementStatus.ACHIEVED | AchievementStatus.NOT_ACHIEVED:
                return ValueStatus.REVISED if self.corrections else ValueStatus.CONFIRMED
            case _:
                assert_never(self.status)

    @property
    def missing(self) -> MissingReason | None:
        """Why there is no figure for a numeric target, or `None` where there is one."""
        if self.row is not None and self.row.compared_value(self.item) is not None:
            return None
        said = MissingReason.BLANK
        if self.row is not None:
            said = self.row.reads[compared_field(self.item)].missing or said
        if said is not MissingReason.BLANK:
            return said
        return REASONS[self.status]


REASONS = {
    AchievementStatus.ACHIEVED: MissingReason.BLANK,
    AchievementStatus.NOT_ACHIEVED: MissingReason.BLANK,
    AchievementStatus.PENDING: MissingReason.PENDING,
    AchievementStatus.IN_REVIEW: MissingReason.IN_REVIEW,
    AchievementStatus.UNREPORTED: MissingReason.UNREPORTED,
    AchievementStatus.NOT_DUE: MissingReason.NOT_DUE,
}
"""Why there is no figure where its cell says nothing, by the status of the item."""


def progress_of(
    plan: Plan,
    year: FiscalYear,
    rounds: tuple[Round, ...],
    choices: Mapping[ItemKey, Choice[CheckedRow]],
    came: Collection[ItemKey] = frozenset(),
) -> tuple[ItemProgress, ...]:
    """Return the progress of every item in force, from the latest of `rounds` that has a row for it.

    `came` are the items that something which could not be taken, read or placed may report: without an
    accepted row in any of the rounds they are in review, as is an item whose rows were not accepted.
    """
    found: list[ItemProgress] = []
    for item in plan.items_in_force(year):
        progress = ItemProgress(item, None)
        is_there = False
        for asked in rounds:
            key = (asked.id, item.no)
            choice = choices.get(key)
            is_there |= key in came or (choice is not None and choice.in_review)
            if choice is not None and choice.row is not None:
                progress = ItemProgress(item, choice.row.row, choice.carried_from, choice.row.findings)
        found.append(progress if progress.row is not None else replace(progress, in_review=is_there))
    return tuple(found)


def statuses_of(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> list[ItemStatus]:
    """Return what the achievement figures are computed from."""
    return [
        ItemStatus(
            item_no=one.item.no,
            status=one.status,
            basic_policy=plan.policy_of(one.item).key,
            policy_measure=one.item.policy_measure,
            department=plan.responsible_department(one.item, year).code,
            kind=one.item.kind,
            carried_forward=one.carried_from is not None,
        )
        for one in progress
    ]
