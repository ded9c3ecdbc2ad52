"""Where Alembic starts: it runs on the connection that `schema.bring_up_to_date` hands over."""

from alembic import context

from shinchoku.adapters.state.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
