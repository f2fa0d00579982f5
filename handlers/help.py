"""What Crumb can do, with examples that have an answer in this CRM, each one press away."""

import re
from dataclasses import dataclass

from crm.access import Viewer
from crm.errors import CrmError
from crm.port import Crm
from crm.query import Aggregate, Condition, Figures, Function, Op, Order, Query, Row, Rows, compare
from crm.schema import FieldType, Schema
from handlers.cards import Button, Card, Kind, Paragraph, Press, Reveal, Text, Tone
from handlers.person import zone_name
from handlers.request import Reply, Request

HELP, ASK = "help", "ask"


@dataclass(frozen=True, slots=True)
class Example:
    """A question that needs those fields, and records of that kind; `{}` is an account's name."""

    entity: str
    fields: tuple[str, ...]
    question: str


EXAMPLES = (
    Example("Opportunity", ("Amount", "CloseDate"), "what's my pipeline this quarter?"),
    Example("Opportunity", ("AccountId",), "what is open at {}?"),
    Example("Opportunity", ("NextStep",), "which of my open deals have no next step?"),
    Example("Opportunity", ("StageName", "Amount"), "open opportunities by stage"),
    Example("Order", ("AccountId",), "orders of {}"),
    Example("Order", ("EffectiveDate",), "how many orders this year?"),
    Example("Invoice", ("DueDate", "Balance"), "overdue invoices"),
    Example("Account", ("BillingCountry",), "accounts by billing country"),
)
_MOST = 7
# Names that nobody has to put in quotation marks.
_EASY = re.compile(r"[^\W\d_][\w .&'-]{2,40}\w")


@dataclass(frozen=True, slots=True)
class Help:
    """The press `help`; its buttons send `ask` (question)."""

    crm: Crm

    @property
    def actions(self) -> frozenset[str]:
        """The presses it takes."""
        return frozenset({HELP})

    async def __call__(self, request: Request) -> Reply:
        """The card; without examples while the CRM can't be reached."""
        try:
            return Reply(card=await self._card(request.viewer))
        except CrmError:
            return Reply(card=help_card(()))

    async def _card(self, viewer: Viewer) -> Card:
        schema = await self.crm.schema(viewer)
        kinds = [kind for kind in dict.fromkeys(e.entity for e in EXAMPLES) if kind in schema]
        filled = {kind for kind in kinds if await self._has_any(kind, viewer)}
        account = await self._account(schema, viewer) if "Account" in schema else None
        questions = [
            example.question.format(account.name if account else "")
            for example in EXAMPLES
            if example.entity in filled
            and all(name in schema.entity(example.entity) for name in example.fields)
            and (account or "{}" not in example.question)
        ]
        own = _about_custom(schema, filled)
        return help_card((*questions[: _MOST - len(own)], *own), account)

    async def _has_any(self, entity: str, viewer: Viewer) -> bool:
        count = Query(entity=entity, aggregates=(Aggregate(function=Function.COUNT),))
        answer = await self.crm.run(await self.crm.permit(count, viewer))
        return isinstance(answer, Figures) and any(bool(group.values[0]) for group in answer.groups)

    async def _account(self, schema: Schema, viewer: Viewer) -> Row | None:
        """One of the viewer's own accounts with an easy name, else anybody's."""
        owner = schema.entity("Account").owner_path
        mine = compare(owner, Op.EQ, viewer.user_id) if owner else None
        for where in (mine, None) if mine else (None,):
            for row in await self._accounts(viewer, where):
                if _EASY.fullmatch(row.name):
                    return row
        return None

    async def _accounts(self, viewer: Viewer, where: Condition | None) -> tuple[Row, ...]:
        query = Query(
            entity="Account",
            columns=("Name",),
            where=where,
            order=(Order(by="Name"),),
            limit=20,
            zone=zone_name(viewer),
        )
        answer = await self.crm.run(await self.crm.permit(query, viewer))
        return answer.rows if isinstance(answer, Rows) else ()


def _about_custom(schema: Schema, filled: set[str]) -> tuple[str, ...]:
    """A question about a field that only this CRM has, to show that those can be asked for too."""
    for kind in ("Opportunity", "Account"):
        if kind not in filled:
            continue
        entity = schema.entity(kind)
        for field in entity:
            if field.custom and field.type is FieldType.PICKLIST and _EASY.fullmatch(field.label):
                return (f"{entity.plural.lower()} by {field.label.lower()}",)
    return ()


def help_card(questions: tuple[str, ...], account: Row | None = None) -> Card:
    """What there is to ask, to answer and to tell, and the examples as buttons."""
    lines = (
        (
            "Ask",
            "in your own words for figures, lists and records of the CRM. Go on in the thread.",
        ),
        ("Fix", "when I ask you for a missing field, press the button and type it in."),
        ("Tell", "what would make the CRM better: /crmfeedback and your idea."),
    )
    body = [Paragraph((Text(f"{verb} ", Tone.STRONG), Text(rest))) for verb, rest in lines]
    if questions:
        body.append(Paragraph((Text("For example:", Tone.MUTED),)))
    return Card(
        kind=Kind.HELP,
        title="Here is what I can do.",
        body=tuple(body),
        actions=tuple(Button(question, Press(ASK, (question,))) for question in questions),
        reveals=(Reveal(account.ref, ("Name",)),) if account else (),
    )
