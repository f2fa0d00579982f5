"""What a reading of a figure lacks, made of it alone: what was said at once or in a follow-up, of
one figure or of both that it is made of, is in its query by then.
"""

from handlers.understanding.conditions.resolve import Resolver
from handlers.understanding.figures.against import against
from handlers.understanding.figures.forecast import forecast_grouped
from handlers.understanding.figures.grown import grown
from handlers.understanding.reading import Reading


def completed(reading: Reading, resolver: Resolver) -> Reading:
    """The reading with its groups and its second query, where its figure has any; raises Unsure."""
    if not reading.query.aggregates:
        return reading
    reading = forecast_grouped(reading)
    if reading.derived.growth:
        return grown(reading, reading.derived.growth, resolver)
    return against(reading, resolver)
