"""A request and its answer as the resources see them, whether alone or within a composite one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.salesforce.errors import ApiError


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One request of the API. `parts` is the path behind the version, `base` up to it."""

    method: str
    parts: tuple[str, ...]
    user_id: str
    version: int = 65
    params: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def base(self) -> str:
        """`/services/data/v65.0`."""
        return f"/services/data/v{self.version}.0"

    def header(self, name: str) -> str | None:
        """In any case of letters."""
        wanted = name.lower()
        return next((v for k, v in self.headers.items() if k.lower() == wanted), None)

    def dict(self) -> dict[str, Any]:
        """The body, which must be an object."""
        if not isinstance(self.body, dict):
            raise unreadable("The HTTP entity body is required, and must be a JSON object")
        return self.body


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer; `body` is JSON-able, a text (CSV) or None."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"

    def text(self) -> str:
        """As it goes over the wire."""
        if self.body is None:
            return ""
        return self.body if isinstance(self.body, str) else json.dumps(self.body)


def unreadable(why: str) -> ApiError:
    """The body is not what it must be."""
    return ApiError("JSON_PARSER_ERROR", why)


def not_allowed(ask: Ask) -> ApiError:
    """The resource does not know the method."""
    why = f"HTTP Method '{ask.method}' not allowed. Allowed are others"
    return ApiError("METHOD_NOT_ALLOWED", why, status=405)
