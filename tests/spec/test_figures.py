"""The figures: which items a rate counts, how it is rounded, and what it may still become."""

from __future__ import annotations

import pytest

from schemas.codes import AchievementLevel, AchievementStatus, ItemKind
from shinchoku.figures.achievement import Figures, Group, ItemStatus, compute
from shinchoku.rounding import printed

KANAZAWA = "achieved not_achieved pending in_review unreported"
DECIDED = "achieved not_achieved"


def figures(counts: str, denominator: str) -> Figures:
    """Compute the whole plan's figures of `achieved/not_achieved/pending/in_review/unreported/not_due`."""
    statuses = [
        status
        for status, count in zip(AchievementStatus, counts.split("/"), strict=True)
        for _ in range(int(count))
    ]
    items = [
        ItemStatus(str(n), status, "U1", "U1-1", "kikaku", ItemKind.OTHER)
        for n, status in enumerate(statuses, 1)
    ]
    plan = Group(AchievementLevel.PLAN, "umibe", "海辺市")
    return compute(items, [plan], [*map(AchievementStatus, denominator.split())], "umibe")[0]


# Counts are achieved/not_achieved/pending/in_review/unreported/not_due.
RATES = """
    counts         counted   items  rate   lowest  highest
    25/1/0/0/0/0   KANAZAWA  26     96.2   96.2    96.2
    27/4/0/0/0/0   KANAZAWA  31     87.1   87.1    87.1
    28/5/0/0/0/0   KANAZAWA  33     84.8   84.8    84.8
    80/10/0/0/0/0  KANAZAWA  90     88.9   88.9    88.9
    80/7/3/0/0/0   KANAZAWA  90     88.9   88.9    92.2
    80/5/3/0/2/0   KANAZAWA  90     88.9   88.9    94.4
    13/3/0/0/0/0   KANAZAWA  16     81.3   81.3    81.3
    13/3/0/0/0/4   KANAZAWA  16     81.3   81.3    81.3
    0/0/0/0/2/0    KANAZAWA  2      0.0    0.0     100.0
    0/0/0/0/0/5    KANAZAWA  0      -      -       -
    0/0/0/0/0/0    KANAZAWA  0      -      -       -
    1/0/0/0/0/0    KANAZAWA  1      100.0  100.0   100.0
    3/1/1/0/3/1    DECIDED   4      75.0   37.5    87.5
    3/1/0/0/0/2    DECIDED   4      75.0   75.0    75.0
    0/0/3/0/2/0    DECIDED   0      -      -       -
    2/1/1/0/0/0    DECIDED   3      66.7   50.0    75.0
    80/5/3/2/0/0   KANAZAWA  90     88.9   88.9    94.4
    80/5/2/2/1/0   KANAZAWA  90     88.9   88.9    94.4
    0/0/0/1/1/0    KANAZAWA  2      0.0    0.0     100.0
    3/1/1/2/1/1    DECIDED   4      75.0   37.5    87.5
"""


@pytest.mark.parametrize("line", RATES.strip().splitlines()[1:], ids=str.strip)
def test_a_rate_counts_what_the_plans_denominator_says(line: str) -> None:
    """Open items are in Kanazawa's items and never achieved; in 海辺市 only decided items count."""
    counts, counted, *expected = line.split()
    one = figures(counts, {"KANAZAWA": KANAZAWA, "DECIDED": DECIDED}[counted])
    rates = [printed(rate) or "-" for rate in (one.rate, one.lowest, one.highest)]
    assert [str(one.items), *rates] == expected


def test_the_count_of_pending_items_travels_with_the_rate() -> None:
    """Whoever reads 88.9 % sees that 3 items may still raise it."""
    one = figures("80/5/3/1/1/4", KANAZAWA)
    assert (one.achieved, one.pending, one.in_review, one.unreported) == (80, 3, 1, 1)
    assert one.counts[AchievementStatus.NOT_DUE] == 4


def test_the_total_is_no_mean_of_rates() -> None:
    """25/26, 27/31 and 28/33 make 80/90, not the mean 89.4."""
    policies = {"P1": (25, 26), "P2": (27, 31), "P3": (28, 33)}
    items = [
        ItemStatus(
            str(n),
            AchievementStatus.ACHIEVED if n <= achieved else AchievementStatus.NOT_ACHIEVED,
            policy,
            f"{policy}-1",
            "kikaku",
            ItemKind.OTHER,
        )
        for policy, (achieved, total) in policies.items()
        for n in range(1, total + 1)
    ]
    groups = [
        Group(AchievementLevel.PLAN, "plan", "計画"),
        *(Group(AchievementLevel.BASIC_POLICY, policy, policy) for policy in policies),
    ]
    computed = compute(items, groups, [*map(AchievementStatus, KANAZAWA.split())], "plan")
    assert [printed(one.rate) for one in computed] == ["88.9", "96.2", "87.1", "84.8"]
