"""The leaves of Block Kit: where text is cut, and where it is known not to be parsed."""

from collections.abc import Iterable

from bot.render.limits import RUN, Json, cut
from handlers.cards import Text, Tone

# Rich text knows no colour.
_STYLES = {
    Tone.STRONG: {"bold": True},
    Tone.WARNING: {"bold": True},
    Tone.MUTED: {"italic": True},
}


def escaped(text: str) -> str:
    """Text for mrkdwn: with & < > escaped no control sequence is left.

    https://docs.slack.dev/messaging/formatting-message-text
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, limit: int) -> Json:
    """A text object that is not parsed; `emoji` is off so that ":smile:" stays what was written."""
    return {"type": "plain_text", "text": cut(text, limit), "emoji": False}


def run(text: Text, limit: int = RUN) -> Json:
    """An element of rich text: a link where the text has one, else text."""
    made: Json = {"type": "text", "text": cut(text.text, limit)}
    if text.link:
        made = {"type": "link", "url": text.link, "text": made["text"]}
    return made | {"style": _STYLES[text.tone]} if text.tone in _STYLES else made


def section(runs: Iterable[Text], limit: int = RUN) -> Json:
    """A line of rich text; runs without text are left out, as Slack refuses them.

    Neighbours of one look become one element: a message has few characters to spare.
    """
    elements: list[Json] = []
    for made in (run(text, limit) for text in runs if text.text):
        last = elements[-1] if elements else {}
        if {**made, "text": ""} == {**last, "text": ""} and made["type"] == "text":
            last["text"] += made["text"]
        else:
            elements.append(made)
    return {"type": "rich_text_section", "elements": elements}


def rich_text(*parts: Json) -> Json:
    """A block of rich text."""
    return {"type": "rich_text", "elements": list(parts)}


def small_print(text: str, limit: int) -> Json:
    """Small print."""
    return {"type": "context", "elements": [plain(text, limit)]}
