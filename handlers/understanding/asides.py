"""What is said to Crumb and is no question to the CRM: greetings, thanks, how-to, wishes, chat."""

from collections.abc import Mapping, Sequence

from handlers.understanding.language.languages import Language
from handlers.understanding.reading import NoReading, Why
from handlers.understanding.reminders import nudge_spoken_of
from handlers.understanding.text.keys import token_key
from handlers.understanding.text.phrases import anywhere, opening
from handlers.understanding.text.tokens import Kind, Token

_GREETING = "Hello! Ask me about your accounts, deals, orders or people."
_THANKS = "You're welcome."
_REFUSED = "That isn't something the CRM holds, so I can't say."
_DESTRUCTIVE = "I don't delete or merge records, and I change only one at a time."
_NUDGES = "I ask people for missing values in chat; there I can tell why, and stop."
_USAGE = (
    "I don't tell how much somebody uses the CRM or me. I can tell what is missing in the records."
)


def aside(tokens: Sequence[Token], language: Language) -> NoReading | None:
    """What to say when the text is not a question to the CRM; None when it may be one."""
    asides, said = language.words.asides, spoken(tokens, language)
    rest = _after_politeness(said, asides)
    if not rest:
        thanked = any(opening(said[i:], asides["thanks"]) for i in range(len(said)))
        return NoReading(why=Why.REFUSED, sentence=_THANKS if thanked else _GREETING)
    if told := nudge_spoken_of(rest, asides):
        return NoReading(why=Why.REFUSED, sentence=_NUDGES, nudged=told)
    helped = opening(rest, asides["help"])
    if anywhere(rest[helped:], asides["usage"]):
        return NoReading(why=Why.REFUSED, sentence=_USAGE)
    if helped:
        return NoReading(why=Why.HELP, sentence="Here is what you can ask me.")
    if opening(rest, asides["destroy"]) or opening(rest, asides["bulk"]):
        return NoReading(why=Why.REFUSED, sentence=_DESTRUCTIVE)
    if opening(rest, asides["refused"]):
        return NoReading(why=Why.REFUSED, sentence=_REFUSED)
    return None


def wants_change(tokens: Sequence[Token], language: Language) -> int:
    """How many tokens at the start say that something is to be changed; 0 when none do."""
    asides, said = language.words.asides, spoken(tokens, language)
    rest = _after_politeness(said, asides)
    polite = len(said) - len(rest)
    if opening(rest, asides["question"]) or _is_plural(tokens, polite, language):
        return 0
    verb = opening(rest, asides["update"])
    if verb and rest[verb : verb + 1] == [""]:
        return 0  # "Mark's deals": the ending of a name has no key
    return polite + verb if verb else 0


def _is_plural(tokens: Sequence[Token], at: int, language: Language) -> bool:
    """ "changes on my deals" and "updates since Monday" are things, and no wish to change any."""
    words = [token for token in tokens if token.kind is not Kind.SYMBOL]
    return words[at].norm in language.words.things


def spoken(tokens: Sequence[Token], language: Language) -> list[str]:
    """The words, filed."""
    return [token_key(t, language.stem) for t in tokens if t.kind is not Kind.SYMBOL]


def _after_politeness(spoken: list[str], asides: Mapping[str, Sequence[str]]) -> list[str]:
    """What is said after greetings, thanks and other polite words."""
    kinds = ("greeting", "thanks", "polite")
    rest = spoken
    while rest and (length := max(opening(rest, asides[kind]) for kind in kinds)):
        rest = rest[length:]
    return rest
