"""Salesforce's OAuth: the web-server flow with PKCE, refresh, JWT bearer and revocation.

Help pages "OAuth 2.0 Web Server Flow for Web App Integration", "OAuth 2.0 Refresh Token Flow",
"OAuth 2.0 JWT Bearer Flow", "Revoke OAuth Tokens", "OAuth 2.0 Authorization Errors". The scopes are
`api` and `refresh_token`, no more. A user name and a password are nothing that Crumb takes: that
way in is SOAP's, and goes away.
"""

import json
import logging
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from crm.backends.salesforce.errors import Refusal, SessionEnded, error_of, refusal_of
from crm.backends.salesforce.org import VERSION, safe_address
from crm.backends.salesforce.tokens import Tokens, granted
from crm.backends.salesforce.wire import Ask, Wire
from crm.errors import AdminNeeded, CrmError, CrmUnavailable, NotConnected
from crm.secret import Secret

SCOPES: Final = "api refresh_token"
LOGIN: Final = "https://login.salesforce.com"
JWT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_JWT_LASTS: Final = timedelta(minutes=3)
_log = logging.getLogger(__name__)


class LinkDead(NotConnected):
    """Salesforce no longer takes what you gave Crumb. Please connect again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class App:
    """The External Client App. `login_url` is where people sign in: the org's My Domain, or
    Salesforce's own. `secret` may be None where the app asks for none.

    Raises ValueError, in words for whoever set it.
    """

    client_id: str
    redirect_uri: str
    secret: Secret | None = None
    login_url: str = LOGIN

    def __post_init__(self) -> None:
        if not safe_address(self.login_url):
            raise ValueError("Salesforce is reached over https")
        if not self.client_id:
            raise ValueError("Salesforce needs the consumer key of the External Client App")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as Salesforce says."""

    org_id: str
    user_id: str
    name: str
    username: str
    email: str


@dataclass(frozen=True, slots=True)
class OAuth:
    """The endpoints, for one app. All but `address` raise CrmError."""

    wire: Wire
    app: App

    def address(self, state: str, verifier: Secret) -> str:
        """Where somebody is sent to sign in and to let Crumb in."""
        asked = {
            "response_type": "code",
            "client_id": self.app.client_id,
            "redirect_uri": self.app.redirect_uri,
            "scope": SCOPES,
            "state": state,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
        }
        return f"{self.app.login_url.rstrip('/')}/services/oauth2/authorize?{urlencode(asked)}"

    async def by_code(self, code: Secret, verifier: Secret) -> Tokens:
        """The tokens for the code that somebody came back with, which is good once."""
        return await self._tokens(
            grant_type="authorization_code",
            code=code.text,
            code_verifier=verifier.text,
            redirect_uri=self.app.redirect_uri,
        )

    async def by_refresh(self, tokens: Tokens) -> Tokens:
        """The next tokens. Raises LinkDead where there are none any more."""
        if tokens.refresh is None:
            raise LinkDead
        fresh = await self._tokens(grant_type="refresh_token", refresh_token=tokens.refresh.text)
        if (fresh.org_id, fresh.user_id) != (tokens.org_id, tokens.user_id):
            _log.error("A refresh gave another's tokens.", extra={"action": "salesforce.mix_up"})
            raise LinkDead
        return tokens.renewed_by(fresh)

    async def by_assertion(self, username: str, key: RSAPrivateKey, now: datetime) -> Tokens:
        """The integration user's tokens, which can't be renewed: ask again."""
        claims = {
            "iss": self.app.client_id,
            "sub": username,
            "aud": audience(self.app.login_url),
            "exp": int((now + _JWT_LASTS).timestamp()),
        }
        form = {"grant_type": JWT, "assertion": signed(claims, key)}
        return granted(await self._post("token", form))

    async def revoke(self, token: Secret) -> None:
        """Salesforce forgets the token and what belongs with it; one it does not know is fine."""
        await self._post("revoke", {"token": token.text}, fine=frozenset({"invalid_token"}))

    async def identity(self, tokens: Tokens) -> Identity:
        """Who that is, as their own record says: the identity URL would want another scope."""
        url = f"{tokens.instance}/services/data/v{VERSION}/sobjects/User/{tokens.user_id}"
        fields = {"fields": "Name,Username,Email"}
        ask = Ask(method="GET", url=url, kind="identity", token=tokens.access, params=fields)
        reply = await self.wire.send(ask)
        body = reply.body
        if reply.status >= 300 or not isinstance(body, Mapping):
            raise not_asked(refusal_of(reply.status, body))
        return Identity(
            org_id=tokens.org_id,
            user_id=tokens.user_id,
            name=str(body.get("Name") or ""),
            username=str(body.get("Username") or ""),
            email=str(body.get("Email") or ""),
        )

    async def _tokens(self, **form: str) -> Tokens:
        given = {**form, "client_id": self.app.client_id}
        if self.app.secret:
            given["client_secret"] = self.app.secret.text
        ask = self._ask("token", given)
        del form, given
        return granted(await self._sent(ask))

    async def _post(
        self, endpoint: str, form: Mapping[str, str], fine: frozenset[str] = frozenset()
    ) -> Any:
        ask = self._ask(endpoint, form)
        del form
        return await self._sent(ask, fine)

    def _ask(self, endpoint: str, form: Mapping[str, str]) -> Ask:
        url = f"{self.app.login_url.rstrip('/')}/services/oauth2/{endpoint}"
        # What was revoked is answered with 200 and nothing.
        return Ask(method="POST", url=url, kind=endpoint, form=form, wordless=endpoint == "revoke")

    async def _sent(self, ask: Ask, fine: frozenset[str] = frozenset()) -> Any:
        reply = await self.wire.send(ask)
        if reply.status < 300:
            return reply.body
        refusal = refusal_of(reply.status, reply.body)
        if refusal.code in fine:
            return {}
        raise refused(refusal)


