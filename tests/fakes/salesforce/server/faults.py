"""What can go wrong with a call, on cue: see `FakeSalesforce.fail`.

A fault says what happens instead of the answer, or to it. The refusals are in the words of the
error table of the API; OAuth's are `{error, error_description}`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

_JSON = "application/json;charset=UTF-8"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """With `status`, this answer instead of the true one. `before` is run first, and then all goes
    its way unless something else is said; `work` lets the call do its work before it goes wrong.

    `hang` never answers, `drop` closes the connection, `delay` waits, `drip` sends a byte that many
    seconds, `cut` closes the connection within the body, `halve` sends half of the text as if it
    were all, `before_body` puts bytes in front of it, `alter` makes another of it.
    """

    status: int = 0
    body: bytes = b""
    content_type: str = _JSON
    before: Callable[[], object] | None = None
    work: bool = False
    hang: bool = False
    drop: bool = False
    delay: float = 0
    drip: float = 0
    cut: bool = False
    halve: bool = False
    before_body: bytes = b""
    alter: Callable[[bytes], bytes] | None = None


def refused(
    code: str, message: str = "", *, status: int = 400, fields: list[str] | None = None
) -> Fault:
    """A refusal of the REST API."""
    told = {"message": message or code, "errorCode": code}
    body = [told if fields is None else {**told, "fields": fields}]
    return Fault(status=status, body=json.dumps(body).encode())


def denied(error: str, description: str, *, status: int = 400) -> Fault:
    """A refusal of OAuth."""
    body = {"error": error, "error_description": description}
    return Fault(status=status, body=json.dumps(body).encode())


def page(status: int = 200, text: str = "<html><h1>Down for maintenance</h1></html>") -> Fault:
    """A page for people where JSON is expected."""
    return Fault(status=status, body=text.encode(), content_type="text/html;charset=UTF-8")


def edited(act: Callable[[], object]) -> Fault:
    """Somebody else does something just before the call is worked on."""
    return Fault(before=act)


def altered(alter: Callable[[bytes], bytes]) -> Fault:
    """The true answer, changed on its way."""
    return Fault(work=True, alter=alter)


HANG, DROP = Fault(hang=True), Fault(drop=True)
DROP_AFTER = Fault(drop=True, work=True)  # done, and the answer lost
HANG_AFTER = Fault(hang=True, work=True)
DRIP, CUT, TRUNCATED = (
    Fault(work=True, drip=1),
    Fault(work=True, cut=True),
    Fault(work=True, halve=True),
)
BOM = Fault(work=True, before_body=b"\xef\xbb\xbf")
EMPTY = Fault(status=200)
LATIN = Fault(status=200, body='[{"Name": "Söhne"}]'.encode("latin-1"))
HTML, HTML_401, HTML_503 = page(), page(401), page(503)
EXPIRED = refused("INVALID_SESSION_ID", "Session expired or invalid", status=401)
LIMIT = refused("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", status=403)
LOCKED = refused(
    "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record", fields=[]
)
UNAVAILABLE = refused("SERVER_UNAVAILABLE", "Server is unavailable", status=503)
DISABLED = refused(
    "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization", status=403
)
GONE = refused("UNSUPPORTED_API_VERSION", "API version no longer supported", status=410)
TIMEOUT = refused("QUERY_TIMEOUT", "Your query request was running for too long.")
TOKEN_EXPIRED = denied("invalid_grant", "expired access/refresh token")
IP_RESTRICTED = denied("invalid_grant", "ip restricted")
USER_INACTIVE = denied("invalid_grant", "inactive user")
APP_BLOCKED = denied("OAUTH_APP_BLOCKED", "this app is blocked by admin")
