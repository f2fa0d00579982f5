"""`crumb keys` and `crumb revoke`: tokens are closed anew, or destroyed."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.sealing import Keyring, key_of, new_key
from bot.store.store import Store, open_store
from bot.store.vault import SqlVault
from crm.backends.salesforce.sessions import REVOKED
from crm.backends.salesforce.tokens import KIND, Tokens
from crm.secret import Secret
from crm.vault import CannotOpen, Holder
from tests.bot.command_line import alone, crumb, small_crm
from tests.contracts.salesforce.world import ID

Capture = pytest.CaptureFixture[str]

URL = "sqlite:///store.db"
ORG, OTHER = "00DHp0000000001MAA", "00DHp0000000002MAA"
CLOSED = "http://127.0.0.1:9"  # nobody listens there


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Settings of an org that can't be reached."""
    alone(monkeypatch, tmp_path)
    made = new_key()
    monkeypatch.setenv("CRUMB_DATABASE", URL)
    monkeypatch.setenv("CRUMB_SECRET_KEY", made)
    monkeypatch.setenv("CRUMB_SALESFORCE_ORG", ORG)
    monkeypatch.setenv("CRUMB_SALESFORCE_CLIENT_ID", "3MVG9.crumb")
    monkeypatch.setenv("CRUMB_SALESFORCE_LOGIN_URL", CLOSED)
    return made


@pytest.fixture
def store() -> Iterator[Store]:
    """The store that the commands use."""
    opened = open_store(URL)
    yield opened
    asyncio.run(opened.close())


def holder(who: str, org: str = ORG, kind: str = KIND) -> Holder:
    """Whose tokens."""
    return Holder(team=org, person=ID[who], kind=kind)


def connect(store: Store, key: str, *holders: Holder) -> SqlVault:
    """Tokens for them."""
    vault = SqlVault(store.database, Keyring([key]))
    for one in holders:
        tokens = Tokens(
            org_id=one.team,
            user_id=one.person,
            instance=CLOSED,
            access=Secret("a"),
            refresh=Secret("r"),
        )
        asyncio.run(vault.keep(one, tokens.closed()))
    return vault


def test_a_new_key_is_one(capsys: Capture) -> None:
    """Each time another."""
    made = {crumb(capsys, "keys", "new").out.strip() for _ in range(2)}
    assert [len(key_of(text)) for text in made] == [32, 32]


def test_f2_the_key_is_changed_while_both_are_set(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, store: Store, key: str
) -> None:
    """F2: then the old one is not needed."""
    connect(store, key, holder("ria"), holder("mo"))
    fresh = new_key()
    monkeypatch.setenv("CRUMB_SECRET_KEY", f"{fresh},{key}")
    assert "2 tokens" in crumb(capsys, "keys", "rotate").out
    assert "0 tokens" in crumb(capsys, "keys", "rotate").out
    assert asyncio.run(SqlVault(store.database, Keyring([fresh])).find(holder("ria")))


def test_f2_without_the_old_key_it_is_not(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, store: Store, key: str
) -> None:
    """F2: and nothing is lost."""
    vault = connect(store, key, holder("ria"))
    monkeypatch.setenv("CRUMB_SECRET_KEY", new_key())
    ended = crumb(capsys, "keys", "rotate")
    assert (ended.status, "not in CRUMB_SECRET_KEY" in ended.err) == (1, True)
    assert asyncio.run(vault.find(holder("ria")))


@pytest.mark.parametrize(
    ("whom", "left"),
    [
        (("--user", ID["ria"]), {holder("mo"), holder("mo", OTHER)}),
        (("--org", ORG), {holder("mo", OTHER)}),
        (("--all",), set()),
    ],
)
def test_f6_revoking_works_while_salesforce_is_away(
    capsys: Capture, store: Store, key: str, whom: tuple[str, ...], left: set[Holder]
) -> None:
    """F6: nothing can be used here at once; what Salesforce has yet to be told is shown."""
    everybody = {holder("ria"), holder("mo"), holder("mo", OTHER)}
    vault = connect(store, key, *everybody)
    ended = crumb(capsys, "revoke", *whom)
    gone = len(everybody) - len(left)
    assert ended.status == 0
    assert f"{gone} links were ended" in ended.out
    assert f"has yet to be told of {gone}" in ended.out
    kept = set(asyncio.run(vault.holders()))
    assert {one for one in kept if one.kind == KIND} == left
    assert len({one for one in kept if one.kind == REVOKED}) == gone


def test_h12_without_the_key_all_is_destroyed(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, store: Store, key: str
) -> None:
    """H12: in an emergency nobody looks for a key."""
    vault = connect(store, key, holder("ria"))
    monkeypatch.delenv("CRUMB_SECRET_KEY")
    assert crumb(capsys, "revoke", "--all").status == 0
    assert asyncio.run(vault.holders()) == ()
    with pytest.raises(CannotOpen):
        Keyring([key]).open("x", holder("ria"))


@pytest.mark.parametrize("whom", [(), ("--all", "--org", ORG), ("--user", "x")])
def test_one_says_whom(capsys: Capture, store: Store, whom: tuple[str, ...]) -> None:
    """Exactly once."""
    assert crumb(capsys, "revoke", *whom).status == 2


def test_nobody_is_connected(capsys: Capture, store: Store) -> None:
    """A wrong id is told."""
    ended = crumb(capsys, "revoke", "--user", ID["ria"])
    assert (ended.status, "Nobody" in ended.err) == (1, True)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("CRUMB_SECRET_KEY", "", "needs CRUMB_SECRET_KEY"),
        ("CRUMB_SECRET_KEY", "canary", "32 random bytes"),
        ("CRUMB_SALESFORCE_ORG", "00Dx", "begins with 00D"),
        ("CRUMB_SALESFORCE_LOGIN_URL", "http://evil.example", "over https"),
        ("CRUMB_SALESFORCE_INTEGRATION_USER", "bot@crumb.example", "go together"),
        ("CRUMB_SALESFORCE_PRIVATE_KEY", "none.pem", "there is no file"),
    ],
)
def test_f2_the_server_does_not_start_without_the_key(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    """F2: nor with half of what it needs; no value is repeated."""
    monkeypatch.setenv(variable, value)
    ended = crumb(capsys, "serve", "--port", "0")
    assert (ended.status, said in ended.err) == (1, True)
    assert "canary" not in ended.err


def test_f2_nor_with_another_key_than_the_tokens_were_closed_with(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str
) -> None:
    """F2: everybody would have to connect again, and nobody would know why."""
    url = small_crm(tmp_path)
    opened = open_store(url)
    connect(opened, key, holder("ria"))
    asyncio.run(opened.close())
    monkeypatch.setenv("CRUMB_SECRET_KEY", new_key())
    ended = crumb(capsys, "serve", "--port", "0", "--database", url)
    assert (ended.status, "1 tokens are closed with another key" in ended.err) == (1, True)
