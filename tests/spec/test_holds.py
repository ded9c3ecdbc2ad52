"""Holds: what waits for a person, and what goes out by itself.

A year is written as its reported items, `no label figure`; an item that is not named is unreported.
海辺市 has 8 items in FY2023 and counts only decided ones; its limits are wide unless a case says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from builders import checked, content, department, fiscal, indicator, item, official, received, umibe
from builders.reviewed import correction, reviewed_content

from schemas.codes import AchievementStatus
from shinchoku.figures.tables import YearContent
from shinchoku.register.plan import Plan
from shinchoku.register.settings import ReleaseLimits
from shinchoku.releases.hold import Hold, HoldReason
from shinchoku.releases.release_holds import (
    first_release_holds,
    overruled_holds,
    revision_holds,
    rolled_back_hold,
)

TARGET = indicator("人", {2023: 100})
ITEMS = [item("1", "浜の清掃", "kankyo"), item("2", "来訪者を増やす", indicator=TARGET)]


def limits(unreported: int = 9, points: str = "100") -> ReleaseLimits:
    """Return what may go out without a person."""
    return ReleaseLimits.model_validate(
        {"max_unreported_items": unreported, "max_rate_change_points": points}
    )


def reasons(holds: list[Hold]) -> set[str]:
    """Return the codes of holds."""
    return {hold.reason.value for hold in holds}


# A revision: what is released, what would replace it, the limits, and why it waits.
REVISIONS = """
    released             | candidate              | unreported points | holds
    1 A                  | 1 A                    | 9 100             |
    1 A                  | 1 A; 2 A 110           | 9 100             |
    1 A; 2 C             | 1 A; 2 A 110           | 9 100             |
    1 A; 2 C             | 1 A; 2 B 90            | 9 100             |
    1 A                  | 1 A *                  | 9 100             |
    1 A                  | 1 B                    | 9 100             | confirmed_value_changed
    1 A                  | 1 C                    | 9 100             | reopened
    1 A                  |                        | 9 100             | reopened
    2 A 110              | 2 A 111                | 9 100             | confirmed_value_changed
    5 A 20/210           | 5 A 21/210             | 9 100             | confirmed_value_changed
    1 A                  | 1 A; 2 A 110           | 6 100             |
    1 A                  | 1 A; 2 A 110           | 5 100             | too_many_unreported
    1 A; 2 A 110         | 1 A; 2 A 110; 3 B 60   | 9 33.4            |
    1 A; 2 A 110         | 1 A; 2 A 110; 3 B 60   | 9 33.3            | rate_moved
    1 A; 3 B 60          | 1 A; 2 A 110; 3 B 60   | 9 16              | rate_moved
    1 A; 2 C             | 1 B; 2 A 110           | 0 0               | confirmed_value_changed rate_moved too_many_unreported
"""


@pytest.mark.parametrize("line", REVISIONS.strip().splitlines()[1:], ids=str.strip)
def test_a_revision_waits_for_these_reasons(line: str) -> None:
    """New rows, late reports and confirmations pass; confirmed values and headline rates do not move."""
    released, candidate, wide, expected = (cell.strip() for cell in line.split("|"))
    unreported, points = wide.split()
    holds = revision_holds(content(released), content(candidate), limits(int(unreported), points))
    assert reasons(holds) == set(expected.split())


def changed(
    name: str = "来訪者を増やす",
    measure: str = "U1-1",
    unit: str = "人",
    target: float = 100,
    direction: str = "increase",
    **more: object,
) -> Plan:
    """Return the register of two items with a change of No. 2."""
    two = indicator(unit, {2023: target}, direction, **more)
    return umibe(items=[ITEMS[0], item("2", name, measure=measure, indicator=two)])


EVERYTHING = ["achieved", "not_achieved", "pending", "in_review", "unreported"]
# What becomes of a released status (rows) as another one (columns): out by itself (.), or why it waits.
MATRIX = """
                  achieved not_achieved pending in_review unreported not_due
    achieved      -        V            O       O         O          L
    not_achieved  V        -            O       O         O          L
    pending       .        .            -       O         O          L
    in_review     .        .            .       -         .          L
    unreported    .        .            .       .         -          L
    not_due       J        J            O       O         O          -
