"""The sides of a comparison: this quarter vs last, Anna vs Ben, won vs lost, web vs partner."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from crm.figures import State
from crm.query import Function
from crm.schema import FieldType, Schema
from handlers.speech import predicate, say, translated
from handlers.understanding.conditions.referred import kind_rank
from handlers.understanding.draft import (
    Draft,
    FlagItem,
    Item,
    NameItem,
    StateItem,
    TimeItem,
    ValueItem,
    WhoseItem,
)
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, ValueWord, Whose
from handlers.understanding.language.value_groups import common_name
from handlers.understanding.reading import NoReading, Unsure, Why

_STATE_OF = {
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
    DateRole.CLOSING: State.OPEN,
}
_DONE = {DateRole.WON, DateRole.LOST, DateRole.CLOSED}
_WHOSE = {Whose.ME: "you", Whose.TEAM: "your team"}
_TWO_DATES = "Those are told by different dates, so I can't put them by period."
_TWICE = "I can compare two periods, or tell one of them by month, but not both at once."
_NO_SIDES = "I can compare two periods, people, states or values; which two do you mean?"


@dataclass(frozen=True, slots=True)
class Side:
    """One side: how it is called, and what is said of its records."""

    label: str
    items: tuple[Item, ...]


_Found = tuple[list[Item], list[Side]]
"""What was said of the sides, and the sides."""


def compares(draft: Draft) -> bool:
    """Whether one thing is held against another."""
    return bool({Mark.VERSUS, Mark.COMPARE} & draft.question)


def compared(draft: Draft, schema: Schema) -> tuple[Side, ...]:
    """The sides that were said, taken out of the draft; none where nothing is compared.

    Raises Unsure where something is, and nobody can tell what.
    """
    if not compares(draft):
        return ()
    for pick in (_times, _verbs, _people, _values, _flags):
        taken, sides = pick(draft, schema)
        if len(sides) > 1:
            draft.root.items = [i for i in draft.root.items if not any(i is t for t in taken)]
            if pick in (_people, _values, _flags):
                # "how many did we win in California vs Oregon": won on both sides.
                roles = [r for r in draft.roles if r in _STATE_OF]
                draft.root.items += [StateItem(state=_STATE_OF[r]) for r in roles]
            draft.roles.clear()
            return tuple(sides)
    if Mark.VERSUS not in draft.question and (draft.groups or draft.rank):
        # "compare the pipeline by region" says itself what is held side by side.
        return ()
    raise Unsure(NoReading(why=Why.CLARIFY, sentence=_NO_SIDES))


def bare(draft: Draft) -> bool:
    """Whether periods, people or places are compared, and nobody says in what."""
    root = draft.root
    if not compares(draft) or root.entity or draft.measure or draft.function:
        return False
    if draft.fields or draft.groups or draft.roles or draft.rank or root.subs:
        return False
    return all(_says_no_deals(item) for item in root.items) and bool(root.items)


def _says_no_deals(item: Item) -> bool:
    match item:
        case NameItem() | WhoseItem():
            return True
        case TimeItem():
            return item.role is None and not item.fields
        case ValueItem():
            said = (v for options in item.values for v in options)
            return not item.fields and all(v.entity in {"User", "Account"} for v in said)
    return False


def figure_of(draft: Draft, sides: tuple[Side, ...], *, money: bool) -> Function:
    """What is compared where nobody says it: how many there are; of periods and people that are
    named without any kind of record, how much they come to.
    """
    named = any(f.type is FieldType.MONEY for options in draft.fields for f in options)
    kinds = {type(item) for side in sides for item in side.items}
    bare = kinds <= {TimeItem, NameItem, WhoseItem} and not draft.root.said
    return Function.SUM if money and (named or bare) else Function.COUNT


def _times(draft: Draft, schema: Schema) -> _Found:
    """Periods. A verb or a field said with one of them is said of all."""
    periods = [i for i in draft.root.items if isinstance(i, TimeItem)]
    roles = {i.role for i in periods if i.role}
    if len(periods) < 2 or (len(roles) > 1 and len({i.time.past for i in periods}) == 1):
        return [], []  # "won vs lost this quarter" is no comparison of quarters
    if len(roles) > 1 and all(i.role in _STATE_OF for i in periods):
        return [*periods], [_happened(i) for i in periods]
    role = next((i.role for i in periods if i.role), None) or next(iter(draft.roles), None)
    fields = next((i.fields for i in periods if i.fields), ())
    if role in _DONE:
        draft.root.items.append(StateItem(state=_STATE_OF[role]))
        role = None
    if _by_period(draft):
        raise Unsure(NoReading(why=Why.NOT_UNDERSTOOD, sentence=_TWICE, misplaced=True))
    told = [replace(i, role=role, fields=i.fields or fields) for i in periods]
    return [*periods], [Side(i.time.past.key(), (i,)) for i in told]


def _happened(item: TimeItem) -> Side:
    """One side of "won this quarter vs lost last quarter"."""
    state = _STATE_OF[item.role or DateRole.CLOSING]
    said = (StateItem(state=state), replace(item, role=None))
    return Side(f"{state.value} {item.time.past.key()}", said)


def _verbs(draft: Draft, schema: Schema) -> _Found:
    """States, and verbs that stand for one: won vs lost this year, created vs closed in May."""
    items = [i for i in draft.root.items if isinstance(i, StateItem | TimeItem)]
    said: list[tuple[str, StateItem | None, DateRole | None]] = []
    for item in items:
        if isinstance(item, StateItem):
            said += [(_label(s, item), _state(s, item), None) for s in (item.state, *item.others)]
        elif item.role:
            said.append(_verb(item.role))
    said = list(dict.fromkeys([*said, *(_verb(role) for role in draft.roles)]))
    if len(said) < 2:
        return [], []
    periods = [i for i in items if isinstance(i, TimeItem)]
    if all(state for _, state, _ in said):
        # One date for all: the period stays what it is, a condition on every side.
        draft.root.items += dict.fromkeys(replace(i, role=None) for i in periods)
        return [*items], [Side(label, (state,)) for label, state, _ in said if state]
    if _by_period(draft):
        raise Unsure(NoReading(why=Why.NOT_UNDERSTOOD, sentence=_TWO_DATES, misplaced=True))
    return [*items], [
        Side(label, (*((state,) if state else ()), *(replace(i, role=role) for i in periods)))
        for label, state, role in said
    ]


def _by_period(draft: Draft) -> bool:
    return any(group.grain and not group.fields for group in draft.groups)


def _label(name: State, item: StateItem) -> str:
    label = predicate(name.value)
    return say("not {what}", what=label) if item.negated else label


def _state(name: State, item: StateItem) -> StateItem:
    return StateItem(state=name, negated=item.negated)


def _verb(role: DateRole) -> tuple[str, StateItem | None, DateRole | None]:
    """A verb as a state, where it says one; else as the date it speaks of."""
    state = _STATE_OF.get(role)
    label = predicate(state.value if state else role.value)
    return (label, StateItem(state=state), None) if state else (label, None, role)


def _people(draft: Draft, schema: Schema) -> _Found:
    """Records of one kind by their names; beside people, me and my team."""
    named = [i for i in draft.root.items if isinstance(i, NameItem) and i.names]
    whose = [i for i in draft.root.items if isinstance(i, WhoseItem) and i.whose in _WHOSE]
    fitting: dict[str, list[Item]] = {"User": [*whose]}
    for item in named:
        for kind in _kinds(item):
            fitting.setdefault(kind, []).append(item)
    kind = min(fitting, key=lambda k: (-_count(fitting[k]), kind_rank(k)))
    chosen = [i for i in draft.root.items if any(i is fit for fit in fitting[kind])]
    return chosen, [side for item in chosen for side in _named(item, kind)]


def _kinds(item: NameItem) -> set[str]:
    """The kinds of record that all its names can be of."""
    return set.intersection(*({m.name.entity for m in matches} for matches in item.names))


def _count(items: list[Item]) -> int:
    return sum(len(i.names) if isinstance(i, NameItem) else 1 for i in items)


def _named(item: Item, kind: str) -> Iterator[Side]:
    if isinstance(item, WhoseItem):
        yield Side(say(_WHOSE[item.whose]), (item,))
    if isinstance(item, NameItem):
        for names in item.names:
            known = next(m.name.text for m in names if m.name.entity == kind)
            label = say("{whom}'s team", whom=known) if item.team else known
            yield Side(label, (replace(item, names=(names,)),))


def _values(draft: Draft, schema: Schema) -> _Found:
    """Values of one field; what else is said stays a condition on both sides."""
    items = [i for i in draft.root.items if isinstance(i, ValueItem) and not i.negated]
    said = [(item, options) for item in items for options in item.values]
    fields = {(v.entity, v.field) for _, options in said for v in options}
    alike = {key: [(i, found) for i, o in said if (found := _of(key, o, schema))] for key in fields}
    most = max((len(found) for found in alike.values()), default=0)
    best = {key: found for key, found in alike.items() if len(found) == most}
    whose = {tuple(id(item) for item, _ in found) for found in best.values()}
    if len(whose) != 1:
        return [], []
    sides: dict[str, list[ValueWord]] = {}
    for key in sorted(best, key=lambda k: k[0] != draft.root.entity):
        for at, (_, values) in enumerate(best[key]):
            sides.setdefault(str(at), []).extend(values)
    taken = [item for item, _ in next(iter(best.values()))]
    if any(len(item.values) != sum(item is t for t in taken) for item in taken):
        return [], []
    return [*taken], [
        Side(common_name([v.value for v in values]), (ValueItem(values=(tuple(values),)),))
        for values in sides.values()
    ]


def _of(
    key: tuple[str, str], options: tuple[ValueWord, ...], schema: Schema
) -> tuple[ValueWord, ...]:
    """The values of that field which were said, or the one that begins with what was: partner
    [referral].
    """
    exact = tuple(v for v in options if (v.entity, v.field) == key)
    if exact:
        return exact
    begins = options[0].value.casefold() + " "
    known = schema.entity(key[0]).field(key[1]).picklist
    begun = [value for value in known if value.casefold().startswith(begins)]
    return (ValueWord(*key, begun[0]),) if len(begun) == 1 else ()


def _flags(draft: Draft, schema: Schema) -> _Found:
    """A yes/no field and its contrary: strategic vs not strategic."""
    items = [i for i in draft.root.items if isinstance(i, FlagItem)]
    if len({i.negated for i in items}) < 2 or len({i.fields for i in items}) > 1:
        return [], []
    flag = items[0].fields[0]
    label = translated(schema.entity(flag.entity).field(flag.field).label)
    return [*items], [
        Side(say("not {what}", what=label) if i.negated else label, (i,)) for i in items
    ]
