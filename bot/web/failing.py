"""What the outside sees when something went wrong: a sentence, and never how it came about."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from traceback import extract_tb
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.guard import Refused
from bot.store.errors import StoreUnavailable
from crm.errors import CrmUnavailable, RecordNotFound
from handlers.router import new_id

_log = logging.getLogger(__name__)

NOT_FOUND: Final = "There is nothing here, or nothing you may see."
_SENTENCES: Final = {
    400: "That is not something this page sends.",
    404: NOT_FOUND,
    405: "That can't be done here.",
    413: "That is more than can be taken at once.",
    415: "That is not something this page sends.",
}

Failure = Callable[[web.Request, int, str], web.Response]


def failing(failure: Failure) -> Middleware:
    """Answers whatever is raised with `failure` (request, status, sentence)."""

    @web.middleware
    async def caught(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as error:
            if error.status < HTTPStatus.BAD_REQUEST:
                raise
            return failure(request, error.status, _sentence(error))
        except Refused as refused:
            return failure(request, refused.status, _SENTENCES[refused.status])
        except RecordNotFound:
            return failure(request, 404, NOT_FOUND)
        except (CrmUnavailable, StoreUnavailable) as error:
            return failure(request, 503, str(error))
        except Exception as error:  # nobody outside learns more than that, and an id
            return failure(request, 500, _noted(error))

    return caught


def _sentence(error: web.HTTPException) -> str:
    """Ours for what aiohttp refuses; its own words begin with the status."""
    said = error.text or ""
    if error.status in _SENTENCES and (error.status != HTTPStatus.BAD_REQUEST or _is_bare(error)):
        return _SENTENCES[error.status]
    return said or "That did not work."


def _is_bare(error: web.HTTPException) -> bool:
    return (error.text or "").startswith(str(error.status))


def _noted(error: Exception) -> str:
    id_ = new_id()
    last = extract_tb(error.__traceback__)[-1]
    extra = {
        "action": "page_failed",
        "error_id": id_,
        "error": type(error).__name__,
        "where": f"{Path(last.filename).name}:{last.lineno}",
    }
    _log.error("A page failed.", extra=extra)
    return f"Sorry, something went wrong on this side. It is noted as {id_}."
