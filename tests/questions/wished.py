"""Wishes to change something that no verb opens, and what only looks like one."""

from tests.questions.expected import ask, outcome, value
from tests.questions.fresh.checks import change

_PILOT = "Halden – Gateway refresh pilot"

ROWS = [
    ask("halden gateway refresh pilot -> closed won", change("Opportunity", _PILOT, "StageName")),
    ask("mark halden gateway refresh pilot lost", change("Opportunity", _PILOT, "StageName")),
    ask("halden industry → energy", change("Account", "Halden", "Industry", "Energy")),
    ask(
        "amount of halden gateway refresh pilot should be 45k",
        change("Opportunity", _PILOT, "Amount", "45000"),
    ),
    ask(
        "the industry of Open Range is now agriculture, please update that",
        change("Account", "Open Range", "Industry", "Agriculture"),
    ),
    ask(
        "next step for halden gateway refresh pilot: send the contract",
        change("Opportunity", _PILOT, "NextStep", "send the contract"),
    ),
    ask(
        "phone for Halden: +1 617 555 0000", change("Account", "Halden", "Phone", "+1 617 555 0000")
    ),
    ask("phone for Halden:", value(lambda o: o.named("Account", "Halden").Phone)),
    ask("could you book us a room for tomorrow", outcome("refused")),
]
