"""A believable card of every kind, and a form of every sort: what renderers are held against."""

from crm.query import Ref
from handlers.cards import (
    Button,
    Card,
    Column,
    Facts,
    Figure,
    Form,
    Input,
    InputKind,
    Kind,
    LinkButton,
    Paragraph,
    Press,
    Reveal,
    Style,
    Table,
    Text,
    Tone,
)

BASE = "https://crm.example.com"


def _link(entity: str, id_: str) -> str:
    return f"{BASE}/{entity}/{id_}"


def _opportunity(id_: str, name: str, amount: str, stage: str, close: Text) -> tuple[Text, ...]:
    return (Text(name, link=_link("Opportunity", id_)), Text(amount), Text(stage), close)


_ACME = Ref("Account", "001A")
_RENEWAL = Ref("Opportunity", "006A")

_OPEN = Table(
    (Column("Opportunity"), Column("Amount", numeric=True), Column("Stage"), Column("Close date")),
    (
        _opportunity("006A", "Acme – Renewal 2027", "$240,000", "Negotiation", Text("5 Dec 2026")),
        _opportunity("006B", "O'Brien & Söhne: pilot", "$12,500", "Proposal", Text("18 Dec 2026")),
        _opportunity(
            "006C",
            "Larkspur <3 expansion",
            "empty",
            "Qualification",
            Text("2 Nov 2026 (passed)", Tone.WARNING),
        ),
    ),
)

FIGURE = Card(
    kind=Kind.FIGURE,
    title="Open pipeline of your team, this quarter: $1,240,000",
    body=(
        Figure("$1,240,000", "open pipeline of your team, this quarter, in 38 opportunities"),
        Paragraph(
            (
                Text("Largest: "),
                Text("Acme – Renewal 2027", link=_link("Opportunity", "006A")),
                Text(", $240,000, closes 5 Dec 2026"),
            )
        ),
    ),
    actions=(
        LinkButton("Open the list in the CRM", f"{BASE}/Opportunity?team=north&quarter=2026-Q4"),
        Button("By stage", Press("ask", ("my team's open pipeline this quarter by stage",))),
    ),
    footer=("Your team: North (9 people). 1 Oct to 31 Dec 2026.", "As of 21 Nov 2026, 09:30"),
    reveals=(Reveal(_RENEWAL, ("Name", "Amount", "CloseDate")),),
)

RECORD = Card(
    kind=Kind.RECORD,
    title="Acme Instruments, account",
    body=(
        Facts(
            (
                ("Owner", Text("Dana Whitfield")),
                ("Industry", Text("Medical devices")),
                ("Open", Text("3 opportunities, $252,500")),
                ("Overdue", Text("1 invoice, $4,180, 12 days", Tone.WARNING)),
                ("Last activity", Text("Call on 18 Nov 2026", Tone.GOOD)),
                ("Website", Text("www.acme-instruments.example")),
            )
        ),
        _OPEN,
    ),
    actions=(LinkButton("Open in the CRM", _link("Account", "001A")),),
    footer=("As of 21 Nov 2026, 09:30",),
    reveals=(Reveal(_ACME, ("Name", "Industry")), Reveal(_RENEWAL, ("Name", "Amount"))),
)

LIST = Card(
    kind=Kind.LIST,
    title="3 open opportunities of Dana Whitfield close this quarter",
    body=(_OPEN,),
    actions=(LinkButton("Open the list in the CRM", f"{BASE}/Opportunity?owner=dana"),),
    footer=("Understood: open opportunities, owner Dana Whitfield, close date in Q4 2026",),
    reveals=(Reveal(_RENEWAL, ("Name", "Amount", "StageName", "CloseDate")),),
)

LONG_LIST = Card(
    kind=Kind.LIST,
    title="200 opportunities without a next step",
    body=(
        Table(
            (Column("Opportunity"), Column("Amount", numeric=True), Column("Owner")),
            tuple(
                (
                    Text(
                        f"Customer {n} – {'a long name ' * 18}", link=_link("Opportunity", f"{n}")
                    ),
                    Text(f"${n * 1_000:,}"),
                    Text("Priya Raman", Tone.MUTED),
                )
                for n in range(1, 201)
            ),
        ),
        Paragraph((Text("Largest first.", Tone.MUTED),)),
    ),
    actions=(LinkButton("Open the list in the CRM", f"{BASE}/Opportunity?next-step=empty"),),
    footer=("As of 21 Nov 2026, 09:30",),
)

