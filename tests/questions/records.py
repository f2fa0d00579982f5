"""One record, or one field of it."""

from datetime import date

from tests.questions.expected import ask, ids, outcome, value

ROWS = [
    ask(
        "who owns Halden Logistics",
        value(lambda o: o.named("Account", "Halden Logistics").Owner.Name),
    ),
    ask("who owns halden?", value(lambda o: "Dana Whitfield")),
    ask("who is the owner of O'Malley & Sons", value(lambda o: "Dana Whitfield")),
    ask("who is the account manager for Quarrowbank Mills?", value(lambda o: "Dana Whitfield")),
    ask("Who owns quarowbank mills", value(lambda o: "Dana Whitfield")),
    ask(
        "phone number of Tessaly Medical Group",
        value(lambda o: o.named("Account", "Tessaly Medical Group").Phone),
    ),
    ask(
        "what's the phone number for tessaly",
        value(lambda o: o.named("Account", "Tessaly Medical Group").Phone),
    ),
    ask(
        "how many employees does Halden have",
        value(lambda o: o.named("Account", "Halden").NumberOfEmployees),
    ),
    ask(
        "how many employees at Quarrowbank",
        value(lambda o: o.named("Account", "Quarrowbank Mills").NumberOfEmployees),
    ),
    ask("industry of Halden", value(lambda o: "Manufacturing")),
    ask("what industry is Halden in?", value(lambda o: "Manufacturing")),
    ask("Halden's industry", value(lambda o: "Manufacturing")),
    ask("website of Halden", value(lambda o: o.named("Account", "Halden").Website)),
    ask(
        "annual revenue of Quarrowbank Mills",
        value(lambda o: o.named("Account", "Quarrowbank Mills").AnnualRevenue, "USD"),
    ),
    ask("what city is Halden in", value(lambda o: "Boston")),
    ask(
        "what's the next step on the Halden gateway refresh pilot",
        value(lambda o: "Agree delivery schedule"),
    ),
    ask(
        "when does the Halden boiler house retrofit 2027 close",
        value(lambda o: date(2027, 4, 27)),
    ),
    ask("stage of Brightwater Foods – Fleet tracking phase two", value(lambda o: "Qualification")),
    ask(
        "amount of Brightwater Foods – Fleet tracking phase two",
        value(
            lambda o: o.named("Opportunity", "Brightwater Foods – Fleet tracking phase two").Amount,
            "USD",
        ),
    ),
    ask("email of Marcus Oyelaran", value(lambda o: "marcus@ferrowick.example")),
    ask("what is Caleb Strand's email", value(lambda o: "caleb@ferrowick.example")),
    ask("Marcus Oyelaran's title", value(lambda o: o.named("User", "Marcus Oyelaran").Title)),
    ask("who is Caleb's manager", value(lambda o: "Marcus Oyelaran")),
    ask("who is my manager", ids(lambda o: {o.named("User", "Marcus Oyelaran").Id})),
    ask("Halden", ids(lambda o: {o.named("Account", "Halden").Id})),
    ask("Halden?", ids(lambda o: {o.named("Account", "Halden").Id})),
    ask(
        "tell me about Halden Logistics", ids(lambda o: {o.named("Account", "Halden Logistics").Id})
    ),
    ask(
        "details of Quarrowbank Mills", ids(lambda o: {o.named("Account", "Quarrowbank Mills").Id})
    ),
    ask("show me account Open Range", ids(lambda o: {o.named("Account", "Open Range").Id})),
    ask("Strand Caleb", ids(lambda o: {o.named("User", "Caleb Strand").Id})),
    ask("dana@ferrowick.example", ids(lambda o: {o.named("User", "Dana Whitfield").Id})),
    ask("is Halden a customer?", value(lambda o: True)),
    ask("do we have any open deals at Halden?", value(lambda o: True)),
    ask("are there open deals in Negotiation over 90000000?", value(lambda o: False)),
    ask("Anna's deals", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    ask("who owns Zyxcorp", outcome("clarify")),
    ask("phone of brightwater", outcome("clarify", "Brightwater Foods", "Brightwater Foods Inc.")),
]
