"""Who is signed in, for how long, and what nobody can use any more."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.store.sealing import Keyring, new_key
from bot.store.vault import SqlVault
from crm.backends.salesforce.client import Client
from crm.backends.salesforce.oauth import App, LinkDead, OAuth, audience, private_key
from crm.backends.salesforce.org import Org
from crm.backends.salesforce.sessions import IntegrationUser, Sessions
from crm.backends.salesforce.tokens import Tokens, granted, opened
from crm.backends.salesforce.wire import Wire
from crm.errors import AdminNeeded, CrmError, CrmUnavailable, NotConnected
from crm.secret import Secret
from crm.vault import Holder, Vault
from tests.contracts.salesforce.world import ID, NOW
from tests.contracts.stores import store_in
from tests.fakes.salesforce.server import faults
from tests.fakes.salesforce.server.faults import Fault, denied
from tests.fakes.salesforce.server.jwt import PublicKey
from tests.fakes.salesforce.server.server import FakeSalesforce
from tests.fakes.vault import FakeVault

ORG = "00DHp0000000001MAA"
RIA = ID["ria"]


def oauth_of(salesforce: FakeSalesforce, wire: Wire) -> OAuth:
    """As the fake's app has it."""
    app = salesforce.app
    assert app.secret
    return OAuth(
        wire,
        App(
            client_id=app.client_id,
            secret=Secret(app.secret),
            redirect_uri=app.redirect_uris[0],
            login_url=salesforce.url,
        ),
    )


def sessions_of(salesforce: FakeSalesforce, wire: Wire, vault: Vault) -> Sessions:
    """Over a vault."""
    return Sessions(vault=vault, oauth=oauth_of(salesforce, wire), org_id=ORG)


def tokens_of(salesforce: FakeSalesforce, who: str = "ria") -> Tokens:
    """Somebody's, as if they had signed in."""
    given = salesforce.sign_in(f"{who}@crumb.example")
    return granted({**given, "id": f"{salesforce.url}/id/{ORG}/{ID[who]}"})


def client_as(sessions: Sessions, person: str = RIA) -> Client:
    """Their calls."""
    return Client(org=Org(wire=sessions.oauth.wire), signed_in=sessions.of(person))


@pytest.fixture
def vault() -> Vault:
    """In memory."""
    return FakeVault()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs_postgres)])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Vault, Vault]]:
    """The vaults of two processes over one store."""
    keys = Keyring([new_key()])
    with store_in(request.param, request, tmp_path) as store:
        yield SqlVault(store.database, keys), SqlVault(store.database, keys)


