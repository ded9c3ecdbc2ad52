"""Reminders: when one is due, when it is not, and that nobody hears the same thing twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from builders import checked, day, received, round_, submitted, umibe
from builders.nights import Received

from shinchoku.register.plan import Plan
from shinchoku.register.settings import Notify
from shinchoku.review.board import standings
from shinchoku.review.reminders import Reminder, ReminderBasis, Sent, Situation, due_reminders, next_try
from shinchoku.review.to_correct import to_correct

HEADING = "番号|達成状況|取組実績|実績値|累計"
DONE = f"{HEADING}\n2|A|実施|110\n5|A|実施|20|210\n7|A|統合\n8|A|活用"
WRONG = DONE.replace("8|A", "8|優")
WORSE = WRONG.replace("7|A", "7|良")
POLICY = Notify()


class Nights:
    """Nights one after the other: what each one sends, the next one knows."""

    def __init__(self, policy: Notify = POLICY) -> None:
        """Begin with nothing sent."""
        self.policy = policy
        self.plan = umibe()
        self.sent: list[Sent] = []

    def tell(
        self,
        as_of: str,
        *files: Received,
        returned: Mapping[str, str] | None = None,
        of: str = "kikaku",
    ) -> list[Reminder]:
        """Decide what is due on a night, note it as the state would, and return one department's."""
        board = board_of(self.plan, *files, as_of=as_of, returned=returned)
        due = due_reminders(board, self.sent, self.policy, day(as_of))
        self.sent += [Sent(one.department, one.round_id, one.level, one.told, day(as_of)) for one in due]
        return [one for one in due if one.department == of]


def board_of(
    plan: Plan, *files: Received, as_of: str, returned: Mapping[str, str] | None = None
) -> ReminderBasis:
    """Return what a night decides from."""
    found = checked(*files, plan=plan, as_of=as_of)
    on = day(as_of)
    return ReminderBasis(
        rounds=plan.rounds_by_id,
        standings=standings(plan, found, submitted(*files, plan=plan, as_of=as_of), on),
        corrections=to_correct(found.findings, returned or {}, frozenset()),
    )


def said(reminders: list[Reminder]) -> list[tuple[Situation, int]]:
    """Return situation and level of reminders."""
    return [(one.situation, one.level) for one in reminders]


def test_reminders_go_out_on_the_days_of_the_plan_and_on_no_other() -> None:
    """Seven days before 10 May, and 1, 7 and 14 days after it: four in forty nights."""
    nights = Nights()
    first = day("04-01")
    told = {}
    for n in range(60):
        on = first + timedelta(days=n)
        if found := nights.tell(on.isoformat()):
            told[on.isoformat()] = said(found)
    assert told == {
        "2024-05-03": [(Situation.DUE_SOON, 1)],
        "2024-05-11": [(Situation.OVERDUE, 2)],
        "2024-05-17": [(Situation.OVERDUE, 3)],
        "2024-05-24": [(Situation.OVERDUE, 4)],
    }


def test_the_last_reminder_is_known_as_the_last() -> None:
    """It goes further up; those before it do not."""
    nights = Nights()
    assert [nights.tell(on)[0].is_last for on in ("05-03", "05-11", "05-17", "05-24")] == [
        False,
        False,
        False,
        True,
    ]


def test_a_reminder_before_the_due_date_never_goes_further_up() -> None:
    """With no day after the due date there is no last reminder."""
    nights = Nights(Notify(days_late=()))
    (one,) = nights.tell("05-10")
    assert (one.situation, one.is_last) == (Situation.DUE_SOON, False)
    assert nights.tell("05-20") == []


def test_who_has_answered_hears_nothing_more() -> None:
    """Submitted between the first reminder and the second."""
    nights = Nights()
    assert said(nights.tell("05-03")) == [(Situation.DUE_SOON, 1)]
    assert nights.tell("05-11", received(DONE)) == []
    assert nights.tell("06-30", received(DONE)) == []


def test_days_on_which_nothing_ran_are_made_up_for_by_one_reminder() -> None:
    """The server was off for a month: one reminder of the level of the day, not four."""
    nights = Nights()
    assert said(nights.tell("06-10")) == [(Situation.OVERDUE, 4)]
    assert nights.tell("06-11") == []


