"""Salesforce behind crm.port.Crm, as far as reading goes: each question asked as who asks it.

Sharing, and which fields somebody sees, are Salesforce's own business: a query is only checked
against what describe shows that person.
"""

from dataclasses import dataclass

from crm.access import AccessRules, Permitted, Viewer, narrow
from crm.backends.salesforce.client import Client
from crm.backends.salesforce.org import Org
from crm.backends.salesforce.running import run
from crm.backends.salesforce.schemas import Known, Schemas
from crm.backends.salesforce.sessions import Sessions
from crm.backends.salesforce.usage import Purpose
from crm.definitions import Definitions
from crm.errors import UnknownEntity, UnknownField
from crm.query import Answer, Query
from crm.schema import Schema


@dataclass(frozen=True, kw_only=True, slots=True)
class SalesforceReads:
    """What people ask, of one org."""

    org: Org
    sessions: Sessions
    schemas: Schemas
    purpose: Purpose = Purpose.QUESTION

    async def schema(self, viewer: Viewer) -> Schema:
        """As crm.port.Crm has it. Raises NotConnected."""
        return (await self._known(viewer)).schema

    async def permit(self, query: Query, viewer: Viewer) -> Permitted:
        """As crm.port.Crm has it."""
        known = await self._known(viewer)
        return narrow(query, viewer, schema=known.schema, rules=AccessRules())

    async def run(self, permitted: Permitted) -> Answer:
        """As crm.port.Crm has it. What is gone since it was described is described anew (D27)."""
        viewer = permitted.viewer
        known = await self._known(viewer)
        try:
            return await run(
                permitted,
                schema=known.schema,
                asking=self._client(viewer),
                mapping=known.mapping,
            )
        except (UnknownField, UnknownEntity):
            self.schemas.forget(viewer.user_id)
            raise

    def define(self, definitions: Definitions) -> None:
        """Go by these definitions from now on; the fiscal year stays the org's."""
        self.schemas.define(definitions)

    async def _known(self, viewer: Viewer) -> Known:
        """Nothing is known for whom is not connected, whatever was described before."""
        signed_in = self.sessions.of(viewer.user_id)
        await signed_in.session()
        return await self.schemas.of(self._client(viewer))

    def _client(self, viewer: Viewer) -> Client:
        signed_in = self.sessions.of(viewer.user_id)
        return Client(org=self.org, signed_in=signed_in, purpose=self.purpose)
