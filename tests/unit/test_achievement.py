"""Counting statuses in groups: the parts of the computation that no table shows."""

from __future__ import annotations

from schemas.codes import AchievementLevel, AchievementStatus, ItemKind
from schemas.published import TABLES
from shinchoku.figures.achievement import Group, ItemStatus, compute, membership

PLAN = Group(AchievementLevel.PLAN, "umibe", "海辺市")
DENOMINATOR = (AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED)


def status(
    no: str, value: AchievementStatus, department: str = "kikaku", *, carried: bool = False
) -> ItemStatus:
    """Return one item's status."""
    return ItemStatus(no, value, "U1", "U1-1", department, ItemKind.OTHER, carried)


def test_a_group_without_items_has_counts_of_zero_and_no_rate() -> None:
    """Even when nothing at all is in force."""
    (none,) = compute([], [PLAN], DENOMINATOR, "umibe")
    assert (none.items, none.achieved, none.rate, none.lowest, none.highest) == (0, 0, None, None, None)


def test_figures_stand_in_the_order_of_the_groups() -> None:
    """A group that no item belongs to is not left out."""
    groups = [Group(AchievementLevel.DEPARTMENT, key, key) for key in ("kankyo", "kikaku", "suisan")]
    items = [status("1", AchievementStatus.ACHIEVED), status("2", AchievementStatus.PENDING, "kankyo")]
    figures = compute(items, groups, DENOMINATOR, "umibe")
    assert [(one.group.key, one.achieved, one.pending) for one in figures] == [
        ("kankyo", 0, 1),
        ("kikaku", 1, 0),
        ("suisan", 0, 0),
    ]


def test_carried_rows_are_counted_beside_their_status() -> None:
    """An "of which": the carried row is an achieved item like any other."""
    items = [status("1", AchievementStatus.ACHIEVED, carried=True), status("2", AchievementStatus.UNREPORTED)]
    (plan,) = compute(items, [PLAN], DENOMINATOR, "umibe")
    assert (plan.items, plan.achieved, plan.unreported, plan.carried_forward) == (1, 1, 1, 1)


def test_every_item_stands_once_at_every_level() -> None:
    """The items behind each count, in natural order."""
    members = membership([status(no, AchievementStatus.ACHIEVED) for no in ("R6-1", "10", "2")], "umibe")
    by_level = members.groupby("level")["item_no"].agg(list).to_dict()
    assert by_level == {level: ["2", "10", "R6-1"] for level in AchievementLevel}


def test_every_published_count_and_rate_is_computed_in_the_one_place() -> None:
    """So none is published that `shinchoku verify` does not recompute: the others are keys, words, and compared by themselves."""
    (none,) = compute([], [PLAN], DENOMINATOR, "umibe")
    contract = TABLES["achievement"]
    others = {*contract.primary_key, "label", "rate_change_points", "illustrative"}
    assert none.columns.keys() == contract.columns.keys() - others
