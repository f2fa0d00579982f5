"""Sweeps over the real ledger: several at once, of several processes, and one that is killed."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.store import Store, open_store
from crm.query import Ref
from nudges.notice import Notice
from nudges.ports import Delivery
from nudges.settings import NudgeSettings
from nudges.sweep import sweep
from tests.contracts.stores import STORES, store_in
from tests.nudges.company import NOW, Post, company, deal

BUDGET = NudgeSettings(per_day=2, per_week=9)


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    with store_in(request.param, request, tmp_path) as store:
        yield store


async def test_e1_of_many_sweeps_at_once_each_thing_is_said_once(store: Store) -> None:
    """Six schedulers, two stores on one database: no record twice, no budget broken."""
    crm, post = company(), Post()
    for n in range(12):
        deal(crm, f"006{n}", NextStep=None, OwnerId=("005D", "005K", "005L")[n % 3])
    other = open_store(store.engine.url.render_as_string(hide_password=False))
    ledgers = [store.ledger, other.ledger] * 3
    await asyncio.gather(*(sweep(crm, crm, each, post, BUDGET, lambda: NOW) for each in ledgers))
    await other.close()
    assert Counter(n.who for n in post.delivered) == {"005D": 2, "005K": 2, "005L": 2}
    assert len({n.record for n in post.delivered}) == 6


class PressingPost(Post):
    """A courier that takes a while, and during whose first delivery somebody presses stop."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    async def deliver(self, notice: Notice) -> Delivery:
        await self._store.ledger.stop("005D", None)
        await asyncio.sleep(0.01)
        return await super().deliver(notice)


async def test_e4_a_stop_holds_for_every_sweep_in_flight(store: Store) -> None:
    """The first message was on its way; no sweep sends another."""
    crm, post = company(), PressingPost(store)
    for n in range(6):
        deal(crm, f"006{n}", NextStep=None)
    plenty = NudgeSettings(per_day=9, per_week=9)
    await sweep(crm, crm, store.ledger, post, plenty, lambda: NOW)
    again = [sweep(crm, crm, store.ledger, post, plenty, lambda: NOW) for _ in range(3)]
    await asyncio.gather(*again)
    assert len(post.delivered) == 1


async def test_e1_what_a_killed_sweep_had_sent_is_not_sent_again(store: Store) -> None:
    """Ended in the middle of a delivery; the next one goes on with the rest."""
    crm = company()
    for n in range(3):
        deal(crm, f"006{n}", NextStep=None, OwnerId=("005D", "005K", "005L")[n])
    post = Post(Delivery.SENT, asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        await sweep(crm, crm, store.ledger, post, BUDGET, lambda: NOW)
    await sweep(crm, crm, store.ledger, post, BUDGET, lambda: NOW + timedelta(minutes=5))
    assert Counter(n.record for n in post.delivered) == {
        Ref("Opportunity", f"006{n}"): 1 for n in range(3)
    }
