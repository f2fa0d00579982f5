"""The demo's pages as one application."""

from http import HTTPStatus

from aiohttp import web

from bot.web import views
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
            web.get("/static/{name}", _static),
        ]
    )
    return app


async def _static(request: web.Request) -> web.Response:
    asset = views.ASSETS.get(request.match_info["name"])
    if asset is None:
        raise web.HTTPNotFound
    current = request.query.get("v") == asset.version
    kept = "public, max-age=31536000, immutable" if current else "no-cache"
    return web.Response(
        body=asset.content,
        content_type=asset.type,
        charset="utf-8",
        headers={"Cache-Control": kept},
    )


def _failed(request: web.Request, status: int, sentence: str) -> web.Response:
    """The sentence: as JSON for what the page posts, else as a page."""
    if request.path.startswith("/chat/"):
        return web.json_response({"error": sentence}, status=status)
    phrase = HTTPStatus(status).phrase
    return views.page(
        "failed.html", status=status, code=status, viewer=None, title=phrase, sentence=sentence
    )
