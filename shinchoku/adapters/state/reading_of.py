"""How the tables of one received content were read, for whoever shows a piece of it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from shinchoku.adapters.state.tables import readings
from shinchoku.intake.account import TableAccount


def load_tables(connection: Connection, sha256: str, sheet_number: int) -> tuple[TableAccount, ...]:
    """Return the tables that were read on one sheet of a content, without the rows passed over; none if it was never read."""
    stored = connection.scalar(select(readings.c.account).where(readings.c.sha256 == sha256))
    sheets = json.loads(stored)["sheets"] if stored else []
    return tuple(
        TableAccount(
            header_rows=(table["header_rows"][0], table["header_rows"][1]),
            score=table["score"],
            columns=tuple((letters, heading, name) for letters, heading, name in table["columns"]),
            rows=table["rows"],
        )
        for sheet in sheets
        if sheet["number"] == sheet_number
        for table in sheet["tables"]
    )
