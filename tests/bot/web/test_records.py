"""The pages of the embedded CRM: everything about a record, for whoever looks, and no more."""

from decimal import Decimal
from urllib.parse import quote

import pytest

from bot.web.list_page import PAGE
from crm.access import Sharing, Viewer
from crm.change import Change
from crm.links import Links
from crm.money import Money
from crm.query import (
    Aggregate,
    Comparison,
    Function,
    Op,
    Order,
    Query,
    Ref,
    Row,
    Rows,
    compare,
)
from crm.query_json import to_json
from tests.bot.web.browser import DANA, MARGOT, NOW, Browser
from tests.bot.web.conftest import Opening


async def person(page: Browser, email: str) -> Viewer:
    """Whoever has that address."""
    found = await page.site.crumb.crm.by_email(email)
    assert found is not None
    return found


async def one(page: Browser, query: Query) -> Row:
    """The first record of a query, read as the leader."""
    crm = page.site.crumb.crm
    answer = await crm.run(await crm.permit(query, await person(page, MARGOT)))
    assert isinstance(answer, Rows)
    return answer.rows[0]


async def mine(page: Browser, entity: str = "Opportunity", email: str = DANA) -> Ref:
    """A record that this person owns."""
    owner = compare("OwnerId", Op.EQ, (await person(page, email)).user_id)
    return (await one(page, Query(entity=entity, where=owner))).ref


async def others(page: Browser) -> Ref:
    """A record that Dana does not own."""
    owner = compare("OwnerId", Op.NE, (await person(page, DANA)).user_id)
    return (await one(page, Query(entity="Account", where=owner))).ref


async def test_a_record_shows_every_field_by_its_label(page: Browser) -> None:
    """With its name, the owner linked, and what is empty marked as such."""
    ref = await mine(page)
    schema = await page.site.crumb.crm.schema(await person(page, DANA))
    markup = await page.open(f"/crm/{ref}")
    details = next(markup.all("dl", "details")).text
    assert all(field.label in details for field in schema.entity("Opportunity"))
    owner = next(a for a in markup.all("a") if a.text == "Dana Whitfield")
    assert owner.attributes["href"].startswith(f"{page.site.crumb.links.base_url}/crm/User/")


async def test_what_hangs_on_an_account_is_listed_with_it(page: Browser) -> None:
    """Contacts, deals, activities, orders and invoices, each with all of them one link away."""
    account = (await one(page, Query(entity="Invoice", columns=("AccountId",)))).values[0]
    markup = await page.open(f"/crm/Account/{account}")
    headings = [heading.text.split()[0] for heading in markup.all("h2")]
    assert {"Contacts", "Opportunities", "Orders", "Invoices", "Tasks"} <= set(headings)
    for link in markup.links:
        if "?query=" in link:
            await page.open(link.removeprefix(page.site.crumb.links.base_url))


async def test_a_record_names_who_changed_what(page: Browser) -> None:
    """Values as people write them; latest first."""
    ref, dana = await mine(page), await person(page, DANA)
    crm = page.site.crumb.crm
    row = await one(page, Query(entity="Opportunity", columns=("Amount",), where=is_(ref)))
    await crm.write(
        Change(ref=ref, field="Amount", before=row.values[0], after=Money(Decimal(1234), "USD")),
        dana,
        NOW,
    )
    changes = next((await page.open(f"/crm/{ref}")).all("ol", "changes")).text
    assert "→ $1,234 Dana Whitfield, by way of Crumb, 17 Nov 2026, 10:00" in changes


async def test_not_there_and_not_allowed_are_one_answer(opening: Opening) -> None:
    """Byte for byte: whether a record exists is nobody's business who may not see it."""
    page = await opening(sharing=Sharing.PRIVATE)
    await page.open()
    ref = await others(page)
    texts = set()
    for path in (f"/crm/{ref}", "/crm/Account/001nothing", "/crm/Nothing/1"):
        async with page.client.get(path) as response:
            assert response.status == 404
            texts.add(await response.text())
    assert len(texts) == 1
    await page.be(MARGOT)
    await page.open(f"/crm/{ref}")


