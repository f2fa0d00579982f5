"""Wishes to change something: recognised with their parts, and never answered as questions."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, change, some_change

_PILOT = "Halden – Gateway refresh pilot"
_ROLLOUT = "Open Range – Sensor rollout 2026"
_SITES = "Quarrowbank Mills – Remote sites, second site"

ROWS = [
    ask("log a call with leticia hathorne", some_change),
    ask("remind me to call tessaly on friday", some_change),
    ask("create a task to follow up with open range tomorrow", some_change),
    ask("add a new contact at halden", some_change),
    ask(
        "move halden gateway refresh pilot to closed won",
        change("Opportunity", _PILOT, "StageName", "Closed Won"),
    ),
    ask(
        "pls set the amount of brightwater foods gateway refresh to 45k",
        change("Opportunity", "Brightwater Foods – Gateway refresh", "Amount", "45000"),
    ),
    ask(
        "change the close date of open range sensor rollout to dec 4",
        any_of(
            change("Opportunity", _ROLLOUT, "CloseDate", "2026-12-04"),
            change("Opportunity", _ROLLOUT, "CloseDate", "dec 4"),
        ),
    ),
    ask(
        "push the close date of quarrowbank remote sites to january 15",
        any_of(
            change("Opportunity", _SITES, "CloseDate", "2027-01-15"),
            change("Opportunity", _SITES, "CloseDate", "january 15"),
        ),
    ),
    ask(
        "update next step on quarrowbank energy metering: send contract",
        change(
            "Opportunity", "Quarrowbank Mills – Energy metering 2026", "NextStep", "send contract"
        ),
    ),
    ask(
        "mark Renewal Q4 2026 – Halden as lost",
        change("Opportunity", "Renewal Q4 2026 – Halden", "StageName", "Closed Lost"),
    ),
    ask(
        "change the industry of open range to agriculture",
        change("Account", "Open Range", "Industry", "Agriculture"),
    ),
    ask(
        "set the phone of quarterly to +1 212 555-0188",
        change("Account", "Quarterly", "Phone", "+1 212 555-0188"),
    ),
    ask("assign halden logistics to caleb", change("Account", "Halden Logistics", "OwnerId")),
]
