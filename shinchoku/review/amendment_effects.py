"""What a change of the register means for the figures that the public reads, in sentences."""

from collections.abc import Collection, Iterator

from shinchoku.bilingual import Bilingual
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_UNCHANGED = Bilingual(
    "達成率の対象になる項目の数は、どの年度も変わりません。",
    "The number of items that the rate counts changes in no year.",
)
_MOST_NAMED = 10


def amendment_effects(before: Plan, after: Plan, released: Collection[FiscalYear]) -> tuple[Bilingual, ...]:
    """Return what follows for counts, rates and what is public already; `released` are the public years."""
    return tuple(_effects(before, after, released))


def _effects(before: Plan, after: Plan, released: Collection[FiscalYear]) -> Iterator[Bilingual]:
    """Yield them: counts year by year, then what is judged otherwise, then what is public."""
    years = after.fiscal_years
    counts = [found for year in years if (found := _count(before, after, year)) is not None]
    yield from counts or [_UNCHANGED]
    judged = _judged_otherwise(before, after)
    if judged:
        named = "、".join(f"No.{no}" for no in judged[:_MOST_NAMED])
        more_ja = f"ほか{len(judged) - _MOST_NAMED}件" if len(judged) > _MOST_NAMED else ""
        more_en = f" and {len(judged) - _MOST_NAMED} more" if len(judged) > _MOST_NAMED else ""
        yield Bilingual(
            f"{named}{more_ja}は、数値目標が変わります。次の夜から、新しい目標で申告と照らし合わせます。",
            f"The numeric target changes of {named}{more_en}: from the next night on, reports are held against it.",
        )
    touched = [
        year for year in years if year in set(released) and _shows(before, year) != _shows(after, year)
    ]
    for year in touched:
        yield Bilingual(
            f"公表済みの{year.label}の表が変わります。次の夜に保留になり、承認されるまで公表は今のままです。",
            f"The published tables of {year} change: the year is held next night, and stays as it is until approved.",
        )
    if not touched:
        yield Bilingual(
            "公表済みの年度の内容は変わりません。", "What is public of earlier years stays as it is."
        )


def _count(before: Plan, after: Plan, year: FiscalYear) -> Bilingual | None:
    """Say how many items are in force in a year, if other ones are."""
    old, new = ({item.no for item in plan.items_in_force(year)} for plan in (before, after))
    if old == new:
        return None
    come, gone = len(new - old), len(old - new)
    return Bilingual(
        f"{year.label}の対象項目は {len(old)}件 → {len(new)}件 になります（増 {come}・減 {gone}）。達成率の分母が変わります。",
        f"{year}: {len(old)} → {len(new)} items in force ({come} more, {gone} fewer): the rate's denominator changes.",
    )


def _judged_otherwise(before: Plan, after: Plan) -> list[str]:
    """Return the numbers of items that stay and whose numeric target says something else."""
    return [
        no
        for no, item in after.items_by_no.items()
        if no in before.items_by_no and before.items_by_no[no].indicator != item.indicator
    ]


def _shows(plan: Plan, year: FiscalYear) -> list[object]:
    """Return what the tables of a year show of the register."""
    return [_shown(plan, item, year) for item in plan.items_in_force(year)]


def _shown(plan: Plan, item: ActionItem, year: FiscalYear) -> object:
    """Return what they show of one item: its place and name, and its target of the year."""
    indicator = item.indicator
    target = None
    if indicator is not None:
        target = (indicator.model_dump(exclude={"targets"}), indicator.targets.get(year))
    department = plan.responsible_department(item, year)
    return (item.no, item.name, item.policy_measure, department.code, department.full_name, item.page, target)
