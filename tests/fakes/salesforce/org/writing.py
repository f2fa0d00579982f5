"""Records made, changed and deleted, as one person: all the checks of saving, or nothing done.

REST API Developer Guide, "sObject Rows" and "sObject Basic Information"; the order of checks is
that of the Apex Developer Guide, "Triggers and Order of Execution": the fields themselves,
validation rules, duplicate rules, then the save with what follows from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fakes.salesforce.errors import ApiError, not_found
from tests.fakes.salesforce.org.consequences import consequences
from tests.fakes.salesforce.org.describe import SObject
from tests.fakes.salesforce.org.duplicates import DuplicateOptions, check_duplicates
from tests.fakes.salesforce.org.fields import Field, Kind
from tests.fakes.salesforce.org.fitting import Reference, fitted, required
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.record_types import check_record_type
from tests.fakes.salesforce.org.tracking import history_rows
from tests.fakes.salesforce.soql.values import Stored, utc, written


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What the headers of a write ask for."""

    unmodified_since: datetime | None = None
    duplicates: DuplicateOptions = field(default_factory=DuplicateOptions)


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes as one person; nothing is half done."""

    org: Org
    user_id: str

    def create(self, name: str, values: Mapping[str, Any], options: Options | None = None) -> str:
        """A new record; its id."""
        sobject = self._object(name)
        if not sobject.createable:
            raise _forbidden(f"entity type cannot be inserted: {sobject.label}")
        changed = self._fitted(sobject, values, new=True)
        id_ = self.org.store.new_id(sobject)
        empty: dict[str, Any] = {f.name: 0 if f.kind is Kind.BOOLEAN else None for f in sobject}
        own = {"OwnerId": self.user_id} if sobject.field("OwnerId") else {}
        record = {**empty, **own, **_defaults(sobject), "Id": id_}
        missing = [
            f.name for f in sobject if f.required and changed.get(f.name, record[f.name]) is None
        ]
        if missing:
            raise required(*missing)
        stamps = self._stamps(sobject)
        created = {"CreatedDate": stamps["SystemModstamp"], "CreatedById": self.user_id}
        self._save(sobject, record, {**own, **changed}, {**created, **stamps}, options)
        return id_

    def update(
        self, name: str, id_: str, values: Mapping[str, Any], options: Options | None = None
    ) -> None:
        """Some fields of a record."""
        sobject = self._object(name)
        record = self.record(sobject, id_)
        if not sobject.updateable or not self._editable(sobject, record):
            raise _forbidden(f"insufficient access rights on object id: {record['Id'][:15]}")
        since = options.unmodified_since if options else None
        if since is not None and str(record["SystemModstamp"]) > utc(since):
            raise changed_since()
        changed = self._fitted(sobject, values, new=False)
        self._save(sobject, record, changed, self._stamps(sobject), options)

    def delete(self, name: str, id_: str) -> None:
        """Into the recycle bin."""
        sobject = self._object(name)
        record = self.record(sobject, id_)
        if sobject.field("IsDeleted") is None or not self._editable(sobject, record):
            raise _forbidden(f"insufficient access rights on object id: {record['Id'][:15]}")
        stamp = {"SystemModstamp": utc(self.org.now)}
        self.org.store.change(sobject, record["Id"], {"IsDeleted": 1, **stamp})

    def record(self, sobject: SObject, id_: str) -> dict[str, Any]:
        """A record one reads, as it is kept; else the same refusal as for none."""
        full = canonical(id_)
        if full is None or full[:3] != sobject.prefix:
            raise not_found()
        found = self.org.store.find(sobject, full)
        if found is None:
            raise not_found()
        if found["IsDeleted"]:
            raise ApiError("ENTITY_IS_DELETED", "entity is deleted", status=404)
        if not self.readable(full):
            raise not_found()
        return dict(found)

    def readable(self, id_: str) -> bool:
        """Whether one reads the record of that id."""
        return self.org.readable(self.user_id, id_)

    def _object(self, name: str) -> SObject:
        found = self.org.seen(self.user_id).get(name.lower())
        if found is None:
            raise not_found()
        return found

    def _editable(self, sobject: SObject, record: Mapping[str, Any]) -> bool:
        """Owners edit and those above them; what nobody owns, whoever has nobody above."""
        if self.org.profile(self.user_id).modify_all:
            return True
        below = self.org.below(self.user_id)
        owner = self._owner(sobject, record)
        if owner is not None:
            return owner == self.user_id or owner in below
        return bool(below) and not self.org.user(self.user_id)["ManagerId"]

    def _owner(self, sobject: SObject, record: Mapping[str, Any]) -> str | None:
        """The id at the end of the object's path to its owner."""
        if sobject.owner is None:
            return None
        *hops, last = sobject.owner.split(".")
        found: Mapping[str, Any] | None = record
        for hop in hops:
            reference = sobject.parent(hop)
            assert reference is not None
            sobject = self.org.object(reference.refers_to[0])
            found = self.org.store.find(sobject, str(found[reference.name])) if found else None
        return str(found[last]) if found and found[last] else None

    def _fitted(
        self, sobject: SObject, values: Mapping[str, Any], *, new: bool
    ) -> dict[str, Stored]:
        locked = self.org.profile(self.user_id).read_only
        reference = Reference(self._exists, self.readable)
        found: dict[str, Stored] = {}
        for name, value in values.items():
            if name == "attributes":
                continue
            known = sobject.field(name)
            if known is None:
                why = f"No such column '{name}' on sobject of type {sobject.name}"
                raise ApiError("INVALID_FIELD", why)
            writable = known.createable if new else known.updateable
            if not writable or (sobject.name, known.name) in locked:
                raise _read_only(known)
            found[known.name] = fitted(known, value, reference)
        return found

    def _exists(self, names: tuple[str, ...], id_: str) -> bool:
        targets = (self.org.object(name) for name in names)
        return any(
            target.prefix == id_[:3] and self.org.store.find(target, id_) is not None
            for target in targets
        )

    def _stamps(self, sobject: SObject) -> dict[str, Stored]:
        now = utc(self.org.now)
        stamps: dict[str, Stored] = {
            "LastModifiedDate": now,
            "LastModifiedById": self.user_id,
            "SystemModstamp": now,
        }
        return {name: value for name, value in stamps.items() if sobject.field(name)}

    def _save(
        self,
        sobject: SObject,
        record: Mapping[str, Any],
        changed: Mapping[str, Stored],
        stamps: Mapping[str, Stored],
        options: Options | None,
    ) -> None:
        whole = self.org.object(sobject.name)
        follows = consequences(whole, changed, {**record, **changed}, self.org.now)
        after = {**record, **changed, **follows, **stamps}
        check_record_type(whole, after, changed)
        self._validate(whole, record, after)
        wanted = options.duplicates if options else DuplicateOptions()
        rules = self.org.duplicates
        check_duplicates(self.org.store, whole, after, rules, wanted, self.readable)
        if self.org.store.find(whole, after["Id"]) is None:
            self.org.store.insert(whole, after)
        else:
            self.org.store.change(whole, after["Id"], {**changed, **follows, **stamps})
            self._track(whole, record, after)

    def _validate(
        self, sobject: SObject, before: Mapping[str, Any], after: Mapping[str, Any]
    ) -> None:
        new, old = plain(sobject, after), plain(sobject, before)
        for rule in self.org.validation:
            if rule.entity == sobject.name and rule.wrong(new, old):
                at = [rule.field] if rule.field else []
                raise ApiError("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, fields=at)

    def _track(self, sobject: SObject, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        tracked = self.org.tracked.get(sobject.name, frozenset())
        rows = history_rows(self.org.store, self.org.objects, sobject, before, after, tracked)
        who = {"CreatedById": self.user_id, "CreatedDate": self.org.now}
        for kept, row in list(rows):
            self.org.add(kept.name, [{**row, **who}])


def plain(sobject: SObject, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record as REST writes its fields."""
    return {
        found.name: written(found.kind, found.decimals, record.get(found.name)) for found in sobject
    }


def _defaults(sobject: SObject) -> dict[str, Stored]:
    return {
        found.name: choice.value for found in sobject for choice in found.choices if choice.default
    }


def changed_since() -> ApiError:
    """If-Unmodified-Since was not kept (page "Conditional Request Headers"); the body's code:
    documentation silent.
    """
    why = "The record has been modified since the date in If-Unmodified-Since"
    return ApiError("PRECONDITION_FAILED", why, status=412)


def _forbidden(why: str) -> ApiError:
    return ApiError("INSUFFICIENT_ACCESS_OR_READONLY", why, status=403, fields=())


def _read_only(found: Field) -> ApiError:
    why = (
        f"Unable to create/update fields: {found.name}. Please check the security settings of this "
        "field and verify that it is read/write for your profile or permission set."
    )
    return ApiError("INVALID_FIELD_FOR_INSERT_UPDATE", why, fields=[found.name])
