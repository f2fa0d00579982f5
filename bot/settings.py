"""What the owner sets, from `CRUMB_…` environment variables and an optional file `crumb.toml`.

The file's keys are the names of the fields below; a variable is the name in capitals behind
`CRUMB_`, and wins over the file. All mistakes are reported at once. docs/reference-command-line.md
describes each setting, held by a test.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot import settings_texts as read
from bot.places import WORDS, usual_database, usual_words
from crm.access import AccessRules, Role, Sharing
from crm.links import OWN_PAGES, Links
from nudges.settings import NudgeSettings

DEFAULT_PORT = 8484
FILE = "crumb.toml"

HiddenFields = frozenset[tuple[str, str]]


class WrongSettings(Exception):
    """Some settings make no sense; `mistakes` has a sentence about each, and never a value."""

    def __init__(self, mistakes: tuple[str, ...]) -> None:
        self.mistakes = mistakes
        super().__init__(" ".join(mistakes))


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """All settings, each with its default. Secrets are in no `repr`; "" means not set."""

    database: str = field(default_factory=usual_database, metadata={"read": read.database})
    host: str = field(default="127.0.0.1", metadata={"read": read.word})
    port: int = field(default=DEFAULT_PORT, metadata={"read": read.port})
    base_url: str = field(default="", metadata={"read": read.address})
    record_link: str = field(default="", metadata={"read": read.record_link})
    slack_signing_secret: str = field(
        default="", repr=False, metadata={"read": read.signing_secret}
    )
    slack_bot_token: str = field(default="", repr=False, metadata={"read": read.bot_token})
    slack_app_token: str = field(default="", repr=False, metadata={"read": read.app_token})
    slack_api_url: str = field(default="https://slack.com/api/", metadata={"read": read.address})
    secret_key: str = field(default="", repr=False, metadata={"read": read.secret_keys})
    salesforce_org: str = field(default="", metadata={"read": read.org_id})
    salesforce_client_id: str = field(default="", metadata={"read": read.word})
    salesforce_client_secret: str = field(default="", repr=False, metadata={"read": read.word})
    salesforce_login_url: str = field(
        default="https://login.salesforce.com", metadata={"read": read.secure_address}
    )
    salesforce_integration_user: str = field(default="", metadata={"read": read.word})
    salesforce_private_key: str = field(default="", metadata={"read": read.file})
    sharing: Sharing = field(default=Sharing.PUBLIC, metadata={"read": read.sharing})
    hidden_rep: HiddenFields = field(default=frozenset(), metadata={"read": read.hidden})
    hidden_manager: HiddenFields = field(default=frozenset(), metadata={"read": read.hidden})
    hidden_leader: HiddenFields = field(default=frozenset(), metadata={"read": read.hidden})
    time_zone: str = field(default="UTC", metadata={"read": read.time_zone})
    currency: str = field(default="", metadata={"read": read.currency})
    opens: time = field(default=time(9), metadata={"read": read.clock})
    closes: time = field(default=time(17), metadata={"read": read.clock})
    work_days: frozenset[int] = field(
        default=frozenset(range(5)), metadata={"read": read.work_days}
    )
    nudges_per_day: int = field(default=1, metadata={"read": read.count})
    nudges_per_week: int = field(default=3, metadata={"read": read.count})
    words: str = field(default_factory=usual_words, metadata={"read": str})

    def __post_init__(self) -> None:
        if not self.opens < self.closes:
            raise ValueError("opens is earlier than closes")

    @property
    def address(self) -> str:
        """Where people reach the pages: `base_url`, else this machine's own port."""
        return self.base_url or f"http://127.0.0.1:{self.port}"

    @property
    def links(self) -> Links:
        """Where a record is shown: by `record_link`, else on Crumb's own pages."""
        return Links(self.address, self.record_link or OWN_PAGES)

    @property
    def rules(self) -> AccessRules:
        """Who may read what in the embedded CRM."""
        return AccessRules(
            sharing=self.sharing,
            hidden={
                Role.REP: self.hidden_rep,
                Role.MANAGER: self.hidden_manager,
                Role.LEADER: self.hidden_leader,
            },
        )

    @property
    def nudging(self) -> NudgeSettings:
        """The attention budget and the good hours."""
        return NudgeSettings(
            per_day=self.nudges_per_day,
            per_week=self.nudges_per_week,
            opens=self.opens,
            closes=self.closes,
            work_days=self.work_days,
            zone=self.time_zone,
        )


def load_settings(environment: Mapping[str, str], folder: Path) -> Settings:
    """The settings of this environment, with `crumb.toml` in `folder` or where `CRUMB_FILE` says.

    A variable that is set but empty counts as not set. Raises WrongSettings, with all mistakes.
    """
    mistakes: list[str] = []
    path = Path(environment.get("CRUMB_FILE") or folder / FILE)
    given = _of_file(path, mistakes, required=bool(environment.get("CRUMB_FILE")))
    known = {f.name: f for f in fields(Settings)}
    values: dict[str, Any] = {}
    for name, setting in known.items():
        variable = variable_of(name)
        where, text = f"{name} in {path.name}", given.get(name, "")
        if environment.get(variable):
            where, text = variable, environment[variable]
        if text:
            try:
                values[name] = setting.metadata["read"](text.strip())
            except ValueError as error:
                mistakes.append(f"{where}: {error}.")
    if "words" in values and not Path(values["words"]).is_file():
        mistakes.append(f"{variable_of('words')}: there is no file {values['words']}.")
    elif "words" not in values and path.exists():
        values["words"] = str(path.parent / WORDS)
    settings = _made(values, mistakes)
    if settings is None:
        raise WrongSettings(tuple(mistakes))
    return settings


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return f"CRUMB_{name.upper()}"


def _made(values: Mapping[str, Any], mistakes: list[str]) -> Settings | None:
    try:
        settings = Settings(**values)
    except ValueError as error:
        mistakes.append(f"{error}.")
    return None if mistakes else settings


def _of_file(path: Path, mistakes: list[str], *, required: bool) -> dict[str, str]:
    """The file's settings as texts."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if required:
            mistakes.append(f"CRUMB_FILE: there is no {path}.")
        return {}
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        mistakes.append(f"{path.name} can't be read: {reason}.")
        return {}
    names = [f.name for f in fields(Settings)]
    for unknown in found.keys() - set(names):
        near = get_close_matches(unknown, names, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        mistakes.append(f"{path.name}: there is no setting {unknown}.{hint}")
    return {name: _text(value) for name, value in found.items()}


def _text(value: object) -> str:
    """A value of the file as it would stand in a variable."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)
