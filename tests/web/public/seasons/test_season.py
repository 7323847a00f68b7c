import re

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.models import Organisation
from chalandise.seasons.models import Complaint, Satisfaction
from chalandise.seasons.operations.calendar import record_progress
from chalandise.seasons.operations.closing import ask_satisfaction
from chalandise.seasons.operations.complaints import answer_complaint, complain
from chalandise.seasons.operations.partners import add_partner, invite_partner_person
from tests.web.team.seasons.test_calendar import text


def link_of(purpose, name):
    return re.search(r"/l/[\w-]+/", Letter.objects.get(purpose=purpose, to_name=name).text)[0]


def test_anybody_reads_what_where_when_and_with_whom(client, cast):
    add_partner(by=cast.rose, season=cast.season, organisation=Organisation.objects.create(name="Banque de la Rue"), kind="money")
    page = text(client.get(f"/saisons/{cast.season.slug}/"))
    assert [words in page for words in ("Saison 2017–2018", "rue Fondaudège", "Banque de la Rue", "Club Démonstration",
                                        "Les candidatures sont closes depuis le jeudi 14 septembre 2017")] == [True] * 5


def test_the_way_to_the_partners_page_is_shown_to_whom_it_may_open(client, cast):
    page = f"/saisons/{cast.season.slug}/"
    assert f"{page}partenaires/" in client.get(page).content.decode()  # a stranger will be asked who they are
    client.force_login(cast.lila)
    assert f"{page}partenaires/" not in client.get(page).content.decode()


def test_nothing_of_what_is_late_nor_of_people_is_public(client, cast):
    assert cast.pairing
    record_progress(season=cast.season, key="visit3", done=1, due=2, late=1)
    page = text(client.get(f"/saisons/{cast.season.slug}/"))
    assert [words in page for words in ("en retard", "Institut Lys", "Karim", "rose.ferrand")] == [False] * 4


def test_applications_are_open_until_their_last_day(client, cast):
    assert cast.season
    with clock.at(clock.local(cast.season.starts_on, 10)):
        assert "Les candidatures sont ouvertes jusqu’au jeudi 14 septembre 2017" in text(client.get(f"/saisons/{cast.season.slug}/"))


def test_a_season_that_does_not_exist_is_not_found(client, db):
    assert client.get("/saisons/rien/").status_code == 404


def test_an_opinion_is_given_by_link_without_signing_in_and_may_be_changed(client, cast):
    assert cast.pairing
    ask_satisfaction(by=cast.rose, season=cast.season)
    link = link_of("season.satisfaction", "Lila Sarda")
    assert "Votre avis, en une minute" in text(client.get(link))
    assert Satisfaction.objects.count() == 0
    for useful in (2, 5):
        assert client.post(link, {"useful": useful, "advise": 9, "words": ""}).status_code == 302
    given = Satisfaction.objects.get()
    assert (given.person, given.audience, given.useful) == (cast.lila, "merchant", 5)
    assert "Vous avez répondu le lundi 20 novembre 2017" in text(client.get(link))
    assert "Ce champ est obligatoire" in text(client.post(link, {"advise": 3}))


def test_after_an_answer_one_may_write_again_by_link(client, cast):
    assert cast.pairing
    first = complain(by=cast.lila, season=cast.season, shop=cast.lys, text="X")
    answer_complaint(by=cast.rose, complaint=first, text="Voilà.")
    link = link_of("complaint.answer", "Lila Sarda")
    assert "Voilà." in text(client.get(link))
    client.post(link, {"text": "Toujours pas.", "about": cast.rose.pk})
    assert Complaint.objects.get(text="Toujours pas.").about == cast.rose


def test_the_team_is_led_to_the_complaint_but_must_sign_in(client, cast):
    assert cast.pairing
    complain(by=cast.lila, season=cast.season, shop=cast.lys, text="X")
    answer = client.get(link_of("complaint.to_answer", "Rose Ferrand"), follow=True)
    assert "/connexion/" in answer.redirect_chain[-1][0]


def test_a_partner_is_led_to_the_season(client, cast):
    invite_partner_person(by=cast.rose, season=cast.season, kind="partner", email="ines@exemple.invalid", given_name="Inès", family_name="Roux")
    assert client.get(link_of("season.welcome", "Inès Roux"))["Location"] == f"/saisons/{cast.season.slug}/"


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_with_1_and_30_partners(client, cast, count, django_assert_num_queries):
    for n in range(count):
        add_partner(by=cast.rose, season=cast.season, organisation=Organisation.objects.create(name=f"O{n}"), kind="support")
    client.get(f"/saisons/{cast.season.slug}/")
    with django_assert_num_queries(6):
        client.get(f"/saisons/{cast.season.slug}/")
