"""What is said to Crumb and is no question to the CRM: greetings, thanks, how-to, wishes, chat."""

from collections.abc import Sequence

from handlers.understanding.keys import token_key
from handlers.understanding.reading import NoReading, Why, Wish
from handlers.understanding.tokens import Kind, Token
from handlers.understanding.words import Words

_GREETING = "Hello! Ask me about your accounts, deals, orders or people."
_THANKS = "You're welcome."
_REFUSED = "That isn't something the CRM holds, so I can't say."
_DESTRUCTIVE = "I don't delete or merge records, and I change only one at a time."
_UPDATE = "I can change one field of one record for you. Open it and press Fix."


def aside(tokens: Sequence[Token], words: Words) -> NoReading | None:
    """What to say when the text is not a question to the CRM; None when it may be one."""
    spoken = [token_key(t) for t in tokens if t.kind is not Kind.SYMBOL]
    if not spoken:
        return None
    kinds = {name: _opening(spoken, phrases) for name, phrases in words.asides.items()}
    if kinds["greeting"] == len(spoken) or kinds["thanks"] == len(spoken):
        sentence = _THANKS if kinds["thanks"] == len(spoken) else _GREETING
        return NoReading(why=Why.REFUSED, sentence=sentence)
    if kinds["help"]:
        return NoReading(why=Why.HELP, sentence="Here is what you can ask me.")
    if kinds["destroy"]:
        return NoReading(why=Why.REFUSED, sentence=_DESTRUCTIVE)
    if kinds["update"] and not kinds["question"]:
        return NoReading(why=Why.UPDATE, sentence=_UPDATE, wish=Wish(action=spoken[0]))
    if kinds["refused"]:
        return NoReading(why=Why.REFUSED, sentence=_REFUSED)
    return None


def _opening(spoken: list[str], keys: Sequence[str]) -> int:
    """How many words at the start the longest fitting phrase takes; 0 for none."""
    said = " ".join(spoken) + " "
    best = 0
    for key in keys:
        if said.startswith(key + " "):
            best = max(best, len(key.split()))
    return best
