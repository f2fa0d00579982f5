"""From spans to a draft: a list of ways to read what stands next, the more specific first.

Each reader looks at the cursor and says how many spans it has used; 0 means it is not its turn.
What no reader takes is left over, and left-over words make the answer ask.
"""

from collections.abc import Callable

from handlers.understanding.draft import Draft, NameItem, Phrase
from handlers.understanding.language.marks import Mark
from handlers.understanding.language.meaning import (
    DateRole,
    DateWord,
    EntityWord,
    FunctionWord,
    MeasureWord,
    OrdinalWord,
)
from handlers.understanding.language.span import Span
from handlers.understanding.parsing.asked_last import asked_last
from handlers.understanding.parsing.attached import read_comma, read_possessed, read_relative
from handlers.understanding.parsing.changes import (
    read_change,
    read_changer,
    read_end,
    read_had,
    read_hanging,
)
from handlers.understanding.parsing.counted_groups import (
    read_judged_by,
    read_most_of,
    read_so_many,
    read_so_much_of,
)
from handlers.understanding.parsing.cursor import Cursor
from handlers.understanding.parsing.dates import (
    read_duration,
    read_time,
)
from handlers.understanding.parsing.each import read_bound, read_each
from handlers.understanding.parsing.either import read_either, read_or, settle_either
from handlers.understanding.parsing.enough import read_enough
from handlers.understanding.parsing.filters import read_lost_to, read_rival, read_value
from handlers.understanding.parsing.forecast import category_of_what, read_number_word
from handlers.understanding.parsing.groups import read_group
from handlers.understanding.parsing.growth import read_growth
from handlers.understanding.parsing.hanging import (
    read_code,
    read_contents,
    read_located,
    read_met,
    read_subsidiaries,
)
from handlers.understanding.parsing.judged import (
    read_ahead_of,
    read_everywhere,
    read_how_long,
    read_judged,
    read_of_each,
)
from handlers.understanding.parsing.keys import read_key
from handlers.understanding.parsing.lacking import (
    read_elsewhere,
    read_more_lacking,
    read_nothing,
    read_undone,
)
from handlers.understanding.parsing.nouns import read_entity, read_name, read_owner, read_whose
from handlers.understanding.parsing.numbered import read_numbered
from handlers.understanding.parsing.numbers import read_comparison
from handlers.understanding.parsing.order import read_sort
from handlers.understanding.parsing.over_time import read_over_time
from handlers.understanding.parsing.people import (
    read_manager,
    read_own_team,
    read_reports,
    read_team,
)
from handlers.understanding.parsing.quota import (
    read_distance,
    read_quota,
    read_reached,
    read_standing,
)
from handlers.understanding.parsing.rank import read_rank
from handlers.understanding.parsing.related import (
    read_emptiness,
    read_filled,
    read_reference,
    read_related,
)
from handlers.understanding.parsing.shape import (
    read_field,
    read_flag,
    read_function,
    read_measure,
    read_several,
    read_share,
)
from handlers.understanding.parsing.standings import (
    read_best_of,
    read_nth,
    read_often,
    read_ranking,
)
from handlers.understanding.parsing.states import read_not, read_state
from handlers.understanding.parsing.texts import read_inside, read_search, read_text
from handlers.understanding.parsing.titles import read_title
from handlers.understanding.parsing.unmet import read_place, read_unmet
from handlers.understanding.spans.frames import unframed

Reader = Callable[[Cursor], int]

_QUESTION = {
    Mark.WHO, Mark.WHEN, Mark.WHERE, Mark.WHICH, Mark.WHAT, Mark.LIST, Mark.DETAILS, Mark.ALL,
    Mark.IT, Mark.THEM, Mark.ONLY, Mark.ABOUT, Mark.VERSUS, Mark.SELLS, Mark.BUYS, Mark.TODO,
    Mark.HAVE, Mark.OWNS, Mark.DID, Mark.WHOSE, Mark.LAST_CONTACT, Mark.FIELDS, Mark.COMPARE,
    Mark.PAST, Mark.ANY, Mark.THEIR, Mark.THERE, Mark.INSTEAD, Mark.TIMES, Mark.FAR,
    Mark.STANDING, Mark.ONE,
}  # fmt: skip
_MISSED = {DateRole.MISSED, DateRole.CLOSING}
_SILENT = {
    Mark.OF, Mark.IN, Mark.WITH, Mark.AND, Mark.COMMA, Mark.BY, Mark.PER, Mark.DO,
    Mark.IS, Mark.TO, Mark.FROM, Mark.POSSESSIVE, Mark.BETWEEN, Mark.SHOWING, Mark.PEOPLE,
    Mark.MORE_OF,
}  # fmt: skip


