"""Run by alembic, on the connection that bot/store/migrate.py holds its lock with."""

from alembic import context

from bot.store.migrate import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
