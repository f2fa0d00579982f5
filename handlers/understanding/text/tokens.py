"""A question cut into tokens: words, numbers, quoted names, addresses, record ids and signs.

Total and linear: any text gives tokens, none raises, and every pattern below is bounded, so that
forty thousand characters of anything take milliseconds.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from crm.names.spelling import plain


class Kind(StrEnum):
    """What a token is, by its shape alone."""

    WORD = "word"
    NUMBER = "number"
    SYMBOL = "symbol"
    EMAIL = "email"
    URL = "url"
    ID = "id"
    QUOTED = "quoted"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    `text` is as written (without the quotes, for a quoted one), `norm` is it casefolded, and
    `start`/`end` are positions in `plain(question)`, quotes included. The possessive ending, in
    `Acme's` and in `customers'`, is a word of its own with the norm `'s`. A number keeps its
    currency sign, its magnitude and its per cent sign (`$50K`, `20k€`, `37.5%`); a numeric date
    (`2026-11-05`, `5.11.2026`, `11/5/2026`, `2026-11`) is one number token as well.
    """

    text: str
    norm: str
    start: int
    end: int
    kind: Kind

    @property
    def parts(self) -> tuple[str, ...]:
        """The words of a hyphenated word: `("follow", "up")`; of any other, itself."""
        if self.kind is not Kind.WORD or "-" not in self.norm:
            return (self.norm,)
        return tuple(part for part in self.norm.split("-") if part)


