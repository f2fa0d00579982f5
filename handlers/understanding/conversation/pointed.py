"""What is pointed at: it, the second one, their contacts, who do I know there."""

from copy import deepcopy

from crm.figures import MEASURES
from crm.names import Match, Name
from crm.query import Ref
from handlers.ports import Turn
from handlers.speech import say
from handlers.understanding.draft import Draft, NameItem, Phrase, StateItem, Sub, TimeItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.reading import Choice, NoReading, Shape, Unsure, Why

POINTING = frozenset({Mark.IT, Mark.THEM, Mark.THERE, Mark.THEIR})
_OF_ONE = {Shape.RECORD, Shape.FIELD}
_CHECKING = {Mark.IS, Mark.DO, Mark.HAVE}
_LINES = {"Order": "OrderItem", "Opportunity": "OpportunityLineItem"}
MOST_HELD = 200


def pointed(draft: Draft, turn: Turn, said: Draft) -> Draft | None:
    """The draft with the records it points at named in it; None where it points at none, or says
    more of the same records as before.
    """
    if draft.ordinal:
        return _about(draft, (_nth(turn, draft.ordinal),))
    pointing, other = POINTING & draft.question, _other(draft, turn)
    if not pointing:
        alone = len(turn.shown) == 1 and turn.shape in _OF_ONE
        return _about(draft, turn.shown) if alone and other and _is_bare(draft) else None
    if other:
        return _belonging(draft, turn, said)
    if draft.measure and len(turn.shown) == 1 and turn.shape in _OF_ONE:
        return _about(draft, turn.shown)
    asked = bool(draft.fields or draft.owner_asked)
    one = len(turn.shown) == 1 and asked and Mark.THEM in pointing
    if draft.root.entity or draft.function or draft.measure or draft.groups or draft.rank:
        return None
    if one or Mark.IT in pointing:
        return _about(draft, (_the_one(turn),))
    return _about(draft, turn.shown) if Mark.THERE in pointing and turn.shown else None


def asks_contents(draft: Draft, turn: Turn) -> bool:
    """Whether "what's in it", "what was in them" asks for the lines of orders, or of deals."""
    lines = _LINES.get(turn.asked.entity)
    if draft.root.entity != _LINES["Order"] or draft.root.items or lines is None:
        return False
    draft.root.entity = lines
    return True


def records(turn: Turn, said: Draft) -> Phrase:
    """The records that were asked about last: by what was said of them, or those shown where only
    the first of them were.
    """
    entity = turn.asked.entity
    if is_cut(turn, said):
        return Phrase(entity=turn.shown[0].entity, items=[those(turn.shown)])
    phrase = deepcopy(said.root)
    phrase.entity = phrase.entity or entity
    if said.measure and not any(isinstance(i, StateItem) for i in phrase.items):
        phrase.items += [StateItem(state=name) for name in MEASURES[said.measure].states]
    return phrase


def is_cut(turn: Turn, said: Draft) -> bool:
    """Whether only some of the records that were asked about were shown, or one."""
    ranked = said.rank is not None and bool(said.rank.count or said.root.singular)
    some = ranked or bool(said.limit) or turn.shape in _OF_ONE | {Shape.GROUPS}
    if some and len(turn.shown) >= MOST_HELD:
        sentence = say("Those are more than I can hold together; please narrow them down first.")
        raise Unsure(NoReading(why=Why.NOT_UNDERSTOOD, sentence=sentence))
    return some and bool(turn.shown)


def those(refs: tuple[Ref, ...]) -> NameItem:
    """These records, as if they were named."""
    names = tuple((Match(Name(ref.entity, ref.id, ref.id), 1.0, exact=True),) for ref in refs)
    return NameItem(text="those", names=names)


def _other(draft: Draft, turn: Turn) -> bool:
    """Whether it asks for another kind of record than what is pointed at."""
    groups = turn.shape == Shape.GROUPS and bool(turn.shown) and Mark.THEIR in draft.question
    pointed_at = turn.shown[0].entity if groups else turn.asked.entity
    return draft.root.entity not in (None, pointed_at)


def _is_bare(draft: Draft) -> bool:
    """Whether nothing but a kind of record is said, and a state, a time or a place in a row."""
    told = (StateItem, TimeItem)
    whole = draft.root.subs or draft.fields or draft.groups or draft.measure or draft.ours
    return not whole and all(isinstance(item, told) for item in draft.root.items)


def _about(draft: Draft, refs: tuple[Ref, ...]) -> Draft:
    """The draft about these records; without a kind of its own, it asks for them themselves."""
    root = draft.root
    root.items.append(those(refs))
    if root.entity is None and not draft.measure and not root.items[:-1]:
        root.entity, root.singular = refs[0].entity, len(refs) == 1
    draft.ordinal = None
    return _unpointed(draft)


def _belonging(draft: Draft, turn: Turn, said: Draft) -> Draft:
    """their contacts: of the records last shown, or of all that matched."""
    if {Mark.IT, Mark.THERE} & draft.question and Mark.THEM not in draft.question:
        return _about(draft, (_the_one(turn),))
    if is_cut(turn, said):
        return _about(draft, turn.shown)
    draft.root.subs.append(Sub(records(turn, said)))
    return _unpointed(draft)


def _unpointed(draft: Draft) -> Draft:
    """The draft as if the records had been named in it."""
    draft.question -= POINTING
    if Mark.WHICH in draft.question:
        draft.question -= _CHECKING
    return draft


def _nth(turn: Turn, number: int) -> Ref:
    if number > len(turn.shown):
        sentence = say("There were only {count} in my last answer.", count=len(turn.shown))
        raise Unsure(NoReading(why=Why.CLARIFY, sentence=sentence))
    return turn.shown[number - 1]


def _the_one(turn: Turn) -> Ref:
    if len(turn.shown) == 1:
        return turn.shown[0]
    choices = tuple(Choice(ref.id, ref.id, ref) for ref in turn.shown[:5])
    sentence = say("Which one do you mean?")
    raise Unsure(NoReading(why=Why.CLARIFY, sentence=sentence, choices=choices))
