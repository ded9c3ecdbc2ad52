"""Scenarios of rounds and dates: confirmations, rounds out of order, years side by side, embargoes, dates ahead."""

from __future__ import annotations

from pathlib import Path

import pytest
from nights.driving import Drive

SCENARIOS = {
    "the_round_of_confirmations_confirms": """
        everybody
        night 05-01
        send 確定/水産課: 6A/完成した
        night 09-15
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "the_round_of_confirmations_counts_for_pending_items_alone": """
        everybody
        night 05-01
        send 確定/水産課: 6A/完成した
        send 確定/環境課: 1B/やり直し
        night 09-15
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "a_sheet_before_its_round_is_open_counts_when_it_is": """
        everybody
        send 確定/水産課: 6A/完成した
        night 05-01
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        night 09-01
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "a_newer_word_of_the_earlier_round_does_not_lose_in_silence": """
        everybody
        night 05-01
        send 確定/水産課: 6A/完成した
        night 09-15
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
        send 水産課: 6B/止まった
        night 09-16
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "the_same_word_of_the_earlier_round_again_is_nothing_new": """
        everybody
        night 05-01
        send 確定/水産課: 6A
        night 09-15
        send 水産課_2: 6A
        night 09-16
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "an_error_in_the_round_of_confirmations_leaves_the_item_pending": """
        everybody
        night 05-01
        send 確定/水産課: 6X
        night 09-15
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        send 確定/水産課: 6A
        night 09-16
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "a_year_reports_nothing_of_the_year_before": """
        everybody
        night 05-01
        send R6/環境課: 1A 3A 4A
        night 2025-05-01
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2024 waits: no_official_figure
    """,
    "a_late_sheet_of_the_year_before_goes_out_beside_a_year_that_waits": """
        register no_official
        send 企画課: 2A 5A 7A 8B
        send 環境課: 1A 3A 4A
        night 05-01
        approve 2023
        send R6/環境課: 1A 3A 4A
        send 水産課: 6A
        night 2025-05-01
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "an_embargo_ends_with_the_night_of_its_day": """
        register no_official
        everybody
        night 05-01
        approve 2023 until 2024-06-01
        night 05-31
          2023:
        night 06-01
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_approved_candidate_that_changes_does_not_go_out": """
        register no_official
        everybody
        night 05-01
        approve 2023 until 2024-06-01
        send 環境課: 1B 3A 4A
        night 05-31
          2023:
        night 06-01
          2023:
          2023 waits: no_official_figure
    """,
    "a_date_ahead_is_refused_and_changes_nothing": """
        everybody
        night 05-01
        refused 2099-01-01
        send 水産課: 6A
        night 05-02
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "a_date_behind_is_refused_and_changes_nothing": """
        everybody
        night 05-02
        refused 2024-05-01
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_rounds_and_dates_count_as_the_design_says(name: str, tmp_path: Path) -> None:
    """After every night, what is public and what waits is what the naive model and the scenario say."""
    Drive(tmp_path).follow(SCENARIOS[name])
