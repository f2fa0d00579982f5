"""A month of sweeps in many zones, with crashes: over the days on which clocks go back.

The whole year with a thousand people belongs to the benchmarks; this is its shortest form.
"""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from crm.query import Ref
from nudges.notice import Notice
from nudges.ports import Delivery
from nudges.rules import RULES
from nudges.settings import NudgeSettings
from nudges.sweep import sweep
from tests.fakes.crm import FakeCrm
from tests.fakes.ledger import FakeLedger
from tests.nudges.company import FINE

# Europe's clocks went back on 25 October 2026, America's on 1 November, Lord Howe's on 4 October.
START = datetime(2026, 10, 1, tzinfo=UTC)
END = datetime(2026, 11, 8, tzinfo=UTC)
ZONES = (
    "Europe/Berlin", "America/New_York", "America/Los_Angeles", "Pacific/Kiritimati",
    "Etc/GMT+12", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Casablanca", None, "Mars/Base",
)  # fmt: skip
HOME = "Asia/Kolkata"
DAY = timedelta(days=1)


class Crash(BaseException):
    """The process ends here."""


class Diary:
    """A courier that notes when it delivered what, and dies now and then around it."""

    def __init__(self, random: Random) -> None:
        self.now = START
        self.notes: list[tuple[datetime, Notice]] = []
        self._random = random

    async def deliver(self, notice: Notice) -> Delivery:
        """Noted unless it dies before."""
        fate = self._random.random()
        if fate < 0.05:
            raise Crash
        self.notes.append((self.now, notice))
        if fate < 0.1:
            raise Crash
        return Delivery.UNKNOWN if fate < 0.15 else Delivery.SENT


def firm() -> FakeCrm:
    """One person a zone, each with three deals that nothing is ever done about."""
    crm = FakeCrm()
    for n, zone in enumerate(ZONES):
        person = {"Id": f"005{n}", "Name": f"P{n}", "TimeZoneSidKey": zone, "IsActive": True}
        crm.upsert("User", [person])
        deals = [
            {**FINE, "Id": f"006{n}{m}", "OwnerId": f"005{n}", "NextStep": None} for m in range(3)
        ]
        crm.upsert("Opportunity", deals)
    return crm


async def month(settings: NudgeSettings) -> tuple[list[tuple[datetime, Notice]], FakeLedger]:
    """Sweeps every fifty minutes; one in twenty with a clock an hour behind."""
    random = Random(4711)
    crm, ledger, diary = firm(), FakeLedger(), Diary(random)
    rules = [rule for rule in RULES if rule.name == "missing_next_step"]
    at = START
    while at < END:
        if at == START + 20 * DAY:
            await ledger.stop("0050", None)
        diary.now = at - timedelta(hours=1) if random.random() < 0.05 else at
        with suppress(Crash):
            await sweep(crm, crm, ledger, diary, settings, lambda: diary.now, rules)
        at += timedelta(minutes=50)
    return diary.notes, ledger


def wall(at: datetime, who: str) -> datetime:
    """What the clock on that person's wall says."""
    zone = ZONES[int(who[3:])]
    return at.astimezone(ZoneInfo(HOME if zone in {None, "Mars/Base"} else str(zone)))


async def test_h7_e1_e2_e4_a_month_in_all_zones() -> None:
    """No message outside hours, budget or stop, and none twice in its rest, whatever crashes."""
    notes, ledger = await month(NudgeSettings(zone=HOME))
    assert len(notes) > 60
    last: dict[Ref, datetime] = {}
    days: dict[str, list[date]] = {}
    for at, notice in notes:
        local = wall(at, notice.who)
        known = ZONES[int(notice.who[3:])] not in {None, "Mars/Base"}
        opens, closes = (time(9), time(17)) if known else (time(11), time(15))
        assert opens <= local.time() < closes
        assert local.weekday() < 5
        assert notice.who != "0050" or at < START + 20 * DAY
        assert abs(at - last.get(notice.record, START - 9 * DAY)) >= 7 * DAY
        last[notice.record] = at
        days.setdefault(notice.who, []).append(local.date())
    for theirs in days.values():
        for day in theirs:
            assert theirs.count(day) == 1
            assert sum(day - 6 * DAY <= other <= day for other in theirs) <= 3
    assert len(await ledger.sent_since(START - DAY)) >= len(notes)
