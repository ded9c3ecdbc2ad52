"""What the entries of a register must be to each other: every mistake, at its key."""

from __future__ import annotations

import pytest
from builders import department, indicator, item, round_, umibe

from shinchoku.register.mistakes import find_mistakes

Sections = dict[str, object]

POLICY: Sections = {"key": "U1", "name": "海と暮らす"}
MEASURE: Sections = {"key": "U1-1", "basic_policy": "U1", "name": "浜を守る"}
OFFICIAL: Sections = {
    "fiscal_year": 2023, "level": "plan", "key": "umibe", "items": 8, "achieved": 6, "rate_percent": 75,
}  # fmt: skip


def ended(by: str, **more: object) -> Sections:
    """Return a register whose 企画課 has ended or has a successor."""
    return {
        "departments": [
            department("kikaku", "企画課", **more),
            department("kankyo", "環境課", succeeded_by=by),
        ]
    }


def mistakes(sections: Sections) -> list[tuple[str, str]]:
    """Return the key of every mistake and its English sentence, in a small register."""
    small: Sections = {
        "basic_policies": [POLICY],
        "policy_measures": [MEASURE],
        "departments": [department("kikaku", "企画課")],
        "items": [item("1")],
    }
    return [(one.key, one.message.en) for one in find_mistakes(umibe(**(small | sections)))]


def test_a_register_in_order_has_no_mistake() -> None:
    """Neither the whole register of 海辺市 nor its smallest part."""
    assert find_mistakes(umibe()) == []
    assert mistakes({}) == []


def clash(name: str, code: str) -> str:
    """Return what is said of a name that two departments have in the same year."""
    return (
        f"{name!r} is also a name of {code} in the same years: change a name or an alias,"
        " or give their first and last years."
    )


