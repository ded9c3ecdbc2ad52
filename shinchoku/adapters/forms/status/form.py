"""What one department is asked in one round: the form before it is drawn."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from schemas.codes import Accumulation, AchievementStatus
from shinchoku.register.entries import ActionItem, BasicPolicy, Department, PolicyMeasure, Round
from shinchoku.register.plan import Plan

FORM_VERSION = 1
"""Raised whenever the form asks otherwise; it stands on every sheet."""

_ERA_LETTERS = {"令和": "R", "平成": "H", "昭和": "S", "大正": "T", "明治": "M"}
_WEEKDAYS = "月火水木金土日"
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class FormRow:
    """One item of the form with what the register and the last year know of it."""

    item: ActionItem
    basic_policy: BasicPolicy
    policy_measure: PolicyMeasure
    target: Decimal | None
    """The target of the round's fiscal year, in the indicator's unit."""
    previous: Decimal | None
    """The accepted figure of the fiscal year before, in the same unit."""

    @property
    def is_cumulative(self) -> bool:
        """Whether the running total is what is compared with the target."""
        indicator = self.item.indicator
        return indicator is not None and indicator.accumulation is Accumulation.CUMULATIVE

    @property
    def compared(self) -> str:
        """Name the column whose figure is compared with the target."""
        return "cumulative_value" if self.is_cumulative else "actual_value"

    @property
    def decimals(self) -> int:
        """How many decimals the register writes the figures of the item with."""
        indicator = self.item.indicator
        figures = [*indicator.targets.values(), indicator.baseline_value, self.previous] if indicator else []
        return max((_decimals(one) for one in figures if one is not None), default=0)


@dataclass(frozen=True, slots=True)
class StatusForm:
    """The form of one department for one round; it has at least one row."""

    plan: Plan
    asked: Round
    department: Department
    rows: tuple[FormRow, ...]

    @property
    def number(self) -> str:
        """The form's own number, visible on the sheet: `kanazawa/R5-yearend/D01/v1`."""
        return f"{self.plan.id}/{self.asked.id}/{self.department.code}/v{FORM_VERSION}"

    @property
    def title(self) -> str:
        """What stands at the top of the sheet."""
        demonstration = "【実演用】" if self.is_illustrative else ""
        return f"{demonstration}{self.plan.plan.title}　進捗状況シート（{self.asked.fiscal_year.era_label}）"

    @property
    def is_illustrative(self) -> bool:
        """Whether the reports of the plan are made up, which the form then says."""
        return self.plan.plan.illustrative_reports

    @property
    def due(self) -> str:
        """The day by which the form is to be sent back, as it is printed: 2024年5月10日（金）."""
        day = self.asked.due
        return f"{day.year}年{day.month}月{day.day}日（{_WEEKDAYS[day.weekday()]}）"

    @property
    def labels(self) -> Mapping[AchievementStatus, tuple[str, ...]]:
        """The labels of the plan's scale by the status that each declares, in the scale's order."""
        found: dict[AchievementStatus, tuple[str, ...]] = {}
        for label, status in self.plan.reporting.scale.items():
            found[status] = (*found.get(status, ()), label)
        return found

    @property
    def path(self) -> str:
        """Where the form lies: the folder of its round, the department's name, the year and the round.

        A reader finds round and department from it, should the cells that name them be lost.
        """
        year = self.asked.fiscal_year
        short = f"{_ERA_LETTERS[year.era]}{year.era_year}"
        file = f"{self._department_name}_進捗状況シート_{short}{self.asked.name}.xlsx"
        parts = [_safe(part) for part in [*self._folder.split("/"), file]]
        return "/".join(filter(None, parts))

    @property
    def _department_name(self) -> str:
        """The shortest of the department's names that no other department has."""
        one = self.department
        full = one.full_name.replace(" ", "")
        names = [
            name for other in self.plan.departments for name in {other.name, other.full_name.replace(" ", "")}
        ]
        return next((name for name in (one.name, full) if names.count(name) == 1), f"{full}_{one.code}")

    @property
    def _folder(self) -> str:
        """The folder that the round declares, else one of its year and name."""
        asked = self.asked
        if asked.folder:
            return asked.folder
        same = [one for one in self.plan.rounds_of(asked.fiscal_year) if one.name == asked.name]
        return f"{asked.fiscal_year.era_label}/{asked.name}{f'_{asked.id}' if len(same) > 1 else ''}"


def _safe(part: str) -> str:
    """Return a part of a path that every file system takes and that leads nowhere else."""
    return _NOT_IN_A_NAME.sub("_", part).strip(". ")


def _decimals(value: Decimal) -> int:
    """Return how many decimals a figure has, those that are zero not counted: 14.0 has none."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
