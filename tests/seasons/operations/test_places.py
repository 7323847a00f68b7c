"""A shop leaves the panel and another takes its place."""
import pytest

from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.queries import has_role
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.operations import panel, places
from chalandise.seasons.operations.charters import publish_new_version
from chalandise.seasons.queries import panel as reading
from tests.seasons.applicants import panel_of


@pytest.fixture
def four(cast):
    """One and Two are in, Three waits, Four is not chosen; everybody knows."""
    found = panel_of(cast)
    panel.decide(by=cast.rose, season=cast.season, proposal=panel.propose(by=cast.rose, season=cast.season, seed=7), waiting=1)
    panel.announce(by=cast.rose, season=cast.season)
    return found


def test_leaving_is_noted_once_and_thanked_without_blame(cast, four):
    place = PanelPlace.objects.get(shop=four[0].shop)
    for departure in ("no_time", "sold"):
        places.leave(by=cast.rose, place=place, departure=departure, via="phone")
    place.refresh_from_db()
    assert (place.departure, reading.free_places(cast.season)) == ("no_time", 1)
    assert [letter.subject for letter in Letter.objects.filter(purpose="panel.goodbye")] == ["Un quitte la saison"]
    assert (timeline(place)[0].what, timeline(place)[0].via) == ("a noté que la boutique s’arrête", "par téléphone")
    assert has_role(four[0].person, "merchant", four[0].shop_id)


def test_a_departure_needs_a_known_reason(cast, four):
    with pytest.raises(Refused):
        places.leave(by=cast.rose, place=PanelPlace.objects.first(), departure="lazy")


def test_the_first_in_line_takes_the_place_and_is_told(cast, four):
    one, _two, three, last = four
    gone = places.leave(by=cast.rose, place=PanelPlace.objects.get(shop=one.shop), departure="ill")
    made = places.replace(by=cast.rose, season=cast.season, application=three, place=gone)
    assert (made.shop, made.replaced) == (three.shop, gone)
    assert [letter.subject for letter in Letter.objects.filter(purpose="panel.place_free")] == ["Une place se libère pour Trois"]
    with pytest.raises(Refused, match="n’est pas, ou plus"):
        places.replace(by=cast.rose, season=cast.season, application=last, place=gone)
    with pytest.raises(Refused, match="n’est pas, ou plus"):
        places.replace(by=cast.rose, season=cast.season, application=three, place=gone)
    with pytest.raises(Refused, match="a déjà pris"):
        places.come_back(by=cast.rose, place=gone)


def test_who_takes_the_place_gets_the_charter_that_the_letter_announces(cast, four):
    publish_new_version(by=cast.rose, season=cast.season, audience="merchant", text="Nous nous engageons à essayer. " * 20, tell=False)
    gone = places.leave(by=cast.rose, place=PanelPlace.objects.get(shop=four[0].shop), departure="ill")
    places.replace(by=cast.rose, season=cast.season, application=four[2], place=gone)
    assert list(Letter.objects.filter(purpose__startswith="charter").values_list("to_address", "state")) == [(four[2].person.email, "waiting")]


def test_nobody_enters_a_full_panel(cast, four):
    with pytest.raises(Refused, match="Le panel est complet"):
        places.replace(by=cast.rose, season=cast.season, application=four[2])


def test_a_departure_is_undone_while_the_place_is_free(cast, four):
    gone = places.leave(by=cast.rose, place=PanelPlace.objects.get(shop=four[0].shop), departure="other")
    assert places.come_back(by=cast.rose, place=gone).left_at is None
    assert reading.free_places(cast.season) == 0
