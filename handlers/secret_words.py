"""Passwords and tokens that people paste where everybody may read them later."""

import re
from dataclasses import dataclass

MASK = "[removed]"

# By their published shapes: Slack (docs.slack.dev/authentication/tokens), GitHub
# (docs.github.com: "About authentication to GitHub"), AWS access keys, Google API keys, Stripe,
# Salesforce session ids (organisation id, "!", the rest), JSON web tokens (RFC 7519), PEM
# (RFC 7468). Every repetition is bounded, so that no text takes long.
_SHAPES = re.compile(
    r"""
      -----BEGIN[ ][A-Z ]{0,40}PRIVATE[ ]KEY-----[\s\S]{0,8000}?(?:-----END[A-Z ]{0,40}-----|\Z)
    | \b(?:xox[a-z]|xapp|xwfp)-[\w-]{8,400}
    | \b(?:gh[pousr]_|github_pat_|glpat-)[\w-]{10,255}
    | \b(?:AKIA|ASIA)[0-9A-Z]{16}\b
    | \bAIza[\w-]{30,60}
    | \b(?:sk|pk|rk|whsec)[-_][\w-]{16,255}
    | \b00D[0-9A-Za-z]{9,15}![\w.]{20,400}
    | \beyJ[\w-]{8,4000}\.[\w-]{4,4000}\.[\w-]{0,4000}
    | \bBearer\s{1,4}[\w.~+/=-]{8,4000}
    """,
    re.VERBOSE,
)
_NAMED = re.compile(
    r"""(?P<name>password|passwort|passwd|passphrase|passcode|pwd|secret|token|api[ _-]?key
        |access[ _-]?key|credentials?)
        (?P<is>["']?\s{0,3}(?::=|=>|[:=]|\s(?:is|ist|was|war)\s)\s{0,3})
        (?P<value>"[^"\n]{1,200}"|'[^'\n]{1,200}'|[^\s,;]{1,400})""",
    re.VERBOSE | re.IGNORECASE,
)
_IN_ADDRESS = re.compile(r"(?P<scheme>\b[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,80}):[^\s@/]{1,200}@")


@dataclass(frozen=True, slots=True)
class Masked:
    """The text without its secrets, and how many there were."""

    text: str
    found: int


def mask(text: str) -> Masked:
    """Takes out what looks like a password, key or token: the word that names it stays."""
    text, shapes = _SHAPES.subn(MASK, text)
    text, addresses = _IN_ADDRESS.subn(rf"\g<scheme>:{MASK}@", text)
    found = 0

    def named(match: re.Match[str]) -> str:
        nonlocal found
        if match["value"].startswith(MASK) or _is_prose(match):
            return match.group()
        found += 1
        return f"{match['name']}{match['is']}{MASK}"

    text = _NAMED.sub(named, text)
    return Masked(text, shapes + addresses + found)


def _is_prose(match: re.Match[str]) -> bool:
    """ "The password is wrong" names no password: after a verb, only what no word looks like."""
    verb = not any(sign in match["is"] for sign in ":=")
    return verb and match["value"].strip("\"'.!?").isalpha()
