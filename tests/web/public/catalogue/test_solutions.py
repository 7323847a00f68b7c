"""The catalogue's list: found by words and filters, by anybody, with or without scripts; its order is neutral and told."""
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from chalandise.catalogue.operations.qualifications import end, suspend
from tests.browser import PHONE, check_axe, views
from tests.web.public.catalogue.scenes import qualified, used

LIST = "/catalogue/"


def names(client, **asked):
    answer = client.get(LIST + "?" + urlencode(asked, doseq=True))
    assert answer.status_code == 200
    return [card["solution"].name for card in answer.context["cards"]]


def test_anybody_reads_the_list_with_what_a_price_becomes(cast, client):
    used(cast, qualified(cast))
    page = client.get(LIST).content.decode()
    assert "Ardoise RDV" in page and "puis 29,00 € par mois" in page.replace("\xa0", " ")
    assert "encore utilisée à 3 mois : 3 sur 4 (75 %)" in page.replace("\xa0", " ")


def test_words_and_filters_narrow_and_say_how_many_each_would_leave(cast, client):
    qualified(cast)
    qualified(cast, "Caisse Bleue", text="Encaisser.", needs=["payment"], price_month="0", trades=[])
    assert sorted(names(client)) == ["Ardoise RDV", "Caisse Bleue"]
    assert names(client, q="rendez-vous") == ["Ardoise RDV"]
    assert names(client, besoin="payment") == ["Caisse Bleue"]
    assert names(client, besoin="booking", prix="free") == []
    assert names(client, prix="50") == ["Ardoise RDV"]
    page = client.get(LIST + "?q=rendez-vous")
    assert [words for _t, rows in page.context["facets"][0].groups for _v, words in rows] == ["Tenir son fichier de clients (1)", "Prendre des rendez-vous (1)"]


def test_a_misspelt_word_is_corrected_and_said(cast, client):
    qualified(cast)
    page = client.get(LIST + "?q=ardoize").content.decode()
    assert "vouliez-vous dire « ardoise »" in page and "Ardoise RDV" in page


def test_nothing_found_helps_on_and_an_empty_catalogue_says_why(cast, client):
    assert "Le catalogue est encore vide" in client.get(LIST).content.decode()
    qualified(cast)
    page = client.get(LIST + "?q=zzzzzz").content.decode()
    assert "Rien ne correspond" in page and "?besoin=booking" in page


def test_a_suspended_solution_is_told_apart_and_an_ended_one_leaves(cast, client):
    solution = qualified(cast)
    suspend(by=cast.odile, qualification=solution.qualifications.get(), reason="complaint")
    page = client.get(LIST)
    assert page.context["cards"] == [] and "un problème signalé est en cours d’examen" in page.content.decode()
    end(by=cast.odile, qualification=solution.qualifications.get(), reason="Fermé.")
    assert client.get(LIST).context["suspended"] == []


def test_what_is_picked_to_compare_stays_in_the_address(cast, client):
    a, b = qualified(cast), qualified(cast, "Caisse Bleue")
    page = client.get(LIST + f"?q=&s={a.slug}")
    assert [s.name for s in page.context["picked"]] == ["Ardoise RDV"]
    card = next(c for c in page.context["cards"] if c["solution"] == b)
    assert [s.name for s in client.get(LIST + card["pick"]).context["picked"]] == ["Ardoise RDV", "Caisse Bleue"]


@pytest.mark.parametrize("asked", ["page=9999999", "page=-1", "page=x", "besoin=rien", "territoire=nulle-part", "s=a&s=b", "q=%00%00", "metier=%F0%9F%92%A9",
                                   "q=" + "a" * 5000, "prix=&niveau=%00", "q=%27%22%3Cscript%3E"])
def test_a_strange_address_is_an_ordinary_page(cast, client, asked):
    qualified(cast)
    answer = client.get(f"{LIST}?{asked}")
    assert answer.status_code == 200 and b"<script>" not in answer.content


def test_the_list_costs_the_same_for_one_and_for_thirty(cast, client, django_assert_num_queries):
    qualified(cast)
    client.get(LIST)  # the index is read once a process
    with django_assert_num_queries(5):
        assert len(client.get(LIST).context["cards"]) == 1
    for n in range(29):
        qualified(cast, f"Solution {n}")
    client.get(LIST)
    with django_assert_num_queries(5):
        assert len(client.get(LIST).context["cards"]) == 20


def test_the_rule_is_published(client, db):
    page = client.get(reverse("public:catalogue_rule")).content.decode()
    assert "Aucune place n’est payée" in page and "refait chaque semaine" in page


@pytest.mark.browser
def test_the_list_reads_well_on_every_screen_and_finds_while_one_types(page, cast):
    used(cast, qualified(cast))
    qualified(cast, "Caisse Bleue", text="Encaisser.", summary="Encaisser partout.", needs=["payment"])
    assert page.open(LIST) == 200
    for view in views():
        page.show(**view)
        page.shoot("catalogue-{width}-{scheme}-{language}".format(**view))
        assert (view, check_axe(page), page.overflow()) == (view, [], 0)
    page.show(width=PHONE, scheme="light", language="fr")
    page.fill("#catalogue-q", "rendez")
    page.wait_for_selector("#found article:only-of-type h2:has-text('Ardoise RDV')", timeout=5000)
    page.wait_for_url("**q=rendez**")


@pytest.mark.browser
def test_the_catalogue_reads_without_scripts(visitor, cast):
    solution = used(cast, qualified(cast))[0].solution
    other = qualified(cast, "Caisse Bleue", text="Encaisser.", needs=["payment"])
    tab = visitor(width=PHONE, scripts=False)
    assert tab.open(LIST) == 200
    tab.fill("#catalogue-q", "rendez-vous")
    tab.click("text=Afficher")
    assert tab.locator("#found article h2").all_inner_texts() == ["Ardoise RDV"]
    tab.click("#found article h2 a")
    assert "Ce qu’en disent les commerçants" in tab.content()
    assert tab.open(f"/catalogue/comparer/?s={solution.slug}&s={other.slug}") == 200
    assert tab.locator("main table").count() >= 3 and tab.overflow() == 0
