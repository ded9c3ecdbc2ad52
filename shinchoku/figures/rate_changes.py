"""How far each rate moved since the year before: the one figure that two years make together."""

from shinchoku.figures.tables import Table, TextRow
from shinchoku.rounding import percent, printed


def with_rate_changes(achievement: Table) -> Table:
    """Add to each row by how many points its exact rate moved since the year before, if that is there."""
    rates = {
        (row["level"], row["key"], int(row["fiscal_year"])): percent(int(row["achieved"]), int(row["items"]))
        for row in achievement
    }
    rows: list[TextRow] = []
    for row in achievement:
        year = int(row["fiscal_year"])
        now = rates[row["level"], row["key"], year]
        before = rates.get((row["level"], row["key"], year - 1))
        change = now - before if now is not None and before is not None else None
        rows.append({**row, "rate_change_points": printed(change)})
    return tuple(rows)
