"""The people at the accounts, one to five each."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from crm.sample.accounts import Book, fictional_phone
from crm.sample.clock import Clock
from crm.sample.ids import ids
from crm.sample.records import Account, Contact
from crm.sample.spelling import domain, plain
from crm.sample.words.accounts import DOUBLES
from crm.sample.words.contacts import POOLS, TITLES

_WITHOUT_TITLE, _WITHOUT_EMAIL, _WITHOUT_PHONE = 0.07, 0.06, 0.25


def contacts(books: tuple[Book, ...], clock: Clock, rng: Random) -> tuple[Contact, ...]:
    """Contacts of all accounts, no two of one name."""
    minted = ids("Contact")
    taken: set[tuple[str, str]] = set()
    return tuple(
        contact
        for book in books
        for account in book.own
        for contact in _at(account, book.rep.region__c, clock, rng, minted, taken)
    )


def _at(
    account: Account,
    region: str,
    clock: Clock,
    rng: Random,
    minted: Iterator[str],
    taken: set[tuple[str, str]],
) -> Iterator[Contact]:
    titles = rng.sample(TITLES, k=rng.choices((1, 2, 3, 4, 5), (15, 25, 30, 20, 10))[0])
    host = domain(DOUBLES.get(account.name, account.name))
    for title in titles:
        first, last = _free_name(region, rng, taken)
        since = max(clock.opening, clock.day_of(account.created_date) + timedelta(days=1))
        created = since + (clock.today - since) * rng.random()
        yield Contact(
            id=next(minted),
            account_id=account.id,
            first_name=first,
            last_name=last,
            name=f"{first} {last}",
            title=None if rng.random() < _WITHOUT_TITLE else title,
            email=None if rng.random() < _WITHOUT_EMAIL else f"{plain(first)}.{plain(last)}@{host}",
            phone=(
                None
                if rng.random() < _WITHOUT_PHONE
                else fictional_phone(account.billing_city, rng)
            ),
            owner_id=account.owner_id,
            created_date=clock.moment(rng, created),
        )


def _free_name(region: str, rng: Random, taken: set[tuple[str, str]]) -> tuple[str, str]:
    pool = POOLS[region]
    while (name := (rng.choice(pool.first), rng.choice(pool.last))) in taken:
        pass
    taken.add(name)
    return name
