"""Lines of `crumb ask --batch`: one question each, as JSON."""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.commands.options import moment


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One question of a batch; "" and None are what the line did not say."""

    question: str
    asker: str = ""
    now: datetime | None = None
    thread: str = ""


def read_line(text: str) -> Line:
    """The line; raises ValueError with a sentence about what is wrong with it."""
    if not text.strip():
        raise ValueError("The line is empty.")
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("The line is not JSON.") from None
    if not isinstance(found, dict) or not isinstance(found.get("question"), str):
        raise ValueError("The line has no question.")
    given = {key: _text(found, key) for key in ("as", "now", "thread")}
    try:
        now = moment(given["now"]) if given["now"] else None
    except ValueError as error:
        raise ValueError(f"The line's now is no time: {error}.") from None
    return Line(
        question=found["question"], asker=given["as"].strip(), now=now, thread=given["thread"]
    )


def _text(found: dict[str, object], key: str) -> str:
    value = found.get(key)
    if not isinstance(value, str | None):
        raise ValueError(f"The line's {key} is not text.")
    return value or ""
