"""Which round and department a received file belongs to."""

from __future__ import annotations

import pytest
from builders import code_of, day, department, item, read, round_, umibe

from shinchoku.intake.placement import Placement, place
from shinchoku.register.plan import Plan

YEAR_END, CONFIRMATION = "r5-end", "r5-fix"
R6_OPEN = "2025-05-01"


def placed(path: str, above: str = "", as_of: str = "2024-05-01", plan: Plan | None = None) -> Placement:
    """Place a file by its path and by what stands above its table."""
    return place(plan or umibe(), path, read(f"{above}\n番号|達成状況|取組実績\n1|A|実施"), day(as_of))


def told(placement: Placement) -> tuple[str, str, list[str]]:
    """Return round, department and rules of a placement."""
    return (
        placement.round.id if placement.round else "",
        placement.department.code if placement.department else "",
        [code_of(problem) for problem in placement.problems],
    )


@pytest.mark.parametrize(
    ("path", "above", "as_of", "round_id"),
    [
        ("企画課.xlsx", "", "2024-05-01", "r5-end"),
        ("令和5年度/確定/企画課.xlsx", "", R6_OPEN, "r5-fix"),
        ("企画課.xlsx", "年度|令和5年度|照会|確定", R6_OPEN, "r5-fix"),
        ("企画課.xlsx", "年度|R6|照会|中間", R6_OPEN, "r6-mid"),
        ("企画課_R5_確定.xlsx", "", R6_OPEN, "r5-fix"),
        ("企画課_中間.xlsx", "", R6_OPEN, "r6-mid"),
        ("令和6年度/年度末/企画課.xlsx", "年度|令和6年度", R6_OPEN, "r6-end"),
        ("令和6年度/年度末/企画課_R6.xlsx", "照会|年度末", R6_OPEN, "r6-end"),
        ("企画課_2023年度.xlsx", "照会|年度末", R6_OPEN, "r5-end"),
        ("企画課.xlsx", "年度|令和6年4月30日|照会|年度末", R6_OPEN, "r6-end"),
        ("企画課.xlsx", "年度|令和6年3月|照会|年度末", R6_OPEN, "r5-end"),
        ("企画課.xlsx", "年度||照会|確定", R6_OPEN, "r5-fix"),
        ("企画課.xlsx", "年度||照会|確定\n|||済", R6_OPEN, "r5-fix"),
    ],
)
def test_folder_cells_and_name_each_narrow_the_round(
    path: str, above: str, as_of: str, round_id: str
) -> None:
    """Declared folder, labelled cell, file name, the only open round."""
    assert told(placed(path, above, as_of)) == (round_id, "kikaku", [])


@pytest.mark.parametrize(
    ("path", "above", "rule"),
    [
        ("令和5年度/年度末/企画課.xlsx", "年度|令和6年度", "SH208"),
        ("令和5年度/年度末/企画課.xlsx", "照会|中間", "SH208"),
        ("令和5年度/年度末/企画課_R6.xlsx", "", "SH208"),
        ("企画課_R6.xlsx", "年度|令和5年度|照会|年度末", "SH208"),
        ("企画課.xlsx", "年度|令和7年度", "SH209"),
        ("企画課.xlsx", "年度|今年", "SH209"),
        ("企画課.xlsx", "", "SH209"),
        ("企画課_R6.xlsx", "", "SH209"),
    ],
)
def test_a_round_that_is_contradicted_or_unknown_is_not_guessed(path: str, above: str, rule: str) -> None:
    """Disagreement is a finding; so is a file that any of several rounds could mean."""
    placement = placed(path, above, R6_OPEN)
    assert told(placement) == ("", "kikaku", [rule])
    assert not placement.is_settled
    assert placement.fiscal_year is None


def test_a_contradiction_names_both_sources() -> None:
    """The steward reads what says what."""
    (problem,) = placed("令和5年度/年度末/企画課.xlsx", "年度|令和6年度", R6_OPEN).problems
    assert (problem.values["one_en"], problem.values["other_en"]) == (
        "the folder",
        "the sheet (B1「令和6年度」)",
    )


def test_a_round_that_is_not_open_yet_takes_no_file() -> None:
    """Before the first round there is nothing to answer."""
    assert told(placed("令和5年度/年度末/企画課.xlsx", as_of="2024-03-31")) == ("", "kikaku", ["SH209"])


