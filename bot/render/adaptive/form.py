"""A form as an Adaptive Card, and what comes back of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.render import clean, fitting, press
from bot.render.adaptive.elements import action_sets, block, execute, fits, frame, large
from bot.render.choices import Option, decoded, options, token
from bot.render.limits import INPUT_HINT, INPUT_LABEL, PLAIN_INPUT, TITLE, Json, cut
from bot.render.press import FIELD, Submission
from handlers.cards import Form, Input, InputKind, Style, Text, Tone

_YES_NO = [Option("Yes", "yes"), Option("No", "no")]
_CHOICE = "choice."
_MISSING = "Please fill this in."


def form(form: Form) -> Json:
    """The form as a card of its own: its button sends the values along, by input."""
    seen = clean.form(form)
    return fitting.largest(
        fitting.choices(seen), lambda keep: _form(fitting.fewer_choices(seen, keep)), fits
    )


def submitted(data: Mapping[str, Any]) -> Submission:
    """What the `data` of an Action.Execute or Action.Submit holds; ValueError for none of ours.

    A choice whose value is too long to travel comes as its token: see `choices.chosen`.
    """
    values: dict[str, str] = {}
    for name, value in data.items():
        if isinstance(value, str) and name.startswith(FIELD):
            field = name.removeprefix(FIELD)
            chosen = field.startswith(_CHOICE)
            values[field.removeprefix(_CHOICE)] = decoded(value) if chosen else value
    return Submission(press=press.decode(data.get("press")), values=values)


def _form(form: Form) -> Json:
    body = [large(form.title, "Medium", TITLE)]
    if form.intro:
        body.append(block([Text(form.intro)]))
    for field in form.inputs:
        body += _input(fitting.prefilled(field, PLAIN_INPUT))
    body += action_sets([execute(form.submit_label, form.submit, Style.PRIMARY)])
    return frame(form.title, body)


def _input(field: Input) -> list[Json]:
    made = _control(field) | {"label": cut(field.label, INPUT_LABEL)}
    if field.required:
        made |= {"isRequired": True, "errorMessage": _MISSING}
    below = [made]
    if field.error:
        below.append(block([Text(f"⚠ {field.error}", Tone.WARNING)], limit=INPUT_HINT))
    if field.hint:
        below.append(block([Text(field.hint, Tone.MUTED)], limit=INPUT_HINT, spacing="Small"))
    return below


def _control(field: Input) -> Json:
    id_ = FIELD + field.name
    match field.kind:
        case InputKind.DATE:
            return {"type": "Input.Date", "id": id_} | _day(field.value)
        case InputKind.BOOLEAN:
            return _choices(id_, _YES_NO, field.value.casefold())
        case InputKind.CHOICE:
            id_ = FIELD + _CHOICE + field.name
            return _choices(id_, options(field.choices), token(field.value))
    made: Json = {"type": "Input.Text", "id": id_, "maxLength": PLAIN_INPUT}
    if field.kind is InputKind.LONG_TEXT:
        made["isMultiline"] = True
    return made | {"value": field.value} if field.value else made


def _day(value: str) -> Json:
    try:
        return {"value": date.fromisoformat(value).isoformat()}
    except ValueError:
        return {}


def _choices(id_: str, offered: list[Option], value: str) -> Json:
    """A drop-down, one to type into where it is long: expanded choices are read as Markdown."""
    made: Json = {
        "type": "Input.ChoiceSet",
        "id": id_,
        "style": "filtered" if len(offered) > 10 else "compact",
        "placeholder": "Choose",
        "choices": [{"title": one.label, "value": one.token} for one in offered],
    }
    return made | {"value": value} if any(one.token == value for one in offered) else made
