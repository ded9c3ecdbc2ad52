"""The changelog of the data: what a reader of the newspaper learns from it without a code list."""

from __future__ import annotations

from collections.abc import Mapping

from builders import content, day, fiscal, umibe
from builders.packages import packaged, verified
from builders.register import items

from shinchoku.bilingual import Language
from shinchoku.figures.tables import YearContent
from shinchoku.package.change_words import Names, in_words
from shinchoku.releases.changes import RowChange
from shinchoku.releases.history import Cause, Release, YearEntry

ALL = "1 A; 2 B 90; 3 A 48; 4 A 7; 5 A 20/210; 6 A; 7 A; 8 A"
REWORDED = umibe(items=[{**one, "name": "海辺の*清掃*"} if one["no"] == "1" else one for one in items()])


def halves(*versions: Mapping[int, tuple[YearContent, YearEntry]]) -> tuple[str, str]:
    """Return the changelog of the newest of some versions, a day each: its Japanese half and its English one."""
    known = {one.digest: one for years in versions for one, _ in years.values()}
    history = [
        Release(f"2025-06-0{n}", day(f"2025-06-0{n}"), {fiscal(y): entry for y, (_, entry) in years.items()})
        for n, years in enumerate(versions, start=1)
    ]
    files = packaged(umibe(), history, known.__getitem__)
    ja, _, en = files["CHANGELOG.md"].decode().partition(f"# {umibe().publication.title_en}")
    return ja, en


def lines(change: RowChange, names: Names | None = None) -> list[str]:
    """Return the lines that tell a change, in both languages."""
    return [line for language in Language for line in in_words(change, names or {}, language)]


def carried(one: YearContent, cause: Cause, reason: str = "") -> tuple[YearContent, YearEntry]:
    """Return a year as a version carries it."""
    return one, YearEntry(one.digest, cause, reason)


def test_a_status_is_told_with_the_items_name_and_by_its_label() -> None:
    """Codes stand in the tables; the Japanese half comes first, each change under the title of its table."""
    old, new = content(ALL), content(ALL.replace("2 B 90", "2 A 110"))
    ja, en = halves({2023: carried(old, Cause.FIRST)}, {2023: carried(new, Cause.APPROVED, "再集計")})
    assert "### 令和5年度（2023年度）\n\n承認による更新です。\n\n理由: 再集計\n" in ja
    assert "#### 進捗状況\n\n- No.2 来訪者を増やす：達成状況 未達成 → 達成、値の状態 確定 → 訂正\n" in ja
    assert "- No.2 来訪者を増やす：未達成の理由 嵐のため → （なし）\n" in ja
    assert "- No.2 来訪者を増やす：実績値 90人 → 110人、" in ja
    assert "- 海辺市まちづくり計画（計画全体）：達成 7 → 8、未達成 1 → 0、" in ja
    assert ja.index("（計画全体）：達成") < ja.index("（基本方針）：達成")
    assert "Changed by approval.\n\nReason: 再集計\n" in en
    assert (
        "- No.2 来訪者を増やす: Status Not achieved → Achieved; State of the value Confirmed → Revised after release\n"
        in en
    )
    assert "- No.2 来訪者を増やす: Why not achieved changed (text in Japanese)\n" in en
    for code in ("not_achieved", "achievement_status", "変更はありません"):
        assert code not in ja + en


def test_the_figures_stand_in_a_table_and_in_a_sentence() -> None:
    """What is open is said in words, item by item."""
    ja, en = halves({2023: carried(content("1 A; 2 C; 3 A 48"), Cause.FIRST)})
    assert "このデータの最初の版です。\n" in ja
    assert "- 令和5年度（2023年度）の達成率は、2項目のうち2項目が達成で、100.0％です。\n" in ja
    assert (
        "- 1項目（No.2「来訪者を増やす」）は、数値がまだ確定していません。項目数にも達成にも含めていません。\n"
        in ja
    )
    assert "- The figure for 1 item (No.2 来訪者を増やす) is not confirmed yet." in en


def test_a_year_that_only_follows_from_the_year_before_is_not_called_unchanged() -> None:
    """Its points moved with the other year's rate."""
    later = content("1 A; 3 A 48; 8 B", year=2024)
    first = {2023: carried(content(ALL), Cause.FIRST), 2024: carried(later, Cause.FIRST)}
    other = {2023: carried(content(ALL.replace("2 B 90", "2 A 110")), Cause.REVISION)}
    ja, _ = halves(first, {**other, 2024: carried(later, Cause.KEPT)})
    _, told = ja.split("### 令和6年度（2024年度）\n\n")
    assert told.startswith("前年度の公表内容が変わったため、前年度との差を計算し直しました。")
    assert "| 区分 |" not in told
    assert "#### 達成率\n" in told
    assert "（計画全体）：前年度差（ポイント） -20.8 → -33.3\n" in told
    assert "\n変更はありません" not in ja


