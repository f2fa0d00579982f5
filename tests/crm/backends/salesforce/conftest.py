"""The small org on a port, and clients of it."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace

import pytest

from crm.backends.salesforce.client import Client
from crm.backends.salesforce.org import Org, Session
from crm.backends.salesforce.wire import Wire, new_session
from crm.errors import NotConnected
from crm.secret import Secret
from tests.contracts.salesforce.world import ID, small_org
from tests.fakes.salesforce.org.org import Org as FakeOrg
from tests.fakes.salesforce.server.server import FakeSalesforce


@dataclass
class SignedInOnce:
    """Somebody with a token; `renew` gives another one, None for nobody's."""

    person: str
    instance: str
    token: str = field(repr=False)
    renew: Callable[[], str] | None = None
    renewals: int = 0

    async def session(self) -> Session:
        """As the protocol has it."""
        return Session(instance=self.instance, token=Secret(self.token))

    async def renewed(self, ended: Session) -> Session:
        """As the protocol has it."""
        self.renewals += 1
        if self.renew is None:
            raise NotConnected
        self.token = self.renew()
        return await self.session()


@pytest.fixture
def org() -> Iterator[FakeOrg]:
    """The small org of tests/contracts/salesforce/world.py."""
    made = small_org()
    for who in ("lena", "mo", "ria", "rae"):
        made.store.change(made.object("User"), ID[who], {"UserType": "Standard"})
    yield made
    made.close()


@pytest.fixture
async def salesforce(org: FakeOrg) -> AsyncIterator[FakeSalesforce]:
    """On a port."""
    async with FakeSalesforce(org) as server:
        yield server


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """With a deadline of its own for each test: `replace(wire, deadline=…)`."""
    async with new_session() as session:
        yield Wire(session)


@pytest.fixture
async def ria(salesforce: FakeSalesforce, wire: Wire) -> Client:
    """A rep's client."""
    return client_of(salesforce, wire)


def client_of(salesforce: FakeSalesforce, wire: Wire, who: str = "ria") -> Client:
    """Somebody's, whose session can be renewed."""
    email = f"{who}@crumb.example"
    tokens = salesforce.sign_in(email)
    signed_in = SignedInOnce(
        person=email,
        instance=salesforce.url,
        token=tokens["access_token"],
        renew=lambda: salesforce.sign_in(email)["access_token"],
    )
    return Client(org=Org(wire=replace(wire, deadline=5)), signed_in=signed_in, sleep=_at_once)


async def _at_once(_: float) -> None:
    return None