async def test_who_never_connected_is_told_how(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """Nothing is asked of Salesforce."""
    with pytest.raises(NotConnected, match="connect"):
        await client_as(sessions_of(salesforce, wire, vault)).query("SELECT Id FROM Account")
    assert not salesforce.calls


async def test_a_session_that_ended_is_renewed(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """D1: and the new one is kept."""
    sessions = sessions_of(salesforce, wire, vault)
    await sessions.connect(tokens_of(salesforce))
    salesforce.oauth.sessions.expire()
    for _ in range(2):
        assert (await client_as(sessions).query("SELECT Id FROM Account")).total == 4
    assert len(salesforce.called("token")) == 1


async def test_d2_two_processes_refresh_once(
    salesforce: FakeSalesforce, wire: Wire, shared: tuple[Vault, Vault]
) -> None:
    """D2: twenty calls of two processes, with refresh tokens that are good once."""
    salesforce.app.rotates = True
    both = [sessions_of(salesforce, wire, vault) for vault in shared]
    await both[0].connect(tokens_of(salesforce))
    for _ in range(2):  # the rotated token works as well
        salesforce.oauth.sessions.expire()
        before = len(salesforce.called("token"))
        clients = [client_as(sessions) for sessions in both for _ in range(10)]
        pages = await asyncio.gather(*(c.query("SELECT Id FROM Account") for c in clients))
        assert {page.total for page in pages} == {4}
        assert len(salesforce.called("token")) == before + 1


async def test_d3_what_was_not_saved_is_no_loop(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """D3: killed between the exchange and the save; the person connects again."""
    salesforce.app.rotates = True
    sessions = sessions_of(salesforce, wire, vault)
    await sessions.connect(tokens_of(salesforce))
    salesforce.oauth.sessions.expire()
    secret = await vault.find(sessions.holder(RIA))
    assert secret
    await sessions.oauth.by_refresh(opened(secret))  # and here it is killed
    for error in (LinkDead, NotConnected, NotConnected):
        with pytest.raises(error):
            await client_as(sessions).query("SELECT Id FROM Account")
    assert len(salesforce.called("token")) == 2
    assert await vault.holders() == ()


async def test_d3_new_tokens_are_saved_before_they_are_used(
    salesforce: FakeSalesforce, wire: Wire
) -> None:
    """D3: where they can't be saved, nobody uses them."""

    class Full(FakeVault):
        async def keep(self, holder: Holder, secret: Secret) -> None:
            if await self.find(holder):
                raise CrmUnavailable("the disk is full")
            await super().keep(holder, secret)

    sessions = sessions_of(salesforce, wire, Full())
    await sessions.connect(tokens_of(salesforce))
    salesforce.oauth.sessions.expire()
    with pytest.raises(CrmUnavailable, match="full"):
        await client_as(sessions).query("SELECT Id FROM Account")
    assert len(salesforce.called("query")) == 1


async def test_an_answer_that_is_lost_leaves_the_link(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """A refresh while Salesforce is away is tried another time."""
    sessions = sessions_of(salesforce, wire, vault)
    await sessions.connect(tokens_of(salesforce))
    salesforce.oauth.sessions.expire()
    salesforce.fail("token", faults.HTML_503)
    with pytest.raises(CrmUnavailable):
        await client_as(sessions).query("SELECT Id FROM Account")
    assert (await client_as(sessions).query("SELECT Id FROM Account")).total == 4


async def test_f7_who_was_deactivated_is_out(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """F7: their tokens are deleted when Salesforce says so."""
    sessions = sessions_of(salesforce, wire, vault)
    await sessions.connect(tokens_of(salesforce))
    salesforce.oauth.sessions.expire()
    salesforce.fail("token", faults.USER_INACTIVE)
    with pytest.raises(NotConnected):
        await client_as(sessions).query("SELECT Id FROM Account")
    assert await sessions.connected() == frozenset()


async def test_c9_tokens_of_another_org_are_not_kept(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """C9: a mix-up."""
    sessions = Sessions(vault=vault, oauth=oauth_of(salesforce, wire), org_id="00DHp0000000002MAA")
    with pytest.raises(NotConnected, match="another Salesforce org"):
        await sessions.connect(tokens_of(salesforce))
    assert await vault.holders() == ()


async def test_disconnecting_ends_it_here_and_there(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """And again does no harm."""
    sessions = sessions_of(salesforce, wire, vault)
    tokens = tokens_of(salesforce)
    await sessions.connect(tokens)
    assert await sessions.disconnect(RIA)
    assert not await sessions.disconnect(RIA)
    assert await sessions.revoke_waiting() == (1, 0)
    assert tokens.access.text not in salesforce.oauth.sessions.access
    assert await vault.holders() == ()


async def test_salesforce_says_nothing_to_a_revocation(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """Revoke OAuth Tokens: 200, without a body; a token it does not know is as good."""
    sessions = sessions_of(salesforce, wire, vault)
    for fault in (Fault(status=200), denied("invalid_token", "invalid token")):
        await sessions.connect(tokens_of(salesforce))
        await sessions.disconnect(RIA)
        salesforce.fail("revoke", fault)
        assert await sessions.revoke_waiting() == (1, 0)


async def test_f6_while_salesforce_is_away_revoking_waits(
    salesforce: FakeSalesforce, wire: Wire, vault: Vault
) -> None:
    """F6: here nothing can be used at once; Salesforce is told when it is back."""
    sessions = sessions_of(salesforce, wire, vault)
    for who in ("ria", "mo"):
        await sessions.connect(tokens_of(salesforce, who))
    await salesforce.down()
    for who in ("ria", "mo"):
        assert await sessions.disconnect(ID[who])
    assert await sessions.revoke_waiting() == (0, 2)
    with pytest.raises(NotConnected):
        await client_as(sessions).query("SELECT Id FROM Account")
    await salesforce.up()
    assert await sessions.revoke_waiting() == (2, 0)
    assert not salesforce.oauth.sessions.refresh
    assert await vault.holders() == ()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    """A key that guards nothing."""
    return rsa.generate_private_key(65_537, 2048)


def integration(salesforce: FakeSalesforce, wire: Wire, key: rsa.RSAPrivateKey) -> IntegrationUser:
    """Lena's, as the integration user."""
    numbers = key.public_key().public_numbers()
    salesforce.app.key = PublicKey(numbers.n, numbers.e)
    return IntegrationUser(
        oauth=oauth_of(salesforce, wire),
        username="lena@crumb.example",
        key=key,
        clock=lambda: NOW,
        org_id=ORG,
    )


async def test_the_integration_user_signs_in_by_jwt(
    salesforce: FakeSalesforce, wire: Wire, key: rsa.RSAPrivateKey
) -> None:
    """Once for all its calls, and once more when the session ends."""
    client = Client(org=Org(wire=wire), signed_in=integration(salesforce, wire, key))
    for _ in range(2):
        await asyncio.gather(*(client.query("SELECT Id FROM Account") for _ in range(5)))
        salesforce.oauth.sessions.expire()
    assert len(salesforce.called("token")) == 2


@pytest.mark.parametrize(
    ("fault", "kind", "said"),
    [
        (denied("OAUTH_APP_BLOCKED", "x"), AdminNeeded, "unblocks"),
        (denied("OAUTH_APPROVAL_ERROR_GENERIC", "x"), AdminNeeded, "install"),
        (denied("OAUTH_APP_ACCESS_DENIED", "x"), AdminNeeded, "pre-authorized"),
        (faults.IP_RESTRICTED, AdminNeeded, "IP allow list"),
        (denied("invalid_grant", "user hasn't approved this consumer"), AdminNeeded, "INTEGRATION"),
        (denied("invalid_grant", "invalid assertion"), AdminNeeded, "certificate"),
        (denied("invalid_client_id", "x"), AdminNeeded, "CLIENT_ID"),
        (denied("invalid_client", "x"), AdminNeeded, "CLIENT_SECRET"),
        (denied("redirect_uri_mismatch", "x"), AdminNeeded, "/salesforce/callback"),
        (denied("something_else", "x"), CrmUnavailable, "try again"),
        (faults.TOKEN_EXPIRED, LinkDead, "connect again"),
        (faults.HTML, CrmUnavailable, "maintenance"),
        (Fault(status=200, body=b"{}"), CrmUnavailable, "properly"),
    ],
)
async def test_d29_an_admin_is_told_what_to_change(
    salesforce: FakeSalesforce, wire: Wire, fault: Fault, kind: type[CrmError], said: str
) -> None:
    """D29: each refusal in the admin's words."""
    salesforce.fail("token", fault, fault)
    with pytest.raises(kind, match=said):
        await oauth_of(salesforce, wire).by_refresh(tokens_of(salesforce))


@pytest.mark.parametrize(
    "given",
    [
        {"instance_url": "http://evil.example"},
        {"instance_url": "https://a@evil.example"},
        {"instance_url": None},
        {"id": "https://login.salesforce.com/id/x/y"},
        {"id": f"https://login.salesforce.com/id/{ORG}/{ID['d1']}"},
        {"access_token": ""},
    ],
)
def test_c9_an_answer_that_sends_tokens_elsewhere_is_not_taken(given: dict[str, Any]) -> None:
    """C9: over plain http, say."""
    right = {
        "access_token": "a",
        "instance_url": "https://acme.my.salesforce.com",
        "id": f"https://login.salesforce.com/id/{ORG}/{RIA}",
    }
    assert granted(right).user_id == RIA
    with pytest.raises(CrmUnavailable):
        granted({**right, **given})


def test_an_assertion_is_for_the_login_host() -> None:
    """Not for the org's own domain."""
    for url, wanted in (
        ("https://acme.my.salesforce.com", "https://login.salesforce.com"),
        ("https://acme--dev.sandbox.my.salesforce.com", "https://test.salesforce.com"),
        ("https://test.salesforce.com", "https://test.salesforce.com"),
    ):
        assert audience(url) == wanted


def test_what_is_no_private_key_is_refused() -> None:
    """And not repeated."""
    with pytest.raises(ValueError, match="RSA"):
        private_key(b"-----BEGIN CERTIFICATE-----")


def test_f4_tokens_are_in_no_repr(salesforce: FakeSalesforce) -> None:
    """F4."""
    tokens = tokens_of(salesforce)
    assert tokens.access.text not in f"{tokens!r} {tokens.closed()!r} {tokens.session!r}"
