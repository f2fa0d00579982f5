"""What a sweep survives: changes, crashes, presses and clocks in the middle of it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from crm.access import AccessRules, Sharing
from crm.definitions import Definitions
from crm.errors import CrmUnavailable
from crm.query import Condition, Ref
from nudges.notice import Notice, Outcome, Report, Sent
from nudges.ports import Delivery, Terms
from nudges.rules import RULES
from nudges.settings import NudgeSettings
from nudges.sweep import sweep
from tests.fakes.crm import FakeCrm
from tests.fakes.ledger import FakeLedger
from tests.nudges.company import DAY, NOW, Post, company, deal

SETTINGS = NudgeSettings()
HOUR = timedelta(hours=1)


class Clock:
    """A clock that does something at its second reading: when the first message is to leave."""

    def __init__(self, then: Callable[[], object], now: datetime = NOW) -> None:
        self._then, self._now, self._read = then, now, 0

    def __call__(self) -> datetime:
        self._read += 1
        if self._read == 2:
            later = self._then()
            self._now = later if isinstance(later, datetime) else self._now
        return self._now


async def meanwhile(crm: FakeCrm, then: Callable[[], object], post: Post | None = None) -> Report:
    """A sweep in which that happens between the search and the first message."""
    return await sweep(crm, crm, FakeLedger(), post or Post(), SETTINGS, Clock(then))


async def at(
    crm: FakeCrm, ledger: FakeLedger, post: Post, settings: NudgeSettings, now: datetime
) -> Report:
    """A sweep at that moment."""
    return await sweep(crm, crm, ledger, post, settings, lambda: now)


def reasons(report: Report) -> list[str]:
    return [v.reason for v in report.verdicts if v.outcome is Outcome.HELD]


async def test_e6_what_is_fixed_before_it_is_sent_is_not_sent() -> None:
    """Read again as the owner, in the moment before."""
    crm, post = company(), Post()
    deal(crm, NextStep=None)
    report = await meanwhile(crm, lambda: deal(crm, NextStep="Demo"), post)
    assert post.delivered == []
    assert reasons(report) == ["fixed meanwhile"]


async def test_e6_the_next_worthy_thing_is_said_instead() -> None:
    """A notice that turned out void takes nothing from the budget."""
    crm, post = company(), Post()
    deal(crm, "0061", NextStep=None)
    deal(crm, "0062", NextStep=None)
    await meanwhile(crm, lambda: deal(crm, "0061", NextStep="Demo"), post)
    assert [n.record.id for n in post.delivered] == ["0062"]


@pytest.mark.parametrize(
    ("sharing", "reason"),
    [
        (Sharing.PUBLIC, "somebody else owns the record by now"),
        (Sharing.PRIVATE, "the record is gone, or no longer theirs to see"),
    ],
)
async def test_e3_d18_who_is_not_the_owner_any_more_is_not_asked(
    sharing: Sharing, reason: str
) -> None:
    """Nor told about a record they can't see any more."""
    crm, post = company(AccessRules(sharing=sharing)), Post()
    deal(crm, NextStep=None)
    report = await meanwhile(crm, lambda: deal(crm, NextStep=None, OwnerId="005K"), post)
    assert post.delivered == []
    assert reasons(report) == [reason]


async def test_d18_a_deal_that_was_closed_meanwhile_is_left_alone() -> None:
    """The rule is asked again, not only the field."""
    crm, post = company(), Post()
    deal(crm, NextStep=None)
    await meanwhile(crm, lambda: deal(crm, NextStep=None, IsClosed=True), post)
    assert post.delivered == []


async def test_e3_who_is_deactivated_meanwhile_is_not_written_to() -> None:
    """People are looked up again too."""
    crm, post = company(), Post()
    deal(crm, NextStep=None)
    report = await meanwhile(crm, lambda: crm.upsert("User", [{"Id": "005D", "IsActive": False}]))
    assert post.delivered == []
    assert reasons(report) == ["the owner is no longer active"]


async def test_e5_what_is_late_is_dropped_and_not_sent_in_the_evening() -> None:
    """The sweep took until after five; the rest of it waits for another day."""
    crm, post = company(), Post()
    deal(crm, NextStep=None)
    report = await meanwhile(crm, lambda: NOW + 7 * HOUR, post)
    assert post.delivered == []
    assert "outside 09:00 to 17:00" in reasons(report)[0]


