"""What the review adds to the night's own tables: an order for the queue, messages, embargoes by the minute."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CITY_AHEAD_OF_UTC = timedelta(hours=9)
"""Japan has had no summer time since 1951: midnight in the city is always 15:00 UTC of the day before."""


def upgrade() -> None:
    """Add the columns and fill them from what is there."""
    op.add_column("appearances", sa.Column("source", sa.String(16), nullable=False, server_default="inbox"))
    op.add_column("readings", sa.Column("proposals", sa.Text, nullable=False, server_default="[]"))
    op.add_column("nights", sa.Column("refused", sa.Text, nullable=False, server_default="{}"))
    op.add_column("waiting", sa.Column("message", sa.Text, nullable=False, server_default=""))
    op.add_column("waiting", sa.Column("returned_by", sa.Text, nullable=False, server_default=""))
    _embargoes()
    op.add_column("findings", sa.Column("rank", sa.Integer, nullable=False, server_default="0"))
    op.add_column("findings", sa.Column("is_open", sa.Boolean, nullable=False, server_default=sa.true()))
    op.add_column("findings", sa.Column("note", sa.Text, nullable=False, server_default=""))
    findings = sa.table(
        "findings", sa.column("severity"), sa.column("state"), sa.column("rank"), sa.column("is_open")
    )
    rank = sa.case({"error": 0, "warning": 1}, value=findings.c.severity, else_=2)
    op.execute(findings.update().values(rank=rank, is_open=findings.c.state != "resolved"))
    order = ["is_open", "rank", "first_seen", "fingerprint"]
    op.create_index("findings_queue", "findings", ["plan_id", *order])
    op.create_index("findings_of_department", "findings", ["plan_id", "department", *order])
    op.create_index("findings_of_rule", "findings", ["plan_id", "rule", *order])
    op.drop_index("findings_by_state", "findings")
    op.create_index("findings_by_state", "findings", ["plan_id", "state", *order])
    op.create_index("findings_of_file", "findings", ["plan_id", "sha256"])
    op.create_index("findings_of_item", "findings", ["plan_id", "item_no", *order])
    op.create_index("audit_by_subject", "audit", ["plan_id", "subject", "number"])


def _embargoes() -> None:
    """Make instants of the dates: an embargo until a day ends as the day begins in the city."""
    op.add_column("approvals", sa.Column("embargo_at", sa.DateTime))
    approvals = sa.table(
        "approvals", sa.column("id"), sa.column("embargo", sa.Date), sa.column("embargo_at", sa.DateTime)
    )
    bind = op.get_bind()
    for number, day in bind.execute(sa.select(approvals.c.id, approvals.c.embargo)).all():
        if isinstance(day, date):
            at = datetime.combine(day, time()) - _CITY_AHEAD_OF_UTC
            bind.execute(approvals.update().where(approvals.c.id == number).values(embargo_at=at))
    op.drop_column("approvals", "embargo")
