"""The first reading of an export: which files there are, and what their columns hold.

Nothing is written yet. Types can be told only from a whole column, and references only once the ids
of all files are known, so every file is read once before the first record is stored.
"""

from array import array
from collections.abc import Iterator
from pathlib import Path

from crm.sample.csv_ids import IdSet, Repeats
from crm.sample.csv_names import entity_of
from crm.sample.csv_report import Notes
from crm.sample.csv_source import NotLoaded, Source, Tick, find_source
from crm.sample.csv_typing import ColumnContent
from crm.schema import FieldType, Schema


class Survey:
    """What was found: the files that can be loaded, their columns' contents, and all ids.

    `notes` are by file name, those on files that cannot be loaded among them; `ids` are by entity.
    """

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.sources: list[Source] = []
        self.notes: dict[str, Notes] = {}
        self.ids = {entity.name: IdSet() for entity in schema}
        self.contents: dict[str, dict[str, ColumnContent]] = {}
        self.repeats: dict[Path, Repeats] = {}

    def read(self, path: Path, tick: Tick) -> None:
        """Take in one file; of one that cannot be loaded there is a note and nothing else."""
        notes = self.notes[path.name] = Notes()
        entity = entity_of(path, self.ids)
        try:
            source = find_source(path, entity, tuple(self._known(entity)), notes)
            self._take(source, tick)
        except NotLoaded as reason:
            notes.add(str(reason))
        except OSError as error:
            notes.add(f"It can't be read: {error.strerror or 'the disk does not work'}.")
        else:
            self.sources.append(source)

    def _known(self, entity: str) -> Iterator[str]:
        if entity in self.schema:
            yield from (field.name for field in self.schema.entity(entity))
        yield from self.contents.get(entity, ())

    def _tells(self, entity: str, name: str) -> bool:
        """Whether the content of a column says anything about its field that is not known yet."""
        if entity not in self.schema or name not in self.schema.entity(entity):
            return name != "Id"
        return self.schema.entity(entity).field(name).type in {FieldType.TEXT, FieldType.PICKLIST}

    def _take(self, source: Source, tick: Tick) -> None:
        contents = self.contents.setdefault(source.entity, {})
        telling = [c for c in source.columns if self._tells(source.entity, c.name)]
        for column in telling:
            contents.setdefault(column.name, ColumnContent(column.header))
        ids = self.ids.setdefault(source.entity, IdSet())
        met = array("q")
        for _, rows in source.batches(_unheard, tick):
            cells = list(zip(*rows, strict=True))
            for column in telling:
                contents[column.name].add(tuple(map(str.strip, cells[column.at])))
            present = list(filter(None, map(str.strip, cells[source.id_at])))
            ids.add(present)
            met.extend(map(hash, present))
        self.repeats[source.path] = Repeats(met)


def _unheard(_line: int, _why: str) -> None:
    """The second reading complains of the same rows, into the report."""
