"""The published columns that come from a sheet: the table of each, its column there, and its text."""

from schemas.headings import NARRATIVE
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, compared_field
from shinchoku.register.entries import ActionItem

IN_YEAR = "value_in_year"


def tables_by_field(item: ActionItem) -> dict[str, str]:
    """Return the published columns of an item that come from a sheet, and the table of each."""
    fields = dict.fromkeys(("achievement_status", *NARRATIVE), "progress")
    if item.indicator is not None:
        fields["actual_value"] = "indicators"
        if compared_field(item) == "cumulative_value":
            fields[IN_YEAR] = "indicators"
    return fields


def source_column(item: ActionItem, field: str) -> str:
    """Return the column of the sheets that a published column is taken from."""
    if field == IN_YEAR:
        return "actual_value"
    return compared_field(item) if field == "actual_value" else field


def published_text(row: Row, item: ActionItem, field: str) -> str:
    """Return a column of a row as it is published: a code, a text, or a figure in plain digits."""
    if field == "achievement_status":
        return row.status or ""
    if field in NARRATIVE:
        return row.texts[field]
    figure = row.figures[source_column(item, field)]
    return "" if figure is None else plain_figure(figure)
