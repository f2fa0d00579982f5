"""The manifest is what Slack takes, and asks for no more than is used."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.channels.slack.http import PATH
from handlers.suggestions.feedback import COMMAND
from tests.places import ROOT

MANIFEST = ROOT / "manifest.yml"
SLACK = ROOT / "bot" / "channels" / "slack"

# As https://docs.slack.dev/reference/methods and /reference/events document them.
SCOPES_OF_METHODS: dict[str, set[str]] = {
    "auth.test": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": {"im:history"},
    "conversations.info": {"channels:read", "groups:read", "mpim:read"},
    "conversations.open": {"im:write"},
    "conversations.replies": {"im:history"},
    "users.info": {"users:read", "users:read.email"},
    "users.lookupByEmail": {"users:read.email"},
    "views.open": set(),
    "views.update": set(),
}
SCOPES_OF_EVENTS = {"app_mention": {"app_mentions:read"}, "message.im": {"im:history"}}
FAMILIES = "auth|chat|conversations|users|views|files|reactions|apps|team|dnd|bots"
METHOD = re.compile(rf"(?:{FAMILIES})\.[a-zA-Z]+")


def manifest(*, over_http: bool = False) -> dict[str, Any]:
    """The manifest; over HTTP, changed as its head says."""
    text = MANIFEST.read_text(encoding="utf-8")
    if over_http:
        text = text.replace("#http ", "").replace(
            "socket_mode_enabled: true", "socket_mode_enabled: false"
        )
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def methods_called() -> set[str]:
    """All methods of the Web API that the code names."""
    return {
        node.value
        for path in SLACK.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and METHOD.fullmatch(node.value)
    }


@pytest.mark.parametrize("over_http", [False, True])
def test_slack_takes_the_manifest(shared: Path, *, over_http: bool) -> None:
    """By Slack's own schema, for both ways to connect."""
    schema = json.loads((shared / "schemas" / "slack-manifest-2.0.0.schema.json").read_text())
    faults = Draft7Validator(schema).iter_errors(manifest(over_http=over_http))
    assert [fault.message for fault in faults] == []


def test_it_asks_for_what_is_used_and_for_nothing_else() -> None:
    """The scopes are those of the methods called and the events taken, and of commands."""
    events = manifest()["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands"}.union(
        *(SCOPES_OF_METHODS[method] for method in methods_called()),
        *(SCOPES_OF_EVENTS[event] for event in events),
    )
    scopes = manifest()["oauth_config"]["scopes"]
    assert set(scopes["bot"]) == needed
    assert list(scopes) == ["bot"], "nothing is done in a person's own name in Slack"


@pytest.mark.parametrize(
    "forbidden", ["channels:history", "groups:history", "files:read", "chat:write.public", "admin"]
)
def test_it_reads_along_nowhere(forbidden: str) -> None:
    """What is said in channels is none of its business."""
    assert not [s for s in manifest()["oauth_config"]["scopes"]["bot"] if forbidden in s]


def test_each_scope_says_why_and_is_in_the_set_up() -> None:
    """In a comment above it, and in the table for whoever installs it."""
    lines = MANIFEST.read_text(encoding="utf-8").splitlines()
    guide = (ROOT / "docs" / "slack-set-up.md").read_text(encoding="utf-8")
    for scope in manifest()["oauth_config"]["scopes"]["bot"]:
        place = lines.index(f"      - {scope}")
        above = [line.strip() for line in lines[place - 3 : place]]
        assert any(line.startswith("#") for line in above), scope
        assert f"`{scope}`" in guide


def test_the_commands_are_those_that_are_handled() -> None:
    """Under the names they go by in the handlers."""
    commands = [one["command"] for one in manifest()["features"]["slash_commands"]]
    assert commands == ["/crm", f"/{COMMAND}"]


def test_over_http_everything_goes_to_the_one_address() -> None:
    """The path that is served."""
    told = manifest(over_http=True)
    settings, commands = told["settings"], told["features"]["slash_commands"]
    addresses = [command["url"] for command in commands]
    addresses += [settings["event_subscriptions"]["request_url"]]
    addresses += [settings["interactivity"]["request_url"]]
    assert set(addresses) == {f"https://crumb.example.com{PATH}"}
    assert settings["socket_mode_enabled"] is False
