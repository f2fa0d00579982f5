"""Whether the server is alive, and whether it can do its work."""

from collections.abc import Callable, Sequence

from aiohttp import web

from bot.store.errors import StoreUnavailable
from bot.wiring import Crumb
from crm.errors import CrmError

Complaints = Callable[[], Sequence[str]]


def health_routes(crumb: Crumb, complaints: Complaints = lambda: ()) -> list[web.RouteDef]:
    """`/healthz` answers as long as the process does; `/readyz` asks the CRM and the store.

    Both say nothing about anything the CRM holds. With `complaints`, sentences about what else
    keeps it from working, it is not ready.
    """

    async def alive(request: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def ready(request: web.Request) -> web.Response:
        try:
            await crumb.crm.everyone()
            await crumb.store.ledger.stopped()
        except CrmError:
            return web.Response(status=503, text="the CRM can't be reached\n")
        except StoreUnavailable:
            return web.Response(status=503, text="the store can't be reached\n")
        if found := complaints():
            return web.Response(status=503, text="\n".join((*found, "")))
        return web.Response(text="ready\n")

    return [web.get("/healthz", alive), web.get("/readyz", ready)]
