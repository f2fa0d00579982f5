"""Whose people: a manager's team in the ways people speak of it."""

from collections.abc import Callable

from tests.questions.expected import Check, ask, ids, outcome, top, value
from tests.questions.org import THIS_YEAR, Org, Rec, is_open, is_won, summed, within

Keep = Callable[[Rec], bool]


def _works_for(manager: str) -> Keep:
    return lambda u: bool(u.ManagerId and u.Manager.Name.startswith(manager))


def _people(*managers: str) -> Check:
    def keep(user: Rec) -> bool:
        return any(_works_for(name)(user) for name in managers)

    return ids(lambda o: o.ids("User", keep))


def _of_team(manager: str, entity: str, keep: Keep = lambda r: True) -> Check:
    return ids(lambda o: o.ids(entity, lambda r: _works_for(manager)(r.Owner) and keep(r)))


def _pipelines(manager: str) -> Callable[[Org], dict[str, object]]:
    def expect(o: Org) -> dict[str, object]:
        people = [u for u in o.all("User") if _works_for(manager)(u)]
        deals = [d for d in o.all("Opportunity") if is_open(d)]
        return {u.Name: summed([d for d in deals if d.OwnerId == u.Id], "Amount") for u in people}

    return expect


def _won_this_year(o: Org) -> dict[str, object]:
    deals = [d for d in o.all("Opportunity") if is_won(d) and within(d.CloseDate, *THIS_YEAR)]
    regions = {d.Owner.Region__c for d in deals}
    return {r: summed([d for d in deals if d.Owner.Region__c == r], "Amount") for r in regions}


def _lowest(count: int, expect: Callable[[Org], dict[str, object]]) -> Check:
    def check(answered: object, o: Org) -> None:
        found = [(g.label, g.value.amount) for g in answered.groups]  # type: ignore[attr-defined]
        wanted = sorted(expect(o).items(), key=lambda pair: pair[1])[:count]  # type: ignore[arg-type,return-value]
        assert found == wanted

    return check


def _negotiated(deal: Rec) -> bool:
    return bool(deal.StageName == "Negotiation/Review")


ROWS = [
    # Who is in it
    ask("marcus team", _people("Marcus")),
    ask("team of Marcus", _people("Marcus")),
    ask("Fiona's people", _people("Fiona")),
    ask("Fiona's team members", _people("Fiona")),
    ask("Mei-Ling's crew", _people("Mei-Ling")),
    ask("marcus' guys", _people("Marcus")),
    ask("Marcus's direct reports", _people("Marcus")),
    ask("who reports to Marcus", _people("Marcus")),
    ask("who works for Marcus", _people("Marcus")),
    ask("who works under Fiona", _people("Fiona")),
    ask("who does Marcus manage", _people("Marcus")),
    ask("reps under marcus", _people("Marcus")),
    ask("people on marcus team", _people("Marcus")),
    ask("marcus and teresa's teams", _people("Marcus", "Teresa")),
    ask("how many people does Marcus have", value(lambda o: o.count("User", _works_for("Marcus")))),
    ask("who works for me", _people("Marcus"), as_="marcus"),
    ask("my direct reports", _people("Marcus"), as_="marcus"),
    ask("my team", _people("Marcus"), as_="marcus"),
    ask("wer berichtet an Marcus", _people("Marcus")),
    ask("Fionas Leute", _people("Fiona")),
    # Who is above
    ask("who manages Dana", value(lambda o: o.named("User", "Dana Whitfield").Manager.Name)),
    ask("who does Caleb report to", value(lambda o: o.named("User", "Caleb Strand").Manager.Name)),
    ask("who manages Halden", value(lambda o: o.named("Account", "Halden").Owner.Name)),
    # What they own
    ask("open deals of Fiona's people", _of_team("Fiona", "Opportunity", is_open)),
    ask("deals that belong to Fiona's people", _of_team("Fiona", "Opportunity")),
    ask("deals under Fiona", _of_team("Fiona", "Opportunity")),
    ask("deals of reps reporting to Marcus", _of_team("Marcus", "Opportunity")),
    ask("deals on marcus team in negotiation", _of_team("Marcus", "Opportunity", _negotiated)),
    ask("leads of Marcus' team", _of_team("Marcus", "Lead")),
    ask("accounts owned by Fiona's team", _of_team("Fiona", "Account")),
    ask("only teresa's people", _of_team("Teresa", "Opportunity", is_open), "open deals"),
    ask(
        "accounts with marcus team deals in negotiation",
        ids(
            lambda o: {
                d.AccountId
                for d in o.all("Opportunity")
                if _works_for("Marcus")(d.Owner) and _negotiated(d)
            }
        ),
    ),
    ask(
        "pipeline of Teresa's folks",
        value(lambda o: sum(_pipelines("Teresa")(o).values())),
    ),
    ask("rank the reps under marcus by open pipeline", top(13, _pipelines("Marcus"))),
    ask("rank regions by won amount this year", top(5, _won_this_year)),
    ask("bottom three on my team by open pipeline", _lowest(3, _pipelines("Marcus")), as_="marcus"),
    # People of a company are its contacts
    ask("Halden's people", ids(lambda o: o.ids("Contact", lambda c: c.Account.Name == "Halden"))),
    ask("deals under 50k of the moon", outcome("not_understood")),
]
