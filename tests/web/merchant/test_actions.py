"""My action, and the mailed links: no sign-in, twice is once, nothing after expiry."""
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chalandise.actions.models import Action
from chalandise.actions.operations.course import finish
from chalandise.actions.operations.ideas import put_to_merchant
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.impact.models import Reading
from chalandise.impact.operations import ask_readings
from chalandise.people.models import Link
from chalandise.people.operations import end_role


def link_in(purpose, name="Lila Sarda"):
    letter = Letter.objects.filter(purpose=purpose, to_name=name).latest("id")
    return re.search(r"/l/[\w-]+/", letter.text).group()


@pytest.fixture
def put(cast):
    cast.pot, cast.odile  # noqa: B018
    put_to_merchant(by=cast.karim, idea=cast.idea)
    return cast.idea


# --- signed in -------------------------------------------------------------------------------------------------------

def test_a_merchant_answers_from_their_page(client, cast, put):
    client.force_login(cast.lila)
    here = reverse("merchant:action", args=[cast.lys.pk])
    assert "1 idée vous attend" in client.get(here).content.decode()
    there = reverse("merchant:idea", args=[cast.lys.pk, put.pk])
    page = client.get(there).content.decode()
    assert "0 €" in page and "environ 2 heures" in page
    client.post(there, {"reponse": "non", "words": "Trop long"})
    client.post(there, {"reponse": "oui"})
    page = client.get(here).content.decode()
    assert "Prendre des rendez-vous le soir" in page and "Le fournisseur tarde" in page


def test_one_tap_says_that_it_blocks(client, cast):
    client.force_login(cast.lila)
    client.post(reverse("merchant:action_gesture", args=[cast.lys.pk, cast.action.pk, "blocage"]), {"reason": "C’est trop compliqué"})
    assert (Action.objects.get().state, Action.objects.get().blocker) == ("blocked", "C’est trop compliqué")


def test_a_finished_action_stays_readable(client, cast):
    finish(by=cast.lila, action=cast.action)
    client.force_login(cast.lila)
    assert "Mes autres actions" in client.get(reverse("merchant:action", args=[cast.lys.pk])).content.decode()
    assert client.get(reverse("merchant:past_action", args=[cast.lys.pk, cast.action.pk])).status_code == 200
    assert client.get(reverse("merchant:past_action", args=[cast.lys.pk, 999])).status_code == 404


def test_another_merchant_sees_nothing(client, cast, put):
    pk = cast.action.pk
    client.force_login(cast.bruno)
    for name, args in (("action", ()), ("past_action", (pk,)), ("action_gesture", (pk, "plan")), ("idea", (put.pk,)), ("lessons", ())):
        assert client.get(reverse(f"merchant:{name}", args=[cast.lys.pk, *args])).status_code == 404
    for name, args in (("past_action", (pk,)), ("action_gesture", (pk, "plan")), ("idea", (put.pk,))):
        assert client.get(reverse(f"merchant:{name}", args=[cast.cuir.pk, *args])).status_code == 404


def test_lessons_are_for_the_shops_of_the_season(client, cast):
    cast.pairing  # noqa: B018
    client.force_login(cast.lila)
    assert "Personne n’a encore raconté" in client.get(reverse("merchant:lessons", args=[cast.lys.pk])).content.decode()
    client.force_login(cast.bruno)
    assert client.get(reverse("merchant:lessons", args=[cast.cuir.pk])).status_code == 404


# --- mailed links ----------------------------------------------------------------------------------------------------

def test_an_idea_is_adopted_by_its_link_and_twice_is_once(client, cast, put):
    where = link_in("action.adopt")
    assert client.get(where).status_code == 200
    assert Action.objects.count() == 0  # reading acts on nothing
    for _twice in range(2):
        assert "C’est votre action" in client.post(where, {"reponse": "oui"}).content.decode()
    assert (Action.objects.count(), Action.objects.get().idea.proposal.via) == (1, "link")
    assert "Vous l’avez adoptée" in client.get(where).content.decode()
    assert Link.objects.get(purpose="action.adopt").used_at is not None


