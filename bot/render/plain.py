"""A card in a terminal: in colour where the terminal has some, in plain columns where piped."""

from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.style import Style as Look
from rich.table import Table as Grid
from rich.text import Text as Rich

from bot.render import clean
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

_LOOKS = {
    Tone.STRONG: Look(bold=True),
    Tone.MUTED: Look(dim=True),
    Tone.GOOD: Look(color="green"),
    Tone.WARNING: Look(color="yellow"),
}
_PLAIN = Look()


def text(card: Card, *, colour: bool, width: int) -> str:
    """The card as text that ends in a line end.

    In colour, tables fit into `width` columns, and names and buttons carry their links as the
    terminal shows them. Without colour each record stays on one line whatever its length, and
    links are written out, for other programs to read.
    """
    seen = clean.card(card)
    return _coloured(seen, width) if colour else "\n".join(_lines(seen)) + "\n"


def _has_figure(card: Card) -> bool:
    return any(isinstance(element, Figure) for element in card.body)


# In colour


def _coloured(card: Card, width: int) -> str:
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    if not _has_figure(card):
        console.print(Rich(card.title, Look(bold=True)))
    for element in card.body:
        console.print(_drawn(element))
    for said in _pressed(card.actions):
        console.print(Rich(said))
    for link in _link_buttons(card.actions):
        console.print(Rich(link.label, Look(link=link.link, underline=True)))
    if card.footer:
        console.print(Rich(" · ".join(card.footer), _LOOKS[Tone.MUTED]))
    return out.getvalue()


def _drawn(element: Element) -> RenderableType:
    match element:
        case Paragraph():
            return Rich.assemble(*(_rich(run) for run in element.runs))
        case Figure():
            return Rich.assemble(
                (element.value, Look(bold=True, color="cyan")), f"  {element.label}"
            )
        case Facts():
            grid = Grid.grid(padding=(0, 2, 0, 0))
            for label, value in element.pairs:
                grid.add_row(Rich(label, _LOOKS[Tone.MUTED]), _rich(value))
            return Padding(grid, (0, 0, 0, 2), expand=False)
        case Table():
            return _grid(element)


def _grid(table: Table) -> Grid:
    grid = Grid(box=None, padding=(0, 2, 0, 0), header_style=_LOOKS[Tone.MUTED])
    for column in table.columns:
        grid.add_column(Rich(column.label), justify="right" if column.numeric else "left")
    for row in table.rows:
        grid.add_row(*(_rich(cell) for cell in row))
    return grid


def _rich(run: Text) -> Rich:
    look = _LOOKS.get(run.tone, _PLAIN)
    return Rich(run.text, look + Look(link=run.link) if run.link else look)


# Piped


def _lines(card: Card) -> list[str]:
    lines = [] if _has_figure(card) else [card.title]
    for element in card.body:
        lines += _said(element)
    return lines + _actions(card.actions) + list(card.footer)


def _said(element: Element) -> list[str]:
    match element:
        case Paragraph():
            said = "".join(run.text for run in element.runs)
            return [" ".join([*said.split("\n"), *_links(element.runs)])] if said.strip() else []
        case Figure():
            return [f"{element.value}  {element.label}"]
        case Facts():
            rows = [[f"{label}:", value.text, *_links([value])] for label, value in element.pairs]
            return _aligned(rows, frozenset())
        case Table():
            return _columns(element)


def _columns(table: Table) -> list[str]:
    head = [column.label for column in table.columns]
    rows = [[cell.text for cell in row] + _links(row) for row in table.rows]
    numbers = frozenset(place for place, column in enumerate(table.columns) if column.numeric)
    widths = _widths([head, *rows])[: len(head)]
    rule = ["-" * width for width in widths]
    return _aligned([head, rule, *rows], numbers)


def _aligned(rows: Sequence[Sequence[str]], numbers: frozenset[int]) -> list[str]:
    widths = _widths(rows)
    return [
        "  ".join(
            _padded(cell, widths[place], right=place in numbers) for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]


def _widths(rows: Iterable[Sequence[str]]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip_longest(*rows, fillvalue="")]


def _padded(cell: str, width: int, *, right: bool) -> str:
    room = " " * (width - cell_len(cell))
    return room + cell if right else cell + room


def _links(runs: Iterable[Text]) -> list[str]:
    return [run.link for run in runs if run.link]


def _actions(actions: Sequence[Action]) -> list[str]:
    """What can be pressed elsewhere, then each address on its own."""
    return _pressed(actions) + [f"{link.label}: {link.link}" for link in _link_buttons(actions)]


def _pressed(actions: Sequence[Action]) -> list[str]:
    """What can be pressed elsewhere, on one line."""
    presses = [f"[{action.label}]" for action in actions if isinstance(action, Button)]
    return ["  ".join(presses)] if presses else []


def _link_buttons(actions: Sequence[Action]) -> list[LinkButton]:
    return [action for action in actions if isinstance(action, LinkButton)]
