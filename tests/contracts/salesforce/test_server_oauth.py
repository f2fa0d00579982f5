"""OAuth as Salesforce's help pages have it: web-server flow with PKCE, refresh, JWT, revoke."""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from tests.contracts.salesforce.client import Client
from tests.contracts.salesforce.world import ID, NOW
from tests.fakes.salesforce.server.faults import IP_RESTRICTED
from tests.fakes.salesforce.server.jwt import PublicKey
from tests.fakes.salesforce.server.oauth import JWT
from tests.fakes.salesforce.server.server import FakeSalesforce

VERIFIER = "v" * 64
CALLBACK = "http://127.0.0.1/salesforce/callback"


def challenge(verifier: str = VERIFIER) -> str:
    """The S256 challenge of a verifier."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def asked(**more: str) -> dict[str, str]:
    """What an app sends people off with."""
    return {
        "response_type": "code",
        "client_id": "3MVG9.crumb",
        "redirect_uri": CALLBACK,
        "state": "s1",
        "scope": "api refresh_token",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
        **more,
    }


async def page(salesforce: FakeSalesforce, **more: str) -> tuple[int, str]:
    """The log-in page."""
    url = f"{salesforce.url}/services/oauth2/authorize"
    async with (
        aiohttp.ClientSession() as session,
        session.get(url, params=asked(**more), allow_redirects=False) as response,
    ):
        return response.status, response.headers.get("Location") or await response.text()


async def allow(salesforce: FakeSalesforce, who: str = "ria", **more: str) -> dict[str, str]:
    """Somebody signs in and allows the app; what comes back at the app's address."""
    url = f"{salesforce.url}/services/oauth2/authorize"
    data = asked(username=f"{who}@crumb.example", **more)
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=data, allow_redirects=False) as response,
    ):
        assert response.status == 302
        split = urlsplit(response.headers["Location"])
        assert f"{split.scheme}://{split.netloc}{split.path}" == CALLBACK
        return {name: values[0] for name, values in parse_qs(split.query).items()}


async def token(salesforce: FakeSalesforce, **given: str) -> tuple[int, dict[str, Any]]:
    """The token endpoint."""
    data = {"client_id": "3MVG9.crumb", "client_secret": "app-secret", **given}
    url = f"{salesforce.url}/services/oauth2/token"
    async with aiohttp.ClientSession() as session, session.post(url, data=data) as response:
        return response.status, await response.json()


async def by_code(salesforce: FakeSalesforce, code: str, **more: str) -> tuple[int, dict[str, Any]]:
    """A code for tokens."""
    given = {"redirect_uri": CALLBACK, "code_verifier": VERIFIER, **more}
    return await token(salesforce, grant_type="authorization_code", code=code, **given)


async def test_the_web_server_flow_gives_tokens_and_tells_who(salesforce: FakeSalesforce) -> None:
    """OAuth 2.0 Web Server Flow: code, state, tokens, identity URL."""
    status, text = await page(salesforce)
    assert status == 200
    assert "ria@crumb.example" in text
    back = await allow(salesforce)
    assert back["state"] == "s1"
    status, body = await by_code(salesforce, back["code"])
    assert status == 200
    assert set(body) >= {"access_token", "refresh_token", "instance_url", "id", "issued_at"}
    assert body["token_type"] == "Bearer"
    client = Client(salesforce, body["access_token"])
    reply = await client.ask("GET", urlsplit(body["id"]).path)
    assert reply.body["user_id"] == ID["ria"]
    assert reply.body["email"] == "ria@crumb.example"
    assert (await client.query("SELECT COUNT() FROM Account")).body["totalSize"] == 4


async def test_c9_a_code_is_good_once(salesforce: FakeSalesforce) -> None:
    """C9: code reuse."""
    back = await allow(salesforce)
    assert (await by_code(salesforce, back["code"]))[0] == 200
    assert await by_code(salesforce, back["code"]) == (
        400,
        {"error": "invalid_grant", "error_description": "expired authorization code"},
    )


