"""A question that goes on from the last one: only those over 50k; and last quarter?; by stage.

The subject is carried as the last query, not as words: what is said anew takes the place of what
the old query said of the same field, and everything else stays.
"""

from dataclasses import replace

from crm.figures import MEASURES, usual
from crm.names.spelling import words as words_of
from crm.query import (
    And,
    Comparison,
    Condition,
    Not,
    Op,
    Or,
    Query,
    Ref,
    Related,
    compare,
    every,
)
from crm.schema import Schema
from handlers.ports import Turn
from handlers.understanding.assemble import Assembler
from handlers.understanding.connect import connect
from handlers.understanding.draft import Draft, NameItem, Phrase, Sub
from handlers.understanding.lookup import only_key, only_title
from handlers.understanding.meaning import Mark
from handlers.understanding.reading import Choice, NoReading, Reading, Shape, Unsure, Why
from handlers.understanding.vocabulary import starts_afresh


def follows(draft: Draft, turn: Turn | None, schema: Schema) -> bool:
    """Whether the draft needs the last question to make sense."""
    if turn is None or turn.query is None or starts_afresh(draft, schema):
        return False
    if only_key(draft):
        return False
    if only_title(draft):
        return turn.asked.entity in {"Contact", "Account"} or len(turn.shown) == 1
    if {Mark.IT, Mark.THEM} & draft.question or draft.ordinal:
        return True
    if Mark.ONLY in draft.question or _of_what_was_shown(draft, turn):
        return True
    if draft.root.entity or draft.measure:
        return False
    if {Mark.ONLY, Mark.ABOUT} & draft.question:
        return True
    named = any(isinstance(i, NameItem) for i in draft.root.items)
    if named and draft.function is not None:
        return False
    return not (named and (draft.fields or draft.owner_asked or draft.question))


def chosen(text: str, turn: Turn | None) -> str | None:
    """The question meant by whoever answers "which one?" by naming it; None for anything else."""
    words = set(words_of(text).split()) - {"the", "one", "at", "in", "of", "from"}
    offered = turn.offered if turn else ()
    fitting = [q for label, q in offered if words and words <= set(words_of(label).split())]
    exact = [q for label, q in offered if words_of(label.split(" · ")[0]) == words_of(text)]
    if text.strip().isdecimal() and 0 < int(text) <= len(offered):
        return offered[int(text) - 1][1]
    found = exact or fitting
    return found[0] if len(found) == 1 else None


def follow(draft: Draft, turn: Turn, assembler: Assembler) -> Reading:
    """The reading of a question that goes on from `turn`; raises Unsure."""
    if draft.ordinal:
        return _about(draft, _nth(turn, draft.ordinal), assembler)
    one = len(turn.shown) == 1 and bool(draft.fields)
    pointed = Mark.IT in draft.question or (one and Mark.THEM in draft.question)
    if pointed and not draft.root.entity:
        return _about(draft, _the_one(turn), assembler)
    if draft.root.entity and _of_what_was_shown(draft, turn):
        return _belonging(draft, turn, assembler)
    if only_title(draft) and turn.asked.entity != draft.root.entity:
        draft.root.said = True
        return _belonging(draft, turn, assembler)
    if Mark.ONLY in draft.question and draft.root.entity not in (None, turn.asked.entity):
        return _narrowed(draft, turn, assembler)
    if {Mark.IT, Mark.THEM} & draft.question and draft.root.entity not in (None, turn.asked.entity):
        return _belonging(draft, turn, assembler)
    return _refined(draft, turn, assembler)


def _of_what_was_shown(draft: Draft, turn: Turn) -> bool:
    """ "last order?" after an account's card is that account's last order."""
    alone = len(turn.shown) == 1 and turn.shape in {Shape.RECORD, Shape.FIELD}
    bare = not draft.root.items and not draft.root.subs and not draft.fields
    other = draft.root.entity not in (None, turn.asked.entity)
    return alone and bare and other and draft.root.singular and draft.rank is not None


def _narrowed(draft: Draft, turn: Turn, assembler: Assembler) -> Reading:
    """ "just for my accounts": what is said of the others narrows what was asked before."""
    inner = draft.root
    draft.root = Phrase(entity=turn.asked.entity, subs=[Sub(inner)])
    return _refined(draft, turn, assembler)


def _nth(turn: Turn, number: int) -> Ref:
    if number > len(turn.shown):
        raise Unsure(
            NoReading(
                why=Why.CLARIFY, sentence=f"There were only {len(turn.shown)} in my last answer."
            )
        )
    return turn.shown[number - 1]


def _the_one(turn: Turn) -> Ref:
    if len(turn.shown) == 1:
        return turn.shown[0]
    choices = tuple(Choice(ref.id, ref.id, ref) for ref in turn.shown[:5])
    raise Unsure(NoReading(why=Why.CLARIFY, sentence="Which one do you mean?", choices=choices))


def _about(draft: Draft, ref: Ref, assembler: Assembler) -> Reading:
    draft.root.entity = ref.entity
    draft.root.singular = True
    reading = assembler.reading(draft)
    where = every(compare("Id", Op.EQ, ref.id), reading.query.where)
    query, other = replace(reading.query, where=where), reading.otherwise
    if other:
        # "is it won?" is a question about that one.
        other = replace(other, where=every(compare("Id", Op.EQ, ref.id), other.where))
        return replace(reading, query=query, otherwise=other, named=(ref,))
    shape = Shape.FIELD if reading.field else Shape.RECORD
    return replace(reading, query=query, shape=shape, named=(ref,))


