"""One record or one field of it, in the car before the meeting."""

from datetime import date

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, field, listed, on_day, record, truth
from tests.questions.reps.checks import DANA, cell, declined, numbered

ROWS = [
    ask("tessaly main number?", field("Account", "Tessaly Medical Group", "Phone")),
    ask("quarrowbank mills whats their city", field("Account", "Quarrowbank Mills", "BillingCity")),
    ask("orlando radley phone nr", field("Contact", "Orlando Radley", "Phone")),
    ask("need felicia obannons email quick", field("Contact", "Felicia O'Bannon", "Email")),
    ask(
        "close date on the halden gateway refresh pilot",
        any_of(
            field("Opportunity", "Halden – Gateway refresh pilot", "CloseDate"),
            on_day(lambda o: date(2026, 11, 27)),
        ),
    ),
    ask(
        "what stage is open range sensor rollout 2026 at",
        field("Opportunity", "Open Range – Sensor rollout 2026", "StageName"),
    ),
    ask(
        "next step quarrowbank energy metering?",
        field("Opportunity", "Quarrowbank Mills – Energy metering 2026", "NextStep"),
    ),
    ask(
        "who are we up against on the open range sensor rollout 2026, competitor",
        field("Opportunity", "Open Range – Sensor rollout 2026", "Competitor__c"),
    ),
    ask(
        "hartsquill predictive maintenance - forecast category",
        field(
            "Opportunity", "Hartsquill Packaging – Predictive maintenance", "ForecastCategoryName"
        ),
        as_="caleb",
    ),
    ask("whos the rep on larkmoor", field("Account", "Larkmoor Hospitals", "Owner.Name")),
    ask("is ravenmoss a customer yet", truth(False)),
    ask("hartsquill packaging?", record("Account", "Hartsquill Packaging"), as_="caleb"),
    ask(
        "whats the balance left on inv-02230",
        cell("Invoice", "InvoiceNumber", "INV-02230", "Balance", "USD"),
    ),
    ask(
        "order 00001282 where's that at, status", cell("Order", "OrderNumber", "00001282", "Status")
    ),
    ask("when is INV-02260 due??", on_day(lambda o: date(2026, 12, 19))),
    ask("pull up order 00001253", numbered("Order", "OrderNumber", "00001253")),
    ask("reggie radley, which company was he w/ again", field("Lead", "Reggie Radley", "Company")),
    ask("solveig thorsby job title", field("Contact", "Solveig Thorsby", "Title"), as_="callum"),
    ask(
        "how many ppl work at kinvale crossing energy",
        field("Account", "Kinvale Crossing Energy", "NumberOfEmployees"),
    ),
    ask(
        "does neil carbajal have an email on file",
        any_of(truth(False), field("Contact", "Neil Carbajal", "Email")),
    ),
    ask("fw-g200 what is that", record("Product2", "Hearth gateway, cellular")),
    ask("who do leo castellane report to", field("User", "Leo Castellane", "Manager.Name")),
    ask(
        "parent co of isarquell?",
        field("Account", "Isarquell Getränke", "Parent.Name"),
        as_="callum",
    ),
    ask(
        "when did we open the tessaly add-on 2027 compressor monitoring opp, created date",
        on_day(lambda o: date(2026, 11, 2)),
    ),
    # several are called so: asked back, or all of them shown
    ask(
        "glenns number",
        any_of(
            declined,
            listed("Contact", lambda c: c.FirstName == "Glenn"),
            listed("Contact", lambda c: c.FirstName == "Glenn" and c.Owner.Name == DANA),
        ),
    ),
]
