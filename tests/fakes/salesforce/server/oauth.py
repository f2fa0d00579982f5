"""OAuth: authorize, token, revoke, user info and the identity URL.

Help pages "OAuth 2.0 Web Server Flow for Web App Integration" (PKCE: code_challenge, S256, and
code_verifier), "OAuth 2.0 Refresh Token Flow", "OAuth 2.0 JWT Bearer Flow", "Revoke OAuth Tokens",
"OAuth 2.0 Authorization Errors", "Identity URLs".
"""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from html import escape
from typing import Any
from urllib.parse import urlencode

from tests.fakes.salesforce.errors import ApiError
from tests.fakes.salesforce.org.org import Org
from tests.fakes.salesforce.server.exchange import Answer
from tests.fakes.salesforce.server.jwt import claims
from tests.fakes.salesforce.server.sessions import CODE, App, Code, Sessions

JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AUDIENCES = ("https://login.salesforce.com", "https://test.salesforce.com")
_FAR = timedelta(minutes=5)


class Denied(Exception):
    """A refusal of OAuth, with its description."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.answer = Answer(status=status, body={"error": error, "error_description": description})


class OAuth:
    """The endpoints, as functions of what was sent. `issued` counts tokens by kind of grant."""

    def __init__(self, org: Org, url: str) -> None:
        self.org = org
        self.url = url
        self.apps: dict[str, App] = {}
        self.sessions = Sessions(org.settings.org_id)
        self.issued: dict[str, int] = {}

    def login_page(self, asked: Mapping[str, str]) -> Answer:
        """Where one picks as whom to sign in and allows the app; errors that cannot go back are
        shown here.
        """
        app = self.apps.get(asked.get("client_id", ""))
        if app is None:
            return _shown("invalid_client_id", "client identifier invalid")
        if asked.get("redirect_uri") not in app.redirect_uris:
            return _shown("redirect_uri_mismatch", "redirect_uri must match configuration")
        if error := app.blocked:
            return _shown(error, "this app is blocked, or not installed in this org")
        if asked.get("response_type") != "code":
            return _back(asked, error="unsupported_response_type", error_description="code only")
        challenged = asked.get("code_challenge") and asked.get("code_challenge_method") == "S256"
        if app.needs_pkce and not challenged:
            description = "missing required code challenge"
            return _back(asked, error="invalid_request", error_description=description)
        return Answer(body=self._form(asked), content_type="text/html")

    def _form(self, asked: Mapping[str, str]) -> str:
        rows = self.org.store.rows('SELECT "Username" FROM "User" WHERE "IsActive" = 1')
        people = "".join(
            f'<button name="username" value="{escape(str(row["Username"]))}">'
            f"{escape(str(row['Username']))}</button>"
            for row in rows
        )
        hidden = "".join(
            f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
            for name, value in asked.items()
        )
        deny = '<button name="deny" value="1">Deny</button>'
        form = (
            f'<form method="post" action="/services/oauth2/authorize">{hidden}{people}{deny}</form>'
        )
        return f"<!doctype html><title>Log in</title><h1>Allow access?</h1>{form}"

    def allowed(self, given: Mapping[str, str]) -> Answer:
        """Back to the app with a code, or with access_denied."""
        page = self.login_page(given)
        if page.status != 200:
            return page
        if given.get("deny"):
            description = "end-user denied authorization"
            return _back(given, error="access_denied", error_description=description)
        app = self.apps[given["client_id"]]
        user = self._user("Username", given.get("username", ""))
        if user is None or not user["IsActive"]:
            return _shown("invalid_login", "check your username and password")
        code = self.sessions.new_code(
            Code(
                app=app,
                user_id=str(user["Id"]),
                redirect_uri=given["redirect_uri"],
                scope=given.get("scope") or " ".join(app.scopes),
                challenge=given.get("code_challenge"),
                until=self.org.now + CODE,
            )
        )
        return _back(given, code=code)

    def _user(self, field: str, value: str) -> dict[str, Any] | None:
        rows = self.org.store.rows(f'SELECT * FROM "User" WHERE fold("{field}") = fold(?)', [value])
        return dict(rows[0]) if rows else None

    def token(self, given: Mapping[str, str]) -> Answer:
        """The token endpoint."""
        grant = given.get("grant_type", "")
        ways = {
            "authorization_code": self._by_code,
            "refresh_token": self._by_refresh,
            JWT: self._by_assertion,
        }
        try:
            if grant not in ways:
                raise Denied("unsupported_grant_type", "grant type not supported")
            answer = ways[grant](given)
        except Denied as denied:
            return denied.answer
        self.issued[grant] = self.issued.get(grant, 0) + 1
        return answer

    def _app(self, given: Mapping[str, str]) -> App:
        app = self.apps.get(given.get("client_id", ""))
        if app is None:
            raise Denied("invalid_client_id", "client identifier invalid")
        if app.secret is not None and given.get("client_secret") != app.secret:
            raise Denied("invalid_client", "invalid client credentials")
        return self._free(app)

    def _free(self, app: App) -> App:
        if app.blocked:
            raise Denied(app.blocked, "this app is blocked by admin")
        return app

    def _by_code(self, given: Mapping[str, str]) -> Answer:
        app = self._app(given)
        code = self.sessions.codes.pop(given.get("code", ""), None)
        if code is None or code.app is not app or self.org.now > code.until:
            raise Denied("invalid_grant", "expired authorization code")
        if given.get("redirect_uri") != code.redirect_uri:
            raise Denied("redirect_uri_mismatch", "redirect_uri must match configuration")
        if code.challenge and _challenge(given.get("code_verifier", "")) != code.challenge:
            raise Denied("invalid_grant", "invalid code verifier")
        return self._granted(app, code.user_id, code.scope)

    def _granted(self, app: App, user_id: str, scope: str) -> Answer:
        self._active(user_id)
        lasting = {"refresh_token", "offline_access", "full"} & set(scope.split())
        refresh = self.sessions.new_refresh(app, user_id, scope) if lasting else ""
        body = self._body(user_id, scope, refresh or user_id)
        return Answer(body={**body, "refresh_token": refresh} if refresh else body)

    def _by_refresh(self, given: Mapping[str, str]) -> Answer:
        app = self._app(given)
        token = given.get("refresh_token", "")
        grant = self.sessions.refresh.get(token)
        if grant is None or grant.app is not app:
            raise Denied("invalid_grant", "expired access/refresh token")
        self._active(grant.user_id)
        body = self._body(grant.user_id, grant.scope, grant.family)
        if app.rotates:
            del self.sessions.refresh[token]
            args = (app, grant.user_id, grant.scope, grant.family)
            body["refresh_token"] = self.sessions.new_refresh(*args)
        return Answer(body=body)

    def _by_assertion(self, given: Mapping[str, str]) -> Answer:
        token = given.get("assertion", "")
        for app in self.apps.values():
            said = claims(token, app.key) if app.key else None
            if said is not None and said.get("iss") == app.client_id:
                return self._asserted(self._free(app), said)
        raise Denied("invalid_grant", "invalid assertion")

    def _asserted(self, app: App, said: Mapping[str, Any]) -> Answer:
        if said.get("aud") not in (*AUDIENCES, self.url):
            raise Denied("invalid_grant", "audience is invalid")
        now = self.org.now.timestamp()
        until = said.get("exp")
        if not isinstance(until, int | float) or not now < until <= now + _FAR.total_seconds():
            raise Denied("invalid_grant", "invalid assertion: expired, or good for too long")
        user = self._user("Username", str(said.get("sub")))
        if user is None or (app.users is not None and user["Id"] not in app.users):
            raise Denied("invalid_grant", "user hasn't approved this consumer")
        self._active(str(user["Id"]))
        return Answer(body=self._body(str(user["Id"]), " ".join(app.scopes), str(user["Id"])))

    def _active(self, user_id: str) -> None:
        user = self.org.store.find(self.org.object("User"), user_id)
        if user is None or not user["IsActive"]:
            raise Denied("invalid_grant", "inactive user")

    def _body(self, user_id: str, scope: str, family: str) -> dict[str, Any]:
        now = self.org.now
        identity = f"{self.url}/id/{self.org.settings.org_id}/{user_id}"
        issued = str(int(now.timestamp() * 1000))
        signed = hmac.new(b"app-secret", f"{identity}{issued}".encode(), sha256).digest()
        return {
            "access_token": self.sessions.new_access(user_id, scope, now, family),
            "signature": urlsafe_b64encode(signed).decode(),
            "scope": scope,
            "instance_url": self.url,
            "id": identity,
            "token_type": "Bearer",
            "issued_at": issued,
        }

    def revoke(self, given: Mapping[str, str]) -> Answer:
        """The revoke endpoint."""
        if self.sessions.revoke(given.get("token", "")):
            return Answer(body={})
        return Denied("invalid_token", "invalid token").answer

    def user_of(self, header: str | None) -> str:
        """Who is signed in by that Authorization header; raises INVALID_SESSION_ID."""
        kind, _, token = (header or "").partition(" ")
        session = self.sessions.access.get(token)
        if kind not in ("Bearer", "OAuth") or session is None or self.org.now >= session.until:
            raise ended()
        user = self.org.store.find(self.org.object("User"), session.user_id)
        if user is None or not user["IsActive"]:
            raise ended()
        if not {"api", "full"} & set(session.scope.split()):
            raise ended("This session is not valid for use with the REST API")
        return session.user_id

    def userinfo(self, user_id: str) -> Answer:
        """Who one is: the OpenID endpoint and the identity URL alike."""
        user, org_id = self.org.user(user_id), self.org.settings.org_id
        identity = f"{self.url}/id/{org_id}/{user_id}"
        return Answer(
            body={
                "sub": identity,
                "id": identity,
                "user_id": user_id,
                "organization_id": org_id,
                "preferred_username": user["Username"],
                "username": user["Username"],
                "nickname": user["Username"],
                "name": user["Name"],
                "display_name": user["Name"],
                "email": user["Email"],
                "email_verified": True,
                "given_name": user["FirstName"],
                "family_name": user["LastName"],
                "zoneinfo": user["TimeZoneSidKey"],
                "timezone": user["TimeZoneSidKey"],
                "locale": user["LocaleSidKey"],
                "language": user["LanguageLocaleKey"],
                "user_type": "STANDARD",
                "active": bool(user["IsActive"]),
                "urls": {"rest": f"{self.url}/services/data/v{{version}}/"},
            }
        )

    def grant(self, app: App, user_id: str, now: datetime | None = None) -> dict[str, str]:
        """Tokens without the walk through the browser, for tests about something else."""
        scope = " ".join(app.scopes)
        refresh = self.sessions.new_refresh(app, user_id, scope)
        access = self.sessions.new_access(user_id, scope, now or self.org.now, refresh)
        return {"access_token": access, "refresh_token": refresh, "instance_url": self.url}


def ended(why: str = "Session expired or invalid") -> ApiError:
    """One is not signed in, or no more."""
    return ApiError("INVALID_SESSION_ID", why, status=401)


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _shown(error: str, description: str) -> Answer:
    body = f"<!doctype html><title>Error</title>error={escape(error)}&error_description={escape(description)}"  # noqa: E501
    return Answer(status=400, body=body, content_type="text/html")


def _back(asked: Mapping[str, str], **answer: str) -> Answer:
    if state := asked.get("state"):
        answer["state"] = state
    joint = "&" if "?" in asked["redirect_uri"] else "?"
    address = f"{asked['redirect_uri']}{joint}{urlencode(answer)}"
    return Answer(status=302, headers={"Location": address})
