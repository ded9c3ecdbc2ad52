"""What targets, rounds, official figures and the way of reporting must be to the rest of the register."""

from collections.abc import Collection, Iterator, Sequence

from schemas.codes import AchievementLevel, AchievementStatus
from shinchoku.register.entries import RoundCoverage
from shinchoku.register.mistake import (
    PlanMistake,
    RegisterPlace,
    entry,
    mistake_at,
    outside,
    repeated,
    setting,
    unknown,
)
from shinchoku.register.plan import Plan
from shinchoku.rounding import percent, printed


def indicators_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """A target has a unit, a value for some year of the plan, and a baseline with its year."""
    for n, item in enumerate(plan.items):
        indicator = item.indicator
        if indicator is None:
            continue
        place = entry("items", n, f"No.{item.no}").at("indicator")
        if not indicator.unit.strip():
            yield mistake_at(place.at("unit"), "数値目標に単位がありません。", "the target has no unit.")
        if not indicator.targets:
            yield mistake_at(
                place.at("targets"), "年度ごとの目標値がありません。", "it has no target for any year."
            )
        for year in indicator.targets:
            yield from outside(plan.plan, place.at(f"targets.{year.year}"), year)
        if (indicator.baseline_value is None) != (indicator.baseline_fiscal_year is None):
            yield mistake_at(
                place.at("baseline_value"),
                "基準値と基準年度は一緒に書いてください。",
                "give baseline_value and baseline_fiscal_year together.",
            )


def rounds_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """Rounds of a year follow each other; the first that feeds the rate asks for every item."""
    for n, one in enumerate(plan.rounds):
        place = entry("rounds", n, one.id)
        yield from outside(plan.plan, place.at("fiscal_year"), one.fiscal_year)
        if one.due < one.opens:
            yield mistake_at(place.at("due"), "締切が開始日より前です。", "it is due before it opens.")
        for other in plan.rounds[:n]:
            if other.fiscal_year == one.fiscal_year and one.opens <= other.due and other.opens <= one.due:
                yield mistake_at(
                    place.at("opens"),
                    f"照会「{other.id}」と期間が重なっています。",
                    f"it overlaps the round {other.id!r}.",
                )
    for folder, positions in repeated(one.folder for one in plan.rounds).items():
        if folder:
            yield mistake_at(
                RegisterPlace("rounds", field="folder", is_of_each=True),
                f"フォルダー「{folder}」が重複しています。",
                f"{folder!r} is used twice.",
                positions,
            )
    for year in sorted({one.fiscal_year for one in plan.rounds}):
        feeding = [one for one in plan.rounds_of(year) if one.feeds_rate]
        if feeding and feeding[0].covers is not RoundCoverage.ALL:
            yield mistake_at(
                RegisterPlace("rounds", name=feeding[0].id, field="covers"),
                "達成率のもとになる最初の照会は、全項目を対象にしてください。",
                "the first round that feeds the rate must cover all items.",
                [plan.rounds.index(feeding[0])],
            )


def official_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """An official figure stands once, on a row that exists, and adds up."""
    keys: dict[AchievementLevel, tuple[str, Collection[str]]] = {
        AchievementLevel.PLAN: ("plan", {plan.id}),
        AchievementLevel.BASIC_POLICY: ("basic_policies", plan.policies_by_key),
        AchievementLevel.POLICY_MEASURE: ("policy_measures", plan.measures_by_key),
        AchievementLevel.DEPARTMENT: ("departments", plan.departments_by_code),
        AchievementLevel.KIND: ("kind", {"numeric_target", "other"}),
    }
    for n, figure in enumerate(plan.official_figures):
        place = entry("official_figures", n)
        yield from outside(plan.plan, place.at("fiscal_year"), figure.fiscal_year)
        yield from unknown(place.at("key"), figure.key, *keys[figure.level])
        counted = AchievementStatus.PENDING in plan.reporting.denominator
        if figure.achieved + (figure.pending if counted else 0) > figure.items:
            yield mistake_at(
                place.at("achieved"), "内訳が項目数を超えています。", "its parts exceed its items."
            )
        rate = printed(percent(figure.achieved, figure.items))
        if rate and rate != f"{figure.rate_percent:.1f}":
            yield mistake_at(
                place.at("rate_percent"),
                f"達成数÷項目数は{rate}％です。",
                f"achieved / items is {rate} %.",
            )
    yield from _twice(
        "official_figures", [f"{f.fiscal_year.year}/{f.level}/{f.key}" for f in plan.official_figures]
    )


def highlights_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """An item is put in front once a year and kind."""
    yield from _twice("highlights", [f"{h.report_year.year}/{h.kind}/{h.item}" for h in plan.highlights])


def _twice(section: str, keys: Sequence[str]) -> Iterator[PlanMistake]:
    for key, positions in repeated(keys).items():
        words = f"「{key}」が重複しています。", f"{key!r} is used more than once."
        yield mistake_at(RegisterPlace(section), *words, positions)


def reporting_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """The scale has labels, and what was decided is counted."""
    decided = {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
    if not decided <= set(plan.reporting.denominator):
        yield mistake_at(
            setting("reporting.denominator"),
            "達成と未達成は、必ず分母に含めてください。",
            "achieved and not_achieved must be counted.",
        )
    if not plan.reporting.scale:
        yield mistake_at(
            setting("reporting.scale"), "達成状況の選択肢がありません。", "no label is on the scale."
        )