class PressingPost(Post):
    """A courier during whose first delivery somebody presses a button."""

    def __init__(self, press: Callable[[], Any]) -> None:
        super().__init__()
        self._press = press

    async def deliver(self, notice: Notice) -> Delivery:
        if not self.delivered:
            await self._press()
        return await super().deliver(notice)


@pytest.mark.parametrize("button", ["stop all", "stop one", "snooze"])
async def test_e4_after_the_press_nothing_follows(button: str) -> None:
    """Though the sweep had looked before, and the budget had room."""
    crm, ledger = company(), FakeLedger()
    for n in range(3):
        deal(crm, f"006{n}", NextStep=None)

    async def press() -> None:
        if button == "snooze":
            for n in range(3):
                ref = Ref("Opportunity", f"006{n}")
                await ledger.snooze("005D", ref, "missing_next_step", NOW + DAY)
        else:
            await ledger.stop("005D", None if button == "stop all" else "missing_next_step")

    post = PressingPost(press)
    plenty = NudgeSettings(per_day=9, per_week=9)
    report = await sweep(crm, crm, ledger, post, plenty, lambda: NOW)
    assert len(post.delivered) == 1
    assert [v.stage for v in report.verdicts] == ["courier", "claim", "claim"]


async def test_b9_what_may_have_arrived_is_not_repeated(caplog: pytest.LogCaptureFixture) -> None:
    """The courier lost its connection; the ledger keeps the doubt, the log no value."""
    crm, ledger = company(), FakeLedger()
    deal(crm, NextStep=None)
    post = Post(ConnectionResetError("canary-4711"), Delivery.UNKNOWN)
    with caplog.at_level(logging.DEBUG):
        report = await sweep(crm, crm, ledger, post, SETTINGS, lambda: NOW)
    assert [v.outcome for v in report.verdicts] == [Outcome.UNKNOWN]
    assert "canary" not in caplog.text
    await sweep(crm, crm, ledger, post, SETTINGS, lambda: NOW + HOUR)
    assert len(post.delivered) == 1


class Crash(BaseException):
    """The process ends here."""


class CrashingLedger(FakeLedger):
    """A ledger around which the process ends once, at the named point."""

    def __init__(self, point: str) -> None:
        super().__init__()
        self.point = point

    def reach(self, point: str) -> None:
        """End the process, the first time it comes here."""
        if point == self.point:
            self.point = ""
            raise Crash

    async def claim(self, notice: Notice, terms: Terms, now: datetime) -> str | None:
        self.reach("before claim")
        claimed = await super().claim(notice, terms, now)
        self.reach("after claim")
        return claimed

    async def settle(self, message_id: str, delivery: Delivery, now: datetime) -> None:
        self.reach("before settle")
        await super().settle(message_id, delivery, now)
        self.reach("after settle")


POINTS = ("before claim", "after claim", "after delivery", "before settle", "after settle")


@pytest.mark.parametrize("back", [timedelta(), HOUR], ids=["clock on", "clock set back"])
@pytest.mark.parametrize("point", POINTS)
async def test_e1_a_crash_anywhere_sends_nothing_twice(point: str, back: timedelta) -> None:
    """Restarted, with the clock right or an hour behind, each question is asked once at most."""
    crm, ledger = company(), CrashingLedger(point)
    post = Post(*[Crash()] if point == "after delivery" else [])
    for n, owner in enumerate(["005D", "005K", "005L"] * 2):
        deal(crm, f"006{n}", NextStep=None, OwnerId=owner)
    plenty = NudgeSettings(per_day=9, per_week=9)
    with pytest.raises(Crash):
        await sweep(crm, crm, ledger, post, plenty, lambda: NOW)
    for minutes in range(0, 60, 20):
        later = NOW - back + timedelta(minutes=minutes)
        await at(crm, ledger, post, plenty, later)
    asked = [(n.who, n.record, n.rule) for n in post.delivered]
    assert len(set(asked)) == len(asked)
    lost = 1 if point == "after claim" else 0
    assert len(asked) == 6 - lost


