"""Who may talk to the page: this machine's own browser, on the page's own behalf.

Nobody signs in, so the page answers on loopback names only: with any other Host header it may be
another site whose name was pointed here. What changes something must come from the page itself,
shown by its cookie, which no other site's request carries, and its token, which none can read.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

COOKIE: Final = "crumb_session"
TOKEN: Final = "X-Crumb-Token"
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Server": "crumb",
}
_READS = frozenset({"GET", "HEAD"})


def _secret() -> str:
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Gate:
    """The secrets of one run: `session` goes into the cookie, `token` into the page."""

    session: str = field(default_factory=_secret, repr=False)
    token: str = field(default_factory=_secret, repr=False)

    def middleware(self) -> Middleware:
        """Lets through what may pass; 403 for the rest, 401 without the cookie of this run."""

        @web.middleware
        async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._check_host(request)
            if request.method not in _READS:
                self._check_origin(request)
                self._check_page(request)
            return await handler(request)

        return gate

    def admit(self, response: web.StreamResponse) -> None:
        """Give the page's browser its cookie."""
        response.set_cookie(COOKIE, self.session, httponly=True, samesite="Strict", path="/")

    def _check_host(self, request: web.Request) -> None:
        if _host(request.headers.get("Host", "")) not in LOOPBACK:
            raise web.HTTPForbidden(text="This page answers on this machine's own address only.")

    def _check_origin(self, request: web.Request) -> None:
        origin = request.headers.get("Origin")
        own = f"http://{request.headers.get('Host', '')}"
        site = request.headers.get("Sec-Fetch-Site", "same-origin")
        if origin not in {None, own} or site != "same-origin":
            raise web.HTTPForbidden(text="That came from another page.")

    def _check_page(self, request: web.Request) -> None:
        if not _same(request.cookies.get(COOKIE, ""), self.session):
            raise web.HTTPUnauthorized(text="The page is from an earlier run. Please reload it.")
        if not _same(request.headers.get(TOKEN, ""), self.token):
            raise web.HTTPForbidden(text="The page is from an earlier run. Please reload it.")


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """For `on_response_prepare`: every answer has them, refusals too."""
    response.headers.update(HEADERS)
    response.headers.setdefault("Cache-Control", "no-store")


def _host(header: str) -> str | None:
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if parts.netloc == header and "@" not in header else None


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), wanted.encode())
