"""What the CRM's records are called in an org: its objects and fields, where they differ.

Salesforce has no invoice with a balance on the account, and its quotas lie in ForecastingQuota. An
org may keep either elsewhere, or have neither.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, kw_only=True, slots=True)
class Mapped:
    """One entity: the object its records are of, and the paths of fields that are called otherwise.

    By the entity's own names, `ungrouped` are fields that the org can't group by and `unfiltered`
    those it can't search, beyond what their type says; `shared` are references that lead to the
    entity the schema names or to another one, such as an owner who may be a queue.
    """

    object: str
    fields: Mapping[str, str] = field(default_factory=dict)
    ungrouped: frozenset[str] = frozenset()
    unfiltered: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()


_OWNER: Final = frozenset({"OwnerId"})
QUOTA: Final = Mapped(
    object="ForecastingQuota",
    fields={"OwnerId": "QuotaOwnerId", "Amount": "QuotaAmount", "EndDate": "Period.EndDate"},
)
INVOICE: Final = Mapped(
    object="Invoice__c",
    fields={
        "InvoiceNumber": "Name",
        "AccountId": "Account__c",
        "Status": "Status__c",
        "InvoiceDate": "Invoice_Date__c",
        "DueDate": "Due_Date__c",
        "Amount": "Amount__c",
        "Balance": "Balance__c",
    },
)
DEFAULTS: Final[Mapping[str, Mapped]] = MappingProxyType(
    {
        "Quota": QUOTA,
        "Invoice": INVOICE,
        "Order": Mapped(object="Order", ungrouped=frozenset({"OrderNumber"})),
        "Task": Mapped(object="Task", ungrouped=frozenset({"Subject"}), shared=_OWNER),
        "Event": Mapped(object="Event", ungrouped=frozenset({"Subject"}), shared=_OWNER),
        "Lead": Mapped(object="Lead", shared=_OWNER),
    }
)


@dataclass(frozen=True, slots=True)
class OrgMapping:
    """All that is called otherwise in one org; the rest is called as in Salesforce's own schema."""

    entities: Mapping[str, Mapped] = field(default_factory=lambda: DEFAULTS)

    def object(self, entity: str) -> str:
        """The object whose records the entity stands for."""
        return self.of(entity).object

    def field(self, entity: str, name: str) -> str:
        """The path of the entity's field within the object."""
        return self.of(entity).fields.get(name, name)

    def groups(self, entity: str, name: str) -> bool:
        """Whether the org can group by the field, as far as that is not a matter of its type."""
        return name not in self.of(entity).ungrouped

    def searches(self, entity: str, name: str) -> bool:
        """Whether the org can search by the field, as far as that is not a matter of its type."""
        return name not in self.of(entity).unfiltered

    def shares(self, entity: str, name: str) -> bool:
        """Whether a reference may lead to records of more than one object in the org."""
        return name in self.of(entity).shared

    def of(self, entity: str) -> Mapped:
        """The entity's part of it."""
        return self.entities.get(entity) or Mapped(object=entity)

    def entity(self, name: str) -> str:
        """The entity that stands for an object; its own name where none does."""
        found = (entity for entity, mapped in self.entities.items() if mapped.object == name)
        return next(found, name)

    def learnt(
        self,
        entity: str,
        *,
        ungrouped: Iterable[str] = (),
        unfiltered: Iterable[str] = (),
        shared: Iterable[str] = (),
    ) -> "OrgMapping":
        """With what describe says of the entity's fields."""
        known = self.of(entity)
        more = replace(
            known,
            ungrouped=known.ungrouped | frozenset(ungrouped),
            unfiltered=known.unfiltered | frozenset(unfiltered),
            shared=known.shared | frozenset(shared),
        )
        return OrgMapping({**self.entities, entity: more})
