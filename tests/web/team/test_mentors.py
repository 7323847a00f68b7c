"""Somebody offers to accompany a shop on a phone; the team meets, accepts or thanks; the mentor keeps their profile."""
import re

import pytest
from django.test import Client
from django.urls import reverse

from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor
from chalandise.mentoring.operations import mentors as operations
from chalandise.people.models import Tie
from chalandise.people.queries import has_role

TYPED = {"given_name": "Inès", "family_name": "Roux", "email": "ines@exemple.invalid", "phone": "0612345679", "skills": ["booking"],
         "trades": ["beauty"], "availability": ["mon-am"], "capacity": "1", "employer": "Agence Web", "siren": "", "sells": "Des sites", "motivation": "Aider."}


@pytest.fixture
def rose(cast, client):
    client.force_login(cast.rose)
    return cast.rose


def at(cast, name, *args):
    return reverse(f"team:{name}", args=[cast.season.slug, *args])


def offered(cast):
    Client().post(reverse("public:mentor_apply", args=[cast.season.slug]), TYPED)
    return Mentor.objects.get(person__email="ines@exemple.invalid")


def test_an_offer_on_a_phone_then_corrected_by_its_link(cast):
    cast.season  # noqa: B018
    phone, door = Client(), reverse("public:mentor_apply", args=[cast.season.slug])
    assert phone.get(door).status_code == 200
    missing = phone.post(door, {**TYPED, "availability": [], "skills": []}).content.decode()
    assert "Aider." in missing and Mentor.objects.count() == 0
    thanks = phone.post(door, TYPED, follow=True).content.decode()
    assert "Merci, votre proposition est arrivée" in thanks
    link = re.search(r"/l/[\w-]+/", Letter.objects.get().text).group()
    assert 'value="Agence Web"' in phone.get(link).content.decode()
    phone.post(link, {**TYPED, "skills": ["site", "video"], "version": "1"})
    assert Mentor.objects.get().skills == ["site", "video"]
    late = phone.post(link, {**TYPED, "motivation": "Autre", "version": "1"}).content.decode()
    assert "Ce qui est enregistré maintenant" in late


def test_the_same_address_again_is_answered_the_same_and_changes_nothing(cast):
    offered(cast)
    page = Client().post(reverse("public:mentor_apply", args=[cast.season.slug]), {**TYPED, "skills": ["data"]}, follow=True).content.decode()
    assert "Merci, votre proposition est arrivée" in page
    assert Mentor.objects.get().skills == ["booking"]


def test_met_then_accepted_from_one_page(cast, client, rose):
    mentor = offered(cast)
    assert "Se rencontrer" in client.get(at(cast, "mentor", mentor.pk)).content.decode()
    assert "l’avenir" in client.post(at(cast, "mentor_meeting", mentor.pk), {"on": "2018-01-01"}).content.decode()
    client.post(at(cast, "mentor_meeting", mentor.pk), {"on": "2017-11-17"})
    for _time in range(2):
        client.post(at(cast, "mentor_welcome", mentor.pk))
    mentor.refresh_from_db()
    assert mentor.state == "accepted" and has_role(mentor.person, "mentor", cast.season.pk)
    page = client.get(at(cast, "mentor", mentor.pk)).content.decode()
    assert "charte à signer" in page and "a accepté le parrain" in page
    client.post(at(cast, "mentor_departure", mentor.pk))
    mentor.refresh_from_db()
    assert mentor.state == "left"


def test_declined_with_a_word(cast, client, rose):
    mentor = offered(cast)
    assert client.post(at(cast, "mentor_refusal", mentor.pk), {"words": ""}).status_code == 200
    client.post(at(cast, "mentor_refusal", mentor.pk), {"words": "Votre entreprise vend à la rue."})
    mentor.refresh_from_db()
    assert mentor.state == "declined"


def test_the_team_notes_and_corrects_for_somebody(cast, client, rose):
    made = client.post(at(cast, "mentor_new"), TYPED)
    mentor = Mentor.objects.get()
    assert made.url == at(cast, "mentor", mentor.pk)
    client.post(at(cast, "mentor_edit", mentor.pk), {**TYPED, "capacity": "2", "employer": "", "version": "1"})
    mentor.refresh_from_db()
    assert (mentor.capacity, mentor.employer) == (2, None)


def test_ties_are_declared_by_the_mentor_and_by_the_team(cast, client, rose):
    cast.pairing  # noqa: B018
    mentor = cast.karim_mentor
    refused = client.post(at(cast, "mentor_ties", mentor.pk), {"kind": "family"}).content.decode()
    assert "Choisissez une boutique, ou écrivez le nom d’une entreprise." in refused
    client.post(at(cast, "mentor_ties", mentor.pk), {"shop": cast.lys.pk, "kind": "family"})
    client.force_login(cast.karim)
    mine = reverse("mentor:ties", args=[cast.season.slug])
    client.post(mine, {"organisation": "Banque du Port", "kind": "client", "note": "depuis 2015"})
    assert [(t.kind, t.source) for t in Tie.objects.order_by("pk")] == [("family", "team"), ("client", "declared")]
    page = client.get(reverse("mentor:profile", args=[cast.season.slug])).content.decode()
    assert "Banque du Port" in page and "noté par l’équipe" in page
    for tie in Tie.objects.all():
        client.post(mine, {"end": tie.pk})
    assert [t.until is None for t in Tie.objects.order_by("pk")] == [True, False]
    assert client.post(mine, {"end": "9999"}).status_code == 404


