"""A change can be turned round."""

from decimal import Decimal

from crm.change import Change
from crm.money import Money
from crm.query import Ref

BEFORE, AFTER = Money(Decimal(1), "USD"), Money(Decimal(2), "USD")


def test_undoing_sets_back_what_was_there() -> None:
    """On condition that the field still holds what the change left, in that version."""
    change = Change(
        ref=Ref("Opportunity", "006"), field="Amount", before=BEFORE, after=AFTER, version="3"
    )
    undo = change.undo("4")
    assert (undo.ref, undo.field) == (change.ref, change.field)
    assert (undo.before, undo.after, undo.version) == (AFTER, BEFORE, "4")
    assert undo.undo("3") == change
