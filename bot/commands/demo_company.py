"""The sample company in a file of its own, made anew each day so that it never grows stale."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp
from time import time
from typing import Final

from bot.commands.options import CannotRun
from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from crm.sample.company import sample_company
from crm.sample.filling import fill

_BEFORE: Final = "company-"
_AFTER: Final = ".sqlite3"
_KEPT: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CompanyFile:
    """Where the company is kept, and whether it was made just now."""

    path: Path
    is_new: bool

    @property
    def url(self) -> str:
        """For `Settings.database`."""
        return f"sqlite:///{self.path}"


def todays_company(folder: Path, now: datetime) -> CompanyFile:
    """The company of that day (in UTC) in `folder`: the one that is there, else a new one.

    Those of other days, and of other versions of the program, stay for a week after they were last
    used: a demo may be running on one, and feedback is in it. An interruption leaves no half of a
    company behind. Raises CrmUnavailable, and CannotRun for a folder that can't be
    written to.
    """
    day = now.astimezone(UTC).date().isoformat()
    path = folder / f"{_BEFORE}{version('crumb-crm')}-{day}{_AFTER}"
    is_new = not path.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if is_new:
            _make(path, now)
        path.touch()
        _remove_old(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotRun(f"The demo can't be kept in {folder}: {reason}.") from None
    return CompanyFile(path, is_new)


def _make(path: Path, now: datetime) -> None:
    """Beside its place first: the whole company is there, or nothing."""
    workshop = Path(mkdtemp(prefix=".making-", dir=path.parent))
    made = workshop / path.name
    try:
        storage = Storage(engine_for(f"sqlite:///{made}", create=True))
        try:
            storage.create()
            fill(storage, sample_company(now))
        finally:
            storage.engine.dispose()
        made.replace(path)
    finally:
        for left in workshop.iterdir():
            left.unlink()
        workshop.rmdir()


def _remove_old(folder: Path) -> None:
    """The files that nobody has used for a week, with the journals beside them."""
    last = time() - _KEPT.total_seconds()  # as files have it, whatever time the demo plays at
    for path in folder.glob(f"{_BEFORE}*{_AFTER}"):
        with suppress(OSError):  # another demo may hold it; it goes the next time
            files = list(folder.glob(f"{path.name}*"))
            if all(file.stat().st_mtime < last for file in files):
                for file in files:
                    file.unlink()
