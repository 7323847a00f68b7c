"""The calendar of visits and the missing skills on screen: proposed, fixed, moved; asked, accepted by a link."""
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Mentor, Pairing, SkillRequest, Visit
from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
from chalandise.mentoring.operations.planning import plan_visits
from chalandise.mentoring.operations.skills import ask_skills
from tests.mentoring import scenes

SLUG = "fondaudege-2017"


@pytest.fixture
def scene(cast, client):
    with clock.at(clock.local(cast.season.starts_on + timedelta(days=21), 10)):
        scenes.board(cast)
        open_pairing(season=cast.season, shop=cast.lys, mentor=cast.karim_mentor, by=cast.rose)
        announce_pairings(season=cast.season, by=cast.rose)
        client.force_login(cast.rose)
        yield cast


def to(name, *args):
    return reverse(f"team:{name}", args=[SLUG, *args])


def test_a_calendar_is_proposed_read_and_fixed(scene, client):
    assert "3 visites sans date" in client.get(to("visits")).content.decode()
    page = client.post(to("visits_proposal"), follow=True).content.decode()
    assert "3 dates sont proposées." in page
    assert "1 boutique sans horaires connus" in page
    assert Visit.objects.filter(state="fixed").count() == 0
    page = client.post(to("visits_publication"), follow=True).content.decode()
    assert "3 visites sont fixées, chacun reçoit ses dates." in page
    assert Visit.objects.filter(state="fixed").count() == 3


def test_nothing_to_plan_is_said(cast, client):
    client.force_login(cast.rose)
    assert "Aucune visite à planifier" in client.get(to("visits")).content.decode()
    assert "rien à planifier" in client.post(to("visits_proposal"), follow=True).content.decode()
    assert "pas encore de calendrier" in client.post(to("visits_publication"), follow=True).content.decode()


def test_a_visit_is_moved_after_reading_what_it_shifts(scene, client):
    client.post(to("visits_proposal"))
    client.post(to("visits_publication"))
    visit = Visit.objects.get(number=1)
    before = visit.starts_at
    page = client.get(to("visit_move", visit.pk)).content.decode()
    assert "Une seule visite change" in page
    plan = re.findall(r'name="plan" value="([^"]+)"', page)
    client.post(to("visit_move", visit.pk), {"plan": [p.replace("&#x2B;", "+") for p in plan], "when": ""})
    visit.refresh_from_db()
    assert visit.starts_at.date() != before.date()
    page = client.get(to("visit_move", visit.pk), {"when": "hier"}).content.decode()
    assert "errors" in page
    assert "Le calendrier a changé" in client.post(to("visit_move", visit.pk), {"plan": ["1@x"], "when": ""}).content.decode()


def test_missing_skills_are_listed_and_asked_in_one_gesture(scene, client):
    page = client.get(to("skills")).content.decode()
    assert "1 compétence manque" in page
    assert "Demander à 1 personne" in page
    page = client.post(to("skills_asking"), follow=True).content.decode()
    assert "1 parrain reçoit une lettre." in page
    assert list(SkillRequest.objects.values_list("helper", "skill")) == [(scene.awa_mentor.pk, "site")]


def test_a_helper_answers_by_the_link_of_the_letter_and_on_their_page(scene, client):
    (request,) = ask_skills(season=scene.season, by=scene.rose)
    client.logout()
    address = re.search(r"/l/[\w-]{20,}/", Letter.objects.get(purpose="mentoring.skill_asked").text).group()
    assert "D’accord, je donne une heure" in client.get(address).content.decode()
    assert "Merci. Vous recevez" in client.post(address, {"request": request.pk, "says": "yes"}, follow=True).content.decode()
    assert "n’attend plus de réponse" in client.post(address, {"request": "9" * 30, "says": "yes"}, follow=True).content.decode()
    client.force_login(scene.awa)
    assert "vous avez dit oui" in client.get(reverse("mentor:helping", args=[SLUG])).content.decode()


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("visits", 14), ("skills", 26)])
def test_these_pages_cost_the_same_queries(scene, client, count, name, queries, django_assert_num_queries):
    for n in range(count):
        mentor = scene._mentor(scene.person("Marraine", f"N{n:02}"))
        pairing = Pairing.objects.create(season=scene.season, shop=scene._shop(f"Boutique {n:02}"), mentor=mentor, opened_at=clock.now(), announced_at=clock.now())
        Visit.objects.create(pairing=pairing, number=1)
    Mentor.objects.update(availability=["tue-am", "thu-am"])
    plan_visits(season=scene.season, by=scene.rose)
    with django_assert_num_queries(queries):
        answer = client.get(to(name))
    assert answer.status_code == 200
