"""The leaves of Adaptive Cards, and the frame around them."""

import re
from collections.abc import Iterable, Sequence

from bot.render import press
from bot.render.limits import BUTTON, CARD_BYTES, RUN, TITLE, Json, cut, size
from handlers.cards import Press, Style, Text, Tone

_LOOKS: dict[Tone, Json] = {
    Tone.NORMAL: {},
    Tone.STRONG: {"weight": "Bolder"},
    Tone.MUTED: {"isSubtle": True},
    Tone.GOOD: {"color": "Good"},
    Tone.WARNING: {"color": "Warning"},
}
_IN_A_ROW = 5
_STYLES = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}
_BEFORE_DATE = re.compile(r"(?<=\{)(?=\{)")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&])")


def frame(title: str, body: Sequence[Json]) -> Json:
    """The card itself; where a client cannot show it, it shows the title, as Markdown."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "fallbackText": _MARKDOWN.sub(r"\\\1", cut(title, TITLE)),
        "body": list(body),
    }


def fits(made: Json) -> bool:
    """Whether a card leaves room for the rest of its message in Teams."""
    return 2 * size(made) <= CARD_BYTES


def block(runs: Iterable[Text], *, limit: int = RUN, **look: str) -> Json:
    """A line of text that is not parsed."""
    inlines = [inline for text in runs for inline in _inlines(text, limit)]
    return {"type": "RichTextBlock", "inlines": inlines, **look}


def large(text: str, size: str, limit: int) -> Json:
    """A line of text in a larger size, bold: a heading or a figure."""
    made = block([Text(text, Tone.STRONG)], limit=limit)
    for inline in made["inlines"]:
        inline["size"] = size
    return made


def action_sets(actions: Sequence[Json]) -> list[Json]:
    """Rows of buttons: beyond five a host may hide or refuse the rest."""
    return [
        {"type": "ActionSet", "actions": list(actions[start : start + _IN_A_ROW])}
        for start in range(0, len(actions), _IN_A_ROW)
    ]


def execute(label: str, pressed: Press, style: Style) -> Json:
    """A button that sends a press back; older clients submit the same data."""
    action: Json = {"title": cut(label, BUTTON), "data": {"press": press.encode(pressed)}}
    if style in _STYLES:
        action["style"] = _STYLES[style]
    fallback = {"type": "Action.Submit", **action}
    return {"type": "Action.Execute", "verb": pressed.action, **action, "fallback": fallback}


def open_url(label: str, link: str) -> Json:
    """A button that opens an address."""
    return {"type": "Action.OpenUrl", "title": cut(label, BUTTON), "url": link}


def _inlines(text: Text, limit: int) -> list[Json]:
    """One run, or several where "{{" would begin a date to be formatted."""
    pieces = _BEFORE_DATE.split(cut(text.text, limit))
    look = dict(_LOOKS[text.tone])
    if text.link:
        look["selectAction"] = {"type": "Action.OpenUrl", "url": text.link}
    return [{"type": "TextRun", "text": piece, **look} for piece in pieces if piece]
