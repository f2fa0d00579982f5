"""What happens to records elsewhere: somebody edits, merges, converts, hands over.

Nothing is checked but for the stamps and the history, which follow as they would.
"""

from typing import Any

from tests.fakes.salesforce.org.consequences import consequences
from tests.fakes.salesforce.org.ids import canonical
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.org.tracking import history_rows
from tests.fakes.salesforce.soql.values import stored, utc


def edit(org: Org, id_: str, by: str | None = None, **values: Any) -> None:
    """Somebody changes fields of a record in the CRM itself."""
    sobject = org.object_of(id_)
    full = canonical(id_)
    assert sobject is not None, id_
    assert full is not None, id_
    before = org.store.find(sobject, full)
    assert before is not None, id_
    known = {name: sobject.field(name) for name in values}
    changed = {field.name: stored(field, values[n]) for n, field in known.items() if field}
    follows = consequences(sobject, changed, {**before, **changed}, org.now)
    now = utc(org.now)
    stamps = {"LastModifiedDate": now, "LastModifiedById": by, "SystemModstamp": now}
    kept = {name: value for name, value in stamps.items() if sobject.field(name)}
    org.store.change(sobject, full, {**changed, **follows, **kept})
    after = {**before, **changed, **follows}
    tracked = org.tracked.get(sobject.name, frozenset())
    rows = history_rows(org.store, org.objects, sobject, before, after, tracked)
    for history, row in list(rows):
        org.add(history.name, [{**row, "CreatedById": by, "CreatedDate": org.now}])


def delete(org: Org, id_: str) -> None:
    """Into the recycle bin; the system's stamp tells when."""
    sobject = org.object_of(id_)
    assert sobject is not None, id_
    org.store.change(sobject, str(canonical(id_)), {"IsDeleted": 1, "SystemModstamp": utc(org.now)})


def merge(org: Org, winner: str, loser: str) -> None:
    """Two records become one: the loser is deleted and says who won; what pointed at it points at
    the winner (SOAP API Developer Guide, "merge()").
    """
    sobject = org.object_of(winner)
    assert sobject is not None, winner
    assert sobject.field("MasterRecordId"), sobject.name
    for other in org.objects.values():
        for field in other:
            if sobject.name in field.refers_to and field.name != "MasterRecordId":
                org.store.connection.execute(
                    f'UPDATE "{other.name}" SET "{field.name}" = ? WHERE "{field.name}" = ?',
                    [winner, loser],
                )
    delete(org, loser)
    org.store.change(sobject, loser, {"MasterRecordId": winner})


def convert(
    org: Org, lead: str, account: str, contact: str | None = None, deal: str | None = None
) -> None:
    """A lead becomes what it became (Object Reference, "Lead": Converted Leads)."""
    edit(
        org,
        lead,
        IsConverted=True,
        Status="Qualified",
        ConvertedDate=org.now.date(),
        ConvertedAccountId=account,
        ConvertedContactId=contact,
        ConvertedOpportunityId=deal,
    )
