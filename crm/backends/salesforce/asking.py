"""How Salesforce is asked: the one thing that running a query needs of a session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

MOST_IN_ONE: Final = 5
"""Queries in one composite request: REST API Developer Guide, "Composite"."""

Record = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A part of an answer: how many records match in all, those of this page, and what the next
    page is asked for by (None behind the last).
    """

    total: int
    records: Sequence[Record]
    next: str | None = None


class Asking(Protocol):
    """SOQL, asked as one person. Each method is one API call, and raises CrmError only."""

    async def query(self, soql: str, *, batch: int = 200) -> Page:
        """The first page of an answer, of about that many records (200 to 2,000)."""
        ...

    async def more(self, next: str) -> Page:
        """The page that another one names as its next."""
        ...

    async def composite(self, queries: Sequence[str]) -> list[Page]:
        """The first pages of up to five queries, of 2,000 records each, asked in one."""
        ...
