"""What would change in public between two states of a year."""

from __future__ import annotations

from builders import content

from shinchoku.figures.tables import YearContent
from shinchoku.releases.changes import FieldChange, RowChange, compare


def lines(changes: list[RowChange]) -> list[str]:
    """Return changes as `table key`."""
    return [f"{change.table} {'/'.join(change.key)}" for change in changes]


def test_equal_years_have_no_changes() -> None:
    """Nothing is told of what stays."""
    assert compare(content("1 A"), content("1 A")) == []
    assert compare(None, None) == []


def test_changes_are_told_by_table_and_in_natural_order() -> None:
    """A report of No. 2 moves its rows and the counts that it belongs to."""
    assert lines(compare(content("1 A"), content("1 A; 2 A 110"))) == [
        "progress 2",
        "indicators 2",
        "achievement basic_policy/U1",
        "achievement department/kikaku",
        "achievement kind/numeric_target",
        "achievement plan/umibe",
        "achievement policy_measure/U1-1",
    ]


def test_rows_of_ten_stand_after_rows_of_two() -> None:
    """Item numbers are text, in their natural order."""

    def year(*numbers: str) -> YearContent:
        return YearContent({"progress": tuple({"item_no": no} for no in numbers)}, {})

    assert lines(compare(None, year("10", "R6-1", "2"))) == ["progress 2", "progress 10", "progress R6-1"]


def test_a_changed_row_tells_its_fields() -> None:
    """Old and new, of the columns that differ."""
    (progress, indicator, *_) = compare(content("2 C"), content("2 A 110"))
    assert progress.item_no == "2"
    assert progress.fields == (
        FieldChange("achievement_status", "pending", "achieved"),
        FieldChange("value_status", "provisional", "confirmed"),
    )
    assert FieldChange("actual_value", "", "110") in indicator.fields


def test_a_row_that_is_new_or_gone_has_no_fields() -> None:
    """There is nothing to compare it with."""
    year = content("1 A")
    added, gone = compare(None, year)[0], compare(year, None)[0]
    assert (added.old, added.fields, added.item_no) == (None, (), "1")
    assert (gone.new, gone.fields, gone.item_no) == (None, (), "1")


def test_a_change_of_nothing_is_about_no_item() -> None:
    """Rows of the achievement table name none."""
    assert RowChange("achievement", ("plan", "umibe"), None, None).item_no == ""


def test_a_row_that_comes_or_goes_brings_or_takes_every_value_that_it_says() -> None:
    """All but its key, and no empty cell."""
    row = {"fiscal_year": "2023", "item_no": "1", "name": "浜の清掃", "page": ""}
    (added,) = RowChange("action_items", ("1",), None, row).values
    (gone,) = RowChange("action_items", ("1",), row, None).values
    assert (added, gone) == (FieldChange("name", "", "浜の清掃"), FieldChange("name", "浜の清掃", ""))


def test_a_column_that_only_one_side_has_is_a_difference() -> None:
    """The department's own text stands beside an edited sentence, and is gone with the edit."""
    own, edited = {"text_ja": "植えた"}, {"text_ja": "植えました", "original_text_ja": "植えた"}
    change = FieldChange("original_text_ja", "植えた", "")
    assert change in RowChange("highlights", ("main_result", "5"), edited, own).fields
    back = FieldChange("original_text_ja", "", "植えた")
    assert back in RowChange("highlights", ("main_result", "5"), own, edited).fields
