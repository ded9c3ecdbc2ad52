"""Layouts that other cities use: what they mean is read, or it is said that it was not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import PLANNING, checked, codes_of, grid, received, row, umibe

from schemas.codes import AchievementStatus
from shinchoku.intake.cells import parse_status
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.layout.headings import heading_of
from shinchoku.intake.look import SheetLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Area, CellText, Reading, Sheet, SheetRow


def read(
    text: str, *merged: tuple[int, int, int, int], name: str = "進捗", look: SheetLook | None = None
) -> Reading:
    """Read a workbook of one sheet; `_` is an empty cell."""
    cells = tuple(tuple(cell.replace("_", "") for cell in line) for line in grid(text))
    areas = tuple(Area(*area) for area in merged)
    return read_sheets((Sheet(name, 1, cells, merged=areas, look=look or SheetLook()),))


def test_a_group_of_last_year_is_no_result_of_this_year() -> None:
    """実績値 under 前年度 is last year's, whatever stands beside it."""
    reading = read(
        """
        No. | 前年度 | 今年度   | _        | _
        _   | 実績値 | 達成状況 | 取組実績 | 実績値
        2   | 98.9   | A        | 実施     | 110
        """,
        (0, 0, 1, 0),
        (0, 2, 0, 4),
    )
    found = reading.rows[0]
    assert (found.text("previous_value"), found.text("actual_value")) == ("98.9", "110")


def test_years_as_plain_numbers_head_their_columns() -> None:
    """実績値 over 2022 and 2023."""
    reading = read(
        """
        No. | 実績値 | _    | 達成状況 | 取組実績
        _   | 2022   | 2023 | _        | _
        2   | 95     | 110  | A        | 実施
        """,
        (0, 0, 1, 0),
        (0, 1, 0, 2),
        (0, 3, 1, 3),
        (0, 4, 1, 4),
    )
    found = reading.rows[0]
    assert (found.text("actual_value@2022"), found.text("actual_value@2023")) == ("95", "110")
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("今年度実績", "actual_value"),
        ("当年度末の実績値", "actual_value"),
        ("R5末実績", "actual_value@2023"),
        ("達成状況\n(達成/未達成)", "achievement_status"),
    ],
)
def test_headings_that_name_the_year_in_words(heading: str, column: str) -> None:
    """今年度 is the year that is asked."""
    found = heading_of((heading,))
    assert found is not None
    assert found.column == column


def test_a_note_on_units_counts_for_bare_numbers() -> None:
    """（単位：千人、％） converts what is counted in persons, says nothing of tonnes; a cell's unit that differs is asked about."""
    note = {"unit_note": "千人、％"}
    assert row("2", actual_value="1.2", **note).figures["actual_value"] == Decimal(1200)
    assert row("2", actual_value="1.2千人", **note).figures["actual_value"] == Decimal(1200)
    assert (
        row("2", actual_value="120", unit="人", **note).reads["actual_value"].problem
        == ProblemKind.UNITS_DISAGREE
    )
    assert row("2", actual_value="120人", unit="人", **note).figures["actual_value"] == Decimal(120)
    assert row("3", actual_value="45", **note).figures["actual_value"] == Decimal(45)


def test_a_note_on_units_is_found_above_the_table() -> None:
    """It goes with every row below."""
    reading = read("（単位：百万円） | _ | _\n番号 | 達成状況 | 取組実績\n2 | A | 実施")
    assert reading.rows[0].cells["unit_note"] == CellText("A1", "百万円")


@pytest.mark.parametrize("name", ["作成例", "見本", "サンプル", "Sample", "例", "（例）書き方", "様式例"])
def test_sheets_of_examples_go_by_many_names(name: str) -> None:
    """None of them is collected."""
    assert read("番号 | 達成状況 | 取組実績\n2 | A | 実施", name=name).rows == ()


def test_a_sheet_on_bylaws_is_no_example() -> None:
    """条例 ends like 例."""
    assert len(read("番号 | 達成状況 | 取組実績\n2 | A | 実施", name="関係条例").rows) == 1


@pytest.mark.parametrize("name", ["令和4年度", "R4", "前年度", "進捗（旧）"])
def test_a_sheet_of_another_year_is_not_taken_for_this_one(name: str) -> None:
    """It is reported by its name; the sheet of the year counts."""
    rows = tuple(
        SheetRow(number, sheet, 2, {
            "item_no": CellText("A2", "2"), "achievement_status": CellText("B2", "A"),
            "result_text": CellText("C2", text), "actual_value": CellText("D2", "110"),
        })
        for number, sheet, text in ((1, "令和5年度", "今年"), (2, name, "昨年"))
    )  # fmt: skip
    found = checked(received(Reading(rows), PLANNING))
    assert codes_of(found.findings) == ["SH221"]
    chosen = found.choices["r5-end", "2"].row
    assert chosen is not None
    assert chosen.row.texts["result_text"] == "今年"


def test_a_title_of_another_year_contradicts_the_folder() -> None:
    """Where no cell asks for the year, the title says it."""
    found = checked(
        received(read("令和4年度 進捗状況シート | _ | _\n番号 | 達成状況 | 取組実績\n8 | A | 実施"), PLANNING)
    )
    assert "SH208" in codes_of(found.findings)


@pytest.mark.parametrize(("system", "day"), [(False, "2024-11-04"), (True, "2028-11-05")])
def test_a_day_that_lost_its_format_is_a_date_again(*, system: bool, day: str) -> None:
    """45600 in a cell for dates, counted from 1900 or from 1904."""
    reading = read(
        "番号 | 達成状況 | 取組実績 | 確定予定時期\n2 | C | 集計中 | 45600",
        look=SheetLook(dates_from_1904=system),
    )
    assert reading.rows[0].text("confirmation_expected") == day


@pytest.mark.parametrize("sign", ["〇", "◯", "○"])
def test_signs_that_look_alike_are_one_sign(sign: str) -> None:
    """Nobody tells three circles apart on paper."""
    assert parse_status(sign, {"○": AchievementStatus.ACHIEVED})[0] is AchievementStatus.ACHIEVED


def test_two_rows_of_one_item_are_both_pointed_at() -> None:
    """Even where they say the same."""
    found = checked(received("番号|達成状況|取組実績\n8|A|実施\n8|A|実施", PLANNING), plan=umibe())
    assert [(f.rule.code, f.place.cell) for f in found.findings] == [("SH503", "A2"), ("SH503", "A3")]


def test_an_unreadable_file_is_not_blamed_for_its_department_too() -> None:
    """One cause, one error."""
    found = checked(received(read("調査票 | _\n番号 | 施設名"), "令和5年度/年度末/調査.xlsx"))
    assert codes_of(found.findings) == ["SH201"]
