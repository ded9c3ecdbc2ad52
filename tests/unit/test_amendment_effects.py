"""What a change of the register means for the public figures, told before anybody agrees to it."""

from __future__ import annotations

from builders import umibe
from builders.register import fiscal, indicator, item

from shinchoku.register.plan import Plan
from shinchoku.review.amendment_effects import amendment_effects


def plan(*items: dict[str, object]) -> Plan:
    """Return 海辺市 with other items."""
    return umibe(items=list(items))


def said(before: Plan, after: Plan, *released: int) -> str:
    """Return the effects in Japanese, a line each."""
    return "\n".join(one.ja for one in amendment_effects(before, after, {fiscal(year) for year in released}))


def test_a_change_that_no_figure_depends_on_says_so() -> None:
    """Another page number in a year that is not public changes no count and nothing public."""
    before, after = plan(item("1")), plan(item("1", name="浜の清掃"))
    assert said(before, after) == (
        "達成率の対象になる項目の数は、どの年度も変わりません。\n公表済みの年度の内容は変わりません。"
    )


def test_a_new_item_changes_the_denominator_from_its_year_on() -> None:
    """Each year in which other items are in force is told with both counts."""
    words = said(plan(item("1")), plan(item("1"), item("R8-1", from_fiscal_year=2026)), 2023)
    assert "令和8年度（2026年度）の対象項目は 1件 → 2件 になります（増 1・減 0）" in words
    assert "令和7年度（2025年度）の対象項目" not in words
    assert "公表済みの年度の内容は変わりません。" in words


def test_another_target_is_judged_from_the_next_night_on() -> None:
    """The items are named; of a target of a year that is public the year is said to be held."""
    before = plan(item("2", indicator=indicator("人", {2023: 100, 2024: 120})))
    later = plan(item("2", indicator=indicator("人", {2023: 100, 2024: 150})))
    public = plan(item("2", indicator=indicator("人", {2023: 90, 2024: 120})))
    assert "No.2は、数値目標が変わります。" in said(before, later, 2023)
    assert "公表済みの年度の内容は変わりません。" in said(before, later, 2023)
    assert "公表済みの令和5年度（2023年度）の表が変わります。" in said(before, public, 2023)


def test_many_items_are_counted_beyond_the_first() -> None:
    """Ten are named, the others are a number."""
    numbers = [str(n) for n in range(1, 14)]
    before, after = (
        plan(*(item(no, indicator=indicator("件", {2023: target})) for no in numbers)) for target in (1, 2)
    )
    assert "No.10ほか3件は、数値目標が変わります。" in said(before, after)
