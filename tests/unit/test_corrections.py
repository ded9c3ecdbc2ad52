"""訂正: a published value replaced with a reason, as long as the sheet says what was corrected."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import content, day, fiscal, indicator, item, progress, row, umibe
from builders.packages import packaged, verified
from builders.reviewed import correction, reviewed_content

from schemas.codes import ValueStatus
from schemas.published import CORRECTABLE, TABLES
from schemas.typed import find_breaches
from shinchoku.figures.applied_corrections import (
    LapseReason,
    correction_rows,
    new_errors,
    reported_value,
    with_corrections,
)
from shinchoku.figures.corrections import Correction
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.source_columns import tables_by_field
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.figures.year_sides import provenance_rows
from shinchoku.package.csv_text import read_csv
from shinchoku.releases.history import Cause, Release, YearEntry

LINE = "1 A; 2 B 90; 3 C; 5 A 20/210"


def of_item(content_: YearContent, table: str, no: str) -> TextRow:
    """Return the row of an item."""
    return next(one for one in content_.table(table) if one["item_no"] == no)


def lapses(line: str, *corrections: Correction) -> list[tuple[int, LapseReason]]:
    """Return which corrections of FY2023 lapsed, and why."""
    found = with_corrections(umibe(), fiscal(2023), progress(line), corrections)
    return [(one.correction.number, one.reason) for one in found.lapsed]


CORRECTED = """
    item | column                | sheet      | correction | published
    2    | actual_value          | 90         | 95         | 95
    2    | actual_value          | 90         | ９５       | 95
    2    | actual_value          | 90         | 95人       | 95
    2    | actual_value          | 90         | 0.08千人   | 80
    5    | actual_value          | 210        | 205        | 205
    5    | value_in_year         | 20         | 15         | 15
    1    | achievement_status    | achieved   | pending    | pending
    1    | achievement_status    | achieved   | not_due    | not_due
    1    | achievement_status    | achieved   | C          | pending
    1    | result_text           | 実施した   | 3回実施した | 3回実施した
    2    | reason_not_achieved   | 嵐のため   | ①台風のため | (1)台風のため
    1    | next_action           |            | 続ける     | 続ける
    3    | confirmation_expected |            | 令和6年9月30日 | 2024-09-30
