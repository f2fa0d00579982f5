"""What an answer owes to the person who asks: their rights, their currencies, their choices."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from crm.access import AccessRules, Role, Sharing, Viewer
from crm.money import Money
from crm.query import Ref
from handlers.asking.answered import Answered, Outcome
from handlers.asking.ask import Ask
from handlers.cards import Button, Kind, Press
from handlers.request import Question, Request
from tests.fakes.conversations import FakeConversations
from tests.fakes.crm import FakeCrm
from tests.handlers.office import DANA, KIM, LEA, LINKS, NOW

USERS = (
    {"Id": "005L", "Name": "Lea Lindqvist", "Email": "lea@example.com", "IsActive": True},
    {"Id": "005D", "Name": "Dana Whitfield", "ManagerId": "005L", "IsActive": True},
    {"Id": "005K", "Name": "Kim Osei", "ManagerId": "005L", "IsActive": True},
)


def _deal(id_: str, name: str, owner: str, amount: Decimal | Money | None) -> dict[str, object]:
    return {
        "Id": id_,
        "Name": name,
        "OwnerId": owner,
        "AccountId": "001A",
        "StageName": "Qualification",
        "Amount": amount,
        "CloseDate": date(2026, 12, 1),
        "IsClosed": False,
        "IsWon": False,
    }


def _at_mills(deal: dict[str, object]) -> dict[str, object]:
    return {**deal, "AccountId": "001B"}


def _asker(rules: AccessRules | None = None, *deals: dict[str, object]) -> Ask:
    crm = FakeCrm(rules)
    crm.set_currencies(["USD", "EUR"])
    crm.upsert("User", USERS)  # type: ignore[arg-type]
    crm.upsert("Account", [{"Id": "001A", "Name": "Halden", "OwnerId": "005D"}])
    crm.upsert("Account", [{"Id": "001B", "Name": "Halden Mills", "OwnerId": "005K"}])
    crm.upsert("Account", [{"Id": "001C", "Name": "Halden Works", "OwnerId": "005D"}])
    crm.upsert("Opportunity", deals)  # type: ignore[arg-type]
    return Ask(crm, crm, LINKS, FakeConversations())


async def _answer(ask: Ask, text: str, viewer: Viewer) -> Answered:
    return await ask.answer(text, viewer, NOW, "thread")


PRIVATE = AccessRules(sharing=Sharing.PRIVATE)
TWO = (
    _deal("006A", "Line one", "005D", Money(Decimal(100), "USD")),
    _deal("006B", "Line two", "005K", Money(Decimal(40), "USD")),
)


async def test_c13_a_figure_counts_only_what_the_asker_may_read() -> None:
    """Under private sharing a rep's total leaves a colleague's deals out; the leader's has all."""
    ask = _asker(PRIVATE, *TWO)
    assert (await _answer(ask, "total amount of open deals", DANA)).value == Decimal(100)
    assert (await _answer(ask, "total amount of open deals", LEA)).value == Decimal(140)


async def test_c12_a_record_of_somebody_else_looks_like_one_that_is_not_there() -> None:
    """No figure, no record, and not its name, which a part of it would otherwise complete."""
    ask = _asker(PRIVATE, *TWO)
    for text in (
        "who owns Halden Mils",
        "how much is open at mills",
        "my deals not at halden mils",
        "halden works vs halden mils open amount",
        "compare pipeline of halden works and halden mills",
    ):
        hidden = await _answer(ask, text, DANA)
        assert hidden.outcome in {Outcome.CLARIFY, Outcome.NOT_UNDERSTOOD}
        assert (hidden.value, hidden.records, hidden.total) == (None, (), 0)
        assert "Halden Mills" not in f"{hidden.understood} {hidden.sentence} {hidden.choices}"


async def test_c12_a_change_wanted_of_a_hidden_record_does_not_name_it() -> None:
    """Neither in words nor by its id: no form opens for it."""
    for text in ("set the industry of Halden Mils to Energy", "set the industry of 001B to Energy"):
        hidden = await _answer(_asker(PRIVATE), text, DANA)
        assert hidden.wish is None or hidden.wish.ref != Ref("Account", "001B")
        assert "Halden Mills" not in hidden.sentence


async def test_a_colleagues_account_with_ones_own_deal_is_no_secret() -> None:
    """The account of a deal is readable with the deal, so it may be asked for by name."""
    mine = _at_mills(_deal("006M", "Line five", "005D", Money(Decimal(9), "USD")))
    found = await _answer(_asker(PRIVATE, mine), "how much is open at Halden Mills", DANA)
    assert (found.outcome, found.value) == (Outcome.ANSWERED, Decimal(9))


