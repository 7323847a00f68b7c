"""A mentor fills the assessment of the shop that they accompany, on site, and of no other."""
from urllib.parse import urlsplit

from django.urls import reverse

from chalandise.diagnostics import operations as diagnostics
from chalandise.diagnostics.models import Answer, Assessment
from chalandise.diagnostics.queries.second_looks import lines_of
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import SignOfLife
from chalandise.people.models import Role
from chalandise.people.operations import grant_role, issue_link
from tests.diagnostics.operations.test_answers import begin, fill
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


def test_a_second_look_is_given_by_one_link_and_kept_even_when_a_question_is_left(cast, client):
    first = diagnostics.finish(by=cast.karim, assessment=fill(cast, begin(cast, by=cast.karim, filler="mentor"), by=cast.karim))
    grant_role(person=cast.awa, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
    (look,) = diagnostics.draw_second_looks(by=cast.rose, season=cast.season, moment="T0", seed=3)
    path = urlsplit(issue_link(purpose="assessment.second", person=cast.awa, target=look)).path
    page = client.get(path)
    assert page.status_code == 200 and page.content.decode().count(" checked") == 0
    page = client.post(path, {"listing": "absent", "site": "nowhere"}, follow=True).content.decode()
    assert "Il reste 10 questions" in page and page.count(" checked") == 2
    everything = {q.key: "unknown" for _t, rows in lines_of(look).themes for q, _e, _c in rows}
    page = client.post(path, everything | {"listing": "absent"}, follow=True).content.decode()
    assert "votre deuxième regard est gardé" in page and "C’est fait, merci" in page
    assert Answer.objects.filter(assessment=first, choice="unknown").count() == 0


def test_a_second_look_asked_of_somebody_else_does_not_open(cast, client):
    diagnostics.finish(by=cast.karim, assessment=fill(cast, begin(cast, by=cast.karim, filler="mentor"), by=cast.karim))
    grant_role(person=cast.awa, kind=Role.Kind.MENTOR, scope_id=cast.season.pk)
    (look,) = diagnostics.draw_second_looks(by=cast.rose, season=cast.season, moment="T0", seed=3)
    assert client.get(urlsplit(issue_link(purpose="assessment.second", person=cast.karim, target=look)).path).status_code == 404


def test_the_mentor_joins_a_picture_that_the_shop_sees_and_the_merchant_alone_joins_none(cast, client):
    from tests.diagnostics.operations.test_photos import first, picture
    cast.pairing  # noqa: B018
    sheet = begin(cast)
    client.force_login(cast.karim)
    path, question = reverse("mentor:assessment", args=[cast.season.slug, cast.lys.pk, "T0"]), first(sheet)
    client.post(path, {"gesture": "photo", "question": question, "alt": "La vitrine", "file": picture()})
    assert 'alt="La vitrine"' in client.get(f"{path}?q={question}").content.decode()
    fill(cast, sheet)
    diagnostics.finish(by=cast.karim, assessment=sheet)
    client.force_login(cast.lila)
    own = reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"])
    assert 'alt="La vitrine"' in client.get(own).content.decode()
    client.post(own, {"gesture": "photo", "question": question, "alt": "x", "file": picture()})
    assert sheet.snapshots.count() == 1
