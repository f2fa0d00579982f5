"""English words for numbers, magnitudes and currencies. A second language is a second such file."""

from handlers.understanding.language.tables import NumberWords

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
_TEENS = "fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

ENGLISH = NumberWords(
    small={word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split())}
    | {word: 10 * (value + 2) for value, word in enumerate(_TENS.split())},
    lone=frozenset({"one"}),
    hundred=frozenset({"hundred", "hundreds"}),
    scales={
        "k": 10**3, "thousand": 10**3, "thousands": 10**3, "grand": 10**3, "lakh": 10**5,
        "lakhs": 10**5, "m": 10**6, "mm": 10**6, "mn": 10**6, "mio": 10**6, "mil": 10**6,
        "mill": 10**6, "million": 10**6, "millions": 10**6, "crore": 10**7, "crores": 10**7,
        "b": 10**9, "bn": 10**9, "billion": 10**9, "billions": 10**9, "tn": 10**12,
        "trillion": 10**12, "dozen": 12, "dozens": 12,
    },
    article=frozenset({"a", "an"}),
    half=frozenset({"half"}),
    joiner=frozenset({"and"}),
    point=frozenset({"point"}),
    percent=frozenset({"percent", "per-cent", "pct"}),
    percent_pairs=frozenset({("per", "cent")}),
    currencies={
        "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "dollar": "USD",
        "dollars": "USD", "buck": "USD", "bucks": "USD", "euro": "EUR", "euros": "EUR",
        "pound": "GBP", "pounds": "GBP", "quid": "GBP", "sterling": "GBP", "yen": "JPY",
        "franc": "CHF", "francs": "CHF", "rupee": "INR", "rupees": "INR",
    },
    nations={
        ("us", "dollars"): "USD", ("u.s.", "dollars"): "USD", ("american", "dollars"): "USD",
        ("canadian", "dollars"): "CAD", ("australian", "dollars"): "AUD",
        ("swiss", "francs"): "CHF", ("british", "pounds"): "GBP", ("pounds", "sterling"): "GBP",
    },
    ordinals={word: value + 1 for value, word in enumerate(_ORDINALS.split())}
    | {"thirtieth": 30},
    ordinal_endings=frozenset({"st", "nd", "rd", "th"}),
)  # fmt: skip
