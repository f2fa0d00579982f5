"""On the page: a choice is made once, also for a server started anew, and why a nudge came."""

from tests.bot.web.browser import Browser
from tests.bot.web.conftest import Opening


async def test_a_choice_holds_after_a_restart_until_it_is_taken_back(opening: Opening) -> None:
    """By a button like any other, in the same database."""
    page = await opening()
    await page.open()
    asked = await page.ask("anna's open deals")
    label = next(b.text for b in asked.markup.all("button") if b.text.startswith("Anna Moretti"))
    first = (await page.press(asked, label))[-1]
    assert "anna: the user Anna Moretti; I will remember that." in first.markup.text

    again = await opening()
    await again.open()
    told = await again.ask("how many open deals does Anna have?")
    assert "Anna: the user Anna Moretti, as you chose on" in told.markup.text
    other = (await again.press(told, "Another “Anna” …"))[-1]
    assert "What you chose before is forgotten." in other.markup.text


async def test_why_a_nudge_came_is_told_in_the_chat(page: Browser) -> None:
    """From what the courier brought, with the buttons that work."""
    nudge = (await page.run_nudges())[-1]
    told = await page.ask("why did you remind me about this?")
    assert "I asked you about" in told.markup.text
    assert "1 time about this record" in told.markup.text
    name = nudge.markup.text.split(":")[0].split()[0]
    assert name in told.markup.text
    stop = await page.ask("stop reminding me about it")
    done = (await page.press(stop, "Stop all"))[-1]
    assert "Stopped" in done.markup.text
    assert "Start again" in (await page.ask("why me?")).markup.text
