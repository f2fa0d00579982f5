"""The last turn of a conversation as JSON text, and back."""

import json
from datetime import datetime

from crm import query_json
from crm.query import Ref
from handlers.ports import Turn
from handlers.understanding import draft_json
from handlers.understanding.reading import Choice, Doubt


def to_json(turn: Turn) -> str:
    """The turn as one line of ASCII."""
    return json.dumps(
        {
            "query": json.loads(query_json.to_json(turn.query)) if turn.query else None,
            "shown": [[ref.entity, ref.id] for ref in turn.shown],
            "at": turn.at.isoformat(),
            "shape": turn.shape,
            "measure": turn.measure,
            "offered": [_choice(choice) for choice in turn.offered],
            "doubt": _doubt(turn.doubt) if turn.doubt else None,
            "question": turn.question,
            "said": json.loads(draft_json.to_json(turn.said)) if turn.said else None,
        },
        separators=(",", ":"),
    )


def _choice(choice: Choice) -> list[object]:
    ref = [choice.ref.entity, choice.ref.id] if choice.ref else None
    return [choice.label, choice.question, ref, choice.sense]


def _doubt(doubt: Doubt) -> list[str]:
    return [doubt.said, doubt.kind, doubt.question]


def from_json(text: str) -> Turn:
    """The turn that `to_json` wrote; raises ValueError for anything else."""
    try:
        found = json.loads(text)
        turn = Turn(
            query=query_json.from_json(json.dumps(found["query"])) if found["query"] else None,
            shown=tuple(Ref(entity, id_) for entity, id_ in found["shown"]),
            at=datetime.fromisoformat(found["at"]),
            shape=found["shape"],
            measure=found["measure"],
            offered=tuple(
                Choice(label, question, Ref(*ref) if ref else None, sense)
                for label, question, ref, sense in found["offered"]
            ),
            doubt=Doubt(*found["doubt"]) if found["doubt"] else None,
            question=found["question"],
            said=draft_json.from_json(json.dumps(found["said"])) if found["said"] else None,
        )
        unchanged = json.loads(to_json(turn)) == found
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("that is no turn of a conversation") from error
    parts = [
        turn.shape,
        turn.measure,
        turn.question,
        *(p for ref in turn.shown for p in (ref.entity, ref.id)),
        *(p for choice in turn.offered for p in (choice.label, choice.question, choice.sense)),
        *(_doubt(turn.doubt) if turn.doubt else ()),
    ]
    texts = all(isinstance(part, str) for part in parts)
    if not (unchanged and texts and turn.at.tzinfo):
        raise ValueError("that is no turn of a conversation as it is written here")
    return turn