"""
REASON = {
    "-": set(),
    ".": set(),
    "V": {"confirmed_value_changed"},
    "O": {"reopened"},
    "L": {"left_denominator"},
    "J": {"joined_denominator"},
}
ENTRIES = {
    "achieved": "1 A",
    "not_achieved": "1 B",
    "pending": "1 C",
    "in_review": "1 ?",
    "unreported": "",
    "not_due": "1 －時期外",
}


def moves() -> Iterator[tuple[str, str, set[str]]]:
    """Yield every pair of statuses, with why it waits."""
    head, *lines = MATRIX.strip().splitlines()
    for line in lines:
        old, *cells = line.split()
        yield from ((old, new, REASON[cell]) for new, cell in zip(head.split(), cells, strict=True))


@pytest.mark.parametrize("counted", [EVERYTHING, ["achieved", "not_achieved"]], ids=["all", "decided"])
@pytest.mark.parametrize(("old", "new", "expected"), list(moves()))
def test_a_status_moves_by_itself_or_waits_for_one_reason(
    old: str, new: str, expected: set[str], counted: list[str]
) -> None:
    """Whatever the plan counts: a report and a confirmation go out, what shrinks or reopens does not."""
    plan = umibe(reporting={"denominator": counted})
    released, candidate = (content(f"{ENTRIES[one]}; 3 B 60; 5 A 20/210", plan) for one in (old, new))
    assert reasons(revision_holds(released, candidate, limits())) == expected


def test_the_matrix_has_every_status() -> None:
    """A status that is added later must be decided about."""
    assert {old for old, _, _ in moves()} == set(AchievementStatus) == set(ENTRIES)


@pytest.mark.parametrize("old", ["in_review", "unreported"])
def test_a_first_report_that_the_rate_does_not_count_waits_where_what_is_missing_is_counted(old: str) -> None:
    """A plan that counts what is missing and not what is pending: announcing a figure would shrink it."""
    plan = umibe(reporting={"denominator": ["achieved", "not_achieved", "unreported"]})
    holds = revision_holds(content(ENTRIES[old], plan), content("1 C", plan), limits())
    assert reasons(holds) == {"left_denominator"}


def test_a_hold_of_a_status_says_from_what_to_what() -> None:
    """In both languages, by labels."""
    plan = umibe(reporting={"denominator": EVERYTHING})
    (hold,) = revision_holds(content("1 C", plan), content("1 －時期外", plan), limits())
    assert hold.detail.ja == "No.1 達成状況: 数値未確定 → 評価時期未到来。"
    assert hold.detail.en == "No.1 Status: Figure not yet confirmed → Not due for evaluation."


def renamed(section: str, **more: object) -> Plan:
    """Return the register of two items with the first entry of a section changed."""
    whole = umibe(items=ITEMS).model_dump(mode="json")
    first, *others = whole[section]
    return umibe(items=ITEMS, **{section: [{**first, **more}, *others]})


def counting(**rule: object) -> Plan:
    """Return the register of two items whose rule of achievement says something else."""
    said = umibe().reporting.achievement_rule.model_dump() | rule
    return umibe(items=ITEMS, reporting={"achievement_rule": said})


REDEFINITIONS: dict[str, tuple[Callable[[], Plan], str]] = {
    "name": (lambda: changed(name="観光客を増やす"), "definition_changed"),
    "unit": (lambda: changed(unit="千人"), "definition_changed"),
    "target": (lambda: changed(target=90), "definition_changed"),
    "direction": (lambda: changed(direction="decrease"), "definition_changed"),
    "accumulation": (lambda: changed(accumulation="point_in_time"), "definition_changed"),
    "name of the indicator": (
        lambda: umibe(items=[ITEMS[0], {**ITEMS[1], "indicator": {**TARGET, "name": "来訪者数"}}]),
        "definition_changed",
    ),
    "baseline": (
        lambda: changed(baseline_value=80, baseline_fiscal_year=2022),
        "definition_changed",
    ),
    "place in the plan": (lambda: changed(measure="U1-2"), "place_changed"),
    "department": (
        lambda: umibe(items=[ITEMS[0], {**ITEMS[1], "department": "suisan"}]),
        "department_changed",
    ),
    "label of a department": (lambda: renamed("departments", name="企画調整課"), "label_changed"),
    "label of a bureau": (lambda: renamed("departments", bureau="市長部局"), "label_changed"),
    "label of a policy": (lambda: renamed("basic_policies", name="海とともに"), "label_changed"),
    "label of a measure": (lambda: renamed("policy_measures", name="浜辺を守る"), "label_changed"),
    "title of the plan": (lambda: umibe(items=ITEMS, plan={"title": "海辺市計画"}), "label_changed"),
    "English title of the plan": (lambda: umibe(items=ITEMS, plan={"title_en": "Plan"}), "label_changed"),
    "what a rate counts": (
        lambda: umibe(items=ITEMS, reporting={"denominator": ["achieved", "not_achieved", "pending"]}),
        "denominator_changed",
    ),
    "name of the rule": (lambda: counting(name="stricter"), "definition_changed"),
    "version of the rule": (lambda: counting(version="2"), "definition_changed"),
    "words of the rule": (lambda: counting(description="課長の判断によります。"), "definition_changed"),
    "official figures that come": (
        lambda: umibe(items=ITEMS, official_figures=[official(2, 2, 0, "100").model_dump(mode="json")]),
        "official_changed",
    ),
    "a measure without items that goes": (
        lambda: umibe(items=ITEMS, policy_measures=umibe().model_dump(mode="json")["policy_measures"][:1]),
        "row_vanished",
    ),
}


@pytest.mark.parametrize("what", REDEFINITIONS)
def test_a_published_definition_does_not_change_by_itself(what: str) -> None:
    """Whatever the register says otherwise of a released year waits, each for its own reason."""
    plan, reason = REDEFINITIONS[what]
    year = "1 A; 2 A 110"
    holds = revision_holds(content(year, umibe(items=ITEMS)), content(year, plan()), limits())
    assert reasons(holds) == {reason}


def test_official_figures_that_change_or_go_are_told() -> None:
    """By level and key, before and after."""
    one = official(2, 2, 0, "100").model_dump(mode="json")
    stated = umibe(items=ITEMS, official_figures=[one])
    other = umibe(items=ITEMS, official_figures=[{**one, "pending": 1}])
    year = "1 A; 2 A 110"
    (hold,) = revision_holds(content(year, stated), content(year, other), limits())
    assert hold.detail.ja == "plan umibe: 2/2（100.0%・未確定0） → 2/2（100.0%・未確定1）。"
    (hold,) = revision_holds(content(year, stated), content(year, umibe(items=ITEMS)), limits())
    assert hold.detail.en == "plan umibe: 2/2 (100.0%, pending 0) → none."


PASSING: dict[str, Callable[[], Plan]] = {
    "page": lambda: umibe(items=[{**ITEMS[0], "page": 9}, ITEMS[1]]),
    "end of an item after the year": lambda: umibe(
        items=[{**ITEMS[0], "to_fiscal_year": 2024, "end_reason": "completed"}, ITEMS[1]]
    ),
    "order of the denominator": lambda: umibe(
        items=ITEMS, reporting={"denominator": ["not_achieved", "achieved"]}
    ),
    "a department without items": lambda: umibe(
        items=ITEMS,
        departments=[*umibe().model_dump(mode="json")["departments"], department("kowan", "港湾課")],
    ),
}


@pytest.mark.parametrize("what", PASSING)
def test_what_defines_nothing_of_the_year_goes_out_by_itself(what: str) -> None:
    """The page of the printed plan, what becomes of an item later, departments that report nothing."""
    year = "1 A; 2 A 110"
    assert revision_holds(content(year, umibe(items=ITEMS)), content(year, PASSING[what]()), limits()) == []


def test_an_item_that_joins_a_released_year_waits_where_its_rate_counts_it() -> None:
    """80/90 does not become 80/91 because the register was written to."""
    few, more = (umibe(items=items, reporting={"denominator": EVERYTHING}) for items in (ITEMS[:1], ITEMS))
    (hold,) = revision_holds(content("1 A", few), content("1 A", more), limits())
    assert (hold.reason, hold.detail.ja) == (
        HoldReason.JOINED_DENOMINATOR,
        "No.2 来訪者を増やす（未提出）が加わります。",
    )


def test_an_item_that_loses_its_target_loses_a_published_row() -> None:
    """Its kind is a definition, and its indicator would vanish."""
    plain = umibe(items=[ITEMS[0], item("2", "来訪者を増やす")])
    holds = revision_holds(content("1 A", umibe(items=ITEMS)), content("1 A", plain), limits())
    assert reasons(holds) == {"definition_changed", "row_vanished"}


def test_a_published_row_does_not_vanish_by_itself() -> None:
    """No. 2 is taken out of the register: its rows would be gone from every table."""
    before, after = content("1 A", umibe(items=ITEMS)), content("1 A", umibe(items=ITEMS[:1]))
    holds = revision_holds(before, after, limits())
    assert [hold.detail.en for hold in holds] == [
        "No.2 of “Action items”.",
        "No.2 of “Progress”.",
        "No.2 of “Indicators”.",
    ]
    assert reasons(holds) == {"row_vanished"}


def test_a_new_item_that_no_rate_counts_yet_goes_out_by_itself() -> None:
    """New rows are no change of published ones; 海辺市 counts only decided items."""
    before, after = content("1 A", umibe(items=ITEMS[:1])), content("1 A", umibe(items=ITEMS))
    assert revision_holds(before, after, limits()) == []


# A first release: the year, the official figures (items achieved pending rate), and why it waits.
FIRST_RELEASES = """
    year                  | official    | unreported | holds
    1 A; 3 B 60           | 2 1 0 50    | 9          |
    1 A; 3 B 60; 2 C      | 2 1 1 50    | 9          |
    1 A; 3 B 60           |             | 9          | no_official_figure
    1 A; 3 B 60           | 2 2 0 100   | 9          | contradicts_official
    1 A; 3 B 60; 2 C      | 2 1 0 50    | 9          | contradicts_official
    1 A; 3 B 60           | 2 1 0 50.1  | 9          | contradicts_official
    1 A; 3 B 60           | 2 1 0 50    | 6          |
    1 A; 3 B 60           | 2 1 0 50    | 5          | too_many_unreported
    1 A; 3 B 60; 4 ?; 5 ? | 2 1 0 50    | 6          |
    1 A; 3 B 60; 4 ?; 5 ? | 2 1 0 50    | 5          | too_many_unreported
    1 A                   |             | 0          | no_official_figure too_many_unreported
