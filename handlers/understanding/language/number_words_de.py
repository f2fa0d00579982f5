"""German words for numbers, magnitudes and currencies."""

from handlers.understanding.language.tables import NumberWords

_ONES = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
]  # fmt: skip
_TENS = ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"]
_ORDINALS = [
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt",
    "elft", "zwölft",
]  # fmt: skip
_ARTICLE = ["ein", "eine", "einer", "einen", "einem"]


def _below_hundred() -> dict[str, int]:
    """`sieben`, `zwanzig`, `einundzwanzig`."""
    found = {word: value for value, word in enumerate(_ONES)}
    for tens, word in enumerate(_TENS, start=2):
        found[word] = 10 * tens
        for one, small in enumerate(_ONES[1:10], start=1):
            found[f"{small.removesuffix('s') if one == 1 else small}und{word}"] = 10 * tens + one
    return found


def _joined() -> dict[str, int]:
    """Those, and what is written in one word with them: `zweihundert`, `fünfzigtausend`."""
    small = _below_hundred()
    counts = {word: value for word, value in small.items() if value > 1} | {"ein": 1}
    hundreds = {f"{word}hundert": value * 100 for word, value in counts.items() if value < 10}
    thousands = {f"{word}tausend": value * 1000 for word, value in {**counts, **hundreds}.items()}
    return _spelled(small | hundreds | thousands)


def _spelled(words: dict[str, int]) -> dict[str, int]:
    """Each also without its umlauts and casefolded: `fuenf`, `dreissig`."""
    found: dict[str, int] = {}
    for word, value in words.items():
        low = word.casefold()
        found[low] = found[low.replace("ü", "ue").replace("ö", "oe")] = value
    return found


GERMAN = NumberWords(
    small=_joined() | dict.fromkeys(_ARTICLE, 1),
    lone=frozenset({"eins", *_ARTICLE}),
    hundred=frozenset({"hundert"}),
    scales={
        "k": 10**3, "tsd": 10**3, "t": 10**3, "tausend": 10**3, "m": 10**6, "mio": 10**6,
        "million": 10**6, "millionen": 10**6, "mrd": 10**9, "milliarde": 10**9,
        "milliarden": 10**9, "dutzend": 12,
    },
    article=frozenset(_ARTICLE),
    half=frozenset({"halbe", "halben", "halber"}),
    joiner=frozenset({"und"}),
    point=frozenset({"komma"}),
    percent=frozenset({"prozent"}),
    percent_pairs=frozenset(),
    currencies={
        "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "euro": "EUR", "euros": "EUR",
        "dollar": "USD", "pfund": "GBP", "franken": "CHF", "yen": "JPY",
    },
    nations={("schweizer", "franken"): "CHF", ("us", "dollar"): "USD"},
    ordinals=_spelled(
        {
            f"{word}{ending}": value
            for value, word in enumerate(_ORDINALS, start=1)
            for ending in ("e", "en", "er", "es")
        }
    ),
    ordinal_endings=frozenset({"ter", "te", "ten"}),
)  # fmt: skip
