"""The register of the corpus: 海辺市 with items of every unit, direction and accumulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from random import Random

from builders import indicator, item, umibe

from schemas.codes import AchievementStatus, MissingReason
from shinchoku.register.plan import Plan

DEPARTMENT = "企画課"
AS_OF = "2025-05-02"
ROUNDS = {2023: "r5-end", 2024: "r6-end"}
ERA_YEAR = {2023: 5, 2024: 6}

SCALES: Mapping[str, Mapping[str, AchievementStatus]] = {
    "words": {
        "達成": AchievementStatus.ACHIEVED,
        "未達成": AchievementStatus.NOT_ACHIEVED,
        "数値未確定": AchievementStatus.PENDING,
        "評価時期未到来": AchievementStatus.NOT_DUE,
    },
    "letters": {
        "A": AchievementStatus.ACHIEVED,
        "B": AchievementStatus.NOT_ACHIEVED,
        "N": AchievementStatus.PENDING,
        "－": AchievementStatus.NOT_DUE,
    },
    "signs": {
        "◎": AchievementStatus.ACHIEVED,
        "△": AchievementStatus.NOT_ACHIEVED,
        "未確定": AchievementStatus.PENDING,
        "対象外": AchievementStatus.NOT_DUE,
    },
}
LEGENDS: Mapping[str, Mapping[str, MissingReason]] = {
    "no legend": {},
    "legend": {"－": MissingReason.NOT_APPLICABLE, "…": MissingReason.NO_DATA},
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the register says of an item; an item without a unit has no numeric target."""

    no: str
    name: str
    unit: str = ""
    direction: str = "increase"
    accumulation: str = "annual"
    target: int = 0
    tolerance: int = 0
    since: int = 2023

    @property
    def compared(self) -> str:
        """The column that holds the figure which the target is compared with."""
        return "cumulative_value" if self.accumulation == "cumulative" else "actual_value"

    def target_of(self, year: int) -> Decimal:
        """The year's target: one more in the second year."""
        return Decimal(self.target + (year - 2023))

    def status_of(self, value: Decimal, year: int) -> AchievementStatus:
        """Tell what a department that tells the truth declares of a figure."""
        target = self.target_of(year)
        reached = {
            "increase": value >= target,
            "decrease": value <= target,
            "maintain": abs(value - target) <= self.tolerance,
        }[self.direction]
        return AchievementStatus.ACHIEVED if reached else AchievementStatus.NOT_ACHIEVED

    def draw(self, random: Random) -> Decimal:
        """Draw a figure of a size that the item may have."""
        whole = random.choice(
            (random.randint(0, 400), random.randint(1, 99) * 1000, random.randint(1000, 99999))
        )
        match self.unit:
            case "円":
                return Decimal(random.choice((whole, whole * 10_000, random.randint(1, 900) * 1_000_000)))
            case "千円" | "百万円":
                return Decimal(random.choice((whole, whole * 10)))
            case "％":
                return Decimal(random.randint(0, 1200)).scaleb(-1)
            case "t":
                return Decimal(random.randint(0, 99_999)).scaleb(-random.choice((0, 1, 3)))
            case "㎡":
                return Decimal(random.choice((whole, whole * 100)))
            case _:
                sign = -1 if self.no == "14" and random.random() < 0.6 else 1
                return Decimal(sign * whole)


FACTS: Mapping[str, Facts] = {
    one.no: one
    for one in (
        Facts("1", "浜の清掃"),
        Facts("2", "来訪者を増やす", "人", target=100),
        Facts("3", "ごみを減らす", "t", "decrease", target=500),
        Facts("4", "苦情をゼロに", "件", "maintain", "point_in_time", 30, 10),
        Facts("5", "松の植栽地", "箇所", accumulation="cumulative", target=200),
        Facts("6", "寄附を募る", "円", target=15_000_000),
        Facts("7", "売上を伸ばす", "千円", target=15_000),
        Facts("8", "市債を抑える", "百万円", "decrease", target=9000),
        Facts("9", "受診率", "％", target=60),
        Facts("10", "緑地の面積", "㎡", accumulation="cumulative", target=40_000),
        Facts("11", "講座の回数", "回", "maintain", target=120, tolerance=20),
        Facts("12", "条例の見直し"),
        Facts("13", "欠席率", "％", "decrease", target=20),
        Facts("14", "人口の純増", "人", target=-50),
        Facts("15", "相談の件数", "件", target=900),
        Facts("R6-1", "魚市場を開く", "回", target=10, since=2024),
        Facts("R6-7", "港の案内所", since=2024),
    )
}


@lru_cache
def register(scale: str, legend: str) -> Plan:
    """Return the register with one of the scales and one of the legends."""
    return umibe(
        items=[_entry(one) for one in FACTS.values()],
        reporting={"scale": dict(SCALES[scale]), "symbols": dict(LEGENDS[legend])},
    )


def _entry(one: Facts) -> dict[str, object]:
    """Return an item as the register holds it."""
    more: dict[str, object] = {"from_fiscal_year": one.since} if one.since > 2023 else {}
    if one.unit:
        targets = {year: float(one.target_of(year)) for year in (2023, 2024) if year >= one.since}
        more["indicator"] = indicator(
            one.unit, targets, one.direction, accumulation=one.accumulation, tolerance=one.tolerance
        )
    return item(one.no, one.name, **more)
