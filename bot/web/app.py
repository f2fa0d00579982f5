"""The demo's pages as one application."""

from http import HTTPStatus

from aiohttp import web

from bot.web import views
from bot.web.assets import asset_routes
from bot.web.chat_routes import ChatRoutes
from bot.web.crm_routes import CrmRoutes
from bot.web.failing import failing
from bot.web.gate import add_headers
from bot.web.health import health_routes
from bot.web.site import Site


def page_app(site: Site) -> web.Application:
    """Chat, records and health. It knows no sign-in: serve it on loopback only."""
    app = web.Application(middlewares=[failing(_failed), site.gate.middleware()])
    app.on_response_prepare.append(add_headers)
    app.add_routes(
        [
            *ChatRoutes(site).routes(),
            *CrmRoutes(site).routes(),
            *health_routes(site.crumb),
            *asset_routes(),
        ]
    )
    return app


def _failed(request: web.Request, status: int, sentence: str) -> web.Response:
    """The sentence: as JSON for what the page posts, else as a page."""
    if request.path.startswith("/chat/"):
        return web.json_response({"error": sentence}, status=status)
    phrase = HTTPStatus(status).phrase
    return views.page(
        "failed.html", status=status, code=status, viewer=None, title=phrase, sentence=sentence
    )
