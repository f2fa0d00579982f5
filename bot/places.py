"""Where a program's own data goes on this system."""

import os
import sys
from pathlib import Path
from typing import Final

_OWN: Final = "crumb.sqlite3"
_DEMO: Final = "demo.sqlite3"


def data_folder() -> Path:
    """The user's folder for Crumb's data; it need not be there yet."""
    return _data_home() / "crumb"


def own_database() -> str:
    """The URL of the SQLite file for a CRM of one's own, when nothing else is said."""
    return _url(_OWN)


def demo_database() -> str:
    """The URL of the SQLite file that holds the sample company."""
    return _url(_DEMO)


def usual_database() -> str:
    """One's own CRM; the sample company as long as that alone is there."""
    only_demo = (data_folder() / _DEMO).exists() and not (data_folder() / _OWN).exists()
    return demo_database() if only_demo else own_database()


def _url(file: str) -> str:
    return f"sqlite:///{data_folder() / file}"


def _data_home() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
    named = Path(os.environ.get(variable, ""))
    # A relative path is to be ignored, says the XDG base directory specification.
    return named if named.is_absolute() else Path.home() / ".local" / "share"
