"""A great many opportunities, made within the database: a million in seconds."""

from tests.fakes.salesforce.org.ids import minted
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.soql.values import utc

# Every third has no next step, every fifth no amount, two of six are closed; due over two years.
_MANY = """
INSERT OR REPLACE INTO "Opportunity"
 ("Id", "Name", "OwnerId", "AccountId", "StageName", "IsClosed", "IsWon",
  "Amount", "Probability", "CloseDate", "NextStep", "CreatedDate", "LastModifiedDate",
  "SystemModstamp", "IsDeleted")
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
SELECT minted('006', n), 'Deal ' || n, :owner, minted('001', n % :accounts + 1),
  CASE n % 6 WHEN 0 THEN 'Closed Won' WHEN 1 THEN 'Closed Lost' WHEN 2 THEN 'Prospecting'
    WHEN 3 THEN 'Qualification' ELSE 'Negotiation/Review' END,
  n % 6 < 2, n % 6 = 0, CASE WHEN n % 5 THEN (n % 1000 + 1) * 10000 END, n % 100,
  date(:day, (n % 730 - 365) || ' days'), CASE WHEN n % 3 THEN 'Call' END, :now, :now, :now, 0
FROM numbers
"""


def add_many(org: Org, count: int, owner: str, accounts: int = 1_000) -> None:
    """That many opportunities of one owner, over that many accounts; ids from minted("006", 1)."""
    connection = org.store.connection
    connection.create_function("minted", 2, minted, deterministic=True)
    rows = ({"Id": minted("001", n), "Name": f"Account {n}", "OwnerId": owner}
            for n in range(1, accounts + 1))  # fmt: skip
    org.add("Account", rows)
    given = {"count": count, "owner": owner, "accounts": accounts}
    connection.execute(_MANY, {**given, "day": org.now.date().isoformat(), "now": utc(org.now)})
