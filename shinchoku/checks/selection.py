"""Which rules a plan holds its sheets to, and how much each weighs: applied here and nowhere else.

`checks.off` and `checks.severity` of the plan decide; a `fixed` rule can be made neither lighter nor
silent, because without it a row has no usable value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from schemas.codes import Severity
from shinchoku.checks.findings import Finding, Rule
from shinchoku.checks.rule_list import FAMILIES, RULES, family_of
from shinchoku.register.mistake import PlanMistake, RegisterPlace, mistake_at, setting
from shinchoku.register.plan import Plan

_WEIGHT = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


def selected(plan: Plan, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of the rules that the plan applies, each with the weight that the plan gives it."""
    for finding in findings:
        rule = finding.rule
        weight = weight_of(plan, rule)
        if weight is not None:
            yield (
                finding if weight is rule.severity else replace(finding, rule=replace(rule, severity=weight))
            )


def weight_of(plan: Plan, rule: Rule) -> Severity | None:
    """Return how much a rule weighs in a plan; nothing if the plan does not apply it."""
    off = frozenset(plan.checks.off)
    if not rule.fixed and (rule.code in off or family_of(rule.code) in off):
        return None
    return plan.checks.severity.get(rule.code, rule.severity)


def find_mistakes(plan: Plan) -> list[PlanMistake]:
    """Return every mistake in a plan's choice of rules, with the key it stands at."""
    return [*_off_mistakes(plan), *_severity_mistakes(plan)]


def _off_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Yield what cannot be switched off, or is no rule."""
    for n, code in enumerate(plan.checks.off):
        place = setting(f"checks.off[{n}]")
        if code in FAMILIES:
            if fixed := [rule.code for rule in RULES.values() if rule.fixed and family_of(rule.code) == code]:
                names = "、".join(fixed)
                yield mistake_at(
                    place,
                    f"「{code}」には止められない規則があります（{names}）。止める規則を一つずつ書いてください。",
                    f"{code!r} has rules that cannot be switched off ({', '.join(fixed)}): name single rules.",
                )
        elif code not in RULES:
            yield _unknown(place, code)
        elif RULES[code].fixed:
            yield mistake_at(
                place,
                f"「{code}」は止められません。この規則がないと、行の値を使えません。",
                f"{code!r} cannot be switched off: without it a row has no usable value.",
            )


def _severity_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Yield weights of rules that are none, or that may not be lighter."""
    for code, severity in plan.checks.severity.items():
        place = setting(f"checks.severity.{code}")
        if code not in RULES:
            yield _unknown(place, code)
        elif RULES[code].fixed and _WEIGHT[severity] < _WEIGHT[RULES[code].severity]:
            yield mistake_at(
                place,
                f"「{code}」は軽くできません。この規則がないと、行の値を使えません。",
                f"{code!r} cannot be made lighter: without it a row has no usable value.",
            )


def _unknown(place: RegisterPlace, code: str) -> PlanMistake:
    """Say that a code is no rule."""
    return mistake_at(
        place,
        f"「{code}」という規則はありません（shinchoku rules で一覧を見られます）。",
        f"there is no rule {code!r} (see: shinchoku rules).",
    )
