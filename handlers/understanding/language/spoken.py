"""Numbers in words: `twenty`, `fifty-five`, `two hundred and fifty thousand`, `half a million`."""

from collections.abc import Sequence
from decimal import Decimal

from handlers.understanding.language.tables import NumberWords
from handlers.understanding.text.tokens import Kind, Token

Found = tuple[Decimal, int]  # a value, and how many tokens it took


def in_words(
    tokens: Sequence[Token], at: int, words: NumberWords, *, joined: bool = True
) -> Found | None:
    """The number in words that begins with the token `at`, and its length in tokens, or None.

    Magnitudes fall from left to right, so that in `fifty thousand and one million` the second
    number is left for the next reading.
    """
    total, length, ceiling = Decimal(0), 0, Decimal("Infinity")
    while group := _group(tokens, at + length, words, joined):
        value, taken = group
        scale = _scale(tokens, at + length + taken, words)
        if scale is None:
            fits = value < ceiling
            return (total + value, length + taken) if fits else _if_any(total, length)
        if scale >= ceiling:
            break
        total, length, ceiling = total + value * scale, length + taken + 1, Decimal(scale)
        if joined and _norm(tokens, at + length) in words.joiner:
            return _with_rest(tokens, at, (total, length), words)
    return _if_any(total, length)


def _if_any(total: Decimal, length: int) -> Found | None:
    return (total, length) if length else None


def _with_rest(tokens: Sequence[Token], at: int, so_far: Found, words: NumberWords) -> Found:
    """The number with what follows an "and": only if that is no number of thousands itself."""
    total, length = so_far
    rest = _group(tokens, at + length + 1, words, joined=True)
    if rest is None or _scale(tokens, at + length + 1 + rest[1], words) is not None:
        return so_far
    return total + rest[0], length + 1 + rest[1]


def _norm(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].norm if at < len(tokens) and tokens[at].kind is Kind.WORD else ""


def _scale(tokens: Sequence[Token], at: int, words: NumberWords) -> int | None:
    return words.scales.get(_norm(tokens, at))


def _group(tokens: Sequence[Token], at: int, words: NumberWords, joined: bool) -> Found | None:
    """What stands before a magnitude: below a thousand, a decimal, `a` or `half a`."""
    first = _small(tokens, at, words) or _article(tokens, at, words)
    if first is None:
        return None
    value, length = first
    if _norm(tokens, at + length) in words.hundred:
        return _hundreds(tokens, at, (value * 100, length + 1), words, joined)
    return _with_decimals(tokens, at, first, words)


def _article(tokens: Sequence[Token], at: int, words: NumberWords) -> Found | None:
    """`a` and `half a`, where a magnitude follows."""
    value, length = Decimal(1), 0
    if _norm(tokens, at) in words.half:
        value, length = Decimal("0.5"), 1
    if _norm(tokens, at + length) in words.article:
        length += 1
    counted = length and words.scale(_norm(tokens, at + length)) is not None
    return (value, length) if counted else None


def _small(tokens: Sequence[Token], at: int, words: NumberWords) -> Found | None:
    """A number below a hundred: `five`, `twenty`, `twenty-five`, `twenty five`."""
    parts = tokens[at].parts if _norm(tokens, at) else ()
    values = [words.small.get(part, -1) for part in parts]
    if len(values) == 2 and values[0] >= 20 and 0 < values[1] < 10:
        return Decimal(sum(values)), 1
    if len(values) != 1 or values[0] < 0:
        return None
    ones = words.small.get(_norm(tokens, at + 1), 0)
    if values[0] >= 20 and 0 < ones < 10:
        return Decimal(values[0] + ones), 2
    return Decimal(values[0]), 1


def _hundreds(
    tokens: Sequence[Token], at: int, so_far: Found, words: NumberWords, joined: bool
) -> Found:
    """`two hundred` with its `fifty` or `and fifty`, unless that counts hundreds itself."""
    value, length = so_far
    gap = 1 if joined and _norm(tokens, at + length) in words.joiner else 0
    rest = _small(tokens, at + length + gap, words)
    if rest is None or _norm(tokens, at + length + gap + rest[1]) in words.hundred:
        return so_far
    return value + rest[0], length + gap + rest[1]


def _with_decimals(tokens: Sequence[Token], at: int, so_far: Found, words: NumberWords) -> Found:
    """`one point five`."""
    value, length = so_far
    if _norm(tokens, at + length) not in words.point:
        return so_far
    digits = ""
    while (digit := words.small.get(_norm(tokens, at + length + 1 + len(digits)), 10)) < 10:
        digits += str(digit)
    return (value + Decimal(f"0.{digits}"), length + 1 + len(digits)) if digits else so_far
