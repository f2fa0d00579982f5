"""Queries for records: what is selected, in which order, and each record as REST writes it.

Pages "SELECT" and "ORDER BY" of the SOQL and SOSL Reference; the shape of records is in the REST
API Developer Guide, "Execute a SOQL Query". Without ORDER BY the order is not promised; here it is
the order in which records were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tests.fakes.salesforce.errors import ApiError, malformed, pointed
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.soql.labels import labels
from tests.fakes.salesforce.soql.operands import (
    SHOWN,
    Operand,
    corporate,
    is_figure,
    operand,
    ranked,
)
from tests.fakes.salesforce.soql.scope import Scope
from tests.fakes.salesforce.soql.semi_joins import check_places
from tests.fakes.salesforce.soql.tree import Call, Item, Ordering, Path, Select
from tests.fakes.salesforce.soql.values import Stored, written
from tests.fakes.salesforce.soql.visible import visible
from tests.fakes.salesforce.soql.where import Where

FARTHEST = 2_000  # rows skipped: page "OFFSET"
_SUBQUERIES = 20  # page "Understanding Relationship Query Limitations"
_RELATIONSHIPS = 55  # the same page: child-to-parent relationships of a query


@dataclass(frozen=True, slots=True)
class Cell:
    """One selected value: under which names it is answered, its place in the row, what it is."""

    names: tuple[str, ...]
    place: int
    operand: Operand
    labels: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A parent on the way of a selected path: its names, and where its kind and id lie."""

    names: tuple[str, ...]
    place: int
    sobjects: tuple[SObject, ...]


@dataclass
class Records:
    """A compiled query for records. `children` are its sub-queries, by relationship name."""

    scope: Scope
    columns: list[str] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    links: dict[tuple[str, ...], Link] = field(default_factory=dict)
    children: dict[str, tuple[Select, Field, SObject]] = field(default_factory=dict)
    condition: str = ""
    parameters: list[object] = field(default_factory=list)
    order: str = ""

    def ids(self, limit: int | None, offset: int | None) -> str:
        """SQL for the ids of all that match, in order."""
        cut = f" LIMIT {-1 if limit is None else limit} OFFSET {offset or 0}"
        return (
            f'SELECT {self.scope.root}."Id" AS id FROM {self.scope.source}'
            f" WHERE {self.condition} ORDER BY {self.order}{cut}"
        )

    def rows(self, found: str) -> str:
        """SQL for the selected values of the records whose ids are in the table `found`."""
        root = self.scope.root
        joins = " ".join(self.scope.joins)
        return (
            f"SELECT {', '.join(self.columns)} FROM {found} f"
            f' JOIN "{self.scope.sobject.name}" {root} ON {root}."Id" = f.id {joins}'
            " WHERE f.rowid > ? AND f.rowid <= ? ORDER BY f.rowid"
        )

    def record(self, row: Sequence[Stored], base: str) -> dict[str, Any]:
        """A row as REST writes it."""
        record: dict[str, Any] = {"attributes": _attributes(self.scope.sobject, row[0], base)}
        for cell in self.cells:
            value = _value(cell, row[cell.place])
            into: dict[str, Any] | None = record
            for depth in range(1, len(cell.names)):
                assert into is not None
                into = self._parent(into, cell.names[:depth], row, base)
                if into is None:
                    break
            if into is not None:
                into[cell.names[-1]] = value
        return record

    def _parent(
        self, into: dict[str, Any], names: tuple[str, ...], row: Sequence[Stored], base: str
    ) -> dict[str, Any] | None:
        name = names[-1]
        if name not in into:
            link = self.links[names]
            ids = row[link.place : link.place + len(link.sobjects)]
            there = [(s, i) for s, i in zip(link.sobjects, ids, strict=True) if i is not None]
            into[name] = {"attributes": _attributes(*there[0], base)} if there else None
        found: dict[str, Any] | None = into[name]
        return found


def _attributes(sobject: SObject, id_: Stored, base: str) -> dict[str, str]:
    return {"type": sobject.name, "url": f"{base}/sobjects/{sobject.name}/{id_}"}


def _value(cell: Cell, value: Stored) -> Any:
    shown = written(cell.operand.kind, cell.operand.decimals, value)
    return cell.labels.get(shown, shown) if cell.labels is not None and shown else shown


def compiled(select: Select, scope: Scope) -> Records:
    """The query, checked; raises what Salesforce refuses it with."""
    if select.offset is not None and select.offset > FARTHEST:
        why = f"Maximum SOQL offset allowed is {FARTHEST}"
        raise ApiError("NUMBER_OUTSIDE_VALID_RANGE", why)
    if select.having is not None:
        raise malformed("HAVING clause needs GROUP BY")
    records = Records(scope, columns=[f'{scope.root}."Id"'])
    for item in select.items:
        _select(item, records)
    if len(records.children) > _SUBQUERIES:
        raise malformed(f"maximum of {_SUBQUERIES} parent-to-child sub-queries are allowed")
    check_places(select.where)
    where = Where(scope)
    parts = [visible(scope)]
    if select.where is not None:
        parts.append(where.sql(select.where))
    if select.scope not in (None, "everything"):
        parts.append(_mine(select, scope))
    records.condition = " AND ".join(parts)
    records.parameters = where.parameters
    records.order = ordering(select.order_by, scope)
    if len(scope.relationships) > _RELATIONSHIPS:
        raise malformed(f"maximum of {_RELATIONSHIPS} child-to-parent relationships are allowed")
    return records


