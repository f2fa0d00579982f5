"""Questions in German: every way of asking once, none of them known to the grammar."""

from datetime import date, timedelta
from decimal import Decimal

from tests.questions.expected import ask, groups, ids, ordered, outcome, top, value
from tests.questions.figures import _amount, _counted_by, _mine, _summed_by, _win_rates
from tests.questions.lists import _by_amount, _deals, _has_open_deal, _local
from tests.questions.org import (
    LAST_MONTH,
    Q3,
    Q4,
    THIS_MONTH,
    THIS_YEAR,
    TODAY,
    Org,
    Rec,
    is_lost,
    is_open,
    is_won,
    within,
)

K = Decimal(1000)
TEAM = "Marcus Oyelaran"


def _of_team(deal: Rec) -> bool:
    return deal.Owner.Manager is not None and deal.Owner.Manager.Name == TEAM


def _won_last_quarter(o: Org, owner: str | None = None) -> int:
    return o.count(
        "Opportunity",
        lambda d: is_won(d) and within(d.CloseDate, *Q3) and owner in (None, d.Owner.Name),
    )


def _my_large(o: Org) -> list[str]:
    found = [
        d
        for d in o.all("Opportunity")
        if is_open(d) and _mine(d) and d.Amount is not None and d.Amount > 50 * K
    ]
    return [d.Id for d in sorted(found, key=lambda d: (d.CloseDate, d.Name))]


def _unpaid(o: Org, more=lambda i: True) -> set[str]:  # type: ignore[no-untyped-def]
    return o.ids("Invoice", lambda i: i.Balance > 0 and more(i))


