"""What the entries of a register must be to each other, checked whole: every mistake is reported."""

from collections.abc import Collection, Iterator

from shinchoku.register.item_no import is_item_no
from shinchoku.register.mistake import (
    KEY_FIELDS,
    EntryKey,
    PlanMistake,
    RegisterPlace,
    entry,
    mistake_at,
    outside,
    repeated,
    setting,
    unknown,
)
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


def find_mistakes(plan: Plan, left_out: Collection[EntryKey] = ()) -> list[PlanMistake]:
    """Return every mistake between entries, in the order of the file's sections.

    `left_out` are entries that are not in the plan because they are wrong in themselves; a reference to one
    of them is no mistake of its own.
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
    return [mistake for check in checks for mistake in check(plan) if mistake.refers_to not in left_out]


def _period(plan: Plan) -> Iterator[PlanMistake]:
    if plan.plan.last_fiscal_year < plan.plan.first_fiscal_year:
        yield mistake_at(
            setting("plan.last_fiscal_year"),
            "計画の最終年度が初年度より前です。",
            "the plan ends before it begins.",
        )


def _keys(plan: Plan) -> Iterator[PlanMistake]:
    for section, key in KEY_FIELDS.items():
        for value, positions in repeated(getattr(one, key) for one in getattr(plan, section)).items():
            yield mistake_at(
                RegisterPlace(section, positions, field=key),
                f"「{value}」が重複しています。",
                f"{value!r} is used more than once.",
            )


def _references(plan: Plan) -> Iterator[PlanMistake]:
    departments, items = plan.departments_by_code, plan.items_by_no
    for n, measure in enumerate(plan.policy_measures):
        place = entry("policy_measures", n).at("basic_policy")
        yield from unknown(place, measure.basic_policy, "basic_policies", plan.policies_by_key)
    for n, department in enumerate(plan.departments):
        place = entry("departments", n).at("succeeded_by")
        yield from unknown(place, department.succeeded_by, "departments", departments)
    for n, item in enumerate(plan.items):
        of_item = entry("items", n, f"No.{item.no}")
        yield from unknown(
            of_item.at("policy_measure"), item.policy_measure, "policy_measures", plan.measures_by_key
        )
        yield from unknown(of_item.at("department"), item.department, "departments", departments)
        yield from unknown(of_item.at("successor"), item.successor, "items", items)
        for related in item.related_departments:
            yield from unknown(of_item.at("related_departments"), related, "departments", departments)
    for n, highlight in enumerate(plan.highlights):
        of_highlight = entry("highlights", n)
        yield from unknown(of_highlight.at("item"), highlight.item, "items", items)
        yield from outside(plan.plan, of_highlight.at("report_year"), highlight.report_year)


def _items(plan: Plan) -> Iterator[PlanMistake]:
    for n, item in enumerate(plan.items):
        place = entry("items", n, f"No.{item.no}")
        if not is_item_no(item.no):
            yield mistake_at(
                place.at("no"),
                f"「{item.no}」は項目番号の形（1、R6-7 など）ではありません。",
                f"{item.no!r} is no item number (1, R6-7 …).",
            )
        yield from outside(plan.plan, place.at("from_fiscal_year"), item.from_fiscal_year)
        yield from outside(plan.plan, place.at("to_fiscal_year"), item.to_fiscal_year)
        first, last = item.from_fiscal_year, item.to_fiscal_year
        if first is not None and last is not None and last < first:
            yield mistake_at(
                place.at("to_fiscal_year"), "終了年度が開始年度より前です。", "it ends before it begins."
            )
        if (last is None) != (item.end_reason is None):
            yield mistake_at(
                place.at("end_reason"),
                "終了年度と終了理由は一緒に書いてください。",
                "give to_fiscal_year and end_reason together.",
            )
