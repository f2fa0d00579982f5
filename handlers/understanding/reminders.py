"""What is said to Crumb about its own reminders: why one came, or that they shall stop."""

from collections.abc import Mapping, Sequence

from crm.query import Ref
from handlers.ports import Turn
from handlers.understanding.language.meaning import FieldWord, IdWord, NameWord
from handlers.understanding.language.span import Span
from handlers.understanding.reading import Nudged
from handlers.understanding.text.phrases import anywhere, opening

_NEAR = 4  # words between "why" and "this reminder"


def nudge_spoken_of(words: Sequence[str], asides: Mapping[str, Sequence[str]]) -> Nudged | None:
    """Whether it is about a reminder of the speaker's own; None where it is not, or why there is
    none.
    """
    if opening(words, asides["nudge_quit"]) == len(words):
        return Nudged(stop=True)
    reminded = anywhere(words, asides["nudge_verb"])
    noun = anywhere(words, asides["nudge_noun"])
    if opening(words, asides["nudge_stop"]) and (reminded or noun):
        return Nudged(stop=True)
    asked = opening(words, asides["nudge_why"])
    if not asked or anywhere(words, asides["nudge_not"]):
        return None
    ours = anywhere(words, asides["nudge_us"])  # not what Anna wrote to me
    came = anywhere(words, asides["nudge_got"])
    near = anywhere(words[asked : asked + _NEAR], asides["nudge_noun"])
    if near or (ours and (reminded or came or noun)) or words[asked:] == ["me"]:
        return Nudged(stop=False)
    return None


def about_nudge(nudged: Nudged, spans: Sequence[Span], turn: Turn | None) -> Nudged:
    """The same with the records and fields spoken of; without any, the one record last shown."""
    named = [s for s in spans if s.any_of(NameWord, IdWord)]
    records = [
        Ref(m.name.entity, m.name.id) for s in named for w in s.all(NameWord) for m in w.matches
    ]
    records += [Ref(w.entity, w.id) for s in named for w in s.all(IdWord)]
    if not named and turn and len(turn.shown) == 1:
        records = list(turn.shown)
    fields = [(w.entity, w.field) for s in spans for w in s.all(FieldWord)]
    return Nudged(
        stop=nudged.stop,
        records=tuple(records),
        words=" ".join(s.text for s in named),
        fields=tuple(fields),
    )
