"""Who reads the records of a kind that only this export has, where people read their own."""

from pathlib import Path

import pytest

from crm.access import AccessRules, Sharing
from crm.backends.database import open_database
from crm.query import Query, Rows
from crm.sample.csv_import import import_folder

ANN, BOB = "005000000000001AAA", "005000000000002AAA"
DEAL, ITEM = "006000000000001AAA", "01t000000000001AAA"


@pytest.mark.parametrize(
    ("columns", "cells", "readers"),
    [
        ("OwnerId,Deal__c", f"{ANN},{DEAL}", {ANN}),
        ("Deal__c", DEAL, {BOB}),
        ("Item__c,Deal__c", f"{ITEM},{DEAL}", {BOB}),
        ("Item__c", ITEM, {ANN, BOB}),
    ],
)
async def test_c13_a_record_is_read_by_its_owner_or_with_what_it_hangs_on(
    tmp_path: Path, columns: str, cells: str, readers: set[str]
) -> None:
    """Bob's deal is nobody else's business, nor is a quote on it."""
    files = {
        "User.csv": f"Id,Name\n{ANN},Ann\n{BOB},Bob\n",
        "Opportunity.csv": f"Id,Name,OwnerId\n{DEAL},Line one,{BOB}\n",
        "Product2.csv": f"Id,Name\n{ITEM},Anvil\n",
        "Quote__c.csv": f"Id,Name,{columns}\na01000000000001AAA,Quote,{cells}\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    rules = AccessRules(sharing=Sharing.PRIVATE)
    crm = open_database(f"sqlite:///{tmp_path}/crm.db", rules=rules, create=True)
    import_folder(tmp_path, crm.storage)
    found = set()
    for person in await crm.everyone():
        answer = await crm.run(await crm.permit(Query(entity="Quote__c"), person))
        assert isinstance(answer, Rows)
        found |= {person.user_id for _ in answer.rows}
    await crm.close()
    assert found == readers