"""


@pytest.mark.parametrize("line", FIRST_RELEASES.strip().splitlines()[1:], ids=str.strip)
def test_a_first_release_waits_for_these_reasons(line: str) -> None:
    """It is reconciled with what the city published itself, digit for digit."""
    year, said, unreported, expected = (cell.strip() for cell in line.split("|"))
    figures = []
    if said:
        items, achieved, pending, rate = said.split()
        figures.append(official(int(items), int(achieved), int(pending), rate))
    holds = first_release_holds(fiscal(2023), content(year), figures, limits(int(unreported)))
    assert reasons(holds) == set(expected.split())


# A correction of No. 2: the sheet and the corrections that count (`+ number column=value`), released and now.
CORRECTIONS = """
    released                     | candidate                    | holds
    2 B 90                       | 2 B 90 + 1 actual_value=95   | corrected confirmed_value_changed
    2 B 90                       | 2 B 90 + 1 next_action=続ける | corrected
    2 B 90 + 1 next_action=続ける | 2 B 90 + 1 next_action=続ける |
    2 B 90 + 1 next_action=続ける | 2 B 90 + 2 next_action=続ける | corrected
    2 B 90 + 1 next_action=続ける | 2 B 90                       | corrected
    2 B 90 + 1 actual_value=95   | 2 B 90                       | corrected confirmed_value_changed
    2 B 90 + 1 actual_value=95   | 2 B 91                       | confirmed_value_changed
    2 C                          | 2 C + 1 next_action=続ける    | corrected
