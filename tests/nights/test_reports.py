"""Scenarios of reports: late, corrected, wrong, unreadable, gone, from two departments and twice at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from nights.driving import Drive

SCENARIOS = {
    "everybody_in_time": """
        everybody
        night 05-01
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_late_department_holds_the_first_release_and_ends_the_hold_itself": """
        send 企画課: 2A 5A 7A 8B
        send 環境課: 1A 3A 4A
        night 05-01
          2023:
          2023 waits: contradicts_official
        send 水産課: 6C
        night 05-12
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_item_missing_from_a_first_release_is_approved_and_comes_later": """
        register no_official
        send 企画課: 2A 5A 7A 8B
        send 環境課: 1A 3A 4A
        night 05-01
          2023 waits: no_official_figure
        approve 2023
        night 05-02
          2023: 1A 2A 3A 4A 5A 6U 7A 8B
        send 水産課: 6B
        night 05-03
          2023: 1A 2A 3A 4A 5A 6B 7A 8B
    """,
    "a_missed_item_that_was_never_sent_is_not_reconciled": """
        register official_without_pending
        send 企画課: 2A 5A 7A
        send 環境課: 1A 3A 4A
        send 水産課: 6A
        night 05-01
          2023 waits: contradicts_official
        send 企画課: 2A 5A 7A 8B
        night 05-02
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "a_row_with_an_error_is_in_review_and_not_unreported": """
        register no_official
        everybody
        send 環境課: 1X 3A 4A
        night 05-01
          2023 waits: no_official_figure
        approve 2023
        night 05-02
          2023: 1R 2A 3A 4A 5A 6C 7A 8B
        send 環境課: 1A 3A 4A
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_row_with_an_error_after_an_accepted_one_is_carried": """
        everybody
        night 05-01
        send 環境課: 1X/あとから 3A 4A
        night 05-02
          2023: 1A* 2A 3A 4A 5A 6C 7A 8B
        night 05-03
          2023: 1A* 2A 3A 4A 5A 6C 7A 8B
        send 環境課: 1A/あとから 3A 4A
        night 05-04
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_unreadable_file_puts_everything_it_could_say_in_review": """
        register no_official
        everybody
        spoil 環境課
        night 05-01
          2023 waits: no_official_figure
        approve 2023
        night 05-02
          2023: 1R 2A 3R 4R 5A 6C 7A 8B
        remove 環境課
        night 05-03
          2023: 1U 2A 3U 4U 5A 6C 7A 8B
        send 環境課: 1A 3A 4A
        night 05-04
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_unreadable_correction_carries_the_department_forward": """
        everybody
        night 05-01
        spoil 環境課
        night 05-02
          2023: 1A* 2A 3A* 4A* 5A 6C 7A 8B
        remove 環境課
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "too_many_in_review_and_unreported_are_counted_together": """
        register no_official at_most_two_missing
        send 企画課: 2A 5A 7X 8X
        send 環境課: 1A 3A 4A
        night 05-01
          2023 waits: no_official_figure too_many_unreported
        send 企画課: 2A 5A 7A 8X
        night 05-02
          2023 waits: no_official_figure
    """,
    "a_later_file_replaces_the_items_it_has": """
        everybody
        night 05-01
        send 企画課_2: 2A/書き直した
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_item_that_a_later_file_leaves_out_keeps_its_row": """
        everybody
        night 05-01
        send 企画課: 2A 5A 7A
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "two_contents_of_one_arrival_are_both_in_error": """
        everybody
        night 05-01
        send 企画課_2: 2A/こちら
        send 企画課_3: 2A/いやこちら
        night 05-02
          2023: 1A 2A* 3A 4A 5A 6C 7A 8B
        night 05-03
          2023: 1A 2A* 3A 4A 5A 6C 7A 8B
    """,
    "a_conflict_ends_when_one_side_is_deleted": """
        everybody
        night 05-01
        send 企画課_2: 2A/こちら
        send 企画課_3: 2A/いやこちら
        night 05-02
          2023: 1A 2A* 3A 4A 5A 6C 7A 8B
        remove 企画課_3
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_conflict_ends_when_one_side_is_saved_again": """
        everybody
        night 05-01
        send 企画課_2: 2A/こちら
        send 企画課_3: 2A/いやこちら
        night 05-02
        send 企画課_2: 2A/やはりこちら
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_conflict_on_the_first_night_is_in_review": """
        register no_official
        everybody
        send 企画課_2: 2A/別のこと 5A
        night 05-01
          2023 waits: no_official_figure
        approve 2023
        night 05-02
          2023: 1A 2R 3A 4A 5A 6C 7A 8B
        remove 企画課_2
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "two_files_that_say_the_same_are_no_conflict": """
        everybody
        night 05-01
        send 企画課_2: 2A/同じこと
        send 企画課_3: 2A/同じこと
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_restored_older_file_is_the_newest_word": """
        everybody
        night 05-01
        send 企画課: 2A/別の文 5A 7A 8B
        night 05-02
        send 企画課: 2A 5A 7A 8B
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_deleted_file_leaves_what_was_accepted": """
        everybody
        night 05-01
        remove 環境課
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_department_that_is_named_for_an_item_may_report_it": """
        everybody
        night 05-01
        send 環境課_2: 8B/二つの課で調べた
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_pending_figure_is_confirmed_by_itself": """
        everybody
        night 05-01
        send 水産課: 6A
        night 05-02
          2023: 1A 2A 3A 4A 5A 6A 7A 8B
    """,
    "a_confirmed_status_that_changes_waits": """
        everybody
        night 05-01
        send 企画課: 2A 5A 7A 8A
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2023 waits: confirmed_value_changed
        approve 2023
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8A
    """,
    "a_department_cannot_make_the_denominator_smaller": """
        everybody
        night 05-01
        send 企画課: 2A 5A 7A 8N
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
        send 企画課: 2A 5A 7A 8B
        send 水産課: 6N
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "an_unreported_item_does_not_leave_the_denominator_by_itself": """
        register no_official
        send 企画課: 2A 5A 7A 8B
        send 環境課: 1A 3A 4A
        night 05-01
        approve 2023
        send 水産課: 6N
        night 05-02
          2023: 1A 2A 3A 4A 5A 6U 7A 8B
    """,
    "a_confirmed_item_that_becomes_pending_waits": """
        everybody
        night 05-01
        send 環境課: 1C 3A 4A
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_candidate_goes_away_with_the_change_that_made_it": """
        everybody
        night 05-01
        send 企画課: 2A 5A 7A 8A
        night 05-02
          2023 waits: confirmed_value_changed
        send 企画課: 2A 5A 7A 8B
        night 05-03
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
    """,
    "a_rate_that_moves_too_far_waits": """
        register five_points
        everybody
        night 05-01
        send 水産課: 6A
        night 05-02
          2023: 1A 2A 3A 4A 5A 6C 7A 8B
          2023 waits: rate_moved
    """,
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_reports_count_as_the_design_says(name: str, tmp_path: Path) -> None:
    """After every night, what is public and what waits is what the naive model and the scenario say."""
    Drive(tmp_path).follow(SCENARIOS[name])
