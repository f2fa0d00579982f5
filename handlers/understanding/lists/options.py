"""The values between which somebody asks: "what stage is it in, negotiation or proposal"."""

from crm.schema import Schema
from handlers.understanding.draft import Draft, Item, NameItem, StateItem, ValueItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.lists.vocabulary import kinds_of


def leave_out_options(draft: Draft, schema: Schema) -> None:
    """Take the values of the very field that is asked for out of what is said of a named record:
    they offer answers, and narrow nothing down. "What kind of account" asks for the type.
    """
    root = draft.root
    if not any(isinstance(item, NameItem) for item in root.items) or draft.yes_no:
        return
    if Mark.KINDS in draft.question and not draft.fields and (kind := kinds_of(draft, schema)):
        draft.question.discard(Mark.KINDS)
        draft.fields.append(kind)
        root.singular = True
        root.items = [i for i in root.items if not isinstance(i, StateItem)]
    asked = {(f.entity, f.field) for options in draft.fields for f in options}
    root.items = [item for item in root.items if not _offers(item, asked)]


def _offers(item: Item, asked: set[tuple[str, str]]) -> bool:
    if not isinstance(item, ValueItem) or item.negated or len(item.values) < 2:
        return False
    return all(any((v.entity, v.field) in asked for v in options) for options in item.values)
