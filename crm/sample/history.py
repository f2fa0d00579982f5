"""What was changed of the records and when, so that each came to be what it is now.

Every field's last change leaves what the record holds, and no change is older than its record or
younger than what the record says of its last one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from crm.change import AuditEntry
from crm.money import Money
from crm.query import Ref, Value
from crm.sample.accounts import fictional_phone
from crm.sample.clock import Clock, weekday
from crm.sample.orders import ACTIVATED, DRAFT
from crm.sample.people import Staff
from crm.sample.records import Account, Contact, Invoice, Opportunity, Order, Record, Task, User
from crm.sample.words.contacts import TITLES
from crm.sample.words.deals import NEXT_STEPS, STAGES
from crm.written import written

_VIA, _BILLING = "the CRM", "billing"
_STAGE_NAMES = [stage.name for stage in STAGES]
_RECENT = 45  # days in which accounts, contacts and tasks were edited
_REGRESSED, _REASSIGNED, _BY_MANAGER = 0.08, 0.03, 0.1
_REPRICED, _PUSHED, _PULLED, _NEW_STEP = 0.3, 0.25, 0.08, 0.35
_PUT_OFF = 0.5
_MOVED_ACCOUNTS, _MOVED_CONTACTS = 0.25, 0.1
_DELAYS = (7, 14, 21, 30, 31, 45, 61, 91)


@dataclass(frozen=True, kw_only=True, slots=True)
class Past:
    """Where changes are made up: the dice, and who could have made them."""

    clock: Clock
    rng: Random
    people: Mapping[str, User]
    operations: User

    def entry(
        self,
        record: Record,
        field: str,
        before: Value,
        after: Value,
        at: datetime,
        *,
        by: str,
        via: str = _VIA,
    ) -> AuditEntry:
        """One change."""
        return AuditEntry(
            at=at,
            by=by,
            ref=Ref(record.entity, record.id),
            field=field,
            before=written(before),
            after=written(after),
            via=via,
        )

    def who(self, owner_id: str) -> str:
        """The owner, or whoever looks after their records."""
        owner = self.people[owner_id]
        if owner.manager_id and (not owner.is_active or self.rng.random() < _BY_MANAGER):
            return owner.manager_id
        return owner_id

    def moment(self, first: datetime, last: datetime) -> datetime:
        """A time in working hours after the first and up to the last."""
        start, end = self.clock.day_of(first), self.clock.day_of(last)
        day = weekday(start + timedelta(days=self.rng.randint(0, (end - start).days)))
        at = self.on(day)
        if not first < at < last:
            at = first + (last - first) * self.rng.uniform(0.05, 0.95)
        at = at.replace(microsecond=0)
        return at if at > first else last

    def on(self, day: date) -> datetime:
        """A time in working hours of that day; of today, one of the last hours."""
        at, now = self.clock.moment(self.rng, day), self.clock.now
        early = (now - timedelta(minutes=self.rng.randint(5, 300))).astimezone(UTC)
        return at if at < now.replace(microsecond=0) else early.replace(microsecond=0)


def past(
    clock: Clock,
    rng: Random,
    people: Staff,
    *,
    accounts: Iterable[Account],
    contacts: Iterable[Contact],
    deals: Iterable[Opportunity],
    tasks: Iterable[Task],
    orders: Iterable[Order],
    invoices: Iterable[Invoice],
) -> tuple[AuditEntry, ...]:
    """All changes, the oldest first."""
    users = {user.id: user for user in people.users}
    made = Past(clock=clock, rng=rng, people=users, operations=people.operations)
    entries = [
        *(entry for deal in deals for entry in _deal(deal, made)),
        *(entry for account in accounts for entry in _account(account, made)),
        *(entry for contact in contacts for entry in _contact(contact, made)),
        *(entry for task in tasks for entry in _task(task, made)),
        *(entry for order in orders for entry in _order(order, made)),
        *(entry for invoice in invoices for entry in _invoice(invoice, made)),
    ]
    return tuple(sorted(entries, key=lambda entry: entry.at))


def _deal(deal: Opportunity, past: Past) -> Iterator[AuditEntry]:
    """Its way through the stages, and what else was edited; the last edit is its last one."""
    opened, edited, rng = deal.created_date, deal.last_modified_date, past.rng
    stages = list(_stages(deal, past))
    yield from stages
    changes: list[tuple[str, Value, Value]] = []
    if deal.amount is not None and rng.random() < _REPRICED:
        before = None if rng.random() < 0.15 else Money(_other(deal.amount, rng), "USD")
        changes.append(("Amount", before, Money(deal.amount, "USD")))
    if moved := _close_date(deal, past):
        changes.append(("CloseDate", moved, deal.close_date))
    if deal.next_step and rng.random() < _NEW_STEP:
        changes.append(("NextStep", _step(deal, rng), deal.next_step))
    if rng.random() < _REASSIGNED and (former := _colleague(deal, past)):
        changes.append(("OwnerId", former, deal.owner_id))
    at_the_end = edited > (stages[-1].at if stages else opened)
    if at_the_end and not changes:
        changes.append(_last_edit(deal, past))
    for place, (field, old, new) in enumerate(changes):
        last = at_the_end and place == len(changes) - 1
        at = edited if last else past.moment(opened, edited)
        manager = past.people[deal.owner_id].manager_id
        by = manager if field == "OwnerId" and manager else past.who(deal.owner_id)
        if old != new and at > opened:
            yield past.entry(deal, field, old, new, at, by=by)


def _last_edit(deal: Opportunity, past: Past) -> tuple[str, Value, Value]:
    """What else was edited where nothing was: the close date was put off, or the next step."""
    delayed = weekday(deal.close_date - timedelta(days=past.rng.choice(_DELAYS)))
    if delayed > past.clock.day_of(deal.created_date) and past.rng.random() < _PUT_OFF:
        return "CloseDate", delayed, deal.close_date
    return "NextStep", _step(deal, past.rng), deal.next_step


def _stages(deal: Opportunity, past: Past) -> Iterator[AuditEntry]:
    """From the stage it was opened in to the one it is in, the last step when it was taken."""
    opened, reached = deal.created_date, deal.last_stage_change_date
    way = _way(deal.stage_name, past.rng)
    if reached <= opened or len(way) < 2:
        return
    between = sorted(past.moment(opened, reached) for _ in way[2:])
    for before, after, at in zip(way, way[1:], (*between, reached), strict=False):
        yield past.entry(deal, "StageName", before, after, at, by=past.who(deal.owner_id))


def _way(stage: str, rng: Random) -> list[str]:
    """The stages a deal went through to this one."""
    first = rng.choice((0, 0, 0, 1))
    if stage in _STAGE_NAMES:
        place = _STAGE_NAMES.index(stage)
        way = _STAGE_NAMES[min(first, place) : place + 1]
        regressed = place + 1 < len(_STAGE_NAMES) and rng.random() < _REGRESSED
        return [*way, _STAGE_NAMES[place + 1], stage] if regressed or not place else way
    last = len(_STAGE_NAMES) if stage == "Closed Won" else rng.randint(2, len(_STAGE_NAMES))
    return [*_STAGE_NAMES[first:last], stage]


def _close_date(deal: Opportunity, past: Past) -> date | None:
    """When it was to close before; mostly sooner, and never before it was opened."""
    drawn, delay = past.rng.random(), timedelta(days=past.rng.choice(_DELAYS))
    if drawn < _PUSHED:
        before = weekday(deal.close_date - delay)
        return before if before > past.clock.day_of(deal.created_date) else None
    return weekday(deal.close_date + delay) if drawn < _PUSHED + _PULLED else None


def _step(deal: Opportunity, rng: Random) -> str | None:
    """Another next step, as at this stage or the one before."""
    place = _STAGE_NAMES.index(deal.stage_name) if deal.stage_name in _STAGE_NAMES else 5
    steps = (*NEXT_STEPS[_STAGE_NAMES[max(0, place - 1)]], *NEXT_STEPS[_STAGE_NAMES[place]])
    others = [step for step in steps if step != deal.next_step]
    return None if deal.next_step and rng.random() < 0.3 else rng.choice(others)


def _colleague(deal: Opportunity, past: Past) -> str | None:
    manager = past.people[deal.owner_id].manager_id
    others = [
        user.id
        for user in past.people.values()
        if user.manager_id == manager and user.id != deal.owner_id
    ]
    return past.rng.choice(others) if manager and others else None


def _other(amount: Decimal, rng: Random) -> Decimal:
    """An amount from a third less to half as much again, round as people write them."""
    drawn = float(amount) * rng.choice((0.67, 0.75, 0.8, 0.9, 0.95, 1.1, 1.25, 1.5))
    step = 100 if drawn < 10_000 else 500
    return Decimal(max(1, round(drawn / step)) * step)


def _lately(created: datetime, past: Past) -> datetime:
    first = max(created, past.clock.now - timedelta(days=_RECENT))
    return past.moment(first, past.clock.now)


def _account(account: Account, past: Past) -> Iterator[AuditEntry]:
    """A new number or headcount, of some, in the last weeks."""
    rng, at = past.rng, _lately(account.created_date, past)
    if rng.random() > _MOVED_ACCOUNTS:
        return
    changes: list[tuple[str, Value, Value]] = []
    if account.phone:
        number = fictional_phone(account.billing_city, rng)
        changes.append(("Phone", rng.choice((None, number)), account.phone))
    if account.number_of_employees:
        before = Decimal(round(float(account.number_of_employees) * rng.uniform(0.8, 0.98)))
        changes.append(("NumberOfEmployees", before, account.number_of_employees))
    field, old, new = rng.choice(changes)
    if old != new and at > account.created_date:
        yield past.entry(account, field, old, new, at, by=past.who(account.owner_id))


def _contact(contact: Contact, past: Past) -> Iterator[AuditEntry]:
    """Somebody was promoted, or their address came to be known."""
    rng, at = past.rng, _lately(contact.created_date, past)
    if rng.random() > _MOVED_CONTACTS or at <= contact.created_date:
        return
    by = past.who(contact.owner_id)
    if contact.email and rng.random() < 0.5:
        yield past.entry(contact, "Email", None, contact.email, at, by=by)
    elif contact.title and (title := rng.choice(TITLES)) != contact.title:
        yield past.entry(contact, "Title", title, contact.title, at, by=by)


def _task(task: Task, past: Past) -> Iterator[AuditEntry]:
    """Done on the day it was due, in the last weeks."""
    clock = past.clock
    if not task.is_closed or not clock.day(-_RECENT) < task.activity_date <= clock.today:
        return
    at = past.on(task.activity_date)
    before = past.rng.choice(("Not Started", "In Progress"))
    if at > task.created_date:
        yield past.entry(task, "Status", before, task.status, at, by=task.owner_id)


def _order(order: Order, past: Past) -> Iterator[AuditEntry]:
    """Activated after a week, and shipped or cancelled after a month, as orders.py has it."""
    way: Sequence[str] = (DRAFT, ACTIVATED, order.status)
    if order.status in (DRAFT, ACTIVATED):
        way = way[: way.index(order.status) + 1]
    days = (order.effective_date + timedelta(days=days) for days in (8, 31))
    for before, after, day in zip(way, way[1:], days, strict=False):
        at = past.on(day)
        yield past.entry(order, "Status", before, after, at, by=past.operations.id)


def _invoice(invoice: Invoice, past: Past) -> Iterator[AuditEntry]:
    """Paid, all or a part of it, around the day it was due; nobody typed that in."""
    if invoice.balance == invoice.amount:
        return
    due = invoice.due_date + timedelta(days=past.rng.randint(-8, 6))
    day = weekday(min(max(due, invoice.invoice_date + timedelta(days=1)), past.clock.today))
    at = past.on(day)
    amount, balance = (Money(number, "USD") for number in (invoice.amount, invoice.balance))
    yield past.entry(invoice, "Balance", amount, balance, at, by="", via=_BILLING)
    if not invoice.balance:
        yield past.entry(invoice, "Status", "Open", invoice.status, at, by="", via=_BILLING)
