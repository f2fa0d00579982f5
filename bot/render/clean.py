"""The one place where text from outside loses what a person cannot see.

Control, zero-width and direction-changing characters make a name look like another, run over
into what stands beside it, or command a terminal. Every renderer passes its card or form through
here first; what comes out is still plain text, not yet escaped for any surface.
"""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from handlers.cards import (
    Action,
    Button,
    Card,
    Column,
    Element,
    Facts,
    Figure,
    Form,
    Input,
    InputKind,
    LinkButton,
    Paragraph,
    Table,
    Text,
)

BLANK = "-"
LONGEST_LINK = 3000  # Slack's limit for a button's address, the narrowest of all surfaces

_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # hyphens and fillers
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks, overrides and isolates of direction
    "\u200b\u2060-\u2065\u206a-\u206f\ufe00-\ufe0d\ufeff\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"  # tags, selectors
)
# Joiners build emoji and are letters' business in many scripts; beside Latin letters they hide.
_STRAY_JOINER = re.compile(
    "(?<![^\x00-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\u024f])|(?<=[\u200c\u200d])[\u200c\u200d]"
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MANY_LINES = re.compile(r"\n *(?:\n *)+")
_ADDRESS = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def text(value: str) -> str:
    """The text as it can be seen, over as many lines as it has; one empty line at most between."""
    value = _LINE_END.sub("\n", value.replace("\t", " "))
    value = _LONE_SURROGATE.sub("\ufffd", _UNSEEN.sub("", value))
    return _MANY_LINES.sub("\n\n", _STRAY_JOINER.sub("", value))


def line(value: str) -> str:
    """The text as it can be seen, in one line; "" where nothing of it can."""
    return " ".join(text(value).split())


def link(address: str | None) -> str | None:
    """The address, or None for one with spaces, controls, another script or a user's name in it."""
    if address is None or len(address) > LONGEST_LINK or not _ADDRESS.fullmatch(address):
        return None
    return address if "@" not in urlsplit(address).netloc else None


def card(card: Card) -> Card:
    """The card with all its texts cleaned; a link button that leads nowhere good is left out."""
    return replace(
        card,
        title=_shown(card.title),
        body=tuple(_element(element) for element in card.body),
        actions=tuple(kept for action in card.actions if (kept := _action(action))),
        footer=tuple(said for one in card.footer if (said := line(one))),
    )


def form(form: Form) -> Form:
    """The form with all its texts cleaned, but for choices: they come back as they were given."""
    return replace(
        form,
        title=_shown(form.title),
        intro=text(form.intro).strip(),
        submit_label=_shown(form.submit_label),
        inputs=tuple(_input(field) for field in form.inputs),
    )


def _shown(value: str) -> str:
    return line(value) or BLANK


def _run(run: Text) -> Text:
    return Text(text(run.text), run.tone, link(run.link))


def _cell(cell: Text) -> Text:
    return Text(_shown(cell.text), cell.tone, link(cell.link))


def _element(element: Element) -> Element:
    match element:
        case Paragraph():
            return Paragraph(tuple(_run(run) for run in element.runs))
        case Figure():
            return Figure(_shown(element.value), _shown(element.label))
        case Facts():
            return Facts(tuple((_shown(label), _cell(value)) for label, value in element.pairs))
        case Table():
            return Table(
                tuple(Column(_shown(column.label), column.numeric) for column in element.columns),
                tuple(tuple(_cell(cell) for cell in row) for row in element.rows),
            )


def _action(action: Action) -> Action | None:
    match action:
        case Button():
            return replace(action, label=_shown(action.label))
        case LinkButton():
            address = link(action.link)
            return LinkButton(_shown(action.label), address) if address else None


def _input(field: Input) -> Input:
    value = field.value if field.kind is InputKind.CHOICE else text(field.value)
    return replace(
        field,
        label=_shown(field.label),
        value=value,
        hint=line(field.hint),
        error=line(field.error),
    )
