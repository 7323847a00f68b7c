"""A merchant who signed in says whether it fits, and whether the season was useful; nobody else finds these pages."""
from datetime import date

from django.urls import reverse

from chalandise.foundation import clock
from chalandise.mentoring.models import FitAnswer, Visit
from chalandise.seasons.models import Satisfaction
from chalandise.seasons.operations.closing import ask_satisfaction


def test_the_merchant_says_whether_it_fits(cast, client):
    start = clock.local(date(2017, 10, 6), 9)
    Visit.objects.create(pairing=cast.pairing, number=1, state="done", starts_at=start, ends_at=start)
    client.force_login(cast.lila)
    path = reverse("merchant:fit", args=[cast.lys.pk])
    assert "est-ce que le courant passe" in client.get(path).content.decode()
    page = client.post(path, {"says": "good"}, follow=True)
    assert "Merci, c’est noté" in page.content.decode()
    assert [(f.side, f.says) for f in FitAnswer.objects.all()] == [("merchant", "good")]


def test_nobody_to_fit_with_is_not_found(cast, client):
    client.force_login(cast.bruno)
    assert client.get(reverse("merchant:fit", args=[cast.cuir.pk])).status_code == 404
    assert client.get(reverse("merchant:fit", args=[cast.pairing.shop_id])).status_code == 404


def test_an_opinion_is_given_once_it_was_asked(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.lila)
    path = reverse("merchant:satisfaction", args=[cast.lys.pk])
    assert client.get(path).status_code == 404
    with clock.at(date(2018, 5, 31)):
        ask_satisfaction(by=cast.rose, season=cast.season)
        assert client.get(path).status_code == 200
        page = client.post(path, {"useful": "5", "advise": "9", "words": ""}, follow=True)
        assert "Votre avis est enregistré" in page.content.decode()
    assert [(s.audience, s.useful, s.advise) for s in Satisfaction.objects.all()] == [("merchant", 5, 9)]
