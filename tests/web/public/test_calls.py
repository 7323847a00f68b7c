from datetime import date

import pytest

from chalandise.catalogue.models import CallQuestion
from chalandise.foundation import clock
from tests.web.team.seasons.test_calendar import text

OPEN = clock.local(date(2017, 10, 20), 15)


def test_a_call_is_read_by_anybody_with_its_weights_and_its_anchors(client, cast):
    assert cast.call
    with clock.at(OPEN):
        page = text(client.get("/appels/appel-2017/")).replace("\u00a0", " ")
        assert "Appel à solutions 2017" in text(client.get("/appels/"))
    assert "Ouvert jusqu’à mardi 31 octobre à 18 h, heure de Paris" in page and "dans 11 jours" in page
    assert "poids 2, soit 67 %" in page and "Tout à fait" in page and "Prendre des rendez-vous" in page
    assert "Répondre à cet appel" in page


def test_a_call_that_is_over_says_so_and_takes_nothing(client, cast):
    assert cast.call
    page = text(client.get("/appels/appel-2017/"))
    assert "Fermé depuis mardi 31 octobre" in page and "Répondre à cet appel" not in page


def test_a_call_in_preparation_does_not_exist(client, cast):
    cast.call.published_at = None
    cast.call.save()
    assert client.get("/appels/appel-2017/").status_code == 404


def test_somebody_of_a_company_asks_and_is_led_to_answer(client, cast):
    assert cast.call
    with clock.at(OPEN):
        client.force_login(cast.nadia)
        page = client.post("/appels/appel-2017/", {"text": "Faut-il une caisse ?"}, follow=True)
        assert "Votre question est partie." in text(page)
    assert CallQuestion.objects.get().by == cast.nadia
    assert f'href="/offreur/{cast.ardoise.pk}/appels/appel-2017/"' in page.content.decode()


def test_a_stranger_who_asks_is_led_to_register(client, cast):
    assert cast.call
    with clock.at(OPEN):
        assert client.post("/appels/appel-2017/", {"text": "?"})["Location"] == "/offreur/inscription/"
    assert CallQuestion.objects.count() == 0


def test_a_late_question_is_refused_in_words(client, cast):
    assert cast.call
    client.force_login(cast.nadia)
    answer = client.post("/appels/appel-2017/", {"text": "Trop tard ?"}, follow=True)
    assert CallQuestion.objects.count() == 0
    assert "Les questions étaient ouvertes jusqu’à" in text(answer)


def test_an_extension_is_public_with_its_reason(client, cast):
    from chalandise.catalogue.operations.calls import extend_call
    with clock.at(OPEN):
        extend_call(by=cast.odile, call=cast.call, deadline=clock.local(date(2017, 11, 7), 18), reason="Congés scolaires.")
        assert "Congés scolaires." in text(client.get("/appels/appel-2017/"))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_list_costs_the_same_with_one_call_and_thirty(client, cast, rows, django_assert_num_queries):
    from chalandise.catalogue.models import Call
    for n in range(rows):
        Call.objects.create(territory=cast.bordeaux, slug=f"c{n}", title=f"Appel {n}", opens_at=OPEN, deadline=clock.local(date(2018, 1, 1), 9),
                            created_at=OPEN, published_at=OPEN)
    with django_assert_num_queries(1):
        client.get("/appels/")
