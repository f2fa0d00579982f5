"""How things stand with a record: the open deals of an account, the stage of a deal, the status of
an order.
"""

from collections.abc import Sequence

from crm.figures import State
from crm.schema import Schema
from handlers.understanding.draft import Draft, KeyItem, NameItem, Phrase, StateItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import FieldWord

_TOLD_BY = ("StageName", "Status")
_TIE = 0.02


def settle_standing(draft: Draft, schema: Schema) -> None:
    """Put what "where are we with" asks for in its place; nothing where no record is named."""
    if Mark.STANDING not in draft.question:
        return
    draft.question.discard(Mark.STANDING)
    draft.question.add(Mark.WHAT)
    root = draft.root
    if draft.fields or draft.function or draft.measure or draft.groups:
        return
    kind = root.entity or _kind(root.items)
    if kind in {"Account", "User"} and len(root.items) == 1:
        draft.root = Phrase(entity="Opportunity", items=[*root.items, StateItem(state=State.OPEN)])
    elif kind == "Opportunity" and not _is_one(root):
        # "what's going on with my deals" is about those that are going on.
        said = any(isinstance(item, StateItem) for item in root.items)
        root.items += [] if said else [StateItem(state=State.OPEN)]
    elif kind and (told := _field(kind, schema)) and _is_one(root):
        root.entity, root.singular = kind, True
        draft.fields.append((told,))


def _is_one(root: Phrase) -> bool:
    return any(isinstance(i, NameItem | KeyItem) for i in root.items)


def _kind(items: Sequence[object]) -> str | None:
    """The kind of record that is named; of equals, the account."""
    named = next((i for i in items if isinstance(i, NameItem)), None)
    if named is None or len(named.names) > 1:
        return None
    if named.id:
        return named.id.entity
    best = max(m.score for m in named.names[0])
    kinds = [m.name.entity for m in named.names[0] if m.score >= best - _TIE]
    return "Account" if "Account" in kinds else kinds[0]


def _field(kind: str, schema: Schema) -> FieldWord | None:
    entity = schema.entity(kind)
    name = next((name for name in _TOLD_BY if name in entity), None)
    return FieldWord(kind, name, entity.field(name).type) if name else None
