"""The entries of a register: what a city promised, who answers for it, and when it is asked.

These are value objects: frozen, compared by content, made once by `adapters.plan_file`. They hold
what one entry can say of itself; `plan` joins them, `mistakes` holds what they must be to each
other.
"""

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
    """Names the plan in the raw store, in every published row and as the key of its total."""
    title: Text
    """The plan's official title."""
    title_en: Text
    """Its English title."""
    principle: str = ""
    """The plan's guiding principle."""
    municipality_name: Text
    """The city's name."""
    municipality_code: Annotated[str, Field(pattern=r"^\d{6}$")]
    """Its six-digit local government code with the check digit; text."""
    first_fiscal_year: Year
    """The first fiscal year of the plan."""
    last_fiscal_year: Year
    """The last fiscal year of the plan."""
    illustrative_reports: bool = False
    """Whether the sheets of the inbox are made up, so that every row read from them says so."""


class BasicPolicy(Entry):
    """基本方針."""

    key: Key
    """Stable key, `P1`; never one that a spreadsheet makes a date."""
    name: Text
    """Official name."""
    subtitle: str = ""
    """What the plan adds to the name."""
    illustrative: bool = False


class PolicyMeasure(Entry):
    """施策: a measure under a basic policy."""

    key: Key
    """Stable key, `P1-1`."""
    basic_policy: Key
    """Key of the basic policy it stands under."""
    name: Text
    """Official name."""
    illustrative: bool = False


class Department(Entry):
    """課: a department under a stable code; its successor answers for it after a reorganisation."""

    code: Key
    """Stable code, never reused."""
    name: Text
    """Name as its sheets write it."""
    bureau: str = ""
    """The bureau above it."""
    aliases: tuple[str, ...] = ()
    """Other names that sheets and folders use."""
    from_fiscal_year: Year | None = None
    """First year it exists, if it was made during the plan."""
    to_fiscal_year: Year | None = None
    """Last year it exists, if it was reorganised."""
    succeeded_by: Key | None = None
    """Code of the department that answers for it afterwards."""
    illustrative: bool = False

    @property
    def full_name(self) -> str:
        """Bureau and name as one line of an organisation chart: `総務局 人事課`."""
        return f"{self.bureau} {self.name}".strip()


class Indicator(Entry):
    """数値目標: what is measured, in what unit, from where to where."""

    name: Text
    """What is measured."""
    unit: str = ""
    """Unit of every figure of this indicator."""
    direction: TargetDirection
    """Whether a higher figure is better."""
    accumulation: Accumulation
    """Which period a figure covers; a running total is compared with a running target."""
    baseline_fiscal_year: Year | None = None
    """The year that the plan starts from."""
    baseline_value: Figure | None = None
    """The figure of that year."""
    targets: dict[Year, Figure]
    """The target of each fiscal year, in the unit."""
    tolerance: Annotated[Figure, Field(ge=0)] = Decimal(0)
    """For `maintain`: how far from the target the figure may lie, in the indicator's unit."""
    illustrative: bool = False


class ActionItem(Entry):
    """取組項目: one promise of the plan."""

    no: str
    """Number, `1` or `R6-7`; the item's key everywhere, never reused."""
    name: Text
    """Official name."""
    policy_measure: Key
    """Key of the policy measure it stands under."""
    department: Key
    """Code of the responsible department."""
    related_departments: tuple[Key, ...] = ()
    """Codes of departments that may report on it too."""
    page: Annotated[int, Field(ge=1)] | None = None
    """Page of the printed plan."""
    from_fiscal_year: Year | None = None
    """First year in force, if later than the plan's."""
    to_fiscal_year: Year | None = None
    """Last year in force, if earlier than the plan's."""
    end_reason: EndReason | None = None
    """Why it is no longer in force."""
    successor: str | None = None
    """Number of the item that takes its place."""
    indicator: Indicator | None = None
    """Its numeric target, if it has one."""
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
    """Stable key of the round."""
    name: Text
    """Name as sheets and file names write it: 中間, 年度末, 確定."""
    fiscal_year: Year
    """The fiscal year that is reported on."""
    opens: date
    """The day from which sheets belong to it."""
    due: date
    """The day after which a missing sheet is late."""
    committee: date | None = None
    """When the committee looks at it."""
    publication: date | None = None
    """When its figures are to be published."""
    feeds_rate: bool
    """Whether its rows count for the year's rate."""
    covers: RoundCoverage = RoundCoverage.ALL
    """Which items it asks about."""
    folder: str = ""
    """The folder of the inbox, relative to it, whose files belong to this round."""
    illustrative: bool = False

    def is_open(self, as_of: date) -> bool:
        """Tell whether the round has been opened by `as_of`; late sheets are taken without end."""
        return self.opens <= as_of


class OfficialFigure(Entry):
    """A count the city published itself, to reconcile the first release of a year with."""

    fiscal_year: Year
    """The year of the figure."""
    level: AchievementLevel
    """What it sums over."""
    key: str
    """Which plan, policy, measure, department or kind."""
    items: Annotated[int, Field(ge=0)]
    """The denominator."""
    achieved: Annotated[int, Field(ge=0)]
    """Items achieved."""
    pending: Annotated[int, Field(ge=0)] = 0
    """Items whose figure was not confirmed."""
    rate_percent: Figure
    """The rate as the city printed it, one decimal."""
    illustrative: bool = False


class Highlight(Entry):
    """主な取組: an item that the report of a year puts in front."""

    report_year: Year
    """The year whose report it stands in."""
    kind: HighlightKind
    """Main result of the year, or addition of the next."""
    item: str
    """Number of the item."""
    illustrative: bool = False
