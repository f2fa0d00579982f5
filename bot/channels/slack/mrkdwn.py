"""What a person wrote, freed of Slack's notation.

https://docs.slack.dev/messaging/formatting-message-text: `<@U…>` is a person, `<#C…|name>` a
channel, `<!here>` a call to all, `<address|label>` a link; & < > come escaped.
"""

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"<([@#!]?)([^<>|\s]+)(?:\|([^<>]*))?>")
_MOST_MENTIONS = 5


def mentioned(text: str) -> tuple[str, ...]:
    """The ids of the people it names, the first few."""
    found = (match[2] for match in _TOKEN.finditer(text) if match[1] == "@")
    return tuple(dict.fromkeys(found))[:_MOST_MENTIONS]


def plain(text: str, names: Mapping[str, str]) -> str:
    """The text as it was meant: people by `names` (by id; "" leaves them out), links by label."""

    def meant(match: re.Match[str]) -> str:
        sign, target, label = match[1], match[2], match[3] or ""
        match sign:
            case "@":
                return names.get(target, label)
            case "#":
                return f"#{label}" if label else ""
            case "!":
                return ""
        return label or target.removeprefix("mailto:")

    shown = _TOKEN.sub(meant, text)
    for escaped, char in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(escaped, char)
    return " ".join(word for word in shown.split(" ") if word).strip()
