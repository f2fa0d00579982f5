"""What is asked back, declined or not understood, and never answered."""

from tests.questions.expected import ask, outcome
from tests.questions.fresh.checks import one_of

_NOTHING = one_of("clarify", "not_understood", "refused")

ROWS = [
    # several that fit
    ask("anna's pipeline", outcome("clarify", "Anna Moretti", "Anna Lindqvist")),
    ask("phone for brightwater", outcome("clarify", "Brightwater Foods Inc.")),
    ask("who owns kestrel ridge", outcome("clarify", "Kestrel Ridge Dairy Co.")),
    ask("website of eskerfield", outcome("clarify", "Eskerfield Dairies Ltd")),
    ask("glenn's phone number", outcome("clarify")),
    ask("brightwoter industry", outcome("clarify", "Brightwater Foods Inc.")),
    # nobody of that name
    ask("who owns globex", outcome("clarify")),
    ask("phone number of Zyqqex GmbH", outcome("clarify")),
    ask("jonathan's open deals", outcome("clarify")),
    ask("open deals at wayne enterprises", outcome("clarify")),
    # nothing of that kind in this CRM
    ask("open deals with a discount over 20%", _NOTHING),
    ask("show me the quotes for halden", _NOTHING),
    ask("how many support cases does tessaly have open", _NOTHING),
    ask("which marketing campaigns brought the most leads", _NOTHING),
    ask("whats our gross margin this quarter", _NOTHING),
    ask("stock level of seep leak detectors", _NOTHING),
    ask("deals in the flurbish stage", _NOTHING),
    ask("accounts with gdpr consent", _NOTHING),
    ask("my deals with a high synergy score", _NOTHING),
    ask("why did we lose the halden cold-chain monitoring pilot", _NOTHING),
    ask("will we hit our number this quarter?", _NOTHING),
    ask("what's the share price of signal", _NOTHING),
    ask("what did halden's cfo say in the last call", _NOTHING),
    ask("parking spaces at quarrowbank mills", _NOTHING),
    ask("asdf qwer zxcv", _NOTHING),
    ask("???", _NOTHING),
    # talk
    ask("hello", outcome("refused")),
    ask("you're useless", outcome("refused")),
    ask("tell me a joke", outcome("refused")),
    ask("what's the weather like in boston", outcome("refused")),
    ask("write an email to carmen paskell about our new offer", outcome("refused")),
    ask("do you think halden is a good customer", one_of("refused", "not_understood")),
    # who uses it
    # no such wishes
    ask("delete all leads without an email", one_of("refused", "not_understood")),
    ask(
        "reassign all of caleb's deals to me",
        one_of("refused", "not_understood", "update"),
        as_="marcus",
    ),
    # help
    ask("help", outcome("help")),
    ask("what can you do?", outcome("help")),
    ask("how do i log a call", outcome("help")),
    ask("how do I change the amount of a deal?", outcome("help")),
    ask("how can i give you feedback", outcome("help")),
    ask("email of joanna galarza", outcome("clarify")),
    ask("good morning crumb", outcome("refused")),
    ask("thx a lot!", outcome("refused")),
    ask("who on my team uses the crm the least", outcome("refused"), as_="marcus"),
    ask("how often did caleb log in last week", outcome("refused"), as_="marcus"),
]
