"""One person's calls: what comes back, what is refused, and what is never told."""

import asyncio
import logging
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from crm.backends.salesforce.client import Client
from crm.backends.salesforce.errors import Duplicates, RowLocked, Stale
from crm.backends.salesforce.org import Org
from crm.backends.salesforce.record_id import record_id
from crm.backends.salesforce.usage import BELIEVED_SECONDS, Purpose, Usage
from crm.backends.salesforce.wire import Ask, Wire
from crm.errors import (
    AdminNeeded,
    CrmError,
    CrmUnavailable,
    InvalidValue,
    NotConnected,
    OverLimit,
    ReadOnlyField,
    RecordNotFound,
    UnknownEntity,
    UnknownField,
    UnknownOutcome,
    WriteError,
)
from tests.contracts.salesforce.world import ID, leads
from tests.crm.backends.salesforce.conftest import SignedInOnce, client_of
from tests.fakes.salesforce.org.org import Org as FakeOrg
from tests.fakes.salesforce.server import faults
from tests.fakes.salesforce.server.faults import Fault, refused
from tests.fakes.salesforce.server.server import FakeSalesforce

CANARY = "jane@secret.example"
SECRET_QUERY = f"SELECT Id FROM Contact WHERE Email = '{CANARY}'"


async def test_an_answer_comes_on_a_page_with_exact_numbers(ria: Client) -> None:
    """A query is one call."""
    page = await ria.query("SELECT Name, Amount FROM Opportunity WHERE Amount = 0.1")
    assert (page.total, page.next) == (1, None)
    assert str(page.records[0]["Amount"]) in {"0.1", "0.10"}


async def test_pages_follow_each_other(ria: Client, org: FakeOrg) -> None:
    """Each page is one call, the first of the size asked for."""
    leads(org, 450)
    page = await ria.query("SELECT Id FROM Lead", batch=200)
    sizes = [len(page.records)]
    while page.next:
        page = await ria.more(page.next)
        sizes.append(len(page.records))
    assert sizes == [200, 250]  # what follows comes in pages of up to 2,000


async def test_several_queries_are_one_call(ria: Client, salesforce: FakeSalesforce) -> None:
    """As cards need that show several things."""
    pages = await ria.composite(["SELECT Id FROM Account", "SELECT Id FROM Contact"])
    assert [page.total for page in pages] == [4, 3]
    assert salesforce.api_calls == 1


async def test_a_query_that_is_too_long_for_an_address_goes_another_way(
    ria: Client, salesforce: FakeSalesforce
) -> None:
    """Salesforce takes 100,000 characters of SOQL, and 16,384 bytes of address."""
    names = ", ".join(f"'name {number}'" for number in range(4_000))
    page = await ria.query(f"SELECT Id FROM Account WHERE Name IN ('Acme', {names})")
    assert page.total == 1
    assert salesforce.api_calls == 1


async def test_d1_a_session_that_ended_is_renewed_once(
    ria: Client, salesforce: FakeSalesforce
) -> None:
    """D1: and the call is made once more."""
    salesforce.oauth.sessions.expire()
    assert (await ria.query("SELECT Id FROM Account")).total == 4
    assert len(salesforce.called("query")) == 2


async def test_d1_a_session_that_never_holds_is_no_loop(
    ria: Client, salesforce: FakeSalesforce
) -> None:
    """D1: INVALID_SESSION_ID for ever is two requests and one renewal."""
    salesforce.fail("*", *[faults.EXPIRED] * 9)
    with pytest.raises(NotConnected):
        await ria.query("SELECT Id FROM Account")
    assert len(salesforce.calls) == 2
    assert isinstance(ria.signed_in, SignedInOnce)
    assert ria.signed_in.renewals == 1


