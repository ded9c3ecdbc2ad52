"""The submissions board: where each department stands in each round, and which figures are still to come."""

from __future__ import annotations

from datetime import date

import pytest
from builders import ENVIRONMENT, checked, day, received, submitted, umibe
from builders.nights import Received

from shinchoku.checks.checking import Checked
from shinchoku.intake.submissions import Submission
from shinchoku.register.plan import Plan
from shinchoku.review.board import (
    BoardState,
    RoundStanding,
    days_late,
    expected_day,
    standings,
    state_of,
    state_words,
)

HEADING = "番号|達成状況|取組実績|実績値|累計|確定予定"
PLANNING_DONE = f"{HEADING}\n2|A|実施|110\n5|A|実施|20|210\n7|A|統合\n8|A|活用"


def night(*files: Received, as_of: str, plan: Plan | None = None) -> tuple[Plan, Checked, list[Submission]]:
    """Return what a night has in hand."""
    plan = plan or umibe()
    return (
        plan,
        checked(*files, plan=plan, as_of=as_of),
        submitted(*files, plan=plan, as_of=as_of),
    )


def board(*files: Received, as_of: str, round_id: str = "r5-end") -> dict[str, RoundStanding]:
    """Return the standings of one round by department."""
    found = standings(*night(*files, as_of=as_of), as_of=day(as_of))
    return {one.department: one for one in found if one.round_id == round_id}


def state(standing: RoundStanding, as_of: str) -> str:
    """Return what the board prints in Japanese."""
    asked = umibe().rounds_by_id[standing.round_id]
    on = day(as_of)
    return state_words(state_of(standing, asked, on), days_late(standing, asked, on)).ja


def test_every_department_that_reports_stands_on_the_board_of_an_opened_round() -> None:
    """漁港課 was reorganised before the round was due: 水産課 is asked, for one item."""
    found = board(as_of="04-02")
    assert {code: one.expected for code, one in found.items()} == {"kikaku": 4, "kankyo": 3, "suisan": 1}
    assert {one.missing for one in found.values()} == {4, 3, 1}
    assert {one.received_on for one in found.values()} == {None}


def test_a_round_that_has_not_opened_has_no_standing() -> None:
    """Nobody is behind with what nobody has asked."""
    assert standings(*night(as_of="03-31"), as_of=day("03-31")) == ()


def test_what_was_received_is_counted_by_item_and_dated_by_night() -> None:
    """Three items of four, one of them with its figure to come, over two nights."""
    first = received(f"{HEADING}\n2|C|集計中|||令和6年10月", on="04-20")
    more = received(f"{HEADING}\n2|C|集計中|||令和6年10月\n5|A|実施|20|210\n8|A|活用", on="05-01", sequence=2)
    one = board(first, more, as_of="05-02")["kikaku"]
    assert (one.expected, one.accepted, one.pending, one.missing) == (4, 3, 1, 1)
    assert (one.received_on, one.last_received_on) == (day("04-20"), day("05-01"))


@pytest.mark.parametrize(
    ("files", "as_of", "words"),
    [
        ([], "04-20", "未提出"),
        ([], "05-10", "未提出"),
        ([], "05-11", "1日遅れ"),
        ([received(f"{HEADING}\n2|A|実施|110")], "05-02", "受領"),
        ([received(f"{HEADING}\n2|A|実施|110")], "05-13", "3日遅れ"),
        ([received(PLANNING_DONE)], "05-13", "完了"),
        ([received(PLANNING_DONE.replace("8|A", "8|優"))], "05-02", "要修正"),
        ([received(PLANNING_DONE.replace("8|A", "8|優"))], "05-12", "要修正（2日遅れ）"),
    ],
)
def test_a_state_says_what_the_department_has_to_do(files: list[Received], as_of: str, words: str) -> None:
    """What is wrong comes before what is missing; the due date itself is not late."""
    assert state(board(*files, as_of=as_of)["kikaku"], as_of) == words


