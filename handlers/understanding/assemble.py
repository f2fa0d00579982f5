"""From a draft to a reading: which records, then a figure over them or the records themselves."""

from dataclasses import dataclass, replace

from crm.figures import Measure, State, measured
from crm.schema import FieldType, Schema
from handlers.understanding.changes.changes_query import ChangesQuery, without_modified_date
from handlers.understanding.conditions.as_of import leave_out_today
from handlers.understanding.conditions.attach import attach
from handlers.understanding.conditions.contradiction import contradicts
from handlers.understanding.conditions.dealings import settle_dealings
from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.draft import (
    ChangeWish,
    Draft,
    EmptyItem,
    NameItem,
    StateItem,
    WhoseItem,
)
from handlers.understanding.figures.compared import bare, compares
from handlers.understanding.figures.created_pipeline import settle_created
from handlers.understanding.figures.dealt import settle_dealt, settle_told_of
from handlers.understanding.figures.figure_query import FigureQuery
from handlers.understanding.figures.forecast import settle_forecast
from handlers.understanding.figures.growth import settle_growth
from handlers.understanding.figures.held_figures import is_held, settle_held
from handlers.understanding.figures.last_contact import last_contact
from handlers.understanding.figures.named_figure import NamedFigure
from handlers.understanding.figures.over_time import settle_series
from handlers.understanding.figures.owed import settle_owed
from handlers.understanding.figures.shares import settle_share
from handlers.understanding.figures.standing import settle_percent, settle_rank
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import DateRole, Direction, FieldWord, Whose
from handlers.understanding.lists.lookup import looked_up
from handlers.understanding.lists.options import leave_out_options
from handlers.understanding.lists.record_query import RecordQuery
from handlers.understanding.lists.vocabulary import (
    about_fields,
    asks_for_fields,
    asks_for_values,
    say_values,
)
from handlers.understanding.reading import (
    COMPARED,
    Choice,
    Doubt,
    NoReading,
    Reading,
    Unsure,
    Why,
)
from handlers.understanding.standing import settle_standing
from handlers.understanding.subject import find_subject

_CONTRADICTION = "Nothing can be both at once; which of the two do you mean?"
_COMPARED = ("revenue", "pipeline", "win rate")
_SAID = {
    DateRole.WON: State.WON,
    DateRole.LOST: State.LOST,
    DateRole.CLOSED: State.CLOSED,
    DateRole.CLOSING: State.OPEN,
}


def _say_states(draft: Draft) -> None:
    """ "did we lose" without a period still speaks of lost deals, "next to close" and "todos" of
    open records.
    """
    told = any(isinstance(i, StateItem) for i in draft.root.items)
    if Mark.TODOS in draft.question and draft.root.entity == "Task" and not told:
        draft.root.items.append(StateItem(state=State.OPEN))
    itself = any(
        isinstance(i, NameItem) and i.names and i.names[0][0].name.entity == draft.root.entity
        for i in draft.root.items
    )
    if told or (itself and Mark.WHEN in draft.question and draft.rank is None):
        return
    closes = any(f.field == "CloseDate" for options in draft.fields for f in options)
    asks_when = Mark.WHEN in draft.question and Mark.DID not in draft.question
    if draft.root.entity == "Opportunity" and closes and asks_when:
        # "when does the Halden renewal close": the one that still can
        draft.root.items.append(StateItem(state=State.OPEN))
    next_one = draft.rank is not None and draft.rank.direction is Direction.NEXT
    if draft.root.entity == "Opportunity" and next_one:
        draft.root.items.append(StateItem(state=State.OPEN))
    draft.root.items += [StateItem(state=_SAID[r]) for r in draft.roles if r in _SAID]


_GAPS = tuple(
    (FieldWord("Opportunity", name, type_),)
    for name, type_ in (("Amount", FieldType.MONEY), ("NextStep", FieldType.TEXT))
)


