"""A browser's part of the page: it keeps the cookies, and sends what the page's script sends."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from bot.web.gate import TOKEN
from bot.web.site import Site
from tests.bot.web.markup import Markup

# A Tuesday, 10:00 in New York, where Dana works.
NOW = datetime(2026, 11, 17, 15, tzinfo=UTC)
DANA, MARCUS, MARGOT = (f"{name}@ferrowick.example" for name in ("dana", "marcus", "margot"))

Client = TestClient[web.Request, web.Application]


@dataclass
class Message:
    """A message as it came back."""

    id: str
    html: str

    @property
    def markup(self) -> Markup:
        """Its contents."""
        return Markup(self.html)


@dataclass
class Browser:
    """One window. `open` comes first: it brings the cookie and the token."""

    client: Client = field(repr=False)
    site: Site = field(repr=False)
    token: str = field(default="", repr=False)
    answer: dict[str, object] = field(default_factory=dict, repr=False)

    async def open(self, path: str = "/") -> Markup:
        """A page, which is there."""
        async with self.client.get(path) as response:
            text = await response.text()
            assert response.status == 200, (path, response.status, text)
        markup = Markup(text)
        for meta in markup.all("meta"):
            if meta.attributes.get("name") == "crumb-token":
                self.token = meta.attributes["content"]
        return markup

    async def status(self, path: str) -> int:
        """With which status a page answers."""
        async with self.client.get(path, allow_redirects=False) as response:
            return response.status

    async def post(self, path: str, **fields: str) -> ClientResponse:
        """What the page's script posts."""
        return await self.client.post(path, data=fields, headers={TOKEN: self.token})

    async def send(self, path: str, **fields: str) -> list[Message]:
        """Post it, and the messages that come back."""
        async with await self.post(path, **fields) as response:
            assert response.status == 200, (path, response.status, await response.text())
            self.answer = await response.json()
        return [Message(**one) for one in self.answer["messages"]]  # type: ignore[attr-defined]

    async def ask(self, text: str) -> Message:
        """The answer to a question: its last message."""
        return (await self.send("/chat/ask", text=text))[-1]

    async def press(self, message: Message, label: str) -> list[Message]:
        """Press the message's button of that label."""
        pressed = message.markup.button(label).attributes["value"]
        return await self.send("/chat/press", press=pressed, message=message.id)

    async def submit(self, message: Message, **values: str) -> list[Message]:
        """Send the message's form with these values."""
        markup = message.markup
        form = list(markup.all("button", "button--primary"))[-1]
        fields = {f"field.{name}": value for name, value in values.items()}
        pressed = form.attributes["value"]
        return await self.send("/chat/submit", press=pressed, message=message.id, **fields)

    async def be(self, email: str) -> None:
        """Go on as somebody else."""
        person = await self.site.crumb.crm.by_email(email)
        assert person is not None
        async with await self.post("/chat/be", person=person.user_id) as response:
            assert response.status == 200
        await self.open()

    async def run_nudges(self) -> list[Message]:
        """Press the button that runs them."""
        return await self.send("/chat/nudges")
