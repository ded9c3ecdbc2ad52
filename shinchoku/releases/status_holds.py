"""The holds of statuses: which moves of a published item wait for a person, each with its one reason.

Nothing a department sends shrinks a denominator by itself, and nothing that was reported becomes open again
unnoticed. What goes out by itself: unreported and in review into each other and into a report, and a pending
figure into a confirmed one.
"""

from collections.abc import Iterator, Sequence

from schemas.codes import AchievementStatus
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.achievement import OPEN_STATUSES
from shinchoku.figures.counting_rule import denominator_of
from shinchoku.figures.tables import YearContent
from shinchoku.releases.changes import RowChange
from shinchoku.releases.hold import Hold, HoldReason, moved_value

_FIELD = "achievement_status"
_DECIDED = frozenset({AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED})
_MISSING = frozenset({AchievementStatus.IN_REVIEW, AchievementStatus.UNREPORTED})


def status_holds(
    released: YearContent, candidate: YearContent, changes: Sequence[RowChange]
) -> Iterator[Hold]:
    """Yield a hold for every status that does not change by itself."""
    before, after = denominator_of(released), denominator_of(candidate)
    for change in changes:
        if change.table != "progress" or change.old is None or change.new is None:
            continue
        old, new = (AchievementStatus.of(row[_FIELD]) for row in (change.old, change.new))
        reason = reason_to_hold(old, new, before, after)
        if reason is not None:
            place = ("progress", change.item_no, _FIELD)
            yield Hold(
                reason,
                Bilingual(
                    f"{moved_value(place, old, new, Language.JA)}。",
                    f"{moved_value(place, old, new, Language.EN)}.",
                ),
            )


def reason_to_hold(
    old: AchievementStatus,
    new: AchievementStatus,
    before: Sequence[AchievementStatus],
    after: Sequence[AchievementStatus],
) -> HoldReason | None:
    """Return why a published status waits to become another one, or nothing if it goes out by itself.

    `before` and `after` are the statuses that the year's rate counts, as released and as a candidate.
    """
    if old is new:
        return None
    if new in OPEN_STATUSES and old not in _MISSING:
        return HoldReason.REOPENED
    if new is AchievementStatus.NOT_DUE or (old in before and new not in after):
        return HoldReason.LEFT_DENOMINATOR
    if old in _DECIDED:
        return HoldReason.CONFIRMED_VALUE_CHANGED
    if old is AchievementStatus.NOT_DUE:
        return HoldReason.JOINED_DENOMINATOR
    return None
