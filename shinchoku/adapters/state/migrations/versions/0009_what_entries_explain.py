"""Entries of the trail tell which rows of decisions they left how; takedowns, and contents that were destroyed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the tables; what earlier entries left is told by one entry that follows (`witness`)."""
    op.add_column("audit", sa.Column("rows", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "takedowns",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_id", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("wanted", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_role", sa.String(64), nullable=False),
        sa.Column("asked_on", sa.Date, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_role", sa.String(64), nullable=False),
        sa.Column("decided_on", sa.Date),
        sa.Column("decided_reason", sa.Text, nullable=False),
        sa.Column("done", sa.Text, nullable=False),
    )
    op.create_index("takedowns_by_status", "takedowns", ["plan_id", "status"])
    op.create_table(
        "destroyed_contents",
        sa.Column("plan_id", sa.String(64), primary_key=True),
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("destroyed_on", sa.Date, nullable=False),
        sa.Column("takedown", sa.Integer, nullable=False),
    )
