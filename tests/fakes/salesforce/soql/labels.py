"""Labels of picklist values, which toLabel() gives (page "toLabel()")."""

from tests.fakes.salesforce.org.fields import Field


def labels(field: Field) -> dict[str, str]:
    """By value."""
    return {choice.value: choice.label or choice.value for choice in field.choices}