@pytest.mark.parametrize("fault", [faults.HANG, faults.DRIP, Fault(work=True, delay=30)])
async def test_d4_what_never_answers_ends_at_the_deadline(
    salesforce: FakeSalesforce, wire: Wire, fault: Fault
) -> None:
    """D4: a socket that accepts and hangs, or drips; the loop goes on meanwhile."""
    client = client_of(salesforce, wire)
    client = replace(client, org=Org(wire=replace(wire, deadline=0.3)))
    salesforce.fail("query", fault)
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(beat())
    started = time.monotonic()
    with pytest.raises(CrmUnavailable):
        await client.query("SELECT Id FROM Account")
    assert time.monotonic() - started < 3
    beating.cancel()
    assert beats > 5


@pytest.mark.parametrize(
    "fault",
    [
        faults.HTML,
        faults.HTML_401,
        faults.HTML_503,
        faults.EMPTY,
        faults.TRUNCATED,
        faults.CUT,
        faults.BOM,
        faults.LATIN,
        faults.DROP,
        faults.UNAVAILABLE,
        Fault(status=200, body=b"[]"),
        Fault(status=200, body=b"null"),
        Fault(status=200, body=b"{}"),
        Fault(status=200, body=b'{"records": [], "totalSize": 0}'),
        Fault(status=200, body=b'{"records": [], "totalSize": NaN, "done": true}'),
        Fault(status=204),
        Fault(status=302, body=b"{}"),
        Fault(status=200, body=b"[" * 100_000),
    ],
)
async def test_d5_what_cannot_be_read_is_never_no_results(
    ria: Client, salesforce: FakeSalesforce, fault: Fault
) -> None:
    """D5: pages for people, halves of answers and none at all."""
    salesforce.fail("query", fault, fault)  # a connection that was dropped is tried again
    with pytest.raises(CrmError) as caught:
        await ria.query("SELECT Id FROM Account")
    if fault.status != 302:
        assert isinstance(caught.value, CrmUnavailable)


async def test_a_refused_connection_says_so(ria: Client, salesforce: FakeSalesforce) -> None:
    """The server is away."""
    await salesforce.down()
    with pytest.raises(CrmUnavailable, match="can't be reached"):
        await ria.query("SELECT Id FROM Account")
    await salesforce.up()


async def test_d6_at_the_limit_nobody_calls_for_a_quarter_of_an_hour(
    salesforce: FakeSalesforce, wire: Wire
) -> None:
    """D6: the breaker; afterwards one may try."""
    now = 0.0
    usage = Usage(clock=lambda: now)
    client = replace(client_of(salesforce, wire), org=Org(wire=wire, usage=usage))
    salesforce.fail("query", faults.LIMIT)
    for _ in range(3):
        with pytest.raises(OverLimit):
            await client.query("SELECT Id FROM Account")
    assert len(salesforce.calls) == 1
    assert usage.complaint
    now = BELIEVED_SECONDS + 1
    assert (await client.query("SELECT Id FROM Account")).total == 4
    assert usage.complaint is None


@pytest.mark.parametrize(
    ("used", "stopped"),
    [
        (79, set()),
        (80, {Purpose.NUDGE}),
        (95, {Purpose.NUDGE, Purpose.DASHBOARD}),
    ],
)
async def test_d6_nudges_stop_first_then_dashboards(used: int, stopped: set[Purpose]) -> None:
    """D6: 80 %, 90 %, and questions last; what was read is believed for a while only."""
    now = 0.0
    usage = Usage(clock=lambda: now)
    usage.observe(f"api-usage={used}/100")
    for purpose in Purpose:
        if purpose in stopped:
            with pytest.raises(OverLimit):
                usage.check(purpose)
        else:
            usage.check(purpose)
    now = BELIEVED_SECONDS + 1
    for purpose in stopped:
        usage.check(purpose)  # one call finds out
        with pytest.raises(OverLimit):
            usage.check(purpose)
        now += BELIEVED_SECONDS + 1


async def test_d6_the_header_is_read(ria: Client, org: FakeOrg) -> None:
    """Of each answer."""
    await ria.query("SELECT Id FROM Account")
    assert (ria.org.usage.used, ria.org.usage.limit) == (1, org.settings.daily_calls)


