"""One place puts everything together, and one clock rules it."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.store.errors import StoreUnavailable
from bot.wiring import present, wire
from crm.errors import CrmUnavailable
from handlers.cards import Press
from handlers.ports import Cause
from handlers.request import Question, Request
from nudges.notice import Notice, Outcome
from nudges.ports import Delivery
from tests.bot.command_line import ANN, small_crm

WEDNESDAY = datetime(2026, 11, 18, 10, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 10, tzinfo=UTC)


class Pocket:
    """A courier who keeps everything."""

    def __init__(self) -> None:
        self.notices: list[Notice] = []

    async def deliver(self, notice: Notice) -> Delivery:
        """Keep it."""
        self.notices.append(notice)
        return Delivery.SENT


async def test_a_question_goes_all_the_way(tmp_path: Path) -> None:
    """Router, CRM, and links to where the settings say."""
    settings = Settings(database=small_crm(tmp_path), base_url="https://crumb.example")
    crumb = wire(settings, clock=lambda: WEDNESDAY)
    ann = await crumb.crm.by_email(ANN)
    assert ann is not None
    said = Question("my opportunities")
    reply = await crumb.router(
        Request(viewer=ann, said=said, conversation="x", channel="test", now=crumb.clock())
    )
    await crumb.close()
    assert reply.card is not None
    assert "https://crumb.example/crm/Opportunity/006A" in str(reply.card)


async def test_nudges_are_said_by_the_given_clock(tmp_path: Path) -> None:
    """On a Wednesday morning, and not on a Sunday; each only once."""
    url, pocket = small_crm(tmp_path), Pocket()
    for now, count in ((SUNDAY, 0), (WEDNESDAY, 1), (WEDNESDAY, 1)):
        crumb = wire(Settings(database=url), clock=lambda now=now: now)  # type: ignore[misc]
        due = [v for v in (await crumb.preview()).verdicts if v.outcome is Outcome.DUE]
        await crumb.sweep(pocket)
        await crumb.close()
        assert len(pocket.notices) == count
        assert len(due) <= count


async def test_a_preview_can_look_ahead(tmp_path: Path) -> None:
    """At another moment than the clock's."""
    crumb = wire(Settings(database=small_crm(tmp_path)), clock=lambda: SUNDAY)
    report = await crumb.preview(WEDNESDAY)
    await crumb.close()
    assert any(verdict.outcome is Outcome.DUE for verdict in report.verdicts)


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    """Whoever mistypes its name learns it."""
    missing = tmp_path / "none.db"
    with pytest.raises(CrmUnavailable, match="There is no CRM database"):
        wire(Settings(database=f"sqlite:///{missing}"))
    assert not missing.exists()


def test_a_store_that_cannot_be_made_closes_what_was_opened(tmp_path: Path) -> None:
    """No connection is left behind."""
    url = small_crm(tmp_path)
    with sqlite3.connect(tmp_path / "small.db") as database:
        database.execute("CREATE TABLE crumb_ledger (x)")
    database.close()
    with pytest.raises(StoreUnavailable):
        wire(Settings(database=url))


def test_the_machines_time_has_its_zone() -> None:
    """Times are aware."""
    assert present().utcoffset() is not None


async def test_what_was_not_answered_or_not_meant_reaches_the_owner(tmp_path: Path) -> None:
    """From the question and the press to the store."""
    crumb = wire(Settings(database=small_crm(tmp_path)), clock=lambda: WEDNESDAY)
    ann = await crumb.crm.by_email(ANN)
    assert ann is not None
    for said in (
        Question("my frobnicated deals"),
        Question("my open opportunities"),
        Press("not_meant", ("my open opportunities",)),
    ):
        await crumb.router(
            Request(viewer=ann, said=said, conversation="x", channel="test", now=crumb.clock())
        )
    kept = {asked.text: asked.cause for asked in await crumb.store.questions.everything(WEDNESDAY)}
    await crumb.close()
    assert kept == {
        "my frobnicated deals": Cause.UNKNOWN_WORD,
        "my open opportunities": Cause.NOT_MEANT,
    }
