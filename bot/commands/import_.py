"""`crumb import DIR`: a CRM's own export into the embedded CRM."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from bot.commands.options import CURRENCY, CannotRun, database_option, settings_with
from bot.places import own_database, usual_database
from bot.render.clean import text
from bot.terminal import Progress, progress_bar
from bot.wiring import present
from crm.backends.engines import engine_for
from crm.backends.storage import Storage
from crm.sample.csv_import import ImportStopped, import_folder
from crm.sample.csv_report import ImportReport


@click.command("import")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@database_option
@click.option(
    "--currency",
    metavar="CODE",
    type=CURRENCY,
    help="Currency of amounts whose row names none. Default: CRUMB_CURRENCY, else the CRM's own.",
)
def import_(folder: Path, database: str | None, currency: str | None) -> None:
    """Load the CSV files in DIR, named after their objects, with API names in the header.

    Records whose Id is known already are updated. What could not be taken is listed, with why.
    """
    settings = settings_with(database=database, currency=currency)
    unsaid = database is None and settings.database == usual_database()
    url = own_database() if unsaid else settings.database
    storage = Storage(engine_for(url, create=True))
    try:
        with progress_bar("Importing") as bar, _between_batches(bar) as progress:
            report = import_folder(
                folder,
                storage,
                currency=settings.currency or None,
                progress=progress,
                now=present(),
            )
    except ImportStopped as stopped:
        click.echo(text(str(stopped.report)))
        raise CannotRun(f"Stopped. {stopped}") from None
    finally:
        storage.engine.dispose()
    click.echo(text(str(report)))
    _refuse_nothing(report)


def _refuse_nothing(report: ImportReport) -> None:
    if all(file.entity is None for file in report.files):
        raise CannotRun("None of the files could be loaded.")


@contextmanager
def _between_batches(bar: Progress | None) -> Iterator[Progress]:
    """Progress that stops the import after Ctrl-C, when the batch at hand is stored and counted.

    A second Ctrl-C does not wait. Where Ctrl-C is ignored, as in the background, it stays so.
    """
    pressed = False

    def press(number: int, frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    def progress(done: int, total: int, file: str) -> None:
        if pressed:
            raise KeyboardInterrupt
        if bar:
            bar(done, total, file)

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, press)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)
