"""Rows as typed values, each still holding the cells it came from."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import row, umibe

from schemas.codes import AchievementStatus
from shinchoku.intake.rows import compared_field, contract_record
from shinchoku.intake.steps import StepKind


def test_a_row_is_typed_by_the_plan() -> None:
    """Number, status, figures and texts in their canonical form."""
    one = row("Ｎｏ．２", "ａ", actual_value="１１０", next_action="続ける\n見直す")
    assert (one.item_no, one.status) == ("2", AchievementStatus.ACHIEVED)
    assert one.figures == {"target_value": None, "actual_value": Decimal(110), "cumulative_value": None}
    assert one.texts["next_action"] == "続ける 見直す"


def test_a_row_knows_its_item() -> None:
    """Registered, or of a valid form, or neither."""
    plan = umibe()
    registered, unknown, none = row("2"), row("99"), row("合計")
    assert registered.item(plan) is plan.items_by_no["2"]
    assert (unknown.item(plan), unknown.has_item_no) == (None, True)
    assert (none.item(plan), none.has_item_no) == (None, False)


@pytest.mark.parametrize(
    ("no", "column", "value"),
    [
        ("2", "actual_value", Decimal(30)),
        ("5", "cumulative_value", Decimal(230)),
        ("1", "actual_value", None),
    ],
)
def test_the_running_total_of_a_cumulative_indicator_is_compared(
    no: str, column: str, value: Decimal | None
) -> None:
    """An annual figure otherwise; without a numeric target there is nothing to compare."""
    one = row(no, actual_value="30", cumulative_value="230")
    item = umibe().items_by_no[no]
    assert (compared_field(item), one.compared_value(item)) == (column, value)


def test_rows_that_say_the_same_have_the_same_content() -> None:
    """Whoever said it, and however it was typed."""
    assert (
        row("2", "Ａ", actual_value="１１０").content
        == row("2", "A", by="kankyo", actual_value="110").content
    )
    assert row("2", actual_value="110").content != row("2", actual_value="111").content


def test_a_figure_that_cannot_be_read_is_not_an_empty_cell() -> None:
    """Two sheets, one with `約110` and one without a figure, do not say the same."""
    assert row("2", "C", actual_value="約110").content != row("2", "C").content


def test_a_contract_record_holds_typed_values_or_the_raw_text() -> None:
    """What could not be read stays as it was, unless a rule of its own names it; a lone dash is nothing."""
    one = row(
        "", "優", actual_value="百十", cumulative_value="約110", target_value="100", reason_not_achieved="－"
    )
    assert contract_record(one, 7) == {
        "row_id": 7,
        "item_no": None,
        "achievement_status": "優",
        "target_value": Decimal(100),
        "actual_value": "百十",
        "cumulative_value": None,
        "result_text": "実施した",
        "reason_not_achieved": None,
    }
    assert contract_record(row("2", ""), 0)["achievement_status"] is None


def test_a_cell_that_says_why_it_has_no_figure_is_not_an_empty_cell() -> None:
    """未確定 and a blank cell are different statements."""
    assert row("2", "C", actual_value="未確定").content != row("2", "C").content


def test_a_column_of_the_rounds_year_stands_for_the_column() -> None:
    """実績値 of 令和5年度 is the actual value where FY2023 is reported; of 令和4年度 it is last year's."""
    one = row("2", **{"actual_value@2023": "110", "actual_value@2022": "95", "target_value@2026": "200"})
    assert one.figures["actual_value"] == Decimal(110)
    assert one.reads["previous_value"].value == Decimal(95)
    assert one.figures["target_value"] is None


def test_every_step_of_a_cell_is_kept() -> None:
    """From the raw text to the value, by column."""
    one = row("Ｎｏ．２", "ａ", actual_value="１１０人", confirmation_expected="令和７年１月")
    assert [(step.kind, step.after) for step in one.steps["item_no"]] == [(StepKind.ITEM_NO, "2")]
    assert [step.kind for step in one.steps["actual_value"]] == [StepKind.WIDTH, StepKind.UNIT]
    assert one.steps["achievement_status"][-1].after == AchievementStatus.ACHIEVED
    assert one.texts["confirmation_expected"] == "2025-01"
