"""Changes wished from the road."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import change, some_change

_PILOT = "Halden – Gateway refresh pilot"
_METERING = "Quarrowbank Mills – Energy metering 2026"

ROWS = [
    ask(
        "mark halden gateway refresh pilot closed won!!",
        change("Opportunity", _PILOT, "StageName", "Closed Won"),
    ),
    ask(
        "move close date of quarrowbank energy metering to dec 15",
        change("Opportunity", _METERING, "CloseDate", "2026-12-15"),
    ),
    ask(
        "set amt on Brightwater Foods – Gateway refresh to 95k",
        change("Opportunity", "Brightwater Foods – Gateway refresh", "Amount", "95000"),
    ),
    ask(
        "update next step for open range sensor rollout 2026: send contract fri",
        change("Opportunity", "Open Range – Sensor rollout 2026", "NextStep", "send contract fri"),
    ),
    ask(
        "change orlando radleys phone to +1 215 555 0100",
        change("Contact", "Orlando Radley", "Phone"),
    ),
    ask(
        "put hartsquill predictive maintenance in commit",
        some_change,
        as_="caleb",
    ),
    ask(
        "wychling boiler house retrofit pilot -> negotiation",
        change(
            "Opportunity",
            "Wychling Motors – Boiler house retrofit pilot",
            "StageName",
            "Negotiation",
        ),
        as_="callum",
    ),
]
