"""The chat page: questions, buttons, forms, nudges and feedback, as a browser sends them."""

import pytest

from bot.channels.web import MOST
from bot.web.chat import said
from bot.web.suggestions import suggestions
from handlers.asking.answered import Outcome
from handlers.request import Command, Question
from tests.bot.web.browser import DANA, MARCUS, MARGOT, NOW, Browser
from tests.bot.web.conftest import Opening


async def test_it_greets_the_person_and_offers_questions(page: Browser) -> None:
    """Nobody has to think of a first question, and everybody else is one press away."""
    markup = await page.open()
    assert "Good to see you, Dana." in markup.text
    assert len(list(markup.all("button", "offer"))) >= 4
    people = [one.text for one in markup.all("button", "person")]
    assert len(people) == 59
    assert people[0].startswith("MA Margot Ashdown Chief Revenue Officer")


async def test_it_says_that_nobody_signs_in(page: Browser) -> None:
    """Whoever opens it knows what it is."""
    text = (await page.open()).text
    assert "no sign-in" in text
    assert "may be anyone" in text


@pytest.mark.parametrize("email", [DANA, MARCUS, MARGOT])
async def test_every_question_it_offers_has_an_answer(page: Browser, email: str) -> None:
    """For a rep, a manager and the leader alike."""
    crumb = page.site.crumb
    viewer = await crumb.crm.by_email(email)
    assert viewer is not None
    for question in await suggestions(crumb, viewer):
        answered = await crumb.ask.answer(question, viewer, NOW, f"test {question}")
        assert answered.outcome is Outcome.ANSWERED, question


async def test_an_answer_is_a_card_with_a_link_to_its_records(page: Browser) -> None:
    """And the link leads to exactly those records."""
    answer = await page.ask("which of my deals have no next step?")
    markup = answer.markup
    total = int(next(markup.all("h3")).text.split()[0])
    link = next(one for one in markup.all("a", "button")).attributes["href"]
    records = await page.open(link.removeprefix(page.site.crumb.links.base_url))
    assert f"of {total}" in next(records.all("p", "heading__count")).text


async def test_a_record_in_an_answer_leads_to_its_page(page: Browser) -> None:
    """Under the same name."""
    answer = await page.ask("my open deals closing this month")
    link = next(one for one in answer.markup.all("a", "tone--strong"))
    path = link.attributes["href"].removeprefix(page.site.crumb.links.base_url)
    assert next((await page.open(path)).all("h1")).text == link.text


async def test_what_was_written_is_there_after_a_reload(page: Browser) -> None:
    """The conversation is kept for as long as the page runs."""
    await page.ask("how many orders this year?")
    assert "how many orders this year?" in (await page.open()).text


async def test_a_follow_up_knows_what_it_is_about(page: Browser) -> None:
    """The page is one conversation for each person."""
    await page.ask("my open deals")
    followed = await page.ask("how many of them close this month?")
    assert "card--figure" in followed.html


async def test_somebody_else_sees_their_own_conversation(page: Browser) -> None:
    """Neither the messages nor what Slack would get for them."""
    answer = await page.ask("my open deals")
    await page.be(MARGOT)
    markup = await page.open()
    assert "Good to see you, Margot." in markup.text
    assert "my open deals" not in [one.text for one in markup.all("p", "bubble")]
    assert await page.status(f"/chat/message/{answer.id}") == 404


async def test_nobody_becomes_who_is_not_there(page: Browser) -> None:
    """Neither a stranger nor somebody who left."""
    left = next(v for v in await page.site.crumb.crm.everyone() if not v.active)
    for person in ("005unknown", "", left.user_id, "../../etc/passwd"):
        assert (await page.post("/chat/be", person=person)).status == 404


async def test_a_choice_is_asked_as_if_it_were_typed(page: Browser) -> None:
    """The button's question shows as the person's own words, then its answer."""
    help_ = await page.ask("help")
    own, answer = await page.press(help_, "what's my pipeline this quarter?")
    assert own.markup.text == "You wrote: what's my pipeline this quarter?"
    assert "card--figure" in answer.html


async def test_what_slack_and_teams_get_is_the_json_of_the_renderers(page: Browser) -> None:
    """Both, for the very card that is shown."""
    answer = await page.ask("what's my pipeline this quarter?")
    markup = await page.open(f"/chat/message/{answer.id}")
    slack, teams = (one.text for one in markup.all("code"))
    assert '"blocks"' in slack
    assert '"AdaptiveCard"' in teams


async def test_a_form_shows_what_its_modal_would_be(page: Browser) -> None:
    """A form has its own JSON."""
    (form,) = await page.send("/chat/command", name="crmfeedback", text="")
    markup = await page.open(f"/chat/message/{form.id}")
    assert [one.text for one in markup.all("h3")] == ["Form, a modal", "Form, an Adaptive Card"]


async def test_feedback_is_kept_with_its_author(page: Browser) -> None:
    """Typed as a command, or in the form that opens without a text."""
    await page.ask("/crmfeedback Fewer fields, please")
    (form,) = await page.send("/chat/command", name="crmfeedback", text="")
    (thanks,) = await page.submit(form, kind="problem", text="The stage list is too long")
    assert "Thank you" in thanks.markup.text
    assert thanks.id == form.id
    kept = await page.site.crumb.store.feedback.everything()
    assert {(one.author_name, one.text, one.channel) for one in kept} == {
        ("Dana Whitfield", "Fewer fields, please", "web"),
        ("Dana Whitfield", "The stage list is too long", "web"),
    }