"""


def corrected(text: str) -> YearContent:
    """Return what a year publishes of No. 2 with its correction, if there is one."""
    line, _, said = text.partition(" + ")
    if not said:
        return content(line)
    number, column, new = said.replace("=", " ").split()
    return reviewed_content(
        line, correction("2", column, {"actual_value": "90"}.get(column, ""), new, int(number))
    )


@pytest.mark.parametrize("line", CORRECTIONS.strip().splitlines()[1:], ids=str.strip)
def test_a_correction_always_waits_for_a_second_person(line: str) -> None:
    """New ones and ones taken back, of figures and of texts; one that is public already passes."""
    released, candidate, expected = (cell.strip() for cell in line.split("|"))
    holds = revision_holds(corrected(released), corrected(candidate), limits())
    assert reasons(holds) == set(expected.split())


def test_a_correction_in_a_first_release_waits_too() -> None:
    """The hold tells the value of the sheet, the corrected one, the number and the reason."""
    (hold,) = first_release_holds(
        fiscal(2023),
        reviewed_content("1 A; 3 B 60", correction("3", "next_action", "", "続ける", 7)),
        [official(2, 1, 0, "50")],
        limits(),
    )
    assert hold.reason is HoldReason.CORRECTED
    assert hold.detail.ja == "No.3 今後の取組: （空） → 続ける（訂正7: 転記の誤り）。"


def test_a_correction_of_an_item_that_is_gone_is_not_asked_about_again() -> None:
    """Its vanished rows say enough."""
    one = correction("2", "next_action", "", "続ける")
    before = reviewed_content("1 A; 2 B 90", one, plan=umibe(items=ITEMS))
    holds = revision_holds(before, content("1 A", umibe(items=ITEMS[:1])), limits())
    assert reasons(holds) == {"row_vanished"}


def test_every_reason_to_hold_is_shown_here() -> None:
    """No reason without an example."""
    redefined = " ".join(reason for _, reason in REDEFINITIONS.values())
    tables = f"{REVISIONS}{FIRST_RELEASES}{CORRECTIONS}{REASON} {redefined}"
    shown = {reason for reason in HoldReason if reason.value in tables}
    shown |= {rolled_back_hold(fiscal(2023)).reason, HoldReason.NEWER_ROW_OVERRULED}
    assert shown == set(HoldReason)


def test_a_newer_row_of_an_earlier_round_that_does_not_count_holds_its_year() -> None:
    """Until somebody waives it; other years are not concerned."""
    heading = "番号|達成状況|取組実績"
    outcome = checked(
        received(f"{heading}\n8|C|調査中", on="05-01"),
        received(f"{heading}\n8|A|三軒", "令和5年度/確定/企画課.xlsx", "09-02"),
        received(f"{heading}\n8|C|精査中", on="09-03"),
        as_of="09-04",
    )
    (hold,) = overruled_holds(fiscal(2023), outcome.findings, frozenset())
    assert hold.reason is HoldReason.NEWER_ROW_OVERRULED
    assert "「A」→「C」" in hold.detail.ja
    waived = frozenset(one.fingerprint for one in outcome.findings)
    assert overruled_holds(fiscal(2023), outcome.findings, waived) == ()
    assert overruled_holds(fiscal(2024), outcome.findings, frozenset()) == ()
