"""What every ledger promises, in memory, on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm.query import Ref
from nudges.notice import Notice
from nudges.ports import Cap, Delivery, Ledger, Terms
from tests.contracts.stores import EVERYWHERE, store_in
from tests.fakes.ledger import FakeLedger

NOW = datetime(2026, 11, 16, 10, 0, 0, 123456, tzinfo=UTC)
DAY = timedelta(days=1)
DEAL = Ref("Opportunity", "006A")


@pytest.fixture(params=EVERYWHERE)
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger of each kind."""
    if request.param == "fake":
        yield FakeLedger()
        return
    with store_in(request.param, request, tmp_path) as store:
        yield store.ledger


def notice(record: str = "006A", who: str = "005A", rule: str = "missing_amount") -> Notice:
    return Notice(
        rule=rule,
        record=Ref("Opportunity", record),
        record_name="O'Brien 100%",
        who=who,
        field="Amount",
        ask="What is it worth?",
        why="It counts then.",
    )


def terms(now: datetime = NOW, period: str = "2026-W47", caps: tuple[Cap, ...] = ()) -> Terms:
    return Terms(period=period, rested_since=now - 7 * DAY, caps=caps)


async def test_what_is_claimed_counts_as_sent(ledger: Ledger) -> None:
    """After a crash between claim and sending, nobody can tell; so it counts."""
    claimed = await ledger.claim(notice(), terms(), NOW)
    [sent] = await ledger.sent_since(NOW - DAY)
    assert (sent.id, sent.rule, sent.record, sent.who, sent.at) == (
        claimed, "missing_amount", DEAL, "005A", NOW,
    )  # fmt: skip


async def test_e1_the_same_in_the_same_week_is_claimed_once(ledger: Ledger) -> None:
    """Also when the record would not need its rest."""
    rested = Terms(period="2026-W47", rested_since=NOW + DAY)
    assert await ledger.claim(notice(), rested, NOW)
    assert await ledger.claim(notice(), rested, NOW + timedelta(hours=1)) is None
    assert await ledger.claim(notice(), rested, NOW - timedelta(hours=1)) is None


async def test_e1_of_many_at_once_one_gets_it(ledger: Ledger) -> None:
    """Ten schedulers want to send the same; one does."""
    claims = await asyncio.gather(*(ledger.claim(notice(), terms(), NOW) for _ in range(10)))
    assert sum(claim is not None for claim in claims) == 1


async def test_e1_of_many_different_at_once_the_budget_gets_through(ledger: Ledger) -> None:
    """Ten schedulers want to send ten things to one person; two fit into the budget."""
    budget = (Cap(NOW - DAY, 2),)
    claims = await asyncio.gather(
        *(ledger.claim(notice(record=f"006{n}"), terms(caps=budget), NOW) for n in range(10))
    )
    assert sum(claim is not None for claim in claims) == 2


async def test_a_record_rests_whoever_was_asked_by_whichever_rule(ledger: Ledger) -> None:
    """Another owner and another rule do not make the same record fresh."""
    assert await ledger.claim(notice(), terms(), NOW)
    other = notice(who="005B", rule="missing_next_step")
    later = NOW + 7 * DAY - timedelta(seconds=1)
    assert await ledger.claim(other, terms(later, "2026-W48"), later) is None
    rested = NOW + 7 * DAY
    assert await ledger.claim(other, terms(rested, "2026-W48"), rested)


async def test_what_was_sent_to_a_person_is_theirs(ledger: Ledger) -> None:
    """From that moment on, oldest first."""
    for number, at in enumerate((NOW - 9 * DAY, NOW - DAY, NOW)):
        assert await ledger.claim(notice(f"006{number}"), terms(at), at)
    assert await ledger.claim(notice("006B", who="005B"), terms(), NOW)
    mine = await ledger.sent_to(notice().who, NOW - DAY)
    assert [(sent.record.id, sent.at) for sent in mine] == [("0061", NOW - DAY), ("0062", NOW)]
    assert [sent.record.id for sent in await ledger.sent_to("005B", NOW - DAY)] == ["006B"]


async def test_e1_a_record_rests_also_when_the_clock_was_set_back(ledger: Ledger) -> None:
    """What was said in the future was said: over the edge of a week too."""
    assert await ledger.claim(notice(), terms(), NOW)
    before = NOW - timedelta(hours=1)
    assert await ledger.claim(notice(), terms(before, "2026-W46"), before) is None


