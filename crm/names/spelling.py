"""One spelling for what people paste and type, so that equal-looking texts are equal.

Two strengths:

- `plain` keeps case, accents and meaning; it only removes what the eye cannot see or tell apart
  (zero-width and bidirectional marks, curly quotes, full-width letters, a Cyrillic `а` in `Acme`).
- `folded` goes on to what a person leaves out when typing in a hurry: case and accents.
"""

import re
import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63\uff0d"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u275d\u275e\u301d\u301e\uff02"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u2039\u203a\u02bc\u00b4\u0060\uff07"

_SAME_LOOK = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u04bb\u051d\u043a"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
    "\u03bf\u03b1\u03bd\u03b9\u03c1\u03c5\u03ba"
    "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
    "aeopcyxijsdqhwk" + "ABEKMHOPCTYXIJS" + "oavipuk" + "ABEZHIKMNOPTYX",
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z0-9\u00c0-\u024f]")
_WORD = re.compile(r"[\w\u0300-\u036f]+")  # an accent of its own belongs to its letter
_NOT_ACCENTED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d"}
_PLAINER = str.maketrans(_NOT_ACCENTED | {"þ": "th"})


def _sign(code: int) -> str | None:
    """What one character becomes before anything else, or None where it stays."""
    char = chr(code)
    if char in _DASHES:
        return "-"
    if char in _DOUBLE_QUOTES:
        return '"'
    if char in _SINGLE_QUOTES:
        return "'"
    if char in "\u2014\u2015":
        return " - "
    kind = unicodedata.category(char)
    if kind == "Cf" or "\ufe00" <= char <= "\ufe0f":
        return ""
    return " " if kind in ("Cc", "Zl", "Zp", "Cs", "Co") else None


class _Signs(dict[int, str | None]):
    """A translation table that asks `_sign` once for each character ever met."""

    def __missing__(self, code: int) -> str | None:
        found = _sign(code)
        self[code] = found if found is not None else chr(code)
        return self[code]


_SIGNS = _Signs()


def plain(text: str) -> str:
    """The text as the eye sees it: NFKC, straight quotes, no invisible marks, one script a word.

    Idempotent. Characters keep their order; the length may differ from the text's.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    if not _FOREIGN.search(shown):
        return shown
    return unicodedata.normalize("NFKC", _WORD.sub(_one_script, shown))


def _one_script(word: re.Match[str]) -> str:
    """A word whose foreign letters all look Latin, beside truly Latin ones, in Latin."""
    text = word.group()
    if not _FOREIGN.search(text) or not _LATIN.search(text):
        return text
    latin = text.translate(_SAME_LOOK)
    return text if _FOREIGN.search(latin) else latin


def folded(text: str) -> str:
    """`plain`, without case and accents: `Café Müller` → `cafe muller`, `Weiß` → `weiss`."""
    low = plain(text).casefold()
    if low.isascii():
        return low
    apart = unicodedata.normalize("NFD", low.translate(_PLAINER))
    bare = "".join(char for char in apart if unicodedata.category(char) != "Mn")
    return plain(unicodedata.normalize("NFC", bare))  # what lost its accent may look Latin now


_INSIDE = re.compile("['.\u00b7]")
_BETWEEN = re.compile(r"[\W_]+")
_UMLAUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_UMLAUTS = str.maketrans(_UMLAUT)


def words(text: str) -> str:
    """The words of a name, folded, with one space between: `"O'Brien & Co."` → `"obrien and co"`.

    Apostrophes and dots close up (`"A.G."` is `"ag"`), every other mark parts two words.
    """
    low = folded(text).replace("&", " and ").replace("+", " and ")
    return " ".join(_BETWEEN.sub(" ", _INSIDE.sub("", low)).split())


def spellings(text: str) -> tuple[str, ...]:
    """The ways in which the words of a name are written, the plainest first.

    Umlauts have two, `muller` and `mueller`; letters joined by a sign too, `at and t` and `att`.
    """
    found = [words(text)]
    if not text.isascii():
        found.append(words(plain(text).casefold().translate(_UMLAUTS)))
    if "&" in text or "+" in text:
        found.append(words(_TIED.sub("", text)))
    return tuple(dict.fromkeys(found))


_TIED = re.compile(r"(?<=\w)[&+](?=\w)")
_SIMPLE = re.compile(r"[^a-z0-9\n]+")
_AT_ONCE = 256


def all_words(texts: list[str]) -> list[str]:
    """`words` of every text, many plain ones at a time."""
    parts = (texts[at : at + _AT_ONCE] for at in range(0, len(texts), _AT_ONCE))
    return [line for part in parts for line in _all_words(part)]


def _all_words(texts: list[str]) -> list[str]:
    joined = "\n".join(texts)
    if not joined.isascii() or joined.count("\n") != len(texts) - 1:
        return [words(text) for text in texts]
    low = _INSIDE.sub("", joined.lower()).replace("&", " and ").replace("+", " and ")
    return [line.strip() for line in _SIMPLE.sub(" ", low).split("\n")]
