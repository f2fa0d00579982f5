"""Who is who, in memory, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.ports import Identities, Identity
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.identities import FakeIdentities

NOW = datetime(2026, 11, 16, 10, tzinfo=UTC)
DANA = Identity(
    platform="slack", team="T1", user="U1", person="005A", email="dana@example.com", at=NOW
)


@pytest.fixture(params=EVERYWHERE)
def identities(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Identities]:
    """Nobody known yet, in each kind."""
    if request.param == "fake":
        yield FakeIdentities()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.identities


async def test_a_linked_account_is_found(identities: Identities) -> None:
    """By platform, team and user together."""
    await identities.link(DANA)
    assert await identities.find("slack", "T1", "U1") == DANA
    assert await identities.find("slack", "T2", "U1") is None
    assert await identities.find("teams", "T1", "U1") is None


async def test_linking_again_replaces(identities: Identities) -> None:
    """One chat account is one person."""
    await identities.link(DANA)
    other = replace(DANA, person="005B", email="kim@example.com")
    await identities.link(other)
    assert await identities.find("slack", "T1", "U1") == other
    assert await identities.of("005A") == ()


async def test_a_person_has_several_accounts(identities: Identities) -> None:
    """The latest linked comes first."""
    newer = replace(DANA, platform="teams", at=NOW + timedelta(days=1))
    await identities.link(DANA)
    await identities.link(newer)
    assert await identities.of("005A") == (newer, DANA)


async def test_one_account_is_forgotten(identities: Identities) -> None:
    """And no other."""
    await identities.link(DANA)
    await identities.link(replace(DANA, user="U2"))
    await identities.forget("slack", "T1", "U1")
    assert await identities.find("slack", "T1", "U1") is None
    assert await identities.find("slack", "T1", "U2")


async def test_f7_a_team_that_uninstalls_is_forgotten(identities: Identities) -> None:
    """All its accounts go; other teams' stay."""
    for team, user in (("T1", "U1"), ("T1", "U2"), ("T2", "U3")):
        await identities.link(replace(DANA, team=team, user=user))
    await identities.forget("slack", "T1")
    assert [identity.team for identity in await identities.of("005A")] == ["T2"]
