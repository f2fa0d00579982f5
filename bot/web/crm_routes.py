"""The pages of the embedded CRM, where the deep links lead."""

from dataclasses import dataclass

from aiohttp import web

from bot.web import views
from bot.web.list_page import NotOurs, kinds, list_page
from bot.web.record_page import record_page
from bot.web.site import Site
from crm.errors import QueryError
from crm.query import Ref
from handlers.person import zone_name


@dataclass(frozen=True, slots=True)
class CrmRoutes:
    """Everything below `/crm`."""

    site: Site

    def routes(self) -> list[web.RouteDef]:
        """For `Application.add_routes`."""
        return [
            web.get("/crm", self.home),
            web.get("/crm/{entity}", self.records),
            web.get("/crm/{entity}/{id}", self.record),
        ]

    async def home(self, request: web.Request) -> web.Response:
        """Begins with the accounts, or whatever comes first."""
        found = await kinds(self.site.crumb, await self.site.viewer(request))
        names = [entity.name for entity in found]
        raise web.HTTPFound(f"/crm/{'Account' if 'Account' in names else names[0]}")

    async def records(self, request: web.Request) -> web.Response:
        """`query` says which (crm/query_json.py), `page` counts from 1."""
        crumb, viewer = self.site.crumb, await self.site.viewer(request)
        asked = request.query.get("query", ""), request.query.get("page", "")
        try:
            page = await list_page(crumb, viewer, request.match_info["entity"], *asked)
        except NotOurs:
            raise web.HTTPBadRequest(text="That is no list that Crumb linked to.") from None
        except QueryError as error:
            raise web.HTTPBadRequest(text=str(error)) from None
        return views.page(
            "records.html", page=page, viewer=viewer, kinds=await kinds(crumb, viewer)
        )

    async def record(self, request: web.Request) -> web.Response:
        """The record as the chosen person may see it."""
        crumb, viewer = self.site.crumb, await self.site.viewer(request)
        ref = Ref(request.match_info["entity"], request.match_info["id"])
        return views.page(
            "record.html",
            page=await record_page(crumb, viewer, ref),
            viewer=viewer,
            zone=zone_name(viewer),
            kinds=await kinds(crumb, viewer),
        )
