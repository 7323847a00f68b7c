"""The team reads applications, one after the other."""
import pytest
from django.urls import reverse

from chalandise.foundation.journal import timeline
from chalandise.seasons.models import Application
from tests.seasons.applicants import apply

URLS = ["applications", "application_new"]


@pytest.fixture
def rose(cast, client):
    client.force_login(cast.rose)
    return cast.rose


def at(cast, name, *args):
    return reverse(f"team:{name}", args=[cast.season.slug, *args])


def test_the_list_costs_the_same_with_one_and_thirty(cast, client, rose, django_assert_max_num_queries):
    apply(cast, "Un", points=3)
    client.get(at(cast, "applications"))
    counts = []
    for names in ([], [f"Boutique {n}" for n in range(29)]):
        for n, name in enumerate(names):
            apply(cast, name, points=n % 6, number=str(n))
        with django_assert_max_num_queries(24) as cost:
            page = client.get(at(cast, "applications"))
        counts.append((page.context["listing"].count, len(cost)))
    assert [rows for rows, _cost in counts] == [1, 30]
    assert counts[0][1] == counts[1][1]


def test_the_list_is_narrowed_by_trade_place_reading_and_state(cast, client, rose):
    apply(cast, "Un", points=3)
    apply(cast, "Deux", trade="flowers", number="999")
    def found(query):
        return [row[0].text for row in client.get(at(cast, "applications") + query).context["listing"].rows]
    assert found("?metier=food") == ["Un"]
    assert found("?perimetre=outside") == ["Deux"]
    assert found("?lecture=non") == ["Deux"] and found("?lecture=oui") == ["Un"]
    assert found("?q=deux") == ["Deux"] and found("?etat=withdrawn") == []
    assert found("?tri=-score")[0] in ("Un", "Deux")
    export = client.get(at(cast, "applications") + "?format=csv").getvalue().decode("utf-8-sig")
    assert export.splitlines()[0].startswith("Boutique") and "un@exemple.invalid" in export


def test_scores_lead_to_the_next_one(cast, client, rose):
    one, two = apply(cast, "Un"), apply(cast, "Deux")
    answer = client.post(at(cast, "application_scores", one.pk), {"motivation": "4", "availability": "", "next": "1"})
    assert answer.url == at(cast, "application", two.pk)
    assert [(s.criterion, s.value, s.by) for s in one.scores.all()] == [("motivation", 4, rose)]
    assert client.post(at(cast, "application_scores", two.pk), {"motivation": "9"}).status_code == 200
    page = client.get(at(cast, "application", one.pk)).content.decode()
    assert "note 4,0 sur 5, 1 lecteur" in page and "Suivante" in page


def test_a_remark_and_a_corrected_place(cast, client, rose):
    one = apply(cast, "Un", number="999")
    client.post(at(cast, "application_note", one.pk), {"text": "<b>À voir</b>"})
    client.post(at(cast, "application_place", one.pk), {"where": cast.perimeter.stretches.get(order=1).pk})
    one.refresh_from_db()
    assert (one.place, one.stretch.name) == ("inside", "Libération")
    page = client.get(at(cast, "application", one.pk)).content.decode()
    assert "&lt;b&gt;À voir" in page and "a corrigé l’emplacement" in page


def test_on_behalf_by_phone_then_corrected(cast, client, rose):
    typed = {"shop_name": "Chez Mado", "street": "rue Fondaudège", "number": "3", "city": "Bordeaux", "postcode": "33000", "need": "Vendre.",
             "family_name": "Lestage", "phone": "0612345678"}
    assert "Donnez une adresse e-mail ou un numéro" in client.post(at(cast, "application_new"), {**typed, "phone": ""}).content.decode()
    made = client.post(at(cast, "application_new"), typed)
    found = Application.objects.get()
    assert (made.url, found.via) == (at(cast, "application", found.pk), "phone")
    assert client.post(at(cast, "application_new"), typed).url == made.url
    client.post(at(cast, "application_interest", found.pk))
    client.post(at(cast, "application_edit", found.pk), {**typed, "need": "Livrer.", "version": found.version})
    found.refresh_from_db()
    assert (found.need, timeline(found)[0].via) == ("Livrer.", "par téléphone")
    late = client.post(at(cast, "application_edit", found.pk), {**typed, "need": "Coudre.", "version": 1}).content.decode()
    assert "Livrer." in late and "Coudre." in late
    client.post(at(cast, "application_withdrawal", found.pk))
    found.refresh_from_db()
    assert found.state == "withdrawn"


def test_another_territory_finds_nothing(cast, client):
    one = apply(cast, "Un")
    client.force_login(cast.hugo)
    for address in (at(cast, "applications"), at(cast, "application", one.pk), reverse("team:application", args=[cast.other_season.slug, one.pk])):
        assert client.get(address).status_code == 404
