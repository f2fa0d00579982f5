"""A form as a Slack modal, and what comes back of it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.render import clean, fitting, press
from bot.render.blockkit.elements import plain, rich_text, section, small_print
from bot.render.choices import Option, decoded, options, token
from bot.render.limits import (
    INPUT_HINT,
    INPUT_LABEL,
    OPTION,
    OPTIONS,
    PLAIN_INPUT,
    PRIVATE_METADATA,
    RUN,
    TITLE,
    VIEW,
    VIEW_TITLE,
    Json,
    cut,
    size,
    units,
)
from bot.render.press import Submission
from handlers.cards import Form, Input, InputKind, Text, Tone

_VALUE = "value"
_YES_NO = [Option("Yes", "yes"), Option("No", "no")]


def modal(form: Form, *, callback_id: str = "form", context: str = "") -> Json:
    """A view for views.open, views.push and views.update.

    `context` is the channel's own word on where the form belongs and comes back with it; with the
    press it must fit into `private_metadata`, else ValueError.
    """
    metadata = json.dumps([press.encode(form.submit), context])
    if len(metadata) > PRIVATE_METADATA:
        raise ValueError("press and context do not fit into a view's metadata")
    frame = {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": metadata,
        "close": plain("Cancel", VIEW_TITLE),
    }
    seen = clean.form(form)
    return fitting.largest(
        fitting.choices(seen),
        lambda keep: frame | _view(fitting.fewer_choices(seen, keep)),
        lambda view: size(view) <= VIEW,
    )


def submitted(view: Mapping[str, Any]) -> Submission:
    """What a `view_submission` holds; ValueError for a view this renderer never made.

    A choice whose value is too long to travel comes as its token: see `choices.chosen`.
    """
    try:
        encoded, context = press.parsed(view["private_metadata"])
        state = view["state"]["values"].items()
        values = {name: _value(inputs[_VALUE]) for name, inputs in state}
        return Submission(press=press.decode(encoded), values=values, context=str(context))
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("not a form of ours") from error


def errors(form: Form) -> dict[str, str]:
    """The form's errors by input, as the answer to a submission gives them (`errors`)."""
    seen = clean.form(form)
    return {field.name: cut(field.error, INPUT_HINT) for field in seen.inputs if field.error}


def _view(form: Form) -> Json:
    blocks = []
    if units(form.title) > VIEW_TITLE:
        blocks.append(rich_text(section([Text(form.title, Tone.STRONG)], TITLE)))
    if form.intro:
        blocks.append(rich_text(section([Text(form.intro)], RUN)))
    for place, field in enumerate(form.inputs):
        blocks += _input(fitting.prefilled(field, PLAIN_INPUT), first=place == 0)
    return {
        "title": plain(form.title, VIEW_TITLE),
        "submit": plain(form.submit_label, VIEW_TITLE),
        "blocks": blocks,
    }


def _input(field: Input, *, first: bool) -> list[Json]:
    element = _element(field) | {"action_id": _VALUE}
    if first:
        element["focus_on_load"] = True
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain(field.label, INPUT_LABEL),
        "element": element,
        "optional": not field.required,
    }
    if field.hint:
        block["hint"] = plain(field.hint, INPUT_HINT)
    return [block, small_print(f"⚠ {field.error}", INPUT_HINT)] if field.error else [block]


def _element(field: Input) -> Json:
    match field.kind:
        case InputKind.DATE:
            return {"type": "datepicker"} | _day(field.value)
        case InputKind.BOOLEAN:
            return {"type": "radio_buttons"} | _listed(_YES_NO, field.value.casefold())
        case InputKind.CHOICE:
            return _select(field)
    made: Json = {
        "type": "plain_text_input",
        "multiline": field.kind is InputKind.LONG_TEXT,
        "max_length": PLAIN_INPUT,
    }
    return made | {"initial_value": field.value} if field.value else made


def _day(value: str) -> Json:
    try:
        return {"initial_date": date.fromisoformat(value).isoformat()}
    except ValueError:
        return {}


def _select(field: Input) -> Json:
    made: Json = {"type": "static_select", "placeholder": plain("Choose", OPTION)}
    offered = options(field.choices)
    listed = _listed(offered, token(field.value))
    if len(offered) <= OPTIONS:
        return made | listed
    every = listed.pop("options")
    groups = [every[start : start + OPTIONS] for start in range(0, len(every), OPTIONS)]
    return made | listed | {"option_groups": [_group(group) for group in groups[:OPTIONS]]}


def _group(group: list[Json]) -> Json:
    first, last = (cut(option["text"]["text"], OPTION // 2 - 2) for option in (group[0], group[-1]))
    return {"label": plain(f"{first} – {last}", OPTION), "options": group}


def _listed(offered: list[Option], value: str) -> Json:
    """`options`, and `initial_option` where the value is among them."""
    made = {one.token: {"text": plain(one.label, OPTION), "value": one.token} for one in offered}
    listed: Json = {"options": list(made.values())}
    return listed | {"initial_option": made[value]} if value in made else listed


def _value(state: Mapping[str, Any]) -> str:
    match state:
        case {"selected_option": {"value": str(token_)}}:
            return decoded(token_)
        case {"selected_option": _}:
            return ""
        case {"type": "datepicker", "selected_date": value} | {"value": value}:
            return str(value or "")
    return ""
