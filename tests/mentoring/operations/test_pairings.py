"""Pairings: opened, announced, closed, taken over; the role on the shop follows and the story stays."""
import threading

import pytest
from django.db import connection, connections

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Mentor, Pairing, Visit
from chalandise.mentoring.operations.pairings import (
    announce_pairings,
    change_mentor,
    close_pairing,
    close_shop_pairings,
    leave_mentor,
    open_pairing,
    record_contact,
)
from chalandise.mentoring.queries.pairings import story_of
from chalandise.people.models import Affiliation, Organisation, Role, Tie
from chalandise.people.operations import grant_role
from chalandise.people.queries import scopes_of
from chalandise.seasons.models import Signature
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written


@pytest.fixture
def scene(cast):
    return scenes.board(cast)


def opened(cast, **words):
    return open_pairing(**{"season": cast.season, "shop": cast.lys, "mentor": cast.karim_mentor, "by": cast.rose, **words})


def test_opening_grants_the_mentor_the_shop_and_tells_nobody(scene):
    pairing = opened(scene)
    assert (pairing.fit > 0, pairing.announced_at, pairing.visits.count()) == (True, None, 0)
    assert scopes_of(scene.karim, Role.Kind.COMPANION) == {scene.lys.pk}
    assert written("pairing_announced_merchant") == []


def test_announcing_tells_both_once_and_opens_three_visits(scene):
    pairing = opened(scene)
    for _ in range(2):
        announce_pairings(season=scene.season, by=scene.rose)
    assert list(pairing.visits.values_list("number", "state")) == [(1, "to_plan"), (2, "to_plan"), (3, "to_plan")]
    (to_merchant,), (to_mentor,) = written("pairing_announced_merchant"), written("pairing_announced_mentor")
    assert (to_merchant.to_address, to_merchant.subject) == (scene.lila.email, "Karim accompagne Institut Lys")
    assert "Lila" in to_mentor.text
    assert scene.karim.email not in to_merchant.text  # first name and telephone, as agreed


@pytest.mark.parametrize(("spoil", "sentence"), [
    (lambda c: Signature.objects.filter(person=c.karim).delete(), "Karim Benali n’a pas encore signé"),
    (lambda c: Signature.objects.filter(person=c.karim).update(withdrawn_at=clock.now()), "Karim Benali n’a pas encore signé"),
    (lambda c: Signature.objects.filter(shop=c.lys).delete(), "Institut Lys n’a pas encore signé"),
    (lambda c: grant_role(person=c.karim, kind=Role.Kind.MERCHANT, scope_id=c.lys.pk), "Karim Benali tient Institut Lys. Choisissez un autre parrain"),
    (lambda c: Tie.objects.create(person=c.karim, object_kind="shops.shop", object_id=c.lys.pk, kind="supplier", source="declared",
                                  since=clock.today()), "Karim Benali vend à Institut Lys."),
    (lambda c: Tie.objects.create(person=c.karim, object_kind="people.person", object_id=c.lila.pk, kind="family", source="team",
                                  since=clock.today()), "Lien de famille entre Karim Benali et Lila Sarda\u00a0; Lila Sarda tient Institut Lys."),
    (lambda c: same_body(c), "Karim Benali travaille pour Lys SARL\u00a0; Lys SARL et Institut Lys sont le même organisme."),
    (lambda c: Mentor.objects.filter(pk=c.karim_mentor.pk).update(state="met"), "pas un parrain accepté"),
])
def test_what_bars_a_pairing_is_said(scene, spoil, sentence):
    spoil(scene)
    with pytest.raises(Refused) as refusal:
        opened(scene)
    assert sentence in str(refusal.value)


def same_body(cast):
    body = Organisation.objects.create(name="Lys SARL", siren="552100554")
    cast.lys.siret = "55210055400013"
    cast.lys.save()
    Affiliation.objects.create(person=cast.karim, organisation=body, since=clock.today())


def test_a_tie_that_ended_bars_nobody(scene):
    Tie.objects.create(person=scene.karim, object_kind="shops.shop", object_id=scene.lys.pk, kind="supplier", source="declared",
                       since=clock.today().replace(year=2015), until=clock.today().replace(year=2016))
    assert opened(scene).pk


