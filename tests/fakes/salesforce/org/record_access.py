"""UserRecordAccess: Object Reference, "UserRecordAccess".

Asked for one user and up to 200 records. It knows sharing alone: what a restriction rule hides it
calls readable, which is why reading as the user is the only authority (C11).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.fakes.salesforce.errors import malformed
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.soql.run import Page
from tests.fakes.salesforce.soql.tree import And, Comparison, Condition, Path, Select, Text

if TYPE_CHECKING:
    from tests.fakes.salesforce.org.org import Org

NAME = "userrecordaccess"
MOST = 200


def record_access(org: "Org", select: Select) -> Page:
    """The answer, a record for each id that there is."""
    asked = dict(_equal(select.where))
    users, ids = asked.get("userid", []), asked.get("recordid", [])
    if len(users) != 1 or not ids or len(ids) > MOST:
        raise malformed(f"UserRecordAccess is asked for one UserId and at most {MOST} RecordIds")
    names = [str(item.what) for item in select.items]
    rows = (_row(org, users[0], id_) for id_ in ids)
    records = [
        {"attributes": {"type": "UserRecordAccess"}, **{name: row[name] for name in names}}
        for row in rows
        if row
    ]
    return Page(records, len(records))


def _equal(condition: Condition | None) -> Iterator[tuple[str, list[str]]]:
    """Fields with the ids they are to have."""
    if isinstance(condition, And):
        for part in condition.parts:
            yield from _equal(part)
    elif isinstance(condition, Comparison) and isinstance(condition.left, Path):
        right = condition.right if isinstance(condition.right, tuple) else (condition.right,)
        ids = [canonical(one.raw) for one in right if isinstance(one, Text)]
        yield str(condition.left).lower(), [id_ for id_ in ids if id_]


def _row(org: "Org", user_id: str, id_: str) -> dict[str, Any] | None:
    sobject = org.object_of(id_)
    record = org.store.find(sobject, id_) if sobject else None
    if sobject is None or record is None or record["IsDeleted"]:
        return None
    hidden = "SELECT record FROM _hidden WHERE user = ? AND record = ?"
    ruled_out = bool(org.store.rows(hidden, [user_id, id_]))
    reads = ruled_out or org.readable(user_id, id_)
    owner = record.get("OwnerId")
    edits = reads and (owner == user_id or owner in org.below(user_id))
    return {
        "RecordId": id_,
        "UserId": user_id,
        "HasReadAccess": reads,
        "HasEditAccess": edits,
        "HasDeleteAccess": edits,
        "HasTransferAccess": edits,
        "HasAllAccess": edits,
        "MaxAccessLevel": "All" if edits else "Read" if reads else "None",
    }
