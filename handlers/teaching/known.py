"""What there is in a CRM to give words to, by the names that an owner writes."""

from dataclasses import dataclass

from crm.errors import UnknownField
from crm.schema import Entity, Field, FieldType, Schema
from handlers.teaching.mistakes import Report, nearest
from handlers.teaching.toml_lines import Path
from handlers.understanding.language.languages import LANGUAGES, Language


@dataclass(frozen=True, slots=True)
class Known:
    """The kinds of record, fields and values of one CRM; what is none is reported."""

    schema: Schema
    report: Report
    languages: tuple[Language, ...] = LANGUAGES

    def entity(self, name: str, at: Path) -> Entity | None:
        """The kind of record of that name."""
        if name in self.schema:
            return self.schema.entity(name)
        hint = nearest(name, (e.name for e in self.schema), self._called())
        self.report.add(at, f"there is no kind of record {name}.{hint}")
        return None

    def _called(self) -> dict[str, str]:
        """Each kind of record by what people call it: deal, opportunities."""
        called: dict[str, str] = {}
        for language in self.languages:
            for name, phrases in language.words.entities.items():
                called |= dict.fromkeys(phrases, name) if name in self.schema else {}
        return called | {e.label: e.name for e in self.schema}

    def field(self, path: str, at: Path) -> tuple[Entity, Field] | None:
        """The field written `Opportunity.Amount`."""
        entity, dot, name = path.partition(".")
        if not dot or "." in name:
            self.report.add(at, f'a field is written like "Opportunity.Amount", not {path}.')
            return None
        record = self.entity(entity, at)
        if record is None:
            return None
        if name in record:
            return record, record.field(name)
        self.report.add(at, f"there is no field {path}.{_near(record, name)}")
        return None

    def path(self, entity: str, path: object, at: Path) -> Field | None:
        """The field at the end of a path such as `Order.EffectiveDate` from that kind of record."""
        if self.entity(entity, at) is None:
            return None
        if not isinstance(path, str):
            self.report.add(at, "this takes the name of a field, in quotes.")
            return None
        try:
            return self.schema.resolve(entity, path).field
        except UnknownField as error:
            hint = _near(self.schema.entity(error.entity), error.field)
            self.report.add(at, f"there is no field {entity}.{path}.{hint}")
        return None

    def value(self, field: Field, value: str, at: Path) -> str | None:
        """The value as the CRM writes it; None for one that the field can't have."""
        found = {known.casefold(): known for known in (*field.seen, *field.picklist)}
        if value.casefold() in found:
            return found[value.casefold()]
        if field.type is not FieldType.PICKLIST or not field.picklist:
            return value
        hint = nearest(value, field.picklist) or f" It has {', '.join(field.picklist[:8])}."
        self.report.add(at, f"{field.label} has no value {value}.{hint}")
        return None


def _near(entity: Entity, name: str) -> str:
    """A hint by the names and the labels of its fields."""
    names = {field.name: f"{entity.name}.{field.name}" for field in entity}
    return nearest(name, (), {field.label: names[field.name] for field in entity} | names)
