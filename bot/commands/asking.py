"""The CRM opened for questions from a command line, and one of them answered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter

from bot.commands.batch import Line
from bot.commands.options import in_zone
from bot.opening import Opened, open_crm
from bot.settings import Settings
from crm.access import Viewer
from crm.port import People
from handlers.asking.answered import Answered
from handlers.asking.ask import Ask
from handlers.person import zone_name
from handlers.ports import Conversations


class Stranger(Exception):
    """Nobody is answered under that address; the message says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """An answer, whom it is for and as of when, and the milliseconds it took."""

    answered: Answered
    viewer: Viewer
    now: datetime
    ms: float


@dataclass(frozen=True, slots=True)
class Asker:
    """Answers lines."""

    people: People
    ask: Ask

    async def __call__(self, line: Line) -> Spoken:
        """The answer; raises Stranger for an address that is nobody's, and CrmUnavailable."""
        start = perf_counter()
        viewer = await known(self.people, line.asker)
        now = in_zone(line.now, zone_name(viewer))
        answered = await self.ask.answer(line.question, viewer, now, line.thread)
        ms = (perf_counter() - start) * 1000
        return Spoken(answered=answered, viewer=viewer, now=now, ms=ms)


async def known(people: People, email: str) -> Viewer:
    """The active person with that address; raises Stranger."""
    viewer = await people.by_email(email)
    if viewer is None:
        raise Stranger(f"Nobody in the CRM has the address {email}.")
    if not viewer.active:
        raise Stranger(f"Whoever had the address {email} is no longer active in the CRM.")
    return viewer


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Opened]:
    """The embedded CRM of these settings; raises CrmUnavailable and WrongSettings."""
    found = open_crm(settings)
    try:
        yield found
    finally:
        await found.crm.close()


def asker(found: Opened, settings: Settings, conversations: Conversations, limit: int) -> Asker:
    """Answers from that CRM, with links to the pages of these settings."""
    ask = Ask(
        crm=found.crm,
        names=found.crm,
        links=settings.links,
        conversations=conversations,
        limit=limit,
        languages=found.teaching.languages,
    )
    return Asker(people=found.crm, ask=ask)