def test_the_mentor_corrects_their_profile(cast, client):
    cast.karim_mentor  # noqa: B018
    client.force_login(cast.karim)
    door = reverse("mentor:profile", args=[cast.season.slug])
    assert client.get(door).status_code == 200
    client.post(door, {"skills": ["data"], "availability": ["tue-pm"], "capacity": "2", "version": "1"})
    assert (Mentor.objects.get().skills, Mentor.objects.get().capacity) == (["data"], 2)


def test_the_list_costs_the_same_with_one_and_thirty(cast, client, rose, django_assert_max_num_queries):
    costs = []
    for count in (1, 29):
        for n in range(count):
            operations.apply(season=cast.season, **{**TYPED, "email": f"m{count}-{n}@exemple.invalid", "capacity": 1})
        with django_assert_max_num_queries(20) as cost:
            page = client.get(at(cast, "mentors"))
        costs.append((page.context["listing"].count, len(cost)))
    assert [rows for rows, _cost in costs] == [1, 30] and costs[0][1] == costs[1][1]
    found = client.get(at(cast, "mentors") + "?competence=booking&etat=applied&format=csv").getvalue().decode("utf-8-sig")
    assert len(found.strip().splitlines()) == 31


def test_another_territory_finds_nothing(cast, client):
    mentor = cast.karim_mentor
    client.force_login(cast.hugo)
    for name, args in (("mentors", []), ("mentor", [mentor.pk]), ("mentor_edit", [mentor.pk])):
        assert client.get(at(cast, name, *args)).status_code == 404
    client.force_login(cast.lila)
    assert client.get(reverse("mentor:profile", args=[cast.season.slug])).status_code == 404


def several(cast, *names):
    for n, name in enumerate(names):
        Client().post(reverse("public:mentor_apply", args=[cast.season.slug]), {
            **TYPED, "given_name": name, "family_name": f"Roux {name}", "email": f"{n}@exemple.invalid", "phone": "", "employer": "", "sells": ""})
    return {m.person.given_name: m for m in Mentor.objects.select_related("person")}


def test_several_are_met_and_accepted_with_one_button(cast, client, rose):
    people, page = several(cast, "Inès", "Omar", "Zoé"), at(cast, "mentors_welcome")
    assert "3 personnes attendent votre réponse" in client.get(page).content.decode()
    answer = client.post(page, {"on": "2017-11-18", f"m{people['Inès'].pk}": "accepted", f"m{people['Omar'].pk}": "met"}, follow=True).content.decode()
    assert "1 personne fait partie des parrains" in answer
    assert sorted((m.person.given_name, m.state, m.met_at and m.met_at.date().isoformat()) for m in Mentor.objects.all()) == [
        ("Inès", "accepted", "2017-11-18"), ("Omar", "met", "2017-11-18"), ("Zoé", "applied", None)]
    assert has_role(people["Inès"].person, "mentor", cast.season.pk)
    assert [letter.to_address for letter in Letter.objects.filter(purpose__endswith="accepted")] == ["0@exemple.invalid"]
    later = client.get(page).content.decode()
    assert "rencontré samedi 18 novembre" in later and "2 personnes attendent votre réponse" in later


def test_a_meeting_to_come_changes_nobody_and_keeps_what_was_ticked(cast, client, rose):
    people, page = several(cast, "Inès", "Omar"), at(cast, "mentors_welcome")
    answer = client.post(page, {"on": "2018-01-01", f"m{people['Inès'].pk}": "accepted", f"m{people['Omar'].pk}": "met"})
    assert answer.status_code == 422 and "dans l’avenir" in answer.content.decode()
    assert {m.state for m in Mentor.objects.all()} == {"applied"}
    assert answer.context["form"][f"m{people['Inès'].pk}"].value() == "accepted"
    assert client.post(page, {"on": "2017-11-18", f"m{people['Inès'].pk}": "rien de tel"}).status_code == 422


def test_the_page_says_so_when_nobody_waits(cast, client, rose):
    cast.season  # noqa: B018
    assert "Personne n’attend de réponse" in client.get(at(cast, "mentors_welcome")).content.decode()


def test_the_page_costs_the_same_with_one_and_thirty(cast, client, rose, django_assert_max_num_queries):
    counts = []
    for names in (["Inès"], [f"Nom {n}" for n in range(30)]):
        several(cast, *names)
        client.get(at(cast, "mentors_welcome"))
        with django_assert_max_num_queries(20) as cost:
            client.get(at(cast, "mentors_welcome"))
        counts.append(len(cost))
    assert counts[0] == counts[1]
