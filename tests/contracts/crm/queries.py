"""Any query about opportunities, and records for it to be about."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from crm.money import Money
from crm.periods import Grain
from crm.query import (
    Aggregate,
    And,
    Comparison,
    Condition,
    Constant,
    Function,
    Grouping,
    Not,
    Op,
    Or,
    Order,
    Query,
    Related,
    Value,
)
from crm.schema import FieldType
from tests.contracts.crm.world import Filled

TEXTS = ["a", "A", "ab", "É", "é", "ß", "O'Brien", "100%", "a_b", "\\", "🦊", "Zoë x", "zoË X", "-"]
NUMBERS = [Decimal(n) for n in ("0", "1", "0.1", "2.5", "-3", "100", "1000000", "0.333")]
DAYS = [date(2025, 12, 31) + timedelta(days=n) for n in (0, 1, 31, 32, 59, 90, 181, 366, 800)]
TIMES = [
    datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 22, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 5, 59, tzinfo=UTC),
    datetime(2026, 12, 31, 18, 30, 0, 1, tzinfo=UTC),
    datetime(2027, 1, 1, 11, tzinfo=UTC),
]
STAGES = ["Prospecting", "Closed Won", "closed won", "Of our own"]
PEOPLE = ["u0", "u1", "u2", "u3", "gone"]
ACCOUNTS = ["a0", "a1", "a2", "a3", "a4", "nowhere"]
CURRENCIES = ["USD", "EUR"]

PATHS: dict[str, FieldType] = {
    "Id": FieldType.ID,
    "Name": FieldType.TEXT,
    "StageName": FieldType.PICKLIST,
    "NextStep": FieldType.TEXT,
    "Amount": FieldType.MONEY,
    "Probability": FieldType.PERCENT,
    "CloseDate": FieldType.DATE,
    "CreatedDate": FieldType.DATETIME,
    "IsClosed": FieldType.BOOLEAN,
    "OwnerId": FieldType.REFERENCE,
    "AccountId": FieldType.REFERENCE,
    "CurrencyIsoCode": FieldType.PICKLIST,
    "Account.Name": FieldType.TEXT,
    "Account.NumberOfEmployees": FieldType.NUMBER,
    "Account.AnnualRevenue": FieldType.MONEY,
    "Account.CreatedDate": FieldType.DATETIME,
    "Account.OwnerId": FieldType.REFERENCE,
    "Account.Parent.Owner.Name": FieldType.TEXT,
    "Owner.IsActive": FieldType.BOOLEAN,
}
_POOLS: dict[FieldType, list[Constant]] = {
    FieldType.ID: [*(f"o{n}" for n in range(0, 40, 7)), "O1"],
    FieldType.TEXT: [*TEXTS, "", "x\0"],
    FieldType.PICKLIST: [*STAGES, "usd", "EUR"],
    FieldType.MONEY: [*NUMBERS, Decimal("0.00005"), Decimal("1e20")],
    FieldType.NUMBER: [*NUMBERS],
    FieldType.PERCENT: [*NUMBERS],
    FieldType.DATE: [*DAYS],
    FieldType.DATETIME: [*TIMES],
    FieldType.BOOLEAN: [True, False],
    FieldType.REFERENCE: [*PEOPLE, *ACCOUNTS],
}
_ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia"]


def fill_at_random(storage: Filled, seed: int) -> None:
    """The same few records for the same seed, with every kind of gap."""
    pick = Random(seed)

    def some(values: Sequence[Value]) -> Value:
        chosen: Value = pick.choice([*values, None])
        return chosen

    def row(id_: str, **fields: Value) -> dict[str, Value]:
        return {"Id": id_, **fields}

    def time() -> Value:
        return some([moment + timedelta(hours=pick.randrange(0, 6)) for moment in TIMES])

    above = [None, "u0", "u0", "u1"]
    names = ["Lena", "Ärla", "mo", None]
    active = [True, False, None, True]
    for n in range(4):
        user = row(f"u{n}", Name=names[n], ManagerId=above[n], IsActive=active[n])
        storage.upsert("User", [user])
    for id_ in ACCOUNTS[:-1]:
        account = row(
            id_,
            Name=some(TEXTS),
            NumberOfEmployees=some(NUMBERS),
            AnnualRevenue=some([Money(n, pick.choice(CURRENCIES)) for n in NUMBERS]),
            CreatedDate=time(),
            OwnerId=some(PEOPLE),
            ParentId=some(ACCOUNTS),
        )
        storage.upsert("Account", [account])
    for n in range(40):
        opportunity = row(
            f"o{n}",
            Name=some(TEXTS),
            StageName=some(STAGES),
            NextStep=some([*TEXTS, ""]),
            Amount=some([Money(amount, pick.choice(CURRENCIES)) for amount in NUMBERS]),
            Probability=some(NUMBERS),
            CloseDate=some(DAYS),
            CreatedDate=time(),
            IsClosed=some([True, False]),
            OwnerId=some(PEOPLE),
            AccountId=some(ACCOUNTS),
        )
        storage.upsert("Opportunity", [opportunity])
    for n in range(12):
        task = row(f"t{n}", OwnerId=some(PEOPLE), AccountId=some(ACCOUNTS), WhatId=f"o{n % 5}")
        storage.upsert("Task", [task])


def _ops(type_: FieldType) -> list[Op]:
    ops = [Op.EQ, Op.NE, Op.IN, Op.EMPTY]
    if type_.is_text:
        ops += [Op.CONTAINS, Op.STARTS, Op.ENDS, Op.MENTIONS, Op.PHONE, Op.NUMBERED]
    if type_.is_number or type_.is_time:
        ops += [Op.LT, Op.LE, Op.GT, Op.GE]
    return ops


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Any comparison that fits its field."""
    path = draw(st.sampled_from(sorted(PATHS)))
    op = draw(st.sampled_from(_ops(PATHS[path])))
    values = st.sampled_from(_POOLS[PATHS[path]])
    count = {Op.EMPTY: (0, 0), Op.IN: (0, 3)}.get(op, (1, 1))
    chosen = draw(st.lists(values, min_size=count[0], max_size=count[1]))
    return Comparison(path=path, op=op, values=tuple(chosen))


