"""What Slack sent, as values: only what is used is read, and nothing of the rest goes any further.

The shapes are Slack's: https://docs.slack.dev/apis/events-api and
https://docs.slack.dev/reference/interaction-payloads
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from bot.render.blockkit import decode_press, submitted
from handlers.cards import Press
from handlers.request import Command, Question, Said, Submission

FORM: Final = "form"
"""The callback id of our forms."""

# No handler takes it, so that whoever pressed is told that the button is out of date.
_OUTDATED: Final = Press("outdated")

Json = Mapping[str, Any]


class Kind(StrEnum):
    """By which of Slack's ways it came."""

    MESSAGE = "message"
    MENTION = "app_mention"
    COMMAND = "command"
    PRESS = "block_actions"
    FORM = "view_submission"


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """The place it came from: a conversation, perhaps a thread there, and the message itself.

    `thread` and `message` are Slack's timestamps, which name messages. `private` is a message that
    only the person sees (ephemeral); `outside` says that Slack calls the conversation shared.
    """

    channel: str = ""
    thread: str = ""
    message: str = ""
    private: bool = False
    outside: bool = False
    response_url: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Act:
    """One thing one person did. `key` tells it from every other one ("" where Slack gives none).

    `trigger` lets a form be opened for three seconds; `view` is the form that came back, and
    `context` what was sealed into it.
    """

    kind: Kind
    key: str
    team: str
    user: str
    said: Said = field(repr=False)
    where: Where
    trigger: str = ""
    view: str = ""
    context: str = field(default="", repr=False)


def read(payload: Json) -> Act | None:
    """The act; None where there is nothing to do. Raises ValueError for what Slack never sends."""
    match payload:
        case {"command": str(command)}:
            return _command(payload, command)
        case {"type": "event_callback", "event": dict(event)}:
            return _event(payload, event)
        case {"type": "block_actions", "actions": [dict(action), *_]}:
            return _press(payload, action)
        case {"type": "view_submission", "view": dict(view)}:
            return _form(payload, view)
        case {"type": "event_callback" | "block_actions" | "view_submission"}:
            raise ValueError("not in the shape that Slack gives it")
        case {"type": str()}:
            return None
    raise ValueError("nothing that Slack sends")


def _command(payload: Json, command: str) -> Act:
    name, text = command.removeprefix("/"), _text(payload, "text", default="")
    return Act(
        kind=Kind.COMMAND,
        key=_key("trigger", _text(payload, "trigger_id", default="")),
        team=_text(payload, "team_id"),
        user=_text(payload, "user_id"),
        said=Question(text) if name == "crm" else Command(name, text),
        where=Where(
            channel=_text(payload, "channel_id"),
            response_url=_text(payload, "response_url", default=""),
        ),
        trigger=_text(payload, "trigger_id", default=""),
    )


def _event(payload: Json, event: Json) -> Act | None:
    kind = _text(event, "type")
    if kind not in {Kind.MESSAGE, Kind.MENTION} or _is_not_a_person(event):
        return None
    channel = _text(event, "channel")
    # A direct message that names us comes as a message too, and is answered as that.
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    if direct != (kind == Kind.MESSAGE):
        return None
    return Act(
        kind=Kind(kind),
        key=_key("event", _text(payload, "event_id", default="")),
        team=_text(payload, "team_id"),
        user=_text(event, "user"),
        said=Question(_text(event, "text", default="")),
        where=Where(
            channel=channel,
            thread=_text(event, "thread_ts", default=""),
            message=_text(event, "ts", default=""),
            outside=payload.get("is_ext_shared_channel") is True,
        ),
    )


def _is_not_a_person(event: Json) -> bool:
    """Whether it is our own message, another bot's, or a note about a message (edited, deleted).

    Two bots that answer each other never stop.
    """
    return any(event.get(key) for key in ("subtype", "bot_id", "bot_profile", "hidden", "edited"))


def _press(payload: Json, action: Json) -> Act | None:
    press = _decoded(action)
    if press is None:
        return None
    container = _object(payload, "container")
    message = _object(payload, "message")
    return Act(
        kind=Kind.PRESS,
        key=_key("trigger", _text(payload, "trigger_id")),
        team=_team(payload),
        user=_text(_object(payload, "user", required=True), "id"),
        said=press,
        where=Where(
            channel=_text(_object(payload, "channel"), "id", default=""),
            thread=_text(message, "thread_ts", default=_text(container, "thread_ts", default="")),
            message=_text(container, "message_ts", default=_text(message, "ts", default="")),
            private=container.get("is_ephemeral") is True,
            response_url=_text(payload, "response_url", default=""),
        ),
        trigger=_text(payload, "trigger_id"),
    )


def _decoded(action: Json) -> Press | None:
    action_id = _text(action, "action_id")
    try:
        return decode_press(action_id, action.get("value"))
    except ValueError:
        return _OUTDATED


def _form(payload: Json, view: Json) -> Act | None:
    if _text(view, "callback_id") != FORM:
        return None
    form = submitted(view)
    return Act(
        kind=Kind.FORM,
        key=_key("trigger", _text(payload, "trigger_id", default="")),
        team=_team(payload),
        user=_text(_object(payload, "user", required=True), "id"),
        said=Submission(press=form.press, values=tuple(form.values.items())),
        where=Where(),
        view=_text(view, "id"),
        context=form.context,
    )


def _team(payload: Json) -> str:
    """The workspace that the payload is for; on Enterprise Grid it may stand with the user."""
    team = _object(payload, "team")
    return _text(team or _object(payload, "user"), "id" if team else "team_id")


def _object(payload: Json, key: str, *, required: bool = False) -> Json:
    found = payload.get(key)
    if found is None and not required:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f"{key} is an object")
    return found


def _text(payload: Json, key: str, *, default: str | None = None) -> str:
    found = payload.get(key)
    if found is None and default is not None:
        return default
    if not isinstance(found, str):
        raise ValueError(f"{key} is text")
    return found


def _key(sort: str, id_: str) -> str:
    return f"slack:{sort}:{id_}" if id_ else ""
