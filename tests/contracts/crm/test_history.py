"""What changed: of the records one may read, of the fields one may see, in a stretch of time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from crm.access import AccessRules, Role, Sharing
from crm.change import AuditEntry, Change
from crm.errors import UnknownEntity
from crm.history import FieldChange, History, Span
from crm.money import Money
from crm.query import Op, Query, Ref, Value, compare
from tests.contracts.crm.world import NOW, EmbeddedCrm, MakeCrm, fill, viewer_of

D1, D3 = Ref("Opportunity", "d1"), Ref("Opportunity", "d3")
HOUR = timedelta(hours=1)


def entry(ref: Ref, field: str, before: str, after: str, hours: int, by: str = "ria") -> AuditEntry:
    """A change that many hours before now."""
    at = NOW - hours * HOUR
    return AuditEntry(at=at, by=by, ref=ref, field=field, before=before, after=after, via="CRM")


ENTRIES = (
    entry(D1, "StageName", "Qualification", "Prospecting", 9),
    entry(D1, "Amount", "", "90.5 USD", 8),
    entry(D3, "CloseDate", "2026-12-01", "2027-01-01", 7, by="rae"),
    entry(D1, "Amount", "90.5 USD", "100 USD", 6, by="mo"),
    entry(Ref("Account", "acme"), "NumberOfEmployees", "10", "12", 5),
    entry(Ref("Opportunity", "gone"), "Amount", "1 USD", "2 USD", 4),
    entry(D1, "Gone__c", "a", "b", 3),
    entry(D1, "NextStep", "Call", "", 2),
)
DEALS = Query(entity="Opportunity")
EVER = Span()


def filled(crm: EmbeddedCrm) -> EmbeddedCrm:
    """The company with these changes behind it."""
    fill(crm.storage)
    crm.storage.note(ENTRIES)
    return crm


@pytest.fixture
def past(empty: EmbeddedCrm) -> EmbeddedCrm:
    """The company in which everybody reads everything."""
    return filled(empty)


async def asked(
    crm: EmbeddedCrm, span: Span = EVER, query: Query = DEALS, who: str = "lena"
) -> History:
    """The history of those records, as that person may see it."""
    return await crm.changes(await crm.permit(query, await viewer_of(crm, who)), span)


def told(history: History) -> list[tuple[str, str, Value, Value]]:
    """Its changes without when and who."""
    return [(c.ref.id, c.field, c.before, c.after) for c in history.changes]


async def test_changes_come_latest_first_with_their_values_typed(past: EmbeddedCrm) -> None:
    """Of records and fields that are there by now."""
    found = await asked(past)
    assert told(found) == [
        ("d1", "NextStep", "Call", None),
        ("d1", "Amount", Money(Decimal("90.5"), "USD"), Money(Decimal(100), "USD")),
        ("d3", "CloseDate", date(2026, 12, 1), date(2027, 1, 1)),
        ("d1", "Amount", None, Money(Decimal("90.5"), "USD")),
        ("d1", "StageName", "Qualification", "Prospecting"),
    ]
    assert found.total == 5
    assert found.changes[1] == FieldChange(
        ref=D1,
        name="Deal d1",
        field="Amount",
        before=Money(Decimal("90.5"), "USD"),
        after=Money(Decimal(100), "USD"),
        at=NOW - 6 * HOUR,
        by="mo",
        via="CRM",
    )


async def test_the_start_is_in_it_and_the_end_is_not(past: EmbeddedCrm) -> None:
    """As periods are."""
    found = await asked(past, Span(start=NOW - 8 * HOUR, end=NOW - 6 * HOUR))
    assert [c.at for c in found.changes] == [NOW - 7 * HOUR, NOW - 8 * HOUR]


async def test_of_some_fields_or_people_alone(past: EmbeddedCrm) -> None:
    """Both together as well; of a field or a person that is none, nothing."""
    assert len((await asked(past, Span(fields=("Amount", "StageName")))).changes) == 3
    assert len((await asked(past, Span(by=("mo", "rae")))).changes) == 2
    assert len((await asked(past, Span(fields=("Amount",), by=("mo",)))).changes) == 1
    assert await asked(past, Span(fields=("Nothing",))) == History(changes=(), total=0)
    assert await asked(past, Span(by=("nobody\0",))) == History(changes=(), total=0)


async def test_a_cut_leaves_the_latest_and_the_total(past: EmbeddedCrm) -> None:
    """So that an answer can say how many there are beyond it."""
    found = await asked(past, Span(limit=2))
    assert told(found) == told(await asked(past))[:2]
    assert found.total == 5


async def test_only_of_the_records_asked_for(past: EmbeddedCrm) -> None:
    """By any condition, also by way of a reference."""
    acme = replace(DEALS, where=compare("Account.Name", Op.EQ, "Acme"), limit=1)
    assert {c.ref for c in (await asked(past, query=acme)).changes} == {D1}
    assert told(await asked(past, query=Query(entity="Account"))) == [
        ("acme", "NumberOfEmployees", Decimal(10), Decimal(12))
    ]


async def test_a_change_made_here_is_part_of_it(past: EmbeddedCrm) -> None:
    """Once it is saved."""

    change = Change(ref=D1, field="NextStep", before=None, after="Send the offer")
    await past.write(change, await viewer_of(past, "ria"), NOW)
    (latest,) = (await asked(past, Span(start=NOW))).changes
    assert (latest.after, latest.by, latest.via) == ("Send the offer", "ria", "Crumb")


async def test_where_it_is_private_nothing_is_told_of_others_records(make_crm: MakeCrm) -> None:
    """Neither the changes nor how many there are."""
    crm = filled(make_crm(AccessRules(sharing=Sharing.PRIVATE)))
    assert {c.ref for c in (await asked(crm, who="ria")).changes} == {D1}
    assert (await asked(crm, Span(limit=1), who="rae")).total == 1
    assert await asked(crm, who="ada") == History(changes=(), total=0)
    assert (await asked(crm, who="lena")).total == 5


async def test_a_hidden_field_has_no_history(make_crm: MakeCrm) -> None:
    """Also where it is asked for by name."""
    hidden = {Role.REP: frozenset({("Opportunity", "Amount")})}
    crm = filled(make_crm(AccessRules(hidden=hidden)))
    assert {c.field for c in (await asked(crm, who="ria")).changes} == {
        "StageName",
        "CloseDate",
        "NextStep",
    }
    assert (await asked(crm, Span(fields=("Amount",)), who="ria")).total == 0
    assert (await asked(crm, Span(fields=("Amount",)), who="lena")).total == 2


async def test_there_is_no_history_of_what_is_not_there(past: EmbeddedCrm) -> None:
    """A kind of record nobody knows is refused before."""
    with pytest.raises(UnknownEntity):
        await asked(past, query=Query(entity="Nothing"))


def test_a_span_is_of_aware_moments() -> None:
    """And of at least one change."""
    with pytest.raises(ValueError, match="zone"):
        Span(start=datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="at least 1"):
        Span(limit=0)
    assert Span(start=datetime(2026, 1, 1, tzinfo=UTC)).limit
