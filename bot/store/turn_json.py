"""The last turn of a conversation as JSON text, and back."""

import json
from datetime import datetime

from crm import query_json
from crm.query import Ref
from handlers.ports import Turn
from handlers.understanding import draft_json


def to_json(turn: Turn) -> str:
    """The turn as one line of ASCII."""
    return json.dumps(
        {
            "query": json.loads(query_json.to_json(turn.query)) if turn.query else None,
            "shown": [[ref.entity, ref.id] for ref in turn.shown],
            "at": turn.at.isoformat(),
            "shape": turn.shape,
            "measure": turn.measure,
            "offered": turn.offered,
            "question": turn.question,
            "said": json.loads(draft_json.to_json(turn.said)) if turn.said else None,
        },
        separators=(",", ":"),
    )


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
            offered=tuple((label, question) for label, question in found["offered"]),
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
    ]
    texts = all(isinstance(part, str) for part in parts)
    if not (unchanged and texts and turn.at.tzinfo):
        raise ValueError("that is no turn of a conversation as it is written here")
    return turn
