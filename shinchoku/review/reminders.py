"""Which reminders are due: on a change of state, further up from date to date, and never once answered.

Two things are told of a department in a round. That something is still missing is told on the plan's days
before and after the due date, once for each. What has to be corrected is told when something is new among
it: a new error, or a finding that a steward has sent back; the same errors on the next night are no news.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from schemas.codes import CodeList
from shinchoku.register.entries import Round
from shinchoku.register.settings import Notify
from shinchoku.review.board import RoundStanding
from shinchoku.review.to_correct import Asked, ToCorrect

_WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=2))
_AFTER = ": "


class Situation(CodeList):
    """What a reminder is about."""

    DUE_SOON = "due_soon", "締切前", "Due soon"
    OVERDUE = "overdue", "締切超過", "Overdue"
    TO_CORRECT = "to_correct", "要修正", "To be corrected"


@dataclass(frozen=True, slots=True)
class ReminderBasis:
    """All that reminders are decided from: the opened rounds, the standings, and what has to be corrected."""

    rounds: Mapping[str, Round]
    standings: tuple[RoundStanding, ...]
    corrections: Mapping[Asked, tuple[ToCorrect, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sent:
    """An earlier reminder as the state keeps it; `situation` is `Reminder.told`, word for word."""

    department: str
    round_id: str
    level: int
    situation: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that one department is told of one round tonight."""

    department: str
    round_id: str
    level: int
    """Which of the plan's days it is, counted from 1; 0 for what has to be corrected."""
    situation: Situation
    is_last: bool = False
    """Whether it is the last for its due date, which others are told of too."""
    standing: RoundStanding | None = None
    corrections: tuple[ToCorrect, ...] = ()

    @property
    def told(self) -> str:
        """What the state keeps of it: the situation, and the keys of what was told."""
        keys = " ".join(sorted(one.key for one in self.corrections))
        return f"{self.situation}{_AFTER}{keys}" if keys else str(self.situation)


def due_reminders(board: ReminderBasis, sent: Iterable[Sent], policy: Notify, as_of: date) -> list[Reminder]:
    """Return the reminders that are due today, by round and department, given those that went out before."""
    before = sorted(sent, key=lambda one: one.sent_on)
    return [*_of_dates(board, before, policy, as_of), *_of_corrections(board, before, policy)]


def level_on(round_: Round, policy: Notify, day: date) -> int:
    """Return how many of the plan's days around the due date have come by `day`: the level of a reminder."""
    return sum(day >= round_.due + timedelta(days=days) for days in _days(policy))


def next_try(attempts: int, failed_at: datetime) -> datetime | None:
    """Return when a notification that failed for the n-th time is tried again; after the last, never."""
    return failed_at + _WAITS[attempts - 1] if attempts <= len(_WAITS) else None


def _of_dates(board: ReminderBasis, before: list[Sent], policy: Notify, as_of: date) -> Iterator[Reminder]:
    """Yield a reminder for each department that has not answered although another of the plan's days has come.

    How far earlier ones went is read from their dates: where the due date was moved since, they count for
    what they are worth by the new one. Days that passed while nothing ran are made up for by one reminder.
    """
    last = len(_days(policy))
    dates = {Situation.DUE_SOON, Situation.OVERDUE}
    latest = {(one.round_id, one.department): one.sent_on for one in before if _situation(one) in dates}
    for standing in board.standings:
        asked = board.rounds[standing.round_id]
        level = level_on(asked, policy, as_of)
        is_over = asked.due < as_of
        waits = not standing.is_answered if is_over else standing.missing > 0
        told_on = latest.get((standing.round_id, standing.department))
        told = 0 if told_on is None else level_on(asked, policy, told_on)
        if waits and told < level:
            yield Reminder(
                department=standing.department,
                round_id=standing.round_id,
                level=level,
                situation=Situation.OVERDUE if is_over else Situation.DUE_SOON,
                is_last=is_over and level == last,
                standing=standing,
            )


def _of_corrections(board: ReminderBasis, before: list[Sent], policy: Notify) -> Iterator[Reminder]:
    """Yield a reminder for each department with something to correct that the last one did not name."""
    latest = {
        (one.round_id, one.department): _keys(one)
        for one in before
        if _situation(one) is Situation.TO_CORRECT
    }
    standing = {(one.round_id, one.department): one for one in board.standings}
    for asked, found in board.corrections.items():
        told_of = tuple(
            one for one in found if not one.is_lateness and (one.is_required or not policy.errors_only)
        )
        if {one.key for one in told_of} - latest.get(asked, frozenset()):
            round_id, department = asked
            yield Reminder(
                department=department,
                round_id=round_id,
                level=0,
                situation=Situation.TO_CORRECT,
                standing=standing.get(asked),
                corrections=told_of,
            )


def _days(policy: Notify) -> list[int]:
    """Return the plan's days, counted from the due date, the earliest first."""
    return sorted({*(-days for days in policy.days_before_due), *policy.days_late})


def _situation(one: Sent) -> Situation | None:
    """Return what an earlier reminder was about; nothing where a later version wrote it."""
    code = one.situation.partition(_AFTER)[0]
    return Situation.of(code) if code in set(Situation) else None


def _keys(one: Sent) -> frozenset[str]:
    """Return the keys of what an earlier reminder told."""
    return frozenset(one.situation.partition(_AFTER)[2].split())
