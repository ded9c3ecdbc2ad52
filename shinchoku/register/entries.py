"""The entries of a register: what a city promised, who answers for it, and when it is asked.

These are value objects: frozen, compared by content, made once by `adapters.plan_file`. They hold
what one entry can say of itself; `plan` joins them, `plan_mistakes` holds what they must be to each
other.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from schemas.codes import (
    Accumulation,
    AchievementLevel,
    CodeList,
    EndReason,
    HighlightKind,
    ItemKind,
    TargetDirection,
)
from shinchoku.register.entry import Entry, Figure, Key, Text, Year
from shinchoku.register.fiscal_year import FiscalYear


class PlanIdentity(Entry):
    """Whose plan it is, what it is called and which fiscal years it spans."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{1,40}$")]
    title: Text
    title_en: Text
    principle: str = ""
    municipality_name: Text
    municipality_code: Annotated[str, Field(pattern=r"^\d{6}$")]
    first_fiscal_year: Year
    last_fiscal_year: Year
    illustrative_reports: bool = False
    """Whether the sheets of the inbox are made up, so that every row read from them says so."""


class BasicPolicy(Entry):
    """基本方針."""

    key: Key
    name: Text
    subtitle: str = ""
    illustrative: bool = False


class PolicyMeasure(Entry):
    """施策: a measure under a basic policy."""

    key: Key
    basic_policy: Key
    name: Text
    illustrative: bool = False


class Department(Entry):
    """課: a department under a stable code; its successor answers for it after a reorganisation."""

    code: Key
    name: Text
    bureau: str = ""
    aliases: tuple[str, ...] = ()
    from_fiscal_year: Year | None = None
    to_fiscal_year: Year | None = None
    succeeded_by: Key | None = None
    illustrative: bool = False

    @property
    def full_name(self) -> str:
        """Bureau and name as one line of an organisation chart: `総務局 人事課`."""
        return f"{self.bureau} {self.name}".strip()


class Indicator(Entry):
    """数値目標: what is measured, in what unit, from where to where."""

    name: Text
    unit: str = ""
    direction: TargetDirection
    accumulation: Accumulation
    baseline_fiscal_year: Year | None = None
    baseline_value: Figure | None = None
    targets: dict[Year, Figure]
    tolerance: Annotated[Figure, Field(ge=0)] = Decimal(0)
    """For `maintain`: how far from the target the figure may lie, in the indicator's unit."""
    illustrative: bool = False


class ActionItem(Entry):
    """取組項目: one promise of the plan."""

    no: str
    name: Text
    policy_measure: Key
    department: Key
    related_departments: tuple[Key, ...] = ()
    page: Annotated[int, Field(ge=1)] | None = None
    from_fiscal_year: Year | None = None
    to_fiscal_year: Year | None = None
    end_reason: EndReason | None = None
    successor: str | None = None
    indicator: Indicator | None = None
    illustrative: bool = False
    """Whether the name, page and place of the item are made up."""

    @property
    def kind(self) -> ItemKind:
        """Whether the item is measured by a figure."""
        return ItemKind.OTHER if self.indicator is None else ItemKind.NUMERIC_TARGET

    def in_force(self, year: FiscalYear) -> bool:
        """Tell whether the item belongs to the plan in `year`."""
        began = self.from_fiscal_year is None or self.from_fiscal_year <= year
        return began and (self.to_fiscal_year is None or year <= self.to_fiscal_year)


class RoundCoverage(CodeList):
    """Which items a round asks about."""

    ALL = "all", "全項目", "Every item in force"
    PENDING = "pending", "数値未確定の項目", "Items whose figure was not confirmed"


class Round(Entry):
    """照会: one occasion on which departments are asked to report."""

    id: Key
    name: Text
    fiscal_year: Year
    opens: date
    due: date
    committee: date | None = None
    publication: date | None = None
    feeds_rate: bool
    covers: RoundCoverage = RoundCoverage.ALL
    folder: str = ""
    """The folder of the inbox, relative to it, whose files belong to this round."""
    illustrative: bool = False

    def is_open(self, as_of: date) -> bool:
        """Tell whether the round has been opened by `as_of`; late sheets are taken without end."""
        return self.opens <= as_of


class OfficialFigure(Entry):
    """A count the city published itself, to reconcile the first release of a year with."""

    fiscal_year: Year
    level: AchievementLevel
    key: str
    items: Annotated[int, Field(ge=0)]
    achieved: Annotated[int, Field(ge=0)]
    pending: Annotated[int, Field(ge=0)] = 0
    rate_percent: Figure
    illustrative: bool = False


class Highlight(Entry):
    """主な取組: an item that the report of a year puts in front."""

    report_year: Year
    kind: HighlightKind
    item: str
    illustrative: bool = False
