"""A fiscal year's published rows, from its progress: every value as text, every source recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from schemas.codes import AchievementLevel, AchievementStatus, HighlightKind, ItemKind
from shinchoku.achievement import Figures, Group, compute, membership
from shinchoku.cells import plain_figure
from shinchoku.findings import Finding
from shinchoku.fiscal_year import FiscalYear
from shinchoku.item_no import natural_key
from shinchoku.plan import Plan
from shinchoku.plan_entries import Indicator, OfficialFigure
from shinchoku.progress import ItemProgress, statuses_of
from shinchoku.rounding import printed
from shinchoku.rows import compared_field
from shinchoku.tables import Table, TextRow, YearContent, boolean

UNASSIGNED = "unassigned"
"""Department code of findings on files whose department could not be told."""

_NARRATIVE = ("result_text", "reason_not_achieved", "next_action", "confirmation_expected")


def year_content(
    plan: Plan,
    year: FiscalYear,
    progress: tuple[ItemProgress, ...],
    findings: Iterable[Finding],
    official: Sequence[OfficialFigure],
) -> YearContent:
    """Compose everything that a year has to publish."""
    return YearContent(
        substance={
            "action_items": _action_items(plan, year),
            "progress": tuple(_progress_row(plan, year, one) for one in progress),
            "indicators": _indicators(plan, year, progress),
            "achievement": _achievement(plan, year, figures_of(plan, year, progress), official),
            "achievement_items": _achievement_items(plan, year, progress),
            "highlights": _highlights(plan, year, progress),
        },
        side={
            "quality": _quality(plan, year, findings),
            "provenance": tuple(row for one in progress for row in _provenance(plan, year, one)),
            "waivers": (),
        },
    )


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


def _key(plan: Plan, year: FiscalYear) -> TextRow:
    """Return the columns that every yearly table begins with."""
    return {
        "municipality_code": plan.plan.municipality_code,
        "plan_id": plan.id,
        "fiscal_year": str(year.year),
    }


def _action_items(plan: Plan, year: FiscalYear) -> Table:
    """Return the items in force, as the register has them that year."""
    order = {no: str(n) for n, no in enumerate(plan.items_by_no, start=1)}
    rows: list[TextRow] = []
    for item in plan.items_in_force(year):
        department = plan.responsible_department(item, year)
        rows.append(
            {
                **_key(plan, year),
                "item_no": item.no,
                "item_order": order[item.no],
                "name": item.name,
                "basic_policy": plan.policy_of(item).key,
                "policy_measure": item.policy_measure,
                "department_code": department.code,
                "item_kind": item.kind,
                "page": str(item.page or ""),
                "from_fiscal_year": str((item.from_fiscal_year or plan.plan.first_fiscal_year).year),
                "to_fiscal_year": str(item.to_fiscal_year.year) if item.to_fiscal_year else "",
                "end_reason": item.end_reason or "",
                "successor_item_no": item.successor or "",
                "item_illustrative": boolean(item.illustrative),
                "illustrative": boolean(item.illustrative or department.illustrative),
            }
        )
    return tuple(rows)


def _progress_row(plan: Plan, year: FiscalYear, one: ItemProgress) -> TextRow:
    """Return the published row of one item; an unreported one has its status and nothing else."""
    return {
        **_key(plan, year),
        "item_no": one.item.no,
        "achievement_status": one.status,
        **{name: one.row.texts[name] if one.row else "" for name in _NARRATIVE},
        "value_status": one.value_status or "",
        "revision_reason": one.row.texts["revision_reason"] if one.row else "",
        "carried_forward": boolean(one.carried_from is not None),
        "carried_forward_from": one.carried_from.isoformat() if one.carried_from else "",
        "illustrative": boolean(plan.plan.illustrative_reports or one.item.illustrative),
    }


def _indicators(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> Table:
    """Return target and figure of every item with a numeric target."""
    return tuple(
        _indicator_row(plan, year, one, one.item.indicator)
        for one in progress
        if one.item.indicator is not None
    )


def _indicator_row(plan: Plan, year: FiscalYear, one: ItemProgress, indicator: Indicator) -> TextRow:
    """Return one indicator; a figure that is not there is an empty cell."""
    cumulative = compared_field(one.item) == "cumulative_value"
    baseline_year = indicator.baseline_fiscal_year
    return {
        **_key(plan, year),
        "item_no": one.item.no,
        "indicator_name": indicator.name,
        "unit": indicator.unit,
        "target_direction": indicator.direction,
        "accumulation": indicator.accumulation,
        "baseline_fiscal_year": str(baseline_year.year) if baseline_year else "",
        "baseline_value": _figure(indicator.baseline_value),
        "target_value": _figure(indicator.targets.get(year)),
        "actual_value": _figure(one.row.compared_value(one.item) if one.row else None),
        "value_in_year": _figure(one.row.figures["actual_value"] if one.row and cumulative else None),
        "value_status": one.value_status or "",
        "illustrative": boolean(plan.plan.illustrative_reports or indicator.illustrative),
    }


def _figure(value: Decimal | None) -> str:
    """Write a figure, or nothing: unknown is not zero."""
    return "" if value is None else plain_figure(value)


def _achievement(
    plan: Plan, year: FiscalYear, figures: Sequence[Figures], official: Sequence[OfficialFigure]
) -> Table:
    """Return the counts and rates; a row that the source itself states is not illustrative."""
    stated = {(o.level, o.key): o for o in official if o.fiscal_year == year and not o.illustrative}
    rows: list[TextRow] = []
    for one in figures:
        said = stated.get((one.group.level, one.group.key))
        is_stated = said is not None and agrees(said, one)
        rows.append(
            {
                **_key(plan, year),
                "level": one.group.level,
                "key": one.group.key,
                "label": one.group.label,
                "items": str(one.items),
                **{status: str(one.counts[status]) for status in AchievementStatus},
                "carried_forward": str(one.carried_forward),
                "rate_percent": printed(one.rate),
                "rate_percent_min": printed(one.lowest),
                "rate_percent_max": printed(one.highest),
                "illustrative": boolean(plan.plan.illustrative_reports and not is_stated),
            }
        )
    return tuple(rows)


def agrees(official: OfficialFigure, computed: Figures) -> bool:
    """Tell whether a computed row says what the city published, digit for digit."""
    return (official.items, official.achieved, official.pending) == (
        computed.items,
        computed.achieved,
        computed.pending,
    ) and printed(computed.rate) == f"{official.rate_percent:.1f}"


def _achievement_items(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> Table:
    """Return the items behind each count."""
    members = membership(statuses_of(plan, year, progress), plan.id)
    return tuple(
        {
            **_key(plan, year),
            "level": str(row.level),
            "key": str(row.key),
            "achievement_status": str(row.status),
            "item_no": str(row.item_no),
        }
        for row in members.itertuples(index=False)
    )


def _highlights(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> Table:
    """Return the 主な取組 of the year's report: its main results, and the additions it announces."""
    rows_by_item = {one.item.no: one.row for one in progress}
    rows: list[TextRow] = []
    for kind in HighlightKind:
        chosen = [h for h in plan.highlights if h.report_year == year and h.kind is kind]
        chosen.sort(key=lambda h: (plan.items_by_no[h.item].policy_measure, natural_key(h.item)))
        for n, highlight in enumerate(chosen, start=1):
            item = plan.items_by_no[highlight.item]
            row = rows_by_item.get(item.no) if kind is HighlightKind.MAIN_RESULT else None
            text = row.texts["result_text"] if row else ""
            made_up = bool(text) and plan.plan.illustrative_reports
            rows.append(
                {
                    **_key(plan, year),
                    "highlight_kind": kind,
                    "item_no": item.no,
                    "display_order": str(n),
                    "policy_measure": item.policy_measure,
                    "name": item.name,
                    "page": str(item.page or ""),
                    "text_ja": text,
                    "illustrative": boolean(highlight.illustrative or item.illustrative or made_up),
                }
            )
    return tuple(rows)


