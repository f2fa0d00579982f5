"""How a value lies in the database, and how REST writes it.

Numbers are kept as whole numbers of their smallest unit, so that sums are exact; dates and times as
ISO text, which sorts; yes and no as 1 and 0, never empty ("null matches FALSE", page "Use null in
WHERE"). Empty text is no value: Salesforce keeps none (documentation silent on the API page; a
record written with "" reads back null).
"""

import json
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from tests.fakes.salesforce.org.fields import Field, Kind

Stored = str | int | float | None


def fold(text: str | None) -> str | None:
    """Text as it is compared and sorted: "Comparisons on strings are case-insensitive"."""
    return None if text is None else text.lower()


def stored(field: Field, value: Any) -> Stored:
    """A Python or JSON value as it is kept; raises ValueError for what the field cannot hold."""
    if field.kind is Kind.BOOLEAN:
        return int(bool(value))
    if value is None or value == "":
        return None
    if field.kind.is_number:
        return scaled(Decimal(str(value)), field.decimals)
    if field.kind is Kind.DATE:
        if isinstance(value, datetime):
            raise ValueError(value)
        day = value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
        return day.isoformat()
    if field.kind is Kind.DATETIME:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
        return utc(moment)
    return json.dumps(value) if field.kind is Kind.ANY else str(value)


def scaled(value: Decimal, decimals: int) -> int:
    """In the smallest unit, halves up as Salesforce rounds what is entered."""
    return int(value.scaleb(decimals).to_integral_value(ROUND_HALF_UP))


@lru_cache(maxsize=65_536)
def utc(moment: datetime) -> str:
    """To the second, which is how fine Salesforce keeps times."""
    if moment.tzinfo is None:
        raise ValueError(moment)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(kind: Kind, decimals: int, value: Stored) -> Any:
    """A stored value as JSON has it."""
    if value is None:
        return None
    if kind is Kind.BOOLEAN:
        return bool(value)
    if kind is Kind.ANY:
        return json.loads(str(value))
    if kind is Kind.INT:
        return int(value)
    if kind.is_number:
        return float(Decimal(str(value)).scaleb(-decimals))
    if kind is Kind.DATETIME:
        return f"{str(value)[:-1]}.000+0000"
    return value