async def test_c9_the_verifier_must_match(salesforce: FakeSalesforce) -> None:
    """C9: PKCE mismatch."""
    back = await allow(salesforce)
    status, body = await by_code(salesforce, back["code"], code_verifier="w" * 64)
    assert (status, body["error_description"]) == (400, "invalid code verifier")


async def test_a_code_challenge_can_be_demanded(salesforce: FakeSalesforce) -> None:
    """PKCE required by the app's policy."""
    status, location = await page(salesforce, code_challenge_method="plain")
    assert status == 302
    assert "error=invalid_request" in location


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "nobody"}, "invalid_client_id"),
        ({"redirect_uri": "https://evil.example"}, "redirect_uri_mismatch"),
    ],
)
async def test_what_cannot_go_back_is_shown(
    salesforce: FakeSalesforce, wrong: dict[str, str], error: str
) -> None:
    """OAuth 2.0 Authorization Errors."""
    status, text = await page(salesforce, **wrong)
    assert status == 400
    assert error in text


async def test_one_may_say_no(salesforce: FakeSalesforce) -> None:
    """OAuth 2.0 Authorization Errors: access_denied."""
    back = await allow(salesforce, deny="1")
    assert (back["error"], back["state"]) == ("access_denied", "s1")


async def test_d29_a_blocked_app_is_told_apart(salesforce: FakeSalesforce) -> None:
    """D29: on the page, and at the token endpoint."""
    back = await allow(salesforce)
    salesforce.app.blocked = "OAUTH_APP_BLOCKED"
    assert "OAUTH_APP_BLOCKED" in (await page(salesforce))[1]
    assert (await by_code(salesforce, back["code"]))[1]["error"] == "OAUTH_APP_BLOCKED"


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"grant_type": "refresh_token", "client_id": "x"}, "invalid_client_id"),
        ({"grant_type": "refresh_token", "client_secret": "x"}, "invalid_client"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant"),
    ],
)
async def test_wrong_requests_for_tokens(
    salesforce: FakeSalesforce, given: dict[str, str], error: str
) -> None:
    """OAuth 2.0 Authorization Errors."""
    status, body = await token(salesforce, **given)
    assert (status, body["error"]) == (400, error)


async def refresh(salesforce: FakeSalesforce, old: str) -> tuple[int, dict[str, Any]]:
    """A refresh token for a new access token."""
    return await token(salesforce, grant_type="refresh_token", refresh_token=old)


async def test_a_refresh_token_is_good_again_and_again(salesforce: FakeSalesforce) -> None:
    """OAuth 2.0 Refresh Token Flow: without rotation the answer has none."""
    tokens = salesforce.sign_in("ria@crumb.example")
    for _ in range(2):
        status, body = await refresh(salesforce, tokens["refresh_token"])
        assert status == 200
        assert "refresh_token" not in body
        assert (await Client(salesforce, body["access_token"]).ask("GET", "limits")).status == 200


async def test_with_rotation_it_is_good_once(salesforce: FakeSalesforce) -> None:
    """Refresh token rotation: the previous one is invalid."""
    salesforce.app.rotates = True
    tokens = salesforce.sign_in("ria@crumb.example")
    _, body = await refresh(salesforce, tokens["refresh_token"])
    assert (await refresh(salesforce, tokens["refresh_token"]))[1]["error"] == "invalid_grant"
    assert (await refresh(salesforce, body["refresh_token"]))[0] == 200


async def test_who_is_deactivated_is_out(salesforce: FakeSalesforce) -> None:
    """F7: sessions end, and refresh answers invalid_grant."""
    tokens = salesforce.sign_in("ria@crumb.example")
    salesforce.org.store.change(salesforce.org.object("User"), ID["ria"], {"IsActive": 0})
    client = Client(salesforce, tokens["access_token"])
    assert (await client.ask("GET", "limits")).code == "INVALID_SESSION_ID"
    assert (await refresh(salesforce, tokens["refresh_token"]))[1] == {
        "error": "invalid_grant",
        "error_description": "inactive user",
    }


