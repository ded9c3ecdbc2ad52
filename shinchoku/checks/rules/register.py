"""SH4xx: what a row must be to the register."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.rows import RowRule, Violation
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row
from shinchoku.intake.units import same_unit
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan


def the_item_is_in_force(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """An item reports only for the years in which it belongs to the plan."""
    del plan
    if not item.in_force(row.round.fiscal_year):
        yield Violation("item_no", {"year": row.round.fiscal_year.label})


def the_department_answers_for_the_item(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Responsible, reporting or 関係課: only a department in none of these is wrong."""
    if row.department.code not in plan.departments_of(item, row.round):
        responsible = plan.reporting_department(item, row.round).full_name
        yield Violation("item_no", {"department": row.department.full_name, "responsible": responsible})


def the_unit_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A unit that differs changes what every figure beside it means."""
    del plan
    unit = row.texts["unit"]
    if unit and item.indicator and not same_unit(unit, item.indicator.unit):
        yield Violation("unit", {"expected": item.indicator.unit})


def the_target_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The register decides the target; a sheet that says otherwise was filled in from something else."""
    del plan
    written = row.figures["target_value"]
    target = item.indicator.targets.get(row.round.fiscal_year) if item.indicator else None
    if written is not None and target is not None and written != target:
        yield Violation("target_value", {"expected": plain_figure(target)})


