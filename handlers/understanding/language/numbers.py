"""Amounts, counts and ordinals, in digits and in words.

The words of a language are a `NumberWords`; English is the default.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from handlers.understanding.language.number_words_en import ENGLISH
from handlers.understanding.language.spoken import in_words
from handlers.understanding.language.tables import NumberWords
from handlers.understanding.text.tokens import CURRENCY_CODES, Kind, Token


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how many tokens it took.

    `currency` is an ISO 4217 code where one was written. `percent` says that a per cent sign was;
    the value is then 37.5 for 37.5 %. `scale` is what a magnitude multiplied it by: 1000 for 50k.
    """

    value: Decimal
    currency: str | None
    percent: bool
    length: int
    scale: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in a row, from 1, and how many tokens it took."""

    value: int
    length: int


_SHAPE = re.compile(
    r"(?P<before>(?:us|a|c|nz)?[$€£¥₹] ?|[a-z]{3})?(?P<amount>[0-9.][0-9.,']*)(?P<scale>[a-z]+)?"
    r"(?P<after> ?[%$€£¥₹])?"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'][0-9]{2,3})*[.,'][0-9]{3}")
_THREE_MORE = re.compile(r"[0-9]{3}(?![0-9.,'])")
_DOLLARS = {"us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD"}
_LONGEST = 30


def read_number(
    tokens: Sequence[Token],
    at: int,
    *,
    words: NumberWords = ENGLISH,
    decimal_comma: bool = False,
    lone_one: bool = False,
    joined: bool = True,
) -> Number | None:
    """The number that begins with the token `at`, as long as it goes, or None.

    `1,000` is a thousand unless `decimal_comma` says that a comma parts the decimals; where the
    digits leave no doubt (`1.000,50`, `1,5`) they decide. A lone "one" is a number only with
    `lone_one`. With `joined=False` an "and" ends it, as between two numbers. A date is none.
    """
    if not 0 <= at < len(tokens):
        return None
    return (
        _signed(tokens, at, words, decimal_comma)
        or _in_digits(tokens, at, words, decimal_comma)
        or _in_words(tokens, at, words, lone_one, joined)
    )


def read_ordinal(
    tokens: Sequence[Token], at: int, *, words: NumberWords = ENGLISH
) -> Ordinal | None:
    """The ordinal that begins with the token `at`: `third`, `3rd`, `twenty-first`; or None."""
    if not 0 <= at < len(tokens) or tokens[at].kind is not Kind.WORD:
        return None
    spoken = [part for token in tokens[at : at + 2] for part in token.parts]
    lengths = [1] * len(tokens[at].parts) + [2] * 2
    digits = spoken[0].rstrip("abcdefghijklmnopqrstuvwxyz.")
    if digits.isdecimal() and digits.isascii() and len(digits) <= 4:
        ending = spoken[0][len(digits) :]
        return Ordinal(int(digits), 1) if ending in words.ordinal_endings else None
    if spoken[0] in words.ordinals and len(tokens[at].parts) == 1:
        return Ordinal(words.ordinals[spoken[0]], 1)
    tens, ones = words.small.get(spoken[0], 0), words.ordinals.get(" ".join(spoken[1:2]), 0)
    if tens >= 20 and 0 < ones < 10:
        return Ordinal(tens + ones, lengths[1])
    return None


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if 0 <= at < len(tokens) else ""


def _signed(
    tokens: Sequence[Token], at: int, words: NumberWords, decimal_comma: bool
) -> Number | None:
    """A number behind a minus sign or a currency that stands apart: `-5`, `EUR 20,000`."""
    token = tokens[at]
    follows = _in_digits(tokens, at + 1, words, decimal_comma)
    if follows is None:
        return None
    if token.norm == "-" and tokens[at + 1].start == token.end:
        clear = at == 0 or tokens[at - 1].end < token.start
        return replace(follows, value=-follows.value, length=follows.length + 1) if clear else None
    currency = _code(token) or (words.currencies.get(token.norm) if len(token.norm) == 1 else None)
    if currency is None or follows.currency is not None or follows.percent:
        return None
    return replace(follows, currency=currency, length=follows.length + 1)


def _code(token: Token) -> str | None:
    return token.norm.upper() if token.norm in CURRENCY_CODES else None


def _in_digits(
    tokens: Sequence[Token], at: int, words: NumberWords, decimal_comma: bool
) -> Number | None:
    if at >= len(tokens) or tokens[at].kind is not Kind.NUMBER:
        return None
    text, length = _with_spaced_groups(tokens, at)
    shape = _SHAPE.fullmatch(text)
    value = _amount(shape["amount"], decimal_comma) if shape else None
    if shape is None or value is None or (shape["scale"] or "k") not in words.scales:
        return None
    before, after = (shape["before"] or "").strip(), (shape["after"] or "").strip()
    if len(before) == 3 and before.isalpha():
        currency: str | None = before.upper()
    else:
        currency = _DOLLARS.get(before) or words.currencies.get(before or after)
    scale = words.scales[shape["scale"]] if shape["scale"] else 1
    number = Number(value * scale, currency, after == "%", length, scale)
    return _tail(tokens, at, number, words)


def _with_spaced_groups(tokens: Sequence[Token], at: int) -> tuple[str, int]:
    """The digits of a number whose thousands are parted by spaces, and its length in tokens."""
    text, length = tokens[at].norm, 1
    if not re.fullmatch(r"(?:[a-z]*[$€£¥₹] ?)?[1-9][0-9]{0,2}", text):
        return text, length
    while at + length < len(tokens):
        more = tokens[at + length]
        if more.kind is not Kind.NUMBER or more.start != tokens[at + length - 1].end + 1:
            break
        if not _THREE_MORE.match(more.norm) or not text[-1].isdecimal():
            break
        text, length = text + more.norm, length + 1
    return text, length


def _amount(digits: str, decimal_comma: bool) -> Decimal | None:
    """The value of digits with separators, or None where they are not set as in a number."""
    digits = digits.replace("'", "")
    signs = [char for char in digits if char in ".,"]
    if len(digits) > _LONGEST:
        return None
    if len(set(signs)) == 2:
        group, point = signs[0], signs[-1]
        whole, _, rest = digits.rpartition(point)
        return _decimal(whole.replace(group, ""), rest)
    if not signs:
        return _decimal(digits, "")
    grouping = len(signs) > 1 or (signs[0] == ".") is decimal_comma
    if grouping and _GROUPED.fullmatch(digits) and not digits.startswith("0"):
        return _decimal(digits.replace(signs[0], ""), "")
    whole, _, rest = digits.partition(signs[0])
    return _decimal(whole, rest)


def _decimal(whole: str, rest: str) -> Decimal | None:
    if not (whole + rest).isdecimal():
        return None
    return Decimal(f"{whole or '0'}.{rest}") if rest else Decimal(whole)


def _tail(tokens: Sequence[Token], at: int, number: Number, words: NumberWords) -> Number:
    """The number with what follows it: magnitudes, `percent`, a currency."""
    value, length, whole = number.value, number.length, number.scale
    while (scale := words.scale(_norm(tokens, at + length))) and not number.percent:
        value, length, whole = value * scale, length + 1, whole * scale
    following = _norm(tokens, at + length), _norm(tokens, at + length + 1)
    number = replace(number, value=value, length=length, scale=whole)
    if following in words.nations and number.currency is None:
        return replace(number, currency=words.nations[following], length=length + 2)
    if following in words.percent_pairs:
        return replace(number, percent=True, length=length + 2)
    if following[0] in words.percent or following[0] == "%":
        return replace(number, percent=True, length=length + 1)
    return _with_currency(tokens, at, number, words)


def _with_currency(tokens: Sequence[Token], at: int, number: Number, words: NumberWords) -> Number:
    """The number with the currency written after it, where none was before or the same was."""
    last = at + number.length
    if last >= len(tokens) or number.percent:
        return number
    currency = words.currencies.get(tokens[last].norm) or _code(tokens[last])
    if currency is None or number.currency not in (None, currency):
        return number
    return replace(number, currency=currency, length=number.length + 1)


def _in_words(
    tokens: Sequence[Token], at: int, words: NumberWords, lone_one: bool, joined: bool
) -> Number | None:
    found = in_words(tokens, at, words, joined=joined)
    if found is None or (found[1] == 1 and tokens[at].norm in words.lone and not lone_one):
        return None
    scale = words.scale(_norm(tokens, at + found[1] - 1)) or 1
    return _tail(tokens, at, Number(found[0], None, False, found[1], scale), words)
