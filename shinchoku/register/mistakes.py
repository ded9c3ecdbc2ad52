"""What the entries of a register must be to each other, checked whole: every mistake is reported."""

from __future__ import annotations

from collections.abc import Iterator

from shinchoku.register.item_no import is_item_no
from shinchoku.register.mistake import PlanMistake, mistake_at, outside, repeated, unknown
from shinchoku.register.mistakes_of_catalogues import catalogues_mistakes
from shinchoku.register.mistakes_of_departments import departments_mistakes
from shinchoku.register.mistakes_of_layouts import layouts_mistakes
from shinchoku.register.mistakes_of_reporting import (
    highlights_mistakes,
    indicators_mistakes,
    official_mistakes,
    reporting_mistakes,
    rounds_mistakes,
)
from shinchoku.register.mistakes_of_telling import notify_mistakes, return_dir_mistakes
from shinchoku.register.plan import Plan

__all__ = ["PlanMistake", "find_mistakes"]


def find_mistakes(plan: Plan, declared_elsewhere: frozenset[str] = frozenset()) -> list[PlanMistake]:
    """Return every mistake between entries, in the order of the file's sections.

    `declared_elsewhere` are keys of entries that were left out because they are wrong in themselves;
    a reference to one of them is no mistake of its own.
    """
    checks = (
        _period,
        _keys,
        _references,
        _items,
        departments_mistakes,
        indicators_mistakes,
        rounds_mistakes,
        official_mistakes,
        highlights_mistakes,
        reporting_mistakes,
        return_dir_mistakes,
        notify_mistakes,
        catalogues_mistakes,
        layouts_mistakes,
    )
    return [
        mistake
        for check in checks
        for mistake in check(plan)
        if not any(f"「{key}」" in mistake.message.ja for key in declared_elsewhere)
    ]


def _period(plan: Plan) -> Iterator[PlanMistake]:
    if plan.plan.last_fiscal_year < plan.plan.first_fiscal_year:
        yield mistake_at(
            "plan.last_fiscal_year",
            "計画の最終年度が初年度より前です。",
            "the plan ends before it begins.",
        )


def _keys(plan: Plan) -> Iterator[PlanMistake]:
    sections: tuple[tuple[str, str, list[str]], ...] = (
        ("basic_policies", "key", [p.key for p in plan.basic_policies]),
        ("policy_measures", "key", [m.key for m in plan.policy_measures]),
        ("departments", "code", [d.code for d in plan.departments]),
        ("items", "no", [i.no for i in plan.items]),
        ("rounds", "id", [r.id for r in plan.rounds]),
    )
    for section, key, values in sections:
        for value in repeated(values):
            places = ", ".join(f"[{n}]" for n, one in enumerate(values) if one == value)
            yield mistake_at(
                f"{section}{places}.{key}",
                f"「{value}」が重複しています。",
                f"{value!r} is used more than once.",
            )


def _references(plan: Plan) -> Iterator[PlanMistake]:
    policies, measures = set(plan.policies_by_key), set(plan.measures_by_key)
    departments, items = set(plan.departments_by_code), set(plan.items_by_no)
    for n, measure in enumerate(plan.policy_measures):
        yield from unknown(f"policy_measures[{n}].basic_policy", measure.basic_policy, policies)
    for n, department in enumerate(plan.departments):
        yield from unknown(f"departments[{n}].succeeded_by", department.succeeded_by, departments)
    for n, item in enumerate(plan.items):
        at = f"items[{n}]（No.{item.no}）"
        yield from unknown(f"{at}.policy_measure", item.policy_measure, measures)
        yield from unknown(f"{at}.department", item.department, departments)
        yield from unknown(f"{at}.successor", item.successor, items)
        for related in item.related_departments:
            yield from unknown(f"{at}.related_departments", related, departments)
    for n, highlight in enumerate(plan.highlights):
        yield from unknown(f"highlights[{n}].item", highlight.item, items)
        yield from outside(plan.plan, f"highlights[{n}].report_year", highlight.report_year)


def _items(plan: Plan) -> Iterator[PlanMistake]:
    for n, item in enumerate(plan.items):
        at = f"items[{n}]（No.{item.no}）"
        if not is_item_no(item.no):
            yield mistake_at(
                f"{at}.no",
                f"「{item.no}」は項目番号の形（1、R6-7 など）ではありません。",
                f"{item.no!r} is no item number (1, R6-7 …).",
            )
        yield from outside(plan.plan, f"{at}.from_fiscal_year", item.from_fiscal_year)
        yield from outside(plan.plan, f"{at}.to_fiscal_year", item.to_fiscal_year)
        first, last = item.from_fiscal_year, item.to_fiscal_year
        if first is not None and last is not None and last < first:
            yield mistake_at(
                f"{at}.to_fiscal_year", "終了年度が開始年度より前です。", "it ends before it begins."
            )
        if (last is None) != (item.end_reason is None):
            yield mistake_at(
                f"{at}.end_reason",
                "終了年度と終了理由は一緒に書いてください。",
                "give to_fiscal_year and end_reason together.",
            )
