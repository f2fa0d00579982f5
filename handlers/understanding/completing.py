"""What a reading of a figure lacks, made of it alone: what was said at once or in a follow-up, of
one figure or of both that it is made of, is in its query by then.
"""

from handlers.understanding.against import against
from handlers.understanding.forecast import forecast_grouped
from handlers.understanding.grown import grown
from handlers.understanding.reading import Reading
from handlers.understanding.resolve import Resolver


def completed(reading: Reading, resolver: Resolver) -> Reading:
    """The reading with its groups and its second query, where its figure has any; raises Unsure."""
    if not reading.query.aggregates:
        return reading
    reading = forecast_grouped(reading)
    if reading.derived.growth:
        return grown(reading, reading.derived.growth, resolver)
    return against(reading, resolver)
