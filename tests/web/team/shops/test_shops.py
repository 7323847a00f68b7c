import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.mentoring.models import Mentor
from chalandise.seasons.models import Application
from chalandise.shops.models import Shop
from chalandise.shops.operations import create_shop


def at(name, *args):
    return reverse(f"team:{name}", args=["bordeaux-le-bouscat", *args])


@pytest.fixture
def rose(client, cast):
    cast.perimeter, cast.lys, cast.cuir  # noqa: B018
    client.force_login(cast.rose)
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def names(client, query):
    shown = page(client, at("shops") + query)
    return [n for n in ("Institut Lys", "L’Atelier du Cuir") if n in shown]


def test_the_list_is_searched_filtered_and_exported(rose, cast):
    assert names(rose, "") == ["Institut Lys", "L’Atelier du Cuir"]
    assert names(rose, "?q=atelier") == ["L’Atelier du Cuir"]
    assert names(rose, "?famille=beauty") == ["Institut Lys"]
    assert names(rose, "?etat=fermee") == []
    exported = b"".join(rose.get(at("shops") + "?format=csv").streaming_content).decode("utf-8-sig")
    assert exported.splitlines()[0] == "Boutique;Métier;Adresse;Tronçon;A déjà;Fermée le;SIRET;NAF;Téléphone;Adresse e-mail;Site;Horaires;Vient de"


def test_the_list_costs_the_same_for_two_and_for_thirty(rose, cast, django_assert_num_queries):
    for _round in range(2):
        with django_assert_num_queries(9):
            page(rose, at("shops"))
        for n in range(28):
            Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n}", created_at=cast.season.created_at)


def test_a_shop_is_added_and_corrected_on_its_page(rose, cast):
    answer = rose.post(at("shop_new"), {"name": "Pressing Blanc", "number": "5", "street": "rue Fondaudège", "postcode": "33000", "city": "Bordeaux", "trade": "laundry"})
    added = Shop.objects.get(name="Pressing Blanc")
    assert answer.url == at("shop", added.pk)
    shown = page(rose, at("shop", added.pk))
    assert "Pressing, laverie" in shown and "à 24 m du début de l’axe" in shown and "a ajouté la boutique" in shown
    answer = rose.post(at("shop_edit", added.pk), {"name": "Pressing Blanc", "siret": "123", "version": 1})
    assert (answer.status_code, "a 3 chiffres au lieu de quatorze" in answer.content.decode()) == (422, True)
    rose.post(at("shop_edit", added.pk), {"name": "Pressing Bleu", "version": 1})
    answer = rose.post(at("shop_edit", added.pk), {"name": "Pressing Vert", "version": 1})
    said = answer.content.decode()
    assert answer.status_code == 422 and "Ce qui est enregistré maintenant" in said and "Pressing Bleu" in said and "Pressing Vert" in said


def test_a_shop_closes_and_opens_again(rose, cast):
    rose.post(at("shop_closure", cast.lys.pk), {"closed_on": "2017-11-03"})
    assert "Fermée depuis le vendredi 3 novembre 2017" in page(rose, at("shop", cast.lys.pk))
    rose.post(at("shop_closure", cast.lys.pk), {"closed_on": "demain"})
    rose.post(at("shop_reopening", cast.lys.pk))
    assert "Noter la fermeture" in page(rose, at("shop", cast.lys.pk))
    assert "est dans l’avenir" in page(rose, rose.post(at("shop_closure", cast.lys.pk), {"closed_on": "2018-11-03"}).url)


def test_two_records_of_one_shop_are_compared_then_made_one(rose, cast):
    twin = create_shop(by=cast.rose, territory=cast.bordeaux, name="Institut Lys", siret="73282932000074")
    assert "Comparer et réunir" in page(rose, at("shop", cast.lys.pk))
    assert "73282932000074" in page(rose, at("shop_merge", cast.lys.pk, twin.pk))
    rose.post(at("shop_merge", cast.lys.pk, twin.pk))
    assert list(Shop.objects.filter(name="Institut Lys").values_list("pk", "siret")) == [(cast.lys.pk, "73282932000074")]
    assert rose.get(at("shop", twin.pk)).status_code == 404
    assert "deux boutiques différentes" in page(rose, rose.post(at("shop_merge", cast.lys.pk, cast.lys.pk)).url)


def test_a_search_finds_shops_people_and_streets_whatever_their_accents(rose, cast, django_assert_num_queries):
    cast.lila, cast.karim  # noqa: B018
    search = reverse("team:search", args=["fondaudege-2017"])
    with django_assert_num_queries(12):
        shown = page(rose, search + "?q=FONDAUDEGE")
    assert "Institut Lys" in shown and "rue Fondaudège" in shown
    assert "commerçant" in page(rose, search + "?q=sarda") and "Karim Benali" in page(rose, search + "?q=benali")
    assert "Rien ne correspond" in page(rose, search + "?q=introuvable")
    assert "Chercher une boutique" in page(rose, search)


def test_a_search_finds_those_who_hold_no_role_yet(rose, cast, django_assert_num_queries):
    search = reverse("team:search", args=["fondaudege-2017"])
    for count in (1, 30):
        for n in range(Mentor.objects.count(), count):
            person = cast.person("Noé", f"Évrard{n}")
            Mentor.objects.create(season=cast.season, person=person, applied_at=clock.now())
            Application.objects.create(season=cast.season, state="sent", shop_name=f"Épicerie {n}", given_name="Ana", family_name=f"Évrard{n}",
                                       person=person, created_at=clock.now(), sent_at=clock.now())
        with django_assert_num_queries(12):
            shown = page(rose, search + "?q=evrard")
        assert shown.count(">Noé Évrard") == shown.count("Ana Évrard") == min(count, 20)
    assert "Épicerie 29" in page(rose, search + "?q=Épicerie")
    Application.objects.update(state="draft")
    assert "Ana Évrard" not in page(rose, search + "?q=evrard")


def test_a_search_never_finds_the_people_of_elsewhere(rose, cast):
    cast.hugo  # noqa: B018
    assert "Rien ne correspond" in page(rose, reverse("team:search", args=["fondaudege-2017"]) + "?q=vidal")
