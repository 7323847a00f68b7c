"""A mentor fills the assessment of the shop that they accompany, on site, and of no other."""
from django.urls import reverse

from chalandise.diagnostics.models import Answer, Assessment
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import SignOfLife
from tests.web.merchant.test_diagnostics import walk


def test_the_mentor_fills_on_site_and_the_merchant_is_told(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.karim)
    page = client.get(reverse("mentor:assessments", args=[cast.season.slug]))
    assert [(shop.name, due) for shop, due, _done in page.context["rows"]] == [("Institut Lys", "T0")]
    path = reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])
    walk(client, path)
    client.post(path, {"gesture": "finish"})
    assert Assessment.objects.get().filler == "mentor"
    assert Letter.objects.get().purpose == "diagnostics.restitution"
    assert SignOfLife.objects.get().kind == "assessment"
    page = client.get(reverse("mentor:assessments", args=[cast.season.slug]))
    assert [due for _shop, due, _done in page.context["rows"]] == [""]


def test_what_the_mentor_saw_is_kept_beside_the_answer(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.karim)
    path = reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])
    client.post(path, {"gesture": "answer", "question": "listing", "choice": "wrong", "note": "fermeture à 20 h affichée, 19 h en vrai"})
    assert Answer.objects.get().note == "fermeture à 20 h affichée, 19 h en vrai"


def test_another_mentor_finds_nothing(cast, client):
    cast.pairing  # noqa: B018
    cast.awa_mentor  # noqa: B018
    client.force_login(cast.awa)
    assert client.get(reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"])).status_code == 404
    assert client.get(reverse("mentor:assessments", args=[cast.season.slug])).context["rows"] == []
