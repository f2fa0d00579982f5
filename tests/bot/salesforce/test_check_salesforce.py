"""What `crumb check` says of Salesforce, against the fake."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.commands.check_salesforce import about_salesforce
from bot.settings import Settings
from bot.store.sealing import new_key
from tests.contracts.salesforce.world import ID, small_org
from tests.fakes.salesforce.org.settings import Profile
from tests.fakes.salesforce.server import faults
from tests.fakes.salesforce.server.faults import Fault
from tests.fakes.salesforce.server.jwt import PublicKey
from tests.fakes.salesforce.server.server import FakeSalesforce

KEY = rsa.generate_private_key(65_537, 2048)


@pytest.fixture
async def salesforce() -> AsyncIterator[FakeSalesforce]:
    """The small org, as of now: an assertion is good for minutes."""
    org = small_org(name="Ferrowick")
    org.settings = replace(org.settings, clock=lambda: datetime.now(UTC))
    async with FakeSalesforce(org) as server:
        numbers = KEY.public_key().public_numbers()
        server.app.key = PublicKey(numbers.n, numbers.e)
        yield server
    org.close()


@pytest.fixture
def settings(salesforce: FakeSalesforce, tmp_path: Path) -> Settings:
    """Everything is set."""
    pem = tmp_path / "key.pem"
    pem.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Settings(
        database=f"sqlite:///{tmp_path / 'store.db'}",
        secret_key=new_key(),
        salesforce_org="00DHp0000000001MAA",
        salesforce_client_id="3MVG9.crumb",
        salesforce_client_secret="app-secret",
        salesforce_login_url=salesforce.url,
        salesforce_integration_user="lena@crumb.example",
        salesforce_private_key=str(pem),
    )


async def said(settings: Settings) -> str:
    """All findings."""
    return "\n".join(map(str, await about_salesforce(settings)))


async def test_without_salesforce_nothing_is_said() -> None:
    """It is one CRM of several."""
    assert await about_salesforce(Settings()) == []


async def test_what_is_well_is_said(settings: Settings) -> None:
    """The org, how many are connected, what is used of the limit, and the callback URL."""
    text = await said(settings)
    assert "wrong" not in text
    assert "Ferrowick (Enterprise Edition), fiscal year from month 1, in USD." in text
    assert "0 people connected" in text
    assert "of 100,000 API calls of the last 24 hours are used." in text
    assert "http://127.0.0.1:8484/salesforce/callback" in text


async def test_d6_usage_is_visible_with_what_waits(
    settings: Settings, salesforce: FakeSalesforce
) -> None:
    """D6: at 80 % nudges wait, at 90 % dashboards too."""
    for used, waiting in ((85_000, "nudges wait"), (95_000, "nudges and dashboards wait")):
        salesforce.api.used = used
        assert waiting in await said(settings)


async def test_what_the_integration_user_does_not_see_is_said(
    settings: Settings, salesforce: FakeSalesforce
) -> None:
    """By their labels."""
    hidden = Profile(no_objects=frozenset({"Lead", "ForecastingQuota"}))
    salesforce.org.set_profile(ID["lena"], hidden)
    assert "sees no Quota, Lead" in await said(settings)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (faults.APP_BLOCKED, "an admin unblocks it"),
        (faults.IP_RESTRICTED, "IP allow list"),
        (faults.HTML, "maintenance"),
    ],
)
async def test_d29_what_is_wrong_is_said_in_the_admins_words(
    settings: Settings, salesforce: FakeSalesforce, fault: Fault, words: str
) -> None:
    """D29: and Crumb cannot run like this."""
    salesforce.fail("token", fault)
    text = await said(settings)
    assert "wrong    Salesforce:" in text
    assert words in text


async def test_half_of_it_is_wrong(settings: Settings) -> None:
    """F2: the key among them."""
    assert "needs CRUMB_SECRET_KEY" in await said(replace(settings, secret_key=""))
    assert "go together" in await said(replace(settings, salesforce_private_key=""))
    no_user = replace(settings, salesforce_integration_user="", salesforce_private_key="")
    assert "not set  Salesforce: CRUMB_SALESFORCE_INTEGRATION_USER" in await said(no_user)
