"""Changes that are wished, and what no CRM knows."""

from tests.questions.expected import ask
from tests.questions.floor.checks import not_answered
from tests.questions.fresh.checks import change, one_of

ROWS = [
    # changes
    ask(
        "push the close date of quarrowbank energy metering 2026 to dec 4",
        change(
            "Opportunity", "Quarrowbank Mills – Energy metering 2026", "CloseDate", "2026-12-04"
        ),
    ),
    ask(
        "set next step on open range sensor rollout 2026 to call glenn on friday",
        change("Opportunity", "Open Range – Sensor rollout 2026", "NextStep", "call glenn"),
    ),
    ask(
        "halden gateway refresh pilot: amount should be 98k now",
        change("Opportunity", "Halden – Gateway refresh pilot", "Amount", "98000"),
    ),
    ask(
        "Please move Kaltenau Kühlhaus vibration monitoring pilot to Negotiation",
        change(
            "Opportunity",
            "Kaltenau Kühlhaus – Vibration monitoring pilot",
            "StageName",
            "Negotiation",
        ),
        as_="piotr",
    ),
    ask(
        "update skarnvik shippings phone to +47 55 555-0199",
        change("Account", "Skarnvik Shipping", "Phone", "+47 55 555-0199"),
        as_="anna.lindqvist",
    ),
    ask(
        "change the title of carmen paskell to Head of Quality",
        change("Contact", "Carmen Paskell", "Title", "Head of Quality"),
    ),
    ask(
        "o'malley cold-chain monitoring pilot is at 25 percent now, pls update the probability",
        change("Opportunity", "O'Malley & Sons – Cold-chain monitoring pilot", "Probability", "25"),
    ),
    # what no CRM knows
    ask(
        "remind me to call felicia tomorrow morning",
        one_of("update", "clarify", "refused", "help", "not_understood"),
    ),
    ask("draft a nice follow up mail to carmen paskell about the pilot", not_answered),
    ask("what's our margin on the hearth gateways", not_answered, as_="margot"),
    ask("how much commission do i get for the halden pilot", not_answered),
    ask("which of our customers are happy, any nps scores", not_answered, as_="fiona"),
    ask("how many units do we have in stock of the frost sensor", not_answered, as_="kavita"),
    ask("When begins the canteen to serve lunch today?", not_answered, as_="lena"),
    ask(
        "when does our contract with kurrawyn mining run out",
        not_answered,
        as_="arjun",
    ),
    ask("what discount did we give skarnvik on their last order", not_answered, as_="fiona"),
]