def test_a_year_in_which_nothing_moved_is_called_unchanged() -> None:
    """Another year was added."""
    old = carried(content(ALL), Cause.FIRST)
    ja, _ = halves(
        {2023: old},
        {2023: carried(old[0], Cause.KEPT), 2024: carried(content("1 A", year=2024), Cause.FIRST)},
    )
    assert "### 令和5年度（2023年度）\n\n変更はありません。\n\n### " in ja
    assert "追加しました" not in ja


def test_a_year_that_was_taken_back_is_told_with_its_reason() -> None:
    """Going back to a version without FY2024 leaves it out, in words."""
    one, later = content("1 A"), content("1 A", year=2024)
    known = {one.digest: one, later.digest: later}
    first = {
        fiscal(2023): YearEntry(one.digest, Cause.FIRST),
        fiscal(2024): YearEntry(later.digest, Cause.FIRST),
    }
    history = [
        Release("2025-06-01", day("2025-06-01"), first),
        Release(
            "2025-06-02",
            day("2025-06-02"),
            {fiscal(2023): YearEntry(one.digest, Cause.KEPT)},
            dropped={fiscal(2024): YearEntry("", Cause.ROLLBACK, "様式の誤り", "approver")},
        ),
    ]
    files = packaged(umibe(), history, known.__getitem__)
    ja = files["CHANGELOG.md"].decode()
    assert "### 令和6年度（2024年度）\n\nこの年度の公表を取り下げました。\n\n理由: 様式の誤り" in ja
    assert verified(files) == []


def test_rows_that_come_and_go_are_named() -> None:
    """By number and name, by label, or by what a highlight is."""
    item = {"item_no": "3", "name": "ごみを減らす"}
    assert lines(RowChange("action_items", ("3",), None, item)) == [
        "- No.3 ごみを減らす：追加しました。",
        "- No.3 ごみを減らす: added.",
    ]
    named = {("item_no", "3"): "ごみを減らす"}
    assert lines(RowChange("progress", ("3",), {"item_no": "3"}, None), named)[0] == (
        "- No.3 ごみを減らす：なくなりました。"
    )
    shown = {"highlight_kind": "main_result", **item}
    assert lines(RowChange("highlights", ("main_result", "3"), None, shown)) == [
        "- No.3 ごみを減らす（主な取組結果）：追加しました。",
        "- No.3 ごみを減らす (Main result of the year): added.",
    ]
    other = {"rule": "SH501", "department_code": "kankyo"}
    assert lines(RowChange("quality", ("kankyo", "SH501"), None, other))[1] == "- kankyo SH501: added."
    group = {"level": "department", "key": "kankyo", "label": "市民部環境課"}
    assert lines(RowChange("achievement", ("department", "kankyo"), group, None)) == [
        "- 市民部環境課（所属）：なくなりました。",
        "- 市民部環境課 (Department): removed.",
    ]


def test_no_cell_can_break_out_of_its_line() -> None:
    """Names are text of people."""
    ja, en = halves(
        {2023: carried(content("1 A"), Cause.FIRST)},
        {2023: carried(content("1 A", REWORDED), Cause.REVISION)},
    )
    assert r"- No.1 海辺の\*清掃\*：取組項目名 浜の清掃 → 海辺の\*清掃\*" in ja
    assert r"- No.1 海辺の\*清掃\*: Name changed" in en


def test_departments_measures_and_successors_are_called_by_their_names() -> None:
    """The register's codes are nobody's words."""
    moved = {"department": "kikaku", "policy_measure": "U1-2", "to_fiscal_year": 2023}
    ended = {**moved, "end_reason": "merged", "successor": "8"}
    plan = umibe(items=[{**one, **ended} if one["no"] == "1" else one for one in items()])
    ja, _ = halves(
        {2023: carried(content("1 A"), Cause.FIRST)}, {2023: carried(content("1 A", plan), Cause.REVISION)}
    )
    assert (
        "- No.1 浜の清掃：施策 浜を守る → 港を育てる、担当所属コード 市民部 環境課 → 総務部 企画課、"
        "終了年度 （なし） → 令和5年度（2023年度）、終了理由 （なし） → 統合、承継項目番号 （なし） → No.8 空き家の活用\n"
    ) in ja
