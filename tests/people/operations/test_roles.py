"""Roles of the team: invited by mail, covered during holidays, handed over, ended; the last key is never thrown away."""
from datetime import date

import pytest

from chalandise.foundation import clock, journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Person, Role
from chalandise.people.operations import (
    cover_role,
    end_role,
    grant_role,
    hand_over,
    invite_colleague,
    remove_colleague,
)
from chalandise.people.queries import has_role, hats_of, holders, roles_now

REFERENT, ADMIN = Role.Kind.REFERENT, Role.Kind.ADMIN


def invite(cast, **more):
    return invite_colleague(**{"by": cast.odile, "kind": REFERENT, "place": cast.season, "email": "Nora.Petit@exemple.invalid",
                               "given_name": "Nora", "family_name": "Petit", "scope": ("season", cast.season.pk), **more})


def test_a_role_given_twice_is_held_once(cast):
    first = grant_role(person=cast.awa, kind=REFERENT, scope_id=cast.season.pk)
    assert grant_role(person=cast.awa, kind=REFERENT, scope_id=cast.season.pk) == first


def test_an_ended_role_stays_written_and_no_longer_counts(cast):
    grant_role(person=cast.awa, kind=REFERENT, scope_id=cast.season.pk)
    end_role(person=cast.awa, kind=REFERENT, scope_id=cast.season.pk)
    assert not has_role(cast.awa, REFERENT, cast.season.pk)
    assert Role.objects.filter(person=cast.awa, kind=REFERENT).count() == 1


def test_a_colleague_is_invited_by_a_mail_with_one_link(cast):
    role = invite(cast)
    person = Person.objects.get(email="nora.petit@exemple.invalid")
    assert (role.person, has_role(person, REFERENT, cast.season.pk)) == (person, True)
    letter = Letter.objects.get(recipient_key=person.key)
    assert letter.subject == "Odile Marchand vous invite dans l’équipe de Saison 2017–2018"
    assert (letter.scope_kind, letter.scope_id, letter.text.count("/l/")) == ("season", cast.season.pk, 1)
    assert journal.timeline(cast.season)[0].what == "a invité quelqu’un dans l’équipe"


def test_who_is_already_in_the_team_is_not_invited_again(cast):
    invite(cast)
    with pytest.raises(Refused, match="fait déjà partie"):
        invite(cast)


def test_inviting_somebody_known_keeps_their_name(cast):
    role = invite(cast, email=cast.karim.email, given_name="K.", family_name="B.")
    assert role.person.full_name == "Karim Benali"


def test_nobody_is_invited_as_a_merchant(cast):
    with pytest.raises(Refused):
        invite(cast, kind=Role.Kind.MERCHANT)


def test_the_last_responsible_of_a_territory_stays(cast):
    role = Role.objects.get(person=cast.odile, kind=ADMIN)
    with pytest.raises(Refused, match="seul responsable"):
        remove_colleague(by=cast.odile, role=role, place=cast.bordeaux)
    grant_role(person=cast.awa, kind=ADMIN, scope_id=cast.bordeaux.pk)
    remove_colleague(by=cast.odile, role=role, place=cast.bordeaux)
    assert list(holders(ADMIN, cast.bordeaux.pk)) == [cast.awa]


def test_a_cover_opens_and_closes_by_itself(cast):
    cover_role(by=cast.rose, person=cast.awa, kind=REFERENT, place=cast.season, since=date(2017, 12, 4),
               until=date(2017, 12, 8), scope=("season", cast.season.pk))
    seen = []
    for day in (date(2017, 12, 3), date(2017, 12, 4), date(2017, 12, 8), date(2017, 12, 9)):
        with clock.at(day):
            seen.append((has_role(cast.awa, REFERENT, cast.season.pk), has_role(cast.rose, REFERENT, cast.season.pk)))
    assert seen == [(False, True), (True, True), (True, True), (False, True)]
    assert "du 4 décembre 2017 au 8 décembre 2017" in Letter.objects.get(recipient_key=cast.awa.key).text


@pytest.mark.parametrize(("since", "until", "words"), [
    (date(2017, 12, 8), date(2017, 12, 4), "vient avant le premier"),
    (date(2017, 11, 1), date(2017, 11, 3), "sont passées"),
])
def test_a_cover_with_impossible_dates_is_refused(cast, since, until, words):
    with pytest.raises(Refused, match=words):
        cover_role(by=cast.rose, person=cast.awa, kind=REFERENT, place=cast.season, since=since, until=until, scope=("", None))


def test_who_already_follows_the_season_cannot_cover_it(cast):
    with pytest.raises(Refused, match="suit déjà"):
        cover_role(by=cast.odile, person=cast.rose, kind=REFERENT, place=cast.season, since=date(2017, 12, 4),
                   until=date(2017, 12, 8), scope=("", None))


def test_handing_over_moves_the_role(cast):
    hand_over(by=cast.rose, giver=cast.rose, taker=cast.awa, kind=REFERENT, place=cast.season)
    assert list(holders(REFERENT, cast.season.pk)) == [cast.awa]
    with pytest.raises(Refused):
        hand_over(by=cast.awa, giver=cast.awa, taker=cast.awa, kind=REFERENT, place=cast.season)


def test_all_hats_of_a_person_cost_one_query(cast, django_assert_num_queries):
    for kind in (ADMIN, REFERENT, Role.Kind.MENTOR):
        grant_role(person=cast.awa, kind=kind, scope_id=7)
    with django_assert_num_queries(1):
        hats = hats_of(cast.awa)
    assert {k: v for k, v in hats.items() if k != "mentor"} == {"admin": {7}, "referent": {7}}
    assert roles_now().filter(person=cast.bruno).count() == 1
