"""What the entries of a register must be to each other, checked whole: every mistake is reported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from schemas.codes import AchievementLevel, AchievementStatus
from shinchoku.bilingual import Bilingual
from shinchoku.cells import parse_text
from shinchoku.fiscal_year import FiscalYear
from shinchoku.item_no import is_item_no
from shinchoku.plan import Plan
from shinchoku.plan_entries import RoundCoverage
from shinchoku.rounding import percent, printed


@dataclass(frozen=True, slots=True)
class PlanMistake:
    """One mistake in a plan file: the key it stands at, and what to do about it."""

    key: str
    message: Bilingual


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
        _departments,
        _indicators,
        _rounds,
        _official,
        _highlights,
        _reporting,
    )
    return [
        mistake
        for check in checks
        for mistake in check(plan)
        if not any(f"「{key}」" in mistake.message.ja for key in declared_elsewhere)
    ]


def _mistake(key: str, ja: str, en: str) -> PlanMistake:
    return PlanMistake(key, Bilingual(ja, en))


def _period(plan: Plan) -> Iterator[PlanMistake]:
    if plan.plan.last_fiscal_year < plan.plan.first_fiscal_year:
        yield _mistake(
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
        for value in _repeated(values):
            places = ", ".join(f"[{n}]" for n, one in enumerate(values) if one == value)
            yield _mistake(
                f"{section}{places}.{key}",
                f"「{value}」が重複しています。",
                f"{value!r} is used more than once.",
            )


def _references(plan: Plan) -> Iterator[PlanMistake]:
    policies, measures = set(plan.policies_by_key), set(plan.measures_by_key)
    departments, items = set(plan.departments_by_code), set(plan.items_by_no)
    for n, measure in enumerate(plan.policy_measures):
        yield from _unknown(f"policy_measures[{n}].basic_policy", measure.basic_policy, policies)
    for n, department in enumerate(plan.departments):
        yield from _unknown(f"departments[{n}].succeeded_by", department.succeeded_by, departments)
    for n, item in enumerate(plan.items):
        at = f"items[{n}]（No.{item.no}）"
        yield from _unknown(f"{at}.policy_measure", item.policy_measure, measures)
        yield from _unknown(f"{at}.department", item.department, departments)
        yield from _unknown(f"{at}.successor", item.successor, items)
        for related in item.related_departments:
            yield from _unknown(f"{at}.related_departments", related, departments)
    for n, highlight in enumerate(plan.highlights):
        yield from _unknown(f"highlights[{n}].item", highlight.item, items)
        yield from _outside(plan, f"highlights[{n}].report_year", highlight.report_year)


def _items(plan: Plan) -> Iterator[PlanMistake]:
    for n, item in enumerate(plan.items):
        at = f"items[{n}]（No.{item.no}）"
        if not is_item_no(item.no):
            yield _mistake(
                f"{at}.no",
                f"「{item.no}」は項目番号の形（1、R6-7 など）ではありません。",
                f"{item.no!r} is no item number (1, R6-7 …).",
            )
        yield from _outside(plan, f"{at}.from_fiscal_year", item.from_fiscal_year)
        yield from _outside(plan, f"{at}.to_fiscal_year", item.to_fiscal_year)
        first, last = item.from_fiscal_year, item.to_fiscal_year
        if first is not None and last is not None and last < first:
            yield _mistake(
                f"{at}.to_fiscal_year", "終了年度が開始年度より前です。", "it ends before it begins."
            )
        if (last is None) != (item.end_reason is None):
            yield _mistake(
                f"{at}.end_reason",
                "終了年度と終了理由は一緒に書いてください。",
                "give to_fiscal_year and end_reason together.",
            )


def _departments(plan: Plan) -> Iterator[PlanMistake]:
    for n, department in enumerate(plan.departments):
        at = f"departments[{n}]（{department.code}）"
        if department.succeeded_by is not None and department.to_fiscal_year is None:
            yield _mistake(
                f"{at}.to_fiscal_year",
                "承継先があるのに廃止年度がありません。",
                "it has a successor but no last fiscal year.",
            )
        seen = {department.code}
        following = department.succeeded_by
        while following is not None and following in plan.departments_by_code:
            if following in seen:
                yield _mistake(
                    f"{at}.succeeded_by", "承継先が循環しています。", "its successors form a circle."
                )
                break
            seen.add(following)
            following = plan.departments_by_code[following].succeeded_by


def _indicators(plan: Plan) -> Iterator[PlanMistake]:
    for n, item in enumerate(plan.items):
        indicator = item.indicator
        if indicator is None:
            continue
        at = f"items[{n}]（No.{item.no}）.indicator"
        if not parse_text(indicator.unit):
            yield _mistake(f"{at}.unit", "数値目標に単位がありません。", "the target has no unit.")
        if not indicator.targets:
            yield _mistake(
                f"{at}.targets", "年度ごとの目標値がありません。", "it has no target for any year."
            )
        for year in indicator.targets:
            yield from _outside(plan, f"{at}.targets.{year.year}", year)
        if (indicator.baseline_value is None) != (indicator.baseline_fiscal_year is None):
            yield _mistake(
                f"{at}.baseline_value",
                "基準値と基準年度は一緒に書いてください。",
                "give baseline_value and baseline_fiscal_year together.",
            )


def _rounds(plan: Plan) -> Iterator[PlanMistake]:
    for n, one in enumerate(plan.rounds):
        at = f"rounds[{n}]（{one.id}）"
        yield from _outside(plan, f"{at}.fiscal_year", one.fiscal_year)
        if one.due < one.opens:
            yield _mistake(f"{at}.due", "締切が開始日より前です。", "it is due before it opens.")
        for other in plan.rounds[:n]:
            if other.fiscal_year == one.fiscal_year and one.opens <= other.due and other.opens <= one.due:
                yield _mistake(
                    f"{at}.opens",
                    f"照会「{other.id}」と期間が重なっています。",
                    f"it overlaps the round {other.id!r}.",
                )
    for folder in _repeated([one.folder for one in plan.rounds if one.folder]):
        yield _mistake(
            "rounds[].folder", f"フォルダー「{folder}」が重複しています。", f"{folder!r} is used twice."
        )
    for year in sorted({one.fiscal_year for one in plan.rounds}):
        feeding = [one for one in plan.rounds_of(year) if one.feeds_rate]
        if feeding and feeding[0].covers is not RoundCoverage.ALL:
            yield _mistake(
                f"rounds（{feeding[0].id}）.covers",
                "達成率のもとになる最初の照会は、全項目を対象にしてください。",
                "the first round that feeds the rate must cover all items.",
            )


def _official(plan: Plan) -> Iterator[PlanMistake]:
    keys: dict[AchievementLevel, set[str]] = {
        AchievementLevel.PLAN: {plan.id},
        AchievementLevel.BASIC_POLICY: set(plan.policies_by_key),
        AchievementLevel.POLICY_MEASURE: set(plan.measures_by_key),
        AchievementLevel.DEPARTMENT: set(plan.departments_by_code),
        AchievementLevel.KIND: {"numeric_target", "other"},
    }
    for n, figure in enumerate(plan.official_figures):
        at = f"official_figures[{n}]"
        yield from _outside(plan, f"{at}.fiscal_year", figure.fiscal_year)
        yield from _unknown(f"{at}.key", figure.key, keys[figure.level])
        counted = AchievementStatus.PENDING in plan.reporting.denominator
        if figure.achieved + (figure.pending if counted else 0) > figure.items:
            yield _mistake(f"{at}.achieved", "内訳が項目数を超えています。", "its parts exceed its items.")
        rate = printed(percent(figure.achieved, figure.items))
        if rate and rate != f"{figure.rate_percent:.1f}":
            yield _mistake(
                f"{at}.rate_percent",
                f"達成数÷項目数は{rate}％です。",
                f"achieved / items is {rate} %.",
            )
    doubled = _repeated([f"{f.fiscal_year.year}/{f.level}/{f.key}" for f in plan.official_figures])
    yield from (_twice("official_figures", key) for key in doubled)


def _highlights(plan: Plan) -> Iterator[PlanMistake]:
    doubled = _repeated([f"{h.report_year.year}/{h.kind}/{h.item}" for h in plan.highlights])
    yield from (_twice("highlights", key) for key in doubled)


def _twice(section: str, key: str) -> PlanMistake:
    return _mistake(section, f"「{key}」が重複しています。", f"{key!r} is used more than once.")


def _reporting(plan: Plan) -> Iterator[PlanMistake]:
    decided = {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
    if not decided <= set(plan.reporting.denominator):
        yield _mistake(
            "reporting.denominator",
            "達成と未達成は、必ず分母に含めてください。",
            "achieved and not_achieved must be counted.",
        )
    if not plan.reporting.scale:
        yield _mistake("reporting.scale", "達成状況の選択肢がありません。", "no label is on the scale.")


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def _unknown(key: str, value: str | None, known: set[str]) -> Iterator[PlanMistake]:
    if value is not None and value not in known:
        yield _mistake(key, f"「{value}」は登録されていません。", f"{value!r} is not in the register.")


def _outside(plan: Plan, key: str, year: FiscalYear | None) -> Iterator[PlanMistake]:
    if year is not None and not plan.plan.first_fiscal_year <= year <= plan.plan.last_fiscal_year:
        yield _mistake(key, f"{year.label}は計画期間の外です。", f"{year} is outside the plan's period.")
