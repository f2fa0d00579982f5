"""A card as a Slack message."""

from collections.abc import Sequence

from bot.render import clean, fitting, press, spoken
from bot.render.blockkit.elements import escaped, plain, rich_text, section, small_print
from bot.render.limits import (
    ACTIONS,
    BLOCKS,
    BUTTON,
    CELL,
    CONTEXT,
    FALLBACK,
    HEADER,
    MESSAGE,
    TITLE,
    Json,
    cut,
    size,
    units,
)
from handlers.cards import (
    Action,
    Button,
    Card,
    Element,
    Facts,
    Figure,
    LinkButton,
    Paragraph,
    Press,
    Style,
    Table,
    Text,
    Tone,
)

_PRESS = "press:"
_LINK = "link:"


def message(card: Card) -> Json:
    """`text` and `blocks` for chat.postMessage and its like, within all limits.

    The title is shown unless the card has a figure, which says the same; it always leads `text`,
    which notifications show and screen readers read.
    """
    seen = clean.card(card)
    text = _fallback(seen)
    return fitting.largest(
        fitting.parts(seen),
        lambda keep: {"text": text, "blocks": _all_blocks(fitting.shortened(seen, keep))},
        _fits,
    )


def decode_press(action_id: str, value: object) -> Press | None:
    """What a `block_actions` element pressed in a message means; None for a link button.

    ValueError for what this renderer never made.
    """
    if action_id.startswith(_LINK):
        return None
    if not action_id.startswith(_PRESS):
        raise ValueError("not a press of ours")
    return press.decode(value)


def _fits(made: Json) -> bool:
    return len(made["blocks"]) <= BLOCKS and size(made["blocks"]) + units(made["text"]) <= MESSAGE


def _all_blocks(card: Card) -> list[Json]:
    blocks = [] if _has_figure(card) else [_title(card.title)]
    for element in card.body:
        blocks += _blocks(element)
    blocks += _actions(card.actions)
    if card.footer:
        blocks.append(small_print(" · ".join(card.footer), CONTEXT))
    return blocks


def _has_figure(card: Card) -> bool:
    return any(isinstance(element, Figure) for element in card.body)


def _title(title: str) -> Json:
    return rich_text(section([Text(title, Tone.STRONG)], TITLE))


def _fallback(card: Card) -> str:
    """Title and contents, escaped, cut at a line's end."""
    lines = [escaped(cut(line, TITLE)) for line in spoken.lines(card)]

    def first(count: int) -> str:
        rest = [f"+{len(lines) - count:,} more"] if count < len(lines) else []
        return "\n".join(lines[:count] + rest)

    return fitting.largest(len(lines), first, lambda text: units(text) <= FALLBACK)


def _blocks(element: Element) -> list[Json]:
    match element:
        case Paragraph():
            said = any(run.text.strip() for run in element.runs)
            return [rich_text(section(element.runs))] if said else []
        case Figure():
            return [
                {"type": "header", "text": plain(element.value, HEADER)},
                rich_text(section([Text(element.label)], TITLE)),
            ]
        case Facts():
            return [rich_text(section(_fact_runs(element)))] if element.pairs else []
        case Table():
            return [_table(element)] if element.rows else []


def _fact_runs(facts: Facts) -> list[Text]:
    runs: list[Text] = []
    for label, value in facts.pairs:
        lead = "\n" if runs else ""
        runs += [Text(f"{lead}{cut(label, CELL)}: ", Tone.STRONG), value]
    return runs


def _table(table: Table) -> Json:
    """What the columns are, then a bullet a row: its name, and the other cells behind it."""
    heading = " · ".join(column.label for column in table.columns)
    rows = [section(_row_runs(row), CELL) for row in table.rows]
    return rich_text(
        section([Text(heading, Tone.MUTED)], TITLE),
        {"type": "rich_text_list", "style": "bullet", "elements": rows},
    )


def _row_runs(row: Sequence[Text]) -> list[Text]:
    name, *cells = row
    runs = [Text(name.text, Tone.STRONG, name.link)]
    for place, cell in enumerate(cells):
        runs += [Text(" · " if place else "  "), cell]
    return runs


def _actions(actions: Sequence[Action]) -> list[Json]:
    buttons = [_button(action, place) for place, action in enumerate(actions)]
    return [
        {"type": "actions", "elements": buttons[start : start + ACTIONS]}
        for start in range(0, len(buttons), ACTIONS)
    ]


def _button(action: Action, place: int) -> Json:
    made: Json = {"type": "button", "text": plain(action.label, BUTTON)}
    match action:
        case LinkButton():
            return made | {"action_id": f"{_LINK}{place}", "url": action.link}
        case Button():
            made |= {"action_id": f"{_PRESS}{place}", "value": press.encode(action.press)}
            return made if action.style is Style.NORMAL else made | {"style": action.style.value}
