"""One word to one person about one record: which field is missing, and why it matters."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from crm.query import Ref, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What a rule would like to say.

    `who` is the user id of the record's owner; `field` the API name asked for, holding `before`
    now; `facts` are (label, value) pairs that help to answer. `worth` ranks: a bigger deal, or one
    closer to its date, is asked about first.
    """

    rule: str
    record: Ref
    record_name: str
    who: str
    field: str
    ask: str
    why: str
    before: Value = None
    version: str = ""
    facts: tuple[tuple[str, Value], ...] = ()
    worth: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """A notice that went out."""

    id: str
    rule: str
    record: Ref
    who: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What selection decided about a notice; `stage` and `reason` say why it was held back."""

    notice: Notice
    sent: bool
    stage: str = ""
    reason: str = ""
