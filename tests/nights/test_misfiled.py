"""Scenarios of a day: sheets handed in at the console, taken back, moved to where they belong, set aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from nights.driving import Drive

SCENARIOS = {
    "a_correction_on_the_day_of_the_night_counts": """
        everybody
        night 05-01
        submit 企画課: 2A/直した 5A 7A 8B
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_correction_after_the_night_of_a_first_file_counts": """
        send 企画課: 2A 5A 7A 8B
        send 環境課: 1A 3A 4A
        night 05-01
        submit 企画課: 8B/調べ直した
        send 水産課: 6C
        night 05-01
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "two_corrections_of_a_day_count_in_their_order": """
        everybody
        night 05-01
        submit 企画課: 2A/一度目
        submit 企画課 as 二度目: 2A/二度目
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "what_lies_unread_in_the_folder_is_older_than_a_submission": """
        everybody
        night 05-01
        send 企画課: 2A/置いた 5A 7A 8B
        submit 企画課: 2A/出した 5A 7A 8B
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "what_is_put_into_the_folder_after_a_submission_is_newer": """
        everybody
        night 05-01
        submit 企画課: 2A/出した 5A 7A 8B
        send 企画課: 2A/置いた 5A 7A 8B
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_submission_takes_the_place_of_a_file_of_the_inbox": """
        everybody
        night 05-01
        submit 企画課 for 企画課: 2A/直した 5A 7A 8B
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_file_taken_back_lets_the_one_before_count_again": """
        everybody
        night 05-01
        send 企画課: 2A/違うもの 5A 7A 8B
        night 05-02
        withdraw 企画課
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        night 05-04
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "the_only_file_taken_back_leaves_its_items_unreported": """
        register no_official
        everybody
        night 05-01
        withdraw 環境課
        night 05-02
          2023 waits: no_official_figure
        approve 2023
        night 05-03
          2023: 1U 2A 3U 4U 5A 6C 7A 8B
        send 環境課: 1A 3A/新しい 4A
        night 05-04
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_released_report_taken_back_waits": """
        everybody
        night 05-01
        withdraw 環境課
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_unreadable_file_taken_back_blocks_nothing": """
        everybody
        night 05-01
        spoil 環境課
        night 05-02
          2023: 1A* 2A 3A* 4A* 5A 6C 7A 8B
        withdraw 環境課
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "one_side_of_a_conflict_taken_back_ends_it": """
        everybody
        night 05-01
        send 企画課_2: 2A/こちら
        send 企画課_3: 2A/いやこちら
        night 05-02
          2023: 1A 2A* 3A 4A 5A 6C 7A 8B
        withdraw 企画課_3
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_sheet_in_the_wrong_round_is_moved_to_its_own": """
        everybody
        night 05-01
        send R6/企画課: 7A/実は令和5年度 8B/実は令和5年度
        night 2025-05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2024 waits: no_official_figure
        reassign R6/企画課 to r5-end
        night 2025-05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_sheet_in_the_wrong_folder_is_moved_to_its_department": """
        register no_official
        send 企画課: 2A 5A 7A 8B
        send 水産課: 6C
        send 企画課_2: 1A 3A 4A
        night 05-01
        reassign 企画課_2 to kankyo
        night 05-02
          2023 waits: no_official_figure
        approve 2023
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_taken_back_or_moved_counts_as_the_design_says(name: str, tmp_path: Path) -> None:
    """After every night, what is public and what waits is what the naive model and the scenario say."""
    Drive(tmp_path).follow(SCENARIOS[name])
