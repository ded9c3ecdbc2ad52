"""The releases so far: versions and rollbacks."""

from __future__ import annotations

import pytest
from builders import day, fiscal

from shinchoku.releases.history import Cause, Release, YearEntry, next_version, rolled_back_years


def release(on: str, *causes: Cause, year: int = 2023) -> Release:
    """Return a version with one year for each cause, from FY2023 on."""
    years = {fiscal(year + n): YearEntry("digest", cause) for n, cause in enumerate(causes)}
    return Release(f"2024-{on}", day(on), years)


@pytest.mark.parametrize(
    ("taken", "version"),
    [
        ([], "2026-11-23"),
        (["2026-11-22"], "2026-11-23"),
        (["2026-11-23"], "2026-11-23.2"),
        (["2026-11-23", "2026-11-23.2"], "2026-11-23.3"),
        (["2026-11-22", "2062-11-23"], "2062-11-23.2"),
    ],
)
def test_a_version_is_its_as_of_date(taken: list[str], version: str) -> None:
    """A second release of a day gets `.2`."""
    assert next_version(day("2026-11-23"), taken) == version


def test_a_year_is_rolled_back_while_its_newest_change_is_a_rollback() -> None:
    """An unchanged year keeps its state; an approval ends it."""
    first, back = release("06-01", Cause.FIRST, Cause.FIRST), release("06-02", Cause.ROLLBACK, Cause.KEPT)
    assert rolled_back_years([first]) == frozenset()
    assert rolled_back_years([first, back]) == {fiscal(2023)}
    assert rolled_back_years([first, back, release("06-03", Cause.KEPT, Cause.KEPT)]) == {fiscal(2023)}
    assert rolled_back_years([first, back, release("06-03", Cause.APPROVED, Cause.KEPT)]) == frozenset()


def test_a_year_that_a_rollback_took_out_of_public_is_rolled_back() -> None:
    """Only a rollback leaves a year out of the next version; releasing it again ends it."""
    first, back = release("06-01", Cause.FIRST, Cause.FIRST), release("06-02", Cause.KEPT)
    assert rolled_back_years([first, back]) == {fiscal(2024)}
    assert rolled_back_years([first, back, release("06-03", Cause.KEPT, Cause.APPROVED)]) == frozenset()
