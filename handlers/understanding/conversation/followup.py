"""A question that goes on from the last one: only those over 50k; and last quarter?; by stage.

The subject is carried as the last question taken apart, not as words: what is said anew takes the
place of what was said of the same thing, all else stays, and the whole is read like one question
that says it all.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace

from crm.names.spelling import words as words_of
from handlers.ports import Turn
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.conversation.changes_carried import asks_afresh
from handlers.understanding.conversation.of_account import of_the_account
from handlers.understanding.conversation.pointed import POINTING, asks_contents, pointed
from handlers.understanding.conversation.replaced import Manner, Replacing
from handlers.understanding.conversation.reshaped import CONNECTING, Reshaping
from handlers.understanding.conversation.shifted import settle_shifts
from handlers.understanding.draft import (
    Draft,
    GroupWish,
    NameItem,
    Phrase,
    StateItem,
    TimeItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import EntityWord, FieldWord
from handlers.understanding.language.span import Span
from handlers.understanding.lists.lookup import only_key, only_title
from handlers.understanding.lists.vocabulary import starts_afresh
from handlers.understanding.parsing.parse import parse
from handlers.understanding.reading import Choice
from handlers.understanding.schema.connect import connect

_COMPARING = {Mark.VERSUS, Mark.COMPARE}
_GOING_ON = {Mark.ABOUT, Mark.INSTEAD}


def gone_on(spans: tuple[Span, ...], turn: Turn | None, resolver: Resolver) -> tuple[Draft, ...]:
    """What a question says together with those before it, or by itself where it needs none.

    Of several ways, the first that finds something is meant. Raises Unsure.
    """
    alone = _parsed(spans, resolver)
    if turn is None or turn.said is None or turn.query is None:
        return (alone,)
    if by := _field_behind(alone, turn, resolver):
        return tuple(_refined(spans, turn, turn.said, resolver, by=by))
    if starts_afresh(alone, resolver.schema) or only_key(alone) or asks_afresh(alone, turn):
        return (alone,)
    if only_title(alone):
        _ask_among(alone, turn)
    of_one = alone.yes_no and len(turn.shown) == 1
    if of_one or asks_contents(alone, turn) or not _points_first(spans):
        found = pointed(deepcopy(alone), turn, turn.said)
        if found:
            return (found,)
    if kind := _kind_behind(alone, turn, resolver):
        return tuple(_refined(spans, turn, turn.said, resolver, by=GroupWish(entity=kind)))
    if about := of_the_account(spans, deepcopy(alone), turn.said, resolver.schema):
        return (about,)
    if not (
        _goes_on(alone, turn)
        or _asks_field(spans, turn)
        or _what_they_have(spans, alone, turn, resolver)
    ):
        return (alone,)
    if _swaps(alone, turn):
        return (_swapped(alone, turn.said, resolver),)
    return tuple(_refined(spans, turn, turn.said, resolver))


def _parsed(spans: tuple[Span, ...], resolver: Resolver, about: str | None = None) -> Draft:
    draft = parse(spans, about)
    settle_shifts(draft, resolver.calendar)
    return draft


def chosen(text: str, turn: Turn | None) -> Choice | None:
    """The choice of whoever answers "which one?" by naming it; None for anything else."""
    words = set(words_of(text).split()) - {"the", "one", "at", "in", "of", "from"}
    offered = turn.offered if turn else ()
    fitting = [c for c in offered if words and words <= set(words_of(c.label).split())]
    exact = [c for c in offered if words_of(c.label.split(" · ")[0]) == words_of(text)]
    if text.strip().isdecimal() and 0 < int(text) <= len(offered):
        return offered[int(text) - 1]
    found = exact or fitting
    return found[0] if len(found) == 1 else None


def _ask_among(draft: Draft, turn: Turn) -> None:
    """ "who's the CFO" asks for one of the contacts shown, or of the account's people."""
    if turn.asked.entity == "Contact":
        draft.root.entity = None
    elif turn.asked.entity == "Account" or len(turn.shown) == 1:
        draft.root.entity = "Contact"
        draft.question.add(Mark.THEIR)


def _points_first(spans: tuple[Span, ...]) -> bool:
    """ "which of them have open orders" asks for them; "which orders do they have" for orders."""
    pointing = False
    for span in spans:
        if span.has(Mark.THEIR) or span.any_of(EntityWord):
            return pointing and not span.has(Mark.THEIR)
        pointing |= span.has(Mark.THEM)
    return pointing


def _goes_on(draft: Draft, turn: Turn) -> bool:
    """Whether the question needs the last one to make sense."""
    said = draft.question
    if {*POINTING, Mark.ONLY} & said or _best_of_these(draft, turn):
        return True
    if draft.root.entity:
        return _swaps(draft, turn)
    if draft.measure:
        return bool(said & _GOING_ON) or _is_bare(draft)
    if said & (_GOING_ON | _COMPARING):
        return True
    named = any(isinstance(i, NameItem) for i in draft.root.items)
    if named and draft.function is not None:
        return False
    return not (named and (draft.fields or draft.owner_asked or said))


def _best_of_these(draft: Draft, turn: Turn) -> bool:
    """ "who's the best?" of the people whose figures were told, by that figure."""
    root, said = draft.root, turn.said
    more = root.said or root.items or root.subs or draft.measure or draft.function or draft.fields
    if draft.rank is None or Mark.WHO not in draft.question or more or draft.groups or not said:
        return False
    return any(
        g.entity == "User" or any(f.field == "OwnerId" for f in g.fields) for g in said.groups
    )


