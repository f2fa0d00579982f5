"""A card and a form as HTML: elements that say what they are, for the page to style.

Templates escape by themselves, and nothing is marked as safe but what they made. There is no
inline script or style, so that a strict content security policy holds.
"""

from collections.abc import Callable, Iterable, Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.render import clean, press
from bot.render.press import FIELD, Submission
from handlers.cards import Card, Facts, Figure, Form, LinkButton, Paragraph, Table

_TESTS: Mapping[str, type] = {
    "facts": Facts,
    "figure": Figure,
    "link_button": LinkButton,
    "paragraph": Paragraph,
    "table": Table,
}


def card(card: Card, *, hidden: Mapping[str, str] | None = None) -> Markup:
    """An `<article class="card">`.

    Its buttons submit a form by POST with the press as `press` (see `press.decode`), and what
    `hidden` holds, such as the page's token against forged requests.
    """
    template = _environment.get_template("card.html")
    return Markup(template.render(card=clean.card(card), hidden=hidden or {}))


def form(form: Form, *, id_prefix: str = "form", hidden: Mapping[str, str] | None = None) -> Markup:
    """A `<form class="form">` that posts `press` and a `field.NAME` for each input.

    `id_prefix` keeps the ids of several forms on one page apart.
    """
    template = _environment.get_template("form.html")
    return Markup(template.render(form=clean.form(form), id_prefix=id_prefix, hidden=hidden or {}))


def submitted(pairs: Iterable[tuple[str, str]]) -> Submission:
    """What a posted form holds, from its names and values; ValueError for one not of ours."""
    posted = dict(pairs)
    values = {
        name.removeprefix(FIELD): value.replace("\r\n", "\n")  # as browsers send line ends
        for name, value in posted.items()
        if name.startswith(FIELD)
    }
    return Submission(press=press.decode(posted.get("press")), values=values)


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kind)


def _new_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests.update({name: _is(kind) for name, kind in _TESTS.items()})
    environment.filters.update(press=press.encode, line=clean.line)
    environment.globals["prefix"] = FIELD
    return environment


_environment = _new_environment()
