"""All submissions against the plan: whose findings show, and which rows count."""

from __future__ import annotations

import pytest
from builders import ENVIRONMENT, PLANNING, checked, codes_of, item, received, round_, umibe

from shinchoku.checks.checking import once_each
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading

HEADING = "番号|達成状況|取組実績|実績値|累計"
BROKEN = Reading(
    problems=(
        Problem(
            ProblemKind.FILE_WILL_NOT_OPEN,
            stops_reading=True,
            values={"why_ja": "壊れて", "why_en": "broken"},
        ),
    )
)


def test_a_night_without_files_has_nothing_to_say() -> None:
    """No rows, no findings, before the round is due."""
    assert (checked().choices, checked().findings) == ({}, ())


def test_a_good_row_counts_for_its_item_in_its_round() -> None:
    """The choice is kept by round and item number."""
    outcome = checked(received(f"{HEADING}\nＮｏ．２|Ａ|実施|110"))
    assert list(outcome.choices) == [("r5-end", "2")]
    assert outcome.choices["r5-end", "2"].row is not None
    assert outcome.findings == ()


def test_an_error_keeps_a_row_from_counting_and_a_warning_does_not() -> None:
    """A row with a wrong target value counts; one without a figure does not."""
    outcome = checked(received(f"{HEADING}|目標値\n2|A|実施|110||99\n5|A|実施|"))
    assert codes_of(outcome.findings) == ["SH405", "SH502"]
    assert outcome.choices["r5-end", "2"].row is not None
    assert outcome.choices["r5-end", "5"].row is None


def test_a_waived_finding_holds_nothing_back_and_is_still_told() -> None:
    """The waiver is known by the finding's fingerprint."""
    sheet = received(f"{HEADING}\n2|A|実施|99")
    (finding,) = checked(sheet).findings
    outcome = checked(sheet, waived=[finding.fingerprint])
    assert codes_of(outcome.findings) == ["SH501"]
    assert outcome.choices["r5-end", "2"].row is not None


def test_findings_of_an_older_content_are_gone_with_it() -> None:
    """The newest word on the item is in order."""
    wrong, right = received(f"{HEADING}\n2|A|実施|"), received(f"{HEADING}\n2|A|実施|110", on="05-02")
    assert checked(wrong, right).findings == ()


def test_the_finding_of_an_unknown_item_is_gone_when_its_file_was_replaced() -> None:
    """Only the newest content at a path speaks for items that are not registered."""
    wrong, right = received(f"{HEADING}\n99|A|実施"), received(f"{HEADING}\n2|A|実施|110", on="05-02")
    assert codes_of(checked(wrong).findings) == ["SH401"]
    assert checked(wrong, right).findings == ()


@pytest.mark.parametrize("no", ["", "総数", "1-1", "99", "H40-1", "S70-2"])
def test_no_row_is_lost_without_a_word(no: str) -> None:
    """A row that belongs to no item of the register is told, whatever stands for its number."""
    outcome = checked(received(f"{HEADING}\n{no}|A|実施"))
    assert outcome.choices == {}
    assert len(outcome.findings) == 1


def test_the_same_problem_is_told_once() -> None:
    """Two copies of a sheet have the same wrong row."""
    one, copy = (
        received(f"{HEADING}\n2|A|実施|"),
        received(f"{HEADING}\n2|A|実施|", "令和5年度/年度末/写し/企画課.xlsx"),
    )
    assert codes_of(checked(one, copy).findings) == ["SH502"]
    assert once_each([*checked(one).findings, *checked(one).findings]) == checked(one).findings


def test_an_item_twice_in_a_file_counts_on_neither_row() -> None:
    """Both rows are named with their cells."""
    outcome = checked(received(f"{HEADING}\n2|A|実施|110\n2|B|中止|110"))
    assert "SH503" in codes_of(outcome.findings)
    assert outcome.choices["r5-end", "2"].row is None
    assert "A2、A3" in next(f for f in outcome.findings if f.rule.code == "SH503").message.ja


def test_one_bad_file_does_not_stop_another() -> None:
    """環境課 is read beside the broken file of 企画課."""
    outcome = checked(received(BROKEN), received(f"{HEADING}\n1|A|実施", ENVIRONMENT))
    assert codes_of(outcome.findings) == ["SH101"]
    assert outcome.choices["r5-end", "1"].row is not None


