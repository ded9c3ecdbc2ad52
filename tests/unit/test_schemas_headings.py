"""The headings of a status sheet, however departments write them."""

from __future__ import annotations

import pytest

from schemas.headings import (
    FIGURES,
    HEADINGS,
    LABELS,
    NARRATIVE,
    OUT_OF_SCOPE,
    REQUIRED,
    field_of_heading,
    is_out_of_scope,
    label_of_cell,
    normalize_heading,
)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ｎｏ．", "item_no"),
        ("取組\n項目", "item_name"),
        ("目標値（当年度）", "target_value"),
        ("※達成状況：", "achievement_status"),
        (" 実　績 値 ", "actual_value"),
        ("予算額", None),
        ("", None),
    ],
)
def test_a_heading_names_its_column(heading: str, field: str | None) -> None:
    """In one width, without spaces, line breaks, colons and marks."""
    assert field_of_heading(heading) == field


def test_a_label_asks_for_its_answer() -> None:
    """部局課室名 asks for the department; a heading of the table asks for nothing."""
    assert (label_of_cell("部局課室名："), label_of_cell("照会区分"), label_of_cell("指標")) == (
        "department",
        "round",
        None,
    )


def test_headings_out_of_scope_stand_in_a_list() -> None:
    """Known, and deliberately not taken."""
    assert is_out_of_scope("備 考")
    assert not is_out_of_scope("予算額")


def test_no_heading_means_two_things() -> None:
    """One alias, one column; none is both taken and out of scope, and only the year is both heading and label."""
    aliases = [
        normalize_heading(alias) for names in HEADINGS.values() for alias in {*map(normalize_heading, names)}
    ]
    labels = [normalize_heading(alias) for names in LABELS.values() for alias in names]
    assert len(aliases) == len(set(aliases))
    assert len(labels) == len(set(labels))
    assert not set(aliases) & {*map(normalize_heading, OUT_OF_SCOPE)}
    assert set(aliases) & set(labels) == set(map(normalize_heading, LABELS["fiscal_year"]))


def test_lists_of_columns_name_columns() -> None:
    """Required, narrative and figures are all headings of the sheet."""
    assert {*REQUIRED, *NARRATIVE, *FIGURES} <= HEADINGS.keys()
