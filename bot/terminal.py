"""The terminal a command speaks to: whether it shows colour, how wide it is, and a progress bar."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

Progress = Callable[[int, int, str], None]

_NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Terminal:
    """How text can be shown there; `width` in columns."""

    colour: bool
    width: int


def terminal(stream: TextIO | None = None) -> Terminal:
    """What `stream`, or else standard output, is connected to.

    Colour goes to terminals only; NO_COLOR (https://no-color.org) and TERM=dumb turn it off, and
    FORCE_COLOR turns it on for a pipe.
    """
    columns = max(shutil.get_terminal_size().columns, _NARROWEST)
    return Terminal(colour=_colour(stream or sys.stdout), width=columns)


def _colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress_bar(what: str) -> Iterator[Progress | None]:
    """A bar on standard error, moved by calls with (done, total, label); None where piped."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    # Loaded here: most commands never draw a bar, and rich takes a while.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        Remaining(),
    )
    with Progress(*columns, console=Console(stderr=True, markup=False), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, label: bar.update(
            task, completed=done, total=total, description=f"{what} {label}"
        )