"""


@pytest.mark.parametrize("line", CORRECTED.strip().splitlines()[1:], ids=str.strip)
def test_a_correction_is_read_as_a_cell_is_and_published(line: str) -> None:
    """Width, units, scales, dates and characters become what they become on a sheet."""
    no, column, old, new, expected = (cell.strip() for cell in line.split("|"))
    year = reviewed_content(f"{LINE}; 2 B 90", correction(no, column, old, new))
    table = tables_by_field(umibe().items_by_no[no])[column]
    assert of_item(year, table, no)[column] == expected
    assert (old, new) != (expected, expected)


def test_figures_and_counts_follow_a_corrected_status() -> None:
    """Every level counts the corrected status, and the package of it verifies."""
    status = correction("5", "achievement_status", "achieved", "not_achieved")
    why = correction("5", "reason_not_achieved", "", "苗が枯れたため", 2)
    figure = correction("5", "actual_value", "210", "190", 3)
    year = reviewed_content(LINE, status, why, figure)
    total = year.table("achievement")[0]
    assert (total["items"], total["achieved"], total["rate_percent"]) == ("3", "1", "33.3")
    behind = {(r["level"], r["item_no"]): r["achievement_status"] for r in year.table("achievement_items")}
    assert behind["plan", "5"] == behind["department", "5"] == "not_achieved"
    assert of_item(year, "indicators", "5")["actual_value"] == "190"
    release = Release("2024-06-01", day("06-01"), {fiscal(2023): YearEntry(year.digest, Cause.APPROVED)})
    files = packaged(umibe(), [release], lambda _: year)
    assert verified(files) == []
    wide = next(r for r in read_csv(files["items_wide.csv"])[1] if r["item_no"] == "5")
    assert (wide["achievement_status_label"], wide["actual_value"], wide["value_status_label"]) == (
        "未達成",
        "190",
        "訂正",
    )


def test_a_corrected_row_says_that_it_was_corrected_and_why() -> None:
    """The state of its value is 訂正, in progress and indicators alike; several reasons are all told."""
    one = correction("5", "actual_value", "210", "205")
    two = correction("5", "next_action", "", "続ける", 2, reason="記入漏れ")
    year = reviewed_content(LINE, one, two)
    progress_row = of_item(year, "progress", "5")
    assert (progress_row["value_status"], progress_row["revision_reason"]) == (
        "revised",
        "転記の誤り／記入漏れ",
    )
    assert of_item(year, "indicators", "5")["value_status"] == "revised"
    assert of_item(year, "progress", "2")["value_status"] == "confirmed"


def test_a_pending_value_stays_provisional_when_a_text_is_corrected() -> None:
    """Its figure is still to come."""
    found = with_corrections(
        umibe(), fiscal(2023), progress("3 C"), [correction("3", "next_action", "", "続ける")]
    )
    assert {one.value_status for one in found.progress if one.corrections} == {ValueStatus.PROVISIONAL}


def test_a_figure_may_be_taken_back_with_its_status() -> None:
    """数値未確定 has no figure; both go together."""
    status = correction("2", "achievement_status", "not_achieved", "pending")
    figure = correction("2", "actual_value", "90", "", 2)
    row_ = of_item(reviewed_content(LINE, status, figure), "indicators", "2")
    assert (row_["actual_value"], row_["actual_value_missing"]) == ("", "pending")


def test_a_correction_lapses_once_the_sheet_says_something_else() -> None:
    """The department's word counts; the caller is told."""
    one = correction("2", "actual_value", "90", "95")
    assert lapses("2 B 90", one) == []
    assert lapses("2 B 91", one) == [(1, LapseReason.VALUE_CHANGED)]
    assert of_item(reviewed_content("2 B 91", one), "indicators", "2")["actual_value"] == "91"


def test_a_correction_lapses_when_it_contradicts_what_was_submitted_since() -> None:
    """未達成 stood beside 90; the sheet now says 120 of 100, and the status on it has not changed."""
    status = correction("2", "achievement_status", "achieved", "not_achieved")
    why = correction("2", "reason_not_achieved", "", "嵐のため", 2)
    found = lapses("2 A 120", status, why)
    assert found == [(1, LapseReason.CONTRADICTED), (2, LapseReason.CONTRADICTED)]
    year = reviewed_content("2 A 120", status, why)
    assert of_item(year, "progress", "2")["achievement_status"] == "achieved"
    assert year.table("corrections") == ()


def test_nothing_that_breaks_a_published_contract_is_ever_applied() -> None:
    """A missed target without its reason, a pending row with a figure."""
    for new in ("not_achieved", "pending"):
        one = correction("2", "achievement_status", "achieved", new)
        assert lapses("2 A 110", one) == [(1, LapseReason.CONTRADICTED)]


def test_an_item_without_an_accepted_row_cannot_be_corrected() -> None:
    """Nobody reported it, or it is not in force that year."""
    gone = [correction("1", "result_text", "", "実施した"), correction("R6-1", "result_text", "", "x", 2)]
    assert lapses("2 A 110", *gone) == [(1, LapseReason.NOT_REPORTED), (2, LapseReason.NOT_REPORTED)]


def test_a_correction_of_a_figure_lapses_with_the_target_of_its_item() -> None:
    """The register no longer has an indicator there."""
    assert lapses("1 A", correction("1", "actual_value", "", "5")) == [(1, LapseReason.VALUE_CHANGED)]


def test_the_newest_correction_of_a_value_counts() -> None:
    """The older one has not lapsed: it was replaced."""
    pair = (correction("2", "actual_value", "90", "95", 2), correction("2", "actual_value", "90", "93", 1))
    assert of_item(reviewed_content("2 B 90", *pair), "indicators", "2")["actual_value"] == "95"
    assert lapses("2 B 90", *pair) == []
    assert [r["correction_no"] for r in reviewed_content("2 B 90", *pair).table("corrections")] == ["2"]


