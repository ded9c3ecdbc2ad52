"""The list of values that were taken from a sheet: what each is, where it stands, and whether it counts."""

from __future__ import annotations

import pytest
from builders import received, submitted, umibe

from shinchoku.bilingual import Bilingual
from shinchoku.checks.checking import lint_rows
from shinchoku.figures.taken_values import TakenValue, taken_values
from shinchoku.intake.steps import StepKind

HEADING = (
    "番号|取組項目|指標|単位|基準値|前年度実績|目標値|実績値|累計|達成状況|取組実績|"
    "未達成の理由|今後の取組|確定予定時期|訂正の理由"
)


def taken(text: str, path: str = "令和5年度/年度末/企画課.xlsx") -> list[TakenValue]:
    """Return the values of a sheet, held to the register of 海辺市."""
    (submission,) = submitted(received(text, path))
    return list(taken_values(umibe(), submission, lint_rows(umibe(), [submission])))


def said(text: str, path: str = "令和5年度/年度末/企画課.xlsx") -> dict[str, tuple[str, bool]]:
    """Return by field what was taken from a sheet of one row, and whether it counts."""
    return {one.field: (one.value, one.accepted) for one in taken(text, path)}


def test_every_field_is_listed_with_its_value() -> None:
    """What the register decides counts where the sheet says the same; last year's figure never does."""
    row = "2|違う名|指標|人|80|90|100|１１０||A|実施した||続ける|令和6年9月|"
    assert said(f"{HEADING}\n{row}") == {
        "item_no": ("2", True),
        "item_name": ("違う名", False),
        "indicator_name": ("指標", True),
        "unit": ("人", True),
        "baseline_value": ("80", False),
        "previous_value": ("90", False),
        "achievement_status": ("achieved", True),
        "target_value": ("100", True),
        "actual_value": ("110", True),
        "result_text": ("実施した", True),
        "next_action": ("続ける", True),
        "confirmation_expected": ("2024-09", True),
    }


def test_a_value_has_its_cell_its_raw_text_its_unit_and_its_steps() -> None:
    """The unit is the register's; a text has none."""
    figure, text = (
        one
        for one in taken("番号|達成状況|取組実績|実績値\n2|A|実施した|１１０人")
        if one.field in {"actual_value", "result_text"}
    )
    assert (figure.value, figure.unit, figure.raw, figure.sheet, figure.cell) == (
        "110",
        "人",
        "１１０人",
        "進捗状況",
        "D2",
    )
    assert [step.kind for step in figure.steps] == [StepKind.WIDTH, StepKind.UNIT]
    assert (text.unit, text.steps) == ("", ())


def test_an_indicator_of_a_running_total_publishes_both_its_figures() -> None:
    """An annual one has no place for a total, an item without a numeric target none for any figure."""
    heading = "番号|達成状況|取組実績|実績値|累計"
    total = said(f"{heading}\n5|A|松を植えた|20|210")
    annual = said(f"{heading}\n2|A|実施した|110|500")
    none = said(f"{heading}\n7|A|窓口を統合した|3|")
    assert (total["actual_value"], total["cumulative_value"]) == (("20", True), ("210", True))
    assert (annual["actual_value"], annual["cumulative_value"]) == (("110", True), ("500", False))
    assert none["actual_value"] == ("3", False)


def test_a_reason_for_no_figure_is_taken_as_its_code() -> None:
    """It stands under the figure's name with `_missing`; an empty cell gives none."""
    heading = "番号|達成状況|取組実績|実績値|累計"
    stated = said(f"{heading}\n2|C|集計を待っている|調整中|該当なし")
    assert stated["actual_value_missing"] == ("pending", True)
    assert stated["cumulative_value_missing"] == ("not_applicable", False)
    assert not {"actual_value", "actual_value_missing"} & set(said(f"{heading}\n2|C|集計を待っている||"))


def test_what_was_not_taken_is_not_listed() -> None:
    """A figure, a status and a number that nobody can read are findings, no values."""
    fields = said("番号|達成状況|取組実績|実績値\n二番目|良好|実施した|約110")
    assert fields == {"result_text": ("実施した", False)}


@pytest.mark.parametrize(
    "rows",
    ["2|A|実施した|約1", "2|A|実施した|110\n2|A|実施した|110", "99|A|実施した|110", "1|A|実施した|"],
    ids=["an error on the row", "the item twice", "an unknown item", "another department's item"],
)
def test_a_row_that_would_not_count_has_no_accepted_value(rows: str) -> None:
    """Its values are listed all the same."""
    values = taken(f"番号|達成状況|取組実績|実績値\n{rows}")
    assert values
    assert not any(one.accepted for one in values)


@pytest.mark.parametrize(
    "path",
    ["令和5年度/年度末/提出.xlsx", "令和5年度/年度末/企画課_令和6年度.xlsx"],
    ids=["no department", "the folder says another year than the name"],
)
def test_a_file_that_has_no_place_has_values_that_do_not_count(path: str) -> None:
    """So that a department can hold them against its sheet before it knows where the file belongs."""
    fields = said("番号|達成状況|取組実績|実績値\n2|A|実施した|110人", path)
    assert fields["actual_value"] == ("110", False)
    assert fields["achievement_status"] == ("achieved", False)


def test_without_a_year_only_a_column_of_the_only_year_has_a_meaning() -> None:
    """Of two columns with years in their headings nobody could say which one is this year's."""
    path = "令和5年度/年度末/企画課_令和6年度.xlsx"
    one = said("番号|達成状況|取組実績|令和5年度実績値\n2|A|実施した|110", path)
    two = said("番号|達成状況|取組実績|令和4年度実績値|令和5年度実績値\n2|A|実施した|90|110", path)
    assert one["actual_value"] == ("110", False)
    assert "actual_value" not in two


def test_suspected_personal_data_is_in_no_value() -> None:
    """Neither in what is taken nor in what was written, nor in between."""
    values = taken("番号|達成状況|取組実績|実績値\n2|A|相談は\n090-1234-5678へ|110")
    assert "1234-5678" not in repr(values)
    assert not any(one.accepted for one in values)


def test_values_have_words_in_both_languages() -> None:
    """The label of a code, a figure with its unit, the name of the field."""
    values = {
        one.field: one
        for one in taken("番号|達成状況|取組実績|実績値|累計\n2|C|待っている|調整中|\n5|A|植えた|20|210")
    }
    assert values["achievement_status"].words == Bilingual("達成", "Achieved")
    assert values["actual_value_missing"].words == Bilingual("未確定", "Not yet confirmed")
    assert values["actual_value_missing"].name == Bilingual("実績値がない理由", "reason for no actual value")
    assert values["cumulative_value"].name == Bilingual("累計", "cumulative value")
    assert values["cumulative_value"].words.ja.startswith("210")
    assert values["result_text"].words == Bilingual("植えた", "植えた")
