"""The plan: policies, measures, the items in force by year, and its rounds."""

from dataclasses import dataclass

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_found
from shinchoku.register.entries import ActionItem, Department, PolicyMeasure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.register.year_opening import YearOpening, year_opening
from shinchoku.review.permissions import Action
from shinchoku.spelling import folded
from shinchoku.views.rounds import list_rounds


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as the plan's page lists it."""

    item: ActionItem
    department: Department
    target: str
    """Its target of the year with its unit; empty if it has none."""


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """A policy measure and those of its items that were asked for."""

    policy: str
    measure: PolicyMeasure
    rows: tuple[PlannedItem, ...]


def show_plan(context: RequestContext) -> Response:
    """Show the plan in one of its years."""
    plan = context.services.plan
    years = plan.fiscal_years
    year = _year_asked(context, years)
    wanted = folded(context.query.get("q", "")[:100])
    groups = _groups(plan, year, wanted)
    return context.render(
        "plan.html",
        plan=plan,
        year=year,
        years=[(one.year, context.t(one.label, str(one))) for one in years],
        openings=[year_opening(plan, one) for one in years],
        q=context.query.get("q", "")[:100],
        groups=groups,
        count=sum(len(group.rows) for group in groups),
        total=len(plan.items_in_force(year)),
        rounds=sorted(
            list_rounds(plan, context.services.as_of),
            key=lambda one: (one.asked.opens, one.asked.id),
            reverse=True,
        ),
        may_open=context.may(Action.OPEN_ROUND),
        may_amend=context.may(Action.PROPOSE_AMENDMENT),
    )


def show_year(context: RequestContext) -> Response:
    """Show how far a fiscal year is prepared."""
    return year_page(context, year_in_path(context))


def year_page(
    context: RequestContext,
    year: FiscalYear,
    *,
    status: int = 200,
    typed: dict[str, str] | None = None,
    reason: str = "",
    errors: tuple[tuple[str, str], ...] = (),
) -> Response:
    """Return the page of a year, with what was typed and is wrong."""
    plan = context.services.plan
    opening: YearOpening = year_opening(plan, year)
    is_within = year in plan.fiscal_years
    missing = next(step.items if is_within else () for step in opening.steps if step.task == "targets")
    before = FiscalYear(year.year - 1)
    return context.render(
        "plan_year.html",
        status=status,
        year=year,
        before=before,
        opening=opening,
        missing=[
            (one, plan.responsible_department(one, year), one.indicator.targets.get(before))
            for one in missing
            if one.indicator is not None
        ],
        typed=typed or {},
        reason=reason,
        errors=errors,
        wrong=dict(errors),
        may_open=is_within and context.may(Action.OPEN_ROUND),
        may_amend=context.may(Action.PROPOSE_AMENDMENT),
    )


def year_in_path(context: RequestContext) -> FiscalYear:
    """Return the year that the path names, a year of the plan or the next after it.

    Raises:
        NotFoundError: if it is none.
    """
    plan = context.services.plan
    known = {str(one.year): one for one in plan.fiscal_years}
    after = FiscalYear(plan.plan.last_fiscal_year.year + 1)
    return require_found({**known, str(after.year): after}.get(context.path["year"]))


def _year_asked(context: RequestContext, years: tuple[FiscalYear, ...]) -> FiscalYear:
    """Return the year of the address, or today's, or the nearest of the plan."""
    asked = next((one for one in years if str(one.year) == context.query.get("year")), None)
    return asked or min(max(FiscalYear.of_date(context.services.as_of), years[0]), years[-1])


def _groups(plan: Plan, year: FiscalYear, wanted: str) -> list[MeasureRows]:
    """Return the items in force that a search finds, by policy measure."""
    rows = [_row(plan, one, year) for one in plan.items_in_force(year)]
    found = [row for row in rows if wanted in _searched(row)]
    groups = (
        MeasureRows(
            plan.policies_by_key[measure.basic_policy].name,
            measure,
            tuple(row for row in found if row.item.policy_measure == measure.key),
        )
        for measure in plan.policy_measures
    )
    return [group for group in groups if group.rows]


def _searched(row: PlannedItem) -> str:
    """Return what a search looks at: number, name, department and indicator."""
    item = row.item
    indicator = item.indicator.name if item.indicator else ""
    return folded(" ".join((f"No.{item.no}", item.name, row.department.full_name, indicator)))


def _row(plan: Plan, item: ActionItem, year: FiscalYear) -> PlannedItem:
    """Return an item as it is listed."""
    target = item.indicator.targets.get(year) if item.indicator else None
    words = "" if target is None or item.indicator is None else f"{target:,f}{item.indicator.unit}"
    return PlannedItem(item, plan.responsible_department(item, year), words)


PAGES = (
    Page(
        "/plan", "plan", show_plan, Action.SEE_PLAN, nav=Bilingual("計画と照会", "Plan"), rank=50,
        shortcut="p", files_only=True,
    ),
    Page("/plan/years/{year}", "plan_year", show_year, Action.SEE_PLAN, files_only=True),
)  # fmt: skip
