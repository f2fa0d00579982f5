"""Lines of figures in order, within bounds and cut: what no CRM can do before they are finished."""

from decimal import Decimal

from crm.money import Money
from crm.query import Figures, Grouping, Value
from handlers.asking.answered import Line
from handlers.understanding.reading import Reading


def arranged(lines: tuple[Line, ...], reading: Reading, figures: Figures) -> tuple[Line, ...]:
    """All lines that are to be shown, in order, before any cut."""
    if not reading.cut_later:
        return lines
    bound = reading.derived.bound
    if bound and figures.query.group_by:
        lines = tuple(line for line in lines if _known(line) and bound.holds(amount(line.value)))
    if not _in_order_of_keys(figures):
        return _by_value(lines, descending=_descending(figures))
    return tuple(sorted(lines, key=_time)) if reading.how else lines


def cut(lines: tuple[Line, ...], reading: Reading) -> tuple[Line, ...]:
    """As many as were asked for, from the place that was asked for."""
    limit = reading.query.limit
    lines = lines[reading.derived.place - 1 :]
    if reading.derived.running and limit:
        # Of what is added up, the last lines hold all the others.
        return lines[-limit:]
    return lines[:limit] if reading.cut_later or reading.topped else lines


def amount(value: Value) -> Decimal:
    """A figure as a number; nothing is 0."""
    if isinstance(value, Money):
        return value.amount
    return value if isinstance(value, Decimal) else Decimal(0)


def _known(line: Line) -> bool:
    return isinstance(line.value, Decimal | Money)


def _by_value(lines: tuple[Line, ...], *, descending: bool) -> tuple[Line, ...]:
    """Those without a value last."""
    known = sorted(filter(_known, lines), key=lambda line: amount(line.value), reverse=descending)
    return (*known, *(line for line in lines if not _known(line)))


def _time(line: Line) -> tuple[bool, str]:
    """Keys of periods sort by time; what has no date comes last."""
    return line.key is None, str(line.key)


def _in_order_of_keys(figures: Figures) -> bool:
    """Whether its groups come by what they are of, as the quarters of a year do."""
    orders = figures.query.order
    return bool(orders) and isinstance(orders[0].by, Grouping)


def _descending(figures: Figures) -> bool:
    return not figures.query.order or figures.query.order[0].descending
