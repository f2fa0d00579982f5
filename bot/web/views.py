"""Templates filled in, and the files that go with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib import resources
from typing import Final
from zoneinfo import ZoneInfo

from aiohttp import web
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.channels.web import Entry
from bot.render import clean, html
from handlers.wording import day

_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the page: `version` changes with its content."""

    content: bytes
    type: str
    version: str


def _assets() -> Mapping[str, Asset]:
    found = {}
    for file in resources.files("bot.web").joinpath("static").iterdir():
        content = file.read_bytes()
        version = sha256(content).hexdigest()[:12]
        found[file.name] = Asset(content, _TYPES[file.name.rpartition(".")[2]], version)
    return found


ASSETS: Final = _assets()


def render(template: str, **context: object) -> Markup:
    """The template as HTML; everything that is put into it is escaped."""
    return Markup(_environment.get_template(template).render(context))


def page(template: str, *, status: int = 200, **context: object) -> web.Response:
    """A whole page."""
    return web.Response(text=render(template, **context), content_type="text/html", status=status)


def message(entry: Entry, zone: str) -> Markup:
    """One message of the chat."""
    hidden = {"message": entry.id}
    card = html.card(entry.card, hidden=hidden) if entry.card else ""
    form = html.form(entry.form, id_prefix=f"form-{entry.id}", hidden=hidden) if entry.form else ""
    return render("message.html", entry=entry, card=card, form=form, zone=zone)


def clock_time(moment: datetime, zone: str) -> str:
    """Mon 09:05."""
    return f"{moment.astimezone(ZoneInfo(zone)):%a %H:%M}"


def weekday_time(moment: datetime, zone: str) -> str:
    """Mon 23 Nov, 09:00."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def day_time(moment: datetime, zone: str) -> str:
    """23 Nov 2026, 09:00."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{day(local)}, {local:%H:%M}"


def place(zone: str) -> str:
    """America/New_York as "New York"."""
    return zone.rpartition("/")[2].replace("_", " ")


def _asset(name: str) -> str:
    return f"/static/{name}?v={ASSETS[name].version}"


def _new_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        seen=clean.line,
        written=clean.text,
        clock_time=clock_time,
        weekday_time=weekday_time,
        day_time=day_time,
        place=place,
    )
    environment.globals["asset"] = _asset
    return environment


_environment = _new_environment()
