"""All that SOQL cannot say, in one place: what is done about it, and the words where nothing is.

Done over records that are fetched (up to MOST_FETCHED, of the columns that are needed):
- words that stand side by side, phone numbers, numbers without what they begin with: SOQL narrows
  the records down, they are looked at closely here;
- conditions on long text, and lists of values too long for a query of 100,000 characters;
- medians, days between two dates, sums weighed by a field, unless the org keeps the weighed amount;
- different texts, which count as one in any case; different values of yes-or-no fields;
- groups by numbers, points in time, long text and what the org numbers by itself; by calendar
  periods of points in time in another zone than the person has in Salesforce; more than 2,000
  groups; figures of money in another currency than the org's own, which SOQL converts.

Done by asking for ids first (up to MOST_FETCHED):
- at least two, three … related records; relations under OR, below one another, on both sides of the
  same object, by way of a path, and more than two of them; tasks and events that are related;
  conditions on what lies behind a reference to several objects, such as a lead's owner, but for
  their names (SOQL reaches the object Name there). What is shown of them is asked for afterwards.

Refused, in these words:
"""

from dataclasses import dataclass
from typing import Final

from crm.errors import Unsupported

MOST_FETCHED: Final = 50_000
MOST_GROUPS: Final = 2_000
MOST_SEMI_JOINS: Final = 2
NEVER_INSIDE: Final = frozenset(
    {"ActivityHistory", "Attachment", "Event", "Note", "OpenActivity", "Task"}
)
"""Objects a sub-query may not be over: page "Comparison Operators"."""


@dataclass(frozen=True)
class _Refusals:
    fetched: str = f"looking at more than {MOST_FETCHED:,} records one by one; narrow it down"
    related: str = f"comparing with more than {MOST_FETCHED:,} related records; narrow it down"
    long_query: str = "a question of more than 100,000 characters"
    long_path: str = "a path of more than five steps"


UNSUPPORTED: Final = _Refusals()


def refused(words: str) -> Unsupported:
    """The error that says so."""
    return Unsupported("Salesforce", words)
