"""The accounts: who owns which and what kind of business each is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle
from math import log
from random import Random

from crm.sample.clock import Clock
from crm.sample.ids import ids
from crm.sample.people import SalesTeam, Staff
from crm.sample.records import Account, Opportunity, User
from crm.sample.spelling import domain
from crm.sample.words.accounts import (
    CUSTOMERS,
    DEMO_BOOK,
    DOUBLES,
    FIRMS,
    PARENTS,
    PARTNERS,
    Firm,
)
from crm.sample.words.places import PLACES

CUSTOMER, PROSPECT, PARTNER = "Customer", "Prospect", "Partner"
_PROSPECTS = 0.3
_FRESH = 0.4
_WITHOUT_PHONE = 0.1
_WITHOUT_REVENUE = 0.15


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """A rep's accounts, and all those of the region, some of which they sell to as well."""

    rep: User
    own: tuple[Account, ...]
    region: tuple[Account, ...]


def books(staff: Staff, clock: Clock, rng: Random) -> tuple[Book, ...]:
    """Every account, in the book of the rep who owns it; the demo's rep first."""
    minted = ids("Account")
    by_name: dict[str, Account] = {}
    found: list[Book] = []
    for team in staff.teams:
        dealt = _dealt(team, keeps_first=DEMO_BOOK if team is staff.teams[0] else 1)
        mine: dict[str, list[Account]] = defaultdict(list)
        for rep, firm in dealt:
            kind = _kind(firm, rng, has_customer=any(a.type == CUSTOMER for a in mine[rep.id]))
            account = _account(firm, rep, kind, clock, rng, next(minted), by_name)
            by_name[firm.name] = account
            mine[rep.id].append(account)
        region = tuple(account for accounts in mine.values() for account in accounts)
        found += (Book(rep=rep, own=tuple(mine[rep.id]), region=region) for rep in team.reps)
    return tuple(found)


def settled(
    books: Iterable[Book], deals: Iterable[Opportunity], rng: Random
) -> tuple[Account, ...]:
    """All accounts, each created some time before its first deal; those with a parent last."""
    first: dict[str, datetime] = {}
    for deal in sorted(deals, key=lambda deal: deal.created_date):
        first.setdefault(deal.account_id, deal.created_date)
    accounts = (account for book in books for account in book.own)
    return tuple(
        replace(account, created_date=_before(account.created_date, first.get(account.id), rng))
        for account in sorted(accounts, key=lambda account: account.parent_id is not None)
    )


def _before(created: datetime, first_deal: datetime | None, rng: Random) -> datetime:
    return created if first_deal is None else min(created, first_deal - _days(rng, 2, 40))


def _dealt(team: SalesTeam, *, keeps_first: int) -> Iterator[tuple[User, Firm]]:
    """The region's firms: the first few to the first rep, the rest in turn."""
    firms = FIRMS[team.region]
    for firm in firms[:keeps_first]:
        yield team.reps[0], firm
    others = cycle(team.reps[1:] if keeps_first > 1 else (*team.reps[1:], team.reps[0]))
    yield from zip(others, firms[keeps_first:], strict=False)


def _kind(firm: Firm, rng: Random, *, has_customer: bool) -> str:
    """Every rep has a customer; whoever is in there twice is no customer the second time."""
    if firm.name in PARTNERS:
        return PARTNER
    if firm.name in DOUBLES:
        return PROSPECT
    drawn = rng.random() < _PROSPECTS
    return PROSPECT if drawn and has_customer and firm.name not in CUSTOMERS else CUSTOMER


def _account(
    firm: Firm,
    owner: User,
    kind: str,
    clock: Clock,
    rng: Random,
    id_: str,
    known: Mapping[str, Account],
) -> Account:
    place = PLACES[firm.city]
    employees = round(max(12.0, rng.lognormvariate(log(600), 1.1)))
    revenue = Decimal(round(employees * rng.uniform(0.12, 0.4), 1)) * 1_000_000
    parent = known.get(PARENTS.get(firm.name, ""))
    fresh = kind == PROSPECT and rng.random() < _FRESH
    created = clock.day(-rng.randint(1, 150)) if fresh else clock.opening - _days(rng, 20, 2000)
    return Account(
        id=id_,
        name=firm.name,
        industry=firm.industry,
        type=kind,
        annual_revenue=None if rng.random() < _WITHOUT_REVENUE else _tidy(revenue),
        number_of_employees=Decimal(employees),
        billing_city=firm.city,
        billing_state=place.state,
        billing_country=place.country,
        phone=None if rng.random() < _WITHOUT_PHONE else fictional_phone(firm.city, rng),
        website=f"https://www.{domain(DOUBLES.get(firm.name, firm.name))}",
        owner_id=owner.id,
        parent_id=parent.id if parent else None,
        created_date=clock.moment(rng, created),
    )


def fictional_phone(city: str, rng: Random) -> str:
    """A number in the range that is kept free for fiction, 555-0100 to 555-0199."""
    return f"{PLACES[city].dialling} 555-01{rng.randint(0, 99):02d}"


def _days(rng: Random, fewest: int, most: int) -> timedelta:
    return timedelta(days=rng.randint(fewest, most))


def _tidy(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1)) // 100_000 * 100_000
