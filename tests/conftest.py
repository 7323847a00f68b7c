"""What every test may rely on: the two databases, the fixed day, the cast, the browser."""
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests.browser import browser, page, visitor  # noqa: F401  (fixtures)
from tests.environment import WORKER

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
# No test is timed: a machine that does other things is not a fault of the code. Speed is measured in bench/.
examples.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("house")
TODAY = date(2017, 11, 20)  # the cast lives on the Monday of the prototype


def pytest_report_header(config):
    from django.conf import settings
    return f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}; shared data: {'there' if SHARED.exists() else 'ABSENT, its tests are skipped'}"


TYPOGRAPHY = "chalandise.web.shell.typography.Spaces"


class Undefined(str):
    """Given to Django as `string_if_invalid`: a template that prints a variable nobody gave fails its test."""

    def __contains__(self, item):
        return True

    def __mod__(self, variable):
        raise AssertionError(f"undefined template variable: {variable}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    if WORKER:  # its own account of its half of the tests would be read as the account of all
        session.config.pluginmanager.getplugin("terminalreporter")._tw._file = StringIO()


def pytest_configure(config):
    from django.conf import settings
    settings.MIDDLEWARE.insert(0, "tests.browser.one_at_a_time")
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("⟦%s⟧")
    # Tests read sentences as they are written; test_typography.py and the browser read them as they leave.
    settings.MIDDLEWARE.remove(TYPOGRAPHY)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: "slow" not in item.keywords)  # long tests first: with `-n`, no worker ends alone on one
    if not SHARED.exists():
        for item in items:
            if "shared" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="../shared/data is not here"))


@pytest.fixture(autouse=True)
def fixed_day():
    """Every test lives on Monday 20 November 2017, ten in the morning, unless it says otherwise."""
    from chalandise.foundation import clock
    with clock.at(TODAY) as moment:
        yield moment


@pytest.fixture
def travel():
    """Go to another day: `travel(day)`; back at the end of the test."""
    from contextlib import ExitStack

    from chalandise.foundation import clock
    with ExitStack() as stack:
        yield lambda day: stack.enter_context(clock.at(day))


@pytest.fixture
def cast(db):
    """The named cast (tests/cast.py)."""
    from tests.cast import Cast
    return Cast()


@pytest.fixture
def shared():
    return SHARED
