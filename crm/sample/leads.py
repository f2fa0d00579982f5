"""People who asked, or were met at a fair, and may become customers."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

from crm.sample.accounts import fictional_phone
from crm.sample.clock import Clock
from crm.sample.ids import ids
from crm.sample.people import SalesTeam, Staff
from crm.sample.records import Lead, User
from crm.sample.spelling import domain, plain
from crm.sample.words.accounts import Firm
from crm.sample.words.contacts import POOLS, TITLES
from crm.sample.words.deals import LEAD_SOURCES
from crm.sample.words.leads import LEAD_FIRMS
from crm.sample.words.places import PLACES

_PER_REGION = 24
_OLDEST = 180  # days
_WITHOUT_EMAIL, _WITHOUT_PHONE, _WITHOUT_INDUSTRY = 0.08, 0.3, 0.25


def leads(staff: Staff, clock: Clock, rng: Random) -> tuple[Lead, ...]:
    """As many leads in every region, spread over the reps who are still there."""
    minted = ids("Lead")
    return tuple(
        _lead(next(minted), rep, firm, clock, rng)
        for team in staff.teams
        for rep, firm in islice(_turns(team), _PER_REGION)
    )


def _turns(team: SalesTeam) -> Iterator[tuple[User, Firm]]:
    active = [rep for rep in team.reps if rep.is_active]
    return zip(cycle(active), cycle(LEAD_FIRMS[team.region]), strict=False)


def _lead(id_: str, owner: User, firm: Firm, clock: Clock, rng: Random) -> Lead:
    pool = POOLS[owner.region__c]
    first, last = rng.choice(pool.first), rng.choice(pool.last)
    age = rng.randint(0, _OLDEST)
    status = _status(age, rng)
    mail = f"{plain(first)}.{plain(last)}@{domain(firm.name)}"
    return Lead(
        id=id_,
        name=f"{first} {last}",
        company=firm.name,
        title=rng.choice(TITLES),
        email=None if rng.random() < _WITHOUT_EMAIL else mail,
        phone=None if rng.random() < _WITHOUT_PHONE else fictional_phone(firm.city, rng),
        status=status,
        lead_source=rng.choice(LEAD_SOURCES),
        owner_id=owner.id,
        industry=None if rng.random() < _WITHOUT_INDUSTRY else firm.industry,
        country=PLACES[firm.city].country,
        created_date=clock.moment(rng, clock.day(-age)),
        is_converted=status == "Qualified" and rng.random() < 0.7,
    )


def _status(age: int, rng: Random) -> str:
    """By the days since they came: fresh ones are new, old ones are mostly decided."""
    if age <= 10:
        return "New"
    weights = (30, 50, 10, 10) if age <= 45 else (8, 30, 32, 30)
    return rng.choices(("New", "Working", "Qualified", "Unqualified"), weights)[0]
