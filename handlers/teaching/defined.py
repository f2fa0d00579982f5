"""The section [definitions] of a file of words: what the organisation means by some of them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.definitions import USUAL_DEFINITIONS, Definitions, Team
from crm.query import Condition, Op, Related, compare
from crm.schema import Field, FieldType
from handlers.teaching.known import Known
from handlers.teaching.mistakes import nearest
from handlers.teaching.toml_lines import Path

SECTION = "definitions"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST_DAYS = 3650
HAVING: Mapping[str, Condition] = {
    "won opportunity": Related(
        entity="Opportunity", via="AccountId", where=compare("IsWon", Op.EQ, True)
    ),
    "order": Related(entity="Order", via="AccountId"),
}
"""What may make an account a customer, besides the value of a field."""

Read = Callable[[Any, Path, Known], Any]
"""What a value means, from the value and where it stands; None, and a mistake, for nonsense."""


def definitions_in(table: Any, known: Known) -> Definitions:
    """What is defined, the usual where nothing is."""
    if not isinstance(table, dict):
        known.report.add((SECTION,), "[definitions] is a section, with a line for each definition.")
        return USUAL_DEFINITIONS
    found: dict[str, Any] = {}
    for name, value in table.items():
        at = (SECTION, name)
        if name not in READ:
            known.report.add(at, f"there is no definition {name}.{nearest(name, READ)}")
            continue
        meant, read = READ[name]
        told = read(value, at, known)
        if told is not None:
            found[meant] = told
    return Definitions(**found)


def _days(value: Any, at: Path, known: Known) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_DAYS:
        return value
    known.report.add(at, f"{at[-1]} is a number of days from 1 to {MOST_DAYS}.")
    return None


def _one_of(names: Sequence[str], first: int) -> Read:
    """One of these names in any case, counted from `first`."""

    def read(value: Any, at: Path, known: Known) -> int | None:
        counted = {name.casefold(): number for number, name in enumerate(names, first)}
        if isinstance(value, str) and value.casefold() in counted:
            return counted[value.casefold()]
        hint = nearest(value, names) if isinstance(value, str) else ""
        known.report.add(at, f"{at[-1]} is one of {', '.join(names)}.{hint}")
        return None

    return read


def _team(value: Any, at: Path, known: Known) -> Team | None:
    number = _one_of(tuple(team.value for team in Team), 0)(value, at, known)
    return None if number is None else tuple(Team)[number]


def _statuses(entity: str) -> Read:
    """Values of the status of such records."""

    def read(value: Any, at: Path, known: Known) -> tuple[str, ...] | None:
        return _values(value, known.schema.entity(entity).field("Status"), at, known)

    return read


def _values(value: Any, field: Field, at: Path, known: Known) -> tuple[str, ...] | None:
    """Values of a field: one, or a list."""
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(v, str) and v for v in written):
        known.report.add(at, f'{at[-1]} is a list such as ["{"One"}", "Another"].')
        return None
    if not written:
        known.report.add(at, f"{at[-1]} is a list of one value or more.")
        return None
    found = [known.value(field, one, at) for one in written]
    return tuple(one for one in found if one is not None) or None


def _customer(value: Any, at: Path, known: Known) -> Condition | None:
    if isinstance(value, str) and value in HAVING:
        return HAVING[value]
    if not isinstance(value, dict) or len(value) != 1:
        having = " or ".join(f'"{name}"' for name in HAVING)
        known.report.add(at, f'customer is {having}, or {{ "Account.Type" = ["Customer"] }}.')
        return None
    ((path, values),) = value.items()
    found = known.field(path, (*at, path))
    if found is None:
        return None
    entity, field = found
    if entity.name != "Account" or not field.type.is_text:
        known.report.add((*at, path), f"{path} is no text or picklist of an account.")
        return None
    meant = _values(values, field, (*at, path), known)
    return compare(field.name, Op.IN, *meant) if meant else None


def _usual(what: str, fits: Callable[[FieldType], bool], *, own: bool) -> Read:
    """For kinds of record, the path to a field of such a type; with `own`, to one of their own."""

    def read(value: Any, at: Path, known: Known) -> dict[str, str] | None:
        if not isinstance(value, dict):
            known.report.add(at, f'{at[-1]} is written {at[-1]}.Opportunity = "…".')
            return None
        found: dict[str, str] = {}
        for name, path in value.items():
            here = (*at, name)
            field = known.path(name, path, here)
            if field is None:
                continue
            if not fits(field.type) or (own and "." in path):
                known.report.add(here, f"{path} is no {what} of {name} itself.")
            else:
                found[name] = path
        return found

    return read


READ: Mapping[str, tuple[str, Read]] = {
    "stale_days": ("stale_days", _days),
    "open_order_statuses": ("open_orders", _statuses("Order")),
    "open_task_statuses": ("open_tasks", _statuses("Task")),
    "open_lead_statuses": ("open_leads", _statuses("Lead")),
    "customer": ("customer", _customer),
    "team": ("team", _team),
    "fiscal_year_starts": ("fiscal_start_month", _one_of(MONTHS, 1)),
    "week_starts": ("week_start", _one_of(DAYS, 0)),
    "usual_date": ("dates", _usual("date", lambda type_: type_.is_time, own=False)),
    "usual_amount": ("money", _usual("amount", lambda type_: type_ is FieldType.MONEY, own=True)),
}
"""The field of `Definitions` by the name of its definition, and how that is read."""