async def test_a_hidden_field_is_nowhere_on_the_page(opening: Opening) -> None:
    """Neither among the fields, nor in lists, nor in what was changed."""
    page = await opening(hidden_rep=frozenset({("Opportunity", "Amount")}))
    ref = await mine(page)
    row = await one(page, Query(entity="Opportunity", columns=("Amount",), where=is_(ref)))
    await page.site.crumb.crm.write(
        Change(ref=ref, field="Amount", before=row.values[0], after=Money(Decimal(77), "USD")),
        await person(page, MARGOT),
        NOW,
    )
    assert "Amount" not in (await page.open(f"/crm/{ref}")).text
    assert "Amount" not in (await page.open("/crm/Opportunity")).text
    await page.open()
    await page.be(MARGOT)
    assert "$77" in (await page.open(f"/crm/{ref}")).text


async def test_a_list_is_fifty_a_page(page: Browser) -> None:
    """Nothing is shown twice, and nothing left out."""
    seen: list[str] = []
    path = "/crm/Account"
    for _ in range(10):
        markup = await page.open(path)
        names = [link for link in markup.links if "/crm/Account/" in link]
        assert len(names) <= PAGE
        seen += names
        following = [a for a in markup.all("a") if a.attributes.get("rel") == "next"]
        if not following:
            break
        path = "/crm/Account" + following[0].attributes["href"]
    total = int(next(markup.all("p", "heading__count")).text.split()[-1])
    assert len(seen) == len(set(seen)) == total > 2 * PAGE


async def test_a_list_says_in_words_which_records_it_has(page: Browser) -> None:
    """So that a link from an answer explains itself."""
    dana = await person(page, DANA)
    where = compare("OwnerId", Op.EQ, dana.user_id)
    path = records(Query(entity="Opportunity", where=where))
    assert "Owner you" in next((await page.open(path)).all("ul", "filters")).text
    await page.be(MARGOT)
    assert "Owner Dana Whitfield" in next((await page.open(path)).all("ul", "filters")).text


async def test_a_list_names_nothing_that_may_not_be_read(opening: Opening) -> None:
    """An id in an address is no way to learn whose it is."""
    page = await opening(sharing=Sharing.PRIVATE)
    ref = await others(page)
    name = (await one(page, Query(entity="Account", where=is_(ref)))).name
    path = records(Query(entity="Contact", where=compare("AccountId", Op.EQ, ref.id)))
    text = (await page.open(path)).text
    assert name not in text
    assert "that record" in text


@pytest.mark.parametrize(
    "asked",
    [
        "query=nonsense",
        "query={}",
        "query=" + quote(to_json(Query(entity="Account"))),
        "query=" + quote(to_json(Query(entity="Opportunity", where=compare("Nope", Op.EMPTY)))),
        "query="
        + quote(
            to_json(Query(entity="Opportunity", aggregates=(Aggregate(function=Function.COUNT),)))
        ),
        "query=" + quote(to_json(Query(entity="Opportunity")).replace("null", "[]", 1)),
        "query=" + quote("[" * 5000),
        "page=0",
        "page=-1",
        "page=99999",
        "page=two",
        "page=²",
        "page=1%00",
    ],
)
async def test_an_address_that_no_link_has_is_refused(page: Browser, asked: str) -> None:
    """In a sentence, with 400."""
    assert await page.status(f"/crm/Opportunity?{asked}") == 400


async def test_an_ordered_list_keeps_its_order(page: Browser) -> None:
    """Links that carry one are shown in it."""
    order = (Order(by="CloseDate", descending=True),)
    query = Query(entity="Opportunity", columns=("CloseDate",), order=order)
    markup = await page.open("/crm/Opportunity?query=" + quote(to_json(query)))
    days = [td.text for td in markup.all("td", "day")]
    assert len(days) == PAGE
    assert days[0].endswith("2027")


async def test_the_crm_begins_with_the_accounts(page: Browser) -> None:
    """And leads to every other kind, whose pages are there."""
    assert await page.status("/crm") == 302
    for link in (await page.open("/crm/Account")).links:
        if link.startswith("/crm/"):
            await page.open(link)


async def test_every_kind_of_record_has_its_page(page: Browser) -> None:
    """Also those that are only reached from another one."""
    for entity in await page.site.crumb.crm.schema(await person(page, DANA)):
        ref = (await one(page, Query(entity=entity.name, limit=1))).ref
        await page.open(f"/crm/{ref}")
        await page.open(f"/crm/{entity.name}")


def is_(ref: Ref) -> Comparison:
    """That record."""
    return compare("Id", Op.EQ, ref.id)


def records(query: Query) -> str:
    """The path of a list."""
    return str(Links("http://x").records(query)).removeprefix("http://x")
