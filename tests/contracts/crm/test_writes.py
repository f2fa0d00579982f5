"""Changes: who may make them, what is refused, and what is kept of them."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from crm.access import AccessRules, Role, Sharing
from crm.change import AuditEntry, Change, Saved
from crm.errors import (
    Conflict,
    CrmError,
    InvalidValue,
    ReadOnlyField,
    RecordNotFound,
    WriteError,
)
from crm.money import Money
from crm.query import Op, Query, Ref, Value, compare
from tests.contracts.crm.world import (
    NOW,
    EmbeddedCrm,
    MakeCrm,
    fill,
    ids,
    record,
    rows_of,
    viewer_of,
)

D = Decimal
D1 = Ref("Opportunity", "d1")
HIDDEN = AccessRules(
    sharing=Sharing.PRIVATE, hidden={Role.REP: frozenset({("Opportunity", "NextStep")})}
)


def usd(amount: str) -> Money:
    """Dollars."""
    return Money(D(amount), "USD")


def change(field: str, before: Value, after: Value, ref: Ref = D1, version: str = "") -> Change:
    """A change of the first deal, or of another record."""
    return Change(ref=ref, field=field, before=before, after=after, version=version)


async def write(crm: EmbeddedCrm, what: Change, who: str = "ria") -> Saved:
    """Written as that person."""
    return await crm.write(what, await viewer_of(crm, who), NOW)


async def refused(
    crm: EmbeddedCrm, what: Change, error: type[CrmError], who: str = "ria"
) -> CrmError:
    """The error it is refused with; neither record nor audit changed."""
    query = Query(entity="Opportunity", columns=("Amount", "NextStep", "StageName", "OwnerId"))
    before = await rows_of(crm, query)
    noted = await crm.audit(datetime(2000, 1, 1, tzinfo=UTC))
    with pytest.raises(error) as caught:
        await write(crm, what, who)
    assert await rows_of(crm, query) == before
    assert await crm.audit(datetime(2000, 1, 1, tzinfo=UTC)) == noted
    return caught.value


@pytest.mark.parametrize(
    ("ref", "field", "before", "after"),
    [
        (D1, "Amount", usd("100"), usd("20000.50")),
        (D1, "Amount", D(100), None),
        (Ref("Opportunity", "d3"), "Amount", None, usd("1")),
        (D1, "Probability", D(10), D("12.5")),
        (D1, "CloseDate", date(2026, 10, 1), date(2026, 12, 24)),
        (D1, "NextStep", None, "Ask O'Brien: 100% sure? \\ 🦊"),
        (D1, "NextStep", "", "x" * 255),
        (D1, "LeadSource", None, "Web"),
        (D1, "OwnerId", "ria", "rob"),
        (D1, "AccountId", "acme", None),
        (Ref("Contact", "c1"), "Email", None, "ann@acme.example"),
        (Ref("Event", "e"), "StartDateTime", None, datetime(2026, 11, 16, 8, 15, tzinfo=UTC)),
    ],
)
async def test_a_change_is_saved_and_read_back(
    crm: EmbeddedCrm, ref: Ref, field: str, before: Value, after: Value
) -> None:
    """As it was asked for; the next reader sees it, with another version."""
    crm.storage.upsert("Event", [{"Id": "e", "Subject": "Call", "OwnerId": "ria"}])
    old = await record(crm, ref, field)
    saved = await write(crm, change(field, before, after, ref), "lena")
    new = await record(crm, ref, field)
    assert saved.change.after == new.values[0] == after
    assert saved.change.before == old.values[0]
    assert (saved.name, saved.at, saved.version) == (new.name, NOW, new.version)
    assert new.version != old.version


async def test_an_amount_without_currency_is_in_the_records(crm: EmbeddedCrm) -> None:
    """And an amount in another is refused."""
    euro: dict[str, Value] = {"Id": "d1", "Amount": Money(D(5), "EUR")}
    crm.storage.upsert("Opportunity", [euro])
    saved = await write(crm, change("Amount", Money(D(5), "EUR"), D(6)))
    assert saved.change.after == Money(D(6), "EUR")
    await refused(crm, change("Amount", Money(D(6), "EUR"), usd("7")), InvalidValue)
    await refused(crm, change("Amount", usd("6"), D(7)), Conflict)


async def test_a_change_can_be_taken_back(crm: EmbeddedCrm) -> None:
    """With what the first one left behind."""
    saved = await write(crm, change("Amount", usd("100"), usd("200")))
    undone = await write(crm, saved.change.undo(saved.version))
    assert undone.change.after == usd("100")
    assert (await record(crm, D1, "Amount")).values == (usd("100"),)


async def test_d11_a_stale_edit_is_refused_and_shows_theirs(crm: EmbeddedCrm) -> None:
    """What somebody else saved in between is not overwritten."""
    seen = await record(crm, D1, "Amount")
    await write(crm, change("Amount", usd("100"), usd("777")), "mo")
    stale = change("Amount", usd("100"), usd("200"), version=seen.version)
    error = await refused(crm, stale, Conflict)
    assert isinstance(error, Conflict)
    assert (error.theirs, error.field) == (usd("777"), "Amount")


async def test_d30_of_several_at_once_one_saves(crm: EmbeddedCrm) -> None:
    """The others are told; nothing is half done."""
    ria = await viewer_of(crm, "ria")
    attempts = [crm.write(change("Amount", usd("100"), D(n)), ria, NOW) for n in range(8)]
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    (saved,) = [outcome for outcome in outcomes if isinstance(outcome, Saved)]
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 7
    assert (await record(crm, D1, "Amount")).values == (saved.change.after,)
    assert len(await crm.history(D1)) == 1


async def test_d12_another_field_of_the_record_is_no_conflict(crm: EmbeddedCrm) -> None:
    """The version is another, the field is as it was seen."""
    seen = await record(crm, D1)
    await write(crm, change("NextStep", None, "Call"), "mo")
    saved = await write(crm, change("Amount", usd("100"), usd("200"), version=seen.version))
    assert saved.change.after == usd("200")


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("Name", "Deal d1", None),
        ("Name", "Deal d1", ""),
        ("StageName", "Prospecting", "Nowhere"),
        ("Amount", usd("100"), "a lot"),
        ("Amount", usd("100"), D("NaN")),
        ("Amount", usd("100"), D("1e30")),
        ("Amount", usd("100"), True),
        ("Probability", D(10), D(101)),
        ("Probability", D(10), D(-1)),
        ("CloseDate", date(2026, 10, 1), "2026-11-11"),
        ("CloseDate", date(2026, 10, 1), datetime(2026, 11, 11, tzinfo=UTC)),
        ("NextStep", None, "x" * 256),
        ("NextStep", None, "a\0b"),
        ("NextStep", None, "\ud800"),
        ("NextStep", None, D(1)),
        ("OwnerId", "ria", "no such person"),
    ],
)
async def test_d19_a_value_the_field_does_not_take_is_refused(
    crm: EmbeddedCrm, field: str, before: Value, after: Value
) -> None:
    """With the field named, so that a form can say it there."""
    error = await refused(crm, change(field, before, after), InvalidValue)
    assert isinstance(error, WriteError)
    assert error.field == field


async def test_an_address_is_an_address(crm: EmbeddedCrm) -> None:
    """Salesforce refuses the same."""
    ref = Ref("Contact", "c1")
    for wrong in ("ann", "ann acme@x", "a@b@c"):
        await refused(crm, change("Email", None, wrong, ref), InvalidValue, "lena")


async def test_a_picklist_value_is_taken_in_its_own_spelling(crm: EmbeddedCrm) -> None:
    """However it was typed."""
    saved = await write(crm, change("LeadSource", None, "trade SHOW"))
    assert saved.change.after == "Trade Show"


@pytest.mark.parametrize("field", ["Id", "CreatedDate", "IsWon", "Nonsense__c"])
async def test_what_cannot_be_changed_here_is_refused(crm: EmbeddedCrm, field: str) -> None:
    """Fields the CRM keeps itself, and those there are not."""
    await refused(crm, change(field, None, "x"), ReadOnlyField)


@pytest.mark.parametrize(
    "ref",
    [
        Ref("Opportunity", "d9"),
        Ref("Opportunity", "D1"),
        Ref("Opportunity", "d1' OR '1'='1"),
        Ref("Opportunity", "d\0"),
        Ref("Nonsense", "d1"),
        Ref("Account", "d1"),
    ],
)
async def test_d13_a_record_that_is_not_there_is_not_made(crm: EmbeddedCrm, ref: Ref) -> None:
    """And no other record is taken for it."""
    await refused(crm, change("Name", None, "x", ref), RecordNotFound, "lena")
    assert await ids(crm, "Account", compare("Name", Op.EQ, "x")) == set()


async def test_a_record_is_written_by_its_owner_and_those_above(crm: EmbeddedCrm) -> None:
    """Others who can read it are told that they can't."""
    for who in ("rae", "mia", "ada"):
        await refused(crm, change("NextStep", None, "Call"), ReadOnlyField, who)
    for n, who in enumerate(("ria", "mo", "lena")):
        before = f"step {n - 1}" if n else None
        await write(crm, change("NextStep", before, f"step {n}"), who)


