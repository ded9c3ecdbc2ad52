"""Readings by reader and layouts, rows by position, and the account of each file.

What was read of a content can always be read again from the archive, so the two tables are made anew.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of readings anew."""
    op.drop_table("sheet_rows")
    op.drop_table("readings")
    op.create_table(
        "readings",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("reader", sa.String(96), nullable=False),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("problems", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
    )
    op.create_table(
        "sheet_rows",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("sheet_number", sa.Integer, nullable=False),
        sa.Column("row_number", sa.Integer, nullable=False),
        sa.Column("sheet_name", sa.Text, nullable=False),
        sa.Column("cells", sa.Text, nullable=False),
    )
