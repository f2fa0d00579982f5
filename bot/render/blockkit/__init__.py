"""Block Kit: messages and modals for Slack.

What the CRM holds goes into rich text and plain text elements alone, which Slack does not parse;
only the fallback text is mrkdwn, and escaped. Send messages with `unfurl_links` and
`unfurl_media` off: an address in a value is not ours to open.
"""

from bot.render.blockkit.message import decode_press, message
from bot.render.blockkit.modal import errors, modal, submitted

__all__ = ["decode_press", "errors", "message", "modal", "submitted"]
