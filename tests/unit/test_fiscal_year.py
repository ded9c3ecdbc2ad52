"""Fiscal years as people write them, and as they are printed."""

from __future__ import annotations

import pytest
from builders import day, fiscal

from shinchoku.register.fiscal_year import FiscalYear


@pytest.mark.parametrize(
    ("label", "year"),
    [
        ("令和５年度", 2023),
        ("令和5年", 2023),
        ("令和元年度", 2019),
        ("平成31年度", 2019),
        ("R5", 2023),
        ("r6", 2024),
        ("Ｈ３０", 2018),
        ("S64", 1989),
        ("2023年度", 2023),
        ("２０２３", 2023),
        (" 令和 5 年度\n", 2023),
    ],
)
def test_a_fiscal_year_is_read_however_it_is_written(label: str, year: int) -> None:
    """Era or Western year, any width, any spacing, with or without 年度."""
    assert FiscalYear.from_label(label) == fiscal(year)


@pytest.mark.parametrize(
    "label", ["", "令和", "令和0年度", "平成32年度", "昭和65年度", "5年度", "23", "1867", "9999", "R5年間"]
)
def test_what_is_no_fiscal_year_is_refused(label: str) -> None:
    """No era, an era that had ended, a year nobody can mean: nothing is guessed."""
    with pytest.raises(ValueError, match="not a fiscal year"):
        FiscalYear.from_label(label)


def test_a_year_outside_of_all_plans_is_refused() -> None:
    """The years run from 1868 to 2999."""
    with pytest.raises(ValueError, match="not a fiscal year: 3000"):
        FiscalYear(3000)


@pytest.mark.parametrize(
    ("on", "year"), [("2024-03-31", 2023), ("2024-04-01", 2024), ("2024-12-31", 2024), ("2025-01-01", 2024)]
)
def test_a_fiscal_year_begins_in_april(on: str, year: int) -> None:
    """31 March still belongs to the year before."""
    assert FiscalYear.of_date(day(on)) == fiscal(year)


def test_a_fiscal_year_is_printed_in_both_calendars() -> None:
    """Era first, the Western year behind it; the code says FY."""
    assert (fiscal(2023).label, fiscal(2023).era_label) == ("令和5年度（2023年度）", "令和5年度")
    assert str(fiscal(2023)) == "FY2023"


def test_the_first_year_of_an_era_is_its_gannen() -> None:
    """FY2019 began as 平成31年度 and is printed as 令和元年度."""
    assert (fiscal(2019).era_label, fiscal(2019).era_year) == ("令和元年度", 1)
    assert (fiscal(2018).era, fiscal(2018).era_year) == ("平成", 30)


def test_a_fiscal_year_has_its_first_and_last_day() -> None:
    """1 April to 31 March."""
    assert (fiscal(2023).first_day, fiscal(2023).last_day) == (day("2023-04-01"), day("2024-03-31"))


def test_fiscal_years_are_ordered() -> None:
    """Later years are greater."""
    assert sorted([fiscal(2024), fiscal(2023)]) == [fiscal(2023), fiscal(2024)]


@pytest.mark.parametrize("label", ["令和5年度（2023年度）", "R5 (2023)"])
def test_our_own_printed_label_is_read_back(label: str) -> None:
    """A template prints both; they must name the same year."""
    assert FiscalYear.from_label(label) == FiscalYear(2023)


def test_a_label_that_names_two_years_is_refused() -> None:
    """令和5年度 is not 2024年度."""
    with pytest.raises(ValueError, match="not a fiscal year label"):
        FiscalYear.from_label("令和5年度（2024年度）")
