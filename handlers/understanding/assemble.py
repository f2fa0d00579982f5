"""From a draft to a reading: which records, then a figure over them or the records themselves."""

from dataclasses import dataclass

from crm.schema import Schema
from handlers.understanding.draft import Draft
from handlers.understanding.figure_query import FigureQuery
from handlers.understanding.reading import Reading
from handlers.understanding.record_query import RecordQuery
from handlers.understanding.resolve import Resolver
from handlers.understanding.subject import find_subject


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
        self.resolver.settle(draft.root)
        figures = FigureQuery(self.resolver, self.limit)
        measure = figures.measure(draft)
        if measure or draft.function or draft.groups or figures.ranks_related(draft):
            return figures.reading(draft, measure)
        return RecordQuery(self.resolver, self.limit).reading(draft)
