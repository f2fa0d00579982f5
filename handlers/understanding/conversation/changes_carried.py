"""What of a question for changes the next one goes on from, and what it says anew."""

from copy import deepcopy
from dataclasses import fields, replace

from crm.figures import usual
from handlers.ports import Turn
from handlers.understanding.changes.changed_fields import hanging
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.conversation.pointed import POINTING, records
from handlers.understanding.draft import ChangeWish, Draft, Phrase, Sub, TimeItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import ChangeKind, DateRole, FieldWord
from handlers.understanding.reading import Shape

_CONNECTING = POINTING | {Mark.ABOUT, Mark.ONLY, Mark.INSTEAD}


def asks_afresh(draft: Draft, turn: Turn) -> bool:
    """Whether "what changed since yesterday" stands by itself: it does unless it points back, or
    one record was shown before.
    """
    wish = draft.change
    if wish is None or ChangeKind.ANYTHING not in wish.kinds or _CONNECTING & draft.question:
        return False
    return turn.shape not in {Shape.RECORD, Shape.FIELD}


def carry_changes(base: Draft, new: Draft, turn: Turn, resolver: Resolver) -> bool:
    """Change `base` to ask for changes as `new` says; False where neither asks for any.

    What is said anew takes the place of what was said of the same; the rest stays.
    """
    if base.change is None and new.change is None:
        return False
    if base.change is None:
        _turn_to_changes(base, turn, resolver)
    _say_what(base, new)
    _say_when(base, new)
    base.function = new.function or base.function
    base.rank = new.rank or base.rank
    base.question = (new.question - _CONNECTING) or base.question
    base.groups, base.sorts, base.measure = new.groups, new.sorts, new.measure
    base.share, base.growth = new.share, new.growth
    _say_kind(base, new, resolver)
    base.left = new.left
    return True


def _turn_to_changes(base: Draft, turn: Turn, resolver: Resolver) -> None:
    """The same records, of which something else is wanted; their dates are no time of changes."""
    root = records(turn, base)
    entity = root.entity or turn.asked.entity
    date = usual(resolver.schema.entity(entity), resolver.schema.definitions).date
    for at, item in enumerate(root.items):
        if date and _is_period(item) and isinstance(item, TimeItem):
            type_ = resolver.schema.resolve(entity, date).field.type
            root.items[at] = replace(item, fields=(FieldWord(entity, date, type_),))
    for each in fields(Draft):
        setattr(base, each.name, getattr(Draft(), each.name))
    base.root, base.change = root, ChangeWish()


def _say_what(base: Draft, new: Draft) -> None:
    """The fields and the way they went; who did it stays, unless it is said."""
    old, wish = base.change or ChangeWish(), new.change
    if wish is None:
        if new.fields:
            base.change = replace(old, kinds=[], fields=new.fields, into=[], out_of=[])
            new.fields = []
        return
    told = replace(wish, fields=[*wish.fields, *new.fields])
    new.fields = []
    base.change = replace(told, by=wish.by or old.by, since=old.since)


def _say_when(base: Draft, new: Draft) -> None:
    """A time said anew is that of the changes."""
    times = [item for item in new.root.items if _is_period(item)]
    wish = base.change or ChangeWish()
    if times or (new.change and new.change.since_last):
        for phrase in _phrases(base.root):
            phrase.items[:] = [item for item in phrase.items if not _is_period(item)]
        wish.since, wish.since_last = None, bool(new.change and new.change.since_last)


def _say_kind(base: Draft, new: Draft, resolver: Resolver) -> None:
    """ "only the deals" after changes of accounts: the deals of those accounts."""
    kinds = [sub for sub in new.root.subs if not (sub.phrase.items or sub.phrase.subs)]
    hangs = [sub for sub in kinds if sub.phrase.entity in hanging(resolver.schema)]
    if base.root.entity == "Account" and len(hangs) == 1 and not hangs[0].negated:
        new.root.subs.remove(hangs[0])
        outer = deepcopy(base.root)
        times = [item for item in outer.items if _is_period(item)]
        outer.items = [item for item in outer.items if item not in times]
        base.root = Phrase(entity=hangs[0].phrase.entity, said=True, items=times)
        if outer.items or outer.subs:
            base.root.subs.append(Sub(outer))


def _is_period(item: object) -> bool:
    """Whether it is a time that is said of no date of the records."""
    if not isinstance(item, TimeItem):
        return False
    return not item.fields and item.role in (None, DateRole.MODIFIED)


def _phrases(phrase: Phrase) -> list[Phrase]:
    return [phrase, *(inner for sub in phrase.subs for inner in _phrases(sub.phrase))]
