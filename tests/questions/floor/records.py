"""One record, or one thing about it: what everyone looks up before a call."""

from tests.questions.expected import ask
from tests.questions.fresh.checks import any_of, field, only, record
from tests.questions.fresh.keeps import at, both
from tests.questions.reps.checks import cell, numbered

ROWS = [
    ask(
        "hey who's got skarnvik shipping, who owns it",
        field("Account", "Skarnvik Shipping", "Owner.Name"),
        as_="marcus",
    ),
    ask(
        "kindly give me the phone no. of wattlebrae foods",
        field("Account", "Wattlebrae Foods", "Phone"),
        as_="kavita",
    ),
    ask(
        "What's the close date on the Quarrowbank energy metering 2026 deal?",
        field("Opportunity", "Quarrowbank Mills – Energy metering 2026", "CloseDate"),
    ),
    ask(
        "how big is moorsedge line monitoring 2026",
        field("Opportunity", "Moorsedge Quarries – Line monitoring 2026", "Amount", "USD"),
        as_="fiona",
    ),
    ask(
        "In which stage is the Kaltenau Kühlhaus vibration monitoring pilot at the moment?",
        field("Opportunity", "Kaltenau Kühlhaus – Vibration monitoring pilot", "StageName"),
        as_="piotr",
    ),
    ask(
        "Please let me know the city of Dharvati Pharma",
        field("Account", "Dharvati Pharma", "BillingCity"),
        as_="arjun",
    ),
    ask("carmen paskell email", field("Contact", "Carmen Paskell", "Email")),
    ask("whats glenn obannons number", field("Contact", "Glenn O'Bannon", "Phone")),
    ask(
        "the CFO at Quarrowbank, what's her name again?",
        any_of(
            only(
                "Contact",
                both(at("Quarrowbank Mills"), lambda c: c.Title == "Chief Financial Officer"),
            ),
            record("Contact", "Felicia O'Bannon"),
        ),
    ),
    ask(
        "INV-02235 when's that due",
        cell("Invoice", "InvoiceNumber", "INV-02235", "DueDate"),
        as_="nadia",
    ),
    ask("order 1263, status?", cell("Order", "OrderNumber", "00001263", "Status")),
    ask(
        "what did we say is the next step on open range sensor rollout 2026",
        field("Opportunity", "Open Range – Sensor rollout 2026", "NextStep"),
    ),
    ask(
        "How many employees has Nethergill Utilities?",
        field("Account", "Nethergill Utilities", "NumberOfEmployees"),
        as_="soeren",
    ),
    ask(
        "who's the competitor on brightwater foods fleet tracking phase two",
        field("Opportunity", "Brightwater Foods – Fleet tracking phase two", "Competitor__c"),
    ),
    ask(
        "show me strassfeld logistik",
        record("Account", "Straßfeld Logistik AG"),
        as_="claudia",
    ),
    ask("pull up FW-W200 for me would you", numbered("Product2", "ProductCode", "FW-W200")),
    ask(
        "probability of Thornwick & Daughters gateway refresh 2026?",
        field("Opportunity", "Thornwick & Daughters – Gateway refresh 2026", "Probability"),
        as_="soeren",
    ),
    ask(
        "what's the renewal risk for the corvane energy support renewal q4 2026",
        field("Opportunity", "Corvane Energy – Support renewal Q4 2026", "Renewal_Risk__c"),
        as_="rosa",
    ),
]