def _quality(plan: Plan, year: FiscalYear, findings: Iterable[Finding]) -> Table:
    """Count the year's findings by department and rule; no value and no file name is told."""
    counted = Counter(
        (
            finding.place.department or UNASSIGNED,
            finding.rule.code,
            finding.rule.title.ja,
            finding.rule.severity,
        )
        for finding in findings
        if finding.place.fiscal_year == year
    )
    return tuple(
        {
            **_key(plan, year),
            "department_code": department,
            "rule": code,
            "rule_title": title,
            "severity": severity,
            "findings": str(count),
        }
        for (department, code, title, severity), count in sorted(counted.items())
    )


def _provenance(plan: Plan, year: FiscalYear, one: ItemProgress) -> Iterable[TextRow]:
    """Yield the cell behind each published value of an item."""
    if one.row is None:
        return
    for table, column, source in _published_columns(one):
        cell = one.row.source.cells.get(source)
        if cell is not None and cell.raw.strip():
            yield {
                **_key(plan, year),
                "table_name": table,
                "item_no": one.item.no,
                "field": column,
                "sha256": one.row.appearance.sha256,
                "sheet_number": str(one.row.source.sheet_number),
                "cell": cell.cell,
                "received_on": one.row.appearance.as_of.isoformat(),
            }


def _published_columns(one: ItemProgress) -> Iterable[tuple[str, str, str]]:
    """Yield (table, column, heading it came from) for the values that an item publishes."""
    yield "progress", "achievement_status", "achievement_status"
    for name in (*_NARRATIVE, "revision_reason"):
        yield "progress", name, name
    if one.item.indicator is not None:
        compared = compared_field(one.item)
        yield "indicators", "actual_value", compared
        if compared == "cumulative_value":
            yield "indicators", "value_in_year", "actual_value"
