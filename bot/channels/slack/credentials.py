"""What Crumb needs to be let in at a Slack workspace."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

SLACK_API: Final = "https://slack.com/api/"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Credentials:
    """The bot token; the signing secret for requests over HTTP; the app token for Socket Mode.

    `api_url` is where Slack's Web API is: another address is for a stand-in on this machine.
    Raises ValueError, in words for whoever set it.
    """

    bot_token: str = field(repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    api_url: str = SLACK_API

    def __post_init__(self) -> None:
        if not self.bot_token.startswith("xoxb-"):
            raise ValueError("Slack's bot token begins with xoxb-; it is under OAuth & Permissions")
        if self.app_token and not self.app_token.startswith("xapp-"):
            raise ValueError("Slack's app token begins with xapp-; it is under Basic Information")
        if not (self.signing_secret or self.app_token):
            raise ValueError("Slack needs the signing secret (HTTP) or an app token (Socket Mode)")
        address = urlsplit(self.api_url)
        safe = address.scheme == "https" or address.hostname in _LOOPBACK
        if not (safe and address.hostname):
            raise ValueError("Slack's API is reached over https")

    def trusts(self, url: str) -> bool:
        """Whether an address that came with a request is Slack's own, to send an answer to; that of
        a stand-in is on the machine where its API is.
        """
        try:
            address, api = urlsplit(url), urlsplit(self.api_url)
            host = address.hostname
        except ValueError:
            return False
        if self.api_url == SLACK_API:
            return address.scheme == "https" and address.netloc == "hooks.slack.com"
        return address.scheme == api.scheme and host == api.hostname and "@" not in address.netloc