HOSTILE_IDS = [
    f"{ID['d1']}/../../User/{ID['ria']}?fields=Email",
    ID["d1"][:17],
    ID["d1"] + "A",
    ID["d1"][:14] + "/",
    ID["d1"] + "\n",
    "",
    "006",
    "０" * 15,
    ID["d1"][:15] + "???",
    ID["d1"][:15] + "zzz",
]


@pytest.mark.parametrize("id_", HOSTILE_IDS)
async def test_d8_what_is_no_id_is_asked_of_nobody(
    ria: Client, salesforce: FakeSalesforce, id_: str
) -> None:
    """D8: nothing goes over the network."""
    with pytest.raises(RecordNotFound):
        await ria.read("Opportunity", id_, ["Name"])
    with pytest.raises(RecordNotFound):
        await ria.update("Opportunity", id_, {"Name": "x"})
    assert not salesforce.calls


def test_d8_an_id_has_one_form_and_its_objects_prefix() -> None:
    """D8: fifteen characters, eighteen, in small letters; another object's is not found."""
    full = ID["d1"]
    assert record_id(full[:15]) == record_id(full) == record_id(full, "006") == full
    assert record_id(full[:15].lower() + full[15:]) == full
    with pytest.raises(RecordNotFound):
        record_id(full, "001")


@pytest.mark.parametrize("name", ["Account/../User", "Account?x", "", "1A", "Ac count"])
async def test_d8_nor_is_what_is_no_name(ria: Client, name: str) -> None:
    """D8: names come from a schema; others are a mistake of ours."""
    with pytest.raises(ValueError, match="name"):
        await ria.describe(name)


@pytest.mark.parametrize(
    "next_",
    [
        "http://evil.example/services/data/v65.0/query/01gABCDEFGHIJK-2000",
        "//evil.example/services/data/v65.0/query/01gABCDEFGHIJK-2000",
        "/services/data/v65.0/sobjects/User",
        "/services/data/v65.0/query/../sobjects/User/x",
        "/services/data/v65.0/query/01gABCDEFGHIJK-2000?x=1",
        "https://[",
        "",
    ],
)
async def test_d10_a_next_page_elsewhere_is_not_followed(
    ria: Client, salesforce: FakeSalesforce, caplog: pytest.LogCaptureFixture, next_: str
) -> None:
    """D10: no token leaves for another host; an alarm is raised."""
    with pytest.raises(CrmUnavailable):
        await ria.more(next_)
    assert not salesforce.calls
    assert caplog.records[-1].__dict__["action"] == "salesforce.foreign_page"


async def test_d16_a_locked_row_is_tried_again(ria: Client, salesforce: FakeSalesforce) -> None:
    """D16: twice locked, then saved."""
    salesforce.fail("update", faults.LOCKED, faults.LOCKED)
    await ria.update("Opportunity", ID["d1"], {"NextStep": "Call Ann"})
    assert (await ria.read("Opportunity", ID["d1"], ["NextStep"]))["NextStep"] == "Call Ann"


async def test_d16_but_not_for_ever(ria: Client, salesforce: FakeSalesforce) -> None:
    """D16: three tries, then a sentence."""
    salesforce.fail("update", *[faults.LOCKED] * 10)
    with pytest.raises(RowLocked, match="Somebody else is saving"):
        await ria.update("Opportunity", ID["d1"], {"NextStep": "Call Ann"})
    assert len(salesforce.called("update")) == 3


@pytest.mark.parametrize("fault", [faults.HANG_AFTER, faults.DROP_AFTER])
async def test_d14_a_save_that_is_not_answered_is_known_as_such(
    salesforce: FakeSalesforce, wire: Wire, fault: Fault
) -> None:
    """D14: the caller then reads what is true."""
    client = replace(client_of(salesforce, wire), org=Org(wire=replace(wire, deadline=1)))
    salesforce.fail("update", fault)
    with pytest.raises(UnknownOutcome):
        await client.update("Opportunity", ID["d1"], {"NextStep": "Call Ann"})
    assert len(salesforce.called("update")) == 1


