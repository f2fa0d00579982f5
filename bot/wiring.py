"""The one place where the parts are put together: for a command, the server and the demo alike."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.opening import open_crm
from bot.settings import Settings
from bot.store.errors import StoreUnavailable
from bot.store.store import Store, open_store
from bot.words_watch import WordsWatch
from crm.backends.database import DatabaseCrm
from crm.links import Links
from handlers.asking.ask import Ask
from handlers.asking.choosing_again import ChoosingAgain
from handlers.asking.not_meant import NotMeant
from handlers.help import Help
from handlers.nudge.actions import NudgeActions
from handlers.nudge.asked import NudgeAsked
from handlers.router import Router
from handlers.suggestions.feedback import GiveFeedback
from handlers.teaching.words_file import Teaching
from handlers.update import Update
from nudges import sweep
from nudges.notice import Report
from nudges.ports import Courier
from nudges.settings import NudgeSettings

Clock = Callable[[], datetime]


def present() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class Crumb:
    """Everything that answers and asks, over one database.

    `crm` also is the port of the people and of the names; `clock` is the one clock there is;
    `words` looks whether the owner's file of them changes.
    """

    crm: DatabaseCrm
    store: Store
    links: Links
    ask: Ask
    help: Help
    router: Router
    nudging: NudgeSettings
    clock: Clock
    words: WordsWatch

    async def preview(self, now: datetime | None = None) -> Report:
        """What would be sent now, or at `now`, and what is held back and why. Sends nothing."""
        moment = now or self.clock()
        return await sweep.preview(self.crm, self.crm, self.store.ledger, self.nudging, moment)

    async def sweep(self, courier: Courier) -> Report:
        """Say what is due. Raises StoreUnavailable: without the ledger nothing may be sent."""
        return await sweep.sweep(
            self.crm, self.crm, self.store.ledger, courier, self.nudging, self.clock
        )

    async def close(self) -> None:
        """Give all connections back."""
        await asyncio.gather(self.crm.close(), self.store.close())


def wire(settings: Settings, *, clock: Clock = present) -> Crumb:
    """Open the CRM's database, bring the store's tables in it up to date, and connect everything.

    Blocks for a moment. Raises CrmUnavailable where the database is not there, StoreUnavailable
    where it can't be written to, WrongSettings where the words, or a field to be hidden, do not fit
    the CRM.
    """
    opened = open_crm(settings)
    crm = opened.crm
    try:
        store = open_store(settings.database)
    except StoreUnavailable:
        crm.storage.engine.dispose()
        raise
    links = settings.links
    nudging = settings.nudging
    presses = NudgeActions(crm=crm, links=links, rests=store.ledger, settings=nudging)
    ask = Ask(
        crm=crm,
        names=crm,
        links=links,
        conversations=store.conversations,
        log=store.questions,
        languages=opened.teaching.languages,
        looks=store.looks,
        memory=store.memory,
        nudged=NudgeAsked(store.ledger, presses),
    )

    def teach(teaching: Teaching) -> None:
        """From the next question, and the next nudge, on."""
        crm.define(teaching.definitions)
        ask.teach(teaching.languages)

    help_ = Help(crm)
    return Crumb(
        crm=crm,
        store=store,
        links=links,
        ask=ask,
        help=help_,
        router=Router(
            ask=ask,
            update=Update(crm=crm, links=links, rests=store.ledger),
            nudge_actions=presses,
            feedback=GiveFeedback(crm=crm, book=store.feedback, conversations=store.conversations),
            help=help_,
            others=(NotMeant(ask), ChoosingAgain(ask, store.memory)),
        ),
        nudging=nudging,
        clock=clock,
        words=WordsWatch(
            path=Path(settings.words), seen=opened.seen, schema=crm.storage.load, teach=teach
        ),
    )