def test_not_this_one_by_the_link(client, cast, put):
    client.post(link_in("action.adopt"), {"reponse": "non", "words": "Trop long"})
    put.proposal.refresh_from_db()
    assert (put.proposal.answer, put.proposal.words) == ("declined", "Trop long")


def test_a_dead_link_acts_on_nothing(client, cast, put):
    where = link_in("action.adopt")
    Link.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.post(where, {"reponse": "oui"}).status_code == 410
    assert Action.objects.count() == 0


def test_who_no_longer_runs_the_shop_finds_nothing(client, cast, put):
    where = link_in("action.adopt")
    end_role(person=cast.lila, kind="merchant", scope_id=cast.lys.pk)
    assert client.get(where).status_code == 404


def test_one_number_by_the_link_doubted_then_confirmed_then_corrected(client, cast):
    Reading.objects.create(action=cast.action, month=date(2017, 10, 1), value=110, at=clock.now())
    with clock.at(date(2017, 12, 4)):
        ask_readings()
        where = link_in("reading.give")
        assert "Combien de rendez-vous" in client.get(where).content.decode()
        typed = {"month": "2017-11-01", "value": "1 200"}
        page = client.post(where, typed).content.decode()
        assert "est-ce bien cela" in page and 'name="confirmed"' in page
        assert Reading.objects.count() == 1
        page = client.post(where, {**typed, "confirmed": "on"}).content.decode()
        assert "Merci, le chiffre est noté" in page and "Trop tôt pour dire" in page
        assert "Novembre 2017 : 1 200" in client.get(where).content.decode().replace("\u202f", " ").replace("\xa0", " ")
        client.post(where, {**typed, "value": "120"})
        assert "négatif" in client.post(where, {**typed, "value": "-4"}).content.decode()
    held = Reading.objects.get(month=date(2017, 11, 1))
    assert (held.value, held.via) == (120, "link")


def test_both_sides_tell_by_their_link(client, cast):
    finish(by=cast.karim, action=cast.action)
    page = client.get(link_in("lesson.give")).content.decode()
    assert "J’accepte que mon prénom" in page and "Qui parle" not in page
    for name, words in (("Lila Sarda", "Le soir"), ("Karim Benali", "Le réglage")):
        assert "enregistré" in client.post(link_in("lesson.give", name), {"worked": words, "share": "on"}).content.decode()
    assert [(x.side, x.worked) for x in cast.action.lessons.order_by("side")] == [("mentor", "Le réglage"), ("merchant", "Le soir")]
    assert "Une phrase suffit" in client.post(link_in("lesson.give"), {"worked": " "}).content.decode()


def test_a_letter_about_an_action_opens_where_it_is(client, cast):
    from chalandise.actions.operations.course import block
    block(by=cast.lila, action=cast.action, reason="Le devis n’arrive pas")
    where = link_in("action.blocked", "Karim Benali")
    page = client.get(where).content.decode()
    assert "Le devis n’arrive pas" in page and "0 € pour la boutique." in page
    end_role(person=cast.karim, kind="companion", scope_id=cast.lys.pk)
    assert client.get(where).status_code == 404


def test_what_the_solution_will_cost_after_the_programme_is_read_before_adopting(client, cast, put):
    put.solution = cast.solution
    put.save(update_fields=["solution"])
    by_link = client.get(link_in("action.adopt")).content.decode()
    client.force_login(cast.lila)
    signed_in = client.get(reverse("merchant:idea", args=[cast.lys.pk, put.pk])).content.decode()
    for page in (by_link, signed_in):
        assert "Ardoise RDV : 19,00 € par mois pendant 3 mois, puis 29,00 € par mois, hors taxe." in page.replace("\xa0", " ").replace("\u202f", " ")
