"""Reading figures and takings; each query takes the person."""
from chalandise.impact.queries.readings import (
    ENOUGH,
    Point,
    Series,
    actions_to_ask,
    first_of,
    last_month,
    open_months,
    previous_of,
    reading_of,
    series,
    series_of,
    shift,
)

__all__ = ["ENOUGH", "Point", "Series", "actions_to_ask", "first_of", "last_month", "open_months", "previous_of", "reading_of", "series",
           "series_of", "shift"]