async def test_what_nobody_owns_is_written_by_a_leader(crm: EmbeddedCrm) -> None:
    """Users, products, and records whose owner is gone."""
    for ref in (Ref("User", "ria"), Ref("Account", "lost")):
        field = "Phone" if ref.entity == "Account" else "Title"
        await refused(crm, change(field, None, "1", ref), ReadOnlyField, "mo")
        await refused(crm, change(field, None, "1", ref), ReadOnlyField, "ria")
        await write(crm, change(field, None, "1", ref), "lena")


async def test_the_deactivated_write_nothing(crm: EmbeddedCrm) -> None:
    """Not even what is theirs."""
    crm.storage.upsert("Opportunity", [{"Id": "d1", "OwnerId": "rob"}])
    await refused(crm, change("NextStep", None, "x"), ReadOnlyField, "rob")


async def test_what_cannot_be_read_is_not_there(make_crm: MakeCrm) -> None:
    """In the same words as what is not; and a hidden field is none."""
    crm = make_crm(HIDDEN)
    fill(crm.storage)
    theirs = Ref("Opportunity", "d3")
    unreadable = await refused(
        crm, change("StageName", "Prospecting", "Qualification", theirs), RecordNotFound
    )
    absent = await refused(
        crm, change("StageName", "x", "Qualification", Ref("Opportunity", "no")), RecordNotFound
    )
    assert str(unreadable) == str(absent)
    await refused(crm, change("NextStep", None, "x"), ReadOnlyField)
    await write(crm, change("NextStep", None, "x"), "mo")


