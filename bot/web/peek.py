"""What Slack and Teams get for a message of the page: the very JSON that goes out."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.channels.web import Entry
from bot.render import adaptive, blockkit
from bot.render.limits import CARD_BYTES, MESSAGE, Json, size

_TOKEN: Final = re.compile(
    r'(?P<key>"(?:\\.|[^"\\])*")(?=\s*:)|(?P<text>"(?:\\.|[^"\\])*")'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>true|false|null)"
)


@dataclass(frozen=True, slots=True)
class Payload:
    """One piece of JSON under its heading, as (kind of token, text) pieces; `note` says how big."""

    heading: str
    pieces: tuple[tuple[str, str], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Surface:
    """What one platform gets."""

    name: str
    payloads: tuple[Payload, ...]


def surfaces(entry: Entry) -> tuple[Surface, ...]:
    """Slack and Teams, each with the message and the form that is open in it."""
    slack, teams = [], []
    if entry.card:
        message = blockkit.message(entry.card)
        slack.append(_payload("Message, Block Kit", message, f"{MESSAGE:,} characters allowed"))
        card = adaptive.card(entry.card)
        allowed = f"{CARD_BYTES // 2:,} characters allowed"
        teams.append(_payload("Message, Adaptive Card", card, allowed))
    if entry.form:
        slack.append(_payload("Form, a modal", blockkit.modal(entry.form)))
        teams.append(_payload("Form, an Adaptive Card", adaptive.form(entry.form)))
    return Surface("Slack", tuple(slack)), Surface("Teams", tuple(teams))


def _payload(heading: str, value: Json, allowed: str = "") -> Payload:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    note = f"{size(value):,} characters"
    return Payload(heading, tuple(_pieces(text)), f"{note}, {allowed}" if allowed else note)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """The text cut where its tokens begin and end, for the page to colour."""
    end = 0
    for token in _TOKEN.finditer(text):
        if token.start() > end:
            yield "", text[end : token.start()]
        yield str(token.lastgroup), token.group()
        end = token.end()
    yield "", text[end:]
