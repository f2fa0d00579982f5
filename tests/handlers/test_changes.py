"""What changed, told to somebody: what they may see of it, in their time, and how much there is."""

from datetime import timedelta
from typing import Any

import pytest

from bot.commands.ask_json import to_json
from crm.access import AccessRules, Role, Sharing, Viewer
from crm.change import AuditEntry
from crm.query import Ref, Value
from handlers.answers.card import card
from handlers.asking.answered import Answered, Outcome
from handlers.asking.ask import Ask
from handlers.cards import Card, Kind, Paragraph
from tests.fakes.conversations import FakeConversations
from tests.fakes.crm import FakeCrm
from tests.handlers.office import ACME, DANA, KIM, LEA, LINKS, NOW, PILOT, RENEWAL, office, usd

HOUR = timedelta(hours=1)
MILLS = Ref("Account", "001M")  # Kim's


def entry(
    ref: Ref, field: str, before: str, after: str, hours: float, by: str = DANA.user_id
) -> AuditEntry:
    """A change that many hours ago."""
    at = NOW - hours * HOUR
    return AuditEntry(at=at, by=by, ref=ref, field=field, before=before, after=after, via="CRM")


ENTRIES = (
    entry(PILOT, "Amount", "10000 USD", "12500 USD", 30),
    entry(PILOT, "AccountId", MILLS.id, ACME.id, 20, by=LEA.user_id),
    entry(RENEWAL, "OwnerId", KIM.user_id, DANA.user_id, 10, by=LEA.user_id),
    entry(RENEWAL, "StageName", "Qualification", "Proposal/Price Quote", 3),
    entry(RENEWAL, "CloseDate", "2026-11-05", "2026-12-05", 2, by=""),
    entry(MILLS, "Phone", "", "555-0100", 1, by=KIM.user_id),
)


def desk(rules: AccessRules | None = None, *more: AuditEntry) -> Ask:
    """The office with these changes behind it."""
    crm = office(rules)
    crm.upsert("Account", [{"Id": MILLS.id, "Name": "Mills", "OwnerId": KIM.user_id}])
    crm.note((*ENTRIES, *more))
    return Ask(crm, crm, LINKS, FakeConversations())


async def answer(ask: Ask, text: str, viewer: Viewer = DANA) -> Answered:
    """The answer to that, asked on Monday morning."""
    return await ask.answer(text, viewer, NOW, "thread")


async def shown(ask: Ask, text: str, viewer: Viewer = DANA) -> Card:
    """The answer as a card."""
    return card(await answer(ask, text, viewer), viewer, NOW)


def lines(made: Card) -> list[str]:
    """The body of a card, line by line."""
    said = ["".join(run.text for run in p.runs) for p in made.body if isinstance(p, Paragraph)]
    return [line for paragraph in said for line in paragraph.split("\n")]


async def test_changes_are_told_record_by_record_with_who_and_when() -> None:
    """The latest first; references by name, times where the reader is."""
    made = await shown(desk(), "what changed on my deals this month")
    assert (made.kind, made.title) == (Kind.CHANGES, "5 changes of 2 records")
    assert lines(made) == [
        "Acme renewal, opportunity of Acme & Söhne",
        "– Close Date: 5 Nov 2026 → 5 Dec 2026 · Mon 02:30",
        "– Stage: Qualification → Proposal/Price Quote · Dana Whitfield · Mon 01:30",
        "– Owner: Kim Osei → Dana Whitfield · Lea Lindqvist · Sun 18:30",
        "O'Brien <pilot>, opportunity of Acme & Söhne",
        "– Account: Mills → Acme & Söhne · Lea Lindqvist · Sun 08:30",
        "– Amount: $10,000 → $12,500 · Dana Whitfield · Sat 22:30",
    ]
    assert made.footer[0].startswith("Changes of opportunities · Owner you · 1 Nov to 30 Nov 2026")
    links = [run.link for p in made.body if isinstance(p, Paragraph) for run in p.runs if run.link]
    assert links == [LINKS.record(RENEWAL), LINKS.record(PILOT)]
    assert made.reveals[0].fields == ("Name", "Account.Name", "CloseDate", "StageName", "OwnerId")


async def test_the_time_that_nobody_said_is_told() -> None:
    """Seven days; of one record's history, all of it."""
    week = await answer(desk(), "what changed on my deals")
    assert week.understood.endswith("the last 7 days")
    history = await answer(desk(), "amount history of O'Brien <pilot>")
    assert history.understood.endswith("all that is known")


async def test_a_new_record_is_told_with_what_it_is_worth() -> None:
    """Among the changes, at the time it was made."""
    ask = desk()
    made: dict[str, Value] = {"CreatedDate": NOW - HOUR, "Amount": usd(300)}
    assert isinstance(ask.crm, FakeCrm)
    ask.crm.upsert("Opportunity", [{"Id": PILOT.id, **made}])
    said = lines(await shown(ask, "what changed on my deals today"))
    assert "– New: $300 · Mon 03:30" in said


async def test_what_is_hidden_is_neither_told_nor_counted() -> None:
    """A hidden field, and under private sharing the records of others with their names."""
    hidden = {Role.REP: frozenset({("Opportunity", "StageName")})}
    ask = desk(AccessRules(sharing=Sharing.PRIVATE, hidden=hidden))
    found = await answer(ask, "what changed this month")
    assert found.changes_total == 4
    assert {change.path for change in found.changes} == {
        "CloseDate",
        "OwnerId",
        "AccountId",
        "Amount",
    }
    account = next(change for change in found.changes if change.path == "AccountId")
    assert (account.before, account.after) == ("a record you can't see", "Acme & Söhne")
    assert "Mills" not in repr(card(found, DANA, NOW))
    assert (await answer(ask, "what changed this month", LEA)).changes_total == 6