async def test_e1_two_sweeps_at_once_say_each_thing_once() -> None:
    """Two schedulers, one ledger: also where each would keep within the budget alone."""
    crm, ledger, post = company(), FakeLedger(), Post()
    for n in range(4):
        deal(crm, f"006{n}", NextStep=None)
        deal(crm, f"006K{n}", NextStep=None, OwnerId="005K")
    two = NudgeSettings(per_day=2, per_week=9)
    await asyncio.gather(*(at(crm, ledger, post, two, NOW + n * HOUR / 60) for n in range(5)))
    assert len(post.delivered) == len({n.record for n in post.delivered}) == 4


class StaleLedger(FakeLedger):
    """A ledger that was read before anything was said, as by a sweep that looked too early."""

    async def sent_since(self, since: datetime) -> tuple[Sent, ...]:
        return ()


async def test_e1_the_claim_keeps_the_budget_whatever_was_read_before() -> None:
    """One a day and three in seven days, claimed one after the other."""
    crm, ledger, post = company(), StaleLedger(), Post()
    for n in range(9):
        deal(crm, f"006{n}", NextStep=None)
    heard = []
    for hours in range(0, 5 * 24, 2):
        await at(crm, ledger, post, SETTINGS, NOW + hours * HOUR)
        heard.append(len(post.delivered))
    assert heard[3] == 1
    assert heard[-1] == 3


async def test_e1_the_claim_lets_a_record_rest_whatever_was_read_before() -> None:
    """Two rules about one record, and sweeps that know nothing of each other."""
    crm, ledger, post = company(), StaleLedger(), Post()
    deal(crm, NextStep=None)
    plenty = NudgeSettings(per_day=9, per_week=9)
    await at(crm, ledger, post, plenty, NOW)
    deal(crm, NextStep=None, Amount=None)
    await at(crm, ledger, post, plenty, NOW + HOUR)
    assert [n.rule for n in post.delivered] == ["missing_next_step"]


async def test_a_record_that_cannot_be_read_holds_up_nobody_else() -> None:
    """One person's reading fails; the other hears what is due."""
    crm, post = company(), Post()
    deal(crm, "0061", NextStep=None)
    deal(crm, "0062", NextStep=None, OwnerId="005K")
    broken = Fragile(crm, "005D")
    report = await sweep(broken, crm, FakeLedger(), post, SETTINGS, lambda: NOW)
    assert [n.who for n in post.delivered] == ["005K"]
    assert reasons(report) == ["the record can't be read right now"]


class Fragile(FakeCrm):
    """A CRM that is there for everybody but one person."""

    def __init__(self, crm: FakeCrm, person: str) -> None:
        self.__dict__.update(crm.__dict__)
        self._person = person

    async def run(self, permitted: Any) -> Any:
        if permitted.viewer.user_id == self._person:
            raise CrmUnavailable
        return await super().run(permitted)


async def test_a_rule_that_breaks_halfway_holds_up_nobody_else() -> None:
    """It found the record, and raised at the last look."""
    first, *others = RULES
    times = iter(range(99))

    def moody(today: date, settings: NudgeSettings, meant: Definitions) -> Condition:
        if next(times) > 3:
            raise RuntimeError("canary")
        return first.condition(today, settings, meant)

    crm, post = company(), Post()
    deal(crm, "0061", CloseDate=date(2026, 1, 1))
    deal(crm, "0062", NextStep=None)
    rules = (replace(first, condition=moody), *others)
    report = await sweep(crm, crm, FakeLedger(), post, SETTINGS, lambda: NOW, rules)
    assert report.skipped == ()
    assert [n.record.id for n in post.delivered] == ["0062"]


async def test_without_its_ledger_nothing_is_sent() -> None:
    """It alone decides, so its failure is the sweep's."""

    class Gone(FakeLedger):
        async def sent_since(self, since: datetime) -> tuple[Sent, ...]:
            raise OSError("gone")

    crm, post = company(), Post()
    deal(crm, NextStep=None)
    with pytest.raises(OSError, match="gone"):
        await sweep(crm, crm, Gone(), post, SETTINGS, lambda: NOW)
    assert post.delivered == []
