"""A vault in memory, as safe as memory is."""

import asyncio
from collections import defaultdict
from contextlib import AbstractAsyncContextManager

from crm.secret import Secret
from crm.vault import Holder


class FakeVault:
    """Secrets in a dict."""

    def __init__(self) -> None:
        self._kept: dict[Holder, Secret] = {}
        self._locks: dict[Holder, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def find(self, holder: Holder) -> Secret | None:
        """As crm.vault.Vault has it."""
        return self._kept.get(holder)

    async def keep(self, holder: Holder, secret: Secret) -> None:
        """As crm.vault.Vault has it."""
        self._kept[holder] = secret

    async def move(self, holder: Holder, to: Holder) -> bool:
        """As crm.vault.Vault has it."""
        secret = self._kept.pop(holder, None)
        if secret is None:
            return False
        self._kept[to] = secret
        return True

    async def drop(self, holder: Holder) -> bool:
        """As crm.vault.Vault has it."""
        return self._kept.pop(holder, None) is not None

    async def holders(self) -> tuple[Holder, ...]:
        """As crm.vault.Vault has it."""
        return tuple(sorted(self._kept, key=lambda h: (h.team, h.person, h.kind)))

    def alone(self, holder: Holder) -> AbstractAsyncContextManager[None]:
        """As crm.vault.Vault has it."""
        return self._locks[holder]
