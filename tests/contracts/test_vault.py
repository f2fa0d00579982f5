"""Tokens in memory, on SQLite and on PostgreSQL: kept for their holder, and for nobody else."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.store.leases import BELIEVED, Leases
from bot.store.sealing import Keyring, new_key
from bot.store.store import Store
from bot.store.tables import TOKENS
from bot.store.vault import SqlVault
from crm.backends.engines import reading, writing
from crm.secret import Secret
from crm.vault import CannotOpen, Holder, Vault
from tests.contracts.stores import EVERYWHERE, STORES, store_in
from tests.fakes.vault import FakeVault

OLD, NEW = new_key(), new_key()
ANA = Holder(team="00D1", person="005A", kind="salesforce")
BEN = Holder(team="00D1", person="005B", kind="salesforce")
TOKEN = Secret("00D1!AQ.canary")


@pytest.fixture(params=EVERYWHERE)
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Vault]:
    """An empty one, in each place there is."""
    if request.param == "fake":
        yield FakeVault()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield SqlVault(store.database, Keyring([NEW]))


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    with store_in(request.param, request, tmp_path) as opened:
        yield opened


async def test_what_is_kept_is_found_by_its_holder_alone(vault: Vault) -> None:
    """Team, person and kind, all three."""
    await vault.keep(ANA, TOKEN)
    assert await vault.find(ANA) == TOKEN
    others = [
        BEN,
        Holder(team="00D2", person=ANA.person, kind=ANA.kind),
        Holder(team=ANA.team, person=ANA.person, kind="other"),
    ]
    assert [await vault.find(other) for other in others] == [None] * 3
    assert await vault.holders() == (ANA,)


async def test_the_later_one_takes_the_place_of_the_earlier(vault: Vault) -> None:
    """One secret each."""
    for text in ("one", "two"):
        await vault.keep(ANA, Secret(text))
    assert await vault.find(ANA) == Secret("two")


async def test_f3_a_long_token_is_kept_whole(vault: Vault) -> None:
    """F3: any length, any characters."""
    long = Secret("ü💡" + "x" * 20_000)
    await vault.keep(ANA, long)
    assert await vault.find(ANA) == long


async def test_what_is_dropped_is_gone(vault: Vault) -> None:
    """Once."""
    await vault.keep(ANA, TOKEN)
    assert await vault.drop(ANA)
    assert not await vault.drop(ANA)
    assert await vault.find(ANA) is None


async def test_it_can_be_made_another_holders(vault: Vault) -> None:
    """In one step."""
    await vault.keep(ANA, TOKEN)
    to = Holder(team=ANA.team, person=ANA.person, kind="revoke")
    assert await vault.move(ANA, to)
    assert not await vault.move(ANA, to)
    assert await vault.find(to) == TOKEN
    assert await vault.holders() == (to,)


async def test_one_at_a_time_for_each_holder(vault: Vault) -> None:
    """Others are not kept waiting."""
    inside, most = 0, 0

    async def work() -> None:
        nonlocal inside, most
        async with vault.alone(ANA):
            inside += 1
            most = max(most, inside)
            await asyncio.sleep(0.01)
            inside -= 1

    async with vault.alone(BEN):
        await asyncio.gather(*(work() for _ in range(4)))
    assert most == 1


async def test_who_is_cut_off_lets_go(vault: Vault) -> None:
    """Cancelled, or failed."""

    async def work() -> None:
        async with vault.alone(ANA):
            await asyncio.sleep(60)

    task = asyncio.create_task(work())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with asyncio.timeout(5), vault.alone(ANA):
        pass


async def test_who_was_killed_keeps_others_out_for_a_minute(store: Store) -> None:
    """D2: a process that died within it."""
    now = datetime(2026, 11, 18, 15, tzinfo=UTC)
    dead, alive = (Leases(store.database, lambda: now) for _ in range(2))
    killed = dead.alone("x")
    await killed.__aenter__()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3), alive.alone("x"):
            pass
    now += BELIEVED + timedelta(seconds=1)
    async with asyncio.timeout(5), alive.alone("x"):
        await killed.__aexit__(None, None, None)  # it was not dead: it takes nothing from others
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3), dead.alone("x"):
                pass


async def test_who_is_cut_off_while_waiting_leaves_nothing_taken(store: Store) -> None:
    """At whatever moment."""
    leases = Leases(store.database)
    for pause in (0, 0.001, 0.005, 0.02):
        task = asyncio.create_task(leases.alone("x").__aenter__())
        await asyncio.sleep(pause)
        done = task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        if done:
            break  # it was ours already, and nobody is there to let go
        async with asyncio.timeout(5), leases.alone("x"):
            pass


def _rows(store: Store) -> dict[str, str]:
    with reading(store.engine) as connection:
        return {r.person: r.sealed for r in connection.execute(select(TOKENS))}


def _put(store: Store, person: str, sealed: str) -> None:
    with writing(store.engine) as connection:
        connection.execute(update(TOKENS).where(TOKENS.c.person == person).values(sealed=sealed))


async def test_f1_a_stolen_database_has_no_token(store: Store) -> None:
    """F1: nor does the same token look the same twice."""
    vault = SqlVault(store.database, Keyring([NEW]))
    for holder in (ANA, BEN):
        await vault.keep(holder, TOKEN)
    rows = _rows(store)
    assert "canary" not in "".join(rows.values())
    assert len(set(rows.values())) == 2
    thief = SqlVault(store.database, Keyring([new_key()]))
    with pytest.raises(CannotOpen):
        await thief.find(ANA)


async def test_f1_a_row_in_anothers_place_does_not_open(store: Store) -> None:
    """F1: rows swapped, or changed."""
    vault = SqlVault(store.database, Keyring([NEW]))
    for holder in (ANA, BEN):
        await vault.keep(holder, TOKEN)
    rows = _rows(store)
    _put(store, ANA.person, rows[BEN.person])
    with pytest.raises(CannotOpen):
        await vault.find(ANA)
    own, strange = rows[ANA.person].split("."), rows[BEN.person].split(".")
    for changed in ([*own[:3], strange[3]], [*own[:2], strange[2], own[3]], ["x"], [*own[:3], ""]):
        _put(store, ANA.person, ".".join(changed))
        with pytest.raises(CannotOpen):
            await vault.find(ANA)


class _Killed(Exception):
    pass


@pytest.mark.parametrize("after", [0, 1, 7])
async def test_f2_a_rotation_that_is_killed_goes_on(store: Store, after: int) -> None:
    """F2: all tokens are readable at any moment, and in the end the old key is needed no more."""
    old = SqlVault(store.database, Keyring([OLD]))
    people = [Holder(team="00D1", person=f"005{n}", kind="salesforce") for n in range(8)]
    for holder in people:
        await old.keep(holder, Secret(holder.person))
    both = SqlVault(store.database, Keyring([NEW, OLD]))
    left = after

    def stop() -> None:
        nonlocal left
        if not left:
            raise _Killed
        left -= 1

    with pytest.raises(_Killed):
        await both.rotate(stop)
    assert [await both.find(h) for h in people] == [Secret(h.person) for h in people]
    assert await both.rotate() == 8 - after
    assert await both.rotate() == 0
    new = SqlVault(store.database, Keyring([NEW]))
    assert [await new.find(h) for h in people] == [Secret(h.person) for h in people]
    assert await new.strange() == 0


async def test_f2_a_token_that_changes_meanwhile_stays(store: Store) -> None:
    """F2: what a refresh saved is not overwritten by a rotation that read it before."""
    await SqlVault(store.database, Keyring([OLD])).keep(ANA, Secret("before"))
    both = SqlVault(store.database, Keyring([NEW, OLD]))
    (row,) = await store.database.read(both._others)
    await both.keep(ANA, Secret("after"))
    assert not await both._rotated(row)
    assert await both.find(ANA) == Secret("after")


async def test_f2_tokens_of_another_key_are_told(store: Store) -> None:
    """F2: with the wrong key the server does not start."""
    await SqlVault(store.database, Keyring([OLD])).keep(ANA, TOKEN)
    assert await SqlVault(store.database, Keyring([NEW])).strange() == 1
    assert await SqlVault(store.database, Keyring([NEW, OLD])).strange() == 0


@pytest.mark.parametrize("text", ["", "short", "A" * 43, "x" * 400, "ключ"])
def test_f2_what_is_no_key_is_refused(text: str) -> None:
    """F2: and not repeated."""
    with pytest.raises(ValueError, match="32 random bytes"):
        Keyring([text])


def test_f4_a_keyring_shows_no_key() -> None:
    """F4."""
    assert OLD not in repr(Keyring([OLD]))
    assert "canary" not in repr(TOKEN)
    assert "canary" not in f"{TOKEN}"