async def test_choices_name_only_records_the_asker_may_read() -> None:
    """Of three accounts that fit, the one that is not theirs is not offered."""
    found = await _answer(_asker(PRIVATE), "who owns haldn", DANA)
    assert not any("Mills" in choice.label for choice in found.choices)


async def test_c11_a_hidden_field_is_unknown_even_as_a_word() -> None:
    """Whom the amount is hidden from gets neither a figure nor a hint that there is one."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})})
    found = await _answer(_asker(rules, *TWO), "total amount of open deals", DANA)
    assert found.value is None
    assert "Amount" not in found.understood


@pytest.mark.parametrize("text", ["open deals", "my open deals", "overdue deals", "Line one"])
async def test_c11_a_list_does_without_a_hidden_field(text: str) -> None:
    """A plain list has no column for it and is not sorted by it; nobody hears that it fails."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})})
    late = {**_deal("006E", "Line five", "005D", None), "CloseDate": date(2026, 11, 2)}
    found = await _answer(_asker(rules, *TWO, late), text, DANA)
    assert found.outcome is Outcome.ANSWERED
    assert found.records
    assert not any(cell.path == "Amount" for record in found.records for cell in record.cells)


async def test_c11_an_account_counts_what_is_open_where_the_amount_is_hidden() -> None:
    """The line beside the account stays, without its money."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})})
    found = await _answer(_asker(rules, *TWO), "Halden", DANA)
    assert [(aside.label, aside.text) for aside in found.asides] == [("Open opportunities", "2")]


async def test_d21_amounts_of_two_currencies_are_never_added_up() -> None:
    """A total over dollars and euros is two figures, each with its code."""
    euros = _deal("006C", "Line three", "005D", Money(Decimal(7), "EUR"))
    found = await _answer(_asker(None, *TWO, euros), "total amount of open deals", LEA)
    assert {g.value for g in found.groups} == {
        Money(Decimal(140), "USD"),
        Money(Decimal(7), "EUR"),
    }
    assert found.unit is None


@pytest.mark.parametrize(("won", "quota"), [("USD EUR", "USD"), ("USD", "EUR")])
async def test_d21_a_quota_is_not_held_against_another_currency(won: str, quota: str) -> None:
    """Neither where the deals are in two currencies, nor where the quota is in another one."""
    deals = [
        {**_deal(f"006{code}", code, "005D", Money(Decimal(50), code)), "IsWon": True}
        | {"IsClosed": True, "StageName": "Closed Won", "CloseDate": NOW.date()}
        for code in won.split()
    ]
    ask = _asker(None, *deals)
    goal = {"Id": "0QA", "OwnerId": "005D", "Amount": Money(Decimal(100), quota)}
    year = {"StartDate": date(2026, 1, 1), "EndDate": date(2026, 12, 31)}
    ask.crm.upsert("Quota", [{**goal, **year}])  # type: ignore[attr-defined]
    found = await _answer(ask, "my quota attainment this year", DANA)
    assert (found.outcome, found.value) == (Outcome.NOT_UNDERSTOOD, None)
    assert "currencies" in found.sentence


async def test_what_is_overdue_is_told_by_the_askers_day() -> None:
    """In the evening in New York, when UTC has the next day already, today is not overdue yet."""
    evening = datetime(2026, 12, 2, 3, tzinfo=UTC)  # still 1 December for Dana
    ask = _asker(None, *TWO)
    found = await ask.answer("deals closing today", DANA, evening, "thread")
    assert (found.total, "Overdue" in found.understood) == (2, False)
    tasks = await ask.answer("overdue deals", DANA, evening, "thread")
    assert tasks.understood.startswith("Overdue opportunities")


def _ended(id_: str, day: date, *, won: bool) -> dict[str, object]:
    made = _deal(id_, id_, "005D", None)
    return {**made, "CloseDate": day, "IsClosed": True, "IsWon": won, "StageName": "Closed Won"}


ENDED = (
    _ended("0061", date(2026, 2, 3), won=True),
    _ended("0062", date(2026, 2, 4), won=False),
    _ended("0063", date(2026, 5, 3), won=False),
    _ended("0064", date(2026, 8, 3), won=True),
)


async def test_a_rate_by_quarter_is_in_the_order_of_time() -> None:
    """As every other figure by quarter is; by anything else the highest rate comes first."""
    found = await _answer(_asker(None, *ENDED), "win rate by quarter", DANA)
    assert [group.value for group in found.groups] == [50, 0, 100]
    assert [group.label for group in found.groups] == ["Q1 2026", "Q2 2026", "Q3 2026"]


async def test_a_rate_is_over_what_decides_it() -> None:
    """Open deals are no part of a win rate, and none of the records it is said to be over."""
    found = await _answer(_asker(None, *ENDED, *TWO), "win rate", DANA)
    assert (found.value, found.total) == (50, 4)


async def test_missing_amounts_are_said_to_be_left_out() -> None:
    """A sum says how many records had nothing to add."""
    empty = _deal("006D", "Line four", "005D", None)
    found = await _answer(_asker(None, *TWO, empty), "total amount of open deals", LEA)
    assert (found.value, found.total, found.left_out) == (Decimal(140), 3, 1)


async def test_f12_a_figure_links_to_the_records_behind_it() -> None:
    """The link of a figure leads to a list, built from configuration alone."""
    found = await _answer(_asker(None, *TWO), "how many open deals", LEA)
    assert found.link is not None
    assert found.link.startswith("https://crm.example.com/crm/Opportunity?query=")


async def test_a_choice_is_one_press_that_asks_the_whole_question() -> None:
    """The button of a choice carries a question that is answered at once."""
    ask = _asker(None, *TWO)
    request = Request(
        viewer=replace(KIM, user_id="005K"),
        said=Question("phone of halden wor"),
        conversation="thread",
        channel="web",
        now=NOW,
    )
    reply = await ask(request)
    assert reply.card is not None
    assert reply.card.kind in {Kind.RECORD, Kind.CHOICE, Kind.LIST}
    presses = [a.press for a in reply.card.actions if isinstance(a, Button)]
    asking = [press for press in presses if press.action == "ask"]
    assert asking
    for press in asking:
        again = await _answer(ask, press.arguments[0], KIM)
        assert again.outcome == "answered"


@pytest.mark.parametrize("said", [Press("ask", ()), Press("ask", ("how many open deals",))])
async def test_a_press_that_asks_is_answered_like_a_question(said: Press) -> None:
    """`ask` presses carry their question; an empty one is met with a hint, not an error."""
    request = Request(viewer=LEA, said=said, conversation="t", channel="web", now=NOW)
    assert (await _asker(None, *TWO)(request)).card is not None


async def test_of_two_who_bear_a_name_the_one_that_is_hidden_is_not_hinted_at() -> None:
    """Of two accounts that fit, one is hidden: the other is meant, without asking which."""
    ask = _asker(PRIVATE)
    assert isinstance(ask.crm, FakeCrm)
    ask.crm.upsert("Account", [{"Id": "001D", "Name": "Brightwater Farms", "OwnerId": "005D"}])
    ask.crm.upsert("Account", [{"Id": "001E", "Name": "Brightwater Foods", "OwnerId": "005K"}])
    found = await _answer(ask, "who owns brightwater", KIM)
    assert [r.name for r in found.records] == ["Brightwater Foods"]
    both = await _answer(ask, "who owns brightwater", LEA)
    assert len(both.choices) == 2


@pytest.mark.parametrize(
    "text",
    [
        "my pipeline",
        "total amount of open deals",
        "average deal size",
        "revenue by region",
        "deals over 50",
        "open deals between 20 and 90",
        "deals without an amount",
        "biggest deals",
        "top 2 deals",
        "deals sorted by amount",
        "who sold the most",
        "top 3 customers by revenue",
        "won vs lost amount",
        "what is the amount of Line one",
        "is the amount of Line one over 50?",
        "quota attainment",
    ],
)
async def test_c11_who_asks_for_what_is_hidden_is_told_so(text: str) -> None:
    """In one sentence, with neither a figure nor a record; others are answered."""
    ask = _asker(AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})}), *TWO)
    found = await _answer(ask, text, DANA)
    assert found.outcome is Outcome.REFUSED, found.understood
    assert found.sentence == "Amount of opportunities is not visible to you."
    assert (found.value, found.records, found.groups, found.total) == (None, (), (), 0)
    assert (await _answer(ask, text, LEA)).outcome is not Outcome.REFUSED


@pytest.mark.parametrize(
    "text",
    ["open deals", "how many deals", "win rate", "deals by stage", "newest deals", "Line one"],
)
async def test_c11_what_needs_nothing_hidden_is_answered(text: str) -> None:
    """Counting, grouping by something else, and the order of time."""
    rules = AccessRules(hidden={Role.REP: frozenset({("Opportunity", "Amount")})})
    assert (await _answer(_asker(rules, *TWO), text, DANA)).outcome is Outcome.ANSWERED