RECORDS = [
    ask("Wem gehört Halden?", value(lambda o: "Dana Whitfield")),
    ask("wer betreut Quarrowbank Mills", value(lambda o: "Dana Whitfield")),
    ask("wer ist der Betreuer von Halden", value(lambda o: "Dana Whitfield")),
    ask(
        "Telefonnummer von Tessaly Medical Group",
        value(lambda o: o.named("Account", "Tessaly Medical Group").Phone),
    ),
    ask(
        "Wie viele Mitarbeiter hat Halden?",
        value(lambda o: o.named("Account", "Halden").NumberOfEmployees),
    ),
    ask("Branche von Halden", value(lambda o: "Manufacturing")),
    ask("In welcher Stadt ist Halden?", value(lambda o: "Boston")),
    ask("Haldens Branche", value(lambda o: "Manufacturing")),
    ask(
        "Jahresumsatz von Quarrowbank Mills",
        value(lambda o: o.named("Account", "Quarrowbank Mills").AnnualRevenue, "USD"),
    ),
    ask(
        "was ist der nächste Schritt bei Halden gateway refresh pilot",
        value(lambda o: "Agree delivery schedule"),
    ),
    ask(
        "wann schließt Halden boiler house retrofit 2027",
        value(lambda o: date(2027, 4, 27)),
    ),
    ask("E-Mail von Marcus Oyelaran", value(lambda o: "marcus@ferrowick.example")),
    ask("wer ist mein Chef", ids(lambda o: {o.named("User", TEAM).Id})),
    ask("Zeig mir Halden", ids(lambda o: {o.named("Account", "Halden").Id})),
    ask(
        "zeige mir den Kunden Open Range",
        ids(lambda o: {o.named("Account", "Open Range").Id}),
    ),
    ask("Annas Deals", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    ask("Wem gehört Zyxcorp?", outcome("clarify")),
]

LISTS = [
    ask("meine offenen Deals", ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d)))),
    ask(
        "Zeig mir bitte meine offenen Verkaufschancen",
        ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d))),
    ),
    ask(
        "offene Geschäfte über fünfzig Tsd. Dollar",
        ids(lambda o: _deals(o, lambda d: is_open(d) and (d.Amount or 0) > 50 * K)),
    ),
    ask(
        "offene Deals über 20.000,50",
        ids(lambda o: _deals(o, lambda d: is_open(d) and (d.Amount or 0) > Decimal("20000.50"))),
    ),
    ask(
        "offene Deals über 50 Tsd.",
        ids(lambda o: _deals(o, lambda d: is_open(d) and (d.Amount or 0) > 50 * K)),
    ),
    ask(
        "Deals von mindestens fünfzigtausend",
        ids(lambda o: _deals(o, lambda d: (d.Amount or 0) >= 50 * K)),
    ),
    ask(
        "Chancen ab 0,1 Mio.",
        ids(lambda o: _deals(o, lambda d: (d.Amount or 0) >= 100 * K)),
    ),
    ask(
        "Deals zwischen 10.000 und 20.000",
        ids(lambda o: _deals(o, lambda d: d.Amount is not None and 10 * K <= d.Amount <= 20 * K)),
    ),
    ask(
        "offene Deals unter 5.000",
        ids(
            lambda o: _deals(o, lambda d: is_open(d) and d.Amount is not None and d.Amount < 5 * K)
        ),
    ),
    ask(
        "Deals mit Betrag über 0,25 Mio.",
        ids(lambda o: _deals(o, lambda d: (d.Amount or 0) > 250 * K)),
    ),
    ask(
        "Deals bis 5.000",
        ids(lambda o: _deals(o, lambda d: d.Amount is not None and d.Amount <= 5 * K)),
    ),
    ask(
        "Deals, die nächstes Quartal abgeschlossen werden",
        ids(
            lambda o: _deals(
                o,
                lambda d: is_open(d) and within(d.CloseDate, date(2027, 1, 1), date(2027, 3, 31)),
            )
        ),
    ),
    ask(
        "Rechnungen fällig bis Ende des Monats",
        ids(lambda o: o.ids("Invoice", lambda i: i.DueDate <= date(2026, 11, 30))),
    ),
    ask(
        "Deals, die letzten Monat von Caleb Strand angelegt wurden",
        ids(
            lambda o: _deals(
                o,
                lambda d: (
                    d.Owner.Name == "Caleb Strand" and within(_local(d.CreatedDate), *LAST_MONTH)
                ),
            )
        ),
    ),
    ask(
        "Welche Deals schließen dieses Quartal?",
        ids(lambda o: _deals(o, lambda d: is_open(d) and within(d.CloseDate, *Q4))),
    ),
    ask(
        "Deals, die bis Freitag schließen",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.CloseDate <= date(2026, 11, 20))),
    ),
    ask(
        "gewonnene Deals dieses Jahr",
        ids(lambda o: _deals(o, lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR))),
    ),
    ask(
        "Welche Deals haben wir letzten Monat verloren?",
        ids(lambda o: _deals(o, lambda d: is_lost(d) and within(d.CloseDate, *LAST_MONTH))),
    ),
    ask(
        "neue Deals in diesem Monat",
        ids(lambda o: _deals(o, lambda d: within(_local(d.CreatedDate), *THIS_MONTH))),
    ),
    ask(
        "Deals, die diesen Monat erstellt wurden",
        ids(lambda o: _deals(o, lambda d: within(_local(d.CreatedDate), *THIS_MONTH))),
    ),
    ask(
        "überfällige Deals",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.CloseDate < TODAY)),
    ),
    ask(
        "offene Deals in Verhandlung",
        ids(lambda o: _deals(o, lambda d: d.StageName == "Negotiation/Review")),
    ),
    ask(
        "offene Deals ohne Betrag",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Amount is None)),
    ),
    ask(
        "meine offenen Deals ohne nächsten Schritt",
        ids(lambda o: _deals(o, lambda d: is_open(d) and _mine(d) and not d.NextStep)),
    ),
    ask(
        "offene Deals, bei denen der Betrag fehlt",
        ids(lambda o: _deals(o, lambda d: is_open(d) and d.Amount is None)),
    ),
    ask(
        "Kunden in Deutschland",
        ids(lambda o: o.ids("Account", lambda a: a.BillingCountry == "Germany")),
    ),
    ask(
        "Firmen in Österreich oder der Schweiz",
        ids(lambda o: o.ids("Account", lambda a: a.BillingCountry in {"Austria", "Switzerland"})),
    ),
    ask(
        "Kunden mit mehr als 500 Mitarbeitern",
        ids(lambda o: o.ids("Account", lambda a: (a.NumberOfEmployees or 0) > 500)),
    ),
    ask(
        "Deals von Kunden in Deutschland mit mehr als 500 Mitarbeitern",
        ids(
            lambda o: _deals(
                o,
                lambda d: (
                    d.Account.BillingCountry == "Germany"
                    and (d.Account.NumberOfEmployees or 0) > 500
                ),
            )
        ),
    ),
    ask(
        "Firmen ohne offene Deals",
        ids(lambda o: o.ids("Account", lambda a: not _has_open_deal(o, a))),
    ),
    ask(
        "Ansprechpartner bei Halden",
        ids(lambda o: o.ids("Contact", lambda c: c.Account.Name == "Halden")),
    ),
    ask("unbezahlte Rechnungen", ids(_unpaid)),
    ask("überfällige Rechnungen", ids(lambda o: _unpaid(o, lambda i: i.DueDate < TODAY))),
    ask(
        "offene Aufträge von Halden Logistics",
        ids(
            lambda o: o.ids(
                "Order",
                lambda r: (
                    r.Account.Name == "Halden Logistics" and r.Status in {"Draft", "Activated"}
                ),
            )
        ),
    ),
    ask(
        "Rechnungen, die nächste Woche fällig sind",
        ids(
            lambda o: o.ids(
                "Invoice", lambda i: within(i.DueDate, date(2026, 11, 23), date(2026, 11, 29))
            )
        ),
    ),
    ask(
        "Aufträge der letzten 30 Tage",
        ids(
            lambda o: o.ids(
                "Order", lambda r: within(r.EffectiveDate, TODAY - timedelta(30), TODAY)
            )
        ),
    ),
    ask(
        "Aufträge vom 1. bis 15. Oktober",
        ids(
            lambda o: o.ids(
                "Order",
                lambda r: within(r.EffectiveDate, date(2026, 10, 1), date(2026, 10, 15)),
            )
        ),
    ),
    ask(
        "Aufträge zwischen 01.10.2026 und 15.10.2026",
        ids(
            lambda o: o.ids(
                "Order",
                lambda r: within(r.EffectiveDate, date(2026, 10, 1), date(2026, 10, 15)),
            )
        ),
    ),
    ask(
        "Aufträge von gestern",
        ids(lambda o: o.ids("Order", lambda r: r.EffectiveDate == TODAY - timedelta(1))),
    ),
    ask(
        "Auftraege ueber 10.000",
        ids(lambda o: o.ids("Order", lambda r: (r.TotalAmount or 0) > 10 * K)),
    ),
    ask(
        "Aufträge vom 5. November 2026",
        ids(lambda o: o.ids("Order", lambda r: r.EffectiveDate == date(2026, 11, 5))),
    ),
    ask("die fünf größten offenen Deals", ordered(lambda o: _by_amount(o, is_open, 5))),
    ask(
        "Top 3 Deals dieses Quartal",
        ordered(lambda o: _by_amount(o, lambda d: within(d.CloseDate, *Q4), 3)),
    ),
    ask("der größte offene Deal", ordered(lambda o: _by_amount(o, is_open, 1))),
]