async def test_revoking_ends_what_belongs_together(salesforce: FakeSalesforce) -> None:
    """Revoke OAuth Tokens: a refresh token with its access tokens."""
    tokens = salesforce.sign_in("ria@crumb.example")
    client = Client(salesforce, tokens["access_token"])
    data = {"token": tokens["refresh_token"]}
    assert (await client.ask("POST", "/services/oauth2/revoke", data=data)).status == 200
    assert (await client.ask("GET", "limits")).status == 401
    assert (await refresh(salesforce, tokens["refresh_token"]))[0] == 400
    again = await client.ask("POST", "/services/oauth2/revoke", data=data)
    assert (again.status, again.body["error"]) == (400, "invalid_token")


async def test_sessions_end_while_refresh_tokens_stay(salesforce: FakeSalesforce) -> None:
    """D1: expire on cue."""
    tokens = salesforce.sign_in("ria@crumb.example")
    salesforce.oauth.sessions.expire()
    reply = await Client(salesforce, tokens["access_token"]).ask("GET", "limits")
    assert (reply.status, reply.code) == (401, "INVALID_SESSION_ID")
    assert (await refresh(salesforce, tokens["refresh_token"]))[0] == 200


async def test_an_address_that_is_not_allowed(salesforce: FakeSalesforce) -> None:
    """D29: the refresh token's IP allow list."""
    salesforce.fail("token", IP_RESTRICTED)
    assert (await refresh(salesforce, "x"))[1]["error_description"] == "ip restricted"


def signed(claims: dict[str, Any], modulus: int, private: int) -> str:
    """A token signed with RS256 by textbook arithmetic."""

    def part(value: bytes) -> str:
        return urlsafe_b64encode(value).rstrip(b"=").decode()

    head, body = (part(json.dumps(c).encode()) for c in ({"alg": "RS256"}, claims))
    size = (modulus.bit_length() + 7) // 8
    info = bytes.fromhex("3031300d060960864801650304020105000420")
    digest = info + sha256(f"{head}.{body}".encode()).digest()
    padded = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
    signature = pow(int.from_bytes(padded), private, modulus).to_bytes(size)
    return f"{head}.{body}.{part(signature)}"


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        ({}, None),
        ({"sub": "nobody@crumb.example"}, "user hasn't approved this consumer"),
        ({"aud": "https://evil.example"}, "audience is invalid"),
        ({"exp": NOW.timestamp() - 1}, "invalid assertion: expired, or good for too long"),
        ({"iss": "somebody else"}, "invalid assertion"),
    ],
)
async def test_an_integration_user_signs_in_by_jwt(
    salesforce: FakeSalesforce, claims: dict[str, Any], wanted: str | None
) -> None:
    """OAuth 2.0 JWT Bearer Flow: iss, sub, aud, exp, and a signature by the app's key."""
    # Two Mersenne primes make a key that is easily written down, and guards nothing.
    one, other = 2**521 - 1, 2**607 - 1
    modulus = one * other
    private = pow(65_537, -1, (one - 1) * (other - 1))
    salesforce.app.key = PublicKey(modulus)
    right = {
        "iss": "3MVG9.crumb",
        "sub": "lena@crumb.example",
        "aud": "https://login.salesforce.com",
        "exp": NOW.timestamp() + 180,
    }
    assertion = signed({**right, **claims}, modulus, private)
    status, body = await token(salesforce, grant_type=JWT, assertion=assertion)
    if wanted is None:
        assert status == 200
        assert "refresh_token" not in body
        forged = signed(right, modulus, 3)
        assert (await token(salesforce, grant_type=JWT, assertion=forged))[0] == 400
    else:
        assert (status, body["error_description"]) == (400, wanted)
