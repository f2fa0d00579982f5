"""Where products are counted: the lines of orders, or of opportunities."""

from crm.schema import Schema
from handlers.understanding.schema.connect import Way, connect

_LINES = ("OpportunityLineItem", "OrderItem")


def line_entity(schema: Schema, entity: str) -> tuple[str, Way] | None:
    """The entity whose records join `entity` to products, and the way from it back."""
    for line in _LINES:
        if line in schema and line not in schema.unused:
            way = connect(schema, line, entity)
            if way and way.path:
                return line, way
    return None
