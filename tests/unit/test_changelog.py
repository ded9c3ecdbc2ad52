"""The changelog of the data: what a reader of the newspaper learns from it without a code list."""

from __future__ import annotations

from collections.abc import Mapping

from builders import content, day, fiscal, umibe
from builders.register import items

from shinchoku.figures.tables import YearContent
from shinchoku.package.build import build_package
from shinchoku.package.change_words import in_words
from shinchoku.releases.changes import RowChange
from shinchoku.releases.history import Cause, Release, YearEntry

ALL = "1 A; 2 B 90; 3 A 48; 4 A 7; 5 A 20/210; 6 A; 7 A; 8 A"
REWORDED = umibe(items=[{**one, "name": "海辺の*清掃*"} if one["no"] == "1" else one for one in items()])


def changelog(*versions: Mapping[int, tuple[YearContent, YearEntry]]) -> str:
    """Return the changelog of the newest of some versions, a day each."""
    known = {one.digest: one for years in versions for one, _ in years.values()}
    history = [
        Release(f"2025-06-0{n}", day(f"06-0{n}"), {fiscal(y): entry for y, (_, entry) in years.items()})
        for n, years in enumerate(versions, start=1)
    ]
    return build_package(umibe(), history, known.__getitem__)["CHANGELOG.md"].decode()


def carried(one: YearContent, cause: Cause, reason: str = "") -> tuple[YearContent, YearEntry]:
    """Return a year as a version carries it."""
    return one, YearEntry(one.digest, cause, reason)


def test_a_status_is_told_with_the_items_name_and_by_its_label() -> None:
    """Codes stand in the tables; each table has its title in both languages."""
    old, new = content(ALL), content(ALL.replace("2 B 90", "2 A 110"))
    text = changelog({2023: carried(old, Cause.FIRST)}, {2023: carried(new, Cause.APPROVED, "再集計")})
    assert "承認による公表 / Released by approval\n理由 / Reason: 再集計" in text
    assert "#### 進捗状況 / Progress\n" in text
    assert (
        "- No.2 来訪者を増やす 達成状況: 未達成 → 達成、値の状態: 確定 → 訂正"
        " / No.2 Status: Not achieved → Achieved; State of the value: Confirmed → Revised after release"
    ) in text
    assert "- No.2 来訪者を増やす 未達成の理由: 嵐のため → （空） / No.2 Why not achieved: changed" in text
    assert "- No.2 来訪者を増やす 実績値: 90 → 110、" in text
    assert "- 海辺市まちづくり計画（計画全体） 達成: 7 → 8、未達成: 1 → 0、" in text
    assert "not_achieved" not in text
    assert "achievement_status" not in text
    assert text.index("（計画全体） 達成") < text.index("（基本方針） 達成")
    assert "変更なし" not in text


def test_a_year_that_only_follows_from_the_year_before_is_not_called_unchanged() -> None:
    """Its points moved with the other year's rate."""
    later = content("1 A; 3 A 48; 8 B", year=2024)
    first = {2023: carried(content(ALL), Cause.FIRST), 2024: carried(later, Cause.FIRST)}
    other = {2023: carried(content(ALL.replace("2 B 90", "2 A 110")), Cause.REVISION)}
    text = changelog(first, {**other, 2024: carried(later, Cause.KEPT)})
    _, told = text.split("### 令和6年度（2024年度） / FY2024\n\n")
    assert told.startswith("前年度の変更に伴う更新 / Follows from the year before\n")
    assert "#### 達成率 / Achievement\n" in told
    assert "（計画全体） 前年度差（ポイント）: -20.8 → -33.3 / " in told
    assert "変更なし" not in text


def test_a_year_in_which_nothing_moved_is_called_unchanged() -> None:
    """Another year was added."""
    old = carried(content(ALL), Cause.FIRST)
    text = changelog(
        {2023: old},
        {2023: carried(old[0], Cause.KEPT), 2024: carried(content("1 A", year=2024), Cause.FIRST)},
    )
    assert "### 令和5年度（2023年度） / FY2023\n\n変更なし / Unchanged\n\n### " in text
    assert "追加しました" not in text


