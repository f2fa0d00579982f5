"""A remembered choice taken back: forgotten, and the question asked once more."""

from dataclasses import dataclass, replace

from handlers.asking.ask import Ask
from handlers.asking.remembered import CHOOSE_AGAIN, FORGET_CHOICES, asked_again
from handlers.cards import Card, Kind, Press
from handlers.ports import Memory
from handlers.request import Question, Reply, Request
from handlers.sorry import OUTDATED, sorry
from handlers.speech import say
from handlers.understanding.reading import Doubt


@dataclass(frozen=True, slots=True)
class ChoosingAgain:
    """The press `choose_again` (question, words, what they could be) forgets that choice of the
    presser's own and asks the question again; `forget_choices` () forgets them all.
    """

    ask: Ask
    memory: Memory

    @property
    def actions(self) -> frozenset[str]:
        """The presses it takes."""
        return frozenset({CHOOSE_AGAIN, FORGET_CHOICES})

    async def __call__(self, request: Request) -> Reply:
        """What could be meant, or that all is forgotten."""
        person = request.viewer.user_id
        match request.said:
            case Press(action="choose_again", arguments=(question, said, kind)):
                await self.memory.forget(person, Doubt(said, kind, question).key)
                return asked_again(await self.ask(replace(request, said=Question(question))))
            case Press(action="forget_choices"):
                await self.memory.forget(person)
                title = say("All right, I have forgotten all that you chose.")
                return Reply(card=Card(kind=Kind.THANKS, title=title))
        return Reply(card=sorry(OUTDATED))
