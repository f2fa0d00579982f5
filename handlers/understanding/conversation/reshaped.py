"""What is wanted of the same records now: a list, a figure, groups, an order, other fields."""

from dataclasses import MISSING, fields, replace

from crm.figures import MEASURES
from crm.query import Function
from crm.schema import FieldType
from handlers.derived import NOTHING
from handlers.ports import Turn
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.conversation.changes_carried import carry_changes
from handlers.understanding.conversation.pointed import POINTING, is_cut, records
from handlers.understanding.draft import Draft, Phrase, Rank, StateItem, Sub, TimeItem
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Direction
from handlers.understanding.reading import Shape

CONNECTING = POINTING | {Mark.ABOUT, Mark.ONLY, Mark.INSTEAD}
_OF_ONE = {Shape.RECORD, Shape.FIELD}
_FIGURES = {Shape.FIGURE, Shape.GROUPS}
_LISTING = {Mark.LIST, Mark.ALL}
_ASKING = {Mark.WHICH, Mark.WHAT, Mark.WHO}
_COMPARING = {Mark.VERSUS, Mark.COMPARE}
_CHECKING = {Mark.IS, Mark.DO, Mark.DID, Mark.HAVE}
_OF_ANOTHER_KIND = {
    Mark.WHO, Mark.WHEN, Mark.WHERE, Mark.WHOSE, Mark.DETAILS, Mark.TODO, Mark.LAST_CONTACT,
    Mark.OWNS, Mark.SELLS, Mark.BUYS, Mark.DISTINCT, Mark.KINDS,
}  # fmt: skip
_DONE = {DateRole.WON, DateRole.LOST, DateRole.CLOSED, DateRole.CLOSING}
_MERGED = {
    "root", "left", "question", "ordinal", "measure", "function", "fields", "groups", "rank",
    "sorts", "limit", "owner_asked", "roles", "share", "part", "ours",
    "yes_no", "claim", "head",
}  # fmt: skip


def _holds_number(draft: Draft) -> bool:
    numbers = [f for options in draft.fields for f in options if f.type is FieldType.NUMBER]
    return draft.function is Function.COUNT and bool(numbers)


