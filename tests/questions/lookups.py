"""Records by a phone number, an address, an id, a code or a pasted link."""

from crm.phone import same_number
from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, ids, outcome, value
from tests.questions.org import Org, Rec

_BEARERS = ("Contact", "Account", "Lead")


def found(*records: tuple[str, str]) -> Check:
    """These records by entity and name, and no others."""

    def check(answered: Answered, o: Org) -> None:
        assert answered.outcome is Outcome.ANSWERED, answered.sentence
        wanted = {o.named(entity, name).Id for entity, name in records}
        assert {r.ref.id for r in answered.records} == wanted, answered.understood
        assert answered.total == len(wanted)

    return check


def _ringing(o: Org, number: str) -> set[str]:
    def rings(r: Rec) -> bool:
        return r.Phone is not None and same_number(r.Phone, number)

    return {id_ for entity in _BEARERS for id_ in o.ids(entity, rings)}


def _order(o: Org, number: str) -> Rec:
    return next(r for r in o.all("Order") if r.OrderNumber == number)


def _invoice(o: Org, number: str) -> Rec:
    return next(r for r in o.all("Invoice") if r.InvoiceNumber == number)


def _at_halden(o: Org) -> set[str]:
    return o.ids("Contact", lambda c: str(c.Email).endswith("@halden.example"))


HALDEN = found(("Account", "Halden"))
LETICIA = found(("Contact", "Leticia Hathorne"))
NOTHING = found()
LIGHTNING = "https://acme.lightning.force.com/lightning/r"
CLASSIC = "https://acme.my.salesforce.com"

ROWS = [
    # Phone numbers
    ask("+1 617 555 0139", HALDEN),
    ask("(617) 555-0139", HALDEN),
    ask("6175550139", HALDEN),
    ask("617.555.0139?", HALDEN),
    ask("001 617 555 01 39", HALDEN),
    ask("whose number is (617) 555 0139", HALDEN),
    ask("who has the number 617 555-0197", LETICIA),
    ask("who's calling? +1 617 555-0197", LETICIA),
    ask("who called me from 617-555-0197", LETICIA),
    ask("I missed a call from +1 (617) 555-0197", LETICIA),
    ask("contacts with phone 617 555 0197", LETICIA),
    ask("which account has the phone number 617-555-0139", HALDEN),
    ask("accounts with phone number 617 555 0197", NOTHING),
    ask("whose number is 555-0139", ids(lambda o: _ringing(o, "5550139"))),
    ask("555 0123", ids(lambda o: _ringing(o, "5550123"))),
    ask("+44 20 555-0195", ids(lambda o: _ringing(o, "+44205550195"))),
    ask("020 555 0195", ids(lambda o: _ringing(o, "205550195"))),
    ask("number 999 888 7777", NOTHING),
    ask("617 555-0197", LETICIA, "open deals in Germany"),
    ask("their account?", found(("Account", "Halden")), "617 555-0197"),
    ask("wer hat angerufen +1 617 555-0197", LETICIA),
    ask("what's the phone number of Halden", value(lambda o: "+1 617 555-0139")),
    ask("deals over 3125550142", ids(lambda o: set())),
    # Addresses
    ask("dana@ferrowick.example", found(("User", "Dana Whitfield"))),
    ask("who is Leticia.Hathorne@halden.example?", LETICIA),
    ask("title of leticia.hathorne@halden.example", value(lambda o: "Head of Engineering")),
    ask("which company is leticia.hathorne@halden.example with", HALDEN),
    ask("who is clark.odom@umberlea-ceramics.example", found(("Lead", "Clark Odom"))),
    ask("contacts with an email @halden.example", ids(_at_halden)),
    ask("who is the manager of caleb@ferrowick.example", value(lambda o: "Marcus Oyelaran")),
    ask("nobody@nowhere.example", NOTHING),
    ask(
        "deals of leticia.hathorne@halden.example",
        ids(lambda o: o.ids("Opportunity", lambda d: d.Account.Name == "Halden")),
    ),
    ask(
        "open deals of caleb@ferrowick.example",
        ids(
            lambda o: o.ids(
                "Opportunity", lambda d: not d.IsClosed and d.Owner.Name == "Caleb Strand"
            )
        ),
    ),
    ask("https://www.halden.example/contact?lang=en", HALDEN),
    ask("halden-logistics.example", found(("Account", "Halden Logistics"))),
    # Ids and links
    ask("001Qk0000000001IAA", HALDEN),
    ask("001Qk0000000001", HALDEN),
    ask("001qk0000000001iaa", HALDEN),
    ask(f"{LIGHTNING}/Account/001Qk0000000001IAA/view", HALDEN),
    ask(f"what is {LIGHTNING}/Account/001Qk0000000001IAA/view?ws=%2Flightning%2Fhome", HALDEN),
    ask(f"{CLASSIC}/001Qk0000000001", HALDEN),
    ask(f"{CLASSIC}/001Qk0000000001?srPos=0&srKp=001", HALDEN),
    ask("https://crm.ferrowick.example/crm/Account/001Qk0000000001IAA", HALDEN),
    ask(
        f"open deals of {LIGHTNING}/Account/001Qk0000000001IAA/view",
        ids(
            lambda o: o.ids("Opportunity", lambda d: not d.IsClosed and d.Account.Name == "Halden")
        ),
    ),
    ask("801Qk0000000001IAA", ids(lambda o: {_order(o, "00001001").Id})),
    ask(f"{LIGHTNING}/Order/801Qk0000000001/view", ids(lambda o: {_order(o, "00001001").Id})),
    ask("801Qk0000000999IAA", NOTHING),
    # Numbers and codes
    ask("order 00001043", ids(lambda o: {_order(o, "00001043").Id})),
    ask("order 1043", ids(lambda o: {_order(o, "00001043").Id})),
    ask("00001043", ids(lambda o: {_order(o, "00001043").Id})),
    ask("order #00001043", ids(lambda o: {_order(o, "00001043").Id})),
    ask("status of order 1043", value(lambda o: _order(o, "00001043").Status)),
    ask("which customer is order 1043 for", ids(lambda o: {_order(o, "00001043").Account.Id})),
    ask("INV-02181", ids(lambda o: {_invoice(o, "INV-02181").Id})),
    ask("when is invoice 02181 due", value(lambda o: _invoice(o, "INV-02181").DueDate)),
    ask("FW-G300", found(("Product2", "Caravan vehicle gateway"))),
    ask("what is fw-g300?", found(("Product2", "Caravan vehicle gateway"))),
    ask("my frobnicated 4711x deals", outcome("not_understood")),
]
