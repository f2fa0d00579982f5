"""The history in plain Python: which changes are meant, and how an answer is held against them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from crm.change import AuditEntry
from handlers.asking.answered import Answered, Outcome
from handlers.understanding.reading import Shape
from tests.questions.expected import Check
from tests.questions.org import Org, Rec

NEW_YORK = ZoneInfo("America/New_York")
EVER = datetime(2000, 1, 1, tzinfo=UTC)
STAGES = (
    "Prospecting",
    "Qualification",
    "Needs Analysis",
    "Value Proposition",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
)

Edit = tuple[str, str, datetime | date]
"""A record's id, the field ("" for a new record), and when."""
Keep = Callable[[Rec], bool]


@dataclass(frozen=True)
class Past:
    """Changes from a moment on, up to another, where the asker is."""

    start: datetime = EVER
    end: datetime = datetime(2100, 1, 1, tzinfo=UTC)

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end


def since(day: date, zone: ZoneInfo = NEW_YORK) -> Past:
    """From the beginning of that day on."""
    return Past(datetime.combine(day, time(), zone))


def during(first: date, end: date, zone: ZoneInfo = NEW_YORK) -> Past:
    """From the beginning of the first day to that of the other."""
    return Past(datetime.combine(first, time(), zone), datetime.combine(end, time(), zone))


def edits(
    o: Org,
    entity: str,
    past: Past,
    keep: Keep = lambda r: True,
    change: Callable[[AuditEntry], bool] = lambda e: True,
) -> set[Edit]:
    """The changes of those records that pass, and of which the change passes."""
    records = o.by_id[entity]
    return {
        (e.ref.id, e.field, e.at)
        for e in o.company.history
        if e.ref.entity == entity and e.at in past and change(e) and keep(records[e.ref.id])
    }


def born(o: Org, entity: str, past: Past, keep: Keep = lambda r: True) -> set[Edit]:
    """The records that are new in that time."""
    dates = {"Order": "EffectiveDate", "Invoice": "InvoiceDate"}
    found: set[Edit] = set()
    for record in filter(keep, o.all(entity)):
        made: Any = getattr(record, dates.get(entity, "CreatedDate"))
        moment = made if isinstance(made, datetime) else datetime.combine(made, time(), NEW_YORK)
        if moment in past:
            found.add((record.Id, "", made))
    return found


def of_accounts(o: Org, past: Past, keep: Keep) -> set[Edit]:
    """What changed or came of these accounts, and of what hangs on them."""
    found = edits(o, "Account", past, keep) | born(o, "Account", past, keep)
    for entity in ("Opportunity", "Order", "Invoice", "Contact", "Task"):
        hangs: Keep = lambda r: r.AccountId is not None and keep(r.Account)  # noqa: E731
        found |= edits(o, entity, past, hangs) | born(o, entity, past, hangs)
    return found


def of_deals(o: Org, past: Past, keep: Keep = lambda r: True) -> set[Edit]:
    """What changed or came of these deals."""
    return edits(o, "Opportunity", past, keep) | born(o, "Opportunity", past, keep)


def field(name: str) -> Callable[[AuditEntry], bool]:
    """A change of that field."""
    return lambda e: e.field == name


def by(name: str, o: Org) -> Callable[[AuditEntry], bool]:
    """A change made by that person."""
    person = o.named("User", name).Id
    return lambda e: e.by == person


def into(*stages: str) -> Callable[[AuditEntry], bool]:
    """A change of the stage to one of these."""
    return lambda e: e.field == "StageName" and e.after in stages


def forward(entry: AuditEntry) -> bool:
    """A change of the stage to a later one, short of losing."""
    if entry.field != "StageName" or entry.after not in STAGES:
        return False
    return STAGES.index(entry.after) > STAGES.index(entry.before)


def later(entry: AuditEntry) -> bool:
    """A close date put off."""
    return entry.field == "CloseDate" and entry.after > entry.before


def more(entry: AuditEntry) -> bool:
    """An amount that went up, from another."""
    if entry.field != "Amount" or not entry.before or not entry.after:
        return False
    before, after = (Decimal(text.split()[0]) for text in (entry.before, entry.after))
    return after > before


def told(expect: Callable[[Org], Iterable[Edit]]) -> Check:
    """Exactly these changes; with more records than are shown, those shown are of them."""

    def check(answered: Answered, org: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        assert answered.shape is Shape.CHANGES, answered.understood
        wanted = set(expect(org))
        shown = {(c.ref.id, c.path, c.at) for c in answered.changes}
        assert answered.changes_total == len(wanted), answered.understood
        assert answered.total == len({id_ for id_, _, _ in wanted})
        assert shown <= wanted, answered.understood
        assert len({id_ for id_, _, _ in shown}) == min(answered.total, 50)
        if answered.total <= 50:
            assert shown == wanted, answered.understood

    return check


def counted(number: Callable[[Org], int], expect: Callable[[Org], Iterable[Edit]]) -> Check:
    """These changes, and that many of what is counted."""

    def check(answered: Answered, org: Org) -> None:
        told(expect)(answered, org)
        assert answered.value == number(org), answered.understood
        assert answered.unit == "count"

    return check
