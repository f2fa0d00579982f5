"""How two kinds of record hang together, found in the schema's references.

`connect(schema, "Contact", "Opportunity")` says how a condition on opportunities becomes one on
contacts. The ways, nearest first: it is the same record; a reference leads there; it points back
here; a third entity lies between (order lines between products and orders); both point at the same
record (contacts and deals of one account).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from crm.query import And, Comparison, Condition, Not, Op, Or, Related, compare
from crm.schema import Entity, Field, Schema

_DEEPEST = 2
# What customers have bought stands in orders before it stands in opportunities.
_ORDERED = {"OrderItem": -1}


@dataclass(frozen=True, slots=True)
class Way:
    """A way from `here` to `there`; `path` is the forward path when references lead there.

    `shared` says that both only point at the same record.
    """

    wrap: Callable[[Condition | None, int], Condition]
    path: str | None = None
    shared: bool = False

    def one(self, condition: Condition | None) -> Condition:
        """The condition on `here` that some record over there meets `condition`."""
        return self.wrap(condition, 1)


def prefixed(condition: Condition, prefix: str) -> Condition:
    """The same condition seen from a record that reaches this one through `prefix`."""
    match condition:
        case Comparison():
            return replace(condition, path=f"{prefix}.{condition.path}")
        case And(parts):
            return And(tuple(prefixed(p, prefix) for p in parts))
        case Or(parts):
            return Or(tuple(prefixed(p, prefix) for p in parts))
        case Not(part):
            return Not(prefixed(part, prefix))
        case Related():
            return replace(condition, own=f"{prefix}.{condition.own}")


def forward(schema: Schema, here: str, there: str) -> Iterator[str]:
    """The paths of references that lead from `here` to `there`, shortest first."""
    paths: list[tuple[str, str]] = [("", here)]
    for _ in range(_DEEPEST):
        longer: list[tuple[str, str]] = []
        for path, entity in paths:
            for name, reference in schema.entity(entity).references.items():
                if reference.refers_to is None or reference.refers_to not in schema:
                    continue
                step = f"{path}.{name}" if path else name
                if reference.refers_to == there:
                    yield step
                longer.append((step, reference.refers_to))
        paths = longer


def connect(schema: Schema, here: str, there: str) -> Way | None:
    """The nearest way from one entity to another; None when nothing joins them."""
    if here == there:
        return Way(lambda condition, _: condition or And(()), path="")
    near = [p for p in forward(schema, here, there) if "." not in p]
    if near:
        return _through(schema, here, _preferred(near))
    back = _pointing(schema, there, here)
    if back:
        return _related(there, back.name, "Id")
    between = _between(schema, here, there)
    if between:
        return between
    far = next(forward(schema, here, there), None)
    if far:
        return _through(schema, here, far)
    return _shared(schema, here, there) or _by_child(schema, here, there)


def _preferred(paths: list[str]) -> str:
    """`Account` rather than `Parent`: the reference named like what it leads to, or the owner."""
    return min(paths, key=lambda p: (p in {"Parent", "Manager"}, len(p)))


def _through(schema: Schema, here: str, path: str) -> Way:
    *_, last = path.split(".")
    resolved = path[: -len(last)]
    holder = schema.resolve(here, f"{path}.Id").steps[-1][1].name

    def wrap(condition: Condition | None, at_least: int) -> Condition:
        if condition is None:
            return Not(compare(f"{resolved}{holder}", Op.EMPTY))
        return prefixed(condition, path)

    return Way(wrap, path=path)


def _related(entity: str, via: str, own: str, inner: Way | None = None) -> Way:
    def wrap(condition: Condition | None, at_least: int) -> Condition:
        where = inner.one(condition) if inner and condition is not None else condition
        return Related(entity=entity, via=via, own=own, where=where, at_least=at_least)

    return Way(wrap)


def _pointing(schema: Schema, entity: str, at: str) -> Field | None:
    """The reference by which that entity points at the other."""
    fields = [f for f in schema.entity(entity) if f.refers_to == at]
    return min(
        fields, key=lambda f: (f.name in {"ParentId", "ManagerId"}, len(f.name)), default=None
    )


def _between(schema: Schema, here: str, there: str) -> Way | None:
    for middle in sorted(filter(_is_line, schema), key=lambda e: _ORDERED.get(e.name, 0)):
        back = _pointing(schema, middle.name, here)
        path = next(forward(schema, middle.name, there), None)
        if back and path and middle.name not in schema.unused:
            return _related(middle.name, back.name, "Id", _through(schema, middle.name, path))
    return None


def _by_child(schema: Schema, here: str, there: str) -> Way | None:
    """accounts that ordered a product: by the orders that point here and hold it."""
    for child in sorted(schema, key=lambda e: e.name != "Order"):
        back = _pointing(schema, child.name, here)
        inner = _between(schema, child.name, there) if back and not _is_line(child) else None
        if back and inner:
            return _related(child.name, back.name, "Id", inner)
    return None


def _is_line(entity: Entity) -> bool:
    """Order lines and the like have no name of their own; they join what they stand between."""
    return entity.name_field == "Id"


def _shared(schema: Schema, here: str, there: str) -> Way | None:
    for reference in schema.entity(here):
        if reference.refers_to in (None, "User"):
            continue
        back = _pointing(schema, there, str(reference.refers_to))
        if back:
            return replace(_related(there, back.name, reference.name), shared=True)
    return None
