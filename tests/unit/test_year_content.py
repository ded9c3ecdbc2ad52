"""A year's published rows: every value as text, every source recorded."""

from __future__ import annotations

import pytest
from builders import checked, content, day, fiscal, indicator, item, official, received, umibe

from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.figures.progress import progress_of
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.figures.year_content import year_content

LINE = "1 A; 2 B 90; 3 C; 4 －時期外; 5 A 20/210 *; 7 A"
MADE_UP = {"illustrative_reports": True}


def rows(year: YearContent, table: str) -> dict[str, TextRow]:
    """Return the rows of a table by item."""
    return {row["item_no"]: row for row in year.table(table)}


def some(row: TextRow, *columns: str) -> tuple[str, ...]:
    """Return some columns of a row."""
    return tuple(row[column] for column in columns)


@pytest.mark.parametrize(
    "name", ["action_items", "progress", "indicators", "achievement", "achievement_items"]
)
def test_a_table_holds_its_contract(name: str) -> None:
    """Columns, types, codes and keys, for reported and unreported items alike."""
    table = content(LINE).table(name)
    assert table
    assert find_breaches(TABLES[name], table) == []


def test_every_row_names_city_plan_and_year() -> None:
    """The key that every yearly table begins with."""
    first = content(LINE).table("progress")[0]
    assert some(first, "municipality_code", "plan_id", "fiscal_year") == ("322016", "umibe", "2023")


def test_items_are_published_as_in_force_that_year() -> None:
    """With the responsible department of the year, and their place in the natural order."""
    items = rows(content("", year=2024), "action_items")
    assert list(items) == ["1", "2", "3", "4", "5", "6", "8", "R6-1"]
    assert some(items["6"], "department_code", "policy_measure", "basic_policy") == ("suisan", "U1-2", "U1")
    assert some(items["R6-1"], "item_order", "from_fiscal_year", "page") == ("9", "2024", "")
    assert some(items["1"], "item_order", "from_fiscal_year", "page") == ("1", "2023", "3")


def test_an_item_tells_its_end_and_its_successor() -> None:
    """No. 7 was merged into No. 8."""
    seven = rows(content(""), "action_items")["7"]
    assert some(seven, "to_fiscal_year", "end_reason", "successor_item_no") == ("2023", "merged", "8")


def test_an_unreported_item_has_its_status_and_nothing_else() -> None:
    """One row for each item in force."""
    progress_rows = rows(content(LINE), "progress")
    assert len(progress_rows) == 8
    assert some(progress_rows["8"], "achievement_status", "result_text", "value_status") == (
        "unreported",
        "",
        "",
    )


def test_a_carried_row_says_since_when() -> None:
    """No other row does."""
    progress_rows = rows(content(LINE), "progress")
    assert some(progress_rows["5"], "carried_forward", "carried_forward_from") == ("true", "2024-05-01")
    assert some(progress_rows["1"], "carried_forward", "carried_forward_from") == ("false", "")


def test_an_indicator_has_its_target_and_its_figure() -> None:
    """A figure that is not there is an empty cell: unknown is not zero."""
    indicators = rows(content(LINE), "indicators")
    columns = ("target_value", "actual_value", "value_in_year", "baseline_fiscal_year", "baseline_value")
    assert some(indicators["2"], *columns) == ("100", "90", "", "", "")
    assert some(indicators["3"], *columns) == ("50", "", "", "", "")
    assert some(indicators["5"], *columns) == ("200", "210", "20", "2022", "80.5")


def test_the_achievement_table_counts_at_every_level() -> None:
    """Plan, policy, measures, the departments of the year, and kinds."""
    table = {(row["level"], row["key"]): row for row in content(LINE).table("achievement")}
    assert [key for level, key in table if level == "department"] == ["kikaku", "kankyo", "gyoko"]
    columns = ("items", "achieved", "pending", "unreported", "not_due", "carried_forward", "rate_percent")
    assert some(table["plan", "umibe"], *columns) == ("4", "3", "1", "2", "1", "1", "75.0")
    assert some(table["policy_measure", "U1-2"], *columns) == ("0", "0", "0", "2", "0", "0", "")


def test_every_count_has_its_items_behind_it() -> None:
    """The same statuses, one row for each item and level."""
    behind = [
        (row["item_no"], row["achievement_status"])
        for row in content(LINE).table("achievement_items")
        if (row["level"], row["key"]) == ("department", "gyoko")
    ]
    assert behind == [("6", "unreported")]