def test_a_year_that_was_taken_back_is_told_with_its_reason() -> None:
    """Going back to a version without FY2024 leaves it out, in words."""
    one = content("1 A")
    history = [
        Release("a", day("06-01"), {fiscal(y): YearEntry(one.digest, Cause.FIRST) for y in (2023, 2024)}),
        Release(
            "b",
            day("06-02"),
            {fiscal(2023): YearEntry(one.digest, Cause.KEPT)},
            dropped={fiscal(2024): YearEntry("", Cause.ROLLBACK, "様式の誤り", "approver")},
        ),
    ]
    text = build_package(umibe(), history, lambda _: one)["CHANGELOG.md"].decode()
    assert "### 令和6年度（2024年度） / FY2024\n\nこの年度を取り下げました。" in text
    assert "理由 / Reason: 様式の誤り" in text


def test_rows_that_come_and_go_are_named() -> None:
    """By number and name, by label, or by what a highlight is."""
    item = {"item_no": "3", "name": "ごみを減らす"}
    assert list(in_words(RowChange("action_items", ("3",), None, item), {})) == [
        "- No.3 ごみを減らす: 追加しました。 / No.3: added."
    ]
    assert list(
        in_words(RowChange("progress", ("3",), {"item_no": "3"}, None), {("item_no", "3"): "ごみを減らす"})
    ) == ["- No.3 ごみを減らす: なくなりました。 / No.3: removed."]
    shown = {"highlight_kind": "main_result", **item}
    assert list(in_words(RowChange("highlights", ("main_result", "3"), None, shown), {})) == [
        "- No.3 ごみを減らす（主な取組結果）: 追加しました。 / No.3 (Main result of the year): added."
    ]
    code = {"code_list": "department", "code": "kankyo", "label_ja": "市民部 環境課", "label_en": ""}
    assert list(in_words(RowChange("codes", ("department", "kankyo"), None, code), {})) == [
        "- 市民部 環境課: 追加しました。 / 市民部 環境課: added."
    ]
    other = {"rule": "SH501", "department_code": "kankyo"}
    assert list(in_words(RowChange("quality", ("kankyo", "SH501"), None, other), {})) == [
        "- kankyo SH501: 追加しました。 / kankyo SH501: added."
    ]
    group = {"level": "department", "key": "kankyo", "label": "市民部環境課"}
    assert list(in_words(RowChange("achievement", ("department", "kankyo"), group, None), {})) == [
        "- 市民部環境課（所属）: なくなりました。 / 市民部環境課 (Department): removed."
    ]


def test_no_cell_can_break_out_of_its_line() -> None:
    """Names are text of people."""
    text = changelog(
        {2023: carried(content("1 A"), Cause.FIRST)},
        {2023: carried(content("1 A", REWORDED), Cause.REVISION)},
    )
    assert r"- No.1 海辺の\*清掃\* 取組項目名: 浜の清掃 → 海辺の\*清掃\* / No.1 Name: changed" in text


def test_departments_measures_and_successors_are_called_by_their_names() -> None:
    """The register's codes are nobody's words."""
    moved = {"department": "kikaku", "policy_measure": "U1-2", "to_fiscal_year": 2023}
    ended = {**moved, "end_reason": "merged", "successor": "8"}
    plan = umibe(items=[{**one, **ended} if one["no"] == "1" else one for one in items()])
    text = changelog(
        {2023: carried(content("1 A"), Cause.FIRST)}, {2023: carried(content("1 A", plan), Cause.REVISION)}
    )
    assert (
        "- No.1 浜の清掃 施策: 浜を守る → 港を育てる、担当所属コード: 市民部 環境課 → 総務部 企画課、"
        "終了年度: （空） → 2023、終了理由: （空） → 統合、承継項目番号: （空） → No.8 空き家の活用 / "
    ) in text
