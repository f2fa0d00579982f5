"""Words as people type them: text, yes or no, a picklist's value, e-mail, phone, web address."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from hashlib import sha256

from crm.names.spelling import folded, plain
from handlers.errors import EntryError

# The limits of Salesforce's Text (255) and Long Text Area (32,768) fields.
LINE = 255
PAGE = 32_000
_YES = frozenset({"yes", "y", "true", "on", "1", "yep", "yeah", "ja", "oui", "si", "checked"})
_NO = frozenset({"no", "n", "false", "off", "0", "nope", "nein", "non", "unchecked"})
_BETWEEN = re.compile(r"[\s/&,()-]+")
_DIGEST = re.compile("#[0-9a-f]{32}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_HOST = r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}"
_URL = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#]\S*)?", re.IGNORECASE)
_EMAIL = re.compile(rf"[^\s@<>\"(),:;\[\]]{{1,64}}@{_HOST}")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


def read_line(text: str) -> str:
    """One line of text: control characters gone, runs of blanks made one."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    if len(line) > LINE:
        raise EntryError(f"That is {len(line):,} characters; this field takes {LINE}.")
    return line


def read_page(text: str) -> str:
    """Text with its line breaks."""
    page = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(page) > PAGE:
        raise EntryError(f"That is {len(page):,} characters; this field takes {PAGE:,}.")
    return page


def read_yes(text: str) -> bool:
    """Yes or no, in the usual spellings."""
    word = folded(text).strip(" .!")
    if word in _YES or word in _NO:
        return word in _YES
    raise EntryError("Please answer yes or no.")


def read_choice(text: str, choices: Sequence[str]) -> str:
    """One of `choices`, in any case, by its beginning or by a word of it where only one fits.

    A picklist whose values are not known (no `choices`) takes any line.
    """
    if not choices:
        return read_line(text)
    if text.strip() in choices:
        return text.strip()
    if _DIGEST.fullmatch(text):
        return _by_digest(text, choices)
    wanted = " ".join(folded(text).split())
    by_spelling: dict[str, str] = {}
    for choice in choices:
        by_spelling.setdefault(folded(choice), choice)
    if wanted in by_spelling:
        return by_spelling[wanted]
    begun = [choice for low, choice in by_spelling.items() if low.startswith(wanted)]
    within = [choice for low, choice in by_spelling.items() if wanted in _BETWEEN.split(low)]
    fits = begun or within
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise EntryError(f"That could be {_named(fits)}. Which one?")
    near = get_close_matches(wanted[:LINE], by_spelling, n=3, cutoff=0.6)
    if near:
        raise EntryError(f"No such value; did you mean {_named([by_spelling[n] for n in near])}?")
    raise EntryError(f"No such value; there are {_named(choices)}.")


def _by_digest(digest: str, choices: Sequence[str]) -> str:
    """The choice too long for a client to carry: it comes back as # and part of its SHA-256."""
    for choice in choices:
        if sha256(choice.encode(errors="surrogatepass")).hexdigest()[:32] == digest[1:]:
            return choice
    raise EntryError(f"No such value; there are {_named(choices)}.")


def _named(choices: Sequence[str]) -> str:
    more = f" and {len(choices) - 6} more" if len(choices) > 6 else ""
    return ", ".join(choices[:6]) + more


def read_email(text: str) -> str:
    """An e-mail address, without the mailto: and brackets a chat puts around it."""
    address = plain(text).strip().strip("<>").removeprefix("mailto:").partition("|")[0]
    if len(address) > LINE or not _EMAIL.fullmatch(address):
        raise EntryError("That isn't an e-mail address, e.g. kim@example.com.")
    return address


def read_phone(text: str) -> str:
    """A phone number as written, if it has the digits of one (ITU E.164: at most 15)."""
    number = read_line(plain(text))
    digits = sum(char.isdigit() for char in number)
    if not 5 <= digits <= 20 or len(number) > 40:
        raise EntryError("That isn't a phone number, e.g. +1 415 555 0100.")
    return number


def read_url(text: str) -> str:
    """An http(s) address; https is put before one without a scheme."""
    address = plain(text).strip().strip("<>").partition("|")[0]
    if not _SCHEME.match(address):
        address = f"https://{address}"
    if len(address) > LINE or not _URL.fullmatch(address):
        raise EntryError("That isn't a web address, e.g. https://example.com.")
    return address