FIGURES = [
    ask(
        "Wie viele offene Deals habe ich?",
        value(lambda o: o.count("Opportunity", lambda d: is_open(d) and _mine(d)), "count"),
    ),
    ask(
        "Wie viele Deals haben wir letztes Quartal gewonnen?",
        value(lambda o: _won_last_quarter(o), "count"),
    ),
    ask(
        "Anzahl der Kunden in Deutschland",
        value(lambda o: o.count("Account", lambda a: a.BillingCountry == "Germany"), "count"),
    ),
    ask("meine Pipeline", value(lambda o: _amount(o, lambda d: is_open(d) and _mine(d)), "USD")),
    ask("Wie hoch ist unsere Pipeline?", value(lambda o: _amount(o, is_open), "USD")),
    ask(
        "Pipeline von meinem Team",
        value(lambda o: _amount(o, lambda d: is_open(d) and _of_team(d)), "USD"),
        as_="marcus",
    ),
    ask(
        "Wie viele offene Deals hat mein Team?",
        value(lambda o: o.count("Opportunity", lambda d: is_open(d) and _of_team(d)), "count"),
        as_="marcus",
    ),
    ask(
        "Umsatz im Oktober",
        value(
            lambda o: _amount(o, lambda d: is_won(d) and within(d.CloseDate, *LAST_MONTH)), "USD"
        ),
    ),
    ask(
        "Umsatz seit Oktober",
        value(
            lambda o: _amount(o, lambda d: is_won(d) and d.CloseDate >= date(2026, 10, 1)), "USD"
        ),
    ),
    ask(
        "Summe der offenen Deals",
        value(lambda o: _amount(o, is_open), "USD"),
    ),
    ask(
        "durchschnittlicher Betrag der offenen Deals",
        value(lambda o: o.average("Opportunity", "Amount", is_open), "USD"),
    ),
    ask("offene Deals nach Phase", groups(lambda o: _open_by_stage(o))),
    ask(
        "Pipeline pro Phase",
        groups(lambda o: _summed_by(o, lambda d: d.StageName, is_open)),
    ),
    ask(
        "Umsatz pro Monat dieses Jahr",
        groups(
            lambda o: _summed_by(
                o,
                lambda d: f"{d.CloseDate:%Y-%m}",
                lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR),
            )
        ),
    ),
    ask("Kunden nach Land", groups(lambda o: _customers_by_country(o))),
    ask("Abschlussquote pro Verkäufer", groups(_win_rates)),
    ask(
        "Außenstände von Halden Logistics",
        value(
            lambda o: o.total("Invoice", "Balance", lambda i: i.Account.Name == "Halden Logistics"),
            "USD",
        ),
    ),
    ask(
        "Wie viele Aufträge kamen im Oktober?",
        value(lambda o: o.count("Order", lambda r: within(r.EffectiveDate, *LAST_MONTH)), "count"),
    ),
    ask(
        "Wie viele Deals wurden letzte Woche angelegt?",
        value(
            lambda o: o.count(
                "Opportunity",
                lambda d: within(_local(d.CreatedDate), date(2026, 11, 9), date(2026, 11, 15)),
            ),
            "count",
        ),
    ),
    ask(
        "Welcher Verkäufer hat die meisten offenen Deals?",
        top(1, lambda o: _counted_by(o, "Opportunity", lambda d: d.Owner.Name, is_open)),
    ),
    ask(
        "Wer hat dieses Jahr am meisten verkauft?",
        top(
            1,
            lambda o: _summed_by(
                o,
                lambda d: d.Owner.Name,
                lambda d: is_won(d) and within(d.CloseDate, *THIS_YEAR),
            ),
        ),
    ),
    ask(
        "Top 5 Kunden nach Umsatz",
        top(5, lambda o: _summed_by(o, lambda d: d.Account.Name, is_won)),
    ),
]


