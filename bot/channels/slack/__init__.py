"""Slack: what people say and press there, answered, and nudges brought to them.

A request's way: `http` or `socket_mode` → guard → `ingress` (read, let through once) → `bolt` →
`exchange` → `asking` (who, where, the handlers) → `giving` → egress → `outbox` → `api`.
"""

from bot.channels.slack.accounts import OwnAccounts
from bot.channels.slack.credentials import SLACK_API, Credentials
from bot.channels.slack.workspace import Needs, Slack, open_slack, run_socket_mode, slack_routes

__all__ = [
    "SLACK_API",
    "Credentials",
    "Needs",
    "OwnAccounts",
    "Slack",
    "open_slack",
    "run_socket_mode",
    "slack_routes",
]