async def test_a_cap_counts_that_person_from_its_beginning_on(ledger: Ledger) -> None:
    """Others' messages, and those before it, take nothing from the budget."""
    yesterday = NOW - DAY
    assert await ledger.claim(notice("006Y"), terms(yesterday), yesterday)
    assert await ledger.claim(notice("006B", who="005B"), terms(), NOW)
    budget = (Cap(NOW, 1),)
    assert await ledger.claim(notice("006A"), terms(caps=budget), NOW)
    assert await ledger.claim(notice("006C"), terms(caps=budget), NOW) is None


async def test_what_certainly_did_not_arrive_may_be_claimed_again(ledger: Ledger) -> None:
    """Nobody was disturbed, so nothing is used up."""
    first = await ledger.claim(notice(), terms(), NOW)
    assert first is not None
    await ledger.settle(first, Delivery.UNREACHABLE, NOW)
    assert await ledger.sent_since(NOW - DAY) == ()
    assert await ledger.claim(notice(), terms(), NOW)


@pytest.mark.parametrize("delivery", [Delivery.SENT, Delivery.UNKNOWN])
async def test_what_may_have_arrived_still_counts(ledger: Ledger, delivery: Delivery) -> None:
    """An unknown outcome is never repeated."""
    first = await ledger.claim(notice(), terms(), NOW)
    assert first is not None
    await ledger.settle(first, delivery, NOW + timedelta(seconds=2))
    assert [sent.id for sent in await ledger.sent_since(NOW)] == [first]
    assert await ledger.claim(notice(), terms(), NOW) is None


async def test_what_was_sent_comes_oldest_first(ledger: Ledger) -> None:
    """From that moment on, with it."""
    for hours in (3, 1, 2):
        at = NOW + timedelta(hours=hours)
        assert await ledger.claim(notice(f"006{hours}"), terms(at), at)
    sent = await ledger.sent_since(NOW + timedelta(hours=2))
    assert [s.record.id for s in sent] == ["0062", "0063"]


async def test_e4_after_a_stop_nothing_can_be_claimed(ledger: Ledger) -> None:
    """Even by a sweep that looked before the press."""
    await ledger.stop("005A", None)
    await ledger.stop("005A", None)
    assert await ledger.claim(notice(), terms(), NOW) is None
    assert await ledger.claim(notice("006B", who="005B"), terms(), NOW)
    assert await ledger.stopped() == {("005A", None)}


async def test_e4_a_stop_of_one_rule_leaves_the_others(ledger: Ledger) -> None:
    """People may want some of it."""
    await ledger.stop("005A", "missing_amount")
    assert await ledger.stopped() == {("005A", "missing_amount")}
    assert await ledger.claim(notice(), terms(), NOW) is None
    assert await ledger.claim(notice(rule="missing_next_step"), terms(), NOW)


async def test_who_resumes_hears_everything_again(ledger: Ledger) -> None:
    """All of their stops go, and nobody else's."""
    for who, rule in (("005A", None), ("005A", "missing_amount"), ("005B", None)):
        await ledger.stop(who, rule)
    await ledger.resume("005A")
    assert await ledger.stopped() == {("005B", None)}
    assert await ledger.claim(notice(), terms(), NOW)


async def test_e4_a_snooze_holds_until_it_ends(ledger: Ledger) -> None:
    """For that person, record and rule, and no longer than they said."""
    until = NOW + timedelta(hours=20)
    await ledger.snooze("005A", DEAL, "missing_amount", until)
    assert await ledger.snoozed(NOW) == {("005A", DEAL, "missing_amount")}
    assert await ledger.claim(notice(), terms(), NOW) is None
    assert await ledger.snoozed(until) == frozenset()
    assert await ledger.claim(notice(), terms(until), until)


async def test_the_last_snooze_counts(ledger: Ledger) -> None:
    """Who puts it off for a week and then until tomorrow hears of it tomorrow."""
    await ledger.snooze("005A", DEAL, "missing_amount", NOW + 7 * DAY)
    await ledger.snooze("005A", DEAL, "missing_amount", NOW + DAY)
    assert await ledger.snoozed(NOW + 2 * DAY) == frozenset()