def test_a_warning_keeps_a_round_from_being_complete_but_not_from_being_answered() -> None:
    """All items are in: nothing is late, something should be looked at."""
    one = RoundStanding("r5-end", "kikaku", expected=4, accepted=4, pending=0, errors=0, warnings=2)
    assert (state(one, "06-01"), one.is_answered) == ("受領", True)


def test_a_round_to_come_is_not_due() -> None:
    """A page that lists all rounds may ask about one that has not opened."""
    one = RoundStanding("r6-end", "kikaku", expected=4, accepted=0, pending=0, errors=0, warnings=0)
    assert state_of(one, umibe().rounds_by_id["r6-end"], day("05-02")) is BoardState.NOT_DUE


@pytest.mark.parametrize(("days", "words"), [(1, "1 day late"), (2, "2 days late")])
def test_lateness_is_said_in_english_too(days: int, words: str) -> None:
    """One day, two days."""
    assert state_words(BoardState.LATE, days).en == words
    assert state_words(BoardState.WITH_ERRORS, days).en == f"To be corrected ({words})"
    assert state_words(BoardState.CLEAN, 0).en == "Complete"


def test_a_waived_error_is_no_error() -> None:
    """What somebody has taken responsibility for needs nothing more of the department."""
    files = [received(PLANNING_DONE.replace("8|A", "8|優"))]
    plan, found, received_ = night(*files, as_of="05-02")
    errors = {one.fingerprint for one in found.findings if one.is_error}
    waived = standings(plan, found, received_, day("05-02"), waived=errors)
    assert (board(*files, as_of="05-02")["kikaku"].errors, waived[0].errors) == (1, 0)


def test_lateness_itself_is_no_warning() -> None:
    """SH601 says again what the standing says."""
    assert {one.warnings for one in board(as_of="06-01").values()} == {0}


def test_a_department_that_was_asked_for_nothing_stands_there_with_what_it_sent() -> None:
    """環境課 may report on No. 8 of 企画課; a mistake in it is its own to mend."""
    plan = umibe(
        items=[
            {
                "no": "8",
                "name": "空き家",
                "policy_measure": "U1-2",
                "department": "kikaku",
                "related_departments": ["kankyo"],
            }
        ]
    )
    files = [received(f"{HEADING}\n8|優|活用", ENVIRONMENT)]
    found = standings(*night(*files, as_of="05-02", plan=plan), as_of=day("05-02"))
    assert {one.department: (one.expected, one.errors) for one in found} == {
        "kikaku": (1, 0),
        "kankyo": (0, 1),
    }


def test_a_later_round_asks_only_for_what_was_pending() -> None:
    """確定 covers the figures that 年度末 left open."""
    files = [received(PLANNING_DONE.replace("2|A|実施|110", "2|C|集計中|||R6.9"))]
    found = board(*files, as_of="2024-09-02", round_id="r5-fix")
    assert {code: one.expected for code, one in found.items()} == {"kikaku": 1}


def test_a_file_of_no_known_place_is_nobodys() -> None:
    """What names neither round nor department waits for a steward, not on the board."""
    found = board(received(PLANNING_DONE, "謎.xlsx", on="05-01"), as_of="05-02")
    assert {one.received_on for one in found.values()} == {None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-10-15", date(2024, 10, 15)),
        ("令和６年１０月下旬頃", date(2024, 10, 31)),
        ("R6.9末", date(2024, 9, 30)),
        ("令和7年2月公表予定", date(2025, 2, 28)),
        ("令和6年12月頃の見込み", date(2024, 12, 31)),
        ("令和7年度", None),
        ("令和6年10月1日以降", None),
        ("", None),
    ],
)
def test_an_announced_day_is_read_or_left_open(text: str, expected: date | None) -> None:
    """頃, 末 and 予定 leave the month as it is; nothing else is guessed."""
    assert expected_day(text) == expected
