"""What describe says of a field, and how it is answered in JSON.

Page "DescribeSObjectResult" (SOAP API Developer Guide, sforce_api_calls_describesobjects_
describesobjectresult.htm); REST's sObject Describe answers the same.
"""

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """Field types by the names describe has for them."""

    ID = "id"
    REFERENCE = "reference"
    STRING = "string"
    TEXTAREA = "textarea"
    PICKLIST = "picklist"
    MULTIPICKLIST = "multipicklist"
    BOOLEAN = "boolean"
    INT = "int"
    DOUBLE = "double"
    CURRENCY = "currency"
    PERCENT = "percent"
    DATE = "date"
    DATETIME = "datetime"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    COMBOBOX = "combobox"
    ANY = "anyType"

    @property
    def is_number(self) -> bool:
        """Kept as whole numbers of its smallest unit."""
        return self in _NUMBERS

    @property
    def is_id(self) -> bool:
        """An id, one's own or another's."""
        return self in (Kind.ID, Kind.REFERENCE)

    @property
    def is_text(self) -> bool:
        """Compared without regard to case, and by LIKE."""
        others = self.is_number or self.is_id or self.is_time
        return not others and self not in (Kind.BOOLEAN, Kind.ANY)

    @property
    def is_time(self) -> bool:
        """A date, or a point in time."""
        return self in (Kind.DATE, Kind.DATETIME)


_NUMBERS = {Kind.INT, Kind.DOUBLE, Kind.CURRENCY, Kind.PERCENT}
_UNGROUPED = {
    Kind.DOUBLE,
    Kind.CURRENCY,
    Kind.PERCENT,
    Kind.DATETIME,
    Kind.TEXTAREA,
    Kind.ANY,
    Kind.COMBOBOX,
    Kind.MULTIPICKLIST,
}
_SOAP = {
    Kind.ID: "tns:ID",
    Kind.REFERENCE: "tns:ID",
    Kind.BOOLEAN: "xsd:boolean",
    Kind.INT: "xsd:int",
    Kind.DOUBLE: "xsd:double",
    Kind.CURRENCY: "xsd:double",
    Kind.PERCENT: "xsd:double",
    Kind.DATE: "xsd:date",
    Kind.DATETIME: "xsd:dateTime",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a picklist. `valid_for` are the values of the controlling field it goes with."""

    value: str
    label: str = ""
    active: bool = True
    default: bool = False
    valid_for: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field. `scale` is how many digits a number has behind the point; `child` the name of the
    children's relationship on what a reference points at. `formula` names what computes it: such a
    field is read, and never written.
    """

    name: str
    label: str
    kind: Kind = Kind.STRING
    length: int = 255
    scale: int = 2
    choices: tuple[Choice, ...] = ()
    restricted: bool = False
    controller: str | None = None
    refers_to: tuple[str, ...] = ()
    relationship: str | None = None
    child: str | None = None
    required: bool = False
    createable: bool = True
    updateable: bool = True
    calculated: bool = False
    auto_number: bool = False
    unique: bool = False
    case_sensitive: bool = False
    default: Any = None
    help: str | None = None

    @property
    def custom(self) -> bool:
        """An admin made it."""
        return self.name.endswith("__c")

    @property
    def decimals(self) -> int:
        """Digits behind the point: none in an int."""
        return 0 if self.kind is Kind.INT else self.scale

    @property
    def filterable(self) -> bool:
        """May stand in WHERE: not long text (page "Field Types", textarea), nor any type."""
        return self.kind is not Kind.ANY and not (self.kind is Kind.TEXTAREA and self.length > 255)

    @property
    def sortable(self) -> bool:
        """May stand in ORDER BY: neither long text nor multi-select picklists (page "ORDER BY")."""
        return self.filterable and self.kind is not Kind.MULTIPICKLIST

    @property
    def groupable(self) -> bool:
        """May stand in GROUP BY: page "Considerations When Using GROUP BY" leaves it to describe.
        As orgs describe it: no decimals, times, numbers given by the system, nor formulas, but for
        those of a date or a yes or no.
        """
        if self.calculated and self.kind not in (Kind.BOOLEAN, Kind.DATE):
            return False
        return self.kind not in _UNGROUPED and not self.auto_number

    @property
    def aggregatable(self) -> bool:
        """May stand in COUNT_DISTINCT, MIN and MAX: neither long text nor yes or no."""
        return self.filterable and self.kind not in (Kind.BOOLEAN, Kind.MULTIPICKLIST)

    def json(self, names: bool = False, controlling: "Field | None" = None) -> dict[str, Any]:
        """As describe answers it; `names` where it is the object's name field."""
        text = self.kind.is_text
        number = self.kind.is_number
        return {
            "aggregatable": self.aggregatable,
            "aiPredictionField": False,
            "autoNumber": self.auto_number,
            "byteLength": self.length * 3 if text else 18 if self.kind.is_id else 0,
            "calculated": self.calculated,
            "calculatedFormula": None,
            "cascadeDelete": False,
            "caseSensitive": self.case_sensitive,
            "compoundFieldName": None,
            "controllerName": self.controller,
            "createable": self.createable,
            "custom": self.custom,
            "defaultValue": self.default,
            "defaultedOnCreate": self.kind is Kind.BOOLEAN or self.default is not None,
            "dependentPicklist": self.controller is not None,
            "deprecatedAndHidden": False,
            "digits": 9 if self.kind is Kind.INT else 0,
            "encrypted": False,
            "externalId": False,
            "filterable": self.filterable,
            "groupable": self.groupable,
            "htmlFormatted": False,
            "idLookup": self.kind is Kind.ID,
            "inlineHelpText": self.help,
            "label": self.label,
            "length": self.length if text else 18 if self.kind.is_id else 0,
            "name": self.name,
            "nameField": names,
            "namePointing": len(self.refers_to) > 1,
            "nillable": not self.required and self.kind is not Kind.BOOLEAN,
            "permissionable": not self.required and self.kind is not Kind.ID,
            "picklistValues": [_choice(choice, controlling) for choice in self.choices],
            "polymorphicForeignKey": len(self.refers_to) > 1,
            "precision": 18 if number and self.kind is not Kind.INT else 0,
            "referenceTo": list(self.refers_to),
            "relationshipName": self.relationship,
            "restrictedPicklist": self.restricted,
            "scale": self.decimals if number else 0,
            "soapType": _SOAP.get(self.kind, "xsd:string"),
            "sortable": self.sortable,
            "type": str(self.kind),
            "unique": self.unique,
            "updateable": self.updateable,
        }


def _choice(choice: Choice, controlling: Field | None) -> dict[str, Any]:
    valid_for = None
    if controlling is not None:
        valid_for = _bits(choice.valid_for, tuple(c.value for c in controlling.choices))
    return {
        "active": choice.active,
        "defaultValue": choice.default,
        "label": choice.label or choice.value,
        "validFor": valid_for,
        "value": choice.value,
    }


def _bits(valid_for: tuple[str, ...], controlling: tuple[str, ...]) -> str:
    """The bitmap of page "PicklistEntry": bit n, from the left, is the n-th controlling value."""
    octets = bytearray((len(controlling) + 7) // 8)
    for place, value in enumerate(controlling):
        if value in valid_for:
            octets[place // 8] |= 0x80 >> place % 8
    return b64encode(bytes(octets)).decode()
