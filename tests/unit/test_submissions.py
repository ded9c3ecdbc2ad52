"""Submissions: what was received, where it belongs, and which items a file speaks for."""

from __future__ import annotations

from builders import ENVIRONMENT, PLANNING, code_of, day, received, submitted, umibe

from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Appearance, Problem, Reading
from shinchoku.intake.submissions import blocked_items, items_that_may_have_come, not_taken

HEADING = "番号|達成状況|取組実績"
BROKEN = Reading(problems=(Problem(ProblemKind.FILE_WILL_NOT_OPEN, stops_reading=True),))


def blocked(*files: tuple[Appearance, Reading], as_of: str = "05-02") -> set[tuple[str, str]]:
    """Return the items that unreadable files block."""
    return set(blocked_items(umibe(), submitted(*files, as_of=as_of)))


def test_the_newest_content_at_each_path_is_marked() -> None:
    """Oldest first; only the last of a path is the latest."""
    old, new = received(f"{HEADING}\n1|A|旧"), received(f"{HEADING}\n1|A|新", on="05-02")
    other = received(f"{HEADING}\n1|A|別", ENVIRONMENT)
    found = [(one.appearance.as_of.day, one.is_latest) for one in submitted(new, other, old)]
    assert found == [(1, False), (1, True), (2, True)]


def test_a_submission_has_the_problems_of_its_reading_and_of_its_place() -> None:
    """Either of them may stop the reading."""
    (one,) = submitted(received(f"{HEADING}|予算\n1|A|実施|3", "令和5年度/年度末/進捗.xlsx"))
    assert [code_of(problem) for problem in one.problems] == ["SH203", "SH204"]
    assert one.stops_reading


def test_a_sheet_that_was_read_blocks_nothing() -> None:
    """A warning stops no reading."""
    assert blocked(received(f"{HEADING}|予算\n1|A|実施|3")) == set()


def test_an_unreadable_file_blocks_every_item_its_department_reports() -> None:
    """企画課 reports 2, 5, 7 and 8 in the round of its folder."""
    assert blocked(received(BROKEN)) == {("r5-end", no) for no in ("2", "5", "7", "8")}


def test_an_unreadable_file_blocks_what_its_path_reported_before() -> None:
    """A department that also answered for No. 1 at this path could have done so again."""
    files = received(f"{HEADING}\n1|A|実施"), received(BROKEN, on="05-02")
    assert ("r5-end", "1") in blocked(*files)


def test_a_file_of_no_round_or_department_blocks_what_its_path_reported_before_and_no_more() -> None:
    """It could not be placed, so nothing else is known of it."""
    path = "進捗.xlsx"
    before = received(f"所属|企画課\n{HEADING}\n2|A|実施", path)
    assert blocked(before, received(BROKEN, path, "05-02")) == {("r5-end", "2")}
    assert blocked(received(BROKEN, PLANNING), as_of="03-31") == set()


def test_a_path_that_was_never_placed_blocks_nothing() -> None:
    """Rows of a file without a round belong to no item."""
    earlier = received(f"{HEADING}\n2|A|実施", "進捗.xlsx", "03-01")
    assert blocked(earlier, received(BROKEN, "進捗.xlsx", "03-02"), as_of="03-31") == set()


def test_a_file_that_was_replaced_or_withdrawn_blocks_nothing() -> None:
    """The newest content was read, or the file is no longer in the inbox."""
    assert blocked(received(BROKEN), received(f"{HEADING}\n2|A|実施", on="05-02")) == set()
    assert blocked(received(BROKEN, present=False)) == set()


def test_what_could_not_be_taken_may_report_what_its_path_says() -> None:
    """The department and the round that its path names; a path that names none says nothing."""
    plan, on = umibe(), day("2024-05-02")
    waiting = [not_taken(plan, path, on) for path in (PLANNING, "届いたもの/無題.csv")]
    assert [(one.is_latest, one.was_taken, one.problems) for one in waiting] == [(False, False, ())] * 2
    assert items_that_may_have_come(plan, waiting) == {("r5-end", no) for no in ("2", "5", "7", "8")}
    assert items_that_may_have_come(plan, [not_taken(plan, PLANNING, day("2024-03-31"))]) == set()