def parse(spans: tuple[Span, ...], about: str | None = None) -> Draft:
    """Everything the spans say, taken apart; total, and linear in their number.

    `about` is the kind of record that is spoken of anyway.
    """
    told, kind = asked_last(category_of_what(unframed(spans)))
    root = Phrase(entity=kind.entity, said=True) if kind else Phrase(entity=about)
    cursor = Cursor(told, Draft(root=root))
    while cursor.at < len(cursor.spans):
        used = next((n for read in _READERS if (n := read(cursor))), 0)
        if not used:
            cursor.draft.left.append(cursor.peek())
        cursor.at += max(used, 1)
        if cursor.peek().has(Mark.COMMA) or cursor.peek().any_of(EntityWord):
            settle_either(cursor)
    settle_either(cursor)
    if cursor.negate_next:
        # A "not" that nothing took must not be dropped: it would turn the answer round.
        cursor.draft.left.append(next(s for s in spans if s.has(Mark.NOT, Mark.EXCEPT, Mark.NO)))
    return cursor.draft


def _read_missed(cursor: Cursor) -> int:
    """should have closed last month but haven't: that they are open is said already."""
    before = cursor.spans[: cursor.at]
    missed = any(w.role in _MISSED for s in before for w in s.all(DateWord))
    return int(cursor.peek().has(Mark.NOT) and not cursor.peek(1).tokens and missed)


def read_both(cursor: Cursor) -> int:
    """ "that are both unpaid and overdue": each is true, where "won and lost deals" are either."""
    if not cursor.peek().has(Mark.BOTH):
        return 0
    cursor.both = cursor.draft.root.entity is not None
    return 1


def _read_ordinal(cursor: Cursor) -> int:
    word = cursor.peek().first(OrdinalWord)
    if word is None:
        return 0
    cursor.draft.ordinal = word.number
    return 1


def _read_mark(cursor: Cursor) -> int:
    span = cursor.peek()
    if span.has(Mark.IS) and {Mark.THEM, Mark.ONLY} & cursor.draft.question:
        cursor.draft.question.add(Mark.IS)
    if span.has(Mark.IT, Mark.THEM) and not _points_back(cursor):
        return 1
    cursor.draft.head |= span.has(Mark.IT, Mark.THEM)
    asked = {m for m in span.meanings if isinstance(m, Mark)} & _QUESTION
    cursor.draft.question |= asked
    return 1 if asked or span.has(*_SILENT) else 0


def _read_from_us(cursor: Cursor) -> int:
    """ "bought from us", "revenue from us": by itself nobody knows who that is."""
    draft = cursor.draft
    dealt = {Mark.BUYS, Mark.SELLS, Mark.DID, Mark.HAVE} & draft.question
    told = draft.measure or draft.roles or draft.root.subs or dealt
    return 1 if cursor.peek().has(Mark.FROM_US) and told else 0


def _points_back(cursor: Cursor) -> bool:
    """Whether "those" are of the last answer, and not the records that are spoken of here."""
    root = cursor.draft.root
    if any(isinstance(i, NameItem) for i in root.items):
        return False
    told = root.items or root.subs or cursor.peek().has(Mark.RELATIVE)
    return root.entity is None or not told


def _read_first_mark(cursor: Cursor) -> int:
    """`is` and `does` at the start make a yes/no question; `what about` and `and` continue one."""
    span = cursor.peek()
    if cursor.at == 0 and span.has(Mark.ANY):
        cursor.draft.yes_no = True
    opens = span.has(Mark.IS, Mark.DO, Mark.DID, Mark.HAVE)
    if cursor.at == 0 and (opens or span.has(Mark.ABOUT, Mark.ONLY)):
        if span.first(FunctionWord) or span.first(MeasureWord):
            return 0
        opening = {
            Mark.IS,
            Mark.DO,
            Mark.DID,
            Mark.HAVE,
            Mark.ABOUT,
            Mark.ONLY,
            Mark.PAST,
            Mark.ANY,
        }
        cursor.draft.question |= {m for m in span.meanings if isinstance(m, Mark)} & opening
        cursor.draft.yes_no = opens
        return 1
    return 0


_READERS: tuple[Reader, ...] = (
    _read_first_mark,
    read_lost_to,
    read_had,
    read_changer,
    read_change,
    read_end,
    read_hanging,
    read_everywhere,
    read_of_each,
    read_how_long,
    read_judged,
    read_ahead_of,
    read_share,
    read_growth,
    read_over_time,
    read_number_word,
    read_bound,
    read_judged_by,
    read_so_much_of,
    read_so_many,
    read_most_of,
    read_distance,
    read_reached,
    read_standing,
    read_numbered,
    read_team,
    read_own_team,
    read_reports,
    read_manager,
    read_subsidiaries,
    read_located,
    read_met,
    read_contents,
    read_rival,
    read_flag,
    read_several,
    read_key,
    read_title,
    read_duration,
    read_inside,
    read_relative,
    read_possessed,
    read_unmet,
    read_place,
    read_reference,
    read_enough,
    read_emptiness,
    read_filled,
    read_related,
    read_nothing,
    read_undone,
    read_elsewhere,
    read_search,
    read_comparison,
    read_best_of,
    read_ranking,
    read_nth,
    read_often,
    read_group,
    read_sort,
    read_time,
    read_rank,
    read_function,
    read_owner,
    _read_missed,
    read_not,
    read_value,
    read_state,
    read_text,
    read_name,
    read_each,
    read_quota,
    read_entity,
    read_measure,
    read_field,
    read_whose,
    read_both,
    read_either,
    read_or,
    read_more_lacking,
    read_comma,
    _read_from_us,
    _read_mark,
    _read_ordinal,
    read_code,
)
