"""What a person did, and what goes back, on whatever surface it happened."""

from dataclasses import dataclass
from datetime import datetime

from crm.access import Viewer
from handlers.cards import Card, Form, Press


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody wrote to Crumb: a direct message, a mention, or `/crm …`."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command other than `/crm`, such as `crmfeedback`, without the slash."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """A form came back: the press it was made with, and (input name, text) pairs."""

    press: Press
    values: tuple[tuple[str, str], ...]

    def value(self, name: str) -> str:
        """The text entered there, without surrounding blanks; "" when it was left empty."""
        return dict(self.values).get(name, "").strip()


Said = Question | Command | Press | Submission


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One thing one person did.

    `conversation` names the thread it belongs to, for follow-ups; `channel` the kind of surface
    ("slack", "web", "console").
    """

    viewer: Viewer
    said: Said
    conversation: str
    channel: str
    now: datetime

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("now is a point in time with a zone")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What goes back: a card (a new message, or in place of the one pressed), or a form.

    A form in answer to a Submission is the same form again, with errors at its fields.
    """

    card: Card | None = None
    form: Form | None = None
    replaces: bool = False

    def __post_init__(self) -> None:
        if (self.card is None) == (self.form is None):
            raise ValueError("a reply is either a card or a form")
