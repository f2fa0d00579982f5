"""The people of the organisation, from the users and the manager tree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, select

from crm.access import Role, Viewer
from crm.backends.catalogue import Known
from crm.standard import USER

_WRITES = ("LocaleSidKey", "LanguageLocaleKey")


@dataclass(frozen=True, slots=True)
class Users:
    """Everybody, and by which id or address to find them."""

    everyone: tuple[Viewer, ...]
    by_id: Mapping[str, Viewer]
    by_email: Mapping[str, Viewer]


def read_users(connection: Connection, known: Known) -> Users:
    """All users as of now. Of two with one address the active one has it; where both are active
    nobody does, since the rights of one are not for the other to use.
    """
    table = known.tables(USER.name)
    wanted = ("Id", "Name", "Email", "ManagerId", "IsActive", "TimeZoneSidKey", *_WRITES)
    rows = connection.execute(select(*(table.c[name] for name in wanted)).order_by(table.c.Id))
    return users_of([tuple(row) for row in rows])


def users_of(found: Sequence[tuple[Any, ...]]) -> Users:
    """The people of rows of id, name, e-mail address, manager's id, whether they are active, time
    zone, locale and language.
    """
    tree = _Tree((id_, manager) for id_, _, _, manager, *_ in found)
    everyone = tuple(
        Viewer(
            user_id=id_,
            name=name or email or id_,
            email=email or "",
            role=tree.role(id_),
            time_zone=_zone(zone) or "UTC",
            zone_known=_zone(zone) is not None,
            manager_id=manager,
            locale=locale or "",
            language=language or "",
            reports=tree.below(id_),
            active=active is not False,
        )
        for id_, name, email, manager, active, zone, locale, language in found
    )
    return Users(everyone, {v.user_id: v for v in everyone}, _by_email(everyone))


def _by_email(everyone: Sequence[Viewer]) -> Mapping[str, Viewer]:
    found = {v.email.casefold(): v for v in sorted(everyone, key=lambda v: v.active) if v.email}
    counted = Counter(v.email.casefold() for v in everyone if v.active)
    return {email: viewer for email, viewer in found.items() if counted[email] < 2}


class _Tree:
    """Who is above whom; a manager who is nobody's user counts as none."""

    def __init__(self, managers: Iterable[tuple[str, str | None]]) -> None:
        self._above = dict(managers)
        self._directly: dict[str, list[str]] = defaultdict(list)
        for person, manager in self._above.items():
            if manager in self._above and manager != person:
                self._directly[str(manager)].append(person)

    def below(self, person: str) -> frozenset[str]:
        """Everybody below, at any depth; also where the tree bites its tail."""
        found: set[str] = set()
        next_ = list(self._directly.get(person, ()))
        while next_:
            report = next_.pop()
            if report not in found and report != person:
                found.add(report)
                next_ += self._directly.get(report, ())
        return frozenset(found)

    def role(self, person: str) -> Role:
        if person not in self._directly:
            return Role.REP
        manager = self._above[person]
        return Role.MANAGER if manager in self._above and manager != person else Role.LEADER


def _zone(name: str | None) -> str | None:
    """The IANA name; None for one that is none."""
    try:
        return ZoneInfo(name).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
