"""The card that says in one sentence why something did not work, and loses nothing typed."""

from collections.abc import Sequence

from crm.links import Links
from crm.schema import Field
from handlers.cards import Action, Card, Element, Kind, LinkButton, Paragraph, Text, Tone
from handlers.record import Record
from handlers.request import Submission

OUTDATED = "That button belongs to an older version of this message. Please ask again."

_LONGEST = 3_000


def sorry(
    sentence: str, *, more: Sequence[str] = (), typed: str = "", actions: Sequence[Action] = ()
) -> Card:
    """`sentence` as the title, `more` below it, and what the person had typed, to copy."""
    body: list[Element] = [Paragraph((Text(line),)) for line in more]
    if typed:
        kept = typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…"
        body.append(Paragraph((Text("You typed: ", Tone.MUTED), Text(kept))))
    title = sentence.strip() or "That did not work."
    return Card(kind=Kind.SORRY, title=title, body=tuple(body), actions=tuple(actions))


def typed_in(submission: Submission) -> str:
    """All that was entered in a form, in one text."""
    return "\n".join(text.strip() for _, text in submission.values if text.strip())


def cannot_enter(record: Record, field: Field, links: Links, *, typed: str = "") -> Card:
    """A field that no form can take: where to change it instead."""
    there = LinkButton("Open in the CRM", links.record(record.ref))
    sentence = f"{field.label} can't be changed here, only in the CRM."
    return sorry(sentence, typed=typed, actions=(there,))
