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
from crm.backends.engines import reading, writing

VERSION_TABLE: Final = "crumb_alembic_version"

_log = logging.getLogger(__name__)
# Alembic keeps the migration that runs in a global of its module.
_ONE_AT_A_TIME = Lock()
_SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Make or change the tables as needed; blocks. All of it happens, or nothing.

    Where nothing is to be done, nothing is written: a store on a read-only disk can be read.
    Raises StoreUnavailable.
    """
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with _ONE_AT_A_TIME, named_failures():
        with reading(engine) as connection:
            if _is_there(connection, scripts):
                return
        with writing(engine) as connection:
            alone(connection, MIGRATION_LOCK)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _is_there(connection: Connection, scripts: ScriptDirectory) -> bool:
    """Whether the store has this program's version, or a newer one."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    found = set(context.get_current_heads())
    if newer := found.difference(script.revision for script in scripts.walk_revisions()):
        _log.warning(
            "The store was made by a newer version and is left as it is.",
            extra={"action": "store_newer", "versions": sorted(newer)},
        )
    return bool(newer) or found == set(scripts.get_heads())
