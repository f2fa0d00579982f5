"""The chat page, and what its buttons and forms post. Answers are JSON with pieces of HTML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.channels.web import Entry
from bot.render import html
from bot.render import press as travelling
from bot.web import nudging, views
from bot.web.chat import submission
from bot.web.clock import next_morning
from bot.web.peek import surfaces
from bot.web.people import teams
from bot.web.site import CHOSEN, Site, posted
from bot.web.suggestions import suggestions
from crm.access import Viewer
from handlers.cards import Press
from handlers.person import zone_name


@dataclass(frozen=True, slots=True)
class ChatRoutes:
    """Everything below `/` and `/chat`."""

    site: Site

    def routes(self) -> list[web.RouteDef]:
        """For `Application.add_routes`."""
        return [
            web.get("/", self.page),
            web.get("/nudges", self.preview),
            web.get("/chat/message/{id}", self.peek),
            web.post("/chat/ask", self.ask),
            web.post("/chat/press", self.press),
            web.post("/chat/submit", self.submit),
            web.post("/chat/command", self.command),
            web.post("/chat/dismiss", self.dismiss),
            web.post("/chat/be", self.be),
            web.post("/chat/nudges", self.nudge),
            web.post("/chat/morning", self.morning),
        ]

    async def page(self, request: web.Request) -> web.Response:
        """The chat as the chosen person."""
        site = self.site
        viewer = await site.viewer(request)
        await site.backlog.catch_up(viewer)
        site.inbox.look(viewer.user_id)
        zone = zone_name(viewer)
        people = await teams(site.crumb, viewer)
        response = views.page(
            "chat.html",
            viewer=viewer,
            zone=zone,
            teams=people,
            person=next((p for t in people for p in t.people if p.viewer == viewer), None),
            unread=site.inbox.unread(),
            messages=self._shown(site.inbox.entries(viewer.user_id), viewer),
            suggestions=await suggestions(site.crumb, viewer),
            token=site.gate.token,
            clock=self._clock(viewer),
        )
        site.gate.admit(response)
        return response

    async def ask(self, request: web.Request) -> web.Response:
        """`text`: what the person wrote."""
        viewer, fields = await self._read(request)
        return self._answer(await self.site.chat.write(viewer, fields.get("text", "")), viewer)

    async def command(self, request: web.Request) -> web.Response:
        """`name` and `text`: a slash command."""
        viewer, fields = await self._read(request)
        name, text = fields.get("name", ""), fields.get("text", "")
        return self._answer(await self.site.chat.command(viewer, name, text), viewer)

    async def press(self, request: web.Request) -> web.Response:
        """`press` and the `message` it hangs on."""
        viewer, fields = await self._read(request)
        pressed = _press(fields.get("press", ""))
        made = await self.site.chat.press(viewer, fields.get("message", ""), pressed)
        return self._answer(made, viewer)

    async def submit(self, request: web.Request) -> web.Response:
        """`press`, a `field.NAME` for each input, and the `message` the form is in."""
        viewer, fields = await self._read(request)
        try:
            form = html.submitted(fields.items())
        except ValueError:
            raise web.HTTPBadRequest from None
        made = await self.site.chat.submit(viewer, fields.get("message", ""), submission(form))
        return self._answer(made, viewer)

    async def dismiss(self, request: web.Request) -> web.Response:
        """`message`: its form is closed."""
        viewer, fields = await self._read(request)
        return self._answer(self.site.chat.dismiss(viewer, fields.get("message", "")), viewer)

    async def be(self, request: web.Request) -> web.Response:
        """`person`: the id of whom to be from now on."""
        _, fields = await self._read(request)
        person = await self.site.person(fields.get("person", ""))
        if person is None:
            raise web.HTTPNotFound
        response = web.json_response({"person": person.user_id})
        response.set_cookie(CHOSEN, person.user_id, httponly=True, samesite="Strict", path="/")
        return response

    async def nudge(self, request: web.Request) -> web.Response:
        """Run the nudges for everybody; what came for the viewer is among the messages."""
        viewer, _ = await self._read(request)
        site = self.site
        before = {entry.id for entry in site.inbox.entries(viewer.user_id)}
        report = await site.crumb.sweep(site.courier)
        came = [e for e in site.inbox.entries(viewer.user_id) if e.id not in before]
        morning = next_morning(viewer, site.crumb.nudging, site.clock())
        panel = views.render(
            "run.html",
            run=await nudging.told(report, site.crumb, viewer),
            viewer=viewer,
            zone=zone_name(viewer),
            now=site.clock(),
            morning=morning,
        )
        return self._answer(came, viewer, panel=panel)

    async def morning(self, request: web.Request) -> web.Response:
        """Put the demo's clock on to the viewer's next working morning."""
        viewer, _ = await self._read(request)
        clock = self.site.clock
        clock.skip_to(next_morning(viewer, self.site.crumb.nudging, clock()))
        return self._answer((), viewer)

    async def preview(self, request: web.Request) -> web.Response:
        """Who would be asked for what now, and why not the others."""
        viewer = await self.site.viewer(request)
        report = await self.site.crumb.preview()
        return views.page(
            "nudges.html",
            run=await nudging.told(report, self.site.crumb, viewer),
            viewer=viewer,
            zone=zone_name(viewer),
            now=self.site.clock(),
        )

    async def peek(self, request: web.Request) -> web.Response:
        """What Slack and Teams get for that message."""
        viewer = await self.site.viewer(request)
        entry = self.site.inbox.find(viewer.user_id, request.match_info["id"])
        if entry is None or not (entry.card or entry.form):
            raise web.HTTPNotFound
        return views.page("peek.html", surfaces=surfaces(entry))

    async def _read(self, request: web.Request) -> tuple[Viewer, Mapping[str, str]]:
        fields = await posted(request)
        return await self.site.viewer(request), fields

    def _answer(self, entries: Iterable[Entry], viewer: Viewer, panel: str = "") -> web.Response:
        self.site.inbox.look(viewer.user_id)
        return web.json_response(
            {
                "messages": self._shown(entries, viewer),
                "panel": panel,
                "unread": self.site.inbox.unread(),
                "clock": self._clock(viewer),
            }
        )

    def _clock(self, viewer: Viewer) -> str:
        clock = self.site.clock
        time = views.weekday_time(clock(), zone_name(viewer))
        return f"{time} (skipped ahead)" if clock.ahead else time

    def _shown(self, entries: Iterable[Entry], viewer: Viewer) -> list[Mapping[str, str]]:
        zone = zone_name(viewer)
        return [{"id": entry.id, "html": views.message(entry, zone)} for entry in entries]


def _press(text: str) -> Press:
    try:
        return travelling.decode(text)
    except ValueError:
        raise web.HTTPBadRequest from None
