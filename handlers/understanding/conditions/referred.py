"""Which record a name means where it stands, or the question back when several could be meant."""

from collections.abc import Mapping, Sequence

from crm.names import Match
from crm.names.legal import legal_form, without_form
from crm.names.spelling import words as words_of
from crm.query import Ref
from crm.schema import Schema
from handlers.speech import say
from handlers.understanding.draft import NameItem
from handlers.understanding.language.nicknames import also_called
from handlers.understanding.reading import Choice, Doubt, NoReading, Unsure, Why
from handlers.understanding.schema.connect import connect

_TIE = 0.02
_PEOPLE = {"Contact", "Lead", "User"}
# Which kind of record a name means when it could be of several.
_NAMED_FIRST = ("Account", "Opportunity", "Contact", "User", "Product2", "Lead")


def kind_rank(kind: str) -> int:
    """Where a kind of record stands among those that people name; the first is meant first."""
    return _NAMED_FIRST.index(kind) if kind in _NAMED_FIRST else len(_NAMED_FIRST)


def referred(
    item: NameItem, matches: Sequence[Match], entity: str, schema: Schema, question: str
) -> Ref:
    """The one record that `matches` mean in a phrase about `entity`.

    Raises Unsure, with a choice that re-asks `question`, when several could be meant.
    """
    written = words_of(item.text)
    literal = [m for m in matches if words_of(m.name.text) == written]
    matches = literal or _of_its_form(item, matches, question)
    close = _best(matches)
    kind = min({m.name.entity for m in close}, key=lambda k: _preference(k, item, entity, schema))
    meant = [m for m in close if m.name.entity == kind]
    whole = _with_all_words(item.text, [m for m in matches if m.name.entity == kind])
    if len(whole) > 1 and not literal:
        meant = whole
    if said := [m for m in matches if m.name.entity == item.singular_of]:
        meant = _best(said)
    if not item.owner and item.singular_of is None:
        others = [m for m in close if m.name.entity in _PEOPLE - {kind}]
        meant += _namesakes(item.text, meant, others)
    if len(meant) > 1:
        raise Unsure(_which(item, meant, question))
    return Ref(meant[0].name.entity, meant[0].name.id)


def alike(matches: tuple[Match, ...], meant: Mapping[tuple[Match, ...], Ref]) -> tuple[Match, ...]:
    """In "Halden, not Logistics" those of the matches whose names begin like Halden; else all."""
    named = {m.name.text.casefold() for ms, ref in meant.items() for m in ms if m.name.id == ref.id}
    like = tuple(m for m in matches if m.name.text.casefold().startswith(tuple(named)))
    return like if named and like else matches


def _best(matches: Sequence[Match]) -> list[Match]:
    """The best match and those as good."""
    top = max(m.score for m in matches)
    return [m for m in matches if m.score >= top - _TIE]


def _preference(
    kind: str, item: NameItem, entity: str, schema: Schema
) -> tuple[bool, bool, bool, int]:
    """What is preferred sorts first: what hangs together with the phrase, and was said."""
    unreachable = kind != entity and connect(schema, entity, kind) is None
    not_owner = item.owner and kind != "User"
    return (unreachable, kind != item.singular_of, not_owner, kind_rank(kind))


def _with_all_words(text: str, matches: Sequence[Match]) -> list[Match]:
    """The names that have every word typed: "acme" is Acme Corp as much as Acme Logistics."""
    typed = set(words_of(text).split())
    return [m for m in matches if typed <= set(words_of(m.name.text).split())]


def _namesakes(text: str, meant: Sequence[Match], others: Sequence[Match]) -> list[Match]:
    """People of other kinds who are meant as much: a contact and a lead of the same name, and of a
    first name alone everybody who bears it; also beside a company that merely begins with it.
    """
    same = {m.name.text.casefold() for m in meant if m.name.entity in _PEOPLE}
    first = "" if any(m.exact for m in meant) or " " in text else words_of(text)
    called = {first, *also_called(first)} - {""}
    return [
        m
        for m in others
        if m.name.text.casefold() in same or words_of(m.name.text).split()[0] in called
    ]


def _of_its_form(item: NameItem, matches: Sequence[Match], question: str) -> Sequence[Match]:
    """Of "Acme Limited", which is written with its legal form, Acme Ltd and not Acme Inc.; raises
    Unsure where there is only the latter.
    """
    form = legal_form(item.text)
    if not form:
        return matches
    bare = without_form(item.text)
    same = [m for m in matches if legal_form(m.name.text) == form]
    whole = [m for m in same if without_form(m.name.text) == bare]
    if whole or same:
        return whole or same
    without = [m for m in matches if not legal_form(m.name.text)]
    if not without:
        sentence = say("I know no {name}. Do you mean this?", name=item.text)
        raise Unsure(_which(item, matches, question, sentence))
    return without


def _which(
    item: NameItem, matches: Sequence[Match], question: str, sentence: str = ""
) -> NoReading:
    choices = tuple(
        Choice(
            m.name.text,
            question.replace(item.text, m.name.id, 1),
            Ref(m.name.entity, m.name.id),
        )
        for m in matches
    )
    kind = " or ".join(sorted({m.name.entity for m in matches}))
    return NoReading(
        why=Why.CLARIFY,
        sentence=sentence or say("Which {name} do you mean?", name=item.text),
        choices=choices,
        doubt=Doubt(item.text, kind, question),
    )
