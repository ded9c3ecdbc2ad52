"""What is still missing before a fiscal year can be opened, as data that a page or a command shows."""

from dataclasses import dataclass

from schemas.codes import CodeList, HighlightKind
from shinchoku.bilingual import Bilingual
from shinchoku.register.entries import ActionItem, PolicyMeasure, Round, RoundCoverage
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


class OpeningTask(CodeList):
    """What opening a fiscal year asks for."""

    PERIOD = "period", "計画期間", "The plan's period"
    ROUNDS = "rounds", "照会", "Rounds"
    TARGETS = "targets", "数値目標", "Numeric targets"
    DEPARTMENTS = "departments", "担当所属", "Responsible departments"
    HIGHLIGHTS = "highlights", "主な取組", "Highlights"


@dataclass(frozen=True, slots=True)
class OpeningStep:
    """One task, and what of it is left."""

    task: OpeningTask
    is_done: bool
    message: Bilingual
    is_required: bool = True
    """Whether the year cannot be asked about without it; highlights are chosen when its results are known."""
    items: tuple[ActionItem, ...] = ()
    """The items that it is left for."""
    measures: tuple[PolicyMeasure, ...] = ()
    """The policy measures that it is left for."""


@dataclass(frozen=True, slots=True)
class YearOpening:
    """How far a fiscal year is prepared."""

    fiscal_year: FiscalYear
    items: tuple[ActionItem, ...]
    """The items in force."""
    rounds: tuple[Round, ...]
    """Its rounds, in the order they are asked."""
    steps: tuple[OpeningStep, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing that is required is left."""
        return all(step.is_done for step in self.steps if step.is_required)


def year_opening(plan: Plan, year: FiscalYear) -> YearOpening:
    """Return what of a fiscal year is prepared, and what is left to do."""
    is_within = plan.plan.first_fiscal_year <= year <= plan.plan.last_fiscal_year
    period = OpeningStep(
        OpeningTask.PERIOD,
        is_within,
        Bilingual("計画期間の中です。", "It lies within the plan's period.")
        if is_within
        else Bilingual(
            "計画期間の外です。先に計画の最終年度を直してください。",
            "It lies outside the plan's period: change the plan's last fiscal year first.",
        ),
    )
    items = plan.items_in_force(year)
    steps = (period, _rounds(plan, year), _targets(items, year), _departments(plan, items, year))
    return YearOpening(year, items, plan.rounds_of(year), (*steps, _highlights(plan, year)))


def _rounds(plan: Plan, year: FiscalYear) -> OpeningStep:
    """A year is asked about by a round that covers every item and feeds its rate."""
    found = next((one for one in plan.rounds_of(year) if one.feeds_rate), None)
    if found is None or found.covers is not RoundCoverage.ALL:
        words = Bilingual(
            "全項目を対象とし、達成率に使う照会がありません。照会を加えてください。",
            "No round covers every item and feeds the rate: add one.",
        )
        return OpeningStep(OpeningTask.ROUNDS, is_done=False, message=words)
    words = Bilingual(
        f"「{found.name}」の照会が {found.opens.isoformat()} に始まります（期限 {found.due.isoformat()}）。",
        f"The round {found.name!r} opens on {found.opens.isoformat()} and is due on {found.due.isoformat()}.",
    )
    return OpeningStep(OpeningTask.ROUNDS, is_done=True, message=words)


def _targets(items: tuple[ActionItem, ...], year: FiscalYear) -> OpeningStep:
    """Every item with an indicator has a target for the year."""
    left = tuple(one for one in items if one.indicator is not None and year not in one.indicator.targets)
    words = (
        Bilingual(
            f"{year.era_label}の目標値のない項目が{len(left)}件あります。",
            f"{len(left)} item(s) with an indicator have no target for {year}.",
        )
        if left
        else Bilingual("数値目標のある項目には、すべて目標値があります。", "Every indicator has its target.")
    )
    return OpeningStep(OpeningTask.TARGETS, not left, words, items=left)


def _departments(plan: Plan, items: tuple[ActionItem, ...], year: FiscalYear) -> OpeningStep:
    """Every item has a department that exists in the year."""
    in_office = {one.no: plan.responsible_department(one, year) for one in items}
    left = tuple(one for one in items if (in_office[one.no].to_fiscal_year or year) < year)
    words = (
        Bilingual(
            f"担当所属が廃止され、承継先のない項目が{len(left)}件あります。",
            f"{len(left)} item(s) have a department that no longer exists and has no successor.",
        )
        if left
        else Bilingual("すべての項目に担当所属があります。", "Every item has its department.")
    )
    return OpeningStep(OpeningTask.DEPARTMENTS, not left, words, items=left)


def _highlights(plan: Plan, year: FiscalYear) -> OpeningStep:
    """Every policy measure with items has a main result for the year's report."""
    chosen = {
        plan.items_by_no[one.item].policy_measure
        for one in plan.highlights
        if one.report_year == year and one.kind is HighlightKind.MAIN_RESULT
    }
    asked = {one.policy_measure for one in plan.items_in_force(year)}
    left = tuple(one for one in plan.policy_measures if one.key in asked - chosen)
    words = (
        Bilingual(
            f"主な取組を選んでいない施策が{len(left)}件あります。",
            f"{len(left)} policy measure(s) have no main result chosen.",
        )
        if left
        else Bilingual("すべての施策に主な取組があります。", "Every policy measure has its main result.")
    )
    return OpeningStep(OpeningTask.HIGHLIGHTS, not left, words, is_required=False, measures=left)
