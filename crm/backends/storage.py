"""The embedded CRM's tables as an import fills them: whole records, no viewer."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Engine, select
from sqlalchemy.schema import CreateColumn

from crm.backends import auditing, metadata
from crm.backends.batches import checked_currency, in_batches, write_batch
from crm.backends.catalogue import Catalogue, Known
from crm.backends.described import added, entity_fact, field_fact
from crm.backends.engines import reading, writing
from crm.backends.tables import FACTS, column
from crm.backends.tracking import Tracking
from crm.change import AuditEntry
from crm.errors import CrmUnavailable, InvalidValue
from crm.query import Value
from crm.schema import Entity, Field, Schema

# PostgreSQL cuts names at 63 bytes.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")


class Storage:
    """The embedded CRM's database as an import sees it.

    Everything blocks (call it from a thread) and raises CrmUnavailable when the database fails.
    Each method is one transaction (`upsert`: one a batch), so an interruption loses nothing done.
    The engine comes from `crm.backends.engines.engine_for`.
    """

    def __init__(self, engine: Engine, catalogue: Catalogue | None = None) -> None:
        self.engine = engine
        self._catalogue = catalogue or Catalogue()

    def create(self) -> None:
        """Make the tables that are missing; does nothing to those that are there."""
        with writing(self.engine) as connection:
            FACTS.create(connection, checkfirst=True)
            for table in self._catalogue.at(connection).tables.everything():
                table.create(connection, checkfirst=True)

    def load(self) -> Schema:
        """The standard schema with everything custom merged in."""
        with reading(self.engine) as connection:
            return self._catalogue.at(connection).schema

    def add_custom(self, entity: str, fields: Sequence[Field]) -> None:
        """Add fields to an entity (each is marked custom) and columns to its table.

        A field that is there already with the same type gets the new label and picklist. Raises
        InvalidValue for a name that is not a letter and up to 59 more letters, digits and
        underscores, or that is known with another type or in another case.
        """
        with writing(self.engine) as connection:
            known = self._catalogue.at(connection)
            _add_fields(connection, known, known.schema.entity(entity), fields)

    def add_entity(self, entity: Entity) -> None:
        """Add a custom entity and its table; one that is there gets the fields it lacks.

        Raises InvalidValue as `add_custom` does.
        """
        with writing(self.engine) as connection:
            known = self._catalogue.at(connection)
            if entity.name in known.schema:
                lacking = [f for f in entity if f.name not in known.schema.entity(entity.name)]
                _add_fields(connection, known, known.schema.entity(entity.name), lacking)
                return
            _refuse_name(entity.name, (e.name for e in known.schema))
            metadata.put(connection, "entity", entity.name, entity_fact(entity))
            for field in entity:
                _refuse_name(field.name, (f.name for f in entity))
                metadata.put(connection, "field", f"{entity.name}.{field.name}", field_fact(field))
            self._catalogue.at(connection).tables(entity.name).create(connection)

    def set_currencies(self, currencies: Sequence[str]) -> None:
        """The ISO codes in use, the home currency first."""
        for code in currencies:
            checked_currency(code)
        with writing(self.engine) as connection:
            metadata.put(connection, "setting", "currencies", list(dict.fromkeys(currencies)))

    def extend_picklists(
        self, values: Mapping[tuple[str, str], Iterable[str]], *, seen: bool = False
    ) -> None:
        """Add values to the picklists of (entity, field) pairs, those known (in any case) left out.

        With `seen`, to the values met in a text field (`Field.seen`), which restrict nothing.
        """
        kind = "seen" if seen else "picklist"
        with writing(self.engine) as connection:
            schema = self._catalogue.at(connection).schema
            kept = metadata.read(connection).get(kind, {})
            for (entity, name), more in values.items():
                field = schema.entity(entity).field(name)
                known = field.seen if seen else field.picklist
                fresh = [v for v in added(known, tuple(filter(None, more))) if v not in known]
                path = f"{entity}.{name}"
                if fresh:
                    metadata.put(connection, kind, path, [*kept.get(path, []), *fresh])

    def upsert(
        self,
        entity: str,
        rows: Iterable[Mapping[str, Value]],
        *,
        currency: str | None = None,
        tracking: Tracking | None = None,
    ) -> int:
        """Insert records, or update those whose `Id` is there; returns how many.

        Keys are field names; a field a row does not mention stays as it is. Money is Money or a
        Decimal in the row's `CurrencyIsoCode`, else in `currency`, else in the home currency;
        numbers are Decimal, points in time aware, empty text is None. With `tracking`, what changes
        of the records it names is in the audit, in the same transaction. Raises InvalidValue (which
        names the field; the batch it is in is not written) for a value of the wrong type, and
        UnknownField for a key that is no field.
        """
        if currency is not None:
            checked_currency(currency)
        count = 0
        for batch in in_batches(rows):
            with writing(self.engine) as connection:
                known = self._catalogue.at(connection)
                write_batch(connection, known, entity, batch, currency, tracking)
                if batch and entity in known.schema.unused:
                    metadata.put(connection, "used", entity, True)
            count += len(batch)
        return count

    def filled(self, entity: str, names: Iterable[str]) -> frozenset[str]:
        """Which of these fields hold something in any record."""
        with reading(self.engine) as connection:
            table = self._catalogue.at(connection).tables(entity)
            has = (
                (name, select(table.c[name]).where(table.c[name].is_not(None)).limit(1))
                for name in names
            )
            return frozenset(name for name, query in has if connection.execute(query).first())

    def note(self, entries: Iterable[AuditEntry]) -> None:
        """Put these changes into the audit, as made before the records came here."""
        with writing(self.engine) as connection:
            auditing.note(connection, entries)

    def verify(self) -> None:
        """Read the whole file for damage (SQLite); raises CrmUnavailable when there is some."""
        if self.engine.dialect.name != "sqlite":
            return
        with reading(self.engine) as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise CrmUnavailable("The CRM database file is damaged; restore it from a backup.")


def _add_fields(
    connection: Connection, known: Known, entity: Entity, fields: Sequence[Field]
) -> None:
    table = known.tables(entity.name)
    quoted = connection.dialect.identifier_preparer.format_table(table)
    for field in fields:
        if field.name in entity:
            field = _relabelled(entity.field(field.name), field)
        else:
            _refuse_name(field.name, (f.name for f in entity))
            definition = CreateColumn(column(field)).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"ALTER TABLE {quoted} ADD COLUMN {definition}")
            entity = entity.with_fields(field)
        metadata.put(connection, "field", f"{entity.name}.{field.name}", field_fact(field))


def _relabelled(known: Field, given: Field) -> Field:
    if known.type is not given.type:
        raise InvalidValue(f"{known.name} is kept as a {known.type} already.", known.name)
    return replace(known, label=given.label, picklist=added(known.picklist, given.picklist))


def _refuse_name(name: str, known: Iterable[str]) -> None:
    if not _NAME.fullmatch(name):
        raise InvalidValue(f"{name[:80]!r} can't be the name of a field or entity.", name)
    twin = next((k for k in known if k != name and k.lower() == name.lower()), None)
    if twin:
        raise InvalidValue(f"{name} is known as {twin} already.", name)
