"""達成率: counts and exact rates by plan, basic policy, policy measure, department and kind.

The rule (docs/explanation/figures.md): `items` counts the items in force whose status is in the plan's
denominator; `rate = achieved / items`, exact, printed half-up to one decimal; pending items are in
`items` and never in `achieved`. Every rate comes with its lowest and highest possible value and with
the items behind each count. Nothing here knows a plan: the same code computes and verifies.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from schemas.codes import AchievementLevel, AchievementStatus, ItemKind
from shinchoku.figures.tables import TextRow
from shinchoku.register.item_no import natural_key
from shinchoku.rounding import percent, printed

RULE_NAME, RULE_VERSION = "achieved-over-items-half-up", "1"
"""Name and version of the arithmetic, published with every package."""

OPEN_STATUSES = (AchievementStatus.PENDING, AchievementStatus.IN_REVIEW, AchievementStatus.UNREPORTED)
"""What an item may be that is not decided yet: the bounds of a rate are what these can still make of it."""


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """What the computation needs to know of one item in force."""

    item_no: str
    status: AchievementStatus
    basic_policy: str
    policy_measure: str
    department: str
    kind: ItemKind
    carried_forward: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One row to compute: what it sums over, and how it is called."""

    level: AchievementLevel
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one group, its exact rate in percent and the bounds of that rate."""

    group: Group
    counts: Mapping[AchievementStatus, int]
    items: int
    carried_forward: int
    rate: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None

    @property
    def achieved(self) -> int:
        """How many items were achieved."""
        return self.counts[AchievementStatus.ACHIEVED]

    @property
    def pending(self) -> int:
        """How many items wait for their figure."""
        return self.counts[AchievementStatus.PENDING]

    @property
    def in_review(self) -> int:
        """How many items something came of that is not accepted yet."""
        return self.counts[AchievementStatus.IN_REVIEW]

    @property
    def unreported(self) -> int:
        """How many items nothing came of."""
        return self.counts[AchievementStatus.UNREPORTED]

    @property
    def columns(self) -> TextRow:
        """What is computed of a row of `achievement`, as it is published: whoever verifies a package computes the same."""
        return {
            "items": str(self.items),
            **{str(status): str(self.counts[status]) for status in AchievementStatus},
            "carried_forward": str(self.carried_forward),
            "rate_percent": printed(self.rate),
            "rate_percent_min": printed(self.lowest),
            "rate_percent_max": printed(self.highest),
        }


def compute(
    statuses: Sequence[ItemStatus],
    groups: Iterable[Group],
    denominator: Sequence[AchievementStatus],
    plan_id: str,
) -> list[Figures]:
    """Count statuses in every group and compute its rate.

    The counts are one grouping over all levels at once; the ratios are exact fractions.
    """
    members = membership(statuses, plan_id)
    counts = members.groupby(["level", "key", "status"]).size().to_dict()
    carried = members[members["carried_forward"]].groupby(["level", "key"]).size().to_dict()
    return [
        _figures(
            group,
            {status: int(counts.get((group.level, group.key, status), 0)) for status in AchievementStatus},
            int(carried.get((group.level, group.key), 0)),
            denominator,
        )
        for group in groups
    ]


def membership(statuses: Sequence[ItemStatus], plan_id: str) -> pd.DataFrame:
    """Return one row for each item and level: `level, key, item_no, status, carried_forward`.

    This is the list of items behind each count; items stand in natural order.
    """
    ordered = sorted(statuses, key=lambda one: natural_key(one.item_no))
    wide = pd.DataFrame(
        {
            "item_no": [one.item_no for one in ordered],
            "status": [one.status for one in ordered],
            "carried_forward": [one.carried_forward for one in ordered],
            AchievementLevel.PLAN: [plan_id for _ in ordered],
            AchievementLevel.BASIC_POLICY: [one.basic_policy for one in ordered],
            AchievementLevel.POLICY_MEASURE: [one.policy_measure for one in ordered],
            AchievementLevel.DEPARTMENT: [one.department for one in ordered],
            AchievementLevel.KIND: [one.kind for one in ordered],
        },
        dtype=object,
    )
    wide["carried_forward"] = wide["carried_forward"].astype(bool)
    return wide.melt(
        id_vars=["item_no", "status", "carried_forward"],
        value_vars=list(AchievementLevel),
        var_name="level",
        value_name="key",
    )


def _figures(
    group: Group,
    counts: Mapping[AchievementStatus, int],
    carried_forward: int,
    denominator: Sequence[AchievementStatus],
) -> Figures:
    """Compute one group's rate and the bounds that its open items still allow.

    An open item outside the denominator enters it as soon as it is decided, so both bounds count it.
    """
    achieved = counts[AchievementStatus.ACHIEVED]
    items = sum(counts[status] for status in denominator)
    still_open = sum(counts[status] for status in OPEN_STATUSES)
    decided = items + sum(counts[status] for status in OPEN_STATUSES if status not in denominator)
    rate = percent(achieved, items)
    return Figures(
        group=group,
        counts=dict(counts),
        items=items,
        carried_forward=carried_forward,
        rate=rate,
        lowest=None if rate is None else percent(achieved, decided),
        highest=None if rate is None else percent(achieved + still_open, decided),
    )
