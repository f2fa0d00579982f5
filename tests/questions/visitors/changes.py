"""Changes that are wished, and what no CRM can answer."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import change, some_change
from tests.questions.visitors.checks import unanswered

ROWS = [
    ask(
        "please move the close date of the halden gateway refresh pilot to december 4",
        change("Opportunity", "Halden – Gateway refresh pilot", "CloseDate", "2026-12-04"),
    ),
    ask(
        "update the amount on quarrowbank mills energy metering 2026 to 85k",
        change("Opportunity", "Quarrowbank Mills – Energy metering 2026", "Amount", "85000"),
    ),
    ask(
        "set the next step on open range sensor rollout 2026 to send contract",
        change("Opportunity", "Open Range – Sensor rollout 2026", "NextStep", "send contract"),
    ),
    ask(
        "Change Carlos Tolbert's phone number to +1 704 555 0111",
        change("Contact", "Carlos Tolbert", "Phone"),
    ),
    ask(
        "move rookmere vibration monitoring pilot to qualification",
        change(
            "Opportunity",
            "Rookmere Aerospace – Vibration monitoring pilot",
            "StageName",
            "Qualification",
        ),
        as_="marcus",
    ),
    ask("mark inv-02264 as paid", some_change, as_="margot"),
    ask(
        "set the probability of Kildoran Pharma Predictive maintenance, second site to 80%",
        change(
            "Opportunity", "Kildoran Pharma – Predictive maintenance, second site", "Probability"
        ),
        as_="marcus",
    ),
    ask("what's the weather in boston tomorrow", unanswered),
    ask("write an email to carlos tolbert that I'm running late", unanswered),
    ask("what was our gross margin last quarter", unanswered, as_="margot"),
    ask("how many vacation days do I have left", unanswered, as_="marcus"),
    ask("what's the nps score of tessaly", unanswered, as_="caleb"),
]
