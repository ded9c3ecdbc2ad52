"""Submissions: what was received, where it belongs, and which items each file speaks for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shinchoku.intake.placement import Placement, assigned, place
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheet_years import without_other_years
from shinchoku.intake.sheets import Appearance, Problem, Reading
from shinchoku.register.item_no import normalize_item_no
from shinchoku.register.plan import Plan

ItemKey = tuple[str, str]
"""A round's identifier and an item number."""


@dataclass(frozen=True, slots=True)
class Submission:
    """One received content at one path, with what it says and where it belongs."""

    appearance: Appearance
    reading: Reading
    placement: Placement
    is_latest: bool
    """Whether it is the newest content at its place."""
    was_taken: bool = True
    """Whether its content could be taken: of what could not (too large, being written) the path is all that is known."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the readers did not understand and what kept the file from its place."""
        return (*self.reading.problems, *self.placement.problems)

    @property
    def stops_reading(self) -> bool:
        """Whether rows that should have been read were not."""
        return any(problem.stops_reading for problem in self.problems)


def submissions_of(
    plan: Plan, readings: Iterable[tuple[Appearance, Reading]], as_of: date
) -> list[Submission]:
    """Place every received content that was not taken back, oldest first; the newest at each place is marked."""
    standing = (pair for pair in readings if not pair[0].is_withdrawn)
    pairs = sorted(standing, key=lambda pair: pair[0])
    newest = {appearance.slot: appearance for appearance, _ in pairs}
    found: list[Submission] = []
    for appearance, reading in pairs:
        is_latest = newest[appearance.slot] == appearance
        there = replace(appearance, present=appearance.present and is_latest)
        placement = placed(plan, appearance, reading, as_of)
        of_the_year = without_other_years(reading, placement.fiscal_year, plan.plan.title)
        found.append(Submission(there, of_the_year, placement, is_latest))
    return found


def placed(plan: Plan, appearance: Appearance, reading: Reading, as_of: date) -> Placement:
    """Return where a received content belongs: where somebody moved it to, else where it says itself."""
    found = place(plan, appearance.path, reading, as_of)
    return assigned(plan, found, appearance.assigned_round, appearance.assigned_department)


def not_taken(plan: Plan, path: str, as_of: date) -> Submission:
    """Stand in for a file that lies there and could not be taken: it has a path, a day, and nothing else."""
    reading = Reading(problems=(Problem(ProblemKind.FILE_IN_USE, stops_reading=True),))
    appearance = Appearance(0, path, 0, path, as_of)
    return Submission(
        appearance, Reading(), place(plan, path, reading, as_of), is_latest=False, was_taken=False
    )


def items_that_may_have_come(plan: Plan, submissions: Iterable[Submission]) -> set[ItemKey]:
    """Return the items that files which lie there, and could not be read or placed, may report.

    Of a file whose sources contradict each other those are the items of every department, in every round, that one
    of them names: nobody can say of these that nothing came.
    """
    return {
        (asked.id, item.no)
        for one in submissions
        if not one.was_taken or (one.stops_reading and one.is_latest and one.appearance.present)
        for asked in one.placement.may_answer
        for item in plan.items_in_force(asked.fiscal_year)
        if plan.reporting_department(item, asked) in one.placement.may_be_of
    }


def blocked_items(plan: Plan, submissions: Sequence[Submission]) -> dict[ItemKey, list[Appearance]]:
    """Return, for each item that an unreadable file could have reported, the files that block it.

    A file could report the items of its department in its round, and those its place reported before.
    A file that is no longer in the inbox was withdrawn and blocks nothing.
    """
    blocked: dict[ItemKey, list[Appearance]] = defaultdict(list)
    for submission in submissions:
        if submission.stops_reading and submission.is_latest and submission.appearance.present:
            for key in _reportable(plan, submission) | _reported_at(submissions, submission.appearance):
                blocked[key].append(submission.appearance)
    return blocked


def _reportable(plan: Plan, submission: Submission) -> set[ItemKey]:
    """Return the items that a file's department reports in its round."""
    asked, department = submission.placement.round, submission.placement.department
    if asked is None or department is None:
        return set()
    return {
        (asked.id, item.no)
        for item in plan.items_in_force(asked.fiscal_year)
        if plan.reporting_department(item, asked).code == department.code
    }


def _reported_at(submissions: Sequence[Submission], appearance: Appearance) -> set[ItemKey]:
    """Return the items that earlier contents at the same place reported."""
    return {
        (earlier.placement.round.id, normalize_item_no(row.raw("item_no")))
        for earlier in submissions
        if earlier.appearance.slot == appearance.slot and earlier.appearance < appearance
        if earlier.placement.round is not None
        for row in earlier.reading.rows
    }