def test_a_broken_file_that_was_withdrawn_is_no_finding() -> None:
    """It is no longer in the inbox; a warning about a file that was read stays."""
    assert checked(received(BROKEN, present=False)).findings == ()
    warned = received(f"{HEADING}|予算\n2|A|実施|110||3", present=False)
    assert codes_of(checked(warned).findings) == ["SH203"]


def test_an_empty_cell_beside_one_that_is_no_number_is_no_error() -> None:
    """Row by row: nothing but the cell that cannot be read is reported."""
    outcome = checked(received(f"{HEADING}\n2|A|実施|百十\n7|A|実施|\n8|A|実施|"))
    assert [(f.rule.code, f.place.item_no) for f in outcome.findings] == [("SH306", "2")]


def test_the_finding_points_at_the_cell_that_is_filled() -> None:
    """A pending item with a running total is shown at the running total."""
    (finding,) = checked(received(f"{HEADING}\n5|C|調査中||210")).findings
    assert (finding.rule.code, finding.place.cell, finding.raw) == ("SH310", "E2", "210")


def test_a_row_that_was_never_written_is_named_by_its_row() -> None:
    """A row without a number still has a place."""
    (finding,) = checked(received(f"{HEADING}\n|A|実施")).findings
    assert (finding.rule.code, finding.place.item_no) == ("SH301", "行2")


def test_a_sheet_of_another_round_at_the_same_path_loses_no_item() -> None:
    """The sheet of FY2024 replaces that of FY2023 at its path; the rows of FY2023 are not gone."""
    old = received(f"年度|令和5年度|照会|年度末\n{HEADING}\n2|A|実施|110", "企画課.xlsx", "2024-05-01")
    new = received(f"年度|令和6年度|照会|年度末\n{HEADING}\n5|A|実施|20|420", "企画課.xlsx", "2025-05-01")
    assert "SH602" not in codes_of(checked(old, new, as_of="2025-05-02").findings)


def test_an_item_that_another_file_still_reports_is_not_gone() -> None:
    """Of two files with the item, one was replaced by a sheet without it."""
    both = f"{HEADING}\n2|A|実施|110"
    files = [
        received(both),
        received(both, "令和5年度/年度末/企画課2.xlsx"),
        received(f"{HEADING}\n8|A|実施", on="05-02"),
    ]
    assert checked(*files).findings == ()


def test_a_confirmation_round_asks_for_what_was_left_pending() -> None:
    """Of 2 (pending) and 5 (achieved), only 2 is missing in the 確定 round."""
    sheet = received(f"{HEADING}\n2|C|調査中\n5|A|実施|20|210\n7|A|実施\n8|C|調査中|", PLANNING)
    findings = checked(sheet, as_of="2024-10-01").findings
    missing = {(f.place.round_id, f.place.department): f.message.ja for f in findings}
    assert "No.2、8" in missing["r5-fix", "kikaku"]
    assert ("r5-end", "kikaku") not in missing
    assert "No.1、3、4" in missing["r5-end", "kankyo"]


def test_a_row_that_was_refused_leaves_nothing_pending() -> None:
    """An item whose only row is in error is not asked again by the 確定 round."""
    plan = umibe(
        items=[item("2")],
        rounds=[
            round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-10", folder="令和5年度/年度末"),
            round_(
                "r5-fix", "確定", 2023, "2024-09-01", "2024-09-30", folder="令和5年度/確定", covers="pending"
            ),
        ],
    )
    assert codes_of(checked(received(f"{HEADING}\n2|優|実施"), plan=plan, as_of="2024-10-01").findings) == [
        "SH304"
    ]


def test_an_item_whose_file_could_not_be_read_is_not_called_missing() -> None:
    """The file arrived: it has its own finding."""
    findings = checked(received(BROKEN), as_of="2024-05-11").findings
    assert [(f.rule.code, f.place.department) for f in findings] == [
        ("SH601", "kankyo"),
        ("SH101", "kikaku"),
        ("SH601", "suisan"),
    ]


def test_another_departments_word_replaces_and_contradicts_nothing() -> None:
    """環境課 has no say in No. 2: its row is told, and that of 企画課 counts as before."""
    mine = received(f"{HEADING}\n2|A|実施|110")
    for on in ("05-01", "05-02"):
        outcome = checked(mine, received(f"{HEADING}\n2|B|中止|90", ENVIRONMENT, on))
        choice = outcome.choices["r5-end", "2"]
        assert choice.row is not None
        assert (choice.row.row.department.code, choice.carried_from) == ("kikaku", None)
        assert "SH402" in codes_of(outcome.findings)
        assert "SH504" not in codes_of(outcome.findings)
