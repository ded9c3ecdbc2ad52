"""SH336 and SH337: figures of which the sheet shows fewer digits than it stores (ADR 0027)."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.codes import Severity
from schemas.headings import CONTEXT_FIGURES, FIGURES
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.consistency import reaches
from shinchoku.checks.rules.rows import CellCheck, RowRule, Violation
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, compared_field
from shinchoku.intake.stored_figures import rounded, stored_figure
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

DIGITS_DECIDE = Rule(
    code="SH336",
    name="hidden_digits_do_not_decide",
    severity=Severity.ERROR,
    title=Bilingual(
        "表示の桁によって達成かどうかが変わります", "Hidden digits decide whether the target is reached"
    ),
    message=Bilingual(
        "No.{item}の実績は表示では{shown}{unit}、保存された値では{stored}{unit}です。目標{target}{unit}に届くかどうかが、どちらを取るかで変わります。",
        "Item {item} shows {shown} {unit} and stores {stored} {unit}: which one counts decides whether {target} {unit} is reached.",
    ),
    remedy=Bilingual(
        "公表する値を決め、その値をそのまま入力してください（例: {shown}）。",
        "Decide which value is published, and type it as it is (such as {shown}).",
    ),
    reason=Bilingual(
        "79.96を80.0と表示して「達成」とするかどうかは、書いた人が決めることです。",
        "Whether 79.96, shown as 80.0, reaches 80 is for its author to decide.",
    ),
    source="MIC rule 1-3, rule L2-01",
    waivable=True,
)
READ_AS_SHOWN = Rule(
    code="SH337",
    name="figures_are_read_as_shown",
    severity=Severity.INFO,
    title=Bilingual("表示されている桁で読みました", "The figure was read as it is shown"),
    message=Bilingual(
        "「{shown}」と読みました。保存されている値は「{stored}」ですが、表示されている桁を取ります。",
        "It was read as {shown!r}, as the sheet shows it; the stored value is {stored!r}.",
    ),
    remedy=Bilingual(
        "その値でよければ、そのままで構いません。ほかの桁まで公表するときは、表示形式の小数点以下の桁数を変えてください。",
        "Nothing to do if that is meant; to publish more digits, let the number format show them.",
    ),
    reason=Bilingual(
        "40÷3の計算結果は13.3333…と保存されますが、書いた人が確かめたのは画面の13.3です。",
        "40 divided by 3 is stored as 13.3333…; what its author looked at is 13.3.",
    ),
    source="rule L1-11",
)


def figures_are_read_as_shown(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """A format that hides digits leaves those that are shown; the step keeps the others."""
    del plan
    for field in (*FIGURES, *CONTEXT_FIGURES):
        cell = row.source.cells.get(field)
        if cell is not None and (step := rounded(cell)):
            yield READ_AS_SHOWN, Violation(field, {"shown": step.after, "stored": step.before})


def hidden_digits_do_not_decide(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """79.96 that is shown as 80.0 reaches a target of 80 or does not: nobody but its author can tell."""
    if item.indicator is None:
        return
    column, unit = compared_field(item), item.indicator.unit
    target, shown = item.indicator.targets.get(row.round.fiscal_year), row.figures[column]
    stored = stored_figure(row.source, column, unit, plan.reporting.symbols)
    if target is None or shown is None or stored is None:
        return
    direction, tolerance = item.indicator.direction, item.indicator.tolerance
    if reaches(direction, tolerance, shown, target) != reaches(direction, tolerance, stored, target):
        words = {"shown": plain_figure(shown), "stored": plain_figure(stored), "target": plain_figure(target)}
        yield Violation(column, words | {"unit": unit}, basis=f"{shown}/{target}")


CELL_CHECKS: tuple[CellCheck, ...] = (figures_are_read_as_shown,)
ROW_RULES: tuple[RowRule, ...] = ((DIGITS_DECIDE, hidden_digits_do_not_decide),)
RULES: tuple[Rule, ...] = (DIGITS_DECIDE, READ_AS_SHOWN)
