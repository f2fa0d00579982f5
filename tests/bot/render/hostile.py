"""Texts that mean harm, and cards and forms full of them."""

import csv
import json
from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from handlers.cards import (
    Action,
    Button,
    Card,
    Column,
    Element,
    Facts,
    Figure,
    Form,
    Input,
    InputKind,
    Kind,
    LinkButton,
    Paragraph,
    Press,
    Table,
    Text,
    Tone,
)

LINKS = ("https://crm.example.com/Account/001A", "https://crm.example.com/Opportunity?a=1&b=2")

SLACK = (
    "<!channel>",
    "<!here|everyone>",
    "<!everyone>",
    "<!subteam^S0123>",
    "<@U0123456>",
    "<#C0123456|general>",
    "<!date^1700000000^{date}^https://evil.example|now>",
    "<https://evil.example|Salesforce>",
    "<mailto:a@evil.example|write>",
    "&lt;!here&gt;",
    "&amp;lt;!here&amp;gt;",
    "*bold* _it_ ~gone~ `code` > quote",
    "```\nbreak out",
    ":rotating_light: :wave:",
    "https://evil.example/reset",
)
MARKDOWN = (
    "[Reset password](https://evil.example)",
    "![](https://evil.example/pixel.png)",
    "[x][y]\n\n[y]: https://evil.example",
    "<at>Everyone</at>",
    "**bold** __it__ # heading",
    "{{DATE(2026-11-21T09:30:00Z,LONG)}}",
    "{{{TIME(2026-11-21T09:30:00Z)}}}",
    "${$root.password}",
    "- item\r- item\r\n1. item",
    "\\[escaped\\](https://evil.example)",
)
HTML = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</textarea></article><b>out</b>",
    "&#60;b&#62;",
    "{{ 7 * 7 }} {% raw %}",
    "javascript:alert(1)",
)
UNSEEN = (
    "evil\u202egnp.exe",
    "A\u200bc\u200cm\u200de",
    "\u2066\u2067hidden\u2069",
    "zero\ufeff\u2060width\u00ad",
    "tagged\U000e0041\U000e007f",
    "\u200b",
    "\u200f \u200e",
    "\u3164",
    "",
    "   ",
    "\n\n",
)
TERMINAL = (
    "\x1b[31mred\x1b[0m",
    "\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
    "\x1b]0;title\x07",
    "\x9b2J",
    "over\rwritten",
    "bell\x07 back\x08\x08",
    "[red]rich markup[/red] [link=https://evil.example]x[/link]",
    "\x00nul",
)
LONG = (
    "x" * 32_000,
    "Ab " * 4_000,
    "\N{PILE OF POO}" * 100,
    "\N{WOMAN}\u200d\N{PERSONAL COMPUTER}" * 60,
    "a" + "\u0301" * 400,
    "&<>" * 5_000,
    '"\\' * 3_000,
    "\u5de5\u4e1a" * 2_000,
)
ORDINARY = (
    "O'Brien & Söhne",
    "100% a_b C:\\new",
    "\u0634\u0631\u06a9\u062a \u0646\u0641\u062a",
    "\N{FAMILY}\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "$20,000",
)

SHORT = SLACK + MARKDOWN + HTML + UNSEEN + TERMINAL + ORDINARY
HOSTILE = SHORT + LONG


def collected(shared: Path) -> list[str]:
    """The strings of the public collections in the shared folder."""
    folder = shared / "data" / "hostile"
    found: list[str] = json.loads((folder / "blns.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*_payloadbox.txt")):
        found += path.read_text(encoding="utf-8", errors="replace").splitlines()
    with (folder / "prompt_injections_giskard.csv").open(encoding="utf-8", newline="") as lines:
        found += [row["prompt"] for row in csv.DictReader(lines)]
    return found


