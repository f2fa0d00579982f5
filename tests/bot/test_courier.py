"""A nudge reaches its person on the first platform that has them, and is never said twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.channel import Message, Sent
from bot.channels.web import WebAccounts
from bot.courier import CardCourier, Way
from bot.egress import Cleared, Egress
from bot.identity import Recognition
from bot.settings import Settings
from bot.wiring import Crumb, wire
from crm.access import Viewer
from crm.query import Ref
from handlers.cards import Kind
from nudges.notice import Notice
from nudges.ports import Delivery
from tests.bot.command_line import small_crm
from tests.fakes.identities import FakeIdentities

NOW = datetime(2026, 11, 18, 10, tzinfo=UTC)
NOTICE = Notice(
    rule="missing_amount",
    record=Ref("Opportunity", "006B"),
    record_name="Bolt press",
    who="005A",
    field="Amount",
    ask="What is this deal worth, roughly?",
    why="It is in no forecast.",
    worth=Decimal(1),
    id="n1",
)


@dataclass
class Platform:
    """A platform that has these people, and ends each sending in one way."""

    accounts: Sequence[str]
    ends: Delivery
    said: list[tuple[str, str]] = field(default_factory=list)

    async def account_of(self, person: Viewer) -> str | None:
        """Their own id, where they have an account."""
        return person.user_id if person.user_id in self.accounts else None

    async def deliver(self, cleared: Cleared, message_id: str, thread: str = "") -> Sent:
        """Keep what is said to whom."""
        assert cleared.card.kind is Kind.NUDGE
        self.said.append((cleared.reader, message_id))
        return Sent(delivery=self.ends)

    async def update(self, message: Message, cleared: Cleared) -> bool:
        """Not needed here."""
        raise NotImplementedError

    async def open_form(self, trigger: str, cleared: Cleared, context: str) -> bool:
        """Not needed here."""
        raise NotImplementedError


def courier(crumb: Crumb, *platforms: Platform) -> CardCourier:
    """Over these platforms, on all of which people have their own ids."""
    accounts = WebAccounts(crumb.crm)
    recognition = Recognition(accounts, crumb.crm, FakeIdentities(), lambda: NOW)
    egress = Egress(recognition, accounts)
    ways = [Way(directory=one, egress=egress, channel=one) for one in platforms]
    return CardCourier(crumb.crm, crumb.crm, crumb.links, ways)


@pytest.fixture
def crumb(tmp_path: Path) -> Crumb:
    """Over a small CRM."""
    return wire(Settings(database=small_crm(tmp_path)), clock=lambda: NOW)


@pytest.mark.parametrize(
    ("first", "delivery", "seconds"),
    [
        (Platform(["005A"], Delivery.SENT), Delivery.SENT, 0),
        (Platform([], Delivery.SENT), Delivery.SENT, 1),
        (Platform(["005A"], Delivery.UNREACHABLE), Delivery.SENT, 1),
        (Platform(["005A"], Delivery.UNKNOWN), Delivery.UNKNOWN, 0),
    ],
    ids=["there", "no-account", "unreachable", "in-doubt"],
)
async def test_the_next_platform_is_tried_only_where_nothing_arrived(
    crumb: Crumb, first: Platform, delivery: Delivery, seconds: int
) -> None:
    """In doubt it may have arrived, and is not repeated."""
    second = Platform(["005A"], Delivery.SENT)
    assert await courier(crumb, first, second).deliver(NOTICE) is delivery
    await crumb.close()
    assert second.said == [("005A", "n1")] * seconds


@pytest.mark.parametrize("who", ["005C", "nobody"])
async def test_nobody_is_written_to_who_is_not_there(crumb: Crumb, who: str) -> None:
    """Neither somebody who left meanwhile nor a stranger."""
    platform = Platform([who], Delivery.SENT)
    notice = Notice(
        rule="missing_amount",
        record=NOTICE.record,
        record_name="x",
        who=who,
        field="Amount",
        ask="?",
        why="!",
    )
    assert await courier(crumb, platform).deliver(notice) is Delivery.UNREACHABLE
    await crumb.close()
    assert platform.said == []