async def test_a_hidden_field_can_not_be_asked_for() -> None:
    """In the words for one that does not exist, or not at all."""
    hidden = {Role.REP: frozenset({("Opportunity", "Amount")})}
    found = await answer(desk(AccessRules(hidden=hidden)), "amount changes this month")
    assert found.outcome is not Outcome.ANSWERED or found.changes == ()


async def test_a_hidden_record_has_no_history() -> None:
    """It is answered as a name that nobody has."""
    ask = desk(AccessRules(sharing=Sharing.PRIVATE))
    found = await answer(ask, "what's new on Mills")
    assert found.outcome is Outcome.CLARIFY
    assert found.changes == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("who changed the amount of O'Brien <pilot>", "O'Brien <pilot>: Amount: $10,000 → $12,500"),
        ("did any of my deals change stage today", "Yes, 1 change of 1 record"),
        ("did my deals change stage last year", "No, nothing changed."),
        ("which deals changed stage in 2025", "Nothing changed."),
        ("how many of my deals changed owner this month", "1 record: 1 change"),
        ("how many changes were made on my deals this month", "5 changes of 2 records"),
    ],
)
async def test_the_title_says_it(text: str, title: str) -> None:
    """Who and when, yes or no, how many."""
    assert (await shown(desk(), text)).title.startswith(title)


async def test_what_is_beyond_the_card_is_counted() -> None:
    """Of a record with many changes the earlier ones, and the records that are not shown."""
    many = [entry(PILOT, "NextStep", f"step {n}", f"step {n + 1}", n) for n in range(1, 20)]
    made = await shown(desk(None, *many), "what changed on my deals this month")
    assert "– 15 earlier changes" in lines(made)
    ask = desk()
    crm = ask.crm
    assert isinstance(crm, FakeCrm)
    deals = [{"Id": f"x{n}", "Name": f"Deal {n}", "OwnerId": DANA.user_id} for n in range(70)]
    crm.upsert("Opportunity", deals)
    crm.note(entry(Ref("Opportunity", f"x{n}"), "NextStep", "", "Call", 1) for n in range(70))
    made = await shown(ask, "what changed on my deals this month")
    assert made.title == "75 changes of 72 records"
    assert lines(made)[-1] == "Not shown: 55 changes of 52 records."


async def test_in_german_it_is_told_in_german() -> None:
    """Labels, weekdays and the time it is of."""
    made = await shown(desk(), "Änderungen an meinen Deals diesen Monat")
    assert made.title == "5 Änderungen an 2 Datensätze"
    assert "– Phase: Qualification → Proposal/Price Quote · Dana Whitfield · Mo. 01:30" in lines(
        made
    )


async def test_scripts_get_each_change_with_its_values() -> None:
    """Beside the records as rows; the key is there only where changes were asked for."""
    found = to_json(await answer(desk(), "what changed on my deals this month"), 1.0)
    rows: Any = found["rows"]
    assert [row["id"] for row in rows] == [RENEWAL.id, PILOT.id]
    changes: Any = found["changes"]
    assert changes[-1] == {
        "id": PILOT.id,
        "object": "Opportunity",
        "field": "Amount",
        "before": 10_000,
        "after": 12_500,
        "by": "Dana Whitfield",
        "at": (NOW - 30 * HOUR).isoformat(),
    }
    assert (found["total"], changes[0]["by"]) == (2, None)
    assert "changes" not in to_json(await answer(desk(), "my deals"), 1.0)


async def test_since_the_last_look_is_since_one_was_told_of_the_same() -> None:
    """A week the first time, and said; then only what came since, of that and nothing else."""
    ask = desk()
    later = NOW + HOUR
    text = "what changed on my deals since I last looked"
    first = await ask.answer(text, DANA, NOW, "thread")
    assert first.understood.endswith("the last 7 days, since I know of no earlier look of yours")
    assert first.changes_total == 5
    second = await ask.answer(text, DANA, later, "thread")
    assert "since Mon 16 Nov 2026, 04:30, when you last looked" in second.understood
    assert second.changes == ()
    crm = ask.crm
    assert isinstance(crm, FakeCrm)
    crm.note([entry(PILOT, "NextStep", "", "Call", -2)])
    third = await ask.answer(text, DANA, NOW + 3 * HOUR, "thread")
    assert [change.path for change in third.changes] == ["NextStep"]
    stages = await ask.answer(
        "did my deals change stage since I last looked", DANA, NOW + 4 * HOUR, "thread"
    )
    assert "07:30, when you last looked" in stages.understood
    others = await ask.answer("what changed since I last looked", DANA, later, "thread")
    assert "no earlier look" in others.understood
    kims = await ask.answer(text, KIM, later, "thread")
    assert "no earlier look" in kims.understood


async def test_what_was_told_of_yesterday_is_no_look() -> None:
    """It ended before now; who asked since Monday did look."""
    ask = desk()
    text = "what changed on my deals since I last looked"
    await answer(ask, "what changed on my deals yesterday")
    await answer(ask, "how many changes were made on my deals this month")
    await answer(ask, "amount changes on my deals this month")
    assert "no earlier look" in (await answer(ask, text)).understood
    other = desk()
    await answer(other, "what changed on my deals since Friday")
    assert "when you last looked" in (await answer(other, text)).understood


async def test_a_value_that_is_no_value_any_more_is_told_as_it_is() -> None:
    """A field whose type was another before."""
    odd = entry(PILOT, "Probability", "very likely", "90", 1)
    said = lines(await shown(desk(None, odd), "what changed on my deals today"))
    assert "– Probability: very likely → 90 % · Dana Whitfield · Mon 03:30" in said
