"""What a card says in words alone: for notifications, screen readers and pipes."""

from handlers.cards import Card, Element, Facts, Figure, Paragraph, Table


def title(card: Card) -> str:
    """The card's title; what kind of card it is goes first where no letter or digit would."""
    if any(char.isalnum() for char in card.title):
        return card.title
    return f"{card.kind.value.capitalize()}: {card.title}"


def lines(card: Card) -> list[str]:
    """Its title and all it says, a line for each paragraph, figure, fact and row."""
    said = [title(card)]
    for element in card.body:
        said += _lines(element)
    return [one for one in said + list(card.footer) if one.strip()]


def _lines(element: Element) -> list[str]:
    match element:
        case Paragraph():
            return ["".join(run.text for run in element.runs)]
        case Figure():
            return [f"{element.value} {element.label}"]
        case Facts():
            return [f"{label}: {value.text}" for label, value in element.pairs]
        case Table():
            return [" · ".join(cell.text for cell in row) for row in element.rows]
