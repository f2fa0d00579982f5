"""German endings: what Kunde, Kunden, offene, offenen or Auftrag, Aufträge have in common."""

_PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_WRITTEN_OUT = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_SHORTEST = 3
_PLURAL_ENDINGS = ("e", "en", "er", "ern", "s")
_SINGULAR = (
    "kunde",
    "chance",
    "aufgabe",
    "anfrage",
    "quote",
    "kollege",
    "verkäufer",
    "vertriebler",
)


def german_stem(word: str) -> str:
    """A German word without umlauts and without its endings in e, n, s and m, casefolded.

    `Aufträge` and `Auftraege` → `auftrag`, `Kunde` and `Kunden` → `kund`. Endings in r stay, so
    that `Verkäufer` is not `Verkauf`; the words list such forms one by one.
    """
    low = word.casefold().removesuffix("'s").translate(_PLAIN)
    for written, plain in _WRITTEN_OUT:
        low = low.replace(written, plain)
    while len(low) > _SHORTEST and low[-1] in "ensm":
        low = low[:-1]
    return low


def is_german_singular(word: str) -> bool:
    """Whether a noun as written names a single thing; of what could be either, sellers are one."""
    low = word.casefold()
    return low.endswith(_SINGULAR) or not low.endswith(_PLURAL_ENDINGS)
