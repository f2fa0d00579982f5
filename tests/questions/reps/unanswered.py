"""What a CRM without stock, letters or phones cannot say, and what is no question at all."""

from tests.questions.expected import ask
from tests.questions.reps.checks import declined

ROWS = [
    ask("weather in charlotte tmrw", declined),
    ask("lol ok", declined),
    ask("write a quick mail to orlando radley re pricing", declined),
    ask("whats my commission on the tessaly energy metering deal", declined),
    ask("tracking number for order 00001226", declined),
    ask("do we have frost temperature sensors in stock", declined),
    ask("avg days my accts take to pay", declined),
    ask("whats my discount on quarrowbank", declined),
    ask("call orlando radley 4 me", declined),
    ask("book a mtg with halden fri 2pm", declined),
    ask("how do u pronounce tjärnvik", declined, as_="callum"),
    ask("any complaints or support cases open from wexcombe", declined, as_="caleb"),
    ask("gross margin on my wins", declined),
    ask("flurbs by zonk pls", declined),
]
