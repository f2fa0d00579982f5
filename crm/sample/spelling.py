"""Names as they are written elsewhere: in addresses, and in the names of deals."""

import re
from unicodedata import normalize

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"})
_LEGAL_FORM = re.compile(r" (Inc\.|Co\.|Ltd|GmbH|AG|AB|AS|A/S|ApS)$")


def plain(text: str) -> str:
    """Small letters, digits and hyphens only: `Jürgen` is `juergen`, `O'Hare` is `ohare`."""
    spelled = normalize("NFC", text).lower().translate(_SPELLED_OUT)
    letters = normalize("NFKD", spelled).replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[^\x00-\x7f]", "", letters)).strip("-")


def everyday(name: str) -> str:
    """A firm's name as people say it, without its legal form."""
    return _LEGAL_FORM.sub("", name)


def domain(name: str) -> str:
    """The internet domain of a firm, where nothing real can ever be: RFC 2606 keeps `.example`."""
    return f"{plain(everyday(name))}.example"