def figures_belong_to_numeric_targets(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A figure for an item without a numeric target has nowhere to be published."""
    del plan
    if item.indicator is None:
        yield from (Violation(name, {}) for name, value in row.figures.items() if value is not None)


def the_baseline_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Where a sheet starts from another baseline, its department measures something else than the plan."""
    del plan
    written = row.reads["baseline_value"].value
    baseline = item.indicator.baseline_value if item.indicator else None
    if written is not None and baseline is not None and written != baseline:
        yield Violation("baseline_value", {"expected": plain_figure(baseline)})


UNKNOWN_ITEM = Rule(
    code="SH401",
    name="the_item_is_in_the_register",
    severity=Severity.ERROR,
    title=Bilingual("登録簿にない項目です", "The item is not in the register"),
    message=Bilingual("No.{raw}は計画の登録簿にありません。", "Item {raw} is not in the plan's register."),
    remedy=Bilingual(
        "項目番号を確かめてください。新しい項目なら登録を依頼してください。",
        "Check the number; ask for a new item to be registered.",
    ),
    reason=Bilingual(
        "登録されていない番号の実績は、計画のどの項目にも数えられません。",
        "The result of a number that is not registered counts for no item of the plan.",
    ),
    source="seed report",
    fixed=True,
)

ROW_RULES: tuple[RowRule, ...] = (
    (
        Rule(
            code="SH402",
            name="the_department_answers_for_the_item",
            severity=Severity.ERROR,
            title=Bilingual("担当していない項目です", "The item belongs to another department"),
            message=Bilingual(
                "No.{item}は{department}の項目ではありません（担当: {responsible}）。",
                "Item {item} is not {department}'s; {responsible} answers for it.",
            ),
            remedy=Bilingual(
                "項目番号を確かめてください。番号が正しければ、担当課に確認し、担当が変わったときは登録の変更を依頼してください。",
                "Check the number. If it is right, ask the responsible department; if the task moved, ask for the register to be changed.",
            ),
            reason=Bilingual(
                "担当でない課の記入は、写し間違いか、担当替えの連絡もれのどちらかです。",
                "A row of another department is a copying mistake, or a change of responsibility nobody told.",
            ),
            source="seed report",
            waivable=True,
        ),
        the_department_answers_for_the_item,
    ),
    (
        Rule(
            code="SH403",
            name="the_item_is_in_force",
            severity=Severity.ERROR,
            title=Bilingual("この年度の項目ではありません", "The item is not in force that year"),
            message=Bilingual(
                "No.{item}は{year}の計画にありません。", "Item {item} is not part of the plan in {year}."
            ),
            remedy=Bilingual("年度と項目番号を確かめてください。", "Check the year and the item number."),
            reason=Bilingual(
                "終了した項目や、まだ始まっていない項目を数えると、達成率の分母が変わります。",
                "Counting an item before or after its time changes what the rate is of.",
            ),
            source="seed report",
            fixed=True,
        ),
        the_item_is_in_force,
    ),
    (
        Rule(
            code="SH404",
            name="the_unit_is_the_registers",
            severity=Severity.ERROR,
            title=Bilingual("単位が登録と違います", "The unit differs from the register"),
            message=Bilingual(
                "No.{item}の単位「{raw}」は登録の「{expected}」と違います。",
                "Item {item} has the unit {raw!r}, the register {expected!r}.",
            ),
            remedy=Bilingual(
                "「{expected}」に直し、数値もその単位で書いてください。",
                "Use {expected!r} and give the figures in it.",
            ),
            reason=Bilingual(
                "単位が違えば、同じ数字でも別の値です。",
                "In another unit the same digits are another value.",
            ),
            source="MIC rule 1-9, rule L3-04",
            rests_on=("actual_value", "target_value"),
            fixed=True,
        ),
        the_unit_is_the_registers,
    ),
    (
        Rule(
            code="SH405",
            name="the_target_is_the_registers",
            severity=Severity.WARNING,
            title=Bilingual("目標値が登録と違います", "The target differs from the register"),
            message=Bilingual(
                "No.{item}の目標値「{raw}」は登録の{expected}と違います。",
                "Item {item} has the target {raw}, the register {expected}.",
            ),
            remedy=Bilingual(
                "登録の目標値で評価しています。変更なら登録の変更を依頼してください。",
                "The register's target counts; ask for it to be changed if it should.",
            ),
            reason=Bilingual(
                "目標を様式の上で書き換えても計画は変わりません。古い様式を使っているおそれもあります。",
                "A target rewritten on a sheet does not change the plan; the sheet may also be an old one.",
            ),
            source="seed report",
        ),
        the_target_is_the_registers,
    ),
    (
        Rule(
            code="SH406",
            name="figures_belong_to_numeric_targets",
            severity=Severity.WARNING,
            title=Bilingual(
                "数値目標のない項目に数値があります", "A figure for an item without a numeric target"
            ),
            message=Bilingual(
                "No.{item}には数値目標がないため、数値「{raw}」は公表しません。",
                "Item {item} has no numeric target; the figure {raw} is not published.",
            ),
            remedy=Bilingual("取組実績の文に書いてください。", "Put it into the result text."),
            reason=Bilingual(
                "登録のない数値には単位も目標もなく、公表しても意味を説明できません。",
                "Without a registered indicator a figure has neither unit nor target, so nobody could say what it means.",
            ),
            source="seed report",
            rests_on=("unit",),
        ),
        figures_belong_to_numeric_targets,
    ),
    (
        Rule(
            code="SH407",
            name="the_baseline_is_the_registers",
            severity=Severity.WARNING,
            title=Bilingual("基準値が登録と違います", "The baseline differs from the register"),
            message=Bilingual(
                "No.{item}の基準値「{raw}」は登録の{expected}と違います。",
                "Item {item} has the baseline {raw}, the register {expected}.",
            ),
            remedy=Bilingual(
                "登録の基準値で公表しています。変更なら登録の変更を依頼してください。",
                "The register's baseline is published; ask for it to be changed if it should.",
            ),
            reason=Bilingual(
                "基準値が変わると、同じ実績でも伸びが違って見えます。",
                "From another baseline the same figure looks like another progress.",
            ),
            source="seed report",
        ),
        the_baseline_is_the_registers,
    ),
)

STRAYS = frozenset({"SH402", "SH403"})
"""Rules whose rows say nothing of the item: another department's word replaces and contradicts nothing."""

RULES: tuple[Rule, ...] = (UNKNOWN_ITEM, *(rule for rule, _ in ROW_RULES))
