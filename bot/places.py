"""Where a program's own data goes on this system."""

import os
import sys
from pathlib import Path

WORDS = "words.toml"


def data_folder() -> Path:
    """The user's folder for Crumb's data; it need not be there yet."""
    return _data_home() / "crumb"


def own_database() -> str:
    """The URL of the SQLite file for a CRM of one's own, when nothing else is said."""
    return f"sqlite:///{_own()}"


def usual_database() -> str:
    """One's own CRM; the sample company of the last demo as long as that alone is there."""
    demos = () if _own().exists() else tuple((data_folder() / "demo").glob("company-*.sqlite3"))
    return f"sqlite:///{max(demos, key=_changed)}" if demos else own_database()


def usual_words() -> str:
    """The file of words of one's own, where no `crumb.toml` lies beside another."""
    return str(data_folder() / WORDS)


def _own() -> Path:
    return data_folder() / "crumb.sqlite3"


def _changed(path: Path) -> float:
    return path.stat().st_mtime


def _data_home() -> Path:
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
    named = Path(os.environ.get(variable, ""))
    # A relative path is to be ignored, says the XDG base directory specification.
    return named if named.is_absolute() else Path.home() / ".local" / "share"
