"""The pages on which somebody connects Crumb to Salesforce (bot/connecting.py has the steps)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from aiohttp import web

from bot.connecting import LASTS, CannotConnect, Connecting
from bot.guard import Refused, read_body
from bot.store.errors import StoreUnavailable
from bot.web import views
from bot.web.gate import HEADERS
from crm.errors import CrmError

COOKIE: Final = "crumb_connect"
_LARGEST: Final = 8_192
_CONFIRM: Final = "/salesforce/confirm"
_YES, _NO = "yes", "no"

Page = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class ConnectPages:
    """`/connect/…` and what follows. Nothing is cached, and no other site learns the address."""

    connecting: Connecting

    def routes(self) -> list[web.RouteDef]:
        """All of them."""
        return [
            web.get("/connect/{ticket}", self._kind(self._asked), allow_head=False),
            web.post("/connect/{ticket}", self._kind(self._begun)),
            web.get("/salesforce/callback", self._kind(self._back), allow_head=False),
            web.post(_CONFIRM, self._kind(self._confirmed)),
        ]

    def _kind(self, page: Page) -> Page:
        """What goes wrong is a page as well, with a sentence."""

        async def shown(request: web.Request) -> web.Response:
            try:
                response = await page(request)
            except CannotConnect as error:
                response = _page("That did not work.", [str(error)], status=400)
            except Refused as refused:
                response = _page("That did not work.", [], status=refused.status)
            except (CrmError, StoreUnavailable) as error:
                response = _page("That did not work.", [str(error)], status=503)
            response.headers.update(self._headers())
            return response

        return shown

    def _headers(self) -> dict[str, str]:
        login = urlsplit(self.connecting.sessions.oauth.app.login_url)
        policy = HEADERS["Content-Security-Policy"].replace(
            # A form that is answered with a redirect counts as sent there.
            "form-action 'self'",
            f"form-action 'self' {login.scheme}://{login.netloc}",
        )
        return {**HEADERS, "Content-Security-Policy": policy, "Cache-Control": "no-store"}

    async def _asked(self, request: web.Request) -> web.Response:
        ticket = request.match_info["ticket"]
        asked = await self.connecting.asked(ticket)
        lines = [
            f"You are about to connect {asked.name} ({asked.email}).",
            "Salesforce asks you to sign in and to let Crumb in. Crumb then reads and changes"
            " records as you, with your rights, and never more.",
            "If it was not you who asked Crumb for this link, close this page.",
        ]
        return _page(
            "Connect Crumb to Salesforce",
            lines,
            action=f"/connect/{ticket}",
            ticket=ticket,
            buttons=[(_YES, "Go to Salesforce")],
        )

    async def _begun(self, request: web.Request) -> web.Response:
        self._same_site(request)
        address, browser = await self.connecting.begin(request.match_info["ticket"])
        response = web.Response(status=303, headers={"Location": address})
        secure = urlsplit(self.connecting.address).scheme == "https"
        response.set_cookie(
            COOKIE,
            browser,
            max_age=int(LASTS.total_seconds()) * 2,
            httponly=True,
            secure=secure,
            samesite="Lax",  # Salesforce sends the browser back from another site
            path="/salesforce",
        )
        return response

    async def _back(self, request: web.Request) -> web.Response:
        browser = request.cookies.get(COOKIE, "")
        state, code = request.query.get("state", ""), request.query.get("code", "")
        pending = await self.connecting.back(state, code, browser)
        who = pending.identity
        lines = [
            f"Salesforce says that you are {who.name} ({who.username}, {who.email}).",
            f"In your chat you are {pending.asked.name} ({pending.asked.email}).",
        ]
        return _page(
            "Is this you?",
            lines,
            action=_CONFIRM,
            ticket=pending.ticket,
            buttons=[(_YES, "Yes, connect"), (_NO, "No")],
        )

    async def _confirmed(self, request: web.Request) -> web.Response:
        self._same_site(request)
        given, browser = await _posted(request), request.cookies.get(COOKIE, "")
        ticket = given.get("ticket", "")
        if given.get("answer") != _YES:
            await self.connecting.decline(ticket, browser)
            return _over(_page("Nothing was connected.", ["Crumb has forgotten that sign-in."]))
        asked = await self.connecting.confirm(ticket, browser)
        lines = ["You can close this page and go on in your chat."]
        return _over(_page(f"Connected as {asked.name}", lines))

    def _same_site(self, request: web.Request) -> None:
        """A button of ours, not of another site's page."""
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        origin = request.headers.get("Origin")
        own = urlsplit(self.connecting.address)
        if site != "same-origin" or origin not in {None, f"{own.scheme}://{own.netloc}"}:
            raise CannotConnect("That came from another page.")


def _page(
    title: str,
    lines: Sequence[str],
    *,
    status: int = 200,
    action: str = "",
    ticket: str = "",
    buttons: Sequence[tuple[str, str]] = (),
) -> web.Response:
    return views.page(
        "connect.html",
        status=status,
        title=title,
        lines=lines,
        action=action,
        ticket=ticket,
        buttons=buttons,
    )


def _over(response: web.Response) -> web.Response:
    response.del_cookie(COOKIE, path="/salesforce")
    return response


async def _posted(request: web.Request) -> dict[str, str]:
    if request.content_type != "application/x-www-form-urlencoded":
        raise Refused(415)
    body = await read_body(request, _LARGEST)
    try:
        return dict(parse_qsl(body.decode("utf-8"), errors="strict", max_num_fields=10))
    except ValueError:
        raise Refused(400) from None
