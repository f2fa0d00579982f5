"""A card as an Adaptive Card."""

from collections.abc import Sequence

from bot.render import clean, fitting, spoken
from bot.render.adaptive.elements import action_sets, block, execute, fits, frame, large, open_url
from bot.render.limits import CELL, HEADER, TITLE, Json, cut
from handlers.cards import (
    Action,
    Button,
    Card,
    Element,
    Facts,
    Figure,
    LinkButton,
    Paragraph,
    Table,
    Text,
    Tone,
)


def card(card: Card) -> Json:
    """The content of an `application/vnd.microsoft.card.adaptive` attachment, at most 80 KB."""
    seen = clean.card(card)
    return fitting.largest(
        fitting.parts(seen), lambda keep: _card(fitting.shortened(seen, keep)), fits
    )


def summary(card: Card) -> str:
    """The activity's `summary`: what a notification shows; plain text."""
    return cut(spoken.title(clean.card(card)), TITLE)


def _card(card: Card) -> Json:
    figure = any(isinstance(element, Figure) for element in card.body)
    body = [] if figure else [large(card.title, "Medium", TITLE)]
    for element in card.body:
        body += _elements(element)
    body += action_sets([_action(action) for action in card.actions])
    if card.footer:
        small = block([Text(" · ".join(card.footer), Tone.MUTED)])
        for inline in small["inlines"]:
            inline["size"] = "Small"
        body.append(small)
    return frame(spoken.title(card), body)


def _elements(element: Element) -> list[Json]:
    match element:
        case Paragraph():
            return [block(element.runs)] if any(run.text.strip() for run in element.runs) else []
        case Figure():
            return [
                large(element.value, "ExtraLarge", HEADER),
                block([Text(element.label, Tone.MUTED)], limit=TITLE, spacing="None"),
            ]
        case Facts():
            return [_facts(element)] if element.pairs else []
        case Table():
            return [_table(element)] if element.rows else []


def _facts(facts: Facts) -> Json:
    rows = [[_cell([Text(label, Tone.MUTED)]), _cell([value])] for label, value in facts.pairs]
    return _grid([1, 2], rows, header=False)


def _table(table: Table) -> Json:
    sides = ["Right" if column.numeric else "Left" for column in table.columns]
    head = [Text(column.label, Tone.STRONG) for column in table.columns]
    rows = [
        [_cell([cell], side) for cell, side in zip(row, sides, strict=True)]
        for row in (head, *table.rows)
    ]
    return _grid([2] + [1] * (len(sides) - 1), rows, header=True)


def _cell(runs: Sequence[Text], side: str = "Left") -> Json:
    content = block(runs, limit=CELL, horizontalAlignment=side)
    return {"type": "TableCell", "items": [content]}


def _grid(widths: Sequence[int], rows: Sequence[Sequence[Json]], *, header: bool) -> Json:
    return {
        "type": "Table",
        "firstRowAsHeaders": header,  # as the official libraries spell it
        "firstRowAsHeader": header,  # as its page in the schema explorer spells it
        "showGridLines": False,
        "columns": [{"width": width} for width in widths],
        "rows": [{"type": "TableRow", "cells": list(cells)} for cells in rows],
    }


def _action(action: Action) -> Json:
    match action:
        case LinkButton():
            return open_url(action.label, action.link)
        case Button():
            return execute(action.label, action.press, action.style)
