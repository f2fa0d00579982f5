"""Questions for the CRM's own words: which stages there are, what can be asked of orders.

The values of a field are those that occur in what the asker may read, each with how often.
"""

from crm.schema import FieldType, Schema
from handlers.understanding.conditions.located import located
from handlers.understanding.draft import Draft, EmptyItem, GroupWish, NameItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import FieldWord
from handlers.understanding.reading import Choice, NoReading, Unsure, Why

_ASKING = {Mark.WHAT, Mark.WHICH, Mark.LIST, Mark.DISTINCT, Mark.KINDS}
_POINTING = {Mark.IT, Mark.THEM, Mark.ONLY, Mark.ABOUT}
_USUAL = ("Opportunity", "Account")
_KIND_FIELDS = ("Type", "Family")


def asks_for_values(draft: Draft, schema: Schema) -> bool:
    """Whether somebody wants to know which values a field has, and not of which record."""
    plain = not (draft.groups or draft.rank or draft.sorts or draft.share or draft.function)
    if not plain or draft.measure or draft.ordinal or draft.owner_asked:
        return False
    if Mark.KINDS in draft.question and not draft.fields:
        return draft.root.entity is not None and not _names(draft)
    if len(draft.fields) != 1 or _names(draft) or Mark.SHOWING in draft.question:
        return False
    several = any(word.plural for word in draft.fields[0]) or Mark.DISTINCT in draft.question
    return several and bool(_countable(draft, schema))


def starts_afresh(draft: Draft, schema: Schema) -> bool:
    """Whether such a question stands by itself, whatever was asked before."""
    asked, pointing = _ASKING & draft.question, _POINTING & draft.question
    return bool(asked) and not pointing and asks_for_values(draft, schema)


def say_values(draft: Draft, schema: Schema) -> None:
    """Turn "which stages are there" into the number of records by stage; raises Unsure where
    several kinds of record have such a field.
    """
    words = _countable(draft, schema)
    if not words:
        draft.question.discard(Mark.KINDS)
        return
    root = draft.root
    if root.entity is None:
        root.entity = _holder(words, schema)
    if Mark.SELLS in draft.question and root.entity == "Product2":
        draft.question.discard(Mark.SELLS)
    draft.fields.clear()
    draft.groups.append(GroupWish(fields=words))
    draft.values = True
    root.items.append(EmptyItem(fields=(words,), negated=True))


def asks_for_fields(draft: Draft) -> bool:
    """Whether somebody wants to know what there is to ask of a kind of record."""
    more = draft.root.items or draft.root.subs or draft.function or draft.measure or draft.rank
    return Mark.FIELDS in draft.question and not more


def about_fields(draft: Draft) -> NoReading:
    """What to say to who asks which fields there are, or what can be asked of some records."""
    sentence = "Here is what you can ask me."
    return NoReading(why=Why.HELP, sentence=sentence, about=draft.root.entity or "")


def _names(draft: Draft) -> bool:
    return any(isinstance(item, NameItem) for item in draft.root.items)


def _countable(draft: Draft, schema: Schema) -> tuple[FieldWord, ...]:
    """The fields whose values come back often enough to be told; a text only without more said."""
    if Mark.KINDS in draft.question and not draft.fields:
        return _kinds(draft.root.entity or "", schema)
    bare = not draft.root.items and not draft.root.subs
    words = draft.fields[0]
    if draft.root.entity and located(schema, words, draft.root.entity) is None:
        return ()
    return tuple(word for word in words if _is_choice(word, schema, bare=bare))


def _is_choice(word: FieldWord, schema: Schema, *, bare: bool) -> bool:
    entity = schema.entity(word.entity)
    field = entity.field(word.field)
    if field.name == entity.name_field:
        return False
    if field.type is FieldType.PICKLIST or field.seen:
        return True
    person = field.type is FieldType.REFERENCE and field.refers_to == "User"
    return bare and (field.type is FieldType.TEXT or person)


def kinds_of(draft: Draft, schema: Schema) -> tuple[FieldWord, ...]:
    """What tells kinds of the draft's records apart; nothing where they have no such field."""
    return _kinds(draft.root.entity, schema) if draft.root.entity else ()


def _kinds(entity: str, schema: Schema) -> tuple[FieldWord, ...]:
    """What tells kinds of such records apart: the type of an account, the family of a product."""
    record = schema.entity(entity)
    found = [f for f in record if f.name in _KIND_FIELDS and f.type is FieldType.PICKLIST]
    return tuple(FieldWord(entity, f.name, f.type) for f in found[:1])


def _holder(words: tuple[FieldWord, ...], schema: Schema) -> str:
    """The one kind of record that is meant; of deals and others of the same field, the deals."""
    entities = tuple(dict.fromkeys(word.entity for word in words))
    common = [entity for entity in _USUAL if entity in entities]
    if len(entities) == 1 or len(common) == 1:
        return (common or entities)[0]
    options = tuple(_choice(word, schema) for word in words)
    raise Unsure(NoReading(why=Why.CLARIFY, sentence="Of which records?", choices=options))


def _choice(word: FieldWord, schema: Schema) -> Choice:
    entity = schema.entity(word.entity)
    label, plural = entity.field(word.field).label, entity.plural
    return Choice(f"{plural} by {label}", f"{plural.lower()} by {label.lower()}")
