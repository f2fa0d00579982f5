"""Names as people say them: for short, taken apart, with or without the legal form."""

from tests.questions.expected import Check, ask, ids, outcome, value
from tests.questions.org import Org, is_open, summed


def _owned_open(name: str) -> Check:
    return ids(lambda o: o.ids("Opportunity", lambda d: is_open(d) and d.Owner.Name == name))


def _open_at(name: str) -> Check:
    return ids(lambda o: o.ids("Opportunity", lambda d: is_open(d) and d.Account.Name == name))


def _phone(name: str) -> Check:
    return value(lambda o: o.named("Account", name).Phone)


def _pipeline(name: str) -> Check:
    def expect(o: Org) -> object:
        deals = [d for d in o.all("Opportunity") if is_open(d) and d.Owner.Name == name]
        return summed(deals, "Amount")

    return value(expect)


ROWS = [
    # Called so for short, of one person and of several
    ask("Franzi's open deals", _owned_open("Franziska Weidner")),
    ask("Dom's pipeline", _pipeline("Dominik Strasky")),
    ask("pipeline of Dom", _pipeline("Dominik Strasky")),
    ask(
        "Matt's team",
        ids(lambda o: o.ids("User", lambda u: u.ManagerId and u.Manager.Name.startswith("Matt"))),
    ),
    ask("Cal's deals", outcome("clarify", "Caleb Strand", "Callum Rathbone")),
    ask("phone of Irene", outcome("clarify", "Irene Tackett", "lead")),
    ask("Mark's deals", outcome("clarify")),
    ask("Ted's deals", outcome("clarify")),
    # One word of a name taken apart
    ask("open deals at hal den", _open_at("Halden")),
    ask("phone of quarrow bank mills", _phone("Quarrowbank Mills")),
    # The legal form, in short and in full
    ask("phone of Brightwater Foods Limited", _phone("Brightwater Foods")),
    ask("phone of Brightwater Foods Inc", _phone("Brightwater Foods Inc.")),
    ask("phone of Brightwater Foods Incorporated", _phone("Brightwater Foods Inc.")),
    ask("Kestrel Ridge Dairy Company open deals", _open_at("Kestrel Ridge Dairy Co.")),
    ask("Kestrel Ridge Dairy open deals", _open_at("Kestrel Ridge Dairy")),
    ask("Eskerfield Dairies Limited open deals", _open_at("Eskerfield Dairies Ltd")),
    ask("Halden Inc open deals", _open_at("Halden")),
    ask("Bjornholt Timber AB open deals", _open_at("Björnholt Timber AB")),
    # What a colleague has no field for is not told of others
    ask("Dana's phone", outcome("not_understood")),
]