async def test_a_form_sent_empty_says_so_at_the_field(page: Browser) -> None:
    """And stays open."""
    (form,) = await page.send("/chat/command", name="crmfeedback", text="")
    (again,) = await page.submit(form, kind="idea", text="  ")
    assert again.id == form.id
    assert "Please write a word or two." in next(again.markup.all("p", "form__error")).text


async def test_a_form_can_be_closed(page: Browser) -> None:
    """One that stood alone is gone; one below a card leaves the card."""
    (alone,) = await page.send("/chat/command", name="crmfeedback", text="")
    assert await page.send("/chat/dismiss", message=alone.id) == []
    (nudge,) = await page.run_nudges()
    await page.press(nudge, "Add")
    (closed,) = await page.send("/chat/dismiss", message=nudge.id)
    assert not list(closed.markup.all("form", "form"))
    assert await page.send("/chat/dismiss", message="nothing") == []


async def test_a_nudge_is_fixed_in_place_and_taken_back(page: Browser) -> None:
    """Press, enter, saved in the nudge's own message; undone the same way; all of it audited."""
    (nudge,) = await page.run_nudges()
    assert "card--nudge" in nudge.html
    (form,) = await page.press(nudge, "Add Next Step")
    (saved,) = await page.submit(form, value="Send the contract")
    assert saved.id == form.id == nudge.id
    assert "Next Step: empty → Send the contract" in saved.markup.text
    (undone,) = await page.press(saved, "Undo")
    assert "Undone." in undone.markup.text
    link = nudge.markup.links[0].removeprefix(page.site.crumb.links.base_url)
    changes = [one.text for one in (await page.open(link)).all("ol", "changes")]
    assert "Next Step: Send the contract → empty" in changes[0]
    assert "Next Step: empty → Send the contract Dana Whitfield, by way of Crumb" in changes[0]


async def test_a_value_that_is_none_keeps_the_form_and_what_was_typed(page: Browser) -> None:
    """With the reason at the field."""
    (nudge,) = await page.run_nudges()
    (form,) = await page.press(nudge, "Add Next Step")
    (again,) = await page.submit(form, value="n/a")
    assert again.markup.named("field.value").attributes["value"] == "n/a"
    assert next(again.markup.all("p", "form__error")).text


async def test_the_nudges_say_what_they_held_back_and_why(page: Browser) -> None:
    """The run is the true one, with the reason of every stage."""
    await page.run_nudges()
    panel = str(page.answer["panel"])
    assert "no more than 1 a day" in panel
    assert "Outside the owner&#39;s working hours" in panel
    unread = page.answer["unread"]
    assert isinstance(unread, dict)
    assert len(unread) > 10


async def test_a_second_run_asks_nobody_again(page: Browser) -> None:
    """The ledger holds, however often the button is pressed."""
    assert len(await page.run_nudges()) == 1
    assert await page.run_nudges() == []


async def test_the_clock_goes_on_to_the_next_working_morning(page: Browser) -> None:
    """Then the next nudge is due; the clock says that it was put on."""
    await page.run_nudges()
    await page.send("/chat/morning")
    assert page.answer["clock"] == "Wed 18 Nov, 09:00 (skipped ahead)"
    assert len(await page.run_nudges()) == 1


async def test_an_open_nudge_is_there_again_after_a_restart(opening: Opening) -> None:
    """The page forgets its messages, the ledger does not; what was settled stays settled."""
    first = await opening()
    await first.open()
    (nudge,) = await first.run_nudges()
    again = await opening()
    assert "card--nudge" in {c for one in (await again.open()).all("article") for c in one.classes}
    (form,) = await again.press(nudge, "Add Next Step")
    await again.submit(form, value="Send the contract")
    third = await opening()
    assert not list((await third.open()).all("article"))


async def test_the_preview_sends_nothing(page: Browser) -> None:
    """Every verdict on a page of its own."""
    markup = await page.open("/nudges")
    assert len(list(markup.all("li", "verdict"))) > 200
    assert page.site.inbox.unread() == {}


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "🦔🦔🦔",
        "x" * 40_000,
        "語" * 40_000,
        '\'; DROP TABLE "Opportunity"; --',
        "/",
        "/x",
    ],
    ids=["empty", "blank", "emoji", "long", "long-wide", "sql", "slash", "no-command"],
)
async def test_any_question_gets_one_message_back(page: Browser, question: str) -> None:
    """Bad input is answered in words."""
    answer = await page.ask(question)
    assert next(answer.markup.all("article")).attributes["aria-label"]


async def test_what_was_typed_is_shown_as_it_was_typed(page: Browser) -> None:
    """Markup stays text."""
    typed = '<img src=x onerror="alert(1)"> & <b>bold</b>'
    own, _ = await page.send("/chat/ask", text=typed)
    assert next(own.markup.all("bdi")).text == typed
    assert not [one for one in own.markup.elements if one.tag in {"img", "b"}]


async def test_the_oldest_messages_go_first(page: Browser) -> None:
    """A page that runs for weeks does not grow without end."""
    for _ in range(MOST // 2 + 5):
        await page.ask("/x")
    dana = await page.site.crumb.crm.by_email(DANA)
    assert dana is not None
    assert len(page.site.inbox.entries(dana.user_id)) == MOST


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("my deals", Question("my deals")),
        ("/crm my deals", Question("my deals")),
        ("/CRM my deals", Question("my deals")),
        ("/crmfeedback less of it", Command("crmfeedback", "less of it")),
        ("/crmfeedback", Command("crmfeedback", "")),
        ("/ or not", Question("/ or not")),
    ],
)
def test_a_slash_command_is_told_from_a_question(typed: str, meant: object) -> None:
    """As on the chat platforms."""
    assert said(typed) == meant