GROUPS = Card(
    kind=Kind.GROUPS,
    title="Won this year by quarter",
    body=(
        Table(
            (Column("Quarter"), Column("Won", numeric=True), Column("Amount", numeric=True)),
            (
                (Text("2026-Q1"), Text("31"), Text("$812,000")),
                (Text("2026-Q2"), Text("28"), Text("$774,300")),
                (Text("2026-Q3"), Text("35"), Text("$990,150")),
                (Text("2026-Q4", Tone.MUTED), Text("12"), Text("$301,000", Tone.MUTED)),
            ),
        ),
    ),
    actions=(Button("By team", Press("ask", ("won this year by team",))),),
    footer=("2026-Q4 is not over yet.",),
)

CHANGES = Card(
    kind=Kind.CHANGES,
    title="4 changes of 2 records",
    body=(
        Paragraph(
            (
                Text("Acme – Renewal 2027", Tone.STRONG, _link("Opportunity", "006A")),
                Text(", opportunity", Tone.MUTED),
                Text("\n– Stage: Proposal → Negotiation · Anna Weber · Tue 14:05"),
                Text("\n– Close Date: 5 Dec 2026 → 18 Dec 2026 · Anna Weber · Tue 14:04"),
                Text("\n– 2 earlier changes", Tone.MUTED),
            )
        ),
        Paragraph(
            (
                Text("INV-0042", Tone.STRONG, _link("Invoice", "a01A")),
                Text(", invoice of O'Brien & Söhne", Tone.MUTED),
                Text("\n– Balance: $4,180 → $0 · 2 Nov 2026, 09:30"),
            )
        ),
        Paragraph((Text("Not shown: 3 changes of 1 record.", Tone.MUTED),)),
    ),
    footer=("Changes of accounts and what hangs on them · owner you · the last 7 days",),
    reveals=(Reveal(_RENEWAL, ("Name", "StageName", "CloseDate")),),
)

CHOICE = Card(
    kind=Kind.CHOICE,
    title="Two accounts are called Acme. Which one?",
    body=(
        Facts(
            (
                ("Acme Instruments", Text("Boston, owner Dana Whitfield, 3 open opportunities")),
                ("Acme Logistics GmbH", Text("Hamburg, owner Jonas Brück, none open")),
            )
        ),
    ),
    actions=(
        Button("Acme Instruments", Press("choose", ("open opportunities of", "Account/001A"))),
        Button("Acme Logistics GmbH", Press("choose", ("open opportunities of", "Account/001B"))),
    ),
    footer=("Understood: open opportunities of an account",),
)

SORRY = Card(
    kind=Kind.SORRY,
    title="I did not understand “flurbing”.",
    body=(
        Paragraph((Text("You asked: "), Text("who is flurbing <@U123> this quarter?", Tone.MUTED))),
        Paragraph((Text("Try: who closes most this quarter?"),)),
    ),
    actions=(
        Button("Who closes most this quarter?", Press("ask", ("who closes most this quarter",))),
        Button("What can I ask?", Press("help")),
    ),
)

HELP = Card(
    kind=Kind.HELP,
    title="What you can ask",
    body=(
        Paragraph((Text("Figures", Tone.STRONG), Text(": what's my pipeline this quarter?"))),
        Paragraph((Text("Records", Tone.STRONG), Text(": what is open at Acme?"))),
        Paragraph((Text("Gaps", Tone.STRONG), Text(": which of my deals have no amount?"))),
        Paragraph((Text("Ideas for the CRM: /crmfeedback", Tone.MUTED),)),
    ),
    actions=(Button("My pipeline", Press("ask", ("what's my pipeline this quarter",))),),
)

NUDGE = Card(
    kind=Kind.NUDGE,
    title="Acme – Renewal 2027 has no amount yet",
    body=(
        Paragraph(
            (
                Text("Acme – Renewal 2027", Tone.STRONG, _link("Opportunity", "006A")),
                Text(" closes on 5 Dec 2026. Without an amount it is missing from your forecast."),
            )
        ),
        Facts((("Stage", Text("Negotiation")), ("Amount", Text("empty", Tone.WARNING)))),
    ),
    actions=(
        Button("Enter the amount", Press("fix", ("17", "Amount")), Style.PRIMARY),
        Button("In a week", Press("snooze", ("17", "7"))),
        Button("Not mine", Press("not_mine", ("17",))),
        Button("Why me?", Press("why", ("17",))),
        Button("Stop these", Press("stop", ("missing-amount",)), Style.DANGER),
        LinkButton("Open in the CRM", _link("Opportunity", "006A")),
    ),
    footer=("You own it; it has been without an amount for 21 days.",),
    reveals=(Reveal(_RENEWAL, ("Name", "Amount", "StageName", "CloseDate")),),
)

