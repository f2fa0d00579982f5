"""How a press and a filled form travel through a client and back.

What comes back was in the client's hands: it is decoded strictly, and nothing in it is trusted
further than that it names an action.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render.limits import BUTTON_VALUE
from handlers.cards import Press

FIELD = "field."
"""What the names of a form's inputs begin with, where they travel beside other names."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """A form that came back: its `submit` press, the values by input name ("" where left empty),
    and what the channel gave along to find its way."""

    press: Press
    values: Mapping[str, str]
    context: str = ""


def encode(press: Press) -> str:
    """A JSON list of the action and its arguments, at most 2,000 characters, else ValueError.

    ASCII only and without & < >: Slack gives those back escaped (slackapi/bolt-python#513).
    """
    encoded = json.dumps([press.action, *press.arguments], separators=(",", ":"))
    for char in "&<>":
        encoded = encoded.replace(char, f"\\u{ord(char):04x}")
    if len(encoded) > BUTTON_VALUE:
        raise ValueError("a press travels in 2,000 characters at most")
    return encoded


def decode(encoded: object) -> Press:
    """The press that `encode` made this of; ValueError for anything else."""
    parts = parsed(encoded)
    if not isinstance(parts, list) or not parts or not all(isinstance(part, str) for part in parts):
        raise ValueError("not a press")
    return Press(parts[0], tuple(parts[1:]))


def parsed(encoded: object) -> Any:
    """What a JSON text of a client's says; ValueError where it is none, or too long for one."""
    if not isinstance(encoded, str) or len(encoded) > BUTTON_VALUE * 2:
        raise ValueError("not JSON of ours")
    try:
        return json.loads(encoded)
    except RecursionError as error:
        raise ValueError("not JSON of ours") from error
