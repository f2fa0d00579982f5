"""What the rules about deals share."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from crm.query import Op, compare

# A deal of which the CRM does not know whether it is closed is left alone.
OPEN: Final = compare("IsClosed", Op.EQ, False)

# What a rep wants to see of a deal before answering anything about it.
FACTS: Final = ("Account.Name", "Amount", "CloseDate", "StageName")


def end_of(day: date) -> datetime:
    """The first moment after that day, in UTC: after weeks, some hours either way mean nothing."""
    return datetime.combine(day + timedelta(days=1), time(), UTC)
