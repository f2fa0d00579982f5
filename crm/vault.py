"""Where the tokens are kept by which people let Crumb into their CRM."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from crm.errors import CrmUnavailable
from crm.secret import Secret


class CannotOpen(CrmUnavailable):
    """What Crumb keeps of your connection to the CRM can't be opened. Please connect again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holder:
    """Whose secret it is: `team` is the org, `person` the id of somebody in it, `kind` what the
    secret is for. One secret each; it is good for no other.
    """

    team: str
    person: str
    kind: str

    def __post_init__(self) -> None:
        if not (self.team and self.person and self.kind):
            raise ValueError("a secret belongs to somebody, somewhere, for something")


class Vault(Protocol):
    """Secrets, sealed. All methods raise CrmError or the store's own error."""

    async def find(self, holder: Holder) -> Secret | None:
        """The secret; None where there is none. Raises CannotOpen for one that was put in another's
        place, was changed, or is closed with a key that is not here.
        """
        ...

    async def keep(self, holder: Holder, secret: Secret) -> None:
        """Keep it, in place of the one before; it is safe when this returns."""
        ...

    async def move(self, holder: Holder, to: Holder) -> bool:
        """Give it to another in one step; whether it could be. What can't be opened is gone."""
        ...

    async def drop(self, holder: Holder) -> bool:
        """Destroy it; whether there was one."""
        ...

    async def holders(self) -> tuple[Holder, ...]:
        """All there are."""
        ...

    def alone(self, holder: Holder) -> AbstractAsyncContextManager[None]:
        """Within it nobody else, in any process, is within it for the same holder.

        Raises CrmUnavailable after half a minute of waiting. Who is killed within it keeps others
        out for a minute at most.
        """
        ...
