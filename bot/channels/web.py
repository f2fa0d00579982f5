"""The page as a channel: what was said to each person, in memory for as long as the page runs."""

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Final

from bot.channel import Message, Sent
from bot.egress import Cleared, Reach
from bot.identity import Account, Standing
from crm.access import Viewer
from crm.port import People
from handlers.cards import Card, Form
from nudges.ports import Delivery

MOST: Final = 200
"""Messages kept for a person; the oldest go first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One message: `text` is what the person wrote, `card` and `form` what Crumb says and asks."""

    id: str
    at: datetime
    text: str = ""
    card: Card | None = None
    form: Form | None = None

    def __post_init__(self) -> None:
        if not (self.text or self.card or self.form):
            raise ValueError("a message says something")


class WebInbox:
    """Everybody's messages, oldest first; a person is the account of their id in the CRM.

    Implements bot.channel.Channel.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._threads: dict[str, OrderedDict[str, Entry]] = defaultdict(OrderedDict)
        self._unread: Counter[str] = Counter()
        self._numbers = count(1)

    def new_id(self) -> str:
        """An id no message has."""
        return f"m{next(self._numbers)}"

    def entries(self, person: str) -> tuple[Entry, ...]:
        """All messages of one person."""
        return tuple(self._threads[person].values()) if person in self._threads else ()

    def find(self, person: str, id_: str) -> Entry | None:
        """That message of that person; nobody finds another person's."""
        return self._threads[person].get(id_) if person in self._threads else None

    def write(self, person: str, text: str) -> Entry:
        """The person wrote that."""
        return self._put(person, Entry(id=self.new_id(), at=self._clock(), text=text))

    async def deliver(self, cleared: Cleared, message_id: str, thread: str = "") -> Sent:
        """As the port has it; unread until the person looks."""
        entry = Entry(id=message_id, at=self._clock(), card=cleared.card)
        self._put(cleared.reader, entry)
        self._unread[cleared.reader] += 1
        return Sent(
            delivery=Delivery.SENT, message=Message(conversation=cleared.reader, id=message_id)
        )

    async def update(self, message: Message, cleared: Cleared) -> bool:
        """As the port has it; a form that was open in the message is closed."""
        old = self.find(cleared.reader, message.id)
        if old is None:
            return False
        self._put(cleared.reader, replace(old, card=cleared.card, form=None))
        return True

    async def open_form(self, trigger: str, cleared: Cleared, context: str) -> bool:
        """As the port has it: `trigger` is the message that the form opens in, or a new id."""
        old = self.find(cleared.reader, trigger)
        new = Entry(id=trigger, at=self._clock(), form=cleared.form)
        self._put(cleared.reader, replace(old, form=cleared.form) if old else new)
        return True

    def close_form(self, person: str, id_: str) -> None:
        """The form is closed; a message that was nothing but the form is gone."""
        entry = self.find(person, id_)
        if entry is None or entry.form is None:
            return
        if entry.card is None:
            del self._threads[person][id_]
        else:
            self._put(person, replace(entry, form=None))

    def look(self, person: str) -> None:
        """The person has seen all there is."""
        self._unread.pop(person, None)

    def unread(self) -> Mapping[str, int]:
        """How many messages wait, by person; nobody with none."""
        return dict(self._unread)

    def _put(self, person: str, entry: Entry) -> Entry:
        """At the end, or in the place of the one with its id."""
        thread = self._threads[person]
        thread[entry.id] = entry
        while len(thread) > MOST:
            thread.popitem(last=False)
        return entry


@dataclass(frozen=True, slots=True)
class WebAccounts:
    """On the page everybody whom the CRM knows is a member, under their id there.

    Implements bot.identity.Accounts, bot.egress.Conversations and bot.courier.Directory.
    """

    people: People

    async def account(self, user: str) -> Account | None:
        """As the port has it."""
        person = await self.people.by_id(user)
        if person is None:
            return None
        return Account(
            platform="web",
            team="page",
            user=user,
            standing=Standing.MEMBER if person.active else Standing.GONE,
            email=person.email,
            name=person.name,
        )

    async def reach(self, conversation: str) -> Reach | None:
        """As the port has it: nobody else's page shows it."""
        return Reach.INSIDE

    async def account_of(self, person: Viewer) -> str | None:
        """As the port has it."""
        return person.user_id
