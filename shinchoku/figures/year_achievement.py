"""The achievement tables of a year: counts, rates, and the items behind each count."""

from collections.abc import Sequence
from decimal import Decimal

from schemas.codes import AchievementLevel, ItemKind
from shinchoku.figures.achievement import Figures, Group, compute, membership
from shinchoku.figures.progress import ItemProgress, statuses_of
from shinchoku.figures.reconciliation import agrees
from shinchoku.figures.tables import Table, TextRow, YearContent, boolean, key_columns
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


def figures_of(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> list[Figures]:
    """Compute the achievement figures of a year."""
    statuses = statuses_of(plan, year, progress)
    in_use = {one.department for one in statuses}
    return compute(statuses, groups_of(plan, in_use), plan.reporting.denominator, plan.id)


def groups_of(plan: Plan, departments: set[str]) -> list[Group]:
    """List the rows of the achievement table in the register's order."""
    return [
        Group(AchievementLevel.PLAN, plan.id, plan.plan.title),
        *(Group(AchievementLevel.BASIC_POLICY, p.key, p.name) for p in plan.basic_policies),
        *(Group(AchievementLevel.POLICY_MEASURE, m.key, m.name) for m in plan.policy_measures),
        *(
            Group(AchievementLevel.DEPARTMENT, d.code, d.full_name)
            for d in plan.departments
            if d.code in departments
        ),
        *(Group(AchievementLevel.KIND, kind, kind.label_ja) for kind in ItemKind),
    ]


def achievement_rows(
    plan: Plan, year: FiscalYear, figures: Sequence[Figures], official: Sequence[OfficialFigure]
) -> Table:
    """Return the counts and rates; a row that the source itself states is not illustrative."""
    stated = {(o.level, o.key): o for o in official if o.fiscal_year == year and not o.illustrative}
    rows: list[TextRow] = []
    for one in figures:
        row = _counted_row(plan, year, one)
        said = stated.get((one.group.level, one.group.key))
        is_stated = said is not None and agrees(said, row, plan.reporting.denominator)
        rows.append({**row, "illustrative": boolean(plan.plan.illustrative_reports and not is_stated)})
    return tuple(rows)


def _counted_row(plan: Plan, year: FiscalYear, one: Figures) -> TextRow:
    """Return a group's counts and rates as they are published."""
    return {
        **key_columns(plan, year),
        "level": one.group.level,
        "key": one.group.key,
        "label": one.group.label,
        **one.columns,
    }


def member_rows(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> Table:
    """Return the items behind each count."""
    members = membership(statuses_of(plan, year, progress), plan.id)
    return tuple(
        {
            **key_columns(plan, year),
            "level": str(row.level),
            "key": str(row.key),
            "achievement_status": str(row.status),
            "item_no": str(row.item_no),
        }
        for row in members.itertuples(index=False)
    )


def official_figures_of(year: FiscalYear, content: YearContent) -> list[OfficialFigure]:
    """Return the headline figures of a content as official ones."""
    return [
        OfficialFigure(
            fiscal_year=year,
            level=AchievementLevel.of(row["level"]),
            key=row["key"],
            items=int(row["items"]),
            achieved=int(row["achieved"]),
            pending=int(row["pending"]),
            rate_percent=Decimal(row["rate_percent"] or 0),
        )
        for row in content.table("achievement")
        if row["level"] in {AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY}
    ]
