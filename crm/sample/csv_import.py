"""The import of a CRM's own export, a folder of CSV files, into the embedded CRM.

The files are those of Salesforce's weekly data export: named after the object, API names in the
header. Each is read twice, a few thousand rows at a time, so that a file of any size needs little
memory: once to learn what is in it, once to store it. Whatever is wrong with a row or a cell is
reported by line and column, and costs that row or cell alone.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from crm.backends.batches import checked_currency
from crm.backends.engines import reading
from crm.backends.storage import Storage
from crm.backends.tables import Tables
from crm.errors import CrmError
from crm.sample.csv_ids import IdSet
from crm.sample.csv_load import Load
from crm.sample.csv_names import entity_of
from crm.sample.csv_plan import Plan, carry_out, plan
from crm.sample.csv_report import FileReport, ImportReport, Notes
from crm.sample.csv_survey import Survey

Progress = Callable[[int, int, str], None]
"""Called with the bytes done, the bytes in all, and the name of the file being read."""


class NothingToImport(CrmError):
    """There is no CSV file to import."""


class ImportStopped(CrmError):
    """The import was stopped half-way; `report` says what is in the CRM already."""

    def __init__(self, report: ImportReport) -> None:
        self.report = report
        super().__init__("The import was stopped; run it again to complete it.")


def import_folder(
    folder: Path,
    storage: Storage,
    *,
    currency: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> ImportReport:
    """Load the CSV files of a folder; those whose ids are known already update their records.

    Amounts are in `currency` (an ISO code, also made the home currency) where their row does not
    say otherwise; None leaves the home currency as it is. Blocks until done.

    Raises NothingToImport, InvalidValue for a currency that is none, CrmUnavailable, and
    ImportStopped on KeyboardInterrupt: what was stored by then stays, and running it again
    completes it. The report is exact when the interrupt comes from `progress`, which is called
    between batches.
    """
    if currency is not None:
        checked_currency(currency)
    paths, others = _files(folder)
    storage.create()
    job = _Import(paths, storage, progress, now)
    try:
        job.survey()
        job.load(currency)
    except KeyboardInterrupt:
        raise ImportStopped(job.report(others)) from None
    return job.report(others)


class _Import:
    """The files on their way; `report` says at any time how far it is."""

    def __init__(
        self,
        paths: list[Path],
        storage: Storage,
        progress: Progress | None,
        now: datetime | None,
    ) -> None:
        self._storage = storage
        self._now = now
        schema = storage.load()
        order = {entity.name: at for at, entity in enumerate(schema)}
        last = len(order)
        paths.sort(key=lambda path: (order.get(entity_of(path, order), last), path.name))
        self._paths = paths
        self._odometer = _Odometer(paths, progress)
        self._survey = Survey(schema)
        self._loads: dict[str, Load] = {}

    def survey(self) -> None:
        """Learn what the files hold."""
        for path in self._paths:
            self._survey.read(path, self._odometer.first_reading)

    def load(self, currency: str | None) -> None:
        """Store what they hold."""
        survey = self._survey
        present = {entity.name: self._present(entity.name) for entity in survey.schema}
        for name, ids in present.items():
            survey.ids[name].join(ids)
        new = plan(survey, currency, empty=not any(map(len, present.values())))
        carry_out(new, self._storage)
        schema = self._storage.load()
        for source in survey.sources:
            notes = survey.notes[source.path.name]
            _note_plan(new, source.entity, notes)
            load = self._loads[source.path.name] = Load(
                source,
                schema.entity(source.entity),
                present=present.setdefault(source.entity, IdSet()),
                known=survey.ids,
                repeats=survey.repeats[source.path],
                notes=notes,
                now=self._now,
            )
            load.run(self._storage, currency, self._odometer.second_reading)

    def report(self, others: Sequence[str]) -> ImportReport:
        """Every file in the order it was taken in, and what was left alone."""
        files = [
            self._loads[path.name].report()
            if path.name in self._loads
            else FileReport(file=path.name, entity=None, notes=self._survey.notes[path.name].all())
            for path in self._paths
            if path.name in self._survey.notes
        ]
        notes = Notes()
        if others:
            notes.add(f"Not CSV files, and left alone: {_listed(others)}.")
        return ImportReport(files=tuple(files), notes=notes.all())

    def _present(self, entity: str) -> IdSet:
        """The ids the CRM holds of an entity."""
        ids = IdSet()
        table = Tables(self._survey.schema)(entity)
        with reading(self._storage.engine) as connection:
            found = connection.execution_options(yield_per=10_000).execute(select(table.c.Id))
            for part in found.partitions():
                ids.add(id_ for (id_,) in part)
        return ids


class _Odometer:
    """Adds up the bytes of both readings of all files."""

    def __init__(self, paths: Sequence[Path], progress: Progress | None) -> None:
        self._sizes = {path: path.stat().st_size for path in paths}
        self._total = 2 * sum(self._sizes.values())
        self._at: dict[tuple[Path, int], int] = {}
        self._progress = progress

    def first_reading(self, path: Path, position: int) -> None:
        """The survey is at that byte of that file."""
        self._tick(path, 1, position)

    def second_reading(self, path: Path, position: int) -> None:
        """The load is at that byte of that file."""
        self._tick(path, 2, position)

    def _tick(self, path: Path, reading_: int, position: int) -> None:
        self._at[path, reading_] = min(position, self._sizes[path])
        if self._progress:
            self._progress(sum(self._at.values()), self._total, path.name)


def _files(folder: Path) -> tuple[list[Path], list[str]]:
    """The CSV files of a folder, and the names of its other files; hidden ones are in neither."""
    if folder.is_file():
        raise NothingToImport(f"{folder} is a file; give the folder of CSV files, unpacked.")
    if not folder.is_dir():
        raise NothingToImport(f"There is no folder {folder}.")
    try:
        visible = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except OSError as error:
        raise NothingToImport(f"The folder {folder} can't be read: {error.strerror}.") from None
    paths = [path for path in visible if path.is_file()]
    csvs = [path for path in paths if path.suffix.lower() == ".csv"]
    if not csvs:
        raise NothingToImport(f"There is no CSV file in {folder}.")
    return csvs, [path.name for path in paths if path not in csvs]


def _note_plan(new: Plan, entity: str, notes: Notes) -> None:
    """What the schema gained by the files of an entity, and which columns it did not."""
    added = new.fields.get(entity, ())
    for custom in new.entities:
        if custom.name == entity:
            notes.add(f"A new kind of record, {custom.label}.")
            added = custom.fields[1:]
    if added:
        notes.add(f"New fields: {_listed([f'{f.label} ({f.type})' for f in added])}.")
    if empty := new.left_out.get(entity, ()):
        notes.add(f"Columns without content, left out: {_listed(empty)}.")


def _listed(names: Sequence[str], most: int = 8) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
