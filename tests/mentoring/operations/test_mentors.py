"""Somebody offers to accompany a shop: applies, is met, accepted or thanked; keeps their profile."""
from datetime import date

import pytest

from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations import mentors as op
from chalandise.mentoring.queries import mentors as reading
from chalandise.people.models import Affiliation
from chalandise.people.operations import declare_tie
from chalandise.people.queries import has_role
from chalandise.seasons.operations import charters
from chalandise.seasons.queries import playbook

GIVEN = {"email": "Ines@exemple.invalid", "given_name": "Inès", "family_name": "Roux", "phone": "06 12 34 56 79", "skills": ["booking", "magic"],
         "trades": ["beauty"], "availability": ["thu-pm", "mon-am"], "capacity": 1, "employer": "Agence Web", "siren": "732829320",
         "sells": "Des sites", "motivation": "Donner un coup de main."}


def offer(cast, **given):
    return op.apply(season=cast.season, **{**GIVEN, **given})


def test_an_offer_is_kept_and_confirmed(cast):
    made = offer(cast)
    assert (made.person.email, made.skills, made.availability, made.employer.siren, made.state) == (
        "ines@exemple.invalid", ["booking"], ["thu-pm", "mon-am"], "732829320", "applied")
    assert [letter.subject for letter in Letter.objects.all()] == ["Merci de vouloir accompagner une boutique"]
    assert not has_role(made.person, "mentor", cast.season.pk)
    assert reading.free_words(made) == ["lundi matin", "jeudi après-midi"]


def test_an_address_that_applied_keeps_what_it_said(cast):
    first = offer(cast)
    again = offer(cast, skills=["site"], motivation="Autre")
    again.refresh_from_db()
    assert (again, again.skills, again.motivation) == (first, ["booking"], "Donner un coup de main.")
    assert [letter.purpose for letter in Letter.objects.order_by("pk")] == ["mentor.received", "mentor.again"]


@pytest.mark.parametrize("change, field", [
    ({"email": "ines"}, "email"), ({"family_name": " "}, "family_name"), ({"given_name": ""}, "given_name"), ({"skills": ["magic"]}, "skills"),
    ({"availability": []}, "availability"), ({"capacity": 3}, "capacity"), ({"phone": "1"}, "phone"), ({"siren": "732829321"}, "siren")])
def test_what_must_be_corrected_is_said_next_to_its_field(cast, change, field):
    with pytest.raises(Refused) as refusal:
        offer(cast, **change)
    assert refusal.value.field == field
    assert Mentor.objects.count() == 0


def test_met_then_accepted_gives_the_role_and_the_charter(cast):
    charters.publish_new_version(by=cast.rose, season=cast.season, audience="mentor", text=playbook.charter(cast.season, "mentor"))
    made = offer(cast)
    with pytest.raises(Refused, match="Notez d’abord la date"):
        op.accept(by=cast.rose, mentor=made)
    with pytest.raises(Refused, match="l’avenir"):
        op.meet(by=cast.rose, mentor=made, on=date(2017, 12, 1))
    op.meet(by=cast.rose, mentor=made, on=date(2017, 11, 16))
    for _time in range(2):
        op.accept(by=cast.rose, mentor=made)
    assert has_role(made.person, "mentor", cast.season.pk)
    assert Affiliation.objects.get().sells == "Des sites"
    letter = Letter.objects.get(purpose="mentor.accepted")
    assert "/l/" in letter.text and "Lire et signer la charte" in letter.text
    assert [line.what for line in timeline(made)] == ["a accepté le parrain", "a noté la rencontre", "a proposé d’accompagner une boutique"]


def test_declined_with_a_word_once(cast):
    made = offer(cast)
    with pytest.raises(Refused):
        op.decline(by=cast.rose, mentor=made, words=" ")
    for _time in range(2):
        op.decline(by=cast.rose, mentor=made, words="Votre entreprise vend aux boutiques de la rue.")
    assert "vend aux boutiques de la rue" in Letter.objects.get(purpose="mentor.declined").text


def test_two_who_edit_one_profile_lose_nothing(cast):
    mentor = cast.karim_mentor
    op.edit_profile(by=cast.karim, mentor=Mentor.objects.get(pk=mentor.pk), version=1, sells="Rien")
    with pytest.raises(Conflict) as conflict:
        op.edit_profile(by=cast.rose, mentor=Mentor.objects.get(pk=mentor.pk), version=1, sells="Des caisses")
    assert conflict.value.theirs == {"sells": "Rien"}


def test_a_new_employer_is_an_affiliation_too(cast):
    op.edit_profile(by=cast.karim, mentor=cast.karim_mentor, version=1, employer="Banque du Port", sells="Des terminaux")
    assert [(a.person, a.organisation.name, a.sells) for a in Affiliation.objects.all()] == [(cast.karim, "Banque du Port", "Des terminaux")]


def test_ties_are_read_in_words_at_a_constant_cost(cast, django_assert_num_queries):
    declare_tie(by=cast.karim, person=cast.karim, thing=cast.lys, kind="client")
    declare_tie(by=cast.rose, person=cast.karim, thing=cast.cuir, kind="family", source="team")
    mentor = cast.karim_mentor
    with django_assert_num_queries(2):
        lines = reading.ties_of(mentor)
    assert [(line.name, line.kind, str(line.source)) for line in lines] == [
        ("Institut Lys", "client régulier", "déclaré"), ("L’Atelier du Cuir", "famille ou proche", "noté par l’équipe")]
