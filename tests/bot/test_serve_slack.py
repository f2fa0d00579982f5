"""The server lets Slack in where it is configured, and shows the demo's page to nobody."""

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.slack import Credentials, Needs, open_slack
from bot.commands.serve import server_app, slack_credentials
from bot.settings import Settings
from bot.wiring import Crumb, wire
from tests.bot.command_line import alone, crumb, small_crm

Capture = pytest.CaptureFixture[str]
SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "xoxb-not-a-real-token"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone(monkeypatch, tmp_path)


def parts(folder: Path) -> Crumb:
    """Over a small CRM."""
    return wire(Settings(database=small_crm(folder)))


def needs(crumb: Crumb) -> Needs:
    """What Slack is given."""
    return Needs(
        router=crumb.router,
        people=crumb.crm,
        seen=crumb.store.seen,
        identities=crumb.store.identities,
        conversations=crumb.store.conversations,
    )


async def test_nothing_but_health_is_served_without_a_platform(tmp_path: Path) -> None:
    """No chat page, no records: nobody signs in to them."""
    crumb = parts(tmp_path)
    async with TestClient(TestServer(server_app(crumb))) as client:
        for path in ("/", "/crm", "/crm/Account", "/nudges", "/static/crumb.js", "/slack/events"):
            async with client.get(path) as response:
                assert response.status == 404, path
    await crumb.close()


async def test_slack_is_let_in_by_its_signature_alone(tmp_path: Path) -> None:
    """Its address is there, and answers nobody else."""
    crumb = parts(tmp_path)
    credentials = Credentials(bot_token=TOKEN, signing_secret=SECRET)
    async with (
        open_slack(credentials, needs(crumb)) as slack,
        TestClient(TestServer(server_app(crumb, slack))) as client,
        client.post("/slack/events", json={"type": "url_verification"}) as response,
    ):
        assert response.status == 401
    await crumb.close()


async def test_over_socket_mode_no_address_is_open(tmp_path: Path) -> None:
    """Crumb connects by itself then."""
    crumb = parts(tmp_path)
    credentials = Credentials(bot_token=TOKEN, app_token="xapp-not-a-real-token")
    async with (
        open_slack(credentials, needs(crumb)) as slack,
        TestClient(TestServer(server_app(crumb, slack))) as client,
        client.post("/slack/events", json={}) as response,
    ):
        assert response.status == 404
    await crumb.close()


def test_what_is_not_set_is_no_platform() -> None:
    """The server runs without."""
    assert slack_credentials(Settings()) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"CRUMB_SLACK_BOT_TOKEN": TOKEN}, "signing secret (HTTP) or an app token"),
        ({"CRUMB_SLACK_SIGNING_SECRET": SECRET}, "bot token begins with xoxb-"),
    ],
)
def test_half_of_slacks_settings_is_one_sentence(
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    given: dict[str, str],
    said: str,
) -> None:
    """Before anything is served, and without the secrets in it."""
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    ended = crumb(capsys, "serve", "--port", "0", "--database", small_crm(tmp_path))
    assert (ended.status, ended.out) == (1, "")
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1
    assert not [value for value in given.values() if value in ended.err]
