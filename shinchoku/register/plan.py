"""The plan: the entries of its register joined, and the questions that the night asks it."""

from datetime import date
from functools import cached_property

from shinchoku.register.catalogues import AnyCatalogue
from shinchoku.register.entries import (
    ActionItem,
    BasicPolicy,
    Department,
    Highlight,
    OfficialFigure,
    PlanIdentity,
    PolicyMeasure,
    Round,
)
from shinchoku.register.entry import Entry
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import natural_key
from shinchoku.register.layouts import Layout
from shinchoku.register.settings import (
    Checks,
    InboxSettings,
    Notify,
    PublicationSettings,
    ReleaseLimits,
    Reporting,
)


class Plan(Entry):
    """A whole register, as loaded from `plan.toml`; the context it is validated in is the settings of catalogues by kind."""

    plan: PlanIdentity
    publication: PublicationSettings
    inbox: InboxSettings
    release: ReleaseLimits
    reporting: Reporting
    checks: Checks = Checks()
    notify: Notify = Notify()
    basic_policies: tuple[BasicPolicy, ...]
    policy_measures: tuple[PolicyMeasure, ...]
    departments: tuple[Department, ...]
    items: tuple[ActionItem, ...]
    rounds: tuple[Round, ...]
    official_figures: tuple[OfficialFigure, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    layouts: tuple[Layout, ...] = ()
    catalogues: tuple[AnyCatalogue, ...] = ()

    @property
    def id(self) -> str:
        """The plan's identifier, the name of its folder in the raw store."""
        return self.plan.id

    @property
    def dataset(self) -> str:
        """The name of the published dataset."""
        return self.publication.dataset

    @property
    def fiscal_years(self) -> tuple[FiscalYear, ...]:
        """The fiscal years of the plan, the first one first."""
        first, last = self.plan.first_fiscal_year.year, self.plan.last_fiscal_year.year
        return tuple(FiscalYear(year) for year in range(first, last + 1))

    @cached_property
    def items_by_no(self) -> dict[str, ActionItem]:
        """Items by number, in natural order."""
        return {item.no: item for item in sorted(self.items, key=lambda i: natural_key(i.no))}

    @cached_property
    def measures_by_key(self) -> dict[str, PolicyMeasure]:
        """Policy measures by key."""
        return {measure.key: measure for measure in self.policy_measures}

    @cached_property
    def policies_by_key(self) -> dict[str, BasicPolicy]:
        """Basic policies by key."""
        return {policy.key: policy for policy in self.basic_policies}

    @cached_property
    def departments_by_code(self) -> dict[str, Department]:
        """Departments by code."""
        return {department.code: department for department in self.departments}

    @cached_property
    def rounds_by_id(self) -> dict[str, Round]:
        """Rounds by identifier."""
        return {one.id: one for one in self.rounds}

    def items_in_force(self, year: FiscalYear) -> tuple[ActionItem, ...]:
        """Return the items in force in `year`, in natural order."""
        return tuple(item for item in self.items_by_no.values() if item.in_force(year))

    def policy_of(self, item: ActionItem) -> BasicPolicy:
        """Return the basic policy that an item stands under."""
        return self.policies_by_key[self.measures_by_key[item.policy_measure].basic_policy]

    def responsible_department(self, item: ActionItem, year: FiscalYear) -> Department:
        """Return who answers for `item` in `year`: the registered department or its successor."""
        return self._in_office(item.department, year)

    def _in_office(self, code: str, year: FiscalYear) -> Department:
        """Return a department, or who took over from it by `year`."""
        department = self.departments_by_code[code]
        while department.to_fiscal_year is not None and department.to_fiscal_year < year:
            if department.succeeded_by is None:
                break
            department = self.departments_by_code[department.succeeded_by]
        return department

    def reporting_department(self, item: ActionItem, round_: Round) -> Department:
        """Return who fills in the sheet for `item` in a round.

        Sheets are filled in after a year's end: if April reorganised the responsible department
        before the round is due, its successor reports.
        """
        return self.responsible_department(item, FiscalYear.of_date(round_.due))

    def departments_of(self, item: ActionItem, round_: Round) -> frozenset[str]:
        """Return the codes of every department that may report on `item` in a round."""
        named = {item.department, *item.related_departments}
        years = (round_.fiscal_year, FiscalYear.of_date(round_.due))
        return frozenset(named | {self._in_office(code, year).code for code in named for year in years})

    def rounds_of(self, year: FiscalYear) -> tuple[Round, ...]:
        """Return the rounds of a fiscal year in the order they are asked."""
        return tuple(sorted((r for r in self.rounds if r.fiscal_year == year), key=lambda r: (r.opens, r.id)))

    def rate_rounds(self, year: FiscalYear, as_of: date) -> tuple[Round, ...]:
        """Return the opened rounds of a year that feed its rate.

        The first is what the year's first release is made of; later ones confirm or revise it.
        """
        return tuple(r for r in self.rounds_of(year) if r.feeds_rate and r.is_open(as_of))

    def reported_years(self, as_of: date) -> tuple[FiscalYear, ...]:
        """Return the fiscal years that have rows: those with an opened round that feeds the rate."""
        years = {r.fiscal_year for r in self.rounds if r.feeds_rate and r.is_open(as_of)}
        return tuple(sorted(years))
