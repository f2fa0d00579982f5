"""What the embedded CRM keeps: making its tables, filling them, and knowing its schema."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Engine

from crm.query import Value
from crm.schema import Entity, Field, Schema


class Storage:
    """The embedded CRM's database as an import sees it: whole records, no viewer.

    Everything blocks (call it from a thread) and raises CrmUnavailable when the database fails.
    Each method is one transaction (`upsert`: one a batch), so an interruption loses nothing done.
    Get the engine from `crm.backends.engines.engine_for`.
    """

    def __init__(self, engine: Engine) -> None:
        raise NotImplementedError

    def create(self) -> None:
        """Make the tables that are missing; does nothing to those that are there."""
        raise NotImplementedError

    def load(self) -> Schema:
        """The standard schema with everything custom merged in; one query."""
        raise NotImplementedError

    def add_custom(self, entity: str, fields: Sequence[Field]) -> None:
        """Add fields to an entity (each is marked custom) and columns to its table.

        A field that is there already with the same type gets the new label and picklist. Raises
        InvalidValue for a name that is not `[A-Za-z][A-Za-z0-9_]{0,59}`, or known with another type
        or in another case.
        """
        raise NotImplementedError

    def add_entity(self, entity: Entity) -> None:
        """Add a custom entity and its table; one that is there gets the fields it lacks."""
        raise NotImplementedError

    def set_currencies(self, currencies: Sequence[str]) -> None:
        """The ISO codes in use, the home currency first."""
        raise NotImplementedError

    def set_fiscal_start(self, month: int) -> None:
        """The month (1 to 12) with which the fiscal year begins."""
        raise NotImplementedError

    def extend_picklists(
        self, values: Mapping[tuple[str, str], Iterable[str]], *, seen: bool = False
    ) -> None:
        """Add values to the picklists of (entity, field) pairs, those known (in any case) left out.

        With `seen`, to the values met in a text field (`Field.seen`), which restrict nothing.
        """
        raise NotImplementedError

    def upsert(
        self,
        entity: str,
        rows: Iterable[Mapping[str, Value]],
        *,
        currency: str | None = None,
    ) -> int:
        """Insert records, or update those whose `Id` is there; returns how many.

        Keys are field names; a field a row does not mention stays as it is. Money is Money or a
        Decimal in the row's `CurrencyIsoCode`, else in `currency`, else in the home currency;
        numbers are Decimal, points in time aware, empty text is None. Raises InvalidValue (which
        names the field; the batch it is in is not written) for a value of the wrong type.
        """
        raise NotImplementedError

    def verify(self) -> None:
        """Read the whole file for damage (SQLite); raises CrmUnavailable when there is some."""
        raise NotImplementedError