def _belonging(draft: Draft, turn: Turn, assembler: Assembler) -> Reading:
    """their contacts: of the records last shown, or of all that matched."""
    reading = assembler.reading(draft)
    here, there = reading.query.entity, turn.asked.entity
    way = connect(assembler.schema, here, there)
    if way is None:
        raise Unsure(NoReading(why=Why.CLARIFY, sentence="Whose do you mean?"))
    ids = tuple(r.id for r in turn.shown if r.entity == there)
    whole = turn.asked.where if not ids else compare("Id", Op.IN, *ids)
    theirs = way.one(whole) if whole else None
    other = reading.otherwise
    return replace(
        reading,
        query=replace(reading.query, where=every(reading.query.where, theirs)),
        otherwise=replace(other, where=every(other.where, theirs)) if other else None,
    )


def _refined(draft: Draft, turn: Turn, assembler: Assembler) -> Reading:
    base = turn.asked
    draft.root.entity = draft.root.entity or base.entity
    assembler.resolver.date_hint = _time_path(base, assembler.schema)
    function = draft.function
    fresh = assembler.reading(draft)
    if draft.growth and base.aggregates and not draft.measure:
        # "growth?" is that of the figure asked for before.
        draft.function = function
    if fresh.query.entity != base.entity:
        return fresh
    said = paths(fresh.query.where) | {_key(g.path) for g in fresh.query.group_by if not g.grain}
    if any(g.path == "StageName" for g in fresh.query.group_by):
        # "by stage" and "which stages" say nothing of which stages are meant.
        said -= {"StageName"}
    if any(isinstance(i, NameItem) for i in draft.root.items):
        said |= {"Id"}
    kept = without(base.where, said)
    where = every(kept, fresh.query.where)
    if fresh.otherwise and not base.aggregates:
        # "are they paid?" is a question about those, not a list of fewer.
        query = replace(fresh.query, where=every(base.where, fresh.query.where))
        other = replace(fresh.otherwise, where=every(base.where, fresh.otherwise.where))
        return replace(fresh, query=query, otherwise=other)
    measure = fresh.measure or (None if draft.function else MEASURES.get(turn.measure))
    return replace(
        fresh,
        query=_merged(base, fresh, draft, where),
        shape=_shape(turn, fresh, draft),
        field=fresh.field or (base.columns[0] if turn.shape == Shape.FIELD else None),
        measure=measure,
        derived=fresh.derived if _anew(fresh, draft) else turn.derived,
    )


def _anew(fresh: Reading, draft: Draft) -> bool:
    """Whether another figure is asked for than before."""
    return bool(fresh.measure or draft.function or draft.growth)


def _merged(base: Query, fresh: Reading, draft: Draft, where: Condition | None) -> Query:
    wants_list = {Mark.LIST, Mark.ALL} & draft.question and not draft.groups
    if fresh.query.aggregates:
        query = replace(fresh.query, where=where)
        if draft.function is None and base.aggregates:
            query = replace(query, aggregates=base.aggregates, order=())
        return query
    if base.aggregates and not wants_list and not draft.sorts and _keeps_figures(base, draft):
        count = draft.rank.count if draft.rank else None
        return replace(base, where=where, limit=count or base.limit)
    if base.aggregates:
        return replace(fresh.query, where=where)
    order = fresh.query.order if draft.sorts or draft.rank else base.order
    limit = fresh.query.limit if draft.rank or draft.limit or wants_list else base.limit
    columns = fresh.query.columns if draft.fields else base.columns
    return replace(base, where=where, order=order, limit=limit, columns=columns)


def _shape(turn: Turn, fresh: Reading, draft: Draft) -> Shape:
    base = turn.asked
    if fresh.query.aggregates or fresh.shape is Shape.CHECK:
        return fresh.shape
    wants_list = {Mark.LIST, Mark.ALL} & draft.question or draft.sorts
    if base.aggregates and not wants_list and _keeps_figures(base, draft):
        return Shape.GROUPS if base.group_by else Shape.FIGURE
    if fresh.shape is Shape.RECORD and turn.shape in {Shape.FIELD, Shape.RECORD}:
        return Shape(turn.shape)
    return fresh.shape if draft.fields and fresh.shape is Shape.FIELD else Shape.LIST


def _keeps_figures(base: Query, draft: Draft) -> bool:
    """ "top 3" cuts groups; "the biggest" of a plain figure asks for records."""
    return bool(base.group_by) or draft.rank is None


def _key(path: str) -> str:
    """What a path is about: the owner, whether by id or by their manager."""
    first = path.partition(".")[0]
    if first in {"IsClosed", "IsWon", "StageName"}:
        return "StageName"
    return first.removesuffix("Id") or first


def paths(condition: Condition | None) -> frozenset[str]:
    """What a condition speaks of."""
    match condition:
        case Comparison():
            return frozenset({_key(condition.path)})
        case And(parts) | Or(parts):
            return frozenset().union(*(paths(p) for p in parts))
        case Not(part):
            return paths(part)
        case Related():
            return frozenset({condition.entity})
    return frozenset()


def without(condition: Condition | None, keys: frozenset[str]) -> Condition | None:
    """The condition less its parts that speak of any of these."""
    parts = condition.parts if isinstance(condition, And) else (condition,)
    return every(*(p for p in parts if p is not None and not (paths(p) & keys)))


def _time_path(query: Query, schema: Schema) -> str | None:
    """The date the last question was about, if it was about one."""
    parts = query.where.parts if isinstance(query.where, And) else (query.where,)
    for part in parts:
        if isinstance(part, Comparison):
            field = schema.resolve(query.entity, part.path).field
            if field.type.is_time:
                return part.path
    return usual(schema.entity(query.entity), schema.definitions).date
