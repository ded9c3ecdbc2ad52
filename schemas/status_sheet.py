"""The contract of a row of a status sheet, checked for every sheet of a night in one frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.code_list import ITEM_NO
from schemas.status_codes import AchievementStatus

_DECLARABLE = frozenset({*AchievementStatus} - {AchievementStatus.IN_REVIEW, AchievementStatus.UNREPORTED})


class StatusSheetRow(pa.DataFrameModel):
    """One row as read: typed where its text could be read, the raw text where it could not.

    The columns hold Python objects: `Decimal` for figures, `str` for text, `None` for an empty cell.
    A check's name is the sentence that it holds; `shinchoku.checks.rule_list` gives each one its code.
    """

    row_id: Series[int] = pa.Field(unique=True)
    """Position in the frame. Never empty, so that a failing row is always reported, and once."""
    item_no: Series[object] = pa.Field(nullable=True)
    achievement_status: Series[object] = pa.Field(nullable=True)
    target_value: Series[object] = pa.Field(nullable=True)
    actual_value: Series[object] = pa.Field(nullable=True)
    cumulative_value: Series[object] = pa.Field(nullable=True)
    result_text: Series[object] = pa.Field(nullable=True)
    reason_not_achieved: Series[object] = pa.Field(nullable=True)

    @pa.dataframe_check
    @classmethod
    def every_row_has_an_item_number(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """A row without its item number belongs to nothing (MIC rule 1-2)."""
        return _filled(frame["item_no"])

    @pa.dataframe_check
    @classmethod
    def item_numbers_have_their_form(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """`1` … `90`, `R6-7`; a date means that Excel changed it."""
        return ~_filled(frame["item_no"]) | frame["item_no"].map(
            lambda value: isinstance(value, str) and bool(ITEM_NO.fullmatch(value))
        ).astype(bool)

    @pa.dataframe_check
    @classmethod
    def every_item_declares_a_status(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """達成状況 is required for every item."""
        return ~_filled(frame["item_no"]) | _filled(frame["achievement_status"])

    @pa.dataframe_check
    @classmethod
    def statuses_are_on_the_scale(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """The plan's own scale is the only one (rule L2-04, standard choices)."""
        status = frame["achievement_status"]
        return ~_filled(status) | status.isin(_DECLARABLE)

    @pa.dataframe_check
    @classmethod
    def target_values_are_numbers(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """MIC rule 1-3, rule L2-01."""
        return _number_or_empty(frame["target_value"])

    @pa.dataframe_check
    @classmethod
    def actual_values_are_numbers(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """MIC rule 1-3, rule L2-01."""
        return _number_or_empty(frame["actual_value"])

    @pa.dataframe_check
    @classmethod
    def cumulative_values_are_numbers(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """MIC rule 1-3, rule L2-01."""
        return _number_or_empty(frame["cumulative_value"])

    @pa.dataframe_check
    @classmethod
    def evaluated_items_tell_their_result(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """What was done is required once the item has been evaluated."""
        evaluated = frame["achievement_status"].isin(
            {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
        )
        return ~evaluated | _filled(frame["result_text"])

    @pa.dataframe_check
    @classmethod
    def a_missed_target_has_its_reason(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """The reason is required when an item was not achieved."""
        missed = frame["achievement_status"] == AchievementStatus.NOT_ACHIEVED
        return ~missed | _filled(frame["reason_not_achieved"])

    @pa.dataframe_check
    @classmethod
    def pending_rows_carry_no_figure(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """数値未確定 says that there is no figure yet; one beside it contradicts that."""
        pending = frame["achievement_status"] == AchievementStatus.PENDING
        return ~pending | ~(_filled(frame["actual_value"]) | _filled(frame["cumulative_value"]))


def _filled(column: pd.Series[Any]) -> pd.Series[bool]:
    """Tell row by row whether a cell holds anything."""
    return column.notna() & (column.astype(str) != "")


def _number_or_empty(column: pd.Series[Any]) -> pd.Series[bool]:
    """Tell row by row whether a cell is empty or was read as a number."""
    return column.map(lambda value: isinstance(value, Decimal) or pd.isna(value)).astype(bool)


RowCheck = Callable[["pd.Series[int]"], "pd.Series[bool]"]
"""Tells of each row, by its `row_id`, whether it keeps a rule."""


def find_failures(frame: pd.DataFrame, checks: Mapping[str, RowCheck] | None = None) -> list[tuple[str, int]]:
    """Return the failed checks of a frame as (name of the check, row_id), in the frame's order.

    `checks` are more checks of the same validation by their names.

    Raises:
        pandera.errors.SchemaErrors: if the frame itself lacks a column: a broken program, not bad data.
    """
    more = [pa.Check(check, name=name, ignore_na=False) for name, check in (checks or {}).items()]
    schema = StatusSheetRow.to_schema().update_column("row_id", checks=more)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        failed = cases[cases["column"] == "row_id"]
        if failed.empty or not set(cases["check"]) <= set(failed["check"]):
            raise
        found = zip(failed["check"].astype(str), failed["failure_case"].astype(int), strict=True)
        return sorted(found, key=lambda failure: (failure[1], failure[0]))
    return []
