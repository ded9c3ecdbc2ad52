"""The state of every item in force, from the rows that count."""

from __future__ import annotations

import pytest
from builders import ENVIRONMENT, checked, day, fiscal, progress, received, umibe

from schemas.codes import AchievementStatus, ItemKind, MissingReason, ValueStatus
from shinchoku.figures.progress import REASONS, ItemProgress, progress_of, statuses_of
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading

HEADING = "番号|達成状況|取組実績|実績値"
BROKEN = Reading(problems=(Problem(ProblemKind.FILE_WILL_NOT_OPEN, stops_reading=True),))


def test_an_item_nobody_reported_is_unreported() -> None:
    """Every item in force has its place, in natural order."""
    plan = umibe()
    found = progress_of(plan, fiscal(2023), plan.rounds_of(fiscal(2023)), {})
    assert [one.item.no for one in found] == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert {one.status for one in found} == {AchievementStatus.UNREPORTED}


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("A", ValueStatus.CONFIRMED),
        ("B", ValueStatus.CONFIRMED),
        ("C", ValueStatus.PROVISIONAL),
        ("－時期外", None),
    ],
)
def test_a_value_may_change_until_it_is_confirmed(label: str, value: ValueStatus | None) -> None:
    """数値未確定 is provisional; an item without a value has no state of it."""
    assert progress(f"1 {label}")[0].value_status is value


def test_an_unreported_item_has_no_value() -> None:
    """Nothing was said of it."""
    assert ItemProgress(umibe().items_by_no["1"], None).value_status is None


def test_the_latest_round_that_has_a_row_counts() -> None:
    """Pending at the year's end, achieved in the 確定 round; No. 5 stays as it was."""
    plan = umibe()
    files = [
        received(f"{HEADING}|累計\n2|C|調査中\n5|A|実施|20|210"),
        received(f"{HEADING}\n2|A|実施|110", "令和5年度/確定/企画課.xlsx", "2024-09-10"),
    ]
    choices = checked(*files, as_of="2024-09-11").choices
    rounds = plan.rate_rounds(fiscal(2023), day("2024-09-11"))

    def told(last: int) -> list[str]:
        found = progress_of(plan, fiscal(2023), rounds[:last], choices)
        return [one.status.value for one in found if one.item.no in {"2", "5"}]

    assert told(1) == ["pending", "achieved"]
    assert told(2) == ["achieved", "achieved"]


def test_a_refused_row_of_a_later_round_leaves_the_earlier_one() -> None:
    """Nothing accepted is nothing said."""
    plan = umibe()
    files = [
        received(f"{HEADING}\n2|C|調査中"),
        received(f"{HEADING}\n2|A|実施|", "令和5年度/確定/企画課.xlsx", "2024-09-10"),
    ]
    choices = checked(*files, as_of="2024-09-11").choices
    found = progress_of(plan, fiscal(2023), plan.rate_rounds(fiscal(2023), day("2024-09-11")), choices)
    assert found[1].status is AchievementStatus.PENDING


def test_a_status_is_counted_for_the_department_of_the_year() -> None:
    """漁港課 answered for FY2023 although 水産課 fills in the sheet."""
    plan = umibe()
    six = next(one for one in statuses_of(plan, fiscal(2023), progress("6 A *")) if one.item_no == "6")
    assert (six.department, six.basic_policy, six.policy_measure) == ("gyoko", "U1", "U1-2")
    assert (six.kind, six.carried_forward) == (ItemKind.OTHER, True)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2|C|調査した|該当なし", MissingReason.NOT_APPLICABLE),
        ("2|C|調査した|", MissingReason.PENDING),
        ("2|－時期外|調査した|", MissingReason.NOT_DUE),
        ("2|A|実施|110", None),
    ],
)
def test_why_there_is_no_figure_is_what_the_cell_says_else_what_the_status_says(
    line: str, why: MissingReason | None
) -> None:
    """該当なし in the cell is not the same as an empty cell of an item that is pending or not due."""
    plan = umibe()
    choices = checked(received(f"{HEADING}\n{line}")).choices
    (found,) = (
        one
        for one in progress_of(plan, fiscal(2023), plan.rounds_of(fiscal(2023)), choices)
        if one.item.no == "2"
    )
    assert found.missing is why