class Reshaping:
    """Wants of the records of `base` what `new` asks for, and what was wanted before otherwise.

    `more` says that groups come on top of those before: "by region too".
    """

    def __init__(
        self, base: Draft, new: Draft, turn: Turn, resolver: Resolver, *, more: bool = False
    ) -> None:
        self.more = more
        self.base, self.new, self.turn, self.resolver = base, new, turn, resolver
        self.asked = new.question - CONNECTING
        self.pointing = bool(POINTING & new.question)
        self.figure = Shape(turn.shape) in _FIGURES

    def reshape(self) -> None:
        """Change `base`."""
        base, new = self.base, self.new
        if carry_changes(base, new, self.turn, self.resolver):
            return
        if Shape(self.turn.shape) in _OF_ONE and _holds_number(new):
            new.function = None  # "how many employees" of the one account is a field of it
        if self._wants_list():
            self._list()
        if self._wants_figure() and not self.figure:
            self._hold()
        if new.measure:
            self._measure(new.measure)
        if new.function or self._is_amount():
            self._compute()
        if new.groups:
            self._group()
        if new.rank:
            self._rank(new.rank)
        if new.sorts:
            self._sort()
        if new.roles:
            self._verbs()
        self._ask()
        base.limit = new.limit or base.limit
        if new.share:
            base.share, base.part = True, new.part
        self._rest()
        base.left = new.left

    def _wants_list(self) -> bool:
        """list them, show all, which ones?"""
        new = self.new
        if self._wants_figure() or new.fields or new.rank:
            return False
        said = bool(new.root.items or new.root.subs or new.sorts)
        if self.turn.shape == Shape.FIGURE and {Mark.WHICH, Mark.THEM} <= new.question:
            return True  # "how many is that / which of them are qualified"
        return bool(_LISTING & self.asked) or (bool(_ASKING & self.asked) and not said)

    def _wants_figure(self) -> bool:
        new = self.new
        return bool(new.function or new.measure or new.groups or new.share)

    def _list(self) -> None:
        """The records themselves."""
        base = self.base
        base.yes_no, base.claim = False, None
        if not self.figure:
            base.limit = None
            base.rank = replace(base.rank, count=None) if base.rank else None
            return
        self._recount()
        if base.measure and not any(isinstance(i, StateItem) for i in base.root.items):
            base.root.items += [StateItem(state=s) for s in MEASURES[base.measure].states]
        base.measure, base.function, base.rank, base.limit = None, None, None, None
        base.share, base.part, base.values = False, None, False
        base.groups, base.sorts, base.fields = [], [], []
        base.question = {Mark.LIST}

    def _recount(self) -> None:
        """Turn what was counted outside: the deals of "top 5 customers by revenue"."""
        root, entity = self.base.root, self.turn.asked.entity
        if root.entity in (None, entity):
            root.entity = entity
            return
        inner = Phrase(entity=entity)
        for item in tuple(root.items):
            about_inner = isinstance(item, TimeItem | StateItem)
            if about_inner and self.resolver.one(item, entity) is not None:
                root.items.remove(item)
                inner.items.append(item)
        if root.items or root.subs:
            inner.subs.append(Sub(root))
        self.base.root = inner

    def _hold(self) -> None:
        """A figure over the first five is one over those five."""
        base = self.base
        if is_cut(self.turn, base):
            base.root = records(self.turn, base)
        base.root.entity = base.root.entity or self.turn.asked.entity
        base.rank, base.limit, base.sorts, base.fields = None, None, [], []
        base.owner_asked = False
        base.question &= _COMPARING

    def _measure(self, name: str) -> None:
        base = self.base
        if MEASURES[name].states:
            base.root.items[:] = [i for i in base.root.items if not isinstance(i, StateItem)]
        base.measure, base.function, base.fields = name, None, []
        self._afresh()

    def _afresh(self) -> None:
        """What became of the figure before does not become of another."""
        base = self.base
        base.growth, base.derived, base.trend, base.running = None, NOTHING, False, False

    def _is_amount(self) -> bool:
        """ "amounts instead of the number": of a figure, a money field is another figure."""
        money = [f for options in self.new.fields for f in options if f.type is FieldType.MONEY]
        return self.figure and bool(money) and not self.new.rank

    def _compute(self) -> None:
        base, new = self.base, self.new
        base.function = new.function or Function.SUM
        self._afresh()
        base.fields = new.fields or base.fields
        over_all = self.pointing or (new.function is Function.SUM and not new.fields)
        if base.groups and over_all and not new.groups:
            self._recount()
            base.groups, base.rank, base.limit, base.sorts = [], None, None, []

    def _group(self) -> None:
        base, new = self.base, self.new
        if base.rank:
            self._recount()
        groups = [*base.groups, *new.groups] if self.more and not base.rank else new.groups
        base.groups, base.rank, base.limit, base.sorts = groups, None, None, []
        base.values = False
        if not self.figure:
            base.fields = new.fields

    def _rank(self, rank: Rank) -> None:
        """the biggest, top 3, the second largest: of the groups, or of the records."""
        base = self.base
        many = rank.count is not None or bool(_LISTING & self.asked)
        if base.rank and base.rank.count and rank.count:
            rank = replace(base.rank, direction=rank.direction, count=rank.count)
        if self.figure and not (base.groups or base.rank):
            self._list()
        if base.sorts and not (base.rank or self.figure) and self._first_of_them(rank):
            base.limit = rank.count
            return
        base.sorts = []
        base.rank = replace(rank, within=bool(self.new.root.subs) or (rank.within and self.figure))
        if base.groups:
            base.rank = replace(base.rank, count=rank.count if many else 1)
        else:
            base.root.singular = not many
            base.fields = self.new.fields

    def _first_of_them(self, rank: Rank) -> bool:
        """ "sorted by close date / top 3": the first of that order, and no other one."""
        plain = not (self.new.fields or self.new.root.items or self.new.root.subs)
        return plain and rank.direction is Direction.BEST and rank.count is not None

    def _sort(self) -> None:
        base, (first, *rest) = self.base, self.new.sorts
        if not self.figure and is_cut(self.turn, base):
            base.root = records(self.turn, base)
        bare = replace(first, descending=None) == type(first)()
        if bare and base.sorts:
            base.sorts[0] = replace(base.sorts[0], descending=first.descending)
        else:
            base.sorts = [first, *rest]
        if not self.figure:
            base.rank = None

    def _verbs(self) -> None:
        """and lost?: the verb in the place of the one that was said."""
        base, role = self.base, self.new.roles[0]
        items = base.root.items
        if role in _DONE:
            items[:] = [i for i in items if not isinstance(i, StateItem)]
        times = [i for i in items if isinstance(i, TimeItem) and not i.fields]
        if times:
            items[items.index(times[-1])] = replace(times[-1], role=role)
        base.roles = [] if times else list(self.new.roles)

    def _ask(self) -> None:
        """Who, when and where, and the fields they ask for, in the place of what was asked."""
        base, new = self.base, self.new
        base.question |= self.asked & _COMPARING
        base.question -= CONNECTING
        if new.rank or self._wants_figure():
            base.question |= self.asked & {Mark.SELLS, Mark.BUYS, Mark.DID}
            return
        if not (new.fields or new.owner_asked or self.asked & _OF_ANOTHER_KIND):
            if new.yes_no and not self.figure:
                base.question = (base.question - _LISTING - _ASKING) | self.asked
                base.yes_no, base.claim = True, new.claim
            return
        if self._is_amount():
            return
        if self.figure:
            self._list()
        base.question = self.asked - (_CHECKING if self.asked & _ASKING else set())
        if base.rank and base.rank.by is None:
            base.rank = replace(base.rank, by=tuple(base.fields))
        base.fields, base.owner_asked = new.fields, new.owner_asked
        base.yes_no, base.claim = False, None

    def _rest(self) -> None:
        """What nothing here knows of: said anew, it counts."""
        for each in fields(Draft):
            factory = each.default_factory
            usual = factory() if factory is not MISSING else each.default
            said = getattr(self.new, each.name)
            if each.name not in _MERGED and said != usual:
                setattr(self.base, each.name, said)