async def test_a_record_that_was_changed_since_is_not_overwritten(
    ria: Client, org: FakeOrg
) -> None:
    """D11: If-Unmodified-Since."""
    with pytest.raises(Stale):
        await ria.update(
            "Opportunity",
            ID["d1"],
            {"NextStep": "x"},
            unmodified_since=org.now.replace(year=2020),
        )


@pytest.mark.parametrize(
    ("fault", "kind", "said", "field"),
    [
        (
            refused(
                "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Name a <b>competitor</b>", fields=["Amount"]
            ),
            InvalidValue,
            "Name a <b>competitor</b>",
            "Amount",
        ),
        (refused("FIELD_CUSTOM_VALIDATION_EXCEPTION", "No", fields=[]), InvalidValue, "No", None),
        (
            refused("STRING_TOO_LONG", f"Name: {CANARY}", fields=["Name"]),
            InvalidValue,
            "too long",
            "Name",
        ),
        (refused("REQUIRED_FIELD_MISSING", fields=["Name"]), InvalidValue, "needs", "Name"),
        (
            refused("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", CANARY, fields=["StageName"]),
            InvalidValue,
            "one of the values",
            "StageName",
        ),
        (refused("INSUFFICIENT_ACCESS_OR_READONLY", CANARY), ReadOnlyField, "can't change", None),
        (
            refused("INVALID_FIELD_FOR_INSERT_UPDATE", CANARY, fields=["IsWon"]),
            ReadOnlyField,
            "can't be changed",
            "IsWon",
        ),
        (refused("ENTITY_IS_DELETED", "entity is deleted", status=404), RecordNotFound, "", None),
        (faults.GONE, AdminNeeded, "version", None),
        (faults.DISABLED, AdminNeeded, "API Enabled", None),
        (refused("DUPLICATES_DETECTED", CANARY), Duplicates, "already", None),
        (refused("MALFORMED_ID", CANARY), CrmError, "noted", None),
        (refused("SOMETHING_NEW", CANARY), CrmError, "noted", None),
    ],
)
async def test_each_refusal_of_a_write_has_its_reaction(
    ria: Client,
    salesforce: FakeSalesforce,
    fault: Fault,
    kind: type[CrmError],
    said: str,
    field: str | None,
) -> None:
    """The table of errors: an admin's own words are passed on, and nothing else of a message."""
    salesforce.fail("update", fault)
    with pytest.raises(kind) as caught:
        await ria.update("Opportunity", ID["d1"], {"NextStep": "x"})
    assert said in str(caught.value)
    assert CANARY not in str(caught.value)
    if isinstance(caught.value, WriteError):
        assert caught.value.field == field


@pytest.mark.parametrize(
    ("soql", "kind"),
    [
        ("SELECT Nothing__c FROM Account", UnknownField),
        ("SELECT Id FROM Nothing__c", UnknownEntity),
        ("SELECT Id FROM", CrmError),
    ],
)
async def test_what_is_hidden_looks_as_if_it_were_not_there(
    ria: Client, soql: str, kind: type[CrmError]
) -> None:
    """C11, D27: a field or object that is gone, or not for this person."""
    with pytest.raises(kind):
        await ria.query(soql)


async def test_not_yours_is_not_there(ria: Client, salesforce: FakeSalesforce) -> None:
    """C12: refusals of a read are all one."""
    said = set()
    for fault in (refused("INSUFFICIENT_ACCESS", status=403), refused("NOT_FOUND", status=404)):
        salesforce.fail("read", fault)
        with pytest.raises(RecordNotFound) as caught:
            await ria.read("Account", ID["acme"], ["Name"])
        said.add(str(caught.value))
    assert len(said) == 1