# Files, nights and waivers of one round, and what becomes of No. 2 (企画課's) and of No. 1 (環境課's).
CAME = {
    "nothing came": ((), "unreported", "unreported"),
    "its only row has an error": ((received(f"{HEADING}\n2|A|実施|"),), "in_review", "unreported"),
    "two files of a night contradict each other": (
        (
            received(f"{HEADING}\n2|A|甲|110"),
            received(f"{HEADING}\n2|A|乙|111", "令和5年度/年度末/企画課2.xlsx"),
        ),
        "in_review",
        "unreported",
    ),
    "the department's file cannot be read": ((received(BROKEN),), "in_review", "unreported"),
    "the file has no heading for the status": (
        (received("番号|取組実績\n2|実施"),),
        "in_review",
        "unreported",
    ),
    "the file was taken away before it was accepted": (
        (received(f"{HEADING}\n2|A|実施|", present=False),),
        "unreported",
        "unreported",
    ),
    "an unreadable file was taken away": ((received(BROKEN, present=False),), "unreported", "unreported"),
    "personal data stands in its text": (
        (received(f"{HEADING}\n2|A|連絡先は080-1234-5678です|110"),),
        "in_review",
        "unreported",
    ),
    "an accepted row came first": (
        (received(f"{HEADING}\n2|A|実施|110"), received(BROKEN, on="05-02", sequence=2)),
        "achieved",
        "unreported",
    ),
    "a department without a say in it sent it": (
        (received(f"{HEADING}\n1|A|清掃", "令和5年度/年度末/水産課.xlsx"),),
        "unreported",
        "unreported",
    ),
    "the sheet names another department than its path": (
        (received(f"部局課室名|環境課\n|\n{HEADING}\n2|A|実施|110"),),
        "in_review",
        "in_review",
    ),
    "the sheet states another year than its folder": (
        (received(f"年度|令和6年度\n|\n{HEADING}\n2|A|実施|110"),),
        "in_review",
        "unreported",
    ),
    "the number is mistyped and the name is right": (
        (received("番号|取組項目|達成状況|取組実績|実績値\n22|来訪者を増やす|A|実施|110"),),
        "in_review",
        "unreported",
    ),
    "another department mistypes a number beside the name": (
        (
            received(
                "番号|取組項目|達成状況|取組実績|実績値\n22|来訪者を増やす|A|実施|110",
                "令和5年度/年度末/水産課.xlsx",
            ),
        ),
        "unreported",
        "unreported",
    ),
    "what its path once reported may stand in the broken file": (
        (received(f"{HEADING}\n1|優|清掃", ENVIRONMENT), received(BROKEN, ENVIRONMENT, "05-02", 2)),
        "unreported",
        "in_review",
    ),
}


@pytest.mark.parametrize("case", CAME)
def test_unreported_is_said_only_of_what_did_not_come(case: str) -> None:
    """What came and is not accepted is in review; what was taken away again is as if it had not come."""
    files, two, one = CAME[case]
    plan = umibe()
    outcome = checked(*files, as_of="05-03")
    found = progress_of(plan, fiscal(2023), plan.rounds_of(fiscal(2023)), outcome.choices, outcome.came)
    said = {each.item.no: each for each in found}
    assert (said["2"].status, said["1"].status) == (two, one)
    missing = {"unreported": MissingReason.UNREPORTED, "in_review": MissingReason.IN_REVIEW, "achieved": None}
    assert said["2"].missing is missing[two]


def test_an_accepted_row_of_another_round_keeps_an_item_from_being_in_review() -> None:
    """The 確定 round's file is broken; what was accepted at the year's end stands."""
    plan = umibe()
    files = received(f"{HEADING}\n2|A|実施|110"), received(BROKEN, "令和5年度/確定/企画課.xlsx", "2024-09-10")
    outcome = checked(*files, as_of="2024-09-11")
    rounds = plan.rate_rounds(fiscal(2023), day("2024-09-11"))
    found = progress_of(plan, fiscal(2023), rounds, outcome.choices, outcome.came)
    assert [one.status.value for one in found if one.item.no in {"2", "5"}] == ["achieved", "in_review"]


@pytest.mark.parametrize("status", AchievementStatus)
def test_every_status_says_why_a_figure_is_missing(status: AchievementStatus) -> None:
    """No status without its reason; a decided one whose cell is empty was left blank."""
    assert REASONS[status].value in {status.value, "blank"}
