"""People by their job title, and values that the CRM has not met: towns, industries."""

from collections.abc import Callable

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, ids, outcome, value
from tests.questions.org import Org, Rec

CFO, COO = "Chief Financial Officer", "Chief Operating Officer"


def titled(title: str, keep: Callable[[Rec], bool] = lambda c: True) -> Check:
    """The contacts with exactly that title."""
    return ids(lambda o: o.ids("Contact", lambda c: c.Title == title and keep(c)))


def _holding(o: Org, word: str, entity: str = "Contact") -> set[str]:
    return o.ids(entity, lambda c: c.Title is not None and word in c.Title)


def _colleagues(o: Org, title: str) -> set[str]:
    return o.ids("User", lambda u: u.Title == title)


def _at(name: str) -> Callable[[Rec], bool]:
    return lambda c: bool(c.Account.Name == name)


def _mine(c: Rec) -> bool:
    return bool(c.Account.Owner.Email == "dana@ferrowick.example")


def _without(o: Org, title: str) -> set[str]:
    having = {c.AccountId for c in o.all("Contact") if c.Title == title}
    return o.ids("Account", lambda a: a.Id not in having)


def nobody(answered: Answered, _: Org) -> None:
    """Read rightly, and there is none."""
    assert answered.outcome is Outcome.ANSWERED, answered.sentence
    assert answered.records == ()


def said_back(*words: str) -> Check:
    """Nothing found, and it is said what was looked for."""

    def check(answered: Answered, o: Org) -> None:
        nobody(answered, o)
        assert all(word in answered.understood for word in words), answered.understood

    return check


ROWS = [
    ask("CFOs", titled(CFO)),
    ask("chief financial officers", titled(CFO)),
    ask("show me all C.F.O.s", titled(CFO)),
    ask("contacts who are CFO", titled(CFO)),
    ask("cfos at my accounts", titled(CFO, _mine)),
    ask("CFOs of my customers", titled(CFO, _mine)),
    ask("my customers' CFOs", titled(CFO, _mine)),
    ask("how many COOs do we know", value(lambda o: len(_holding(o, COO)), "count")),
    ask(
        "MDs in Germany",
        titled("Managing Director", lambda c: c.Account.BillingCountry == "Germany"),
    ),
    ask("managing directors", titled("Managing Director")),
    ask("who is the CFO of Quarrowbank Mills?", titled(CFO, _at("Quarrowbank Mills"))),
    ask("Quarrowbank Mills' CFO", titled(CFO, _at("Quarrowbank Mills"))),
    ask(
        "email of the CFO at Quarrowbank Mills",
        value(lambda o: o.named("Contact", "Felicia O'Bannon").Email),
    ),
    ask("whos the cfo", titled(CFO, _at("Quarrowbank Mills")), "contacts of Quarrowbank Mills"),
    ask("who are the plant managers", titled("Plant Manager")),
    ask(
        "plant managers in Germany",
        titled("Plant Manager", lambda c: c.Account.BillingCountry == "Germany"),
    ),
    ask("head of engineering at Halden", titled("Head of Engineering", _at("Halden"))),
    ask("heads of engineering", titled("Head of Engineering")),
    ask("engineering heads", titled("Head of Engineering")),
    ask("contacts with the title head of operations", titled("Head of Operations")),
    ask("contacts whose title is Head of Operations", titled("Head of Operations")),
    ask("contacts with title IT director", titled("IT Director")),
    ask("IT directors", titled("IT Director")),
    ask("reliability engineers at Open Range", titled("Reliability Engineer", _at("Open Range"))),
    ask("engineers", ids(lambda o: _holding(o, "Engineer") - _holding(o, "Engineering"))),
    ask("directors", ids(lambda o: _holding(o, "Director"))),
    ask("buyers named Glenn", titled("Buyer", lambda c: "Glenn" in c.Name)),
    ask("buyers at Open Range", titled("Buyer", _at("Open Range"))),
    ask("contacts who are buyers", titled("Buyer")),
    ask("leads who are energy managers", ids(lambda o: _holding(o, "Energy Manager", "Lead"))),
    ask("accounts without a CFO", ids(lambda o: _without(o, CFO))),
    ask("accounts with a CFO", ids(lambda o: o.ids("Account") - _without(o, CFO))),
    ask("regional sales directors", ids(lambda o: _colleagues(o, "Regional Sales Director"))),
    ask("who is our CRO", ids(lambda o: _colleagues(o, "Chief Revenue Officer"))),
    ask("senior account executives", ids(lambda o: _colleagues(o, "Senior Account Executive"))),
    ask("VPs of sales", said_back("Title mentions vp of sales")),
    ask("the VP Sales at Halden", said_back("Title", "Halden")),
    ask("contacts with the title head of procurement", said_back("head of procurement")),
    ask(
        "how many contacts have a title that begins with 'Head of'?",
        value(lambda o: len(_holding(o, "Head of")), "count"),
    ),
    ask("who is Caleb's manager", value(lambda o: "Marcus Oyelaran")),
    ask("who do I know at Halden", ids(lambda o: o.ids("Contact", _at("Halden")))),
    ask(
        "Geschäftsführer in Deutschland",
        titled("Managing Director", lambda c: c.Account.BillingCountry == "Germany"),
    ),
    # What the CRM has not met
    ask("accounts in Springfield", said_back("Springfield")),
    ask("customers in springfield", said_back("springfield")),
    ask("contacts in New Springfield", said_back("New Springfield")),
    ask("open deals in Springfield", said_back("Springfield")),
    ask("accounts in Bostn", ids(lambda o: o.ids("Account", lambda a: a.BillingCity == "Boston"))),
    ask("accounts not in Springfield", ids(lambda o: o.ids("Account"))),
    ask(
        "users in the sales department",
        ids(lambda o: o.ids("User", lambda u: u.Department == "Sales")),
    ),
    ask("people in sales operations", ids(lambda o: {o.named("User", "Tobias Renner").Id})),
    ask("people in the marketing department", outcome("clarify", "Department")),
    ask("accounts with industry Aerospace", outcome("clarify", "Industry")),
    ask("accounts in the aerospace industry", outcome("clarify", "Industry")),
    ask("deals in the flurbish stage", outcome("clarify", "Stage")),
]