def _mine(select: Select, scope: Scope) -> str:
    if select.scope != "mine":
        raise malformed(f"USING SCOPE {select.scope} is not supported here")
    return f"{scope.column(Path(('OwnerId',), 0)).sql} = '{scope.asker.user_id}'"


def ordering(orders: Sequence[Ordering], scope: Scope) -> str:
    """ORDER BY in SQL: text without regard to case, picklists by their values' order, money in the
    corporate currency, empty ones first unless said otherwise.
    """
    parts = []
    for order in orders:
        found = operand(order.by, scope)
        if found.field is not None and not found.field.sortable:
            why = f"field '{order.by}' can not be sorted in a query call"
            raise malformed(pointed(scope.text, order.by.at, why))
        if found.figure:
            raise malformed("aggregate expressions need GROUP BY")
        parts.append(sorted_by(found, order, scope))
    return ", ".join([*parts, f"{scope.root}.rowid"])


def sorted_by(found: Operand, order: Ordering, scope: Scope) -> str:
    """One of them."""
    found = ranked(corporate(found, scope))
    sql = f"fold({found.sql})" if found.kind.is_text else found.sql
    nulls = f"({found.sql}) IS {'' if order.nulls_last else 'NOT '}NULL"
    return f"{nulls}, {sql} {'DESC' if order.descending else 'ASC'}"


def _select(item: Item, records: Records) -> None:
    scope, what = records.scope, item.what
    if isinstance(what, Select):
        _child(what, records)
    elif isinstance(what, Path):
        if item.alias:
            raise malformed("only aggregate expressions use field aliasing")
        _field(what, records)
    elif what.function in SHOWN:
        _shown(what, item.alias, records)
    elif is_figure(what):
        raise malformed("aggregate expressions need to be alone, or with GROUP BY")
    else:
        raise malformed(pointed(scope.text, what.at, f"{what.function} cannot be selected"))


def _field(path: Path, records: Records) -> None:
    scope = records.scope
    column = scope.column(path)
    names = _answered(path, column.field, scope)
    if any(cell.names == names for cell in records.cells):
        raise ApiError("INVALID_FIELD", f"duplicate field selected: {path}")
    for depth in range(1, len(names)):
        _link(names[:depth], path, records)
    records.cells.append(Cell(names, len(records.columns), operand(path, scope)))
    records.columns.append(column.sql)


def _answered(path: Path, field: Field, scope: Scope) -> tuple[str, ...]:
    """The names a value is answered under: as describe spells them."""
    names = scope.own(path.names)
    sobject: SObject | None = scope.sobject
    spelled = []
    for name in names[:-1]:
        reference = sobject.parent(name) if sobject else None
        spelled.append(reference.relationship or name if reference else name)
        sobject = scope.asker.every.get(reference.refers_to[0].lower()) if reference else None
    return (*spelled, field.name)


def _link(names: tuple[str, ...], path: Path, records: Records) -> None:
    if names in records.links:
        return
    targets = records.scope.targets(names)
    records.links[names] = Link(names, len(records.columns), tuple(s for s, _ in targets))
    records.columns += [f'{alias}."Id"' for _, alias in targets]


def _shown(call: Call, alias: str | None, records: Records) -> None:
    """toLabel() gives a picklist's label, convertCurrency() money in the user's own currency.

    Pages "toLabel()" and "convertCurrency()"; FORMAT() is left as the plain value.
    """
    scope = records.scope
    if not isinstance(call.argument, Path):
        raise malformed(pointed(scope.text, call.at, f"{call.function} needs a field"))
    found = operand(call.argument, scope)
    known = None
    if call.function == "TOLABEL" and found.field is not None:
        known = labels(found.field)
    if call.function == "CONVERTCURRENCY":
        if not scope.asker.rates or found.kind is not Kind.CURRENCY:
            raise malformed(
                pointed(scope.text, call.at, "convertCurrency needs several currencies")
            )
        found = _converted(found, scope)
    names = (
        (alias,)
        if alias
        else _answered(call.argument, found.field or Field(name="", label=""), scope)
    )
    for depth in range(1, len(names)):
        _link(names[:depth], call.argument, records)
    records.cells.append(Cell(names, len(records.columns), found, known))
    records.columns.append(found.sql)


def _converted(found: Operand, scope: Scope) -> Operand:
    rate = scope.asker.rates[scope.asker.currency]
    return replace(found, sql=f"ROUND({corporate(found, scope).sql} * {float(rate)!r})")


def _child(select: Select, records: Records) -> None:
    scope = records.scope
    name = select.source.lower()
    for sobject in scope.asker.objects.values():
        for reference in sobject:
            if (
                reference.child or ""
            ).lower() == name and scope.sobject.name in reference.refers_to:
                records.children[str(reference.child)] = (select, reference, sobject)
                return
    why = (
        f"Didn't understand relationship '{select.source}' in FROM part of query call. If you are "
        "attempting to use a custom relationship, be sure to append the '__r' after the custom "
        "relationship name. Please reference your WSDL or the describe call for the appropriate "
        "names."
    )
    raise ApiError("INVALID_TYPE", pointed(scope.text, select.source_at, why))
