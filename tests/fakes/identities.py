"""Identities in memory."""

from bot.store.ports import Identity


class FakeIdentities:
    """The identities in a dict."""

    def __init__(self) -> None:
        self._all: dict[tuple[str, str, str], Identity] = {}

    async def find(self, platform: str, team: str, user: str) -> Identity | None:
        """As bot.store.ports.Identities has it."""
        return self._all.get((platform, team, user))

    async def of(self, person: str) -> tuple[Identity, ...]:
        """As bot.store.ports.Identities has it."""
        found = [identity for identity in self._all.values() if identity.person == person]
        return tuple(sorted(found, key=lambda identity: identity.at, reverse=True))

    async def link(self, identity: Identity) -> None:
        """As bot.store.ports.Identities has it."""
        self._all[identity.platform, identity.team, identity.user] = identity

    async def forget(self, platform: str, team: str, user: str | None = None) -> None:
        """As bot.store.ports.Identities has it."""
        for key in [k for k in self._all if k[:2] == (platform, team) and user in {None, k[2]}]:
            del self._all[key]
