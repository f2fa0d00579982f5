"""Any condition, run by the fake and worked out in plain Python over the same records.

The Python side knows what the reference says and no SQL: each comparison is true or false, empty
ones among them, and NOT turns it round.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.salesforce.world import ID, NOW, USERS, ask
from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.settings import Settings

TEXTS = ["a", "A", "ab", "É", "é", "O'Brien", "100%", "a_b", "\\", "🦊", "Zoë x", "zoË X", "-"]
NUMBERS = ["0", "0.1", "2.5", "-3", "100", "1000000", "0.33"]
DAYS = [date(2025, 12, 31) + timedelta(days=n) for n in (0, 1, 31, 320, 321, 322, 323, 366)]
STAGES = ["Prospecting", "Closed Won", "Closed Lost"]
WEEK = (date(2026, 11, 15), date(2026, 11, 22))

Row = dict[str, Any]
Test = Callable[[Row], bool]


@dataclass(frozen=True)
class Both:
    """A condition as SOQL and as Python."""

    soql: str
    test: Test


def _rows() -> tuple[list[Row], list[Row]]:
    """The same few records every time, with every kind of gap."""
    pick = Random(5)

    def some(values: list[Any]) -> Any:
        return pick.choice([*values, None])

    accounts = [
        {
            "Id": minted("001", n),
            "Name": some(TEXTS),
            "NumberOfEmployees": some([0, 3, 12]),
            "OwnerId": ID["ria"],
        }
        for n in range(1, 5)
    ]
    deals = []
    for n in range(1, 61):
        amount, account = some(NUMBERS), some(accounts)
        deals.append(
            {
                "Id": minted("006", n),
                "Name": some(TEXTS),
                "NextStep": some(TEXTS),
                "StageName": some(STAGES),
                "Amount": Decimal(amount) if amount else None,
                "CloseDate": some(DAYS),
                "IsClosed": bool(some([True])),
                "AccountId": account["Id"] if account else None,
                "CreatedDate": datetime(2026, 11, 15, 4, tzinfo=UTC) + timedelta(hours=n),
                "OwnerId": ID["ria"],
                "account": account or {},
            }
        )
    return accounts, deals


ACCOUNTS, DEALS = _rows()


@pytest.fixture(scope="module")
def org() -> Iterator[Org]:
    """The records as an org."""
    made = Org(Settings(clock=lambda: NOW))
    made.add("User", USERS)
    made.add("Account", ACCOUNTS)
    made.add("Opportunity", DEALS)
    yield made
    made.close()


def quoted(text: str) -> str:
    """A string of SOQL."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def low(value: Any) -> Any:
    """As text is compared."""
    return value.lower() if isinstance(value, str) else value


FIELDS: dict[str, tuple[Callable[[Row], Any], list[tuple[str, Any]]]] = {
    "Name": (lambda r: r["Name"], [(quoted(t), t) for t in TEXTS]),
    "NextStep": (lambda r: r["NextStep"], [(quoted(t), t) for t in TEXTS]),
    "StageName": (lambda r: r["StageName"], [(quoted(t.upper()), t) for t in STAGES]),
    "Amount": (lambda r: r["Amount"], [(n, Decimal(n)) for n in [*NUMBERS, "0.105"]]),
    "CloseDate": (lambda r: r["CloseDate"], [(d.isoformat(), d) for d in DAYS]),
    "Account.Name": (lambda r: r["account"].get("Name"), [(quoted(t), t) for t in TEXTS]),
    "Account.NumberOfEmployees": (
        lambda r: r["account"].get("NumberOfEmployees"),
        [("0", 0), ("3", 3), ("5", 5)],
    ),
}


