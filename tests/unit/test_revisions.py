"""The revisions of a version: what readers had, what they have now, why, and on whose decision."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from builders import content, day, fiscal, umibe
from builders.published import progress
from builders.register import items
from builders.reviewed import choice, correction, reviewed_content

from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.revisions import newest_with_revisions

ALL = "1 A; 2 B 90; 3 A 48; 4 A 7; 5 A 20/210; 6 A; 7 A; 8 A"
Years = dict[int, YearContent]


def history(*versions: Years, reason: str = "", role: str = "") -> list[Release]:
    """Return a version a day from 1 June on, each with some years; a year as before is kept."""
    releases: list[Release] = []
    carried: dict[int, str] = {}
    for n, years in enumerate(versions, start=1):
        entries = {
            fiscal(year): YearEntry(one.digest, Cause.KEPT)
            if carried.get(year) == one.digest
            else YearEntry(one.digest, Cause.REVISION, reason, role)
            for year, one in years.items()
        }
        releases.append(Release(f"2024-06-0{n}", day(f"06-0{n}"), entries))
        carried = {year: one.digest for year, one in years.items()}
    return releases


def revised(*versions: Years, reason: str = "", role: str = "") -> list[TextRow]:
    """Return every revision of a history."""
    releases = history(*versions, reason=reason, role=role)
    known = {one.digest: one for years in versions for one in years.values()}
    rows = newest_with_revisions(releases, known.__getitem__)[1]
    assert find_breaches(TABLES["revisions"], rows) == []
    return list(rows)


def of(rows: Sequence[TextRow], table: str, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the revisions of a table."""
    return [tuple(row[name] for name in columns) for row in rows if row["table_name"] == table]


def year(line: str, number: int = 2023, plan: Plan | None = None) -> Years:
    """Return one year by its number."""
    return {number: content(line, plan, number)}


def changed_items(**changes: dict[str, object]) -> Plan:
    """Return the register with some of its items changed; nothing given for one takes it out."""
    kept = [one for one in items() if changes.get(f"no{one['no']}", {"": 0}) != {}]
    return umibe(items=[{**one, **changes.get(f"no{one['no']}", {})} for one in kept])


def test_a_confirmed_figure_is_told_with_everything_that_moved_with_it() -> None:
    """The value, its state, why there had been none, the counts, the rates and what they may still become."""
    rows = revised(year("2 C"), year("2 A 110"))
    assert of(rows, "progress", "row_key", "field", "old_value", "new_value", "reason") == [
        ("item_no=2", "achievement_status", "pending", "achieved", "数値の確定"),
        ("item_no=2", "value_status", "provisional", "confirmed", "数値の確定"),
    ]
    assert of(rows, "indicators", "field", "old_value", "new_value", "reason") == [
        ("actual_value", "", "110", "数値の確定"),
        ("actual_value_missing", "pending", "", "数値の確定"),
        ("value_status", "provisional", "confirmed", "数値の確定"),
    ]
    whole = [row for row in rows if row["row_key"] == "level=plan;key=umibe"]
    assert ("achieved", "0", "1") in of(whole, "achievement", "field", "old_value", "new_value")
    assert {(row["item_no"], row["reason"]) for row in whole} == {("", "項目の値の変更に伴う再集計")}
    assert {row["table_name"] for row in rows} == {"progress", "indicators", "achievement"}


def test_a_first_release_and_an_unchanged_year_revise_nothing() -> None:
    """Only a value that had been published can be revised."""
    one = year("1 A")
    assert revised(one) == []
    assert revised(one, one) == []
    assert revised({}, one) == []
    assert revised(year("1 A"), {**year("1 A"), **year("2 A 120", 2024)}) == []


def test_a_year_that_changes_moves_the_change_of_the_year_after() -> None:
    """Next year's points are published, so they are revised with this year's rate, in this year's words."""
    later = year(ALL, 2024)
    before, after = {**year(ALL), **later}, {**year(ALL.replace("B 90", "A 110")), **later}
    rows = [
        row
        for row in revised(before, after, reason="再計算", role="approver")
        if row["fiscal_year"] == "2024"
    ]
    assert {(row["table_name"], row["field"], row["approved_by_role"]) for row in rows} == {
        ("achievement", "rate_change_points", "approver")
    }
    assert {row["reason"] for row in rows} == {"令和5年度（2023年度）の値の変更に伴う再計算（再計算）"}
    silent = [row for row in revised(before, after) if row["fiscal_year"] == "2024"]
    assert {row["reason"] for row in silent} == {"令和5年度（2023年度）の値の変更に伴う再計算"}


