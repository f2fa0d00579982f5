"""References told by the names of what they lead to, as far as somebody may read that."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crm.access import Viewer
from crm.port import Crm
from crm.query import Op, Query, Rows, Value, compare
from crm.schema import Field, Schema
from handlers.speech import say

_HIDDEN = "a record you can't see"


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the records that were asked for, by kind and id."""

    crm: Crm
    viewer: Viewer
    schema: Schema
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    async def learn(self, entity: str, ids: Iterable[str]) -> None:
        """Read the names of these records, as the person may."""
        fresh = sorted({id_ for id_ in ids if id_ and (entity, id_) not in self._known})
        if not fresh or entity not in self.schema:
            return
        query = Query(entity=entity, where=compare("Id", Op.IN, *fresh), limit=None)
        rows = await self.crm.run(await self.crm.permit(query, self.viewer))
        assert isinstance(rows, Rows)
        self._known.update({(entity, row.ref.id): row.name for row in rows.rows})
        for id_ in fresh:
            self._known.setdefault((entity, id_), "" if entity == "User" else say(_HIDDEN))

    def of(self, entity: str, id_: str) -> str:
        """The name; "" for a person nobody knows, and no name for what is not for them to see."""
        return self._known.get((entity, id_), "")

    def told(self, value: Value, described: Field) -> Value:
        """A field's value as it is told."""
        if described.refers_to and isinstance(value, str) and value:
            return self.of(described.refers_to, value) or say(_HIDDEN)
        return value
