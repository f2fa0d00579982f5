"""Deep links into the CRM, built from configuration and id only, never from a person's text."""

from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from crm.query import Query, Ref
from crm.query_json import to_json

OWN_PAGES = "{base}/crm/{entity}/{id}"
"""The record pages of the embedded CRM."""


@dataclass(frozen=True, slots=True)
class Links:
    """Links to record pages below `base_url` (http or https, no trailing slash needed).

    `template` is filled with the quoted entity and id; another than OWN_PAGES leads to the record's
    page in the CRM it came from, such as
    `https://acme.lightning.force.com/lightning/r/{entity}/{id}/view`.
    """

    base_url: str
    template: str = OWN_PAGES

    def __post_init__(self) -> None:
        filled = self.template.format(base="https://crm", entity="Account", id="001A")
        if "{id}" not in self.template or urlsplit(filled).scheme not in {"http", "https"}:
            raise ValueError("a record's address is http(s) and has {id} in it")
        parts = urlsplit(self.base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            raise ValueError("the base address is http(s)://host[:port][/path], without a user")
        if parts.query or parts.fragment:
            raise ValueError("the base address has no query and no fragment")

    def record(self, ref: Ref) -> str:
        """The absolute address of a record's page."""
        base = self.base_url.rstrip("/")
        return self.template.format(
            base=base, entity=quote(ref.entity, safe=""), id=quote(ref.id, safe="")
        )

    def records(self, query: Query) -> str | None:
        """The address of the list of records behind a list or figure.

        None where records are shown elsewhere: no other CRM has a page for any list one can ask.
        """
        if self.template != OWN_PAGES:
            return None
        base = self.base_url.rstrip("/")
        listed = replace(query, columns=(), aggregates=(), group_by=(), order=(), limit=None)
        return f"{base}/crm/{quote(query.entity, safe='')}?query={quote(to_json(listed), safe='')}"