def test_a_rate_change_that_only_the_year_before_moved_says_so() -> None:
    """Both years went out together, and the counts of the later one stayed."""
    texts = year(ALL, 2024)
    reworded = content(ALL, None, 2024)
    told = tuple({**row, "next_action": "続ける"} for row in reworded.table("progress"))
    other = {2024: YearContent({**reworded.substance, "progress": told}, {})}
    rows = revised({**year(ALL), **texts}, {**year(ALL.replace("B 90", "A 110")), **other})
    points = [row for row in rows if (row["fiscal_year"], row["field"]) == ("2024", "rate_change_points")]
    assert {row["reason"] for row in points} == {"令和5年度（2023年度）の値の変更に伴う再計算"}


def test_a_row_that_vanishes_is_told_value_by_value() -> None:
    """An item is out of force after all: what it was called, what it reported, what it measured."""
    rows = revised(year(ALL), year(ALL.replace("3 A 48; ", ""), plan=changed_items(no3={})))
    gone = [row for row in rows if row["row_key"] == "item_no=3"]
    assert {(row["revision_kind"], row["new_value"], row["reason"]) for row in gone} == {
        ("removed", "", "計画の登録内容の変更")
    }
    assert {row["table_name"] for row in gone} == {"action_items", "progress", "indicators"}
    assert ("name", "ごみを減らす") in of(gone, "action_items", "field", "old_value")
    assert ("achievement_status", "achieved") in of(gone, "progress", "field", "old_value")
    assert ("actual_value", "48") in of(gone, "indicators", "field", "old_value")
    counts = of(rows, "achievement", "row_key", "field", "old_value", "new_value")
    assert ("level=plan;key=umibe", "items", "8", "7") in counts


def test_a_row_that_comes_is_told_value_by_value() -> None:
    """So that older tables and the revisions make the newer ones."""
    rows = revised(year(ALL.replace("3 A 48; ", ""), plan=changed_items(no3={})), year(ALL))
    come = [row for row in rows if row["row_key"] == "item_no=3"]
    assert {(row["revision_kind"], row["old_value"]) for row in come} == {("added", "")}
    assert ("unit", "t") in of(come, "indicators", "field", "new_value")


def test_what_the_register_says_is_revised_like_what_was_reported() -> None:
    """Names, departments and units are cited, too."""
    plan = changed_items(no1={"name": "海辺の清掃", "department": "kikaku"})
    rows = revised(year(ALL), year(ALL, plan=plan))
    assert of(rows, "action_items", "field", "old_value", "new_value", "reason") == [
        ("name", "浜の清掃", "海辺の清掃", "計画の登録内容の変更"),
        ("department_code", "kankyo", "kikaku", "計画の登録内容の変更"),
    ]
    assert ("level=department;key=kankyo", "items", "3", "2") in of(
        rows, "achievement", "row_key", "field", "old_value", "new_value"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("", "1 A", "提出による追加"),
        ("1 C", "1 A", "数値の確定"),
        ("1 A", "1 B", "提出内容の更新"),
        ("1 C", "1 C *", "最新の提出に誤りがあるため、前回受理した内容を掲載"),
        ("1 A", "", "達成状況が「未提出」になったことによる変更"),
        ("1 A", "1 －時期外", "達成状況が「評価時期未到来」になったことによる変更"),
    ],
)
def test_a_change_tells_its_own_reason_where_nobody_did(old: str, new: str, reason: str) -> None:
    """What became of the report is all that is known."""
    assert {row[0] for row in of(revised(year(old), year(new)), "progress", "reason")} == {reason}


def test_the_decision_gives_the_reason_and_the_role() -> None:
    """What was decided stands before what the sheet says."""
    rows = revised(year("1 A"), year("1 B"), reason="誤記の訂正", role="steward")
    assert {(row["reason"], row["approved_by_role"]) for row in rows} == {("誤記の訂正", "steward")}


