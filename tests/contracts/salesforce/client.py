"""A plain client of the fake's HTTP, as one person."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from multidict import CIMultiDictProxy

from tests.fakes.salesforce.server.server import FakeSalesforce

VERSION = "/services/data/v65.0"


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back."""

    status: int
    body: Any
    headers: CIMultiDictProxy[str]

    @property
    def code(self) -> str:
        """The code of a refusal."""
        return str(self.body[0]["errorCode"])


@dataclass
class Client:
    """Requests with a token; paths without `/` in front are below the version."""

    salesforce: FakeSalesforce
    token: str

    @classmethod
    def of(cls, salesforce: FakeSalesforce, who: str) -> "Client":
        """As that person of world.py."""
        tokens = salesforce.sign_in(f"{who}@crumb.example")
        return cls(salesforce, tokens["access_token"])

    async def ask(self, method: str, path: str, **more: Any) -> Reply:
        """One request; the body as JSON where it is some."""
        address = path if path.startswith("/") else f"{VERSION}/{path}"
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        url = f"{self.salesforce.url}{address}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(method, url, headers=headers, **more) as response,
        ):
            json = response.content_type == "application/json" and response.status != 204
            body = await (response.json() if json else response.text())
            return Reply(response.status, body, response.headers)

    async def query(self, soql: str) -> Reply:
        """A query."""
        return await self.ask("GET", "query", params={"q": soql})