def _say_gaps(draft: Draft) -> None:
    """ "what do I still have to fill in": my open deals without an amount or a next step."""
    root = draft.root
    root.entity = root.entity or "Opportunity"
    if root.entity != "Opportunity" or any(isinstance(i, EmptyItem) for i in root.items):
        return
    if not any(isinstance(i, WhoseItem | NameItem) for i in root.items):
        root.items.append(WhoseItem(whose=Whose.ME))
    root.items += [StateItem(state=State.OPEN), EmptyItem(fields=_GAPS, any=True)]


def _in_what(question: str) -> NoReading:
    """Anna vs Ben: in revenue, or in something else?"""
    asked = question.rstrip(" ?!.")
    choices = tuple(Choice(what.capitalize(), f"{asked} {what}", sense=what) for what in _COMPARED)
    return NoReading(
        why=Why.CLARIFY,
        sentence="What shall I compare?",
        choices=choices,
        doubt=Doubt("", COMPARED, question),
    )


def _asks_figure(draft: Draft) -> bool:
    """Whether something is counted, added up, grouped or compared."""
    return bool(draft.function or draft.groups or draft.share) or compares(draft)


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
        if of_its_own := self._of_its_own(draft):
            return of_its_own
        settle_standing(draft, self.schema)
        leave_out_options(draft, self.schema)
        leave_out_today(draft, self.resolver.now.date())
        settle_rank(draft, self.resolver.question)
        self._settle_figure(draft)
        if found := looked_up(draft, self.resolver, self.limit):
            return found
        if Mark.TODO in draft.question:
            _say_gaps(draft)
        if asks_for_values(draft, self.schema):
            say_values(draft, self.schema)
        if bare(draft):
            raise Unsure(_in_what(self.resolver.question))
        find_subject(draft, self.schema)
        if without_modified_date(draft, self.schema):
            draft.change = ChangeWish(own=True)
            return ChangesQuery(self.resolver, self.limit).reading(draft)
        settle_dealings(draft)
        settle_dealt(draft)
        figures = FigureQuery(self.resolver, self.limit)
        if draft.root.entity not in {"User", "Account"} and not compares(draft):
            _say_states(draft)
        attach(draft.root, self.resolver)
        measure = self._measure(draft)
        settle_share(draft)
        if measure or _asks_figure(draft) or figures.ranks_related(draft):
            reading = figures.reading(draft, measure)
        else:
            reading = RecordQuery(self.resolver, self.limit).reading(draft)
        if reading.otherwise is None and contradicts(reading.query.where):
            raise Unsure(NoReading(why=Why.CLARIFY, sentence=_CONTRADICTION))
        return replace(reading, derived=draft.derived)

    def _settle_figure(self, draft: Draft) -> None:
        """Say what a figure implies by itself: this quarter, mine, since the last one."""
        settle_owed(draft)
        settle_told_of(draft)
        settle_percent(draft)
        settle_created(draft)
        settle_series(draft, self.resolver)
        if draft.growth:
            settle_growth(draft, draft.growth, self.resolver)
        settle_created(draft)
        if is_held(draft):
            settle_held(draft, self.resolver)
        settle_forecast(draft, self.resolver)

    def _of_its_own(self, draft: Draft) -> Reading | None:
        """The reading of what is no plain list or figure; None for those."""
        if draft.change:
            return ChangesQuery(self.resolver, self.limit).reading(draft)
        if Mark.LAST_CONTACT in draft.question:
            return last_contact(draft, self.resolver)
        if asks_for_fields(draft):
            raise Unsure(about_fields(draft))
        return None

    def _measure(self, draft: Draft) -> Measure | None:
        """The named figure, in the amount by which the organisation counts."""
        found = NamedFigure(self.resolver, self.limit).measure(draft)
        if found is None:
            return None
        return measured(found, self.schema.entity(found.entity), self.schema.definitions)
