"""How long things may be on Slack and Teams, how length is counted, and how a text is cut.

Sources: slack_sdk.models and docs.slack.dev/reference/block-kit for Block Kit; msteams-docs,
bots/how-to/format-your-bot-messages for the size of a message in Teams.
"""

import json
import unicodedata
from typing import Any

Json = dict[str, Any]

ELLIPSIS = "…"

# Slack, messages
BLOCKS = 50
MESSAGE = 13_200  # undocumented and met as `msg_blocks_too_long`: slackapi/bolt-js#2509 and #2867
FALLBACK = 1_500  # of 4,000: it is read aloud, and counted into MESSAGE
HEADER = 150
CONTEXT = 600  # of 3,000: a footer is small print
ACTIONS = 25
BUTTON = 75
BUTTON_VALUE = 2_000
# Slack, modals
VIEW = 250_000
VIEW_TITLE = 24
INPUT_LABEL = 150  # of 2,000: longer is no label
INPUT_HINT = 300
PLAIN_INPUT = 3_000
OPTIONS = 100
OPTION = 75
OPTION_VALUE = 150
PRIVATE_METADATA = 3_000
# Teams
CARD_BYTES = 80 * 1024  # of 100 KB, counted as UTF-16
# What a person still reads in a chat
TITLE = 300
RUN = 2_000
CELL = 255

_SKIN_TONES = range(0x1F3FB, 0x1F400)


def units(text: str) -> int:
    """Length in UTF-16 code units, as JavaScript counts: an emoji is two. Never below `len`."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def size(value: object) -> int:
    """Length of a value as JSON in UTF-16 code units; that of its sender may be no wider."""
    return units(json.dumps(value, ensure_ascii=False))


def cut(text: str, limit: int) -> str:
    """The text, or its beginning and "…" within the limit, never in the middle of a character."""
    if units(text) <= limit:
        return text
    raw = text.encode("utf-16-le")[: 2 * (limit - 1)]
    end = len(raw.decode("utf-16-le", errors="ignore"))
    whole = end
    while whole and _continues(text, whole):
        whole -= 1
    return text[: whole or end].rstrip() + ELLIPSIS


def _continues(text: str, at: int) -> bool:
    """Whether the character at an index belongs to the one before it."""
    char = text[at]
    joins = char == "\u200d" or text[at - 1] == "\u200d"
    return joins or unicodedata.category(char).startswith("M") or ord(char) in _SKIN_TONES
