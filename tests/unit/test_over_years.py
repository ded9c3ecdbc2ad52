"""A row against the one that counted for its item a year before."""

from __future__ import annotations

import pytest
from builders import checked, codes_of, fiscal, indicator, item, received, round_, umibe

from shinchoku.checks.findings import Finding

FIRST, SECOND = "令和5年度/年度末/企画課.xlsx", "令和6年度/年度末/企画課.xlsx"
ROUNDS = [
    round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-10", folder="令和5年度/年度末"),
    round_("r5-fix", "確定", 2023, "2024-09-01", "2025-12-31", folder="令和5年度/確定", covers="pending"),
    round_(
        "r5-side",
        "中間",
        2023,
        "2023-09-01",
        "2023-09-30",
        folder="令和5年度/中間",
        feeds=False,
        covers="pending",
    ),
    round_("r6-end", "年度末", 2024, "2025-04-01", "2025-05-10", folder="令和6年度/年度末"),
]
TARGETS = {2023: 100, 2024: 120}


def over(
    first: str, second: str, accumulation: str = "annual", *, folder: str = FIRST, **checks: object
) -> tuple[Finding, ...]:
    """Return what is told of two years of No. 1: lines of status, figure, running total and some more."""
    heading = "番号|達成状況|実績値|累計|取組実績|未達成の理由|前年度実績値|訂正の理由|単位|基準値|目標値"
    plan = umibe(
        items=[item("1", indicator=indicator("人", TARGETS, accumulation=accumulation))],
        rounds=ROUNDS,
        checks=checks,
    )
    nights = [
        received(f"{heading}\n1|{first}", folder, "2024-05-01"),
        received(f"{heading}\n1|{second}", SECOND, "2025-05-01"),
    ]
    return checked(*nights, plan=plan, as_of="2025-05-02").findings


# Two years of one item (status, figure, running total), how its figures add up, and what is told.
YEARS = """
    kind          first        second        told
    annual        A|100|       A|120|        -
    annual        A|100|       A|1000|       -
    annual        A|100|       A|1001|       SH506
    annual        A|1300|      A|129|        SH506
    annual        A|100|       B|0|          -
    annual        A|100|       C||           -
    annual        C||          A|120|        -
    annual        A|200|       B|110|        -
    point_in_time A|200|       B|110|        SH508
    point_in_time A|200|       C||           -
    point_in_time B|90|        B|95|         -
    cumulative    A|10|130     A|10|140      -
    cumulative    A|10|130     A|10|130      -
    cumulative    A|10|130     A|10|125      SH505
    cumulative    A|10|130     C||           -
    cumulative    C||          A|10|125      -
"""


@pytest.mark.parametrize("line", YEARS.strip().splitlines()[1:], ids=str.strip)
def test_two_years_are_held_to_each_other(line: str) -> None:
    """Running totals do not fall, figures stay near, what was achieved stays achieved."""
    kind, first, second, told = line.split()
    reason = "嵐のため" if "B|" in line else ""
    texts = (f"{first}|春に行いました|{reason}", f"{second}|秋に行いました|{reason}")
    cells = [
        text if text.count("|") == 4 else text.replace("|春", "||春").replace("|秋", "||秋") for text in texts
    ]
    assert codes_of(over(*cells, kind)) == ([] if told == "-" else [told])


def test_the_plan_decides_how_far_is_far() -> None:
    """`checks.history_factor`."""
    years = ("A|100||春に行いました", "A|300||秋に行いました")
    assert codes_of(over(*years)) == []
    assert codes_of(over(*years, history_factor=2)) == ["SH506"]


@pytest.mark.parametrize(
    ("now", "hint"),
    [
        ("12500", "約100倍"),
        ("110000", "約1000倍"),
        ("1250000", "約10000倍"),
        ("4200", ""),
        ("2000000000", ""),
    ],
)
def test_a_slip_of_units_is_guessed_only_near_its_factor(now: str, hint: str) -> None:
    """A hundred, a thousand or ten thousand times: per cent, thousands, 万."""
    (finding,) = over("A|110||春に行いました", f"A|{now}||秋に行いました")
    assert finding.rule.code == "SH506"
    assert (hint in finding.message.ja, "取り違え" in finding.message.ja) == (True, bool(hint))


def test_a_copied_text_has_its_length() -> None:
    """`checks.copied_text_characters`: short phrases repeat honestly."""
    text = "催しを開いて浜に人を集めました。"
    assert codes_of(over(f"A|100||{text}", f"A|120||{text}")) == []
    assert codes_of(over(f"A|100||{text}", f"A|120||{text}", copied_text_characters=10)) == ["SH509"]


# The second year's columns 前年度実績値, 訂正の理由, 単位, 基準値, 目標値, and what is told.
TERMS = """
    first          second                  told
    ||||50|        100|||50|120            -
    ||||50|        ||数え方|60|120         -
    ||||50|        |||60|120               SH507
    ||||50|        100|訂正した||60|120    -
    ||||50|        ||||120                 -
    |||||          101||||120              SH604
    |||||          101|訂正した|||120      SH605
    |||||          100||||120              -
    |||||          約100||||120            SH329
"""


