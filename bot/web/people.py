"""The people one can be on the page, as the company is built: whoever leads, then each team."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.wiring import Crumb
from crm.access import Role, Viewer
from crm.query import Query, Rows
from crm.schema import Schema

_TITLE, _REGION = "Title", "Region__c"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """One line: `title` and `region` are "" where the CRM has none."""

    viewer: Viewer
    title: str = ""
    region: str = ""

    @property
    def initials(self) -> str:
        """One or two letters for the picture they have not got."""
        names = self.viewer.name.split()
        return "".join(n[0] for n in (names[:1] + names[1:][-1:])).upper()


@dataclass(frozen=True, kw_only=True, slots=True)
class Team:
    """People under one heading; whoever leads them comes first."""

    name: str
    people: tuple[Person, ...] = field(default=())


async def teams(crumb: Crumb, viewer: Viewer) -> tuple[Team, ...]:
    """All active people, as far as `viewer` may know about them."""
    facts = await _facts(crumb, viewer)
    active = [v for v in await crumb.crm.everyone() if v.active]
    return arranged([_person(v, facts.get(v.user_id, ("", ""))) for v in active])


def arranged(people: Iterable[Person]) -> tuple[Team, ...]:
    """Those at the top, each manager with whom they lead, and everybody else."""
    managers = {p.viewer.user_id: p for p in people if p.viewer.role is Role.MANAGER}
    members: dict[str, list[Person]] = defaultdict(list)
    top: list[Person] = []
    others: list[Person] = []
    for person in people:
        if person.viewer.role is Role.LEADER:
            top.append(person)
        elif person.viewer.role is Role.REP:
            above = person.viewer.manager_id or ""
            (members[above] if above in managers else others).append(person)
    ranked = sorted(managers.values(), key=lambda p: (p.region, p.viewer.name))
    led = [_team(manager, members[manager.viewer.user_id]) for manager in ranked]
    return tuple(
        team for team in (Team(name="Leadership", people=(*top, *others)), *led) if team.people
    )


def _team(manager: Person, reps: Iterable[Person]) -> Team:
    name = manager.region or f"Team of {manager.viewer.name}"
    return Team(name=name, people=(manager, *sorted(reps, key=lambda p: p.viewer.name)))


def _person(viewer: Viewer, facts: tuple[str, str]) -> Person:
    return Person(viewer=viewer, title=facts[0], region=facts[1])


async def _facts(crumb: Crumb, viewer: Viewer) -> Mapping[str, tuple[str, str]]:
    """Titles and regions by id, where the CRM has them."""
    schema: Schema = await crumb.crm.schema(viewer)
    columns = tuple(c for c in (_TITLE, _REGION) if c in schema.entity("User"))
    query = Query(entity="User", columns=columns, limit=None)
    answer = await crumb.crm.run(await crumb.crm.permit(query, viewer))
    assert isinstance(answer, Rows)
    found: dict[str, tuple[str, str]] = {}
    for row in answer.rows:
        values = dict(zip(columns, (str(v or "") for v in row.values), strict=True))
        found[row.ref.id] = (values.get(_TITLE, ""), values.get(_REGION, ""))
    return found
