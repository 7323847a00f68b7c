"""What an action should change, on screen: from three doors and by one link, with the smallest effect in plain words."""
import re
from datetime import date

import pytest
from django.urls import reverse

from chalandise.actions.operations.course import finish
from chalandise.actions.operations.ideas import put_to_merchant
from chalandise.foundation import clock, jobs
from chalandise.foundation.models import Letter
from chalandise.impact.models import CheckIn, MeasurePlan, Reading
from chalandise.impact.operations import ask_readings
from chalandise.web.team import tasks
from tests.browser import check_axe, views
from tests.impact.neighbours import gives, months, street
from tests.impact.operations.test_measuring import planned
from tests.web.merchant.test_actions import link_in

SAID = {"objective": "Que le soir aussi on réserve", "figure": "online_bookings", "way": "tap", "starts_on": "2017-12-01"}


def text(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def post(client, address, cast, **changed):
    cast.action.refresh_from_db()
    return text(client.post(address, SAID | {"version": cast.action.version} | changed, follow=True))


@pytest.fixture
def doors(cast):
    """The page of the action and the address of the plan, from each of the three doors."""
    cast.action, cast.rose  # noqa: B018
    pk, slug = cast.action.pk, cast.season.slug
    return {"lila": (reverse("merchant:action", args=[cast.lys.pk]), reverse("merchant:action_gesture", args=[cast.lys.pk, pk, "mesure"])),
            "karim": (reverse("mentor:action", args=[slug, pk]), reverse("mentor:action_gesture", args=[slug, pk, "mesure"])),
            "rose": (reverse("team:action", args=[slug, pk]), reverse("team:action_gesture", args=[slug, pk, "mesure"]))}


@pytest.mark.parametrize("who", ["lila", "karim", "rose"])
def test_each_door_says_that_nothing_is_decided_then_what_is(client, cast, doors, who):
    client.force_login(getattr(cast, who))
    here, there = doors[who]
    assert "Rien n’est décidé" in text(client.get(here)) and there in text(client.get(here))
    assert "Combien de rendez-vous pris en ligne" in text(client.get(there))
    page = post(client, there, cast)
    assert "Que le soir aussi on réserve" in page and "Ce chiffre se compte tel quel" in page and "1er décembre 2017" in page
    assert ("le commerçant n’a pas encore dit oui" in page) == (who != "lila")


def test_a_wrong_plan_keeps_what_was_typed_and_says_why_beside_it(client, cast, doors):
    client.force_login(cast.lila)
    there = doors["lila"][1]
    page = post(client, there, cast, figure="takings")
    assert "une question à un geste ne suffit pas" in page and "Que le soir aussi on réserve" in page and 'value="2017-12-01"' in page
    assert "Choisissez le jour" in post(client, there, cast, starts_on="") or "obligatoire" in post(client, there, cast, starts_on="")
    assert MeasurePlan.objects.count() == 0


def test_two_people_at_once_see_both_texts(client, cast, doors):
    client.force_login(cast.karim)
    old = cast.action.version
    post(client, doors["karim"][1], cast)
    answer = client.post(doors["karim"][1], SAID | {"version": old, "objective": "Autre chose"})
    assert answer.status_code == 422 and "Autre chose" in text(answer)


def test_takings_say_percents_to_all_three_and_never_an_amount(client, cast, doors):
    street(cast, 6)
    gives(cast, cast.lys, cast.lila, months(50, level=8765))
    client.force_login(cast.lila)
    page = post(client, doors["lila"][1], cast, figure="takings", way="typed")
    assert "Il se calcule" in page
    jobs.run_waiting()
    pages = {}
    for who, (here, _there) in doors.items():
        client.force_login(getattr(cast, who))
        pages[who] = text(client.get(here))
        assert re.search(r"Cette boutique seule : <strong>\d+ % ou plus", pages[who]), who
    assert "8 7" not in pages["karim"]
    client.force_login(cast.awa)
    assert client.get(doors["karim"][0]).status_code == 404


def test_too_little_is_said_in_plain_words(client, cast, doors):
    client.force_login(cast.lila)
    post(client, doors["lila"][1], cast, figure="takings", way="file")
    jobs.run_waiting()
    page = text(client.get(doors["lila"][0]))
    assert "Trop peu de données pour le dire." in page and "Aucune recette d’avant n’est connue" in page


def test_an_action_without_a_day_or_without_a_plan_once_over_says_so(client, cast, doors):
    client.force_login(cast.lila)
    post(client, doors["lila"][1], cast)
    type(cast.action).objects.update(starts_on=None)
    assert "Le jour du départ n’est pas connu" in text(client.get(doors["lila"][0]))
    MeasurePlan.objects.all().delete()
    finish(by=cast.lila, action=cast.action)
    page = text(client.get(reverse("merchant:past_action", args=[cast.lys.pk, cast.action.pk])))
    assert "on ne pourra pas dire ce que l’action a changé" in page


def test_the_link_after_adoption_leads_to_the_plan_without_signing_in(client, cast):
    cast.pot, cast.odile  # noqa: B018
    put_to_merchant(by=cast.karim, idea=cast.idea)
    adopt = link_in("action.adopt")
    assert "On saura si ça marche" in text(client.get(adopt)) and "Combien de rendez-vous" in text(client.get(adopt))
    page = text(client.post(adopt, {"reponse": "oui"}))
    link = re.search(r'href="[^"]*(/l/[\w-]+/)"', page.partition("<main")[2]).group(1)
    page = text(client.get(link))
    version = re.search(r'name="version"[^>]* value="(\d+)"', page).group(1)
    page = text(client.post(link, SAID | {"version": version}, follow=True))
    assert "C’est décidé avec vous" in page and "Que le soir aussi on réserve" in page
    assert MeasurePlan.objects.get().via == "link"
    assert "Que le soir aussi" in text(client.get(f"{link}?changer=1"))


def test_what_the_mentor_wrote_is_agreed_in_one_tap_by_link(client, cast, doors):
    client.force_login(cast.karim)
    post(client, doors["karim"][1], cast)
    client.logout()
    link = link_in("measure.plan")
    assert "Cela me va" in text(client.get(link))
    assert MeasurePlan.objects.get().agreed_at is None  # reading acts on nothing
    page = text(client.post(link, {"geste": "accord"}, follow=True))
    assert "C’est décidé avec vous" in page
    client.force_login(cast.karim)
    assert client.post(doors["karim"][1].replace("mesure", "accord")).status_code == 302
    assert MeasurePlan.objects.get().agreed_by == cast.lila


def test_the_referent_reads_it_on_the_monday_list_and_in_its_letter(client, cast, doors):
    client.force_login(cast.rose)
    monday = reverse("team:monday", args=[cast.season.slug])
    assert "1 action n’a pas de mesure prévue" in text(client.get(monday)) and doors["rose"][1] in text(client.get(monday))
    with clock.at(clock.local(date(2017, 11, 27), 9)):
        tasks.write_digests()
    assert "1 action n’a pas de mesure prévue." in Letter.objects.get(purpose="mentoring.monday").text
    post(client, doors["rose"][1], cast)
    assert "mesure prévue" not in text(client.get(monday))


@pytest.mark.browser
@pytest.mark.slow
def test_the_plan_is_open_to_everybody(page, cast, doors):
    street(cast, 6)
    gives(cast, cast.lys, cast.lila, months(50))
    page.sign_in(cast.lila)
    _look(page, "mesure-rien", doors["lila"][0])
    _look(page, "mesure-formulaire", doors["lila"][1])
    from chalandise.impact.operations import plan_measure
    cast.action.refresh_from_db()
    plan_measure(by=cast.karim, action=cast.action, version=cast.action.version, objective="Que le soir aussi on réserve", figure="takings", way="typed",
                 starts_on=date(2017, 12, 1))
    jobs.run_waiting()
    _look(page, "mesure", doors["lila"][0])
    _look(page, "mesure-lien", link_in("measure.plan"))


def _look(page, name, address):
    assert page.open(address) == 200
    for view in views():
        page.show(**view)
        page.shoot(name + "-{width}-{scheme}-{language}".format(**view))
        assert (name, view, check_axe(page), page.overflow()) == (name, view, [], 0)


# --- the question of the month -------------------------------------------------------------------------------------------

def month_link(cast):
    with clock.at(clock.local(date(2017, 12, 4), 9)):
        ask_readings()
    return re.search(r"(/l/[\w-]+/)\?mois=2017-11", Letter.objects.filter(purpose="reading.give").latest("id").text).group(1)


def test_one_tap_from_the_mail_without_signing_in_then_undone(client, cast):
    cast.action  # noqa: B018
    link = month_link(cast)
    with clock.at(clock.local(date(2017, 12, 5), 9)):
        page = text(client.get(f"{link}?mois=2017-11&r=3"))
        assert 'class="btn wide" name="reponse" value="3">3 à 5' in page and 'class="btn wide quiet" name="reponse" value="6">6 à 10' in page
        assert Reading.objects.count() == 0  # reading acts on nothing: mail scanners open links
        page = text(client.post(link, {"reponse": "3", "mois": "2017-11"}, follow=True))
        assert "C’est noté : 3 à 5" in page and "Novembre 2017 : 3 à 5." in page
        client.post(link, {"reponse": "3", "mois": "2017-11"})
        assert list(Reading.objects.values_list("low", "high", "via")) == [(3, 5, "link")]
        page = text(client.post(link, {"reponse": "undo", "mois": "2017-11"}, follow=True))
        assert "La réponse est effacée" in page and "3 à 5" in page and Reading.objects.count() == 0
        assert "dans une semaine, une seule fois" in text(client.post(link, {"reponse": "later", "mois": "2017-11"}, follow=True))
        assert "on ne vous redemande pas" in text(client.post(link, {"reponse": "unknown", "mois": "2017-11"}, follow=True))
        assert "une des réponses" in text(client.post(link, {"reponse": "12", "mois": "2017-11"}, follow=True))
        assert "trop ancien" in text(client.post(link, {"reponse": "3", "mois": "2015-11"}, follow=True))
    assert Reading.objects.count() == 0


def test_a_late_reader_answers_for_the_month_of_the_mail(client, cast):
    cast.action  # noqa: B018
    link = month_link(cast)
    with clock.at(clock.local(date(2018, 1, 10), 9)):
        assert "novembre 2017" in text(client.get(f"{link}?mois=2017-11&r=3"))
        client.post(link, {"reponse": "3", "mois": "2017-11"})
    assert Reading.objects.get().month == date(2017, 11, 1)


def test_the_home_page_asks_it_in_one_tap_and_the_action_shows_its_source(client, cast):
    type(cast.action).objects.update(adopted_at=clock.local(date(2017, 10, 3), 9))
    planned(cast, starts_on=date(2017, 11, 27))
    client.force_login(cast.lila)
    home = text(client.get(reverse("merchant:home", args=[cast.lys.pk])))
    there = reverse("merchant:action_gesture", args=[cast.lys.pk, cast.action.pk, "chiffre"])
    assert "Combien de rendez-vous" in home and f'action="{there}"' in home and 'name="reponse" value="3"' in home
    page = text(client.post(there, {"reponse": "3"}, follow=True))
    assert "C’est noté : 3 à 5" in page and "d’un geste" in page and "3–5" in page
    home = text(client.get(reverse("merchant:home", args=[cast.lys.pk])))
    assert "Combien de rendez-vous" not in home


def test_who_no_longer_answers_is_left_in_peace_and_the_page_says_so(client, cast):
    cast.action  # noqa: B018
    CheckIn.objects.bulk_create(CheckIn(action=cast.action, month=date(2017, m, 1), asked_at=clock.now()) for m in (8, 9))
    client.force_login(cast.karim)
    assert "le message mensuel s’est arrêté" in text(client.get(reverse("mentor:action", args=[cast.season.slug, cast.action.pk])))


@pytest.mark.browser
@pytest.mark.slow
def test_the_question_of_the_month_is_open_to_everybody(page, cast):
    cast.action  # noqa: B018
    link = month_link(cast)
    with clock.at(clock.local(date(2017, 12, 5), 9)):
        _look(page, "chiffre-lien", f"{link}?mois=2017-11&r=3")


def test_the_team_says_it_for_a_merchant_on_the_phone_and_the_mentor_cannot(client, cast):
    planned(cast, by=cast.karim)
    client.force_login(cast.karim)
    assert "au téléphone" not in client.get(reverse("mentor:action", args=[cast.season.slug, cast.action.pk])).content.decode().split('id="measure"')[1].split("</section>")[0]
    client.force_login(cast.rose)
    page = reverse("team:action", args=[cast.season.slug, cast.action.pk])
    assert "Le commerçant a dit oui, au téléphone" in client.get(page).content.decode()
    answer = client.post(reverse("team:action_gesture", args=[cast.season.slug, cast.action.pk, "accord"]), follow=True).content.decode()
    assert "la décision est prise à deux" in answer and "au téléphone" not in answer.split('id="measure"')[1].split("</section>")[0]
