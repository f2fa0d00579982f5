"""The files that pages are shown with."""

from aiohttp import web

from bot.web import views


def asset_routes() -> list[web.RouteDef]:
    """`/static/…`."""
    return [web.get("/static/{name}", _static)]


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
