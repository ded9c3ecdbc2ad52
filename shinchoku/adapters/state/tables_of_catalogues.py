"""The tables of the state database that tell what each catalogue was told, and what it showed."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text

from shinchoku.adapters.state.instant import UtcInstant
from shinchoku.adapters.state.tables import metadata

catalogue_lines = Table(
    "catalogue_lines",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("catalogue", String(128), primary_key=True),
    Column("version", String(32), nullable=False),
    Column("status", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("tried_at", UtcInstant),
    Column("last_error_ja", Text, nullable=False),
    Column("last_error_en", Text, nullable=False),
    Column("bundle", String(64), nullable=False),
    Column("handed_over_on", Date),
    Column("told", Text, nullable=False),
)

catalogue_receipts = Table(
    "catalogue_receipts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("catalogue", String(128), nullable=False),
    Column("version", String(32), nullable=False),
    Column("at", UtcInstant, nullable=False),
    Column("via", String(16), nullable=False),
    Column("content", Text, nullable=False),
    Index("catalogue_receipts_by_version", "plan_id", "version", "id"),
)

kept_drifts = Table(
    "kept_drifts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("catalogue", String(128), nullable=False),
    Column("thing", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("fields", Text, nullable=False),
    Column("is_absent", Boolean, nullable=False),
    Column("is_extra", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("since", Date, nullable=False),
    Column("ended_on", Date),
    Column("ended_reason", Text, nullable=False),
    Index("kept_drifts_by_catalogue", "plan_id", "catalogue", "ended_on"),
)

catalogue_tries = Table(
    "catalogue_tries",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("catalogue", String(128), primary_key=True),
    Column("at", UtcInstant, nullable=False),
    Column("writes", Integer, nullable=False),
    Column("looked_at", UtcInstant),
    Column("drifted", Text, nullable=False),
)
