"""The releases so far: versions, rollbacks, and every value that was revised."""

from __future__ import annotations

import pytest
from builders import content, day, fiscal
from builders.reviewed import correction, reviewed_content

from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.figures.tables import YearContent
from shinchoku.releases.history import Cause, Release, YearEntry, next_version, revisions, rolled_back_years

KEY = {"municipality_code": "322016", "plan_id": "umibe"}


def release(on: str, *causes: Cause, year: int = 2023) -> Release:
    """Return a version with one year for each cause, from FY2023 on."""
    years = {fiscal(year + n): YearEntry("digest", cause) for n, cause in enumerate(causes)}
    return Release(f"2024-{on}", day(on), years)


def revised(*years: YearContent, reason: str = "", role: str = "") -> list[tuple[str, ...]]:
    """Return version, item, field, values, reason and role of the revisions of FY2023."""
    by_digest = {year.digest: year for year in years}
    history = [
        Release(
            f"2024-06-0{n}",
            day(f"06-0{n}"),
            {fiscal(2023): YearEntry(year.digest, Cause.REVISION, reason, role)},
        )
        for n, year in enumerate(years, start=1)
    ]
    columns = ("version", "item_no", "field", "old_value", "new_value", "reason", "approved_by_role")
    return [tuple(row[name] for name in columns) for row in revisions(history, by_digest.__getitem__, KEY)]


@pytest.mark.parametrize(
    ("taken", "version"),
    [
        ([], "2026-11-23"),
        (["2026-11-22"], "2026-11-23"),
        (["2026-11-23"], "2026-11-23.2"),
        (["2026-11-23", "2026-11-23.2"], "2026-11-23.3"),
    ],
)
def test_a_version_is_its_as_of_date(taken: list[str], version: str) -> None:
    """A second release of a day gets `.2`."""
    assert next_version(day("2026-11-23"), taken) == version


def test_a_year_is_rolled_back_while_its_newest_change_is_a_rollback() -> None:
    """An unchanged year keeps its state; an approval ends it."""
    first, back = release("06-01", Cause.FIRST, Cause.FIRST), release("06-02", Cause.ROLLBACK, Cause.KEPT)
    assert rolled_back_years([first]) == frozenset()
    assert rolled_back_years([first, back]) == {fiscal(2023)}
    assert rolled_back_years([first, back, release("06-03", Cause.KEPT, Cause.KEPT)]) == {fiscal(2023)}
    assert rolled_back_years([first, back, release("06-03", Cause.APPROVED, Cause.KEPT)]) == frozenset()


def test_a_year_that_a_rollback_took_out_of_public_is_rolled_back() -> None:
    """Only a rollback leaves a year out of the next version; releasing it again ends it."""
    first, back = release("06-01", Cause.FIRST, Cause.FIRST), release("06-02", Cause.KEPT)
    assert rolled_back_years([first, back]) == {fiscal(2024)}
    assert rolled_back_years([first, back, release("06-03", Cause.KEPT, Cause.APPROVED)]) == frozenset()


def test_a_revision_tells_old_new_when_and_why() -> None:
    """A pending figure was confirmed; the figure is revised for the same reason as its status."""
    assert revised(content("2 C"), content("2 A 110")) == [
        ("2024-06-02", "2", "achievement_status", "pending", "achieved", "数値の確定", ""),
        ("2024-06-02", "2", "actual_value", "", "110", "数値の確定", ""),
    ]


def test_a_late_report_is_a_revision_of_what_was_unreported() -> None:
    """The reason is told by the change itself."""
    rows = revised(content(""), content("1 A"))
    assert {row[5] for row in rows} == {"提出による追加"}
    assert [row[2] for row in rows] == ["achievement_status", "result_text"]


def test_the_decision_gives_the_reason_and_the_role() -> None:
    """What was decided stands before what the sheet says."""
    rows = revised(content("1 A"), content("1 B"), reason="誤記の訂正", role="steward")
    assert {row[5:] for row in rows} == {("誤記の訂正", "steward")}


def test_the_sheet_gives_the_reason_of_a_correction() -> None:
    """Without a decision the department's own words count."""
    old, new = content("1 A"), content("1 B")
    table = ({**new.substance["progress"][0], "revision_reason": "再計算"}, *new.substance["progress"][1:])
    rows = revised(old, YearContent({**new.substance, "progress": table}, {}))
    assert {row[5] for row in rows} == {"再計算"}


def test_a_change_of_a_confirmed_value_without_words_is_an_update() -> None:
    """Nothing else is known of it."""
    assert {row[5] for row in revised(content("1 A"), content("1 B"))} == {"提出内容の更新"}


def test_a_first_release_and_an_unchanged_year_revise_nothing() -> None:
    """Only a value that had been published can be revised."""
    year = content("1 A")
    assert revised(year) == []
    assert revised(year, year) == []
    newcomer = [
        Release("a", day("06-01"), {}),
        Release("b", day("06-02"), {fiscal(2023): YearEntry(year.digest, Cause.FIRST)}),
    ]
    assert revisions(newcomer, lambda _: year, KEY) == ()


CORRECTED = reviewed_content("2 B 90", correction("2", "actual_value", "90", "95", 7, reason="集計の誤り"))
TOLD = ("集計の誤り", "事業報告書 4ページ", "7", "steward", "approver")


def told(*years: YearContent, reason: str = "市長決裁") -> list[tuple[str, ...]]:
    """Return field, values, reason, evidence, number and roles of the revisions that approvals released."""
    by_digest = {year.digest: year for year in years}
    history = [
        Release(
            f"2024-06-0{n}",
            day(f"06-0{n}"),
            {fiscal(2023): YearEntry(year.digest, Cause.APPROVED, reason, "approver")},
        )
        for n, year in enumerate(years, start=1)
    ]
    names = (
        "field",
        "old_value",
        "new_value",
        "reason",
        "evidence",
        "correction_no",
        "recorded_by_role",
        "approved_by_role",
    )
    table = revisions(history, by_digest.__getitem__, KEY)
    return [tuple(row[name] for name in names) for row in table]


def test_a_correction_is_a_revision_with_its_own_reason_and_evidence() -> None:
    """Old value beside new; what the release was approved for does not stand in their place."""
    assert told(content("2 B 90"), CORRECTED) == [("actual_value", "90", "95", *TOLD)]


def test_a_correction_in_a_first_release_stands_beside_the_sheets_value() -> None:
    """Nothing had been public; what the sheet says is told all the same, and the table holds its contract."""
    assert told(CORRECTED) == [("actual_value", "90", "95", *TOLD)]
    history = [Release("a", day("06-01"), {fiscal(2023): YearEntry("d", Cause.APPROVED, "x", "approver")})]
    assert find_breaches(TABLES["revisions"], revisions(history, lambda _: CORRECTED, KEY)) == []


def test_a_correction_that_is_public_already_is_told_once() -> None:
    """Another item changes later."""
    later = reviewed_content(
        "1 A; 2 B 90", correction("2", "actual_value", "90", "95", 7, reason="集計の誤り")
    )
    assert [row[0] for row in told(content("2 B 90"), CORRECTED, later)] == [
        "actual_value",
        "achievement_status",
        "result_text",
    ]


def test_a_correction_that_ended_leaves_the_reason_of_the_release() -> None:
    """The department corrected its sheet: a revision like any other."""
    (_, ended) = told(CORRECTED, content("2 B 93"))
    assert ended == ("actual_value", "95", "93", "市長決裁", "", "", "", "approver")
