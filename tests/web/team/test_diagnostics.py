"""The team sees who has which assessment, asks for the others, and fills on behalf of who is on the phone."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.diagnostics import operations
from chalandise.diagnostics.models import Answer, Assessment, SecondLook
from chalandise.foundation import clock
from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.people.models import Person, Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import PanelPlace
from chalandise.shops.models import Shop
from tests.diagnostics.operations.test_answers import begin, fill


def panel(cast, size):
    """Put `size` more shops in the panel, each with a finished T0."""
    for n in range(size):
        shop = Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n:02}", trade="books", created_at=clock.now())
        PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.local(date(2017, 9, 25), 10))
        Assessment.objects.create(season=cast.season, shop=shop, moment="T0", bank_key="commerce", bank_version="2017.1", trade="books",
                                  filler="mentor", started_at=clock.now(), finished_at=clock.now(), overall=40 + n,
                                  scores={"themes": {"found": {"value": 10 * (n % 5), "answered": 2, "asked": 2}}})


@pytest.fixture
def rose(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.rose)
    return cast.rose


def test_the_overview_costs_the_same_whatever_the_panel(cast, client, rose, django_assert_max_num_queries):
    costs = []
    for size in (1, 29):
        panel(cast, size)
        with django_assert_max_num_queries(15) as count:
            page = client.get(reverse("team:assessments", args=[cast.season.slug]))
        costs.append((len(page.context["rows"]), len(count)))
    assert [rows for rows, _queries in costs] == [2, 31]
    assert costs[0][1] == costs[1][1]


def test_medians_are_said_from_five_shops_on(cast, client, rose):
    panel(cast, 4)
    page = client.get(reverse("team:assessments", args=[cast.season.slug]))
    assert dict(page.context["medians"])["Être trouvé"]["T0"] == type(dict(page.context["medians"])["Être trouvé"]["T0"])(None, 4)
    assert "on ne peut pas dire" in page.content.decode()
    panel_more(cast)
    page = client.get(reverse("team:assessments", args=[cast.season.slug]))
    found = dict(page.context["medians"])
    assert (found["Être trouvé"]["T0"].value, found["Être trouvé"]["T0"].n) == (10, 5)
    assert (found[""]["T0"].value, found[""]["T0"].n) == (41, 5)
    assert [(g.after, g.value, g.n) for g in page.context["gains"]] == [("T1", None, 0), ("T2", None, 0)]


def panel_more(cast):
    shop = Shop.objects.create(territory=cast.bordeaux, name="La cinquième", trade="books", created_at=clock.now())
    PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.now())
    Assessment.objects.create(season=cast.season, shop=shop, moment="T0", bank_key="commerce", bank_version="2017.1", trade="books",
                              finished_at=clock.now(), overall=0, scores={"themes": {"found": {"value": 0}}})


def test_asking_writes_letters_and_says_how_many(cast, client, rose):
    page = client.post(reverse("team:assessments_asked", args=[cast.season.slug]), {"moment": "T1"}, follow=True)
    assert "1 boutique est prévenue" in page.content.decode()
    assert Letter.objects.count() == 1
    page = client.post(reverse("team:assessments_asked", args=[cast.season.slug]), {"moment": "T1"}, follow=True)
    assert "Personne à prévenir" in page.content.decode()
    assert client.post(reverse("team:assessments_asked", args=[cast.season.slug]), {"moment": "T7"}).status_code == 404


def test_the_referent_fills_for_a_merchant_on_the_phone(cast, client, rose):
    path = reverse("team:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])
    client.post(path, {"gesture": "begin"})
    page = client.post(path, {"gesture": "answer", "question": "listing", "choice": "right", "note": "vu sur son téléphone"}, follow=True)
    assert page.context["line"].question.key == "site"
    found = Assessment.objects.get()
    assert found.filler == "referent"
    assert [line.via for line in timeline(found)] == ["par téléphone"]


def test_the_page_of_one_shop_shows_its_restitution(cast, client, rose):
    operations.finish(by=cast.lila, assessment=fill(cast, begin(cast), listing="lively"))
    page = client.get(reverse("team:assessment", args=[cast.season.slug, cast.lys.pk, "T0"]))
    assert "Tout est juste, avec des photos de cette année" in page.content.decode()
    overview = client.get(reverse("team:assessments", args=[cast.season.slug]))
    assert [c.state for c in overview.context["rows"][0].cells] == ["done", "none", "none"]


def test_the_neighbour_and_the_merchant_find_nothing(cast, client, rose):
    assert Person.objects.count()
    for person in (cast.hugo, cast.lila):
        client.force_login(person)
        for path in (reverse("team:assessments", args=[cast.season.slug]),
                     reverse("team:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])):
            assert client.get(path).status_code == 404


def test_a_shop_outside_the_panel_has_no_sheet(cast, client, rose):
    assert client.get(reverse("team:assessment", args=[cast.season.slug, cast.cuir.pk, "T0"])).status_code == 404


def test_the_team_draws_second_looks_and_reads_the_agreement(cast, client, rose):
    operations.finish(by=cast.karim, assessment=fill(cast, begin(cast, by=cast.karim, filler="mentor"), by=cast.karim))
    grant_role(person=cast.awa, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
    path = reverse("team:assessments", args=[cast.season.slug])
    assert client.get(path).context["to_draw"] == [("T0", 1)]
    page = client.post(reverse("team:second_looks", args=[cast.season.slug]), {"moment": "T0"}, follow=True)
    assert "1 visite est tirée au sort" in page.content.decode()
    look = SecondLook.objects.get()
    assert (page.context["to_draw"], page.context["seeds"]) == ([], [look.seed])
    operations.rate_again(by=cast.awa, look=look, finish=True, answers=dict(Answer.objects.values_list("question", "choice")) | {"listing": "right", "reviews": "unknown"})
    page = client.get(path)
    assert (page.context["agreement"].pairs, page.context["same"]) == (12, 92)
    assert "Il faut trois visites au moins pour un intervalle" in page.content.decode()
    assert client.post(reverse("team:second_looks", args=[cast.season.slug]), {"moment": "T7"}).status_code == 404