def test_the_sheets_reason_is_given_of_what_the_sheet_says() -> None:
    """Without a decision the department's own words count, but not for what the register changed."""
    new = content("1 B", changed_items(no1={"name": "海辺の清掃"}))
    table = tuple({**row, "revision_reason": "再計算"} for row in new.substance["progress"])
    rows = revised(year("1 A"), {2023: YearContent({**new.substance, "progress": table}, {})})
    assert {row["reason"] for row in rows if row["row_key"] == "item_no=1"} == {
        "再計算",
        "計画の登録内容の変更",
    }
    assert of(rows, "action_items", "reason") == [("計画の登録内容の変更",)]


def test_a_confirmed_value_that_changes_is_marked_and_the_mark_is_told() -> None:
    """訂正 is published, so it is revised; a figure of the year within a running total counts as well."""
    rows = revised(year("5 A 20/210"), year("5 A 30/210"))
    assert of(rows, "indicators", "field", "old_value", "new_value") == [
        ("value_in_year", "20", "30"),
        ("value_status", "confirmed", "revised"),
    ]


def test_an_interim_figure_that_is_confirmed_as_another_is_no_correction() -> None:
    """速報 → 確定."""
    rows = revised(year("2 C 95"), year("2 A 110"))
    assert ("value_status", "provisional", "confirmed") in of(
        rows, "indicators", "field", "old_value", "new_value"
    )


def chosen(line: str, *choices: str) -> Years:
    """Return FY2023 with the register's highlight No. 1, or with the text somebody chose of No. 2."""
    plan = umibe(highlights=[{"report_year": 2023, "kind": "main_result", "item": "1"}])
    picked = Reviewed(highlights=tuple(choice("U1-1", "2", text) for text in choices))
    return {2023: year_content(plan, fiscal(2023), progress(line, plan), [], [], picked)}


def test_highlights_are_revised_like_any_table() -> None:
    """Another choice, another sentence, another report."""
    come_and_gone = revised(chosen("1 A; 2 A 110"), chosen("1 A; 2 A 110", "人が増えました。"))
    told = set(of(come_and_gone, "highlights", "row_key", "revision_kind", "reason"))
    why = "主な取組の選定または文の変更"
    assert told == {
        ("highlight_kind=main_result;item_no=1", "removed", why),
        ("highlight_kind=main_result;item_no=2", "added", why),
    }
    reworded = revised(chosen("2 A 110", "人が増えました。"), chosen("2 A 110", "人がとても増えました。"))
    assert of(reworded, "highlights", "field", "new_value", "reason") == [
        ("text_ja", "人がとても増えました。", why)
    ]
    reported = revised(chosen("2 A 110"), chosen("1 A; 2 A 110"))
    assert of(reported, "highlights", "field", "new_value", "reason") == [
        ("text_ja", "実施した", "提出による追加")
    ]


def test_a_renamed_highlight_is_the_registers_change() -> None:
    """Its name stands in the register."""
    before, after = (chosen("1 A")[2023] for _ in range(2))
    renamed = tuple({**row, "name": "海辺の清掃"} for row in after.table("highlights"))
    rows = revised({2023: before}, {2023: YearContent({**after.substance, "highlights": renamed}, {})})
    assert of(rows, "highlights", "field", "reason") == [("name", "計画の登録内容の変更")]


def test_a_year_that_was_taken_back_leaves_its_values_behind() -> None:
    """They vanish one by one, for the reason of the rollback, and come back the same way."""
    both = {**year("1 A"), **year("1 A; 2 A 120", 2024)}
    releases = history(both, year("1 A"), both)
    known = {one.digest: one for one in both.values()}
    taken = YearEntry("", Cause.ROLLBACK, "様式の誤り", "approver")
    releases[1] = Release("2024-06-02", day("06-02"), releases[1].years, dropped={fiscal(2024): taken})
    rows = newest_with_revisions(releases, known.__getitem__)[1]
    gone = {
        (r["revision_kind"], r["reason"], r["approved_by_role"]) for r in rows if r["version"].endswith("2")
    }
    assert gone == {("removed", "様式の誤り", "approver")}
    assert {(r["revision_kind"], r["fiscal_year"]) for r in rows if r["version"].endswith("3")} == {
        ("added", "2024")
    }


