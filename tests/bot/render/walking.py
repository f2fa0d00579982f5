"""Ways through what the renderers made."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from handlers.cards import Card, Facts, LinkButton, Paragraph, Table, Text

Json = dict[str, Any]

# Properties that Adaptive Cards read as Markdown, by the type that has them (msteams-docs,
# task-modules-and-cards/cards/cards-format, and the official renderer).
MARKDOWN_PROPERTIES = {
    "TextBlock": {"text"},
    "Fact": {"title", "value"},
    "FactSet": {"facts"},
    "Input.Toggle": {"title"},
    "AdaptiveCard": {"fallbackText", "speak"},
}


def card_links(card: Card) -> set[str]:
    """Every address a card gives."""
    found = {action.link for action in card.actions if isinstance(action, LinkButton)}
    for element in card.body:
        runs: tuple[Text, ...] = ()
        match element:
            case Paragraph():
                runs = element.runs
            case Facts():
                runs = tuple(value for _, value in element.pairs)
            case Table():
                runs = tuple(cell for row in element.rows for cell in row)
        found |= {run.link for run in runs if run.link}
    return found


def markdown_texts(value: object) -> Iterator[str]:
    """The strings in an Adaptive Card that a client reads as Markdown."""
    if isinstance(value, dict):
        for key in MARKDOWN_PROPERTIES.get(value.get("type", ""), ()):
            if key in value:
                yield value[key]
        for inner in value.values():
            yield from markdown_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from markdown_texts(inner)


def rich_texts(value: object, kind: str) -> Iterator[str]:
    """The text of each object of a type, in order; links and text of one line are joined."""
    if isinstance(value, dict):
        if value.get("type") == kind:
            inner = value["elements"] if "elements" in value else value["inlines"]
            yield "".join(one["text"] for one in inner)
        for inner in value.values():
            yield from rich_texts(inner, kind)
    elif isinstance(value, list):
        for inner in value:
            yield from rich_texts(inner, kind)


class Page(HTMLParser):
    """What a browser would find in a piece of HTML: tags, attributes, links and text."""

    VOID = frozenset({"input"})

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.balanced = True
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced &= bool(self.open) and self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str | None]:
        """The values of an attribute, wherever it stands."""
        return [value for key, value in self.attributes if key == name]
