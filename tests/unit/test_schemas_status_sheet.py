"""The contract of a row of a status sheet, checked for every sheet in one frame."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pandera.pandas as pa
import pytest

from schemas.codes import AchievementStatus
from schemas.status_sheet import StatusSheetRow, find_failures
from shinchoku.checks.rules.contract import CONTRACT

GOOD: dict[str, object] = {
    "item_no": "2",
    "achievement_status": AchievementStatus.ACHIEVED,
    "target_value": Decimal(100),
    "actual_value": Decimal(110),
    "cumulative_value": None,
    "result_text": "実施した",
    "reason_not_achieved": None,
}


def failures(*rows: dict[str, object]) -> list[tuple[str, int]]:
    """Return the failed checks of rows that are good but for some cells."""
    records = [{"row_id": n, **GOOD, **row} for n, row in enumerate(rows)]
    columns = {name: pd.Series([one[name] for one in records], dtype=object) for name in GOOD}
    return find_failures(pd.DataFrame({"row_id": range(len(records)), **columns}))


def test_a_good_row_has_no_failure() -> None:
    """A pending row without a figure, or a row that is not due, is good too."""
    pending = {"achievement_status": AchievementStatus.PENDING, "actual_value": None}
    assert failures({}, pending, {"achievement_status": AchievementStatus.NOT_DUE}) == []


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        ({"item_no": None}, ["every_row_has_an_item_number"]),
        ({"item_no": "2024-06-07"}, ["item_numbers_have_their_form"]),
        ({"item_no": 2}, ["item_numbers_have_their_form"]),
        ({"achievement_status": None}, ["every_item_declares_a_status"]),
        ({"achievement_status": "優"}, ["statuses_are_on_the_scale"]),
        ({"achievement_status": AchievementStatus.UNREPORTED}, ["statuses_are_on_the_scale"]),
        ({"target_value": "約100"}, ["target_values_are_numbers"]),
        ({"actual_value": "約100"}, ["actual_values_are_numbers"]),
        ({"cumulative_value": "約100"}, ["cumulative_values_are_numbers"]),
        ({"result_text": None}, ["evaluated_items_tell_their_result"]),
        ({"achievement_status": AchievementStatus.NOT_ACHIEVED}, ["a_missed_target_has_its_reason"]),
        ({"achievement_status": AchievementStatus.PENDING}, ["pending_rows_carry_no_figure"]),
        ({"item_no": None, "achievement_status": None}, ["every_row_has_an_item_number"]),
    ],
)
def test_a_row_fails_by_the_name_of_its_check(cells: dict[str, object], names: list[str]) -> None:
    """The name is the sentence that the row does not hold."""
    assert failures(cells) == [(name, 0) for name in names]


def test_failures_stand_in_the_order_of_the_rows() -> None:
    """Each row's own, and a good row between them none."""
    assert failures({"result_text": None}, {}, {"target_value": "?", "actual_value": "?"}) == [
        ("evaluated_items_tell_their_result", 0),
        ("actual_values_are_numbers", 2),
        ("target_values_are_numbers", 2),
    ]


def test_a_frame_without_a_column_is_a_broken_program() -> None:
    """Not bad data: it raises."""
    with pytest.raises(pa.errors.SchemaErrors, match="item_no"):
        find_failures(pd.DataFrame({"row_id": [0]}))


def test_every_check_of_the_contract_has_its_rule() -> None:
    """No check fails without words."""
    checks = {check.name for check in StatusSheetRow.to_schema().checks}
    assert checks == CONTRACT.keys()
