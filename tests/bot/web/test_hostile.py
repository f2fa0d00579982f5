"""Whatever comes in from outside, a status and a sentence go back, and text stays text."""

import asyncio
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.web.gate import TOKEN
from crm.change import Change
from crm.query import Op, Query, Ref, Rows, compare
from tests.bot.web.browser import DANA, NOW, Browser
from tests.bot.web.markup import Markup

EXPECTED = {200, 302, 400, 401, 403, 404, 405, 413, 415}
TAGS = {
    *("html", "head", "meta", "title", "link", "script", "body", "a", "nav", "div", "img", "span"),
    *("button", "svg", "path", "circle", "rect", "input", "section", "h1", "h2", "h3", "p", "ul"),
    *("ol", "li", "main", "header", "form", "label", "textarea", "noscript", "aside", "bdi", "dl"),
    *("dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "time", "strong", "code"),
    *("article", "footer", "small", "meter", "pre", "select", "option", "details", "summary"),
}
NAMES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "{{ 7*7 }} {% raw %}",
    '=HYPERLINK("http://evil.example","x")',
    "javascript:alert(1)",
    "Acme\u202egnp.exe",
    "O'Brien & Søn 100% a_b",
)
POSTS = ("ask", "press", "submit", "command", "dismiss", "be", "nudges", "morning")
fuzzed = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


async def renamed(page: Browser, name: str) -> Ref:
    """One of Dana's deals, called that."""
    crm = page.site.crumb.crm
    dana = await crm.by_email(DANA)
    assert dana is not None
    mine = compare("OwnerId", Op.EQ, dana.user_id)
    open_ = Query(entity="Opportunity", where=mine, limit=1)
    answer = await crm.run(await crm.permit(open_, dana))
    assert isinstance(answer, Rows)
    row = answer.rows[0]
    await crm.write(Change(ref=row.ref, field="Name", before=row.name, after=name), dana, NOW)
    return row.ref


@pytest.mark.parametrize("name", NAMES)
async def test_e14_a_records_name_is_text_on_every_page(page: Browser, name: str) -> None:
    """On its own page, in lists, in the chat and among the changes."""
    ref = await renamed(page, name)
    listed = Query(entity="Opportunity", where=compare("Id", Op.EQ, ref.id), columns=("Name",))
    links = page.site.crumb.links
    link = str(links.records(listed)).removeprefix(links.base_url)
    shown = " ".join(name.replace("\u202e", "").split())
    for markup in [await page.open(f"/crm/{ref}"), await page.open(link)]:
        assert shown in markup.text
        assert plain(markup)
    answer = await page.ask("my deals")
    assert plain(answer.markup)
    assert plain(await page.open("/nudges"))


def plain(markup: Markup) -> bool:
    """Whether it holds nothing but our own tags, without a script of anybody's."""
    scripts = [one.attributes.get("src", "") for one in markup.all("script")]
    odd = {one.tag for one in markup.elements} - TAGS
    handlers = [n for one in markup.elements for n in one.attributes if n.startswith("on")]
    return not odd and not handlers and all(src.startswith("/static/") for src in scripts)


@fuzzed
@given(body=st.binary(max_size=300), path=st.sampled_from(POSTS))
async def test_h10_any_bytes_posted_are_answered(page: Browser, body: bytes, path: str) -> None:
    """With a status that says what they are, never with a failure of ours."""
    kind = {TOKEN: page.token, "Content-Type": "application/x-www-form-urlencoded"}
    async with page.client.post(f"/chat/{path}", data=body, headers=kind) as response:
        assert response.status in EXPECTED


@fuzzed
@given(
    fields=st.dictionaries(
        st.sampled_from(
            ["text", "press", "message", "name", "person", "field.value", "field.kind"]
        ),
        st.text(max_size=60)
        | st.sampled_from(
            ["m1", '["fix","missing_amount","Opportunity/1"]', '["undo"]', '["help"]']
        )
        | st.lists(st.text(max_size=12), max_size=5).map(json.dumps),
    ),
    path=st.sampled_from(POSTS),
)
async def test_h10_any_form_posted_is_answered(
    page: Browser, fields: dict[str, str], path: str
) -> None:
    """Also one that looks nearly like ours."""
    encoded = {k: v.encode("utf-8", "replace").decode() for k, v in fields.items()}
    async with page.client.post(
        f"/chat/{path}", data=encoded or b"", headers=form(page)
    ) as response:
        assert response.status in EXPECTED


@fuzzed
@given(
    parts=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=3),
    asked=st.dictionaries(st.sampled_from(["query", "page", "v"]), st.text(max_size=80)),
    root=st.sampled_from(["crm", "static", "chat/message", ""]),
)
async def test_h10_any_address_is_answered(
    page: Browser, parts: list[str], asked: dict[str, str], root: str
) -> None:
    """Whatever it is made of."""
    path = "/" + "/".join(
        [*filter(None, [root]), *(quote(part, safe="", errors="replace") for part in parts)]
    )
    query = "&".join(f"{k}={quote(v, safe='', errors='replace')}" for k, v in asked.items())
    assert await page.status(f"{path}?{query}") in EXPECTED


@fuzzed
@given(sent=st.binary(min_size=1, max_size=400))
async def test_h10_bytes_that_are_no_request_are_answered(page: Browser, sent: bytes) -> None:
    """With 400, or with the end of the connection."""
    port = page.client.port
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent + b"\r\n\r\n")
    writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), timeout=5)
    writer.close()
    assert not answer or int(answer.split()[1]) in EXPECTED


async def test_no_hostile_string_is_more_than_a_question(page: Browser, shared: Path) -> None:
    """The big list of naughty strings, asked one by one."""
    strings = json.loads((shared / "data" / "hostile" / "blns.json").read_text(encoding="utf-8"))
    for string in strings:
        answer = await page.ask(string)
        assert plain(answer.markup), string


def form(page: Browser) -> dict[str, str]:
    """Headers of a posted form."""
    return {TOKEN: page.token, "Content-Type": "application/x-www-form-urlencoded"}
