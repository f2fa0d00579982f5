"""Numbers and amounts as people type them: "20k", "$1.2m", "20.000,50", "twenty thousand".

A mark that could be a decimal mark or a thousands mark is asked about, never guessed: where a point
parts decimals, "1.200" dollars are either twelve hundred or a slip.
"""

import re
from dataclasses import replace
from decimal import Decimal

from crm.money import LARGEST, Money
from crm.names.spelling import plain
from handlers.errors import EntryError
from handlers.understanding.language.numbers import Number
from handlers.understanding.language.numbers import read_number as read_tokens
from handlers.understanding.text.tokens import tokenise

_TOO_LONG = 60
_DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN"})
_WITHOUT_CENTS = frozenset({"JPY", "KRW", "VND", "CLP", "ISK"})
_ABOUT = re.compile(r"^(?:about|around|roughly|approx\.?|ca\.?|~|\+)\s*", re.IGNORECASE)
_SPACED = re.compile(r"(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")
# Not before a magnitude: "1.200k" leaves no doubt.
_ONE_MARK = re.compile(r"(?<![0-9.,'])([0-9]+)([.,])([0-9]+)(?![0-9.,']|\s?[kmb])", re.IGNORECASE)


def read_number(text: str, *, decimal_comma: bool) -> Decimal:
    """A plain number; raises EntryError for anything else, a currency or a per cent sign included.

    With `decimal_comma`, "1.200" is twelve hundred; without, it is 1.2.
    """
    number = _number(text, "a number", "for example 12 or 3.5", comma=decimal_comma)
    if number.currency or number.percent:
        raise EntryError("Just the number, please, without a unit.")
    return _bounded(number.value)


def read_percent(text: str, *, decimal_comma: bool) -> Decimal:
    """Per cent: "37.5" and "37.5 %" are both 37.5; raises EntryError."""
    number = _number(text, "a percentage", "for example 40 or 37.5", comma=decimal_comma)
    if number.currency:
        raise EntryError("That isn't a percentage; write it as 40 or 37.5.")
    return _bounded(number.value)


def read_money(text: str, *, currency: str, decimal_comma: bool) -> Money:
    """An amount in `currency`, which may be named, but no other; raises EntryError."""
    number = _number(text, "an amount", "for example 20k or 20,000", comma=decimal_comma)
    if number.percent:
        raise EntryError("That is a percentage; this field takes an amount.")
    if not _means(number.currency, text, currency):
        raise EntryError(f"This amount is kept in {currency}; please give it in {currency}.")
    _one_meaning(text, comma=decimal_comma)
    cents = Decimal(1) if currency in _WITHOUT_CENTS else Decimal("0.01")
    if _bounded(number.value) % cents:
        raise EntryError(f"The smallest amount in {currency} is {cents}; please round it.")
    return Money(number.value, currency)


def _number(text: str, what: str, example: str, *, comma: bool) -> Number:
    """The one number that the whole text is; below zero in brackets, as accountants write it."""
    shown, negative = plain(text).strip(), False
    if shown.startswith("(") and shown.endswith(")"):
        shown, negative = shown[1:-1], True
    tokens = tokenise(_bare(shown)) if len(shown) <= _TOO_LONG else ()
    number = read_tokens(tokens, 0, decimal_comma=comma, lone_one=True)
    if number is None or number.length != len(tokens):
        raise EntryError(f"That isn't {what} I can read, {example}.")
    return replace(number, value=-abs(number.value)) if negative else number


def _bare(text: str) -> str:
    """Without "about", without blanks between thousands, without a full stop at the end."""
    return _SPACED.sub("", _ABOUT.sub("", plain(text).strip(), count=1)).rstrip(" .")


def _bounded(number: Decimal) -> Decimal:
    if abs(number) > LARGEST:
        raise EntryError("That number is too large to be meant.")
    return number


def _one_meaning(text: str, *, comma: bool) -> None:
    """Refuses the amount with one mark that reads either way: "1.200" and "20,50" among points."""
    found = _ONE_MARK.search(_bare(text))
    if found is None:
        return
    head, mark, after = found.groups()
    here = "," if comma else "."
    thousands = len(after) == 3 and len(head) <= 3 and not head.startswith("0")
    if thousands == (mark != here) or (mark == "." and not thousands):
        return
    raise EntryError(f"{head}{mark}{after} could be {head}{after} or {head}{here}{after}: which?")


def _means(named: str | None, text: str, currency: str) -> bool:
    """Whether that is the currency named; a "$" or "dollars" alone means the dollars kept here."""
    if named == "USD" and "US" not in text.upper():
        return currency in _DOLLARS
    return named in (None, currency)
