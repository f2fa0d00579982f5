"""A modal that only says something."""

from typing import Any

from bot.egress import Cleared
from bot.render import clean
from bot.render.blockkit.elements import plain, rich_text, section
from bot.render.limits import TITLE, VIEW_TITLE
from handlers.cards import Text

Json = dict[str, Any]


def notice(cleared: Cleared) -> Json:
    """A view with the card's title, and nothing to enter."""
    said = clean.card(cleared.card).title
    return {
        "type": "modal",
        "callback_id": "notice",
        "title": plain("Crumb", VIEW_TITLE),
        "close": plain("Close", VIEW_TITLE),
        "blocks": [rich_text(section([Text(said)], TITLE))],
    }
