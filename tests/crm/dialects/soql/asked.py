"""What a query is asked as, in the standard schema."""

from crm.backends.salesforce.mapping import OrgMapping
from crm.backends.salesforce.planning import Planning, asked
from crm.dialects.soql.conditions import Conditions
from crm.dialects.soql.places import Places
from crm.query import Condition, Query
from crm.standard import STANDARD

PLANNING = Planning(STANDARD, OrgMapping(), "UTC")


def where(condition: Condition, entity: str = "Opportunity") -> str | None:
    """The condition; with `~` before it where it passes more than is meant."""
    said = Conditions(Places(STANDARD, OrgMapping(), entity)).state(condition)
    return said.text if said.exact or said.text is None else f"~{said.text}"


def soql(query: Query) -> list[str]:
    """All that is asked in the end."""
    return list(asked(PLANNING.plan(query)))
