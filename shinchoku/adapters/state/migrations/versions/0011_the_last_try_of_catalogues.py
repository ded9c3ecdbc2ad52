"""When each catalogue was last tried, and what that came to; it decides nothing and is in no trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; until the next try the time of the last one is the one that the outbox has."""
    op.create_table(
        "catalogue_tries",
        sa.Column("plan_id", sa.String(64), primary_key=True),
        sa.Column("catalogue", sa.String(128), primary_key=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("writes", sa.Integer, nullable=False),
        sa.Column("looked_at", sa.DateTime(), nullable=True),
        sa.Column("drifted", sa.Text, nullable=False),
    )