ALL_FAULTS = [
    faults.HANG,
    faults.DROP,
    faults.HTML,
    faults.TRUNCATED,
    faults.LIMIT,
    faults.UNAVAILABLE,
    faults.DISABLED,
    refused("MALFORMED_QUERY", f"\n{SECRET_QUERY}\n   ^"),
    refused("INVALID_FIELD", f"{SECRET_QUERY} ERROR: No such column 'X__c' on entity 'Contact'"),
]


@pytest.mark.parametrize("fault", ALL_FAULTS)
async def test_f4_neither_query_nor_token_is_told(
    salesforce: FakeSalesforce, wire: Wire, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    """F4: not in an exception, its causes, its frames' locals, a repr or the log."""
    caplog.set_level(logging.DEBUG)
    client = replace(client_of(salesforce, wire), org=Org(wire=replace(wire, deadline=0.5)))
    assert isinstance(client.signed_in, SignedInOnce)
    token = client.signed_in.token
    for ask in (_query, _composite, _search):
        salesforce.fail("*", fault, fault)
        with pytest.raises(CrmError) as caught:
            await ask(client)
        logged = [vars(r) for r in caplog.records if not r.name.startswith("aiohttp.access")]
        told = "\n".join([*_told(caught.value), repr(client), repr(logged)])
        assert CANARY not in told
        assert token not in told
        client = replace(client, org=Org(wire=replace(wire, deadline=0.5)))


async def _query(client: Client) -> None:
    await client.query(SECRET_QUERY)


async def _composite(client: Client) -> None:
    await client.composite([SECRET_QUERY])


async def _search(client: Client) -> None:
    await client.search(f"FIND {{{CANARY}}}")


def _told(error: BaseException) -> Iterator[str]:
    """All that a collector of errors would send along, of the product's own frames."""
    yield f"{error} {error!r} {error.args} {vars(error)}"
    traceback = error.__traceback__
    while traceback:
        frame = traceback.tb_frame
        if "/tests/" not in frame.f_code.co_filename:
            yield "\n".join(f"{k}={v!r}" for k, v in frame.f_locals.items())
        traceback = traceback.tb_next
    for other in (error.__cause__, error.__context__):
        if other is not None:
            yield from _told(other)


def test_f4_a_request_shows_its_method_alone() -> None:
    """F4: even where somebody logs it."""
    ask = Ask(method="GET", url=f"https://x/?q={CANARY}", kind="query", params={"q": CANARY})
    assert "secret" not in repr(ask)


async def test_nobody_takes_all_connections(salesforce: FakeSalesforce, wire: Wire) -> None:
    """Of one person's thirty questions at once four are on their way."""
    client = client_of(salesforce, wire)
    pages = await asyncio.gather(*(client.query("SELECT Id FROM Account") for _ in range(30)))
    assert {page.total for page in pages} == {4}
    assert not client.org._each


async def test_what_is_not_theirs_to_describe_is_left_out(
    ria: Client, salesforce: FakeSalesforce
) -> None:
    """C11: of several objects, without an error for the others."""
    refusal = '[{"errorCode": "INSUFFICIENT_ACCESS", "message": "x"}]'
    body = (
        '{"hasErrors": true, "results": ['
        '{"statusCode": 200, "result": {"name": "Account"}},'
        f'{{"statusCode": 403, "result": {refusal}}}]}}'
    )
    salesforce.fail("batch", Fault(status=200, body=body.encode()))
    assert await ria.describes(["Account", "Lead"]) == [{"name": "Account"}, None]


async def test_a_session_that_ends_within_a_composite_request(
    ria: Client, salesforce: FakeSalesforce
) -> None:
    """D1: nobody outside hears of tokens."""
    refusal = '[{"errorCode": "INVALID_SESSION_ID", "message": "x"}]'
    body = f'{{"compositeResponse": [{{"httpStatusCode": 401, "body": {refusal}}}]}}'
    salesforce.fail("composite", Fault(status=200, body=body.encode()))
    with pytest.raises(NotConnected):
        await ria.composite(["SELECT Id FROM Account"])
