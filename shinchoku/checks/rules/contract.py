"""What a row must hold in itself: `schemas.status_sheet` checks, under the names of these rules."""

CONTRACT: dict[str, tuple[str, ...]] = {
    "every_row_has_an_item_number": ("item_no",),
    "item_numbers_have_their_form": ("item_no",),
    "every_item_declares_a_status": ("achievement_status",),
    "statuses_are_on_the_scale": ("achievement_status",),
    "target_values_are_numbers": ("target_value",),
    "actual_values_are_numbers": ("actual_value",),
    "cumulative_values_are_numbers": ("cumulative_value",),
    "evaluated_items_tell_their_result": ("result_text",),
    "a_missed_target_has_its_reason": ("reason_not_achieved",),
    "pending_rows_carry_no_figure": ("actual_value", "cumulative_value"),
}
"""Each check of the contract: the columns to point at, the first that is filled."""
