"""What an admin sets for the whole org, and what for one person: the profile.

Setup pages: Company Information (zone, locale, currency, fiscal year), Sharing Settings, Manage
Currencies, Profiles (object permissions, field-level security).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

DAILY_CALLS = 100_000


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What somebody may do, apart from which records are theirs.

    `hidden` and `read_only` are (object, field); `no_objects` are not theirs at all. With
    `view_all` they read every record, as integration users do; with `modify_all` they change them.
    `api_enabled` False answers API_DISABLED_FOR_ORG.
    """

    name: str = "Standard User"
    hidden: frozenset[tuple[str, str]] = frozenset()
    read_only: frozenset[tuple[str, str]] = frozenset()
    no_objects: frozenset[str] = frozenset()
    view_all: bool = False
    modify_all: bool = False
    api_enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Company Information and the like.

    `private` is sharing by owner and hierarchy; else everybody reads all. `currencies` are units
    for one of the corporate currency, empty where there is but one. `week_starts` are the first
    weekday by locale (0 is Monday), others begin on Sunday.
    """

    org_id: str = "00DHp0000000001MAA"
    name: str = "Sample Org"
    zone: str = "America/Los_Angeles"
    locale: str = "en_US"
    language: str = "en_US"
    private: bool = False
    fiscal_month: int = 1
    fiscal_by_end: bool = True
    currency: str = "USD"
    currencies: Mapping[str, Decimal] = field(default_factory=dict)
    week_starts: Mapping[str, int] = field(
        default_factory=lambda: {"de_DE": 0, "de_AT": 0, "de_CH": 0, "en_GB": 0, "fr_FR": 0}
    )
    sandbox: bool = False
    daily_calls: int = DAILY_CALLS
    versions: tuple[int, ...] = tuple(range(59, 67))
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
