"""One person's questions as they are read at one moment, without any of them being answered."""

from dataclasses import dataclass
from datetime import datetime

from crm.access import Viewer
from crm.names import NameIndex
from crm.schema import Schema
from handlers.ports import Turn
from handlers.understanding.described.query import Describer
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import NoReading, Reading


class KnownNames(dict[str, str]):
    """Names of records by id: those given, and all of the index."""

    def __init__(self, index: NameIndex, known: dict[str, str]) -> None:
        super().__init__(known)
        self._index = index

    def __missing__(self, id_: str) -> str:
        found = self._index.by_id(id_)
        return found.text if found else "that record"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listener:
    """What questions of `viewer` are read with, and said back with."""

    schema: Schema
    index: NameIndex
    reader: Reader
    viewer: Viewer
    now: datetime
    limit: int

    def read(self, text: str, turn: Turn | None = None) -> Reading | NoReading:
        """What the text means after `turn`, or by itself."""
        asked = Asked(text=text, viewer=self.viewer, now=self.now, turn=turn, limit=self.limit)
        return self.reader.read(asked)

    @property
    def describer(self) -> Describer:
        """Puts readings in words, with the names of the index."""
        return Describer(self.schema, self.viewer, self.now, KnownNames(self.index, {}))