@pytest.mark.parametrize("line", TERMS.strip().splitlines()[1:], ids=str.strip)
def test_terms_and_last_years_value_do_not_change_in_silence(line: str) -> None:
    """What the register does not decide wants a reason; last year's value is what was accepted."""
    first, second, told = line.split()
    cells = second.replace("||数え方|", "|数え方||")
    found = codes_of(over(f"A|100||春に行いました|{first}", f"A|120||秋に行いました||{cells}"))
    assert found == ([] if told == "-" else [told])


def test_of_a_running_total_the_years_own_figure_is_last_years_too() -> None:
    """前年度実績値 is 10 or 130; 20 is neither."""
    for previous, told in (("10", []), ("130", []), ("20", ["SH604"])):
        second = f"A|10|140|秋に行いました||{previous}"
        assert codes_of(over("A|10|130|春に行いました", second, "cumulative")) == told


def test_a_unit_of_an_item_without_a_target_changes_with_a_reason() -> None:
    """The register decides the unit of a numeric target; elsewhere last year's sheet does."""
    plan = umibe(items=[item("1")], rounds=ROUNDS)
    for unit, reason, told in (
        ("件", "", ["SH507"]),
        ("件", "数え方の変更", []),
        ("か所", "", []),
        ("", "", []),
    ):
        nights = [
            received("番号|達成状況|取組実績|単位\n1|A|春に行いました|箇所", FIRST, "2024-05-01"),
            received(
                f"番号|達成状況|取組実績|単位|訂正の理由\n1|A|秋に行いました|{unit}|{reason}",
                SECOND,
                "2025-05-01",
            ),
        ]
        assert codes_of(checked(*nights, plan=plan, as_of="2025-05-02").findings) == told


def test_the_last_round_that_feeds_the_rate_is_last_year() -> None:
    """What 確定 said replaces what 年度末 said; a round beside the rate says nothing of the year."""
    heading = "番号|達成状況|取組実績|実績値|前年度実績値"
    plan = umibe(items=[item("1", indicator=indicator("人", TARGETS))], rounds=ROUNDS)
    nights = [
        received(f"{heading}\n1|C|春に行いました||", FIRST, "2024-05-01"),
        received(f"{heading}\n1|A|春に行いました|110|", "令和5年度/確定/企画課.xlsx", "2024-09-02"),
        received(f"{heading}\n1|A|春に行いました|300|", "令和5年度/中間/企画課.xlsx", "2024-09-03"),
        received(f"{heading}\n1|A|秋に行いました|125|105", SECOND, "2025-05-01"),
    ]
    findings = checked(*nights, plan=plan, as_of="2025-05-02").findings
    (finding,) = (one for one in findings if one.place.fiscal_year == fiscal(2024))
    assert (finding.rule.code, "110" in finding.message.ja) == ("SH604", True)


def test_what_was_not_accepted_last_year_is_no_history() -> None:
    """A row in error counted for nothing, so nothing is compared with it."""
    assert codes_of(over("優|100||春に行いました", "A|125000||秋に行いました")) == ["SH304"]


def test_a_waived_fall_of_the_total_is_accepted() -> None:
    """The finding names what it was compared with, so another fall is another finding."""
    first, second = "A|10|130|春に行いました", "A|10|125|秋に行いました"
    (one,) = over(first, second, "cumulative")
    (other,) = over("A|10|128|春に行いました", second, "cumulative")
    assert one.rule.waivable
    assert one.fingerprint != other.fingerprint


def test_an_item_that_left_the_register_has_no_history() -> None:
    """Its row is unknown, and that is all that is told of it."""
    plan = umibe(items=[item("1")], rounds=ROUNDS)
    nights = [
        received("番号|達成状況|取組実績\n1|A|春に行いました", FIRST, "2024-05-01"),
        received("番号|達成状況|取組実績\n1|A|秋に行いました\n2|A|秋に行いました", SECOND, "2025-05-01"),
    ]
    assert codes_of(checked(*nights, plan=plan, as_of="2025-05-02").findings) == ["SH401"]


def test_another_departments_later_word_is_told_while_the_first_lies_there() -> None:
    """関係課 may report No. 8; withdrawn sheets and equal words contradict nothing."""
    heading = "番号|達成状況|取組実績"
    other = "令和5年度/年度末/環境課.xlsx"
    for result, present, told in (("別の実績", True, ["SH510"]), ("実施", True, []), ("別の実績", False, [])):
        nights = [
            received(f"{heading}\n8|A|実施", on="05-01", present=present),
            received(f"{heading}\n8|A|{result}", other, "05-02"),
        ]
        assert codes_of(checked(*nights, as_of="05-03").findings) == told
