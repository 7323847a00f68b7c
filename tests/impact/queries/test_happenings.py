"""What else happened: works on one stretch set its shops aside, those of the whole street do not; the referent's notes as they say."""
from datetime import date

import pytest

from chalandise.foundation.refusals import Refused
from chalandise.impact.operations.circumstances import note_circumstance, remove_circumstance
from chalandise.impact.queries.cuts import cut_of
from chalandise.impact.queries.happenings import around, circumstances_of, department_of
from chalandise.territory.models import Works
from tests.impact.street import LATER, Street


@pytest.fixture
def street(cast):
    """Six shops acted, six are compared; the first three and the compared ones stand on the first stretch."""
    found = Street(cast, acted=6, compared=6)
    cast.first, cast.second = cast.perimeter.stretches.order_by("order")
    for n, shop in enumerate(found.acted + found.compared):
        shop.stretch = cast.first if n < 3 or n > 5 else cast.second
        shop.save()
    return found


def aside(cast):
    """Return {shop: first days of the weeks set aside}."""
    cut = cut_of(cast.rose, cast.season, LATER)
    return {shop: [cut.start_of(n) for n in range(cut.length) if cut.aside[row, n]] for row, shop in enumerate(cut.shops) if cut.aside[row].any()}


def works(cast, stretch, first, last):
    return Works.objects.create(axis=cast.axis, stretch=stretch, name="Pose des rails", starts_on=first, ends_on=last)


def test_works_on_one_stretch_set_its_shops_aside_for_the_weeks_that_they_fill(cast, street):
    works(cast, cast.second, date(2017, 10, 4), date(2017, 10, 17))
    assert aside(cast) == {s.pk: [date(2017, 10, 2), date(2017, 10, 9)] for s in street.acted[3:]}


def test_works_of_the_whole_street_or_without_an_end_are_common_and_only_told(cast, street):
    works(cast, None, date(2017, 10, 2), date(2017, 10, 22))
    works(cast, cast.second, date(2016, 10, 3), None)
    assert aside(cast) == {}
    assert [h.kind for h in around(cast.season, date(2017, 10, 3), date(2017, 10, 4))] == ["works", "works"]


def test_the_referent_s_notes_touch_a_shop_a_stretch_or_everybody(cast, street):
    day, end = date(2018, 2, 5), date(2018, 2, 11)
    note_circumstance(by=cast.rose, season=cast.season, kind="other", name="Dégât des eaux", starts_on=day, ends_on=end, shop=street.acted[0], aside=True)
    assert aside(cast) == {street.acted[0].pk: [day]}
    note_circumstance(by=cast.rose, season=cast.season, kind="access", name="Rue fermée", starts_on=day, ends_on=end, stretch=cast.second, aside=True)
    assert set(aside(cast)) == {street.acted[0].pk, *(s.pk for s in street.acted[3:])}
    note_circumstance(by=cast.rose, season=cast.season, kind="strike", name="Grève", starts_on=day, ends_on=end)
    everywhere = note_circumstance(by=cast.rose, season=cast.season, kind="weather", name="Crue", starts_on=day, ends_on=end, aside=True)
    assert len(aside(cast)) == 12
    remove_circumstance(by=cast.rose, circumstance=everywhere)
    remove_circumstance(by=cast.rose, circumstance=everywhere)
    assert len(aside(cast)) == 4 and circumstances_of(cast.season).count() == 3


def test_what_is_badly_said_is_refused_at_its_field(cast):
    cast.rose  # noqa: B018
    said = {"by": cast.rose, "season": cast.season, "kind": "strike", "name": "Grève", "starts_on": date(2017, 10, 10)}
    for wrong, field in (({"ends_on": date(2017, 10, 9)}, "ends_on"), ({"ends_on": date(2018, 12, 1)}, "ends_on"), ({"name": "  "}, "name")):
        with pytest.raises(Refused) as refusal:
            note_circumstance(**said | wrong)
        assert refusal.value.field == field
    with pytest.raises(Refused):
        note_circumstance(**said | {"by": cast.odile})


def test_the_country_s_calendar_joins_by_the_department(cast):
    assert department_of(cast.bordeaux) == "33" and department_of(cast.villeneuve) == ""
    found = around(cast.season, date(2017, 12, 18), date(2018, 1, 15))
    assert [(h.kind, h.name) for h in found] == [("school", "Vacances de Noël"), ("public", "Noël"), ("public", "Jour de l'an"), ("sales", "Soldes d’hiver")]
