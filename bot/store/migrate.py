"""Brings the store's tables to the present version, once, whoever starts at the same moment.

Versions only ever add (what an older version needs stays until the one after next), so that a
server can be rolled back: a store that is newer than the program is left as it is.
"""

import logging
from pathlib import Path
from threading import Lock
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from bot.store.database import MIGRATION_LOCK, alone, named_failures
from crm.backends.engines import writing

VERSION_TABLE: Final = "crumb_alembic_version"

_log = logging.getLogger(__name__)
# Alembic keeps the migration that runs in a global of its module.
_ONE_AT_A_TIME = Lock()
_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Make or change the tables as needed; blocks. All of it happens, or nothing.

    Raises StoreUnavailable.
    """
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with _ONE_AT_A_TIME, named_failures(), writing(engine) as connection:
        alone(connection, MIGRATION_LOCK)
        if _is_newer(connection, config):
            _log.warning(
                "The store was made by a newer version and is left as it is.",
                extra={"action": "store_newer"},
            )
            return
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _is_newer(connection: Connection, config: Config) -> bool:
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    return not known.issuperset(context.get_current_heads())
