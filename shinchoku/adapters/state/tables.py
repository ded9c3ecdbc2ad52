"""The tables of the state database that the night fills, and the audit trail.

Those that people fill are in `tables_of_people`, those of catalogues in `tables_of_catalogues`.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from shinchoku.adapters.state.instant import UtcInstant

metadata = MetaData()

submissions = Table(
    "submissions",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("suffix", String(16), nullable=False),
    Column("size", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("first_seen", Date, nullable=False),
)

appearances = Table(
    "appearances",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("path_key", String(64), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("source", String(16), nullable=False),
    Column("arrival", Integer, nullable=False),
    Column("earliest", Integer, nullable=False),
    Column("inbox_unseen", Boolean, nullable=False),
    Column("in_place_of", Text, nullable=False),
    Column("is_withdrawn", Boolean, nullable=False),
    Column("assigned_round", Text, nullable=False),
    Column("assigned_department", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("reader", String(96), nullable=False),
    Column("labels", Text, nullable=False),
    Column("problems", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("proposals", Text, nullable=False),
)

sheet_rows = Table(
    "sheet_rows",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("sheet_number", Integer, nullable=False),
    Column("row_number", Integer, nullable=False),
    Column("sheet_name", Text, nullable=False),
    Column("cells", Text, nullable=False),
)

findings = Table(
    "findings",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("fingerprint", String(32), primary_key=True),
    Column("rule", String(16), nullable=False),
    Column("severity", String(16), nullable=False),
    Column("fiscal_year", Integer),
    Column("round_id", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("path", Text, nullable=False),
    Column("sheet_number", Integer, nullable=False),
    Column("sheet_name", Text, nullable=False),
    Column("cell", String(16), nullable=False),
    Column("item_no", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("message_ja", Text, nullable=False),
    Column("message_en", Text, nullable=False),
    Column("remedy_ja", Text, nullable=False),
    Column("remedy_en", Text, nullable=False),
    Column("state", String(32), nullable=False),
    Column("first_seen", Date, nullable=False),
    Column("last_seen", Date, nullable=False),
    Column("resolved_on", Date),
    Column("rank", Integer, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Index("findings_by_state", "plan_id", "state", "is_open", "rank", "first_seen", "fingerprint"),
    Index("findings_queue", "plan_id", "is_open", "rank", "first_seen", "fingerprint"),
    Index("findings_of_department", "plan_id", "department", "is_open", "rank", "first_seen", "fingerprint"),
    Index("findings_of_rule", "plan_id", "rule", "is_open", "rank", "first_seen", "fingerprint"),
    Index("findings_of_file", "plan_id", "sha256"),
    Index("findings_of_item", "plan_id", "item_no", "is_open", "rank", "first_seen", "fingerprint"),
)

contents = Table(
    "contents",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("digest", String(64), primary_key=True),
    Column("fiscal_year", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

waiting = Table(
    "waiting",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("fiscal_year", Integer, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("is_first", Boolean, nullable=False),
    Column("holds", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("message", Text, nullable=False),
    Column("returned_by", Text, nullable=False),
)

approvals = Table(
    "approvals",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("fiscal_year", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("actor", Text, nullable=False),
    Column("embargo_at", UtcInstant),
    Column("document", Text, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("holds", Text, nullable=False),
)

official_figures = Table(
    "official_figures",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("fiscal_year", Integer, primary_key=True),
    Column("level", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("items", Integer, nullable=False),
    Column("achieved", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("rate_percent", String(16), nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("role", String(64), nullable=False),
    Column("document", Text, nullable=False),
)

releases = Table(
    "releases",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("version", String(32), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("years", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("withdraws", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(64), nullable=False),
    UniqueConstraint("plan_id", "version"),
)

nights = Table(
    "nights",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("plan_id", String(64), nullable=False),
    Column("as_of", Date, nullable=False),
    Column("started_at", UtcInstant, nullable=False),
    Column("finished_at", UtcInstant),
    Column("outcome", Text, nullable=False),
    Column("refused", Text, nullable=False),
)

standings = Table(
    "standings",
    metadata,
    Column("plan_id", String(64), primary_key=True),
    Column("round_id", String(64), primary_key=True),
    Column("department", String(64), primary_key=True),
    Column("expected", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("pending", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("warnings", Integer, nullable=False),
    Column("received_on", Date),
    Column("last_received_on", Date),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcInstant, nullable=False),
    Column("plan_id", String(64), nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(64), nullable=False),
    Column("action", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("rows", Text, nullable=False),
    Index("audit_by_subject", "plan_id", "subject", "number"),
)
