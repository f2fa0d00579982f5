"""The company's people as users: a leader, and below that teams of a manager and reps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crm.sample.ids import ids
from crm.sample.records import User
from crm.sample.spelling import plain
from crm.sample.words.people import DOMAIN, LEADER, OPERATIONS, TEAMS, Person


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesTeam:
    """A manager and the reps who report to them."""

    lead: User
    reps: tuple[User, ...]

    @property
    def region(self) -> str:
        """Where the team sells."""
        return self.lead.region__c


@dataclass(frozen=True, kw_only=True, slots=True)
class Staff:
    """Everybody. The demo speaks as the first rep of the first team."""

    leader: User
    operations: User
    teams: tuple[SalesTeam, ...]

    @property
    def users(self) -> tuple[User, ...]:
        """All people, whoever is above before those below."""
        leads = (team.lead for team in self.teams)
        return (self.leader, self.operations, *leads, *self.reps)

    @property
    def reps(self) -> tuple[User, ...]:
        """All reps, team by team."""
        return tuple(rep for team in self.teams for rep in team.reps)


def staff() -> Staff:
    """The people of the tables, the same every time."""
    minted = ids("User")
    leader = _user(LEADER, minted, region="Global", above=None)
    operations = _user(OPERATIONS, minted, region="Global", above=leader, sells=False)
    leads = [_user(team.lead, minted, region=team.region, above=leader) for team in TEAMS]
    teams = tuple(
        SalesTeam(
            lead=lead,
            reps=tuple(_user(rep, minted, region=team.region, above=lead) for rep in team.reps),
        )
        for lead, team in zip(leads, TEAMS, strict=True)
    )
    return Staff(leader=leader, operations=operations, teams=teams)


def _user(
    person: Person, minted: Iterator[str], *, region: str, above: User | None, sells: bool = True
) -> User:
    return User(
        id=next(minted),
        name=f"{person.first_name} {person.last_name}",
        first_name=person.first_name,
        last_name=person.last_name,
        email=f"{_mailbox(person)}@{DOMAIN}",
        title=person.title,
        department="Sales" if sells else "Sales Operations",
        is_active=not person.has_left,
        manager_id=above.id if above else None,
        region__c=region,
        time_zone_sid_key=person.time_zone,
        locale_sid_key=_GERMAN.get(person.time_zone),
        language_locale_key="de" if person.time_zone in _GERMAN else None,
    )


# Who reads Crumb in German; everybody else as the company has it.
_GERMAN = {"Europe/Berlin": "de_DE", "Europe/Vienna": "de_AT", "Europe/Zurich": "de_CH"}


def _mailbox(person: Person) -> str:
    """The first name, with the last name where two share it."""
    first = plain(person.first_name)
    return first if _BEARERS[first] == 1 else f"{first}.{plain(person.last_name)}"


_EVERYBODY = [LEADER, OPERATIONS, *(p for team in TEAMS for p in (team.lead, *team.reps))]
_BEARERS = Counter(plain(person.first_name) for person in _EVERYBODY)
