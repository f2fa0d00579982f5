"""What Salesforce gives to whom somebody let in."""

import json
import re
from dataclasses import dataclass, replace
from typing import Any, Final

from crm.backends.salesforce.org import Session, safe_address
from crm.backends.salesforce.record_id import record_id
from crm.errors import CrmUnavailable, RecordNotFound
from crm.secret import Secret

KIND: Final = "salesforce"
"""What these secrets are for, in the vault."""

_IDENTITY: Final = re.compile(r"/id/([A-Za-z0-9]{15,18})/([A-Za-z0-9]{15,18})", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """Good for one person of one org. `refresh` is None where there is nothing to renew them by."""

    org_id: str
    user_id: str
    instance: str
    access: Secret
    refresh: Secret | None = None

    @property
    def session(self) -> Session:
        """What calls are made with."""
        return Session(instance=self.instance, token=self.access)

    def renewed_by(self, fresh: "Tokens") -> "Tokens":
        """The next ones; without rotation the refresh token stays the same."""
        return replace(fresh, refresh=fresh.refresh or self.refresh)

    def closed(self) -> Secret:
        """As one secret, for the vault."""
        texts = {
            "org": self.org_id,
            "user": self.user_id,
            "instance": self.instance,
            "access": self.access.text,
            "refresh": self.refresh.text if self.refresh else "",
        }
        return Secret(json.dumps(texts))


def opened(secret: Secret) -> Tokens:
    """What `closed` made."""
    texts: dict[str, str] = json.loads(secret.text)
    return Tokens(
        org_id=texts["org"],
        user_id=texts["user"],
        instance=texts["instance"],
        access=Secret(texts["access"]),
        refresh=Secret(texts["refresh"]) if texts["refresh"] else None,
    )


def granted(body: Any) -> Tokens:
    """What the token endpoint answered. Raises CrmUnavailable for what is no such answer, or would
    have the token sent where it could be read.
    """
    given = body if isinstance(body, dict) else {}
    access, instance = given.get("access_token"), given.get("instance_url")
    match = _IDENTITY.search(str(given.get("id") or ""))
    refresh = given.get("refresh_token")
    if not (isinstance(access, str) and access and isinstance(instance, str) and match):
        raise CrmUnavailable("Salesforce is not answering properly. Please try again later.")
    if not safe_address(instance):
        raise CrmUnavailable("Salesforce answered in a way that Crumb does not trust.")
    try:
        org_id, user_id = record_id(match[1], "00D"), record_id(match[2], "005")
    except RecordNotFound:
        raise CrmUnavailable("Salesforce is not answering properly.") from None
    return Tokens(
        org_id=org_id,
        user_id=user_id,
        instance=instance.rstrip("/"),
        access=Secret(access),
        refresh=Secret(refresh) if isinstance(refresh, str) and refresh else None,
    )