def test_a_correction_belongs_to_its_year() -> None:
    """FY2024's is none of FY2023's business."""
    one = correction("2", "actual_value", "90", "95", year=2024)
    assert lapses("2 B 90", one) == []
    assert reviewed_content("2 B 90", one).digest == content("2 B 90").digest


def test_corrections_apply_to_what_the_sheet_says_however_often() -> None:
    """Applying them again, or applying others, starts from the department's row."""
    plan, year = umibe(), fiscal(2023)
    once = with_corrections(plan, year, progress("2 B 90"), [correction("2", "actual_value", "90", "95")])
    again = with_corrections(plan, year, once.progress, [correction("2", "actual_value", "90", "95")])
    assert again == once
    assert with_corrections(plan, year, once.progress, []).progress == progress("2 B 90")


def test_a_year_without_corrections_keeps_the_digest_it_always_had() -> None:
    """No table of corrections, no new column."""
    assert "corrections" not in content(LINE).substance
    assert reviewed_content(LINE, correction("2", "actual_value", "91", "95")).digest == content(LINE).digest


def test_a_corrected_value_names_its_cell_and_its_correction() -> None:
    """The cell is not the source of the value any more, and the row says so; a blank cell is named too."""
    plan, year = umibe(), fiscal(2023)
    reported = row(
        "2", "B", actual_value="90", reason_not_achieved="嵐", next_action="", revision_reason="再計算"
    )
    found = (ItemProgress(plan.items_by_no["2"], reported),)
    corrections = (
        correction("2", "actual_value", "90", "95"),
        correction("2", "next_action", "", "続ける", 2),
    )
    done = with_corrections(plan, year, found, corrections).progress
    table = tuple(provenance_rows(plan, year, done[0]))
    told = {r["field"]: (r["cell"], r["correction_no"]) for r in table}
    assert told == {
        "achievement_status": ("B3", ""),
        "result_text": ("C3", ""),
        "reason_not_achieved": ("E3", ""),
        "next_action": ("F3", "2"),
        "revision_reason": ("G3", "2"),
        "actual_value": ("D3", "1"),
    }
    assert find_breaches(TABLES["provenance"], table) == []
    without_cell = with_corrections(
        plan, year, progress("1 A"), [correction("1", "next_action", "", "続ける")]
    ).progress
    columns = {r["field"] for r in provenance_rows(plan, year, without_cell[0])}
    assert columns == {"achievement_status", "result_text"}


def test_a_unit_note_of_the_sheet_does_not_speak_of_a_correction() -> None:
    """A correction is in the register's unit, whatever unit stands above the table."""
    plan = umibe(items=[item("1", indicator=indicator("円", {2023: 1_000_000}))])
    reported = row("1", "A", plan=plan, actual_value="2", unit_note="百万円")
    found = (ItemProgress(plan.items_by_no["1"], reported),)
    one = correction("1", "actual_value", "2000000", "1500000")
    assert reported_value(found[0], "actual_value") == "2000000"
    (done,) = with_corrections(plan, fiscal(2023), found, [one]).progress
    assert correction_rows(plan, fiscal(2023), [done])[0]["new_value"] == "1500000"


def test_an_error_that_was_waived_before_is_not_the_corrections_fault() -> None:
    """The contradiction stood on the sheet already; correcting a text leaves it as it is."""
    plan = umibe()
    one = ItemProgress(plan.items_by_no["2"], row("2", "A", actual_value="99"))
    assert new_errors(plan, one, [correction("2", "next_action", "", "続ける")]) == []
    (finding,) = new_errors(plan, one, [correction("2", "actual_value", "99", "98")])
    assert finding.rule.code == "SH501"
    assert new_errors(plan, replace(one, row=None), []) == []


def test_every_column_that_a_correction_may_replace_is_published() -> None:
    """The closed set is a part of what sheets give; the reason of a revision is the correction's own."""
    every = {*tables_by_field(umibe().items_by_no["5"])}
    assert every - set(CORRECTABLE) == {"revision_reason"}
    assert set(CORRECTABLE) < every