CASES: dict[str, tuple[Sections, str, str]] = {
    "a plan that ends before it begins": (
        {"plan": {"first_fiscal_year": 2027}, "rounds": []}, "plan.last_fiscal_year", "the plan ends before it begins."),
    "a policy twice": ({"basic_policies": [POLICY, POLICY]}, "basic_policies[0], [1].key", "'U1' is used more than once."),
    "a measure twice": ({"policy_measures": [MEASURE, MEASURE]}, "policy_measures[0], [1].key", "'U1-1' is used more than once."),
    "a department twice": (
        {"departments": [department("kikaku", "企画課"), department("kikaku", "企画係")]},
        "departments[0], [1].code", "'kikaku' is used more than once."),
    "an item twice": ({"items": [item("1"), item("2"), item("1")]}, "items[0], [2].no", "'1' is used more than once."),
    "a measure under no policy": (
        {"policy_measures": [MEASURE | {"basic_policy": "U9"}]}, "policy_measures[0].basic_policy", "'U9' is not in the register."),
    "an item under no measure": ({"items": [item("1", measure="U9-1")]}, "items[0]（No.1）.policy_measure", "'U9-1' is not in the register."),
    "an item of no department": ({"items": [item("1", by="kanko")]}, "items[0]（No.1）.department", "'kanko' is not in the register."),
    "an item of an unknown related department": (
        {"items": [item("1", related_departments=["kanko"])]}, "items[0]（No.1）.related_departments", "'kanko' is not in the register."),
    "an item with an unknown successor": (
        {"items": [item("1", to_fiscal_year=2024, end_reason="merged", successor="9")]},
        "items[0]（No.1）.successor", "'9' is not in the register."),
    "a highlight of no item": (
        {"highlights": [{"report_year": 2023, "kind": "main_result", "item": "9"}]}, "highlights[0].item", "'9' is not in the register."),
    "a highlight of another time": (
        {"highlights": [{"report_year": 2030, "kind": "main_result", "item": "1"}]},
        "highlights[0].report_year", "FY2030 is outside the plan's period."),
    "a number of no form": ({"items": [item("1-1")]}, "items[0]（No.1-1）.no", "'1-1' is no item number (1, R6-7 …)."),
    "an item from before the plan": (
        {"items": [item("1", from_fiscal_year=2020)]}, "items[0]（No.1）.from_fiscal_year", "FY2020 is outside the plan's period."),
    "an item until after the plan": (
        {"items": [item("1", to_fiscal_year=2030, end_reason="completed")]},
        "items[0]（No.1）.to_fiscal_year", "FY2030 is outside the plan's period."),
    "an item that ends before it begins": (
        {"items": [item("1", from_fiscal_year=2025, to_fiscal_year=2024, end_reason="completed")]},
        "items[0]（No.1）.to_fiscal_year", "it ends before it begins."),
    "an item that ends for no reason": (
        {"items": [item("1", to_fiscal_year=2024)]}, "items[0]（No.1）.end_reason", "give to_fiscal_year and end_reason together."),
    "a department with an unknown successor": (
        ended("kanko", to_fiscal_year=2024) | {"departments": [department("kikaku", "企画課", to_fiscal_year=2024, succeeded_by="kanko")]},
        "departments[0].succeeded_by", "'kanko' is not in the register."),
    "a department that has a successor and no end": (
        ended("kikaku"), "departments[1]（kankyo）.to_fiscal_year", "it has a successor but no last fiscal year."),
    "a department that succeeds itself": (
        {"departments": [department("kikaku", "企画課", to_fiscal_year=2024, succeeded_by="kikaku")]},
        "departments[0]（kikaku）.succeeded_by", "its successors form a circle."),
    "codes that differ in case": (
        {"departments": [department("kikaku", "企画課"), department("Kikaku", "環境課")]},
        "departments[0], [1].code", "the codes 'kikaku' and 'Kikaku' differ only in case or width."),
    "departments of one bureau and name": (
        {"departments": [department("kikaku", "企画課", bureau="総務部"), department("plan", "企画 課", bureau="総務部", from_fiscal_year=2024)]},
        "departments[1]（plan）.name", clash("総務部 企画課", "kikaku")),
    "a department under the alias of another": (
        {"departments": [department("kikaku", "企画課", aliases=["政策課"]), department("seisaku", "政策課", bureau="総務部")]},
        "departments[1]（seisaku）.name", clash("政策課", "kikaku")),
    "an alias that is the name of another": (
        {"departments": [department("kikaku", "企画課", bureau="総務部"), department("seisaku", "政策課", aliases=["企画課"])]},
        "departments[1]（seisaku）.name", clash("企画課", "kikaku")),
    "an alias of two": (
        {"departments": [department("kikaku", "企画課", aliases=["政策"]), department("kankyo", "環境課", aliases=["政策"])]},
        "departments[1]（kankyo）.name", clash("政策", "kikaku")),
    "a target without a unit": (
        {"items": [item("1", indicator=indicator(" ", {2023: 1}))]}, "items[0]（No.1）.indicator.unit", "the target has no unit."),
    "an indicator without a target": (
        {"items": [item("1", indicator=indicator("人", {}))]}, "items[0]（No.1）.indicator.targets", "it has no target for any year."),
    "a target of another time": (
        {"items": [item("1", indicator=indicator("人", {2030: 1}))]},
        "items[0]（No.1）.indicator.targets.2030", "FY2030 is outside the plan's period."),
    "a baseline of no year": (
        {"items": [item("1", indicator=indicator("人", {2023: 1}, baseline_value=0))]},
        "items[0]（No.1）.indicator.baseline_value", "give baseline_value and baseline_fiscal_year together."),
    "a round of another time": (
        {"rounds": [round_("r", "年度末", 2030, "2031-04-01", "2031-05-01")]},
        "rounds[0]（r）.fiscal_year", "FY2030 is outside the plan's period."),
    "a round that is due before it opens": (
        {"rounds": [round_("r", "年度末", 2023, "2024-05-01", "2024-04-01")]}, "rounds[0]（r）.due", "it is due before it opens."),
    "rounds of a year that overlap": (
        {"rounds": [round_("r", "年度末", 2023, "2024-04-01", "2024-05-01"), round_("s", "確定", 2023, "2024-05-01", "2024-06-01")]},
        "rounds[1]（s）.opens", "it overlaps the round 'r'."),
    "a round twice": (
        {"rounds": [round_("r", "年度末", 2023, "2024-04-01", "2024-05-01"), round_("r", "年度末", 2024, "2025-04-01", "2025-05-01")]},
        "rounds[0], [1].id", "'r' is used more than once."),
    "a folder of two rounds": (
        {"rounds": [round_("r", "年度末", 2023, "2024-04-01", "2024-05-01", folder="年度末"),
                    round_("s", "年度末", 2024, "2025-04-01", "2025-05-01", folder="年度末")]},
        "rounds[].folder", "'年度末' is used twice."),
    "a first round that asks for a part": (
        {"rounds": [round_("r", "年度末", 2023, "2024-04-01", "2024-05-01", covers="pending")]},
        "rounds（r）.covers", "the first round that feeds the rate must cover all items."),
    "an official figure of nothing": (
        {"official_figures": [OFFICIAL | {"level": "kind", "key": "both"}]}, "official_figures[0].key", "'both' is not in the register."),
    "an official figure of another time": (
        {"official_figures": [OFFICIAL | {"fiscal_year": 2020}]}, "official_figures[0].fiscal_year", "FY2020 is outside the plan's period."),
    "an official figure whose parts exceed the whole": (
        {"official_figures": [OFFICIAL | {"achieved": 9, "rate_percent": 112.5}]}, "official_figures[0].achieved", "its parts exceed its items."),
    "a rate of nothing": (
        {"reporting": {"denominator": []}}, "reporting.denominator", "achieved and not_achieved must be counted."),
    "a scale of nothing": ({"reporting": {"scale": {}}}, "reporting.scale", "no label is on the scale."),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_mistake_is_found_at_its_key(case: tuple[Sections, str, str]) -> None:
    """Each of these registers has exactly one mistake."""
    sections, key, sentence = case
    assert mistakes(sections) == [(key, sentence)]


def test_every_mistake_is_reported_at_once() -> None:
    """Who mends a register sees all of it, in the order of its sections."""
    sections: Sections = {"items": [item("1-1", by="kanko")], "reporting": {"denominator": []}}
    assert [key for key, _ in mistakes(sections)] == [
        "items[0]（No.1-1）.department",
        "items[0]（No.1-1）.no",
        "reporting.denominator",
    ]


@pytest.mark.parametrize(
    "others",
    [
        [department("kikaku", "企画課", to_fiscal_year=2023), department("seisaku", "企画課", from_fiscal_year=2024)],
        [department("kikaku", "企画課", from_fiscal_year=2025), department("seisaku", "政策課", aliases=["企画課"], to_fiscal_year=2024)],
        [department("kikaku", "総務課", bureau="福祉局"), department("seisaku", "総務課", bureau="市民局")],
    ],
)  # fmt: skip
def test_departments_that_are_told_apart_may_share_a_word(others: list[Sections]) -> None:
    """One after the other, or the 総務課 of two bureaus."""
    assert mistakes({"departments": others}) == []


def test_departments_that_succeed_each_other_in_a_circle_are_all_named() -> None:
    """Nobody would answer for their items."""
    circle = [
        department("kikaku", "企画課", to_fiscal_year=2024, succeeded_by="kankyo"),
        department("kankyo", "環境課", to_fiscal_year=2024, succeeded_by="kikaku"),
    ]
    assert [key for key, _ in mistakes({"departments": circle})] == [
        "departments[0]（kikaku）.succeeded_by",
        "departments[1]（kankyo）.succeeded_by",
    ]


def test_a_reference_to_an_entry_that_is_wrong_in_itself_is_no_second_mistake() -> None:
    """The entry was left out because it has a mistake of its own."""
    plan = umibe(items=[item("1", by="kanko")])
    assert find_mistakes(plan, {("departments", "kanko")}) == []


def test_mistakes_are_told_in_japanese_too() -> None:
    """The register is kept by people who read Japanese."""
    (mistake,) = find_mistakes(umibe(reporting={"scale": {}}))
    assert mistake.message.ja == "達成状況の選択肢がありません。"


def test_a_year_of_rounds_that_feed_no_rate_needs_no_round_of_all_items() -> None:
    """A 中間 round may ask for what it likes."""
    part = round_("r", "中間", 2024, "2024-10-01", "2024-10-31", feeds=False, covers="pending")
    assert mistakes({"rounds": [part]}) == []


def test_pending_items_outside_the_denominator_are_not_part_of_the_items() -> None:
    """海辺市 counts 8 decided items, 6 of them achieved, and has 3 more whose figure is pending."""
    assert mistakes({"official_figures": [OFFICIAL | {"pending": 3}]}) == []


@pytest.mark.parametrize(
    ("sections", "key", "words"),
    [
        (
            {"official_figures": [OFFICIAL, OFFICIAL]},
            "official_figures",
            "'2023/plan/umibe' is used more than once.",
        ),
        (
            {"official_figures": [OFFICIAL | {"rate_percent": 80}]},
            "official_figures[0].rate_percent",
            "achieved / items is 75.0 %.",
        ),
        (
            {"highlights": [{"report_year": 2023, "kind": "main_result", "item": "1"}] * 2},
            "highlights",
            "'2023/main_result/1' is used more than once.",
        ),
    ],
)
def test_what_is_published_under_a_key_stands_once(sections: Sections, key: str, words: str) -> None:
    """A figure stands once and agrees with its own counts; a highlight stands once."""
    assert mistakes(sections) == [(key, words)]


def test_a_mistake_says_which_entries_it_concerns() -> None:
    """By their positions, whatever its sentence quotes: that is for people alone."""
    twice = {"official_figures": [OFFICIAL, OFFICIAL | {"level": "kind", "key": "other"}, OFFICIAL]}
    small: Sections = {"basic_policies": [POLICY], "policy_measures": [MEASURE], "items": [item("1")]}
    (mistake,) = find_mistakes(umibe(**(small | twice)))
    assert (mistake.key, mistake.positions) == ("official_figures", (0, 2))
