"""The org: its schema, its people with their profiles, its records, and queries as one of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tests.fakes.salesforce.errors import not_found
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.fields import Field
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.org.kit import with_currency
from tests.fakes.salesforce.org.record_access import NAME, record_access
from tests.fakes.salesforce.org.rules import DuplicateRule, ValidationRule
from tests.fakes.salesforce.org.settings import Profile, Settings
from tests.fakes.salesforce.org.setup_objects import SETUP
from tests.fakes.salesforce.org.setup_rows import setup_rows
from tests.fakes.salesforce.org.standard import SALES
from tests.fakes.salesforce.org.store import Store
from tests.fakes.salesforce.soql.asker import Asker
from tests.fakes.salesforce.soql.parser import parse
from tests.fakes.salesforce.soql.run import PAGE, Page, Runner

BASE = "/services/data/v65.0"


@dataclass
class Org:
    """One org. Give it records with `add`, people with `add` to User; ask it with `query`."""

    settings: Settings = field(default_factory=Settings)
    path: str = ":memory:"
    sales: tuple[SObject, ...] = SALES
    profiles: dict[str, Profile] = field(default_factory=dict)
    validation: list[ValidationRule] = field(default_factory=list)
    duplicates: list[DuplicateRule] = field(default_factory=list)
    tracked: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        codes = tuple(self.settings.currencies)
        sales = with_currency(self.sales, codes) if codes else self.sales
        hidden = () if codes else ("CurrencyType", "DatedConversionRate")
        setup = tuple(found for found in SETUP if found.name not in hidden)
        self.objects: dict[str, SObject] = {s.name.lower(): s for s in (*sales, *setup)}
        self.store = Store(self.objects.values(), self.path)
        self.runner = Runner(self.store.connection)
        self._changed()
        self.asked: list[str] = []
        for name, rows in setup_rows(self.settings):
            self.add(name, rows)

    @property
    def now(self) -> datetime:
        """What the org's clock says."""
        return self.settings.clock()

    def _changed(self) -> None:
        """The schema, or who sees what of it."""
        self._seen: dict[str, Mapping[str, SObject]] = {}
        self.described = self.now.replace(microsecond=0)

    def close(self) -> None:
        """Give the database back."""
        self.store.connection.close()

    def object(self, name: str) -> SObject:
        """The object of that name in any case; KeyError for none."""
        return self.objects[name.lower()]

    def define(self, sobject: SObject) -> None:
        """A new object, or a changed one: fields of it that are gone are no more to be had."""
        self.objects[sobject.name.lower()] = sobject
        self.store.create(sobject)
        self._changed()

    def add_fields(self, name: str, *fields: Field) -> None:
        """Custom fields, or others in place of those with their names."""
        found = self.object(name)
        names = {f.name for f in fields}
        kept = tuple(f for f in found if f.name not in names)
        self.define(replace(found, fields=(*kept, *fields)))

    def remove_field(self, name: str, field_name: str) -> None:
        """An admin deletes a field."""
        self.define(self.object(name).without(frozenset({field_name})))

    def add(self, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
        """Records with all they have, the ids and the system's stamps too; nothing is checked.

        What has no stamps gets those of now.
        """
        sobject = self.object(name)
        return self.store.add(sobject, (self._stamped(sobject, row) for row in rows))

    def _stamped(self, sobject: SObject, row: Mapping[str, Any]) -> Mapping[str, Any]:
        created = row.get("CreatedDate") or self.now
        modified = row.get("LastModifiedDate") or created
        owner = row.get("OwnerId")
        stamps: dict[str, Any] = {
            "CreatedDate": created,
            "CreatedById": owner,
            "LastModifiedDate": modified,
            "LastModifiedById": owner,
            "SystemModstamp": modified,
        }
        if sobject.field("CurrencyIsoCode"):
            stamps["CurrencyIsoCode"] = self.settings.currency
        given = {name: value for name, value in row.items() if value is not None}
        return {**stamps, "Id": row.get("Id") or self.store.new_id(sobject), **given}

    def hide_row(self, user_id: str, record_id: str) -> None:
        """A restriction rule keeps this record from that person."""
        self.store.connection.execute("INSERT INTO _hidden VALUES (?, ?)", [user_id, record_id])

    def profile(self, user_id: str) -> Profile:
        """What somebody may do."""
        return self.profiles.get(user_id) or Profile()

    def set_profile(self, user_id: str, profile: Profile) -> None:
        """From now on."""
        self.profiles[user_id] = profile
        self._changed()

    def seen(self, user_id: str) -> Mapping[str, SObject]:
        """The schema as somebody sees it, by name in small letters."""
        if user_id not in self._seen:
            self._seen[user_id] = self._visible(self.profile(user_id))
        return self._seen[user_id]

    def _visible(self, profile: Profile) -> Mapping[str, SObject]:
        hidden: dict[str, set[str]] = defaultdict(set)
        for name, field_name in profile.hidden:
            hidden[name.lower()].add(field_name)
        return {
            key: found.without(frozenset(hidden[key])) if hidden[key] else found
            for key, found in self.objects.items()
            if found.name not in profile.no_objects
            and (found.history_of or found.name) not in profile.no_objects
        }

    def user(self, user_id: str) -> dict[str, Any]:
        """A person's record; NOT_FOUND for none."""
        found = self.store.find(self.object("User"), user_id)
        if found is None:
            raise not_found()
        return dict(found)

    def below(self, user_id: str) -> frozenset[str]:
        """Everybody below that person, at any depth."""
        rows = self.store.rows('SELECT "Id", "ManagerId" FROM "User"')
        reports: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row["ManagerId"] and row["ManagerId"] != row["Id"]:
                reports[str(row["ManagerId"])].append(str(row["Id"]))
        found: set[str] = set()
        waiting = list(reports[user_id])
        while waiting:
            one = waiting.pop()
            if one not in found and one != user_id:
                found.add(one)
                waiting += reports[one]
        return frozenset(found)

    def asker(self, user_id: str) -> Asker:
        """Somebody as they ask at this moment."""
        user, profile, settings = self.user(user_id), self.profile(user_id), self.settings
        everybody = not settings.private or profile.view_all or profile.modify_all
        own = user.get("DefaultCurrencyIsoCode") or settings.currency
        return Asker(
            user_id=user_id,
            objects=self.seen(user_id),
            every=self.objects,
            now=self.now,
            zone=_zone(user.get("TimeZoneSidKey")) or settings.zone,
            owners=None if everybody else self.below(user_id) | {user_id},
            week_start=settings.week_starts.get(user.get("LocaleSidKey") or settings.locale, 6),
            fiscal_month=settings.fiscal_month,
            fiscal_by_end=settings.fiscal_by_end,
            corporate=settings.currency,
            currency=own,
            rates={iso: Decimal(rate) for iso, rate in settings.currencies.items()},
        )

    def copy(self, **settings: Any) -> "Org":
        """Another org with the same records and schema, in memory, with these settings changed."""
        made = replace(
            self,
            settings=replace(self.settings, **settings),
            path=":memory:",
            profiles=dict(self.profiles),
            validation=list(self.validation),
            duplicates=list(self.duplicates),
            tracked=dict(self.tracked),
        )
        made.objects = dict(self.objects)
        self.store.connection.backup(made.store.connection)
        return made

    def query(
        self, text: str, user_id: str, *, deleted: bool = False, base: str = BASE, page: int = PAGE
    ) -> Page:
        """The first page of an answer, as that person gets it; noted in `asked`."""
        select, asker = parse(text), self.asker(user_id)
        if select.source.lower() == NAME:
            found = record_access(self, select)
        else:
            asker = asker.with_deleted() if deleted else asker
            found = self.runner.query(select, asker, base, page)
        self.asked.append(text)
        return found

    def readable(self, user_id: str, id_: str) -> bool:
        """Whether that person reads the record of that id."""
        sobject = self.object_of(id_)
        if sobject is None or sobject.name.lower() not in self.seen(user_id):
            return False
        select = parse(f"SELECT COUNT() FROM {sobject.name} WHERE Id = '{id_}'")
        return self.runner.query(select, self.asker(user_id), BASE).total > 0

    def records(self, text: str, user_id: str) -> list[dict[str, Any]]:
        """All records of an answer of one page, without their attributes; for tests."""
        return [_bare(record) for record in self.query(text, user_id).records]

    def object_of(self, id_: str) -> SObject | None:
        """The object whose ids begin so."""
        full = canonical(id_)
        return next((s for s in self.objects.values() if full and s.prefix == full[:3]), None)


def _zone(name: Any) -> str | None:
    """The IANA name; None for one that is none."""
    try:
        return ZoneInfo(str(name)).key if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _bare(value: Any) -> Any:
    """Without `attributes`, and sub-queries as plain lists."""
    if isinstance(value, dict):
        if "records" in value and "done" in value:
            return [_bare(one) for one in value["records"]]
        return {name: _bare(one) for name, one in value.items() if name != "attributes"}
    return value


def names(rows: Sequence[Mapping[str, Any]], field_name: str = "Name") -> list[Any]:
    """One field of each record."""
    return [row[field_name] for row in rows]
