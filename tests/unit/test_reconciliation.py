"""Whether figures say what the city published: every count that its statement implies."""

from __future__ import annotations

import pytest
from builders import content, official, umibe

from schemas.codes import AchievementStatus
from shinchoku.figures.counting_rule import denominator_of
from shinchoku.figures.reconciliation import agrees, implied_counts
from shinchoku.figures.tables import YearContent
from shinchoku.register.entries import OfficialFigure

WIDE = ["achieved", "not_achieved", "pending", "in_review", "unreported"]
# Eight items of FY2023: three achieved, one missed, one pending, one not due; No. 6 and 8 as a case says.
LINE = "1 A; 2 B 90; 3 C; 4 －時期外; 5 A 20/210; 7 A"


def whole_plan(year: YearContent) -> dict[str, str]:
    """Return the figures of the whole plan."""
    return next(row for row in year.table("achievement") if row["level"] == "plan")


def told(line: str, figure: OfficialFigure, denominator: list[str]) -> bool:
    """Tell whether a year agrees with what the city said."""
    year = content(line, umibe(reporting={"denominator": denominator}))
    return agrees(figure, whole_plan(year), denominator_of(year))


@pytest.mark.parametrize(
    ("figure", "agreed"),
    [
        (official(4, 3, 1, "75"), True),
        (official(4, 3, 1, "75.00"), True),
        (official(4, 3, 0, "75"), False),
        (official(4, 2, 1, "75"), False),
        (official(5, 3, 1, "75"), False),
        (official(4, 3, 1, "75.1"), False),
    ],
)
def test_what_the_city_stated_is_compared_digit_for_digit(figure: OfficialFigure, *, agreed: bool) -> None:
    """Items, achieved, pending and the printed rate; only decided items are counted here."""
    assert told(LINE, figure, ["achieved", "not_achieved"]) is agreed


# The city counts seven items: four achieved, one pending; so two were not achieved and nothing was missing.
@pytest.mark.parametrize(
    ("rest", "agreed"),
    [
        ("6 B; 8 A", True),
        ("6 A; 8 B", True),
        ("6 A", False),
        ("6 A; 8 ?", False),
        ("8 A; 6 C", False),
    ],
)
def test_a_missed_item_that_became_missing_contradicts_the_city(rest: str, *, agreed: bool) -> None:
    """未達成 is 項目 − 達成 − 未確定: the same rate with an item unreported or in review is another statement."""
    assert told(f"{LINE}; {rest}", official(7, 4, 1, "57.1"), WIDE) is agreed


def test_what_is_not_stated_is_not_compared() -> None:
    """Where items that are not due are counted, the rest may be either; what is not counted is not implied."""
    counted = [*map(AchievementStatus.of, ["achieved", "not_achieved", "not_due"])]
    assert implied_counts(official(9, 5, 1, "55.6"), counted) == {"achieved": 5, "pending": 1}
    decided = [*map(AchievementStatus.of, ["achieved", "not_achieved"])]
    assert implied_counts(official(9, 5, 1, "55.6"), decided) == {
        "achieved": 5,
        "pending": 1,
        "not_achieved": 4,
    }


def test_a_row_that_the_city_did_not_state_so_is_marked_as_illustrative() -> None:
    """The mark and the hold rest on the same comparison."""
    stated = {"fiscal_year": 2023, "level": "plan", "key": "umibe"} | {
        "items": 7, "achieved": 4, "pending": 1, "rate_percent": "57.1"
    }  # fmt: skip
    plan = umibe(
        plan={"illustrative_reports": True}, reporting={"denominator": WIDE}, official_figures=[stated]
    )
    marks = [
        whole_plan(content(f"{LINE}; {rest}", plan))["illustrative"]
        for rest in ("6 B; 8 A", "6 A", "6 A; 8 ?")
    ]
    assert marks == ["false", "true", "true"]
