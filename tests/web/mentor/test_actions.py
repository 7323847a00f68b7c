"""The workshop and the action, seen by mentors."""
import pytest
from django.urls import reverse

from chalandise.actions.models import Idea
from chalandise.actions.operations.telling import give_lesson


def at(name, *args):
    return reverse(f"mentor:{name}", args=["fondaudege-2017", *args])


@pytest.fixture
def karim(client, cast):
    cast.idea  # noqa: B018
    client.force_login(cast.karim)
    return client


TYPED = {"kind": "video", "title": "Une vidéo d’un geste", "text": "Filmer un soin.", "cost": "60,50", "effort": "2"}


def test_an_idea_is_proposed_for_a_shop(karim, cast):
    assert "Institut Lys" in karim.get(at("workshop")).content.decode()
    assert karim.get(at("idea_new", cast.lys.pk)).status_code == 200
    answer = karim.post(at("idea_new", cast.lys.pk), TYPED)
    idea = Idea.objects.get(title="Une vidéo d’un geste")
    assert (answer.url, str(idea.cost)) == (at("idea", idea.pk), "60.50")
    assert karim.get(at("idea_new", cast.cuir.pk)).status_code == 404


def test_a_wrong_idea_keeps_what_was_typed(karim, cast):
    answer = karim.post(at("idea_new", cast.lys.pk), {**TYPED, "cost": "beaucoup"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Écrivez un montant" in page and "Filmer un soin." in page


def test_a_mentor_who_sells_must_declare(karim, cast):
    cast.karim_mentor.sells = "des vidéos"
    cast.karim_mentor.save()
    page = karim.post(at("idea_new", cast.lys.pk), TYPED).content.decode()
    assert "Votre entreprise vend « des vidéos »" in page
    assert karim.post(at("idea_new", cast.lys.pk), {**TYPED, "no_gain": "on"}).status_code == 302


def test_support_help_comment_and_put_to_the_merchant(karim, cast):
    idea = cast.idea
    for gesture, data in (("soutien", {}), ("heure", {}), ("commentaires", {"text": "Bonne idée."}), ("proposition", {})):
        karim.post(at("idea_gesture", idea.pk, gesture), data)
    page = karim.get(at("idea", idea.pk)).content.decode()
    for words in ("offre une heure", "Bonne idée.", "sa réponse n’est pas encore venue"):
        assert words in page
    karim.post(at("idea_gesture", idea.pk, "retrait-du-soutien"))
    assert idea.supports.count() == 0
    assert karim.get(at("idea_gesture", idea.pk, "soutien")).status_code == 405
    assert karim.post(at("idea_gesture", idea.pk, "danse")).status_code == 404


def test_only_the_author_edits_and_withdraws(karim, cast, client):
    idea = cast.idea
    assert "Seule la personne" in karim.post(at("idea_edit", idea.pk), {**TYPED, "version": 1}).content.decode()
    client.force_login(cast.awa)
    assert client.get(at("idea_edit", idea.pk)).status_code == 200
    assert client.post(at("idea_edit", idea.pk), {**TYPED, "version": 1}).status_code == 302
    answer = client.post(at("idea_edit", idea.pk), {**TYPED, "version": 1, "text": "Autre"})
    assert (answer.status_code, "Filmer un soin." in answer.content.decode()) == (422, True)
    client.post(at("idea_gesture", idea.pk, "retrait"))
    assert "Aucune idée encore" in client.get(at("workshop")).content.decode()


def test_a_mentor_cannot_answer_in_the_merchants_name(karim, cast):
    karim.post(at("idea_gesture", cast.idea.pk, "proposition"))
    karim.post(at("idea_gesture", cast.idea.pk, "oui"))
    assert not hasattr(Idea.objects.get(), "action")


def test_the_action_of_ones_own_merchant_only(client, cast):
    pk = cast.action.pk
    client.force_login(cast.karim)
    assert client.get(at("action", pk)).status_code == 200
    assert client.get(at("action_gesture", pk, "plan")).status_code == 200
    client.post(at("action_gesture", pk, "depart"))
    cast.action.refresh_from_db()
    assert cast.action.state == "running"
    client.force_login(cast.awa)
    for name, args in (("action", (pk,)), ("action_gesture", (pk, "plan"))):
        assert client.get(at(name, *args)).status_code == 404


def test_takings_are_never_shown_to_the_mentor(client, cast):
    from chalandise.impact.operations import give_reading
    cast.action.indicator = "monthly_sales"
    cast.action.save()
    from chalandise.impact.queries import last_month
    give_reading(by=cast.lila, action=cast.action, month=last_month(), value="8765")
    client.force_login(cast.karim)
    assert "8" + " " + "765" not in client.get(at("action", cast.action.pk)).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    client.force_login(cast.rose)
    page = client.get(reverse("team:action", args=["fondaudege-2017", cast.action.pk])).content.decode()
    assert "8 765" in page.replace("\xa0", " ").replace("\u202f", " ")


def test_lessons_are_searched_and_filtered(client, cast):
    give_lesson(by=cast.lila, action=cast.action, worked="Le soir, surtout le lundi", share=True, quote=True)
    client.force_login(cast.karim)
    assert "Lila, Institut Lys" in client.get(at("lessons")).content.decode()
    assert "Le soir" in client.get(at("lessons") + "?q=lundi&genre=booking").content.decode()
    assert "Rien ne correspond" in client.get(at("lessons") + "?genre=video").content.decode()


def test_a_mentor_reads_the_solutions_of_the_next_steps_and_which_are_not_theirs_to_recommend(client, cast):
    from datetime import date

    from chalandise.diagnostics.models import Assessment
    from chalandise.foundation import clock
    from chalandise.people.models import Affiliation
    cast.qualification, cast.pairing  # noqa: B018
    one = Assessment.objects.create(season=cast.season, shop=cast.lys, moment="T0", bank_key="commerce", bank_version="2017.2", trade="beauty",
                                    started_at=clock.now(), finished_at=clock.now(), scores={}, overall=20)
    one.answers.create(question="booking", choice="lost", at=clock.now())
    client.force_login(cast.karim)
    here = f"/parrain/{cast.season.slug}/commerces/{cast.pairing.pk}/"
    page = client.get(here).content.decode()
    assert "Ardoise RDV" in page and "Pas à vous de la conseiller" not in page
    Affiliation.objects.create(person=cast.karim, organisation=cast.ardoise.organisation, since=date(2017, 1, 1))
    page = client.get(here).content.decode()
    assert "Pas à vous de la conseiller" in page and "Karim Benali travaille pour Ardoise." in page
    form = client.get(f"/parrain/{cast.season.slug}/atelier/boutiques/{cast.lys.pk}/").context["form"]
    assert [value for value, _words in form.fields["solution"].choices] == [""]
    assert "Karim Benali travaille pour Ardoise." in form.fields["solution"].help_text
