"""Scenarios of the register: names, places, departments, denominators and items that change under released years."""

from __future__ import annotations

from pathlib import Path

import pytest
from nights.driving import Drive

SCENARIOS = {
    "an_item_that_is_renamed_waits": """
        everybody
        night 05-01
        register renamed_item
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2023 waits: definition_changed
        approve 2023
        night 05-03
    """,
    "an_item_under_another_measure_waits": """
        everybody
        night 05-01
        register moved_item
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        approve 2023
        night 05-03
    """,
    "a_renamed_measure_waits": """
        everybody
        night 05-01
        register renamed_measure
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        register
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_renamed_department_waits": """
        everybody
        night 05-01
        register renamed_department
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        approve 2023
        night 05-03
    """,
    "an_item_given_to_another_department_waits": """
        everybody
        night 05-01
        register other_department
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_item_that_leaves_the_register_waits": """
        everybody
        night 05-01
        register without_item_8
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        register
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_item_that_ends_leaves_only_later_years": """
        everybody
        night 05-01
        register ended_8
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_measure_that_leaves_while_a_year_is_held": """
        everybody
        night 05-01
        register measure_gone
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        send R6/企画課: 2A 5A 8A
        send R6/環境課: 1A 3A 4A
        send R6/水産課: 6A R6-1A
        night 2025-05-02
          2024 waits: no_official_figure
        approve 2024
        night 2025-05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2024: 1A 2A 3A 4A 5A 6A 8A R6-1A
    """,
    "a_department_that_leaves_while_a_year_is_held": """
        everybody
        night 05-01
        register department_gone
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        send R6/企画課: 1A 2A 3A 4A 5A 8A
        send R6/水産課: 6A R6-1A
        night 2025-05-02
        approve 2024
        night 2025-05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2024: 1A 2A 3A 4A 5A 6A 8A R6-1A
    """,
    "another_denominator_waits_and_another_year_goes_on": """
        everybody
        night 05-01
        register pending_not_counted
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        send R6/企画課: 2A 5A 8A
        send R6/環境課: 1A 3A 4A
        send R6/水産課: 6C R6-1A
        night 2025-05-02
        approve 2024
        night 2025-05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2024: 1A 2A 3A 4A 5A 6C 8A R6-1A
    """,
    "other_official_figures_of_a_released_year_wait": """
        everybody
        night 05-01
        register official_without_pending
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_department_reorganised_in_april_answers_for_the_year_before": """
        register reorganised
        send 企画課: 1A 2A 3A 4A 5A 7A 8B
        send 水産課: 6C
        night 05-01
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_file_of_a_predecessor_that_nobody_can_read_is_in_review_too": """
        register reorganised no_official
        send 水産課: 6C
        spoil 企画課
        night 05-01
          2023 waits: no_official_figure
        approve 2023
        night 05-02
          2023: 1R 2R 3R 4R 5R 6C 7R 8R
    """,
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_change_of_the_register_counts_as_the_design_says(name: str, tmp_path: Path) -> None:
    """After every night, what is public and what waits is what the naive model and the scenario say."""
    Drive(tmp_path).follow(SCENARIOS[name])