def test_a_year_that_an_older_program_took_back_says_only_that() -> None:
    """Its reason was not kept with the version."""
    both = {**year("1 A"), **year("1 A", 2024)}
    rows = revised(both, year("1 A"))
    assert {row["reason"] for row in rows} == {"この年度の公表の取下げ"}


def test_points_vanish_with_the_year_before() -> None:
    """FY2023 is taken back: nothing is left to compare FY2024 with."""
    both = {**year(ALL), **year(ALL, 2024)}
    rows = [row for row in revised(both, year(ALL, 2024)) if row["fiscal_year"] == "2024"]
    assert {(row["field"], row["new_value"]) for row in rows} == {("rate_change_points", "")}
    assert {row["reason"] for row in rows} == {"令和5年度（2023年度）の値の変更に伴う再計算"}


CORRECTED = reviewed_content("2 B 90", correction("2", "actual_value", "90", "95", 7, reason="集計の誤り"))
OF_A_CORRECTION = ("reason", "evidence", "correction_no", "recorded_by_role", "approved_by_role")
TOLD = ("集計の誤り", "事業報告書 4ページ", "7", "steward", "approver")


def corrected(*years: YearContent) -> list[TextRow]:
    """Return the revisions of FY2023 that approvals released."""
    return revised(*({2023: one} for one in years), reason="市長決裁", role="approver")


def test_a_correction_is_a_revision_with_its_own_reason_and_evidence() -> None:
    """Old value beside new; what the release was approved for stands beside what moved with it."""
    rows = corrected(content("2 B 90"), CORRECTED)
    (told,) = [row for row in rows if row["correction_no"]]
    assert [told[name] for name in ("revision_kind", "field", "old_value", "new_value")] == [
        "changed",
        "actual_value",
        "90",
        "95",
    ]
    assert tuple(told[name] for name in OF_A_CORRECTION) == TOLD
    assert ("revision_reason", "市長決裁") in of(rows, "progress", "field", "reason")


def test_a_correction_in_a_first_release_stands_beside_the_sheets_value() -> None:
    """Nothing had been public; what the sheet says is told under a kind of its own."""
    (told,) = corrected(CORRECTED)
    assert [told[name] for name in ("revision_kind", "row_key", "item_no", "old_value", "new_value")] == [
        "corrected_before_release",
        "item_no=2",
        "2",
        "90",
        "95",
    ]
    assert tuple(told[name] for name in OF_A_CORRECTION) == TOLD


def test_a_correction_that_is_public_already_is_told_once() -> None:
    """Another item changes later."""
    again = correction("2", "actual_value", "90", "95", 7, reason="集計の誤り")
    rows = corrected(content("2 B 90"), CORRECTED, reviewed_content("1 A; 2 B 90", again))
    assert [row["version"] for row in rows if row["correction_no"]] == ["2024-06-02"]


def test_a_correction_that_ended_leaves_the_reason_of_the_release() -> None:
    """The department corrected its sheet: a revision like any other, and the value stays marked."""
    ended = [row for row in corrected(CORRECTED, content("2 B 93")) if row["version"].endswith("2")]
    assert of(ended, "indicators", "field", "old_value", "new_value", "reason") == [
        ("actual_value", "95", "93", "市長決裁")
    ]


def test_another_shape_of_the_tables_revises_nothing() -> None:
    """Contents of an older program lack a column: nobody's value changed when it came."""
    now = content(ALL)
    older = tuple(
        {name: text for name, text in row.items() if name != "in_review"} for row in now.table("achievement")
    )
    before = YearContent({**now.substance, "achievement": older}, now.side)
    assert before.digest != now.digest
    assert revised({2023: before}, {2023: now}) == []


def test_a_corrected_text_does_not_mark_the_status() -> None:
    """What was done was told otherwise; achieved is what it was."""
    corrected_text = reviewed_content(
        "2 A 110", correction("2", "result_text", "実施した", "二度実施した", 8)
    )
    plain = YearContent(
        {
            **corrected_text.substance,
            "progress": tuple(
                {**row, "value_status": "confirmed"} if row["item_no"] == "2" else row
                for row in corrected_text.table("progress")
            ),
        },
        {},
    )
    rows = corrected(content("2 A 110"), plain)
    assert ("result_text", "実施した", "二度実施した") in of(
        rows, "progress", "field", "old_value", "new_value"
    )
    assert "value_status" not in {row["field"] for row in rows if row["table_name"] == "progress"}
