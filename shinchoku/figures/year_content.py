"""A fiscal year's published rows, from its progress: every value as text, every source recorded."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from schemas.headings import NARRATIVE
from shinchoku.checks.findings import Finding
from shinchoku.figures.applied_corrections import correction_rows, with_corrections
from shinchoku.figures.counting_rule import COUNTING_RULE, counting_rule_rows
from shinchoku.figures.highlights import highlight_rows
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.reconciliation import OFFICIAL_FIGURES, official_rows
from shinchoku.figures.reviewed import NOTHING_REVIEWED, Reviewed
from shinchoku.figures.tables import Table, TextRow, YearContent, boolean, key_columns
from shinchoku.figures.year_achievement import achievement_rows, figures_of, member_rows
from shinchoku.figures.year_codes import CODES_OF_QUALITY, quality_codes, registered_codes
from shinchoku.figures.year_sides import provenance_rows, quality_rows, waiver_rows
from shinchoku.intake.characters import replace_characters
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import compared_field
from shinchoku.register.entries import Indicator, OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


def year_content(
    plan: Plan,
    year: FiscalYear,
    progress: tuple[ItemProgress, ...],
    findings: Iterable[Finding],
    official: Sequence[OfficialFigure],
    reviewed: Reviewed = NOTHING_REVIEWED,
) -> YearContent:
    """Compose everything that a year has to publish: what the sheets say, and what people decided of it.

    Labels, denominator, rule and official figures are the year's own from here on: what the register says
    later is a change of it like any other (ADR 0028). The corrections that count stand in the table `corrections`, which a year without any has not: it is
    told in `revisions`, and a year that nobody corrected keeps the digest that it always had.
    """
    progress = with_corrections(plan, year, progress, reviewed.corrections).progress
    corrected = correction_rows(plan, year, progress)
    stated = official_rows(plan, year)
    achievement = achievement_rows(plan, year, figures_of(plan, year, progress), official)
    codes, quality = registered_codes(plan, year, achievement), quality_rows(plan, year, findings)
    return YearContent(
        substance={
            "action_items": _action_items(plan, year),
            "progress": tuple(_progress_row(plan, year, one) for one in progress),
            "indicators": _indicators(plan, year, progress),
            "achievement": achievement,
            "achievement_items": member_rows(plan, year, progress),
            "highlights": highlight_rows(plan, year, progress, reviewed.highlights),
            "codes": codes,
            COUNTING_RULE: counting_rule_rows(plan, year),
            **({OFFICIAL_FIGURES: stated} if stated else {}),
            **({"corrections": corrected} if corrected else {}),
        },
        side={
            "quality": quality,
            CODES_OF_QUALITY: quality_codes(plan, year, codes, quality),
            "provenance": tuple(row for one in progress for row in provenance_rows(plan, year, one)),
            "waivers": waiver_rows(plan, year, progress, reviewed.waivers),
        },
    )


def _action_items(plan: Plan, year: FiscalYear) -> Table:
    """Return the items in force, as the register has them that year."""
    order = {no: str(n) for n, no in enumerate(plan.items_by_no, start=1)}
    rows: list[TextRow] = []
    for item in plan.items_in_force(year):
        department = plan.responsible_department(item, year)
        rows.append(
            {
                **key_columns(plan, year),
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


def _progress_row(plan: Plan, year: FiscalYear, progress: ItemProgress) -> TextRow:
    """Return the published row of one item; an unreported one has its status and nothing else."""
    return {
        **key_columns(plan, year),
        "item_no": progress.item.no,
        "achievement_status": progress.status,
        **{name: progress.row.texts[name] if progress.row else "" for name in NARRATIVE},
        "value_status": progress.value_status or "",
        "carried_forward": boolean(progress.carried_from is not None),
        "carried_forward_from": progress.carried_from.isoformat() if progress.carried_from else "",
        "illustrative": boolean(plan.plan.illustrative_reports or progress.item.illustrative),
    }


def _indicators(plan: Plan, year: FiscalYear, progress: tuple[ItemProgress, ...]) -> Table:
    """Return target and figure of every item with a numeric target."""
    return tuple(
        _indicator_row(plan, year, one, one.item.indicator)
        for one in progress
        if one.item.indicator is not None
    )


def _indicator_row(plan: Plan, year: FiscalYear, progress: ItemProgress, indicator: Indicator) -> TextRow:
    """Return one indicator; a figure that is not there is an empty cell."""
    cumulative = compared_field(progress.item) == "cumulative_value"
    baseline_year = indicator.baseline_fiscal_year
    return {
        **key_columns(plan, year),
        "item_no": progress.item.no,
        "indicator_name": indicator.name,
        "unit": replace_characters(indicator.unit),  # ㎡ is m2: rule L1-08
        "target_direction": indicator.direction,
        "accumulation": indicator.accumulation,
        "baseline_fiscal_year": str(baseline_year.year) if baseline_year else "",
        "baseline_value": _figure(indicator.baseline_value),
        "target_value": _figure(indicator.targets.get(year)),
        "tolerance": _figure(indicator.tolerance),
        "actual_value": _figure(progress.row.compared_value(progress.item) if progress.row else None),
        "actual_value_missing": progress.missing or "",
        "value_in_year": _figure(
            progress.row.figures["actual_value"] if progress.row and cumulative else None
        ),
        "value_status": progress.value_status or "",
        "illustrative": boolean(plan.plan.illustrative_reports or indicator.illustrative),
    }


def _figure(value: Decimal | None) -> str:
    """Write a figure, or nothing: unknown is not zero."""
    return "" if value is None else plain_figure(value)