def _open_by_stage(o: Org) -> dict:  # type: ignore[type-arg]
    return _counted_by(o, "Opportunity", lambda d: d.StageName, is_open)


def _customers_by_country(o: Org) -> dict:  # type: ignore[type-arg]
    return _counted_by(o, "Account", lambda a: a.BillingCountry)


WON = "Wie viele Deals haben wir letztes Quartal gewonnen?"
MINE = "meine offenen Deals"

FOLLOW_UPS = [
    ask("nur die über 50.000", ids(lambda o: set(_my_large(o))), MINE),
    ask("sortiert nach Abschlussdatum", ordered(_my_large), MINE, "nur die über 50.000"),
    ask(
        "der zweite",
        ids(lambda o: {_my_large(o)[1]}),
        MINE,
        "nur die über 50.000",
        "sortiert nach Abschlussdatum",
    ),
    ask(
        "und dieses Quartal?",
        value(
            lambda o: o.count("Opportunity", lambda d: is_won(d) and within(d.CloseDate, *Q4)),
            "count",
        ),
        WON,
    ),
    ask("nur meine", value(lambda o: _won_last_quarter(o, "Dana Whitfield"), "count"), WON),
    ask("und Caleb Strand?", value(lambda o: _won_last_quarter(o, "Caleb Strand"), "count"), WON),
    ask(
        "ihre Ansprechpartner",
        ids(lambda o: o.ids("Contact", lambda c: c.Account.Name == "Halden")),
        "wem gehört Halden",
    ),
    ask("was ist mit Quarrowbank Mills?", value(lambda o: "Dana Whitfield"), "wem gehört Halden"),
]

UNREAD = [
    ask("Danke!", outcome("refused")),
    ask("Guten Morgen", outcome("refused")),
    ask("Wie ist das Wetter in Berlin?", outcome("refused")),
    ask("lösche alle meine Deals", outcome("refused")),
    ask("Warum haben wir das Vertrauen verloren?", outcome("refused")),
    ask("Hilfe", outcome("help")),
    ask("Was kannst du?", outcome("help")),
    ask("Wie lege ich einen Termin an?", outcome("help")),
    ask("Verschiebe den Deal auf Freitag", outcome("update")),
    ask("meine verquasten Deals", outcome("not_understood")),
    ask("Umsatz pro Einhorn", outcome("not_understood")),
    ask("Pipeline nach Mondphase", outcome("not_understood")),
]

ROWS = [*RECORDS, *LISTS, *FIGURES, *FOLLOW_UPS, *UNREAD]
