"""From rows and figures to an answer: values with their labels, units and links."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from crm.held import percent
from crm.links import Links
from crm.money import Money
from crm.query import Answer, Figures, Function, Group, Grouping, Query, Ref, Row, Rows, Value
from crm.schema import Field, FieldType, Schema
from handlers.asking.answered import Answered, Cell, Line, Outcome, Part, Record
from handlers.asking.arranged import amount, arranged, cut
from handlers.asking.series import running
from handlers.asking.shared import shared
from handlers.asking.ties import compared, tied
from handlers.speech import say
from handlers.understanding.described.held import UNITS, told_bound, without_running
from handlers.understanding.described.query import Describer
from handlers.understanding.reading import Reading, Shape

_MOST_FACTS = 24


def record_columns(schema: Schema, entity: str) -> tuple[str, ...]:
    """All that a record's card shows: the usual columns first, then its other fields."""
    record = schema.entity(entity)
    others = [_column(schema, f) for f in record if f.name not in {"Id", record.name_field}]
    return tuple(dict.fromkeys([*record.columns, *(o for o in others if o)]))[:_MOST_FACTS]


def _column(schema: Schema, field: Field) -> str | None:
    if field.type is not FieldType.REFERENCE:
        return field.name
    if field.refers_to is None or field.refers_to not in schema:
        return None
    return f"{field.relationship}.{schema.entity(field.refers_to).name_field}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Results:
    """Makes the answer of one reading for one person."""

    schema: Schema
    links: Links
    describer: Describer

    def answered(self, reading: Reading, answer: Answer) -> Answered:
        """The whole answer."""
        if isinstance(answer, Rows):
            return self._listed(reading, answer)
        return self._figured(reading, answer)

    def _listed(self, reading: Reading, rows: Rows) -> Answered:
        rows, more = _cut(reading, rows)
        records = tuple(self._record(row, rows) for row in rows.rows)
        shape = reading.shape
        if shape in {Shape.FIELD, Shape.RECORD} and len(rows.rows) > 1:
            shape = Shape.LIST
        value: Value = None
        unit = None
        if shape is Shape.FIELD and records:
            value = _first_value(records[0], reading.field)
            unit = _unit(value, self._type(reading, rows))
            value = value.amount if isinstance(value, Money) else value
        elif shape is Shape.CHECK:
            bound = reading.derived.bound
            value = bound.holds(Decimal(rows.total)) if bound else rows.total > 0
        link = records[0].link if len(records) == 1 else self.links.records(rows.query)
        return Answered(
            outcome=Outcome.ANSWERED,
            understood=self.describer.understood(reading),
            shape=shape,
            value=value,
            unit=unit,
            records=records,
            total=rows.total,
            link=link,
            figure=self.describer.label(rows.query.entity, reading.field) if reading.field else "",
            query=rows.query,
            tied=more,
            unconverted=self._unconverted(rows.query),
        )

    def _unconverted(self, query: Query) -> bool:
        """Whether amounts that may be in several currencies are compared by their numbers."""
        said = compared(query.where)
        if len(self.schema.currencies) == 1 or "CurrencyIsoCode" in said:
            return False
        orders = {order.by for order in query.order if isinstance(order.by, str)}
        types = {self.schema.resolve(query.entity, path).field.type for path in orders | said}
        return FieldType.MONEY in types

    def _type(self, reading: Reading, rows: Rows) -> FieldType:
        path = reading.field or "Id"
        return self.schema.resolve(rows.query.entity, path).field.type

    def _record(self, row: Row, rows: Rows) -> Record:
        cells = []
        for path, value in zip(rows.query.columns, row.values, strict=True):
            field = self.schema.resolve(rows.query.entity, path).field
            label = self.describer.label(rows.query.entity, path)
            cells.append(Cell(path=path, label=label, type=field.type, value=value))
        return Record(
            ref=row.ref,
            name=row.name,
            cells=tuple(cells),
            link=self.links.record(row.ref),
            kind=self.schema.entity(row.ref.entity).label,
        )

    def _figured(self, reading: Reading, figures: Figures) -> Answered:
        if reading.sides:
            return self._compared(reading, figures)
        every = tuple(self._line(reading, figures, g) for g in figures.groups)
        if reading.shared:
            every = shared(every, self._part_of(reading, figures))
        every = arranged(every, reading, figures)
        if reading.derived.running:
            every = running(every, self.describer.figure(without_running(reading)))
        bound = reading.derived.bound
        grouped = bool(figures.query.group_by)
        if bound and bound.counted and grouped:
            return self._number_within(reading, figures, len(every))
        lines = cut(every, reading)
        more = tied([line.value for line in every], reading.derived.place - 1 + len(lines))
        if reading.topped:
            query = replace(figures.query, limit=reading.query.limit)
            figures = replace(figures, query=query)
        value, unit, left_out = None, None, 0
        total = len(every) if reading.cut_later else figures.total
        if lines:
            first = figures.groups[0]
            raw = lines[0].value
            unit = self._figure_unit(reading, figures, raw)
            currencies = {line.value.currency for line in lines if isinstance(line.value, Money)}
            unit = None if len(currencies) > 1 else unit
            left_out = first.left_out[0] if first.left_out and not reading.measure_ratio else 0
            if not grouped:
                total = _records(reading, figures)
                value = raw.amount if isinstance(raw, Money) else raw
                if raw is None and not total and not reading.how and _is_sum(figures):
                    value = Decimal(0)
            elif reading.query.limit == 1:
                value = lines[0].label
        return Answered(
            outcome=Outcome.ANSWERED,
            understood=self.describer.understood(reading),
            shape=reading.shape,
            figure=self.describer.figure(reading),
            grouped=self.describer.grouped(reading),
            value=value,
            unit=unit,
            total=total,
            groups=lines if grouped else (),
            link=self.links.records(figures.query),
            left_out=left_out,
            query=figures.query,
            tied=more if reading.topped else 0,
            parts=lines[0].parts if lines and not grouped else (),
        )

    def _part_of(self, reading: Reading, figures: Figures) -> Callable[[Value], Part]:
        """What makes a share of a figure: the figure itself, by its name."""
        plain = replace(reading, shared=False)
        name = self.describer.figure(plain)
        return lambda value: Part(
            name=name, value=value, unit=self._figure_unit(plain, figures, value)
        )

    def _number_within(self, reading: Reading, figures: Figures, count: int) -> Answered:
        """How many groups are within the bound."""
        figure = self.describer.figure(reading)
        return Answered(
            outcome=Outcome.ANSWERED,
            understood=self.describer.understood(reading),
            shape=Shape.FIGURE,
            figure=say("Number with {what}", what=f"{figure} {told_bound(reading)}"),
            value=Decimal(count),
            unit="count",
            total=count,
            query=figures.query,
        )

    def _compared(self, reading: Reading, figures: Figures) -> Answered:
        """A line for each side of a comparison, in each group where there are groups."""
        lines = tuple(self._side_lines(reading, figures))
        units = {line.value.currency for line in lines if isinstance(line.value, Money)}
        first = figures.groups[0].values[0] if figures.groups else None
        return Answered(
            outcome=Outcome.ANSWERED,
            understood=self.describer.understood(reading),
            shape=Shape.GROUPS,
            figure=self.describer.figure(reading),
            grouped=self.describer.grouped(reading),
            unit=None if len(units) > 1 else self._figure_unit(reading, figures, first),
            total=figures.total * len(reading.sides),
            groups=lines,
            sides=reading.sides,
            link=self.links.records(figures.query),
            query=figures.query,
        )

    def _side_lines(self, reading: Reading, figures: Figures) -> Iterator[Line]:
        for group in _sided(reading, figures):
            each = len(group.values) // len(reading.sides)
            for at, side in enumerate(reading.sides):
                part = group.values[at * each : (at + 1) * each]
                parts = self._parts(reading, figures, part)
                label = " · ".join([*(k.label for k in group.keys), side])
                yield Line(key=label, label=label, value=_figure(reading, part), parts=parts)

    def _line(self, reading: Reading, figures: Figures, group: Group) -> Line:
        label = " · ".join(k.label for k in group.keys)
        key = group.keys[0].value if len(group.keys) == 1 else label
        return Line(
            key=key,
            label=label,
            value=_figure(reading, group.values),
            ref=self._ref(figures, figures.query.group_by, key),
            parts=self._parts(reading, figures, group.values),
        )

    def _parts(
        self, reading: Reading, figures: Figures, values: tuple[Value, ...]
    ) -> tuple[Part, ...]:
        """The two figures that one is made of."""
        if reading.how is None:
            return ()
        plain = replace(reading, how=None)
        return tuple(
            Part(
                name=say(name), value=_rounded(value), unit=self._figure_unit(plain, figures, value)
            )
            for name, value in zip(reading.names, values[1:], strict=True)
        )

    def _ref(self, figures: Figures, grouped: tuple[Grouping, ...], key: Value) -> Ref | None:
        if not grouped or not isinstance(key, str):
            return None
        resolved = self.schema.resolve(figures.query.entity, grouped[0].path)
        if resolved.field.type is FieldType.REFERENCE and resolved.field.refers_to:
            return Ref(resolved.field.refers_to, key)
        return None

    def _figure_unit(self, reading: Reading, figures: Figures, value: Value) -> str | None:
        aggregate = figures.query.aggregates[0]
        if reading.how in UNITS:
            return UNITS[reading.how]
        if reading.shared:
            return "%"
        if aggregate.since:
            return "days"
        if reading.measure_ratio:
            return "%"
        if aggregate.function in {Function.COUNT, Function.COUNT_DISTINCT}:
            return "count"
        if isinstance(value, Money):
            return value.currency
        type_ = self.schema.resolve(figures.query.entity, aggregate.path or "Id").field.type
        if type_ is FieldType.MONEY:
            return self.schema.currencies[0]
        return "%" if type_ is FieldType.PERCENT else None


