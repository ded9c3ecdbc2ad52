"""Approvals keep what held their candidate: what somebody approved knowing it holds the year no more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of earlier approvals it is not known."""
    op.add_column("approvals", sa.Column("holds", sa.Text, nullable=False, server_default="[]"))
