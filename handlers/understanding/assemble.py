"""From a draft to a reading: which records, then a figure over them or the records themselves."""

from dataclasses import dataclass

from crm.figures import State
from crm.schema import Schema
from handlers.understanding.draft import Draft, StateItem
from handlers.understanding.figure_query import FigureQuery
from handlers.understanding.meaning import DateRole, Mark
from handlers.understanding.reading import Reading
from handlers.understanding.record_query import RecordQuery
from handlers.understanding.resolve import Resolver
from handlers.understanding.subject import find_subject

_SAID = {DateRole.WON: State.WON, DateRole.LOST: State.LOST, DateRole.CLOSED: State.CLOSED}


def _say_states(draft: Draft) -> None:
    """ "did we lose" without a period still speaks of lost deals."""
    told = any(isinstance(i, StateItem) for i in draft.root.items)
    if told or Mark.WHEN in draft.question:
        return
    draft.root.items += [StateItem(state=_SAID[r]) for r in draft.roles if r in _SAID]


@dataclass
class Assembler:
    """Builds one reading; `limit` is how many records a list shows unless the question says."""

    resolver: Resolver
    limit: int = 50

    @property
    def schema(self) -> Schema:
        """What the asker can ask for."""
        return self.resolver.schema

    def reading(self, draft: Draft) -> Reading:
        """The query and its shape; raises Unsure when the person has to say more."""
        find_subject(draft, self.schema, self.resolver.viewer)
        figures = FigureQuery(self.resolver, self.limit)
        if draft.root.entity not in {"User", "Account"}:
            _say_states(draft)
        self.resolver.settle(draft.root)
        measure = figures.measure(draft)
        if measure or draft.function or draft.groups or draft.share or figures.ranks_related(draft):
            return figures.reading(draft, measure)
        return RecordQuery(self.resolver, self.limit).reading(draft)