@pytest.mark.parametrize(
    ("ref", "after", "expected"),
    [
        ("d1", "Closed Won", (True, True, D(100), "Closed")),
        ("d1", "Closed Lost", (True, False, D(0), "Omitted")),
        ("d2", "Prospecting", (False, False, D(10), "Pipeline")),
        ("d1", "Negotiation/Review", (False, False, D(90), "Pipeline")),
        ("d1", "Signed and won", (True, True, D(100), "Closed")),
        ("d1", "Parked", (False, False, D(10), None)),
        ("d2", "Parked", (False, False, None, "Pipeline")),
    ],
)
async def test_a_stage_decides_what_hangs_on_it(
    crm: EmbeddedCrm, ref: str, after: str, expected: tuple[Value, ...]
) -> None:
    """Closed, won, probability and forecast category, also for stages of one's own."""
    deal = Ref("Opportunity", ref)
    own = {("Opportunity", "StageName"): ["Parked", "closed won", "Signed and won"]}
    crm.storage.extend_picklists(own)
    before = (await record(crm, deal, "StageName")).values[0]
    await write(crm, change("StageName", before, after, deal))
    columns = ("IsClosed", "IsWon", "Probability", "ForecastCategoryName")
    assert (await record(crm, deal, *columns)).values == expected


async def test_a_change_leaves_its_time_on_the_record(crm: EmbeddedCrm) -> None:
    """Where the entity has a field for it."""
    await write(crm, change("NextStep", None, "Call"))
    assert (await record(crm, D1, "LastModifiedDate")).values == (NOW,)


async def test_a_status_closes_a_task(crm: EmbeddedCrm) -> None:
    """And opens it again."""
    ref = Ref("Task", "t2")
    await write(crm, change("Status", None, "completed", ref), "rae")
    assert (await record(crm, ref, "IsClosed")).values == (True,)
    await write(crm, change("Status", "Completed", "Deferred", ref), "rae")
    assert (await record(crm, ref, "IsClosed")).values == (False,)


async def test_a_name_follows_its_parts_where_it_did_before(crm: EmbeddedCrm) -> None:
    """And stays where it was something of its own."""
    person = Ref("User", "ria")
    saved = await write(crm, change("LastName", "Rep", "Roe", person), "lena")
    assert saved.name == "Ria Roe"
    assert (await viewer_of(crm, "ria")).name == "Ria Roe"
    contact = Ref("Contact", "c1")
    saved = await write(crm, change("LastName", "Ng", "Nguyen", contact), "lena")
    assert saved.name == "Ann Ng"


async def test_every_change_is_in_the_audit(crm: EmbeddedCrm) -> None:
    """Who, when, what, by which way; of one record, and since a point in time."""
    lena, later = await viewer_of(crm, "lena"), NOW + timedelta(hours=1)
    await crm.write(change("Amount", usd("100"), usd("200.50")), lena, NOW, via="web")
    await crm.write(change("CloseDate", date(2026, 10, 1), None), lena, later)
    await crm.write(change("Phone", None, "1", Ref("Account", "acme")), lena, later)
    first = AuditEntry(
        at=NOW, by="lena", ref=D1, field="Amount", before="100 USD", after="200.5 USD", via="web"
    )
    second = replace(first, at=later, field="CloseDate", before="2026-10-01", after="", via="Crumb")
    third = replace(second, ref=Ref("Account", "acme"), field="Phone", before="", after="1")
    assert await crm.history(D1) == (first, second)
    assert await crm.audit(later) == (second, third)
    assert await crm.audit(NOW) == (first, second, third)
    assert await crm.history(Ref("Account", "a\0")) == ()