TASKS = Comparison(path="OwnerId", op=Op.EQ, values=("u1",))
RELATIONS = st.builds(
    Related,
    entity=st.just("Task"),
    via=st.sampled_from(["WhatId", "AccountId"]),
    own=st.sampled_from(["Id", "AccountId", "Account.ParentId"]),
    where=st.sampled_from([None, TASKS, Not(TASKS)]),
    at_least=st.integers(1, 3),
).filter(lambda r: (r.via == "WhatId") == (r.own == "Id"))


def _combined(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(several.map(And), several.map(Or), inner.map(Not))


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(comparisons(), RELATIONS), _combined, max_leaves=6
)


@st.composite
def aggregates(draw: st.DrawFn) -> Aggregate:
    """Any figure that fits its field."""
    function = draw(st.sampled_from(list(Function)))
    where = draw(st.one_of(st.none(), CONDITIONS))
    if function is Function.COUNT:
        return Aggregate(function=function, where=where)
    if function in {Function.AVERAGE, Function.MEDIAN} and draw(st.booleans()):
        since = draw(st.sampled_from(["CreatedDate", "Account.CreatedDate", "CloseDate"]))
        return Aggregate(function=function, path="CloseDate", where=where, since=since)
    fitting = [path for path, type_ in PATHS.items() if _suits(function, type_)]
    return Aggregate(function=function, path=draw(st.sampled_from(fitting)), where=where)


def _suits(function: Function, type_: FieldType) -> bool:
    if function is Function.COUNT_DISTINCT:
        return True
    extreme = function in {Function.MIN, Function.MAX}
    return type_.is_number or (extreme and type_.is_time)


@st.composite
def groupings(draw: st.DrawFn) -> Grouping:
    """Any field, or any period of a date."""
    path = draw(st.sampled_from(sorted(PATHS)))
    grain = draw(st.sampled_from([None, *Grain])) if PATHS[path].is_time else None
    return Grouping(path=path, grain=grain)


def _orders(by: Sequence[str | Aggregate | Grouping]) -> st.SearchStrategy[tuple[Order, ...]]:
    order = st.builds(Order, by=st.sampled_from(by), descending=st.booleans())
    return st.lists(order, max_size=2).map(tuple)


@st.composite
def queries(draw: st.DrawFn) -> Query:
    """A list or figures, with any condition."""
    where = draw(st.one_of(st.none(), CONDITIONS))
    limit = draw(st.sampled_from([None, 1, 3, 50]))
    zone = draw(st.sampled_from(_ZONES))
    figures = tuple(draw(st.lists(aggregates(), max_size=3)))
    if not figures:
        paths = sorted(PATHS)
        columns = tuple(draw(st.lists(st.sampled_from(paths), max_size=4)))
        return Query(
            entity="Opportunity",
            columns=columns,
            where=where,
            order=draw(_orders(paths)),
            limit=limit,
            zone=zone,
        )
    groups = tuple(draw(st.lists(groupings(), max_size=2)))
    orderable: list[str | Aggregate | Grouping] = [*figures, *groups]
    return Query(
        entity="Opportunity",
        where=where,
        aggregates=figures,
        group_by=groups,
        order=draw(_orders(orderable)),
        limit=limit,
        zone=zone,
    )
