"""Each kind of setting, read from its text. What is wrong is said without repeating a secret."""

import re
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit

from crm.access import Sharing
from crm.backends.salesforce.record_id import record_id
from crm.errors import RecordNotFound
from crm.links import Links
from nudges.settings import zone_of

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*", re.ASCII)


def word(text: str) -> str:
    """One word."""
    if " " in text:
        raise ValueError("it is one word")
    return text


def database(text: str) -> str:
    """The URL of an SQLite file or of a PostgreSQL database; others are refused by name."""
    scheme, colon, _ = text.partition("://")
    name = scheme.partition("+")[0].lower()
    if not colon or not re.fullmatch(r"[a-z0-9_]+", name):
        raise ValueError("a database is given as sqlite:///path/to/file or postgresql://…")
    if name not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError(f"the CRM can't be kept in {name}, only in sqlite or postgresql")
    return text


def port(text: str) -> int:
    """0 to 65535; 0 takes any that is free."""
    number = count(text)
    if number > 65535:
        raise ValueError("a port is a number up to 65535")
    return number


def count(text: str) -> int:
    """A whole number, 0 or more."""
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError("it is a whole number, 0 or more")
    return int(text)


def address(text: str) -> str:
    """An http(s) address without a user, a query or a fragment."""
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError("it is an address such as https://crumb.example.com")
    return text


def secure_address(text: str) -> str:
    """An address over https; on this machine, http will do."""
    found = urlsplit(address(text))
    if found.scheme != "https" and found.hostname not in {"127.0.0.1", "localhost", "::1"}:
        raise ValueError("it is an address over https")
    return text


def secret_keys(text: str) -> str:
    """One key, or several with commas between them: the first closes, the others only open."""
    keys = [key.strip() for key in text.split(",") if key.strip()]
    if not keys or not all(re.fullmatch(r"[A-Za-z0-9+/_-]{43}=", key, re.ASCII) for key in keys):
        raise ValueError("a key is 32 random bytes in base64; `crumb keys new` makes one")
    return ",".join(keys)


def org_id(text: str) -> str:
    """The id of a Salesforce org, in its form of eighteen characters."""
    try:
        return record_id(text, "00D")
    except RecordNotFound:
        raise ValueError(
            "an org's id begins with 00D; it is in Setup, under Company Information"
        ) from None


def file(text: str) -> str:
    """The path of a file that is there."""
    if not Path(text).is_file():
        raise ValueError(f"there is no file {text}")
    return text


def record_link(text: str) -> str:
    """Where records are shown, with `{entity}` and `{id}` in it."""
    try:
        Links("http://127.0.0.1", text)
    except (ValueError, KeyError, IndexError):
        raise ValueError(
            "it is an address with {id} in it, such as"
            " https://acme.lightning.force.com/lightning/r/{entity}/{id}/view"
        ) from None
    return text


def signing_secret(text: str) -> str:
    """Slack's signing secret."""
    if not re.fullmatch(r"[A-Za-z0-9]{16,128}", text, re.ASCII):
        raise ValueError("a signing secret is 32 letters and digits, from the app's Basic page")
    return text


def bot_token(text: str) -> str:
    """A token that acts as the bot."""
    if not re.fullmatch(r"xoxb-[\w-]+", text, re.ASCII):
        raise ValueError("a bot token begins with xoxb-")
    return text


def app_token(text: str) -> str:
    """A token for Socket Mode."""
    if not re.fullmatch(r"xapp-[\w-]+", text, re.ASCII):
        raise ValueError("an app-level token begins with xapp-")
    return text


def sharing(text: str) -> Sharing:
    """public or private."""
    try:
        return Sharing(text.lower())
    except ValueError:
        raise ValueError("sharing is public or private") from None


def hidden(text: str) -> frozenset[tuple[str, str]]:
    """`Opportunity.Amount, Account.Phone` as pairs."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError("hidden fields are written Opportunity.Amount, Account.Phone")
    return frozenset((entity, name) for entity, _, name in (n.partition(".") for n in names))


def time_zone(text: str) -> str:
    """An IANA time zone."""
    try:
        zone_of(text)
    except ValueError:
        raise ValueError("it is a time zone such as Europe/Berlin") from None
    return text


def currency(text: str) -> str:
    """An ISO currency code, in any case."""
    if not re.fullmatch(r"[A-Za-z]{3}", text, re.ASCII):
        raise ValueError("a currency is three letters, such as USD")
    return text.upper()


def clock(text: str) -> time:
    """9:00 or 17:30."""
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(?::00)?", text, re.ASCII)
    try:
        return time(int(match[1]), int(match[2])) if match else _no_clock()
    except ValueError:
        raise ValueError("it is a time of day such as 9:00") from None


def work_days(text: str) -> frozenset[int]:
    """`mon-fri` or `sun, mon, tue`, as numbers from 0 for Monday."""
    days: set[int] = set()
    for part in filter(None, re.split(r"[,\s]+", text.lower())):
        first, dash, last = part.partition("-")
        if first not in DAYS or (dash and last not in DAYS):
            raise ValueError("work days are written mon-fri, or sun, mon, tue")
        start = DAYS.index(first)
        end = DAYS.index(last) if dash else start
        days.update(day % 7 for day in range(start, end + 1 + (7 if end < start else 0)))
    return frozenset(days)


def _no_clock() -> time:
    raise ValueError
