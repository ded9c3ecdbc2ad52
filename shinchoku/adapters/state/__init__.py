"""The state: one database, SQLite by default or PostgreSQL by URL, under Alembic migrations."""
