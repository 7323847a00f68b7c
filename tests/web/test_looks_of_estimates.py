"""Every page of effects, looked at on a phone and on a desk, in both languages, light and dark: nothing breaks."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.impact.operations.circumstances import note_circumstance
from chalandise.impact.operations.releasing import release
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from tests.impact.queries.test_programme import assessed
from tests.impact.street import LATER, measured
from tests.web.test_looks_of_diagnostics import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def scene(cast):
    """Twelve shops acted in two ways, fifteen are compared; all was let out but the smallest kind, which is refused."""
    cast.street, cast.run = measured(cast, acted=12, compared=15, effect=0.09, deals=199, kinds=("booking", "booking", "social"))
    note_circumstance(by=cast.rose, season=cast.season, kind="strike", name="Grève du tram", starts_on=date(2017, 10, 10), ends_on=date(2017, 10, 14))
    release(by=cast.rose, estimate=cast.run.estimates.get(kind=""))
    return cast


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


def test_the_referent_s_pages(scene, visitor):
    tab = visitor().sign_in(scene.rose)
    tab.travel(LATER)
    look(tab, at("effects"), "effects")
    look(tab, at("effect", scene.run.estimates.get(kind="").pk), "effect")
    look(tab, at("effect", scene.run.estimates.get(kind="social").pk), "effect-refused")
    look(tab, at("circumstances"), "circumstances")
    look(tab, at("weather"), "weather")
    for n, shop in enumerate(scene.street.acted):
        assessed(scene, shop, "T0", 30 + n)
        if n < 7:
            assessed(scene, shop, "T1", 40 + n)
    look(tab, at("programme"), "programme")


def test_the_rest_of_the_team_the_merchant_and_the_partner(scene, visitor):
    tab = visitor().sign_in(scene.odile)
    look(tab, at("effects"), "effects-admin")
    tab = visitor().sign_in(scene.street.acted[0].merchant)
    look(tab, reverse("merchant:home", args=[scene.street.acted[0].pk]), "effects-merchant")
    person = scene.person("Paul", "Partenaire")
    grant_role(person=person, kind=Role.Kind.PARTNER, scope_id=scene.season.pk)
    tab = visitor().sign_in(person)
    look(tab, reverse("public:partner", args=[scene.season.slug]), "effects-partner")


def test_before_anything(cast, visitor):
    tab = visitor().sign_in(cast.rose)
    look(tab, at("effects"), "effects-empty")
