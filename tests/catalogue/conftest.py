from contextlib import ExitStack

import pytest

from chalandise.foundation import clock


@pytest.fixture
def travel():
    """Go to another day: `travel(day)`; back at the end of the test."""
    with ExitStack() as stack:
        yield lambda day: stack.enter_context(clock.at(day))