@pytest.mark.parametrize(
    ("official_figure", "illustrative"),
    [
        ({"rate_percent": 75}, "false"),
        ({"rate_percent": 80}, "true"),
        ({"rate_percent": 75, "illustrative": True}, "true"),
        ({"rate_percent": 75, "fiscal_year": 2024}, "true"),
    ],
)
def test_a_rate_that_the_source_states_is_not_illustrative(
    official_figure: dict[str, object], illustrative: str
) -> None:
    """Of made-up reports, only what the source itself says is real."""
    said = official(4, 3, 1, "0").model_dump(mode="python") | official_figure
    plan = umibe(plan=MADE_UP, official_figures=[said])
    assert content(LINE, plan).table("achievement")[0]["illustrative"] == illustrative


def test_what_is_made_up_says_so_in_every_row() -> None:
    """A made-up report, a made-up item, a made-up department."""
    made_up = content(LINE, umibe(plan=MADE_UP))
    assert {row["illustrative"] for row in made_up.table("progress")} == {"true"}
    assert {row["illustrative"] for row in made_up.table("action_items")} == {"false"}
    invented = item("1", illustrative=True, indicator=indicator("人", {2023: 1}, illustrative=True))
    year = content("1 A 1", umibe(items=[invented, item("2")]))
    assert rows(year, "action_items")["1"]["item_illustrative"] == "true"
    assert [row["illustrative"] for row in year.table("progress")] == ["true", "false"]
    assert [row["illustrative"] for row in year.table("indicators")] == ["true"]


def test_highlights_tell_the_results_of_the_year_and_the_additions_of_the_next() -> None:
    """By measure and natural order; an addition has no result yet."""
    plan = umibe(
        highlights=[
            {"report_year": 2023, "kind": "addition", "item": "R6-1"},
            {"report_year": 2023, "kind": "main_result", "item": "8"},
            {"report_year": 2023, "kind": "main_result", "item": "5"},
            {"report_year": 2023, "kind": "main_result", "item": "1"},
            {"report_year": 2024, "kind": "main_result", "item": "2"},
        ]
    )
    table = content(LINE, plan).table("highlights")
    columns = ("highlight_kind", "display_order", "item_no", "text_ja", "illustrative")
    assert [some(row, *columns) for row in table] == [
        ("main_result", "1", "1", "実施した", "false"),
        ("main_result", "2", "5", "実施した", "false"),
        ("main_result", "3", "8", "", "false"),
        ("addition", "1", "R6-1", "", "false"),
    ]
    assert find_breaches(TABLES["highlights"], table) == []


def test_a_highlight_of_a_made_up_text_is_illustrative() -> None:
    """So is one that the source does not name."""
    names = [
        {"report_year": 2023, "kind": "main_result", "item": "1"},
        {"report_year": 2023, "kind": "main_result", "item": "8"},
        {"report_year": 2023, "kind": "addition", "item": "2", "illustrative": True},
    ]
    table = content(LINE, umibe(plan=MADE_UP, highlights=names)).table("highlights")
    assert [row["illustrative"] for row in table] == ["true", "false", "true"]


def published(sheet: str, path: str = "令和5年度/年度末/企画課.xlsx") -> YearContent:
    """Publish what a night found on one sheet."""
    plan, year = umibe(), fiscal(2023)
    outcome = checked(received(f"番号|達成状況|取組実績|実績値|累計|予算\n{sheet}", path))
    found = progress_of(plan, year, plan.rate_rounds(year, day("05-02")), outcome.choices)
    return year_content(plan, year, found, outcome.findings, [])


def test_quality_counts_findings_by_department_and_rule() -> None:
    """No value and no file name is told; findings of no year are not the year's."""
    quality = published("2|A|実施|\n5|A|実施||\n7|優|実施").table("quality")
    columns = ("department_code", "rule", "severity", "findings")
    assert [some(row, *columns) for row in quality] == [
        ("kikaku", "SH203", "warning", "1"),
        ("kikaku", "SH304", "error", "1"),
        ("kikaku", "SH502", "error", "2"),
    ]
    assert find_breaches(TABLES["quality"], quality) == []


def test_a_finding_of_no_department_is_counted_as_unassigned() -> None:
    """The file could not be placed; its round could."""
    quality = published("2|A|実施", "令和5年度/年度末/進捗.xlsx").table("quality")
    assert {row["department_code"] for row in quality} == {"unassigned"}


def test_every_published_value_is_traced_to_its_cell() -> None:
    """By content, sheet number and cell; an empty cell published nothing."""
    table = published("5|A|実施|20|210").table("provenance")
    columns = ("table_name", "field", "cell", "sheet_number", "received_on")
    assert [some(row, *columns) for row in table] == [
        ("progress", "achievement_status", "B2", "1", "2024-05-01"),
        ("progress", "result_text", "C2", "1", "2024-05-01"),
        ("indicators", "actual_value", "E2", "1", "2024-05-01"),
        ("indicators", "value_in_year", "D2", "1", "2024-05-01"),
    ]
    assert find_breaches(TABLES["provenance"], table) == []