def _cut(reading: Reading, rows: Rows) -> tuple[Rows, int]:
    """As many as were asked for, from the place that was asked for, and how many more tie."""
    if not reading.topped:
        return rows, 0
    query = replace(rows.query, limit=reading.query.limit)
    shown = rows.rows[: reading.query.limit]
    by = query.order[0].by
    paths = isinstance(by, str) and by in query.columns
    values = [rows.value(row, str(by)) for row in rows.rows] if paths else []
    kept = shown[reading.derived.place - 1 :]
    return replace(rows, query=query, rows=kept), tied(values, len(shown))


def _figure(reading: Reading, values: tuple[Value, ...]) -> Value:
    """The one figure that those values are."""
    if reading.measure_ratio and not reading.how:
        return percent(amount(values[0]), amount(values[1]))
    return _rounded(values[0])


def _is_sum(figures: Figures) -> bool:
    """A sum over nothing is 0; an average or a rate of nothing is nothing."""
    return figures.query.aggregates[0].function is Function.SUM


def _rounded(value: Value) -> Value:
    """Averages to the cent; everything else has no more digits anyway."""
    if isinstance(value, Money):
        return Money(value.amount.quantize(Decimal("0.01")), value.currency)
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return value.quantize(Decimal("0.01"))
    return value