_INSTALL: Final = (
    "Salesforce does not let the app in: an admin has to install the External Client App in the org"
    " and to allow your profile or permission set in its policies (“Admin approved users are"
    " pre-authorized”)."
)
_ADMIN: Final = {
    "OAUTH_APP_BLOCKED": (
        "The app is blocked in Salesforce: an admin unblocks it in Setup, under “External Client"
        " Apps” or “Connected Apps OAuth Usage”."
    ),
    "OAUTH_APPROVAL_ERROR_GENERIC": _INSTALL,
    "OAUTH_APP_ACCESS_DENIED": _INSTALL,
    "OAUTH_EC_APP_NOT_FOUND": _INSTALL,
    "invalid_app_access": _INSTALL,
    "invalid_client_id": (
        "Salesforce does not know the consumer key: CRUMB_SALESFORCE_CLIENT_ID has to be that of"
        " the External Client App. A new app is known after ten minutes."
    ),
    "invalid_client": (
        "Salesforce does not take the consumer secret: CRUMB_SALESFORCE_CLIENT_SECRET has to be"
        " that of the External Client App."
    ),
    "redirect_uri_mismatch": (
        "The callback URL of the External Client App has to be CRUMB_BASE_URL followed by"
        " /salesforce/callback."
    ),
    "invalid_scope": "The External Client App has to have the scopes api and refresh_token.",
    "unsupported_grant_type": (
        "The External Client App has to have the authorization code, refresh and JWT flows enabled."
    ),
    "inactive_org": "The Salesforce org is locked, closed or suspended.",
}
_IP: Final = (
    "Salesforce does not let Crumb's address in: an admin adds the server's public address to the"
    " External Client App's refresh token IP allow list, and to the profile's login IP ranges."
)
_APPROVE: Final = (
    "Salesforce lets the integration user not in: an admin has to pre-authorize its permission set"
    " in the External Client App, and CRUMB_SALESFORCE_INTEGRATION_USER has to be its user name."
)
_KEY: Final = (
    "Salesforce does not take the signature: the certificate uploaded to the External Client App"
    " has to belong to CRUMB_SALESFORCE_PRIVATE_KEY, and the server's clock has to be right."
)


def not_asked(refusal: Refusal) -> CrmError:
    """Why somebody who has just signed in can't be asked who they are."""
    error = error_of(refusal, writes=False)
    return LinkDead() if isinstance(error, SessionEnded) else error


def refused(refusal: Refusal) -> CrmError:
    """What a refusal of OAuth means to us."""
    code, why = refusal.code, refusal.message.lower()
    if code == "invalid_grant" and ("ip restricted" in why or "ip range" in why):
        return _admin(code, _IP)
    if code == "invalid_grant" and "hasn't approved" in why:
        return _admin(code, _APPROVE)
    if code == "invalid_grant" and ("assertion" in why or "audience" in why):
        return _admin(code, _KEY)
    if code in ("invalid_grant", "access_denied"):
        return LinkDead()
    if code in _ADMIN:
        return _admin(code, _ADMIN[code])
    extra = {"action": "salesforce.oauth", "code": code[:60], "status": refusal.status}
    _log.warning("Salesforce refused a sign-in.", extra=extra)
    return CrmUnavailable("Salesforce does not let anybody in right now. Please try again later.")


def _admin(code: str, sentence: str) -> AdminNeeded:
    _log.error("Salesforce needs an admin.", extra={"action": "salesforce.admin", "code": code})
    return AdminNeeded(sentence)


def challenge(verifier: Secret) -> str:
    """What is sent ahead of a verifier (PKCE, S256)."""
    return _part(sha256(verifier.text.encode()).digest())


def audience(login_url: str) -> str:
    """Whom an assertion is for: the login host, not the org's own domain."""
    host = urlsplit(login_url).hostname or ""
    if host.endswith((".sandbox.my.salesforce.com", "test.salesforce.com")):
        return "https://test.salesforce.com"
    return LOGIN


def private_key(pem: bytes) -> RSAPrivateKey:
    """The key of a PEM file. Raises ValueError."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError):
        key = None
    if not isinstance(key, RSAPrivateKey) or key.key_size < 1024:
        raise ValueError("it is an RSA private key as a PEM file, without a passphrase")
    return key


def signed(claims: Mapping[str, Any], key: RSAPrivateKey) -> str:
    """A JSON web token, signed with RS256."""
    head, body = (_part(json.dumps(part).encode()) for part in ({"alg": "RS256"}, claims))
    signature = key.sign(f"{head}.{body}".encode(), PKCS1v15(), SHA256())
    return f"{head}.{body}.{_part(signature)}"


def _part(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
