"""How a single task or meeting is made up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from random import Random

from crm.sample.clock import Clock, meeting
from crm.sample.ids import ids
from crm.sample.records import Contact, Event, Opportunity, Task, User
from crm.sample.words.activities import MEETINGS


@dataclass(frozen=True, kw_only=True, slots=True)
class Diary:
    """Where activities are made up: who can be spoken to, and whose day it is there."""

    clock: Clock
    rng: Random
    contacts: Mapping[str, Sequence[Contact]]
    owners: Mapping[str, User]
    task_ids: Iterator[str] = field(default_factory=lambda: ids("Task"))
    event_ids: Iterator[str] = field(default_factory=lambda: ids("Event"))
    # In turn, so that nobody is in two places at once.
    hours: Iterator[int] = field(default_factory=lambda: cycle((9, 11, 14, 16, 10, 13, 15)))

    def task(
        self,
        subject: str,
        due: date,
        owner_id: str,
        *,
        who: str | None,
        what: str | None = None,
        account: str | None = None,
        noted: date,
        done: bool,
    ) -> Task:
        """A task on a deal, an account or a lead."""
        status = self.rng.choices(("Not Started", "In Progress", "Waiting"), (6, 3, 1))[0]
        return Task(
            id=next(self.task_ids),
            subject=subject,
            status="Completed" if done else status,
            priority=self.rng.choices(("Normal", "High", "Low"), (7, 2, 1))[0],
            activity_date=due,
            owner_id=owner_id,
            who_id=who,
            what_id=what,
            account_id=account,
            created_date=self.clock.moment(self.rng, min(noted, self.clock.today)),
            is_closed=done,
        )

    def on_deal(self, deal: Opportunity, subject: str, due: date, *, done: bool) -> Task:
        """A task with somebody of the deal's account, noted up to ten days before it is due."""
        opened = self.clock.day_of(deal.created_date)
        noted = max(opened, due - timedelta(days=self.rng.randint(0, 10)))
        return self.task(
            subject,
            max(due, opened),
            deal.owner_id,
            who=self.somebody(deal.account_id),
            what=deal.id,
            account=deal.account_id,
            noted=noted,
            done=done,
        )

    def event(self, deal: Opportunity, day: date) -> Event:
        """A meeting on the deal, in working hours where its owner is."""
        zone = self.owners[deal.owner_id].time_zone_sid_key
        start = meeting(day, next(self.hours), zone)
        return Event(
            id=next(self.event_ids),
            subject=self.rng.choice(MEETINGS),
            start_date_time=start,
            end_date_time=start + timedelta(minutes=self.rng.choice((30, 45, 60, 60, 90))),
            owner_id=deal.owner_id,
            who_id=self.somebody(deal.account_id),
            what_id=deal.id,
            account_id=deal.account_id,
        )

    def somebody(self, account_id: str) -> str:
        """One of the account's people."""
        return self.rng.choice(self.contacts[account_id]).id
