"""Apps, and the tokens people gave them.

Help pages "OAuth 2.0 Refresh Token Flow", "Revoke OAuth Tokens", "Manage OAuth Access Policies";
with rotation a refresh token is good once. Access tokens live as long as sessions do.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fakes.salesforce.server.jwt import PublicKey

SESSION = timedelta(hours=2)
CODE = timedelta(minutes=15)


@dataclass(kw_only=True)
class App:
    """An External Client App. `blocked` is an OAuth error an admin's policy gives; `users` may use
    it by JWT without approving it (None: everybody may).
    """

    client_id: str = "3MVG9.crumb"
    secret: str | None = "app-secret"
    redirect_uris: tuple[str, ...] = ("http://127.0.0.1/salesforce/callback",)
    scopes: tuple[str, ...] = ("api", "refresh_token")
    needs_pkce: bool = True
    rotates: bool = False
    blocked: str | None = None
    key: PublicKey | None = None
    users: frozenset[str] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """An authorization code, good once."""

    app: App
    user_id: str
    redirect_uri: str
    scope: str
    challenge: str | None
    until: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Session:
    """What an access token stands for; `grant` is the refresh token's family."""

    user_id: str
    scope: str
    until: datetime
    grant: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """What a refresh token stands for."""

    app: App
    user_id: str
    scope: str
    family: str


@dataclass
class Sessions:
    """All that is valid at this moment."""

    org_id: str
    codes: dict[str, Code] = field(default_factory=dict)
    access: dict[str, Session] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)

    def new_code(self, code: Code) -> str:
        """A code for it."""
        text = f"aPrx{secrets.token_urlsafe(40)}=="
        self.codes[text] = code
        return text

    def new_access(self, user_id: str, scope: str, now: datetime, family: str) -> str:
        """An access token."""
        token = f"{self.org_id[:15]}!AQ{secrets.token_urlsafe(60)}"
        self.access[token] = Session(
            user_id=user_id, scope=scope, until=now + SESSION, grant=family
        )
        return token

    def new_refresh(self, app: App, user_id: str, scope: str, family: str | None = None) -> str:
        """A refresh token; within a family where it replaces another."""
        token = f"5Aep861{secrets.token_urlsafe(60)}"
        grant = Grant(app=app, user_id=user_id, scope=scope, family=family or token)
        self.refresh[token] = grant
        return token

    def revoke(self, token: str) -> bool:
        """End it and what belongs with it: the tokens of its family, either kind."""
        found = self.refresh.get(token)
        session = self.access.get(token)
        family = found.family if found else session.grant if session else None
        if family is None:
            return False
        self.access = {t: s for t, s in self.access.items() if t != token and s.grant != family}
        self.refresh = {t: g for t, g in self.refresh.items() if g.family != family}
        return True

    def expire(self, user_id: str | None = None) -> None:
        """End the sessions of somebody, or everybody; refresh tokens stay."""
        self.access = {
            token: session
            for token, session in self.access.items()
            if user_id is not None and session.user_id != user_id
        }

    def forget(self, user_id: str) -> None:
        """An admin revokes all that somebody granted."""
        self.expire(user_id)
        self.refresh = {t: g for t, g in self.refresh.items() if g.user_id != user_id}
