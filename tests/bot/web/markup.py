"""What a page or a piece of it holds, for a test to look at: read as a browser would."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"input", "img", "meta", "link", "br"})


@dataclass(frozen=True, slots=True)
class Element:
    """A tag with its attributes, and all text inside it."""

    tag: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in one line."""
        return " ".join("".join(self.texts).split())

    @property
    def classes(self) -> set[str]:
        """The class names."""
        return set(self.attributes.get("class", "").split())


class Markup(HTMLParser):
    """All elements of a text of HTML, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self._texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._texts.append(data)
        for element in self._open:
            element.texts.append(data)

    def all(self, tag: str, class_: str = "") -> Iterator[Element]:
        """Every element of that tag, and of that class where one is given."""
        for element in self.elements:
            if element.tag == tag and (not class_ or class_ in element.classes):
                yield element

    def button(self, label: str) -> Element:
        """The first button whose label begins so."""
        return next(one for one in self.all("button") if one.text.startswith(label))

    def named(self, name: str) -> Element:
        """The input, select or text area of that name."""
        return next(one for one in self.elements if one.attributes.get("name") == name)

    @property
    def links(self) -> list[str]:
        """Where its links lead."""
        return [one.attributes["href"] for one in self.all("a")]

    @property
    def text(self) -> str:
        """All that can be read, in one line."""
        return " ".join("".join(self._texts).split())
