"""A small company for the tests of this room: two reps, their manager, and three deals."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from crm.access import AccessRules, Permitted, Role, Viewer
from crm.change import Change, Saved
from crm.errors import CrmUnavailable
from crm.links import Links
from crm.money import Money
from crm.query import Answer, Op, Query, Ref, Rows, Value, compare
from handlers.cards import Action, Button, Card, Press
from handlers.request import Request, Said, Submission
from tests.fakes.crm import FakeCrm

NOW = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)  # a Monday
LINKS = Links("https://crm.example.com")

LEA = Viewer(
    user_id="005L",
    name="Lea Lindqvist",
    email="lea@example.com",
    role=Role.LEADER,
    reports=frozenset({"005D", "005K"}),
)
DANA = Viewer(
    user_id="005D",
    name="Dana Whitfield",
    email="dana@example.com",
    time_zone="America/New_York",
    manager_id="005L",
)
KIM = Viewer(user_id="005K", name="Kim Osei", email="kim@example.com", manager_id="005L")

ACME = Ref("Account", "001A")
RENEWAL = Ref("Opportunity", "006A")  # Dana's; no amount, no next step
PILOT = Ref("Opportunity", "006B")  # Dana's; complete
WON = Ref("Opportunity", "006C")  # Dana's; closed, without a next step


class OfficeCrm(FakeCrm):
    """The CRM in memory, with the accidents that happen to real ones.

    `down` makes every reading fail. `before_write` runs between our reading and our writing;
    `after_write` once the write is in, before its answer arrives.
    """

    def __init__(self, rules: AccessRules | None = None) -> None:
        super().__init__(rules)
        self.down = False
        self.runs = 0
        self.before_write: Callable[[], Awaitable[None]] | None = None
        self.after_write: Callable[[], Awaitable[None]] | None = None

    async def run(self, permitted: Permitted) -> Answer:
        """As crm.port.Crm has it."""
        self.runs += 1
        if self.down:
            raise CrmUnavailable
        return await super().run(permitted)

    async def write(
        self, change: Change, viewer: Viewer, now: datetime, via: str = "Crumb"
    ) -> Saved:
        """As crm.port.Crm has it."""
        if self.before_write:
            await self.before_write()
        saved = await super().write(change, viewer, now, via)
        if self.after_write:
            await self.after_write()
        return saved

    def set(self, ref: Ref, field: str, value: Value) -> None:
        """Somebody changes a field elsewhere."""
        self.upsert(ref.entity, [{"Id": ref.id, field: value}])

    def delete(self, ref: Ref) -> None:
        """Somebody deletes a record elsewhere."""
        del self._records[ref.entity][ref.id]

    async def holds(self, ref: Ref, field: str) -> Value:
        """What is in the CRM now, whoever asks."""
        query = Query(entity=ref.entity, columns=(field,), where=compare("Id", Op.EQ, ref.id))
        answer = await FakeCrm.run(self, await self.permit(query, LEA))
        assert isinstance(answer, Rows)
        return answer.rows[0].values[0]


def usd(amount: int) -> Money:
    """That many dollars."""
    return Money(Decimal(amount), "USD")


def office(rules: AccessRules | None = None) -> OfficeCrm:
    """The company as it is on Monday morning."""
    crm = OfficeCrm(rules)
    crm.upsert(
        "User",
        [
            {
                "Id": person.user_id,
                "Name": person.name,
                "Email": person.email,
                "IsActive": True,
                "ManagerId": person.manager_id,
                "TimeZoneSidKey": person.time_zone,
            }
            for person in (LEA, DANA, KIM)
        ],
    )
    crm.upsert("Account", [{"Id": ACME.id, "Name": "Acme & Söhne", "OwnerId": DANA.user_id}])
    deals: list[dict[str, Value]] = [
        {"Id": RENEWAL.id, "Name": "Acme renewal", "StageName": "Proposal/Price Quote"},
        {
            "Id": PILOT.id,
            "Name": "O'Brien <pilot>",
            "StageName": "Qualification",
            "Amount": usd(12_500),
            "NextStep": "Send the offer",
        },
        {"Id": WON.id, "Name": "Won deal", "StageName": "Closed Won", "IsClosed": True},
    ]
    common: dict[str, Value] = {
        "AccountId": ACME.id,
        "OwnerId": DANA.user_id,
        "CloseDate": date(2026, 12, 5),
        "IsClosed": False,
        "LastActivityDate": date(2026, 11, 13),
        "LastModifiedDate": NOW,
    }
    crm.upsert("Opportunity", [{**common, **deal} for deal in deals])
    return crm


def request(said: Said, viewer: Viewer = DANA) -> Request:
    """Somebody does something on Monday morning."""
    return Request(viewer=viewer, said=said, conversation="D1", channel="slack", now=NOW)


def submitted(press: Press, **values: str) -> Submission:
    """A form comes back with those values."""
    return Submission(press=press, values=tuple(values.items()))


def buttons(card: Card | None) -> dict[str, Press]:
    """The presses of a card by their labels."""
    assert card is not None
    return {action.label: action.press for action in card.actions if isinstance(action, Button)}


def labels(actions: tuple[Action, ...]) -> list[str]:
    """What stands on the buttons."""
    return [action.label for action in actions]


def text_of(card: Card | None) -> str:
    """All that a card says, in one text."""
    assert card is not None
    return repr((card.title, card.body, card.footer))
