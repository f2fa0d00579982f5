"""What a record is, holds and has hanging on it, in the ways people look it up."""

from datetime import date

from tests.questions.expected import Check, ask, ids, outcome, value
from tests.questions.org import NOW, Org, Rec, is_lost, is_open, within

_DANA = "Dana Whitfield"
_NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def _field(entity: str, name: str, path: str) -> Check:
    return value(lambda o: getattr(o.named(entity, name), path))


def _open_at(name: str) -> Check:
    return ids(lambda o: o.ids("Opportunity", lambda d: is_open(d) and d.Account.Name == name))


def _against(name: str, deal: Rec) -> bool:
    return bool(deal.Competitor__c == name)


def _orders(*numbers: str) -> Check:
    return ids(lambda o: o.ids("Order", lambda r: r.OrderNumber in numbers))


def _lines(number: str) -> Check:
    return ids(lambda o: o.ids("OrderItem", lambda r: r.Order.OrderNumber == number))


def _with_code(o: Org, line: str, code: str, of: str) -> set[str]:
    return {getattr(r, of) for r in o.all(line) if r.Product2.ProductCode == code}


def _open_with(code: str) -> Check:
    def expect(o: Org) -> set[str]:
        having = _with_code(o, "OpportunityLineItem", code, "OpportunityId")
        return o.ids("Opportunity", lambda d: is_open(d) and d.Id in having)

    return ids(expect)


def _mine(task: Rec) -> bool:
    return bool(task.Owner.Name == _DANA and not task.IsClosed)


def _demos(o: Org) -> set[str]:
    def first(e: Rec) -> bool:
        return bool(
            e.Subject == "Demo" and e.Owner.Name == "Callum Rathbone" and e.StartDateTime > NOW
        )

    found = [e for e in o.all("Event") if first(e)]
    return {min(found, key=lambda e: e.StartDateTime).Id}


_PILOT = "Halden – Gateway refresh pilot"
_SUPPORT = "Tillbrook Elevators – Support renewal Q1 2027"

ROWS = [
    # One record, one field
    ask("which company is reggie radley with", _field("Lead", "Reggie Radley", "Company")),
    ask(
        "Tillbrook Elevators - Support renewal stage", _field("Opportunity", _SUPPORT, "StageName")
    ),
    ask(
        "what kind of account is Castorway Freight: customer, prospect or partner?",
        _field("Account", "Castorway Freight", "Type"),
    ),
    ask(
        "what stage is halden gateway refresh pilot in, proposal or closed won",
        _field("Opportunity", _PILOT, "StageName"),
    ),
    ask(
        "remaining balance of inv-02230",
        value(
            lambda o: next(r for r in o.all("Invoice") if r.InvoiceNumber == "INV-02230").Balance
        ),
    ),
    ask(
        "who am i missing a phone for",
        ids(lambda o: o.ids("Contact", lambda c: c.Owner.Name == _DANA and not c.Phone)),
    ),
    # How things stand
    ask("what's going on with Halden", _open_at("Halden")),
    ask("where are we with halden", _open_at("Halden")),
    ask("status of Halden", _open_at("Halden")),
    ask("what's open at Halden", _open_at("Halden")),
    ask(f"status of {_PILOT}", _field("Opportunity", _PILOT, "StageName")),
    ask(f"where do we stand with {_PILOT}", _field("Opportunity", _PILOT, "StageName")),
    ask(
        "what's the status of order 00001289",
        value(lambda o: next(r for r in o.all("Order") if r.OrderNumber == "00001289").Status),
    ),
    ask(
        "what's going on with my deals",
        ids(lambda o: o.ids("Opportunity", lambda d: is_open(d) and d.Owner.Name == _DANA)),
    ),
    ask("status of the union", outcome("not_understood")),
    # Rivals
    ask(
        "open deals against kestovar",
        ids(lambda o: o.ids("Opportunity", lambda d: is_open(d) and _against("Kestovar", d))),
    ),
    ask(
        "deals lost against kestovar this year",
        ids(
            lambda o: o.ids(
                "Opportunity",
                lambda d: is_lost(d) and _against("Kestovar", d) and within(d.CloseDate, *_YEAR),
            )
        ),
    ),
    ask(
        "open deals against a competitor other than kestovar",
        ids(
            lambda o: o.ids(
                "Opportunity",
                lambda d: is_open(d) and d.Competitor__c and not _against("Kestovar", d),
            )
        ),
    ),
    ask(
        "who are we up against on Open Range – Sensor rollout 2026",
        _field("Opportunity", "Open Range – Sensor rollout 2026", "Competitor__c"),
    ),
    # Orders and invoices by number, and what is on them
    ask("orders 00001245, 00001246 and 00001247", _orders("00001245", "00001246", "00001247")),
    ask("order 00001245 or 00001246", _orders("00001245", "00001246")),
    ask(
        "INV-02230 and INV-02220",
        ids(lambda o: o.ids("Invoice", lambda r: r.InvoiceNumber in {"INV-02230", "INV-02220"})),
    ),
    ask("what's on order 00001289", _lines("00001289")),
    ask("what is in order 00001289", _lines("00001289")),
    ask("what's on it", _lines("00001289"), "order 00001289"),
    ask("open deals with FW-S050 on them", _open_with("FW-S050")),
    ask("open deals that have the discontinued FW-S050 on them", _open_with("FW-S050")),
    ask(
        "orders with FW-S110",
        ids(lambda o: _with_code(o, "OrderItem", "FW-S110", "OrderId")),
    ),
    # Above and below
    ask(
        "subsidiaries of halden",
        ids(lambda o: o.ids("Account", lambda a: a.ParentId and a.Parent.Name == "Halden")),
    ),
    ask("how many subsidiaries does Halden have", value(lambda o: 1)),
    ask("open deals of Halden's subsidiaries", _open_at("Halden Logistics")),
    ask("parent of Halden Logistics", value(lambda o: "Halden")),
    ask(
        "accounts whose owner is no longer active",
        ids(lambda o: o.ids("Account", lambda a: not a.Owner.IsActive)),
    ),
    # What came in, what is to do, what is next
    ask(
        "leads that came in this month",
        ids(lambda o: o.ids("Lead", lambda r: within(r.CreatedDate.date(), *_NOVEMBER))),
    ),
    ask("my todos", ids(lambda o: o.ids("Task", _mine))),
    ask("when's my next demo", ids(_demos), as_="callum"),
    ask(
        "when am i seeing quarrowbank next",
        value(
            lambda o: min(
                e.StartDateTime
                for e in o.all("Event")
                if e.Account
                and e.Account.Name == "Quarrowbank Mills"
                and e.Owner.Name == _DANA
                and e.StartDateTime > NOW
            )
        ),
    ),
]
