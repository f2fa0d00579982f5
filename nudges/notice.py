"""One word to one person about one record: which field is missing, and why it matters."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from crm.query import Ref, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """What a rule would like to say.

    `who` is the user id of the record's owner, `field` the API name asked for. `worth` ranks: what
    is worth more of the person's attention is asked about first. As a candidate it knows no more;
    what the owner is shown is read as the owner, just before sending: `before` (what the field
    holds), `version`, and `facts`, (label, value) pairs that help to answer. `id` is that of the
    message, once the ledger has given the right to send it.
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
    id: str = ""

    def __post_init__(self) -> None:
        if not all((self.rule, self.who, self.field, self.ask, self.why)):
            raise ValueError("a notice asks somebody for a field, by a rule, and says why")
        if not self.worth.is_finite():
            raise ValueError("a worth is a finite number")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sent:
    """A notice that went out, or may have."""

    id: str
    rule: str
    record: Ref
    who: str
    at: datetime


class Outcome(StrEnum):
    """What became of a notice."""

    DUE = "due"  # it would be sent now
    HELD = "held"
    SENT = "sent"
    UNREACHABLE = "unreachable"  # it certainly did not go out
    UNKNOWN = "unknown"  # it may have gone out, and is never repeated blindly


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What was decided about a notice; `stage` and `reason` say why when it is not DUE or SENT."""

    notice: Notice
    outcome: Outcome
    stage: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        if self.outcome is Outcome.HELD and not (self.stage and self.reason):
            raise ValueError("what is held back has its reason")


@dataclass(frozen=True, kw_only=True, slots=True)
class Skipped:
    """A rule that could not be applied at all, and why, in a sentence."""

    rule: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """The verdicts of one sweep, most worthy notice first, and the rules left out of it."""

    verdicts: tuple[Verdict, ...]
    skipped: tuple[Skipped, ...] = ()
