"""The CRM's own words: which values there are, what can be asked of which records."""

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from handlers.asking.answered import Answered, Outcome
from tests.questions.expected import Check, ask, groups, outcome, value
from tests.questions.org import Org, Rec, is_open


def _occurring(entity: str, field: str, keep: Callable[[Rec], bool] = lambda r: True) -> Check:
    """How many records have each value that occurs."""

    def expect(o: Org) -> dict[Any, Any]:
        kept = [r for r in o.all(entity) if keep(r)]
        found = Counter(v for r in kept if (v := _walk(r, field)) is not None)
        return {key: Decimal(count) for key, count in found.items()}

    return groups(expect)


def _walk(record: Rec, path: str) -> Any:
    for step in path.split("."):
        record = getattr(record, step)
    return record


def _fields(*labels: str) -> Check:
    """Help with one kind of record: these are among its fields, and each question can be asked."""

    def check(answered: Answered, _: Org) -> None:
        assert answered.outcome is Outcome.HELP, answered.understood or answered.sentence
        assert set(labels) <= {line.key for line in answered.groups}
        assert answered.choices

    return check


def _mine(record: Rec) -> bool:
    return bool(record.Owner.Email == "dana@ferrowick.example")


def _in_order(answered: Answered, o: Org) -> None:
    """Stages come as a deal goes through them."""
    found = [line.key for line in answered.groups]
    assert found[:3] == ["Prospecting", "Qualification", "Needs Analysis"]
    assert found[-2:] == ["Closed Won", "Closed Lost"]


STAGES = _occurring("Opportunity", "StageName")
INDUSTRIES = _occurring("Account", "Industry")
COUNTRIES = _occurring("Account", "BillingCountry")

ROWS = [
    ask("what stages are there", STAGES),
    ask("What stages are there?", _in_order),
    ask("which stages do we use for deals", STAGES),
    ask("stages?", STAGES),
    ask("possible values for stage", STAGES),
    ask("what are the picklist values of stage", STAGES),
    ask("which industries do we have", INDUSTRIES),
    ask("list the different industries", INDUSTRIES),
    ask("show me all industries", INDUSTRIES),
    ask("which industries are our customers in", INDUSTRIES),
    ask("list the lead sources", _occurring("Opportunity", "LeadSource")),
    ask("what lead sources do leads have", _occurring("Lead", "LeadSource")),
    ask("what product lines do we sell", _occurring("Product2", "Family")),
    ask("which product families are there", _occurring("Product2", "Family")),
    ask("what kinds of products do we have", _occurring("Product2", "Family")),
    ask("what types of accounts", _occurring("Account", "Type")),
    ask("what kinds of deals do we have", _occurring("Opportunity", "Type")),
    ask("which countries do we have customers in", COUNTRIES),
    ask("distinct countries", COUNTRIES),
    ask("in which cities are my accounts", _occurring("Account", "BillingCity", _mine)),
    ask("what are the order statuses", _occurring("Order", "Status")),
    ask("what invoice statuses exist", _occurring("Invoice", "Status")),
    ask("which competitors do we have", _occurring("Opportunity", "Competitor__c")),
    ask("what regions are there", _occurring("User", "Region__c")),
    ask("which titles do our contacts have", _occurring("Contact", "Title")),
    ask(
        "what stages are my open deals in",
        _occurring("Opportunity", "StageName", lambda d: _mine(d) and is_open(d)),
    ),
    ask(
        "which industries do our open deals have",
        _occurring("Opportunity", "Account.Industry", is_open),
    ),
    ask("what stages are there", STAGES, "my open deals"),
    ask(
        "stages?",
        _occurring("Opportunity", "StageName", lambda d: _mine(d) and is_open(d)),
        "my open deals",
    ),
    ask("what industry is Halden in", value(lambda o: "Manufacturing")),
    ask("how many stages are there", value(lambda o: Decimal(8), "count")),
    ask("what statuses are there", outcome("clarify", "Orders by Status", "Tasks by Status")),
    ask("what types are there", outcome("clarify", "Account Type", "Opportunity Type")),
    ask("deals with empty fields", outcome("not_understood")),
    ask("what fields does an account have", _fields("Industry", "Annual Revenue", "Owner")),
    ask("which fields are on an opportunity?", _fields("Stage", "Close Date", "Renewal Risk")),
    ask("what can I ask about orders", _fields("Order Date", "Order Amount", "Status")),
    ask("what information do you have on contacts", _fields("Title", "Email", "Phone")),
    ask("what can I ask", outcome("help")),
    ask("welche Phasen gibt es?", STAGES),
    ask("welche Branchen haben wir", INDUSTRIES),
    ask("welche Felder hat ein Kunde", _fields("Industry", "Owner")),
]
