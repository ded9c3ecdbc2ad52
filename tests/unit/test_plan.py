"""The register: what is in force, who answers for it, when it is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import day, department, fiscal, indicator, item, round_, umibe
from pydantic import ValidationError

from schemas.codes import ItemKind


def test_items_stand_in_natural_order() -> None:
    """1, 2, … then the items added in Reiwa 6, whatever the order of the file."""
    plan = umibe(items=[item("R6-1"), item("10"), item("2")])
    assert list(plan.items_by_no) == ["2", "10", "R6-1"]


@pytest.mark.parametrize(
    ("year", "numbers"),
    [(2023, "1 2 3 4 5 6 7 8"), (2024, "1 2 3 4 5 6 8 R6-1")],
)
def test_an_item_is_in_force_from_its_first_to_its_last_year(year: int, numbers: str) -> None:
    """No. 7 was merged at the end of FY2023; R6-1 was added in FY2024."""
    assert [one.no for one in umibe().items_in_force(fiscal(year))] == numbers.split()


def test_a_kind_of_item_follows_from_its_indicator() -> None:
    """An item with an indicator has a numeric target."""
    items = umibe().items_by_no
    assert (items["1"].kind, items["2"].kind) == (ItemKind.OTHER, ItemKind.NUMERIC_TARGET)


def test_an_item_stands_under_the_policy_of_its_measure() -> None:
    """The policy is never written on the item."""
    plan = umibe()
    assert plan.policy_of(plan.items_by_no["1"]).key == "U1"


@pytest.mark.parametrize(("year", "code"), [(2023, "gyoko"), (2024, "suisan")])
def test_the_successor_answers_after_a_reorganisation(year: int, code: str) -> None:
    """漁港課 was merged into 水産課 at the end of FY2023."""
    plan = umibe()
    assert plan.responsible_department(plan.items_by_no["6"], fiscal(year)).code == code


def test_a_department_that_ended_without_a_successor_still_answers() -> None:
    """There is nobody else to name."""
    plan = umibe(departments=[department("kikaku", "企画課", to_fiscal_year=2022)])
    assert plan.responsible_department(plan.items_by_no["2"], fiscal(2024)).code == "kikaku"


def test_the_successor_fills_in_the_sheet_for_the_year_before() -> None:
    """The sheet of FY2023 is due in May 2024, when 漁港課 is no more."""
    plan = umibe()
    six, asked = plan.items_by_no["6"], plan.rounds_by_id["r5-end"]
    assert plan.reporting_department(six, asked).code == "suisan"
    assert plan.departments_of(six, asked) == {"gyoko", "suisan"}


def test_related_departments_may_report_too() -> None:
    """関係課 of No. 8 is 環境課."""
    plan = umibe()
    codes = plan.departments_of(plan.items_by_no["8"], plan.rounds_by_id["r5-end"])
    assert codes == {"kikaku", "kankyo"}


def test_the_department_responsible_in_the_year_may_report_between_two_reorganisations() -> None:
    """Of A (to FY2022), B (FY2023) and C (from FY2024), B answered for FY2023 itself."""
    plan = umibe(
        departments=[
            department("a", "あ課", to_fiscal_year=2022, succeeded_by="b"),
            department("b", "い課", to_fiscal_year=2023, succeeded_by="c"),
            department("c", "う課"),
        ],
        items=[item("1", by="a")],
    )
    one, asked = plan.items_by_no["1"], plan.rounds_by_id["r5-end"]
    assert plan.responsible_department(one, asked.fiscal_year).code == "b"
    assert plan.departments_of(one, asked) == {"a", "b", "c"}


def test_a_department_without_a_bureau_has_its_name_alone() -> None:
    """Bureau and name are one line of an organisation chart."""
    plan = umibe(departments=[department("kikaku", "企画課"), department("kankyo", "環境課", "市民部")])
    assert [one.full_name for one in plan.departments] == ["企画課", "市民部 環境課"]


def test_rounds_of_a_year_stand_in_the_order_they_are_asked() -> None:
    """By opening day, whatever the order of the file."""
    plan = umibe(
        rounds=[
            round_("late", "確定", 2023, "2024-09-01", "2024-09-30"),
            round_("early", "年度末", 2023, "2024-04-01", "2024-05-10"),
            round_("other", "年度末", 2024, "2025-04-01", "2025-05-10"),
        ]
    )
    assert [one.id for one in plan.rounds_of(fiscal(2023))] == ["early", "late"]


@pytest.mark.parametrize(
    ("as_of", "rounds", "years"),
    [
        ("2024-03-31", [], []),
        ("2024-04-01", ["r5-end"], ["FY2023"]),
        ("2024-10-15", ["r5-end", "r5-fix"], ["FY2023"]),
        ("2025-04-01", ["r5-end", "r5-fix"], ["FY2023", "FY2024"]),
    ],
)
def test_a_year_has_rows_once_a_round_that_feeds_the_rate_has_opened(
    as_of: str, rounds: list[str], years: list[str]
) -> None:
    """The 中間 round of FY2024 feeds no rate and makes no rows."""
    plan = umibe()
    assert [one.id for one in plan.rate_rounds(fiscal(2023), day(as_of))] == rounds
    assert [str(year) for year in plan.reported_years(day(as_of))] == years


def test_a_plan_is_known_by_its_identifiers() -> None:
    """The folder of its raw content and the name of its dataset."""
    assert (umibe().id, umibe().dataset) == ("umibe", "umibe-plan")


def test_a_decimal_fraction_of_the_file_is_exact() -> None:
    """A float of TOML is taken by its spelling: 0.1 is one tenth."""
    plan = umibe(items=[item("1", indicator=indicator("%", {2023: 0.1}))])
    (one,) = plan.items
    assert one.indicator is not None
    assert one.indicator.targets == {fiscal(2023): Decimal("0.1")}


@pytest.mark.parametrize("year", [True, 1867, "いつか", None, 2023.5])
def test_a_fiscal_year_that_is_none_is_refused(year: object) -> None:
    """`true` is not the year 1, and words are read or refused."""
    with pytest.raises(ValidationError, match="first_fiscal_year"):
        umibe(plan={"first_fiscal_year": year})


def test_a_fiscal_year_passes_as_it_is() -> None:
    """A value that is one already is not read again."""
    assert umibe(plan={"first_fiscal_year": fiscal(2023)}).plan.first_fiscal_year == fiscal(2023)


def test_a_key_that_the_register_does_not_know_is_refused() -> None:
    """A misspelt key would otherwise be a silent loss."""
    with pytest.raises(ValidationError, match="pgae"):
        umibe(items=[item("1", pgae=3)])


@pytest.mark.parametrize("counted", [["unreported"], ["in_review"], ["in_review", "unreported"]])
def test_what_is_in_review_is_counted_as_what_is_unreported(counted: list[str]) -> None:
    """One setting for both: a plan file that names one of them counts both, and no department can change it."""
    plan = umibe(reporting={"denominator": ["not_achieved", "achieved", *counted]})
    assert plan.reporting.denominator == ("achieved", "not_achieved", "in_review", "unreported")
    assert umibe().reporting.denominator == ("achieved", "not_achieved")