def test_a_file_in_the_folder_of_a_round_to_come_is_not_taken_for_the_open_one() -> None:
    """The declared folder decides first: what lies in that of 令和6年度 says nothing of 令和5年度."""
    assert told(placed("令和6年度/年度末/企画課.xlsx")) == ("", "kikaku", ["SH209"])


def test_a_year_of_no_open_round_in_the_file_name_is_a_contradiction() -> None:
    """令和6年度 in the name of a file in the folder of 令和5年度 is a disagreement, open or not."""
    assert told(placed("令和5年度/年度末/企画課_令和6年度.xlsx")) == ("", "kikaku", ["SH208"])


@pytest.mark.parametrize("name", ["企画課_20240510.xlsx", "企画課_ver6.xlsx", "企画課_chapter6.xlsx"])
def test_a_date_or_a_version_in_the_file_name_is_no_fiscal_year(name: str) -> None:
    """A sheet of FY2023 is saved in 2024, and `ver6` is no Reiwa 6."""
    assert told(placed(f"令和5年度/年度末/{name}", as_of=R6_OPEN)) == ("r5-end", "kikaku", [])


@pytest.mark.parametrize(
    ("path", "above", "code"),
    [
        ("a.xlsx", "所属|企画課", "kikaku"),
        ("a.xlsx", "所属|総務部　企画課", "kikaku"),
        ("a.xlsx", "所属|企画係", "kikaku"),
        ("総務部企画課.xlsx", "", "kikaku"),
        ("環境課/進捗.xlsx", "", "kankyo"),
        ("環境課.xlsx", "所属|環境課", "kankyo"),
    ],
)
def test_the_department_is_told_by_the_sheet_else_by_the_path(path: str, above: str, code: str) -> None:
    """Its name, its full name or an alias, in any spacing."""
    assert told(placed(path, above)) == ("r5-end", code, [])


@pytest.mark.parametrize(
    ("path", "above", "rule"),
    [
        ("進捗.xlsx", "", "SH204"),
        ("進捗.xlsx", "所属|観光課", "SH204"),
        ("企画課と環境課.xlsx", "", "SH204"),
        ("環境課.xlsx", "所属|企画課", "SH210"),
        ("進捗.xlsx", "所属|企画課\n所属|環境課", "SH210"),
    ],
)
def test_a_department_that_is_unknown_or_contradicted_is_not_guessed(
    path: str, above: str, rule: str
) -> None:
    """An unknown name, two names in the path, or a sheet and a path that disagree."""
    assert told(placed(path, above)) == ("r5-end", "", [rule])


def test_the_longest_name_in_a_path_is_the_department() -> None:
    """港湾企画課 holds the name of 企画課 and is not it."""
    plan = umibe(
        departments=[
            department("kikaku", "企画課"),
            department("kowan", "港湾企画課"),
            department("kankyo", "環境課"),
            department("gyoko", "漁港課"),
            department("suisan", "水産課"),
        ]
    )
    assert told(placed("港湾企画課.xlsx", plan=plan))[1] == "kowan"


@pytest.mark.parametrize(("round_id", "code"), [("r4-end", "old"), ("r5-end", "new")])
def test_of_two_departments_of_one_name_the_one_of_the_day_is_meant(round_id: str, code: str) -> None:
    """The round's due date says which of them existed."""
    plan = umibe(
        plan={"first_fiscal_year": 2022},
        departments=[
            department("old", "企画課", to_fiscal_year=2023, succeeded_by="new"),
            department("new", "企画課", from_fiscal_year=2024),
        ],
        items=[item("1", by="old")],
        rounds=[
            round_("r4-end", "年度末", 2022, "2023-04-01", "2023-05-10", folder="r4-end"),
            round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-10", folder="r5-end"),
        ],
    )
    assert told(placed(f"{round_id}/企画課.xlsx", "所属|企画課", plan=plan)) == (round_id, code, [])


def test_two_departments_of_one_name_are_not_told_apart_without_a_round() -> None:
    """Without a round there is no day to ask."""
    plan = umibe(departments=[department("old", "企画課", to_fiscal_year=2023), department("new", "企画課")])
    assert told(placed("進捗.xlsx", "所属|企画課", "2024-01-01", plan)) == ("", "", ["SH209", "SH204"])


def test_a_placement_knows_its_fiscal_year() -> None:
    """A settled file reports on the year of its round."""
    placement = placed("企画課.xlsx")
    assert placement.is_settled
    assert str(placement.fiscal_year) == "FY2023"
