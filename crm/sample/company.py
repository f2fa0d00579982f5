"""The sample company: everything a sales CRM holds, made up from a seed and counted from now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from types import MappingProxyType

from crm.change import AuditEntry
from crm.errors import UnknownEntity
from crm.sample.accounts import Book, books, settled
from crm.sample.activities import activities
from crm.sample.catalogue import catalogue
from crm.sample.clock import Clock
from crm.sample.closed_deals import closed_deals
from crm.sample.contacts import contacts
from crm.sample.deals import Deal, Desk
from crm.sample.diary import Diary
from crm.sample.history import past
from crm.sample.invoices import invoices
from crm.sample.last_activity import last_days, touched_accounts, touched_deals
from crm.sample.leads import leads
from crm.sample.open_deals import open_deals
from crm.sample.orders import orders
from crm.sample.people import Staff, staff
from crm.sample.plans import plans
from crm.sample.quotas import quotas
from crm.sample.records import Contact, Record, Row


@dataclass(frozen=True, kw_only=True, slots=True)
class Company:
    """All records by entity, in an order in which whoever is referred to comes first.

    `rep`, `manager` and `leader` are the email addresses of the people a demo speaks as: the rep
    reports to the manager, the manager to the leader. `history` is what was changed of the records
    until now, the oldest change first.
    """

    rep: str
    manager: str
    leader: str
    tables: Mapping[str, tuple[Row, ...]]
    history: tuple[AuditEntry, ...] = ()

    @property
    def entities(self) -> tuple[str, ...]:
        """API names of the entities there are records of, in the order to load them in."""
        return tuple(self.tables)

    def rows(self, entity: str) -> tuple[Row, ...]:
        """The records under their API names: money and numbers as Decimal, moments in UTC.

        Raises UnknownEntity.
        """
        try:
            return self.tables[entity]
        except KeyError:
            raise UnknownEntity(entity) from None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Making:
    """What all parts are made with; each has its own dice, so a change to one leaves the others."""

    clock: Clock
    people: Staff
    seed: int

    def dice(self, part: str) -> Random:
        return Random(f"{self.seed} {part}")


def sample_company(now: datetime, seed: int = 7) -> Company:
    """The company as it is at `now`, which is aware; the same for the same moment and seed.

    People and products are the same at every moment, the names and owners of accounts too; all
    dates move along with it.
    """
    making = _Making(clock=Clock(now), people=staff(), seed=seed)
    people = making.people
    tables, history = _made(making)
    return Company(
        rep=people.reps[0].email,
        manager=people.teams[0].lead.email,
        leader=people.leader.email,
        tables=MappingProxyType(
            {records[0].entity: tuple(record.row() for record in records) for records in tables}
        ),
        history=history,
    )


def _made(making: _Making) -> tuple[Iterable[Sequence[Record]], tuple[AuditEntry, ...]]:
    """All records, entity by entity, and what was changed of them."""
    people, clock, dice = making.people, making.clock, making.dice
    territories = books(people, clock, dice("accounts"))
    desk = Desk(clock=clock, rng=dice("deals"), offers=catalogue())
    deals = _deals(territories, desk, dice("plans"))
    untouched = tuple(deal.opportunity for deal in deals)
    created = settled(territories, untouched, dice("settled"))
    known = contacts(territories, clock, dice("contacts"))
    asked = leads(people, clock, dice("leads"))
    done = activities(untouched, created, asked, _diary(making, known))
    days = last_days(done, clock)
    opportunities = touched_deals(untouched, days)
    accounts = touched_accounts(created, opportunities, days)
    placed, ordered_items = orders(accounts, deals, replace(desk, rng=dice("orders")))
    billed = invoices(placed, accounts, clock, dice("invoices"))
    history = past(
        clock,
        dice("history"),
        people,
        accounts=accounts,
        contacts=known,
        deals=opportunities,
        tasks=done.tasks,
        orders=placed,
        invoices=billed,
    )
    tables = (
        people.users,
        accounts,
        known,
        [offer.product for offer in desk.offers],
        opportunities,
        [item for deal in deals for item in deal.items],
        asked,
        done.tasks,
        done.events,
        placed,
        ordered_items,
        billed,
        quotas(people.reps, opportunities, clock, dice("quotas")),
    )
    return tables, history


def _deals(territories: Sequence[Book], desk: Desk, rng: Random) -> tuple[Deal, ...]:
    planned = plans(territories, rng)
    return (*open_deals(planned, desk), *closed_deals(planned, desk))


def _diary(making: _Making, known: Iterable[Contact]) -> Diary:
    of_account: dict[str, list[Contact]] = defaultdict(list)
    for contact in known:
        of_account[contact.account_id].append(contact)
    return Diary(
        clock=making.clock,
        rng=making.dice("diary"),
        contacts=of_account,
        owners={user.id: user for user in making.people.users},
    )
