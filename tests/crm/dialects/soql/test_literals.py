"""Constants in SOQL mean themselves: what the fake's parser reads is what was put in."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.dialects.base import storable
from crm.dialects.soql.literals import LONGEST_QUERY
from crm.query import Condition, Not, Op, Or, Query, compare
from tests.crm.dialects.soql.asked import soql, where
from tests.fakes.salesforce.soql import tree
from tests.fakes.salesforce.soql.parser import parse
from tests.fakes.salesforce.soql.strings import meant

TEXT = st.one_of(st.text(), st.text(alphabet="'\"\\%_}{;:-/*\n\r\t\a\f\b ab\u2028🦊"))
HOSTILE = [
    "Acme' OR Name != ''", "') OR (Name != '", "\\", "\\'", "\\\\'", "%_\\", "}", "RETURNING", ";",
    "--", "/*", "\n", "\\n", "\\u0027", "🦊", "a" * 5_000, "'" * 3_000,
]  # fmt: skip
IDS = ["006…/../../User/005x?fields=Email", "006", "' OR Id != '", "0060000000000001", "006\0", ""]


def read(condition: Condition) -> tree.Condition | None:
    """The condition as the fake's own parser reads it; None for none."""
    text = (where(condition) or "").removeprefix("~")
    if not text:
        return None
    parsed = parse(f"SELECT Id FROM Opportunity WHERE {text}")
    assert (parsed.order_by, parsed.limit) == ((), None)
    return parsed.where


def constants(condition: tree.Condition | None) -> list[tree.Literal]:
    """Every literal in it."""
    match condition:
        case None:
            return []
        case tree.And(parts) | tree.Or(parts):
            return [literal for part in parts for literal in constants(part)]
        case tree.Not(part):
            return constants(part)
    assert isinstance(condition, tree.Comparison)
    right = condition.right
    assert not isinstance(right, tree.Select)
    return list(right) if isinstance(right, tuple) else [right]


def texts(condition: Condition) -> list[str]:
    """What its quoted strings mean, those of patterns without their wildcards."""
    return [meant(c.raw) for c in constants(read(condition)) if isinstance(c, tree.Text)]


@given(text=TEXT)
@pytest.mark.parametrize("op", [Op.EQ, Op.IN])
def test_d7_a_text_is_that_text(op: Op, text: str) -> None:
    """One comparison with one string, whatever is in it, or none where no record can hold it."""
    found = texts(compare("Name", op, text))
    assert found == ([text] if text and storable(text) and len(text) < 2_000 else [])


@given(text=TEXT)
@pytest.mark.parametrize(
    ("op", "before", "behind"),
    [(Op.CONTAINS, "%", "%"), (Op.STARTS, "", "%"), (Op.ENDS, "%", "")],
)
def test_d7_a_pattern_has_no_wildcard_but_ours(op: Op, before: str, behind: str, text: str) -> None:
    """Behind LIKE as well; with `\\` before it, a character means itself there."""
    found = [c for c in constants(read(compare("Name", op, text))) if isinstance(c, tree.Text)]
    if not text or not storable(text):
        assert found == []
        return
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    assert [meant(c.raw, like=True) for c in found] == [f"{before}{plain}{behind}"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("op", [Op.EQ, Op.CONTAINS, Op.MENTIONS, Op.NUMBERED, Op.PHONE])
def test_d7_what_is_hostile_stays_within_its_string(op: Op, text: str) -> None:
    """As itself and as its opposite, beside other conditions; and no string is too long."""
    other = compare("StageName", Op.EQ, "Prospecting")
    for condition in (compare("Name", op, text), Not(compare("Name", op, text))):
        found = read(Or((other, condition)))
        assert found is None or isinstance(found, tree.Or | tree.Comparison)
        strings = [c for c in constants(found) if isinstance(c, tree.Text)]
        assert all(len(c.raw) <= 4_000 for c in strings)


def test_d7_a_query_is_never_longer_than_salesforce_reads() -> None:
    """What does not fit is fetched more coarsely, and looked at here."""
    many = compare("Name", Op.IN, *(f"name {n} {'x' * 90}" for n in range(1_500)))
    (asked,) = soql(Query(entity="Opportunity", where=Or((many, many))))
    assert len(asked) <= LONGEST_QUERY
    assert asked.startswith("SELECT Id, SystemModstamp, Name FROM Opportunity")


@pytest.mark.parametrize("text", IDS)
@pytest.mark.parametrize("path", ["Id", "OwnerId", "Account.OwnerId"])
def test_d8_what_is_no_id_is_not_asked_for(path: str, text: str) -> None:
    """No record can have it."""
    assert where(compare(path, Op.EQ, text)) is None
    assert where(Not(compare(path, Op.EQ, text))) == ""


@given(text=st.text(alphabet="0123456789abcXYZ'/.?…", max_size=20))
def test_d8_only_ids_of_fifteen_or_eighteen_stand_in_a_query(text: str) -> None:
    """Letters and digits; the short form in its long one."""
    found = texts(compare("OwnerId", Op.IN, text, "005000000000001"))
    assert "005000000000001AAA" in found
    assert all(len(one) == 18 and one.isalnum() for one in found)


@given(value=st.decimals(allow_nan=False, allow_infinity=False))
def test_a_number_is_that_number(value: Decimal) -> None:
    """Without an exponent, which SOQL does not read."""
    for found in constants(read(compare("Amount", Op.EQ, value))):
        assert isinstance(found, tree.Number)
        assert found.value == value


@given(day=st.dates(), op=st.sampled_from([Op.LT, Op.LE, Op.GT, Op.GE]))
def test_a_date_is_that_date(day: date, op: Op) -> None:
    """Or the first or last that a record can have."""
    (found,) = constants(read(compare("CloseDate", op, day)))
    assert isinstance(found, tree.Day)
    assert found.value == min(max(day, date(1700, 1, 1)), date(4000, 12, 31))


ZONES = st.integers(-720, 840).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(timezones=ZONES).filter(lambda moment: 1800 < moment.year < 3000)


@given(
    moment=MOMENTS,
    kept=st.integers(-3, 3),
    op=st.sampled_from([Op.LT, Op.LE, Op.GT, Op.GE, Op.EQ]),
)
def test_a_point_in_time_divides_the_kept_ones_alike(moment: datetime, kept: int, op: Op) -> None:
    """Records have whole seconds: a bound between two of them is moved, and means the same."""
    one = moment.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=kept)
    found = read(compare("CreatedDate", op, moment))
    compared = {Op.LT: one < moment, Op.LE: one <= moment, Op.GT: one > moment,
                Op.GE: one >= moment, Op.EQ: one == moment}[op]  # fmt: skip
    assert _holds(found, one) == compared


def _holds(condition: tree.Condition | None, one: datetime) -> bool:
    if condition is None:
        return False
    assert isinstance(condition, tree.Comparison)
    assert isinstance(condition.right, tree.Moment)
    edge = condition.right.value
    return {"<": one < edge, "<=": one <= edge, ">": one > edge,
            ">=": one >= edge, "=": one == edge}[condition.op]  # fmt: skip