def _asks_field(spans: tuple[Span, ...], turn: Turn) -> bool:
    """ "owners?", after leads: a field of theirs, though it is a kind of record as well."""
    said = [s for s in spans if not s.has(Mark.FILLER, Mark.AND, Mark.ABOUT)]
    if len(said) != 1 or not said[0].any_of(EntityWord):
        return False
    return any(f.entity == turn.asked.entity for f in said[0].all(FieldWord))


def _what_they_have(spans: tuple[Span, ...], draft: Draft, turn: Turn, resolver: Resolver) -> bool:
    """ "without overdue invoices", after accounts: those of them that have none."""
    first = next((s for s in spans if not s.has(Mark.FILLER, Mark.AND, Mark.OR, Mark.ABOUT)), None)
    has = first is not None and first.has(Mark.WITH, Mark.NO, Mark.SINGLE)
    if first is None or not has or first.has(Mark.HAVE, Mark.DID, Mark.WHOSE):
        return False
    inner, outer = draft.root.entity, turn.asked.entity
    return inner not in (None, outer) and connect(resolver.schema, outer, inner or "") is not None


def _is_bare(draft: Draft) -> bool:
    root = draft.root
    return not (root.items or root.subs or draft.groups or draft.function or draft.question)


def _swaps(draft: Draft, turn: Turn) -> bool:
    """ "and invoices?": records of another kind in the place of those."""
    bare = all(isinstance(i, StateItem) for i in draft.root.items) and not draft.root.subs
    more = draft.fields or draft.groups or draft.measure or draft.ours
    other = draft.root.entity not in (None, turn.asked.entity)
    return bool(_GOING_ON & draft.question) and other and bare and not more


def _swapped(draft: Draft, said: Draft, resolver: Resolver) -> Draft:
    """What was said of the others, said of these as far as it can be."""
    base, entity = deepcopy(said), draft.root.entity or ""
    kept = Phrase(entity=entity, singular=draft.root.singular, said=True, subs=base.root.subs)
    stated = any(isinstance(i, StateItem) for i in draft.root.items)
    for item in base.root.items:
        meant = replace(item, role=None) if isinstance(item, TimeItem) else item
        optional = isinstance(item, StateItem)
        if not (optional and (stated or resolver.one(item, entity) is None)):
            kept.items.append(meant)
    kept.items += draft.root.items
    draft.root = kept
    draft.function = draft.function or said.function
    draft.groups = base.groups
    draft.question -= CONNECTING
    return draft


def _kind_behind(draft: Draft, turn: Turn, resolver: Resolver) -> str | None:
    """ "which reps?" after deals asks whose they are, and for no reps besides."""
    root, record = draft.root, resolver.schema.entity(turn.asked.entity)
    bare = Phrase(entity=root.entity, singular=root.singular, said=root.said)
    more = draft.fields or draft.groups or draft.measure or draft.function or draft.rank
    if Mark.WHICH not in draft.question or root != bare or more or draft.sorts:
        return None
    behind = {field.refers_to for field in record if field.refers_to}
    return root.entity if root.entity in behind and root.entity != record.name else None


def _field_behind(draft: Draft, turn: Turn, resolver: Resolver) -> GroupWish | None:
    """ "which regions?" after deals or a figure asks of which those are; "which regions are there"
    does not.
    """
    root = draft.root
    plain = Phrase(entity=root.entity, singular=root.singular)
    wish = draft.groups or draft.measure or draft.function or draft.rank or draft.sorts
    if len(draft.fields) != 1 or root != plain or wish:
        return None
    words = draft.fields[0]
    which = draft.question == {Mark.WHICH}
    if not which and (draft.question != {Mark.WHAT} or not all(w.plural for w in words)):
        return None
    return GroupWish(fields=words) if resolver.path(words, turn.asked.entity) else None


def _refined(
    spans: tuple[Span, ...],
    turn: Turn,
    said: Draft,
    resolver: Resolver,
    by: GroupWish | None = None,
) -> Iterator[Draft]:
    """More of the same, or the same of others, or all of it in groups."""
    entity = said.root.entity or turn.asked.entity
    new, base = _parsed(spans, resolver, entity), deepcopy(said)
    if by:
        new = Draft(root=Phrase(entity=entity), groups=[by])
    new.question |= parse(spans).question & POINTING
    more = any(span.has(Mark.MORE_OF) for span in spans)
    Reshaping(base, new, turn, resolver, more=more).reshape()
    bare = not any(span.any_of(EntityWord) for span in spans)
    saying = Replacing(base, entity, resolver, _manner(new), bare=bare)
    saying.say(new.root)
    yield base
    if saying.guessed:
        yield _themselves(base)


def _manner(draft: Draft) -> Manner:
    said = draft.question
    if said & _COMPARING or (draft.claim is not None and draft.yes_no):
        return Manner.COMPARED
    if {Mark.ONLY, Mark.THEM} & said:
        return Manner.NARROWED
    return Manner.OTHERWISE if said & _GOING_ON else Manner.PLAIN


def _themselves(draft: Draft) -> Draft:
    """The same with people in the place of their teams."""
    other = deepcopy(draft)
    other.root.items[:] = [
        replace(i, team=False) if isinstance(i, NameItem) else i for i in other.root.items
    ]
    return other