def _sided(reading: Reading, figures: Figures) -> tuple[Group, ...]:
    """The groups of a comparison that are shown: by the figure of their first side."""
    if not figures.query.group_by:
        return figures.groups
    groups = {str(at): group for at, group in enumerate(figures.groups)}
    lines = tuple(
        Line(key=group.keys[0].value, label=at, value=_figure(reading, group.values))
        for at, group in groups.items()
    )
    return tuple(groups[line.label] for line in cut(arranged(lines, reading, figures), reading))


def _records(reading: Reading, figures: Figures) -> int:
    """How many records a figure without groups is over."""
    if reading.how:
        return figures.matched
    if reading.measure_ratio and figures.query.aggregates[1].function is not Function.COUNT:
        return figures.matched
    first = figures.groups[0]
    return int(amount(first.values[1])) if reading.measure_ratio else _counted(figures, first)


def _counted(figures: Figures, group: Group) -> int:
    """How many records a figure is over."""
    for aggregate, value in zip(figures.query.aggregates, group.values, strict=True):
        if aggregate.function is Function.COUNT and aggregate.where is None:
            return int(value) if isinstance(value, Decimal) else 0
    return 0


def _first_value(record: Record, path: str | None) -> Value:
    return next((c.value for c in record.cells if c.path == path), None)


def _unit(value: Value, type_: FieldType) -> str | None:
    if isinstance(value, Money):
        return value.currency
    return "%" if type_ is FieldType.PERCENT else None
