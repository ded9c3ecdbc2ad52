"""The tables of the state database that people fill: decisions, accounts, and what is sent to whom."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, String, Table, Text, UniqueConstraint

from shinchoku.adapters.state.instant import UtcInstant
from shinchoku.adapters.state.tables import metadata

waivers = Table(
    "waivers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("fingerprint", String(32), nullable=False),
    Column("fiscal_year", Integer),
    Column("item_no", Text, nullable=False),
    Column("rule", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("requested_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_role", String(64), nullable=False),
    Column("decided_on", Date),
    Column("decided_reason", Text, nullable=False),
    Index("waivers_by_finding", "plan_id", "fingerprint"),
    Index("waivers_by_status", "plan_id", "status"),
)

quarantines = Table(
    "quarantines",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("since", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("kept", Text, nullable=False),
)

takedowns = Table(
    "takedowns",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("reason", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_role", String(64), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_role", String(64), nullable=False),
    Column("decided_on", Date),
    Column("decided_reason", Text, nullable=False),
    Column("done", Text, nullable=False),
    Index("takedowns_by_status", "plan_id", "status"),
)

destroyed_contents = Table(
    "destroyed_contents",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("destroyed_on", Date, nullable=False),
    Column("takedown", Integer, nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("item_no", Text, nullable=False),
    Column("field", String(64), nullable=False),
    Column("old_value", Text, nullable=False),
    Column("new_value", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_role", String(64), nullable=False),
    Column("recorded_on", Date, nullable=False),
    Column("ended_on", Date),
    Index("corrections_by_status", "plan_id", "status"),
)

highlight_choices = Table(
    "highlight_choices",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("report_year", Integer, primary_key=True),
    Column("policy_measure", String(64), primary_key=True),
    Column("item_no", Text, nullable=False),
    Column("original_text", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("chosen_by", Text, nullable=False),
    Column("chosen_role", String(64), nullable=False),
    Column("chosen_on", Date, nullable=False),
)

amendments = Table(
    "amendments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("source", Text, nullable=False),
    Column("effective_year", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("proposal", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_role", String(64), nullable=False),
    Column("proposed_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_role", String(64), nullable=False),
    Column("decided_on", Date),
    Column("decided_reason", Text, nullable=False),
    Index("amendments_by_status", "plan_id", "status"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("label", Text, nullable=False),
    Column("roles", Text, nullable=False),
    Column("departments", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("login", String(128), nullable=False),
    Column("subject", String(256), nullable=False),
    Column("created_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("is_disabled", Boolean, nullable=False),
    Index("accounts_by_login", "login"),
    Index("accounts_by_subject", "subject"),
)

web_sessions = Table(
    "web_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("created_at", UtcInstant, nullable=False),
    Column("seen_at", UtcInstant, nullable=False),
    Column("data", Text, nullable=False),
    Index("web_sessions_of_account", "account"),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("origin", String(64), nullable=False),
    Column("account", String(64), nullable=False),
    Column("at", UtcInstant, nullable=False),
    Index("login_attempts_by_origin", "origin", "at"),
    Index("login_attempts_by_account", "account", "at"),
)

uploads = Table(
    "uploads",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("account", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("round_id", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("suffix", String(16), nullable=False),
    Column("size", Integer, nullable=False),
    Column("found", Text, nullable=False),
    Column("at", UtcInstant, nullable=False),
    Index("uploads_by_time", "at"),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("department", Text, nullable=False),
    Column("round_id", Text, nullable=False),
    Column("level", Integer, nullable=False),
    Column("situation", Text, nullable=False),
    Column("sent_on", Date, nullable=False),
    Index("reminders_of_round", "plan_id", "round_id", "department"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("recipient", Text, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_try", UtcInstant),
    Column("created_on", Date, nullable=False),
    Column("last_error", Text, nullable=False),
    UniqueConstraint("plan_id", "recipient", "kind", "subject", "created_on"),
    Index("outbox_by_status", "plan_id", "status"),
)

HOUSEKEEPING = frozenset({"web_sessions", "login_attempts", "uploads", "catalogue_tries"})
"""Tables that hold no decision and nothing that is published: what the console keeps while it is used, and when
catalogues were last asked."""