def _holds(op: str, left: Any, right: Any) -> bool:
    left, right = low(left), low(right)
    if op in ("=", "!="):
        return bool(left == right) == (op == "=")
    if left is None:
        return False
    return bool(
        {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[op]
    )


@st.composite
def compared(draw: st.DrawFn) -> Both:
    """A field with a constant."""
    name = draw(st.sampled_from(sorted(FIELDS)))
    get, values = FIELDS[name]
    written, value = draw(st.sampled_from(values))
    op = draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
    return Both(f"{name} {op} {written}", lambda row: _holds(op, get(row), value))


@st.composite
def listed(draw: st.DrawFn) -> Both:
    """A field with some constants, null among them at times."""
    name = draw(st.sampled_from(sorted(FIELDS)))
    get, values = FIELDS[name]
    chosen = draw(st.lists(st.sampled_from([*values, ("null", None)]), min_size=1, max_size=3))
    negated = draw(st.booleans())
    wanted = [low(value) for _, value in chosen]
    text = ", ".join(written for written, _ in chosen)
    op = "NOT IN" if negated else "IN"
    return Both(f"{name} {op} ({text})", lambda row: (low(get(row)) in wanted) != negated)


@st.composite
def like(draw: st.DrawFn) -> Both:
    """A pattern of characters, wildcards and escaped ones."""
    name = draw(st.sampled_from(["Name", "NextStep", "Account.Name"]))
    get, _ = FIELDS[name]
    pieces = [("%", ".*"), ("_", "."), (r"\%", "%"), (r"\_", "_"), (r"\\", r"\\"), (r"\'", "'")]
    letters = [(char, re.escape(char.lower())) for char in "aAbéZ🦊x"]
    chosen = draw(st.lists(st.sampled_from([*pieces, *letters]), min_size=1, max_size=4))
    pattern = re.compile("".join(p for _, p in chosen), re.DOTALL)
    text = "".join(written for written, _ in chosen)

    def test(row: Row) -> bool:
        return get(row) is not None and pattern.fullmatch(low(get(row))) is not None

    return Both(f"{name} LIKE '{text}'", test)


def _this_week(op: str, day: date | None) -> bool:
    first, after = WEEK
    inside = day is not None and first <= day < after
    if day is None or op in ("=", "!="):
        return inside == (op == "=") if op in ("=", "!=") else False
    return {"<": day < first, "<=": day < after, ">": day >= after, ">=": day >= first}[op]


OTHERS = [
    Both("IsClosed = true", lambda r: r["IsClosed"]),
    Both("IsClosed = null", lambda r: not r["IsClosed"]),
    Both("IsClosed != null", lambda r: r["IsClosed"]),
    Both("AccountId = null", lambda r: r["AccountId"] is None),
    Both("Amount = null", lambda r: r["Amount"] is None),
    Both("Name != null", lambda r: r["Name"] is not None),
    Both("CreatedDate = THIS_WEEK", lambda r: _local(r) >= WEEK[0]),
    Both(
        "CALENDAR_MONTH(CloseDate) = 12",
        lambda r: bool(r["CloseDate"]) and r["CloseDate"].month == 12,
    ),
    *(
        Both(f"CloseDate {op} THIS_WEEK", lambda r, op=op: _this_week(op, r["CloseDate"]))  # type: ignore[misc]
        for op in ("=", "!=", "<", "<=", ">", ">=")
    ),
]


def _local(row: Row) -> date:
    """The day in New York, which is five hours behind."""
    day: date = (row["CreatedDate"] - timedelta(hours=5)).date()
    return day


def _all(parts: list[Both]) -> Both:
    text = " AND ".join(f"({part.soql})" for part in parts)
    return Both(text, lambda row: all(part.test(row) for part in parts))


def _any(parts: list[Both]) -> Both:
    text = " OR ".join(f"({part.soql})" for part in parts)
    return Both(text, lambda row: any(part.test(row) for part in parts))


def _not(part: Both) -> Both:
    return Both(f"NOT ({part.soql})", lambda row: not part.test(row))


def _combined(inner: st.SearchStrategy[Both]) -> st.SearchStrategy[Both]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(several.map(_all), several.map(_any), inner.map(_not))


CONDITIONS: st.SearchStrategy[Both] = st.recursive(
    st.one_of(compared(), listed(), like(), st.sampled_from(OTHERS)), _combined, max_leaves=6
)


@given(condition=CONDITIONS)
def test_any_condition_holds_for_what_python_says(org: Org, condition: Both) -> None:
    """Neither more nor less."""
    rows = ask(org, f"SELECT Id FROM Opportunity WHERE {condition.soql}")
    wanted = [deal["Id"] for deal in DEALS if condition.test(deal)]
    assert sorted(row["Id"] for row in rows) == sorted(wanted)


@given(condition=CONDITIONS)
def test_any_figure_is_what_python_says(org: Org, condition: Both) -> None:
    """Counts, and sums to the cent, by stage."""
    figures = "COUNT(Id) n, COUNT(Amount) m, SUM(Amount) s, MIN(CloseDate) d"
    text = f"SELECT StageName, {figures} FROM Opportunity WHERE {condition.soql} GROUP BY StageName"
    told = {row["StageName"]: (row["n"], row["m"], row["s"], row["d"]) for row in ask(org, text)}
    wanted = {}
    for stage in {deal["StageName"] for deal in DEALS}:
        rows = [d for d in DEALS if d["StageName"] == stage and condition.test(d)]
        amounts = [d["Amount"] for d in rows if d["Amount"] is not None]
        days = [d["CloseDate"] for d in rows if d["CloseDate"] is not None]
        total = float(sum(amounts)) if amounts else None
        if rows:
            wanted[stage] = (
                len(rows),
                len(amounts),
                total,
                min(days).isoformat() if days else None,
            )
    assert told == wanted