_W = r"[^\W_]+(?:_+[^\W_]+)*"
_SIGN = "[$\u20ac\u00a3\u00a5\u20b9]"
CURRENCY_CODES = frozenset(
    ("usd", "eur", "gbp", "chf", "jpy", "cad", "aud", "nzd", "inr", "sek", "nok", "dkk", "pln",
     "czk", "huf", "brl", "mxn", "cny", "sgd", "hkd", "zar", "krw", "aed")
)  # fmt: skip
_CODE = "|".join(sorted(CURRENCY_CODES))
_AMOUNT = (
    r"(?:[0-9]{1,3}(?:[,.'][0-9]{2,3}){0,6}[,.'][0-9]{3}(?![0-9])(?:[.,][0-9]{1,6})?"
    r"|[0-9]+(?:[.,][0-9]+)?|\.[0-9]+)"
)
# A phone number by its signs alone: with its country, with a part in brackets, with a leading zero,
# or grouped as in 312 555 0142 and 555-0142. Round ones joined by a dash are from and to.
_GAP = r"[ ()./\-]{0,3}"
_TELEPHONE = (
    rf"(?:\+[0-9](?:{_GAP}[0-9]){{6,14}}"
    rf"|\((?!(?:19|20)[0-9]{{2}}\))\+?[0-9]{{1,5}}\)(?:{_GAP}[0-9]){{5,12}}"
    rf"|0(?!00)(?![0-9]\.[0-9]{{1,2}}\.)[0-9](?:{_GAP}[0-9]){{5,13}}"
    r"|(?:1[ .-])?[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{4}"
    r"|(?![0-9]{2}0[ -][0-9]{3}0)[0-9]{3}(?:-|\ (?!19|20))[0-9]{4})"
    r"(?:\ ?(?i:ext\.?|x)\ ?[0-9]{1,5})?(?![\w%-]|[.,/][0-9])"
)
_TOP_LEVEL = "com|net|org|io|co|ai|de|at|ch|fr|it|es|nl|be|uk|eu|us|biz|info|app|dev|cloud|example"
_PATTERN = re.compile(
    rf"""
      (?P<SPACE>\s+)
    | (?P<QUOTED>"[^"]+"|(?<!\w)'(?![\s0-9])[^'\n]{{1,60}}(?<!\s)'(?!\w))
    | (?P<URL>(?:https?://|www\.)[^\s<>"|]+)
    | (?P<EMAIL>[\w.+-]{{0,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}})
    | (?P<ID>(?=[^\W_]{{0,2}}[0-9])(?![1-9][0-9]{{14}}(?![^\W_]))
          [0-9A-Za-z]{{15}}(?:[0-9A-Za-z]{{3}})?(?![\w-])
        | \{{?[0-9a-fA-F]{{8}}(?:-[0-9a-fA-F]{{4}}){{3}}-[0-9a-fA-F]{{12}}(?!\w)\}}?)
    | (?P<DATE>[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}
          (?:T[0-9:.]{{4,15}}(?:Z|[+-][0-9:]{{4,6}})?)?(?![\w/])
        | (?:19|20)[0-9]{{2}}[-/](?:0[1-9]|1[0-2])(?![\w/-])
        | [0-9]{{1,2}}/[0-9]{{1,2}}(?:/[0-9]{{2,4}})?(?![\w/])
        | [0-9]{{1,2}}/(?:19|20)[0-9]{{2}}(?![\w/])
        | [0-9]{{4}}/[0-9]{{1,2}}/[0-9]{{1,2}}(?![\w/])
        | [0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:[0-9]{{4}}|[0-9]{{2}})(?![\w.])
        | [0-9]{{1,2}}-[0-9]{{1,2}}-[0-9]{{4}}(?!\w)
        | (?<!\w)'[0-9]{{2}}(?![\w']))
    | (?P<PHONE>{_TELEPHONE})
    | (?P<NUMBER>(?:(?:US|A|C|NZ)?{_SIGN}\ ?|(?i:{_CODE})(?=[0-9]))?{_AMOUNT}
        (?i:k|m|mm|mn|mio|mil|bn?|tn)?(?!\w|[-'&][^\W\d_])
        (?:%|{_SIGN}(?![0-9])|\ %|\ {_SIGN}(?!\ ?[0-9]))?)
    | (?P<WORD>(?:[^\W\d_]\.){{2,6}}s?(?!\w)
        | [wW]/o?(?=\s|$)
        | [^\W_]{{1,63}}(?:[.-][^\W_]{{1,63}}){{0,4}}\.(?i:{_TOP_LEVEL})(?![\w-])
        | {_W}(?:[-'&]{_W})*)
    | (?P<SYMBOL>>=|<=|!=|<>|==|->|=>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KINDS = {kind.name: kind for kind in Kind} | {"DATE": Kind.NUMBER}
_AFTER_ADDRESS = ".,;:!?)]}'"


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a text, in order. Never raises; time grows with the length, no faster."""
    shown = plain(text)
    tokens: list[Token] = []
    at, quoting = 0, False
    while found := _PATTERN.match(shown, at):
        kind = found.lastgroup or "SYMBOL"
        at = found.end()
        if kind == "URL":
            at = found.start() + len(found.group().rstrip(_AFTER_ADDRESS))
        if kind == "WORD":
            tokens += _words(shown, found.start(), at)
        elif kind != "SPACE":
            token = _token(shown, found.start(), at, _KINDS[kind])
            if token.norm == "'":
                quoting, token = _single_quote(shown, token, quoting)
            tokens.append(token)
    return tuple(tokens)


def _token(shown: str, start: int, end: int, kind: Kind) -> Token:
    text = shown[start:end].rstrip()
    end = start + len(text)
    if kind is Kind.QUOTED:
        text = text[1:-1].strip()
    return Token(text, text.casefold(), start, end, kind)


def _words(shown: str, start: int, end: int) -> tuple[Token, ...]:
    """A word, and its possessive ending as a word of its own."""
    if shown[start:end].casefold().endswith("'s") and end - start > 2:
        return (
            _token(shown, start, end - 2, Kind.WORD),
            Token(shown[end - 2 : end], "'s", end - 2, end, Kind.WORD),
        )
    return (_token(shown, start, end, Kind.WORD),)


def _single_quote(shown: str, quote: Token, quoting: bool) -> tuple[bool, Token]:
    """Whether a single quotation is open after this mark, and the mark: a possessive after s."""
    before = shown[quote.start - 1 : quote.start]
    if quoting:
        return not before.strip(), quote
    if before in ("s", "S", "x", "z"):
        return False, Token("'", "'s", quote.start, quote.end, Kind.WORD)
    return not before.strip(), quote


_NO_PLURALS = """
    sales series species news goods always perhaps towards besides yes less plus sms this does has
    was its his texas kansas dallas atlas canvas thomas james wales lens physics economics logistics
    analytics headquarters whereas unless across
"""
_SAME_IN_BOTH = frozenset(_NO_PLURALS.split())
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "ids": "id",
    "analyses": "analysis", "movies": "movie", "data": "data", "criteria": "criterion",
    "halves": "half", "salespeople": "salesperson", "salesmen": "salesman", "aes": "ae",
}  # fmt: skip
_FULL_ES = ("sses", "shes", "ches", "xes", "zes")


def stem(word: str) -> str:
    """An English word without its plural or possessive ending, casefolded.

    `opportunities` → `opportunity`, `addresses` → `address`; `status`, `business`, `sales` stay.
    """
    low = word.casefold().removesuffix("'s").rstrip("'")
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if len(low) < 4 or not low.endswith("s") or low in _SAME_IN_BOTH:
        return low
    if low.endswith(("ss", "us", "is")):
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(_FULL_ES) or (low.endswith("uses") and len(low) > 5 and low[-5] not in "oa"):
        return low[:-2]
    return low[:-1]