def test_a_mentor_takes_no_more_than_their_capacity(scene):
    opened(scene)
    with pytest.raises(Refused, match="autant de commerces que prévu"):
        opened(scene, shop=scene.cuir)
    Mentor.objects.update(capacity=2)
    assert opened(scene, shop=scene.cuir).pk


def test_a_shop_has_one_mentor(scene):
    opened(scene)
    with pytest.raises(Refused, match="a déjà un parrain"):
        opened(scene, mentor=scene.awa_mentor)


def test_a_shop_outside_the_panel_is_refused(scene):
    with pytest.raises(Refused, match="pas dans le panel"):
        opened(scene, shop=scene._shop("Ailleurs"))


def test_closing_cancels_what_was_fixed_and_ends_the_role_once(scene):
    pairing = opened(scene)
    announce_pairings(season=scene.season, by=scene.rose)
    begins, ends = scenes.hour(23, 9)
    pairing.visits.filter(number=1).update(state="fixed", starts_at=begins, ends_at=ends)
    for _ in range(2):
        close_pairing(pairing=pairing, by=scene.rose, ending="no_fit")
    assert set(pairing.visits.values_list("state", flat=True)) == {"cancelled"}
    assert scopes_of(scene.karim, Role.Kind.COMPANION) == set()
    assert len(written("visit_cancelled")) == 2
    assert [len(written(f"pairing_ended_{side}")) for side in ("merchant", "mentor")] == [1, 1]


def test_another_mentor_continues_the_story(scene):
    pairing = opened(scene)
    announce_pairings(season=scene.season, by=scene.rose)
    pairing.visits.filter(number=1).update(state="done")
    following = change_mentor(pairing=pairing, mentor=scene.awa_mentor, by=scene.rose)
    assert [p.mentor.person.given_name for p in story_of(following)] == ["Karim", "Awa"]
    assert list(following.visits.values_list("number", flat=True)) == [2, 3]
    assert scopes_of(scene.awa, Role.Kind.COMPANION) == {scene.lys.pk}
    assert scopes_of(scene.karim, Role.Kind.COMPANION) == set()


def test_a_mentor_who_leaves_frees_the_shops_and_receives_an_attestation(scene):
    pairing = opened(scene)
    announce_pairings(season=scene.season, by=scene.rose)
    assert leave_mentor(mentor=scene.karim_mentor, by=scene.rose) == [scene.lys]
    assert leave_mentor(mentor=scene.karim_mentor, by=scene.rose) == []
    pairing.refresh_from_db()
    assert pairing.ending == "mentor_left"
    assert scopes_of(scene.karim, Role.Kind.MENTOR) == set()
    (letter,) = written("mentor_thanked")
    assert letter.text.count("/l/") == 1
    assert written("pairing_ended_mentor") == []  # one letter is enough


def test_a_shop_that_leaves_closes_its_pairing_and_is_not_written_to(scene):
    opened(scene)
    announce_pairings(season=scene.season, by=scene.rose)
    (closed,) = close_shop_pairings(season=scene.season, shop=scene.lys, by=scene.rose)
    assert closed.ending == "merchant_left"
    assert [len(written(f"pairing_ended_{side}")) for side in ("merchant", "mentor")] == [0, 1]


def test_a_contact_is_a_sign_of_life(scene):
    pairing = opened(scene)
    record_contact(pairing=pairing, by=scene.karim)
    assert list(pairing.signs.values_list("kind", flat=True)) == ["contact"]


@pytest.mark.django_db(transaction=True)
def test_two_referents_who_decide_at_the_same_time_make_one_pairing(cast):
    scene, outcomes = scenes.board(cast), []
    day = clock.now()

    def decide(mentor):
        try:
            with clock.at(day):
                outcomes.append(open_pairing(season=scene.season, shop=scene.lys, mentor=mentor, by=scene.rose) and "opened")
        except Refused as refusal:
            outcomes.append(str(refusal)[:28])
        finally:
            connections.close_all()
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer by nature; PostgreSQL shows the race")
    threads = [threading.Thread(target=decide, args=[m]) for m in (scene.karim_mentor, scene.awa_mentor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Institut Lys a déjà un parra", "opened"]
    assert Pairing.objects.filter(ended_at=None).count() == 1
    assert Visit.objects.count() == 0
