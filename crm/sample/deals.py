"""What open and closed deals have in common: account, name, size and products."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import chain, count
from math import log
from random import Random

from crm.sample.accounts import CUSTOMER, PROSPECT, Book
from crm.sample.catalogue import Basket, Offer, basket
from crm.sample.clock import Clock
from crm.sample.ids import ids
from crm.sample.records import Account, LineItem, Opportunity
from crm.sample.spelling import everyday
from crm.sample.words.deals import (
    COMPETITORS,
    EXISTING,
    LEAD_SOURCES,
    NAMES,
    NEW,
    PROJECTS,
    RENEWAL,
    RISKS,
)

_FOREIGN = 0.08
_WITH_ITEMS = 0.55
_WITHOUT_SOURCE = 0.1
_WITH_COMPETITOR = 0.35


@dataclass(frozen=True, slots=True)
class Deal:
    """An opportunity and its products, none where nobody entered them."""

    opportunity: Opportunity
    items: tuple[LineItem, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """Where deals are made up: the dice, the price list, and which names and ids are taken."""

    clock: Clock
    rng: Random
    offers: tuple[Offer, ...]
    ids: Iterator[str] = field(default_factory=lambda: ids("Opportunity"))
    item_ids: Iterator[str] = field(default_factory=lambda: ids("OpportunityLineItem"))
    names: set[str] = field(default_factory=set)

    def account(self, book: Book, created: date, *, won: bool = False) -> Account:
        """One the rep may have sold to then: mostly their own; only customers have won deals."""
        nearby = book.region if self.rng.random() < _FOREIGN else book.own
        known = [a for a in nearby if self.clock.day_of(a.created_date) < created]
        fitting = [a for a in known if a.type != PROSPECT] if won else known
        customers = [a for a in chain(book.own, book.region) if a.type == CUSTOMER]
        return self.rng.choice(fitting or customers)

    def kind(self, account: Account) -> str:
        """New business everywhere, the rest only where there is business already."""
        if account.type == PROSPECT:
            return NEW
        return self.rng.choices((NEW, EXISTING, RENEWAL), (40, 32, 28))[0]

    def name(self, account: Account, kind: str, close: date) -> str:
        """One that no other deal has."""
        forms = self.rng.sample(NAMES[kind], k=len(NAMES[kind]))
        projects = self.rng.sample(PROJECTS, k=len(PROJECTS))
        year, quarter = close.year, (close.month + 2) // 3
        drawn = (
            form.format(account=everyday(account.name), project=p, year=year, quarter=quarter)
            for p in projects
            for form in forms
        )
        spare = (f"{everyday(account.name)} – {projects[0]}, lot {_letters(n)}" for n in count())
        name = next(name for name in chain(drawn, spare) if name not in self.names)
        self.names.add(name)
        return name

    def size(self, account: Account) -> Decimal:
        """Dollars, log-normal, larger for larger accounts; round as people write them."""
        scale = (float(account.number_of_employees or 600) / 600) ** 0.25
        drawn = min(900_000.0, max(1_500.0, self.rng.lognormvariate(log(27_000), 0.8) * scale))
        step = 100 if drawn < 10_000 else 500
        return Decimal(round(drawn / step) * step)

    def items(self, opportunity_id: str, size: Decimal) -> tuple[LineItem, ...]:
        """Products that come to about `size`, or none."""
        if self.rng.random() > _WITH_ITEMS:
            return ()
        return self._entered(opportunity_id, basket(self.offers, size, self.rng))

    def source(self) -> str | None:
        """Where the deal came from, when somebody noted it."""
        return None if self.rng.random() < _WITHOUT_SOURCE else self.rng.choice(LEAD_SOURCES)

    def risk(self, kind: str) -> str | None:
        """How likely a renewal is to fail; nothing for other deals."""
        return self.rng.choices(RISKS, (5, 3, 2))[0] if kind == RENEWAL else None

    def competitor(self) -> str | None:
        """Against whom, when somebody noted it."""
        return self.rng.choice(COMPETITORS) if self.rng.random() < _WITH_COMPETITOR else None

    def _entered(self, opportunity_id: str, lines: Basket) -> tuple[LineItem, ...]:
        return tuple(
            LineItem(
                id=next(self.item_ids),
                opportunity_id=opportunity_id,
                product2_id=line.product_id,
                quantity=line.quantity,
                unit_price=line.unit_price,
                total_price=line.total,
            )
            for line in lines
        )


def amount(items: Sequence[LineItem], size: Decimal) -> Decimal:
    """What the products come to, or the estimate where there are none."""
    return sum((item.total_price for item in items), Decimal(0)) or size


def _letters(number: int) -> str:
    before, last = divmod(number, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)
