"""Where the history of the schema begins: the tables as they are declared.

A new database is made of the declared tables and marked with the newest revision (`schema.bring_up_to_date`), so
that nothing runs here; a test holds a database of this revision to the tables. The next change of them follows this
script as one of its own.
"""

revision = "0011"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Change nothing: whoever is marked with this revision has the tables."""
