"""Yes or no in a line, with the records that show it."""

from decimal import Decimal

from handlers.asking.answered import Answered
from handlers.speech import say
from handlers.wording import number, plural


def verdict(answered: Answered) -> str:
    """The title of the answer to a yes/no question that found records."""
    name = answered.records[0].name
    if answered.true_of is None:
        found = plural(answered.total, say("record"), say("records"))
        said = say("Yes, {what}", what=found) if answered.value else say("No, {what}", what=found)
        return f"{said}: {name}" if answered.total == 1 else said
    if answered.all == 1:
        return f"{say('Yes') if answered.value else say('No')}: {name}"
    every, true_of = number(Decimal(answered.all)), number(Decimal(answered.true_of))
    others = number(Decimal(answered.all - answered.true_of))
    if answered.value:
        return say("Yes, all {count}", count=every)
    if not answered.true_of:
        return say("No, none of {count}", count=every)
    if answered.total == answered.true_of:
        return say("No, only {some} of {count}", some=true_of, count=every)
    return say("No, all but {some} of {count}", some=others, count=every)
