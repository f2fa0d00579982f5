"""Where products are counted: the lines of orders, or of opportunities."""

from crm.schema import Schema
from handlers.understanding.connect import Way, connect

_LINES = ("OpportunityLineItem", "OrderItem")


def line_entity(schema: Schema, entity: str) -> tuple[str, Way] | None:
    """The entity whose records join `entity` to products, and the way from it back."""
    for line in _LINES:
        if line not in schema:
            continue
        way = connect(schema, line, entity)
        if way and way.path and entity != "Account":
            return line, way
    if entity in {"Account", "Product2"}:
        line = "OrderItem"
        way = connect(schema, line, entity)
        return (line, way) if way else None
    return None
