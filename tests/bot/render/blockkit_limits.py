"""What Slack would refuse: its published limits, and the ones that its libraries do not check.

Written from docs.slack.dev/reference/block-kit and slack_sdk.models, apart from the renderer's own
numbers on purpose: a limit that is wrong there must not be wrong here too.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

# Cumulative and undocumented, met as msg_blocks_too_long (slackapi/bolt-js#2509, #2867).
MESSAGE_TOTAL = 13_200
FALLBACK = 4_000
VIEW_TOTAL = 250_000
URL = 3_000

# Per type of object: its keys and the longest string or list each may hold.
LENGTHS: dict[str, dict[str, int]] = {
    "actions": {"elements": 25, "block_id": 255},
    "button": {"value": 2_000, "url": URL, "action_id": 255, "accessibility_label": 75},
    "context": {"elements": 10, "block_id": 255},
    "datepicker": {"action_id": 255},
    "header": {"block_id": 255},
    "input": {"block_id": 255},
    "link": {"url": URL},
    "modal": {
        "blocks": 100,
        "callback_id": 255,
        "external_id": 255,
        "private_metadata": 3_000,
    },
    "plain_text": {"text": 3_000},
    "plain_text_input": {"action_id": 255, "initial_value": 3_000},
    "radio_buttons": {"options": 10, "action_id": 255},
    "rich_text": {"block_id": 255},
    "static_select": {"options": 100, "option_groups": 100, "action_id": 255},
}
# Texts inside an object, by the type that holds them.
TEXTS: dict[tuple[str, str], int] = {
    ("button", "text"): 75,
    ("header", "text"): 150,
    ("input", "label"): 2_000,
    ("input", "hint"): 2_000,
    ("modal", "title"): 24,
    ("modal", "submit"): 24,
    ("modal", "close"): 24,
    ("static_select", "placeholder"): 150,
}
PARTS_OF_RICH_TEXT = {"rich_text_section", "rich_text_list", "text"}


def message_objections(message: Json) -> list[str]:
    """Why chat.postMessage would not take the message; nothing if it would."""
    blocks = message["blocks"]
    said = list(_objections(blocks)) + list(_twice(blocks))
    if not message.get("text", "").strip():
        said.append("no fallback text")
    if not 1 <= len(blocks) <= 50:
        said.append(f"{len(blocks)} blocks")
    if (total := _size(blocks) + len(message["text"])) > MESSAGE_TOTAL:
        said.append(f"{total} characters in all")
    if len(message["text"]) > FALLBACK:
        said.append("fallback text too long")
    return said


def view_objections(view: Json) -> list[str]:
    """Why views.open would not take the view; nothing if it would."""
    said = list(_objections([view])) + list(_twice(view["blocks"]))
    if _size(view) > VIEW_TOTAL:
        said.append("view_too_large")
    return said


def objects(value: object) -> Iterator[Json]:
    """Every JSON object in a value, from the outside in."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from objects(inner)


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False).encode("utf-16-le")) // 2


def _objections(value: object) -> Iterator[str]:
    for one in objects(value):
        kind = one.get("type", "option" if "value" in one else "group" if "options" in one else "")
        yield from _lengths(kind, one)
        yield from _texts(kind, one)
        if check := CHECKS.get(kind):
            yield from check(one)
        elif kind not in LENGTHS and kind not in PARTS_OF_RICH_TEXT:
            yield f"unknown type {kind!r}"


def _lengths(kind: str, one: Json) -> Iterator[str]:
    for key, limit in LENGTHS.get(kind, {}).items():
        if key in one and not 1 <= len(one[key]) <= limit:
            yield f"{kind}.{key}: {len(one[key])} of 1 to {limit}"


def _texts(kind: str, one: Json) -> Iterator[str]:
    for (holder, key), limit in TEXTS.items():
        if kind == holder and key in one:
            length = _size(one[key]["text"]) - 2
            if one[key]["type"] != "plain_text" or len(one[key]["text"]) > limit:
                yield f"{kind}.{key}: {one[key]['type']} of {length}"


def _spoken(one: Json) -> Iterator[str]:
    if not one["text"].strip():
        yield f"empty {one['type']}"


def _text(one: Json) -> Iterator[str]:
    if not one["text"]:
        yield f"empty {one['type']}"


def _section(one: Json) -> Iterator[str]:
    if not one["elements"]:
        yield "a section of rich text without elements"


def _option(one: Json) -> Iterator[str]:
    if not 1 <= len(one["value"]) <= 150:
        yield f"option.value: {len(one['value'])}"
    if not 1 <= len(one["text"]["text"]) <= 75:
        yield f"option.text: {len(one['text']['text'])}"


def _group(one: Json) -> Iterator[str]:
    if not 1 <= len(one["options"]) <= 100:
        yield f"{len(one['options'])} options in a group"
    if not 1 <= len(one["label"]["text"]) <= 75:
        yield f"group.label: {len(one['label']['text'])}"


def _select(one: Json) -> Iterator[str]:
    groups = one.get("option_groups", [{"options": one.get("options", [])}])
    offered = [option for group in groups for option in group["options"]]
    values = [option["value"] for option in offered]
    labels = [option["text"]["text"] for option in offered]
    if len(set(values)) < len(values) or len(set(labels)) < len(labels):
        yield "two options that nobody tells apart"
    if "initial_option" in one and one["initial_option"] not in offered:
        yield "an initial option that is none of the options"


CHECKS: dict[str, Callable[[Json], Iterator[str]]] = {
    "group": _group,
    "link": _text,
    "option": _option,
    "plain_text": _spoken,
    "radio_buttons": _select,
    "rich_text_section": _section,
    "static_select": _select,
    "text": _text,
    "": lambda one: iter(
        () if set(one) <= {"bold", "italic"} else (f"unknown object {sorted(one)}",)
    ),
}


def _twice(blocks: list[Json]) -> Iterator[str]:
    for key, scope in (("block_id", [blocks]), ("action_id", _scopes(blocks))):
        for where in scope:
            ids = Counter(one[key] for one in objects(where) if key in one)
            yield from (f"{key} {id_!r} twice" for id_, count in ids.items() if count > 1)


def _scopes(blocks: list[Json]) -> list[list[Json]]:
    """A block of its own id has its own actions; all the others share one scope."""
    shared = [block for block in blocks if "block_id" not in block]
    return [shared, *([block] for block in blocks if "block_id" in block)]
