"""What describe says of an object, and how it is answered in JSON.

Page "DescribeSObjectResult" (SOAP API Developer Guide, sforce_api_calls_describesobjects_
describesobjectresult.htm); REST's sObject Describe and Describe Global answer the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from tests.fakes.salesforce.org.fields import Field


@dataclass(frozen=True, kw_only=True)
class RecordType:
    """A record type: which picklist values its records may have (all, where a field is missing)."""

    id: str
    name: str
    developer_name: str
    master: bool = False
    default: bool = False
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """As describe answers it."""
        return {
            "active": True,
            "available": True,
            "defaultRecordTypeMapping": self.default,
            "developerName": self.developer_name,
            "master": self.master,
            "name": self.name,
            "recordTypeId": self.id,
        }


@dataclass(frozen=True, kw_only=True)
class SObject:
    """One object. `owner` is the path to whose record it is (None: everybody reads it);
    `history_of` says whose field history it holds; `prefix` begins its ids.
    """

    name: str
    label: str
    plural: str
    prefix: str
    fields: tuple[Field, ...]
    name_field: str | None = "Name"
    owner: str | None = None
    record_types: tuple[RecordType, ...] = ()
    createable: bool = True
    updateable: bool = True
    history_of: str | None = None
    searchable: bool = True

    @cached_property
    def _by_name(self) -> Mapping[str, Field]:
        return {f.name.lower(): f for f in self.fields}

    @cached_property
    def _by_relationship(self) -> Mapping[str, Field]:
        return {f.relationship.lower(): f for f in self.fields if f.relationship}

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields)

    @property
    def custom(self) -> bool:
        """An admin made it."""
        return self.name.endswith("__c")

    def field(self, name: str) -> Field | None:
        """By API name in any case, as SOQL has it."""
        return self._by_name.get(name.lower())

    def parent(self, relationship: str) -> Field | None:
        """The reference that relationship goes through."""
        return self._by_relationship.get(relationship.lower())

    def without(self, hidden: frozenset[str]) -> "SObject":
        """As somebody sees it to whom these fields are hidden."""
        return replace(self, fields=tuple(f for f in self.fields if f.name not in hidden))

    def brief(self) -> dict[str, Any]:
        """As the list of all objects has it (page "Describe Global")."""
        return {
            "activateable": False,
            "createable": self.createable,
            "custom": self.custom,
            "customSetting": False,
            "deletable": self.updateable,
            "deprecatedAndHidden": False,
            "feedEnabled": False,
            "hasSubtypes": False,
            "keyPrefix": self.prefix,
            "label": self.label,
            "labelPlural": self.plural,
            "layoutable": True,
            "mergeable": self.name in ("Account", "Contact", "Lead"),
            "mruEnabled": True,
            "name": self.name,
            "queryable": True,
            "replicateable": True,
            "retrieveable": True,
            "searchable": self.searchable,
            "triggerable": True,
            "undeletable": True,
            "updateable": self.updateable,
        }

    def json(self, others: Iterable["SObject"], base: str) -> dict[str, Any]:
        """As sObject Describe answers it; `others` are the objects the asker sees."""
        fields = [
            found.json(found.name == self.name_field, self.field(found.controller or ""))
            for found in self.fields
        ]
        address = f"{base}/sobjects/{self.name}"
        return {
            **self.brief(),
            "childRelationships": [
                {
                    "cascadeDelete": False,
                    "childSObject": other.name,
                    "deprecatedAndHidden": False,
                    "field": reference.name,
                    "junctionIdListNames": [],
                    "junctionReferenceTo": [],
                    "relationshipName": reference.child,
                    "restrictedDelete": False,
                }
                for other in others
                for reference in other
                if self.name in reference.refers_to
            ],
            "fields": fields,
            "recordTypeInfos": [found.json() for found in self.record_types],
            "supportedScopes": [{"label": "All", "name": "everything"}],
            "urls": {
                "sobject": address,
                "describe": f"{address}/describe",
                "rowTemplate": f"{address}/{{ID}}",
            },
        }
