"""What building a list and building a figure have in common."""

from dataclasses import dataclass

from crm.schema import FieldType, Schema
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.reading import NoReading, Unsure, Why
from handlers.understanding.schema.connect import connect


@dataclass
class Builder:
    """Turns a draft whose subject is known into a reading.

    `limit` is how many records or groups are shown unless the question says.
    """

    resolver: Resolver
    limit: int = 50

    @property
    def schema(self) -> Schema:
        """What the asker can ask for."""
        return self.resolver.schema

    def reference_to(self, entity: str, to: str) -> str | None:
        """The path of the reference by which `entity` knows the other kind of record."""
        way = connect(self.schema, entity, to)
        if way is None or not way.path:
            return None
        holder = self.schema.resolve(entity, f"{way.path}.Id").steps[-1][1].name
        before = way.path.rpartition(".")[0]
        return f"{before}.{holder}" if before else holder

    def shown(self, entity: str, path: str) -> str:
        """What is shown for a path: for a reference, the name of the record it leads to."""
        resolved = self.schema.resolve(entity, path)
        field = resolved.field
        if field.type is not FieldType.REFERENCE or field.refers_to is None:
            return path
        name = self.schema.entity(field.refers_to).name_field
        before = path.rpartition(".")[0]
        step = f"{before}.{field.relationship}" if before else str(field.relationship)
        return f"{step}.{name}"

    def cannot(self, what: str, entity: str) -> Unsure:
        """What to raise when a wish makes no sense of those records."""
        plural = self.schema.entity(entity).plural.lower()
        return Unsure(
            NoReading(
                why=Why.NOT_UNDERSTOOD,
                sentence=f"I can't tell “{what}” for {plural}.",
                words=(what,),
                misplaced=True,
            )
        )
