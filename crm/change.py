"""A change to one field of one record, as asked for and as saved."""

from dataclasses import dataclass
from datetime import datetime

from crm.query import Ref, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """Set `field` of `ref` to `after`.

    `before` is what the person saw: when the field holds something else by now, the write is
    refused as a Conflict. `version` is the record's, as read with it; "" when not known. A record
    that changed elsewhere while this field stayed as seen is no conflict.
    """

    ref: Ref
    field: str
    before: Value
    after: Value
    version: str = ""

    def undo(self, version: str) -> "Change":
        """The change that takes this one back, against the version it left behind."""
        return Change(
            ref=self.ref, field=self.field, before=self.after, after=self.before, version=version
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Saved:
    """A change that is in the CRM, read back from there: `change.after` is what it now holds."""

    change: Change
    name: str
    version: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class AuditEntry:
    """One line of the embedded CRM's audit: who changed what, when; `via` says by which way."""

    at: datetime
    by: str
    ref: Ref
    field: str
    before: str
    after: str
    via: str