texts = st.one_of(
    st.sampled_from(SHORT),
    st.text(max_size=40),
    st.lists(st.sampled_from(SLACK + MARKDOWN + UNSEEN + ORDINARY), max_size=6).map(" ".join),
)
_runs = st.builds(
    Text,
    texts,
    st.sampled_from(Tone),
    st.none() | st.sampled_from(LINKS),
)
_presses = st.builds(
    Press,
    st.sampled_from(["ask", "fix", "snooze"]),
    st.lists(texts.map(lambda text: text[:60]), max_size=2).map(tuple),
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    labels = draw(st.lists(texts, min_size=1, max_size=5))
    columns = tuple(Column(label, draw(st.booleans())) for label in labels)
    row = st.lists(_runs, min_size=len(columns), max_size=len(columns)).map(tuple)
    return Table(columns, tuple(draw(st.lists(row, max_size=4))))


elements: st.SearchStrategy[Element] = st.one_of(
    st.builds(Paragraph, st.lists(_runs, max_size=4).map(tuple)),
    st.builds(Figure, texts, texts),
    st.builds(Facts, st.lists(st.tuples(texts, _runs), max_size=5).map(tuple)),
    _tables(),
)
actions: st.SearchStrategy[Action] = st.one_of(
    st.builds(Button, texts, _presses),
    st.builds(LinkButton, texts, st.sampled_from(LINKS)),
)
cards = st.builds(
    Card,
    kind=st.sampled_from(Kind),
    title=texts.filter(str.strip),
    body=st.lists(elements, max_size=6).map(tuple),
    actions=st.lists(actions, max_size=6).map(tuple),
    footer=st.lists(texts, max_size=3).map(tuple),
)
_picklists = st.lists(texts, min_size=1, max_size=8)
# How often each row, button and choice is there, and how often each text says itself again: large
# cards are grown from small ones, so that a failing one is small enough to be read.
growths = st.tuples(st.sampled_from([1, 1, 40, 150]), st.sampled_from([1, 1, 1, 30, 100]))


def grown(card: Card, growth: tuple[int, int]) -> Card:
    """The card with more rows, buttons and text."""
    times, length = growth

    def longer(run: Text) -> Text:
        return replace(run, text=run.text * length)

    body: list[Element] = []
    for element in card.body:
        match element:
            case Paragraph():
                body.append(Paragraph(tuple(map(longer, element.runs))))
            case Figure():
                body.append(Figure(element.value * length, element.label * length))
            case Facts():
                body.append(Facts(tuple((a * length, longer(b)) for a, b in element.pairs) * times))
            case Table():
                rows = tuple(tuple(map(longer, row)) for row in element.rows) * times
                body.append(replace(element, rows=rows))
    actions = tuple(replace(one, label=one.label * length) for one in card.actions)
    return replace(
        card,
        title=card.title * length,
        body=tuple(body),
        actions=actions * min(times, 60),
        footer=tuple(said * length for said in card.footer),
    )


def grown_form(form: Form, growth: tuple[int, int]) -> Form:
    """The form with more choices and text."""
    times, length = growth
    inputs = []
    for field in form.inputs:
        choices = [choice * length for choice in field.choices]
        more = tuple(f"{choice}{n or ''}" for n in range(times) for choice in choices)
        value = field.value * length
        inputs.append(replace(field, choices=more, value=value, label=field.label * length))
    return replace(form, title=form.title * length, intro=form.intro * length, inputs=tuple(inputs))


@st.composite
def inputs(draw: st.DrawFn, name: str = "Field__c") -> Input:
    """An input of any kind, its value and its choices hostile."""
    kind = draw(st.sampled_from(InputKind))
    choices = tuple(draw(_picklists)) if kind is InputKind.CHOICE else ()
    among = draw(st.booleans())
    prefilled = st.sampled_from(choices) if choices and among else texts
    return Input(
        name=name,
        label=draw(texts),
        kind=kind,
        value=draw(prefilled),
        choices=choices,
        required=draw(st.booleans()),
        hint=draw(texts),
        error=draw(texts),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A form of one to three inputs."""
    names = ["Amount", "Next_Step__c", "text"][: draw(st.integers(1, 3))]
    return Form(
        title=draw(texts),
        inputs=tuple(draw(inputs(name)) for name in names),
        submit=draw(_presses),
        submit_label=draw(texts),
        intro=draw(texts),
    )


def card_about(value: str) -> Card:
    """A card that says one value in every place that takes a text."""
    linked = Text(value, Tone.STRONG, LINKS[0])
    return Card(
        kind=Kind.NUDGE,
        title=value if value.strip() else "Title",
        body=(
            Paragraph((Text("Before "), linked, Text(" after "), Text(value, Tone.MUTED))),
            Facts(((value, Text(value)), ("Label", linked))),
            Table((Column(value), Column("n", numeric=True)), ((linked, Text(value)),)),
        ),
        actions=(Button(value, Press("fix", (value[:100],))), LinkButton(value, LINKS[1])),
        footer=(value,),
    )


def form_about(value: str) -> Form:
    """A form that says one value in every place that takes a text."""
    return Form(
        title=value,
        inputs=(
            Input(name="a", label=value, value=value, hint=value, error=value),
            Input(name="b", label="b", kind=InputKind.CHOICE, choices=(value, "other")),
        ),
        submit=Press("save", (value[:100],)),
        submit_label=value,
        intro=value,
    )
