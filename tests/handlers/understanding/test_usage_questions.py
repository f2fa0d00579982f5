"""How much somebody uses the CRM is not told; what they sold is ordinary CRM data (E10)."""

from datetime import UTC, datetime

import pytest

from crm.access import Role, Viewer
from crm.names import Name, NameIndex
from crm.standard import STANDARD
from handlers.understanding.reader import Asked, Reader
from handlers.understanding.reading import NoReading, Reading, Why

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
LEADER = Viewer(user_id="005L", name="Lea Lind", email="lea@x.example", role=Role.LEADER)
NAMES = (
    Name("Account", "001A", "Halden"),
    Name("User", "005C", "Caleb Strand"),
    Name("User", "005D", "Dana Whitfield"),
    Name("User", "005T", "Teresa Knox"),
)
READER = Reader(STANDARD, NameIndex(NAMES))

USE = """
who is worst at keeping the CRM
who ignores nudges
who keeps ignoring your nudges
who never answers nudges
who answers nudges fastest
who snoozes the most nudges
who has stopped your reminders
which reps ignore reminders
how many nudges did Caleb Strand ignore
how many nudges has Dana Whitfield snoozed
how often does Caleb Strand log in
when did Dana Whitfield last log in
who logged in today
who hasn't logged in this week
who has not logged in since Monday
logins by rep
login history of Caleb Strand
number of logins per user last month
last login of each rep
who never uses the CRM
who uses the CRM the least
which reps don't use the CRM
does Caleb Strand use the CRM
is Teresa Knox using the crm
CRM usage by rep
crm usage of my team
CRM adoption by rep
who is not adopting the CRM
rank reps by CRM usage
usage of Crumb by person
who uses Crumb most
how often does Dana Whitfield ask you things
what has Caleb Strand asked you
what does Teresa Knox ask Crumb
show me the questions Caleb Strand asked you
who asks you the most questions
how many questions did Dana Whitfield ask Crumb
who doesn't update the CRM
who is worst at updating the CRM
who updates the crm last minute
which rep is the laziest with data entry
who is too lazy to fill in fields
who has the worst data quality
data quality score per rep
data hygiene by rep
who leaves the most fields empty
which rep has the most missing fields
who is bad at data entry
how much time does Caleb Strand spend in the CRM
hours spent in Salesforce by rep
time online per user
who is online right now
was Caleb Strand active in the CRM yesterday
how active is Teresa Knox in the CRM
who is inactive in the CRM
who uses Salesforce every day
screen time of my reps
who gave feedback on the CRM
who wrote that feedback
""".strip().splitlines()

SALES = """
who sold least
who sold the most
who sold least last quarter
which rep sold the most this year
best rep this quarter
top 5 reps by won amount
worst rep by won amount this year
won amount by rep
won deals by rep last quarter
lost deals by rep this year
revenue by rep
revenue by owner this year
win rate by rep
win rate of Caleb Strand
win rate by rep this year
pipeline by rep
weighted pipeline by owner
pipeline of Caleb Strand
how much did Caleb Strand sell last quarter
how many deals did Caleb Strand win this year
how many deals did Dana Whitfield lose
Caleb Strand's open deals
Dana Whitfield's deals closing this quarter
how many open deals does Teresa Knox have
total amount of Caleb Strand's open deals
average deal size by rep
average deal size of Dana Whitfield
biggest deal of Caleb Strand
largest open deal by rep
open deals by owner
open opportunities per rep over 50k
deals created by rep this month
deals per rep
number of open deals per rep
number of accounts by owner
accounts of Caleb Strand
how many accounts does Dana Whitfield own
contacts of Dana Whitfield
leads by owner
leads of Teresa Knox
orders by rep this year
tasks of Caleb Strand
overdue tasks by owner
open tasks by rep
how many meetings did Caleb Strand have last week
events by owner this month
sales cycle by rep
sales cycle of Dana Whitfield
quota by rep
quota attainment of Caleb Strand this quarter
lost amount by owner last year
stale deals by rep
deals without next step by rep
deals without an amount by owner
reps with the most won deals
who won the most deals last quarter
who lost the most deals this year
compare the revenue of Caleb Strand and Dana Whitfield
""".strip().splitlines()


def read(text: str) -> Reading | NoReading:
    """What somebody at the top is told."""
    return READER.read(Asked(text=text, viewer=LEADER, now=NOW))


def test_e10_there_are_enough_of_each() -> None:
    """Fifty at least, all different."""
    assert len(set(USE)) >= 50
    assert len(set(SALES)) >= 50


@pytest.mark.parametrize("text", USE)
def test_e10_how_much_somebody_uses_it_is_not_told(text: str) -> None:
    """Whoever asks: it is declined, and what can be told instead is said."""
    found = read(text)
    assert isinstance(found, NoReading), found
    assert found.why is Why.REFUSED
    assert "missing in the records" in found.sentence


@pytest.mark.parametrize("text", SALES)
def test_e10_what_somebody_sold_is_told(text: str) -> None:
    """By the rights of whoever asks; that it is about a person changes nothing."""
    assert isinstance(read(text), Reading), read(text)