def test_a_due_date_that_was_moved_starts_its_own_reminders() -> None:
    """What went out for the old date counts for what it is worth by the new one."""
    nights = Nights()
    nights.tell("05-11")
    nights.plan = umibe(
        rounds=[round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-31", folder="令和5年度/年度末")]
    )
    assert nights.tell("05-12") == []
    assert said(nights.tell("05-24")) == [(Situation.DUE_SOON, 1)]
    assert said(nights.tell("06-01")) == [(Situation.OVERDUE, 2)]


def test_errors_are_told_once_and_not_every_night() -> None:
    """The same error on the next night is no news."""
    nights = Nights()
    (one,) = nights.tell("05-02", received(WRONG))
    assert (one.situation, [c.finding.rule.code for c in one.corrections]) == (
        Situation.TO_CORRECT,
        ["SH304"],
    )
    assert nights.tell("05-03", received(WRONG))[0].situation is Situation.DUE_SOON
    assert nights.tell("05-04", received(WRONG)) == []


def test_a_new_error_makes_one_notice_with_all_that_is_to_correct() -> None:
    """Two errors stand in it: the new one, and the one still there."""
    nights = Nights()
    nights.tell("04-20", received(WRONG, on="04-20"))
    (one,) = nights.tell("04-21", received(WORSE, on="04-21"))
    assert len(one.corrections) == 2
    assert nights.tell("04-22", received(WORSE, on="04-21")) == []


def test_an_error_less_is_no_news() -> None:
    """One of two was corrected: nothing has to be said."""
    nights = Nights()
    assert len(nights.tell("04-20", received(WORSE, on="04-20"))) == 1
    assert nights.tell("04-21", received(WRONG, on="04-21")) == []


def test_what_is_left_uncorrected_after_the_due_date_is_late() -> None:
    """Everything was sent, one cell is wrong: the days after the due date count for it."""
    nights = Nights()
    nights.tell("05-02", received(DONE.replace("8|A", "8|優"), on="05-02"))
    assert said(nights.tell("05-11", received(WRONG, on="05-02"))) == [(Situation.OVERDUE, 2)]


def test_a_finding_that_a_steward_sends_back_is_news_even_if_it_was_told_before() -> None:
    """Returned with a message: told once more."""
    nights = Nights()
    nights.tell("04-20", received(WRONG, on="04-20"))
    (finding,) = nights.tell(
        "04-20", received(WRONG, on="04-20"), returned=of_error("記録を確かめてください。")
    )
    assert finding.corrections[0].returned == "記録を確かめてください。"
    assert (
        nights.tell("04-21", received(WRONG, on="04-20"), returned=of_error("記録を確かめてください。")) == []
    )


def of_error(message: str) -> dict[str, str]:
    """Return the messages of a steward who sends the error of `WRONG` back."""
    found = checked(received(WRONG, on="04-20"), as_of="04-20").findings
    return {one.fingerprint: message for one in found if one.is_error}


@pytest.mark.parametrize(("errors_only", "told"), [(True, 0), (False, 1)])
def test_warnings_are_told_only_where_the_plan_asks_for_it(errors_only: bool, told: int) -> None:  # noqa: FBT001 -- the setting is the case
    """An item that is gone from a later file is a warning: its earlier row stays."""
    files = [
        received(DONE, on="04-20"),
        received(DONE.replace("\n8|A|活用", ""), on="04-21", sequence=2),
    ]
    nights = Nights(Notify(errors_only=errors_only))
    assert len(nights.tell("04-21", *files)) == told


def test_lateness_is_told_on_its_days_and_not_as_something_to_correct() -> None:
    """SH601 is a warning too, and would say the same twice."""
    nights = Nights(Notify(errors_only=False))
    assert said(nights.tell("05-11")) == [(Situation.OVERDUE, 2)]


def test_what_another_version_noted_is_left_alone() -> None:
    """A situation that this version does not know neither stops nor hides a reminder."""
    nights = Nights()
    nights.sent = [Sent("kikaku", "r5-end", 9, "something_else: x", day("05-11"))]
    assert said(nights.tell("05-11")) == [(Situation.OVERDUE, 2)]


def test_a_failed_notification_is_tried_again_ever_later_and_then_given_up() -> None:
    """After a quarter of an hour, an hour, six, a day and two days."""
    at = datetime(2024, 5, 11, 2, tzinfo=UTC)
    hours = [(when - at) / timedelta(hours=1) for n in range(1, 6) if (when := next_try(n, at))]
    assert hours == [0.25, 1, 6, 24, 48]
    assert next_try(6, at) is None


def test_a_day_that_stands_twice_is_one_reminder() -> None:
    """The order of the plan's days does not matter."""
    nights = Nights(Notify(days_late=(7, 1, 7), days_before_due=()))
    days = ["05-10", "05-11", "05-12", "05-16", "05-17", "05-18"]
    assert [len(nights.tell(on)) for on in days] == [0, 1, 0, 0, 1, 0]