SAVED = Card(
    kind=Kind.SAVED,
    title="Saved. Amount: empty → $20,000",
    body=(
        Paragraph(
            (
                Text("Saved. ", Tone.GOOD),
                Text("Acme – Renewal 2027", link=_link("Opportunity", "006A")),
                Text(" · Amount: empty → $20,000"),
            )
        ),
    ),
    actions=(Button("Undo", Press("undo", ("change-81",))),),
    footer=("Saved as Dana Whitfield, 21 Nov 2026, 09:31",),
    reveals=(Reveal(_RENEWAL, ("Name", "Amount")),),
)

CONFLICT = Card(
    kind=Kind.CONFLICT,
    title="Somebody changed the amount while your form was open",
    body=(
        Facts(
            (
                ("When you opened it", Text("empty", Tone.MUTED)),
                ("Now in the CRM", Text("$18,000, by Jonas Brück, 09:29")),
                ("Yours", Text("$20,000", Tone.STRONG)),
            )
        ),
    ),
    actions=(
        Button("Keep $18,000", Press("keep", ("17",)), Style.PRIMARY),
        Button("Save $20,000", Press("overwrite", ("17", "20000"))),
    ),
    reveals=(Reveal(_RENEWAL, ("Amount",)),),
)

THANKS = Card(
    kind=Kind.THANKS,
    title="Thank you. Your suggestion is number 42.",
    body=(Paragraph((Text("“Let me filter by region & <team>”", Tone.MUTED),)),),
    footer=("You will hear what becomes of it.",),
)

CARDS: dict[str, Card] = {
    "figure": FIGURE,
    "record": RECORD,
    "list": LIST,
    "long-list": LONG_LIST,
    "groups": GROUPS,
    "changes": CHANGES,
    "choice": CHOICE,
    "sorry": SORRY,
    "help": HELP,
    "nudge": NUDGE,
    "saved": SAVED,
    "conflict": CONFLICT,
    "thanks": THANKS,
}

_STAGES = (
    "Prospecting",
    "Qualification",
    "Needs analysis",
    "Value proposition",
    "Proposal",
    "Negotiation",
    "Closed won",
    "Closed lost",
)

_INDUSTRIES = tuple(
    f"Industry {n:03}: {word}" for n, word in enumerate(["R&D", "Öl", "5 > 4"] * 50)
)

_AMOUNT = Input(
    name="Amount", label="Amount", kind=InputKind.MONEY, hint="20k or 20,000; US dollars"
)

FORMS: dict[str, Form] = {
    "amount": Form(
        title="Acme – Renewal 2027: amount",
        inputs=(_AMOUNT,),
        submit=Press("save", ("17", "Opportunity/006A", "Amount")),
        intro="Negotiation, closes 5 Dec 2026",
    ),
    "date": Form(
        title="Close date",
        inputs=(
            Input(name="CloseDate", label="Close date", kind=InputKind.DATE, value="2026-12-05"),
        ),
        submit=Press("save", ("18", "Opportunity/006C", "CloseDate")),
    ),
    "stage": Form(
        title="Stage",
        inputs=(
            Input(
                name="StageName",
                label="Stage",
                kind=InputKind.CHOICE,
                value="Proposal",
                choices=_STAGES,
            ),
            Input(name="Probability", label="Probability", kind=InputKind.PERCENT, required=False),
            Input(name="Renewal__c", label="A renewal?", kind=InputKind.BOOLEAN, value="yes"),
        ),
        submit=Press("save", ("19", "Opportunity/006B", "StageName")),
    ),
    "long-picklist": Form(
        title="Industry of O'Brien & Söhne",
        inputs=(
            Input(
                name="Industry",
                label="Industry",
                kind=InputKind.CHOICE,
                value=_INDUSTRIES[120],
                choices=_INDUSTRIES,
            ),
        ),
        submit=Press("save", ("20", "Account/001C", "Industry")),
    ),
    "feedback": Form(
        title="Feedback on the CRM",
        inputs=(
            Input(
                name="text",
                label="What would make the CRM better for you?",
                kind=InputKind.LONG_TEXT,
                hint="Its keepers read it, and you hear what becomes of it.",
            ),
            Input(name="area", label="Where?", required=False),
        ),
        submit=Press("feedback"),
        submit_label="Send",
    ),
    "error": Form(
        title="Acme – Renewal 2027: amount",
        inputs=(
            Input(
                name="Amount",
                label="Amount",
                kind=InputKind.MONEY,
                value="twenty <b>thousand</b>",
                hint="20k or 20,000; US dollars",
                error="That is no amount I can read: “twenty <b>thousand</b>”.",
            ),
        ),
        submit=Press("save", ("17", "Opportunity/006A", "Amount")),
    ),
}
