"""A merchant on a phone: choose an hour from a letter, say it does not suit, cancel, read, answer."""
import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.mentoring.models import FitAnswer, Visit
from chalandise.mentoring.operations.minutes import write_minutes
from chalandise.mentoring.operations.visits import propose_slots
from chalandise.people.models import Link, Role
from chalandise.people.operations import end_role
from tests.mentoring import scenes
from tests.mentoring.operations.test_minutes import VALUES
from tests.mentoring.scenes import at, hour
from tests.web.mentor.test_mentoring import link_in


@pytest.fixture
def proposed(cast):
    return propose_slots(visit=scenes.visit(cast), slots=[hour(23, 13, 30), hour(24, 9)], by=cast.karim)


def test_one_tap_in_a_letter_fixes_the_visit_and_twice_is_once(cast, client, proposed):
    path = link_in("slots_proposed", cast.lila.email)
    page = client.get(path)
    assert "Choisissez l’heure de la visite de Karim" in page.content.decode()
    proposed.refresh_from_db()
    assert proposed.state == "proposed"  # reading uses nothing up: mail scanners open links
    for _ in range(2):
        page = client.post(path, {"gesture": "choose", "slot": proposed.slots.first().pk}, follow=True)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.starts_at, proposed.sequence) == ("fixed", at(23, 13, 30), 0)
    assert "jeudi 23 novembre à 13" in page.content.decode()


def test_a_slot_of_another_visit_is_not_chosen(cast, client, proposed):
    path = link_in("slots_proposed", cast.lila.email)
    for slot in ("999", "x", ""):
        page = client.post(path, {"gesture": "choose", "slot": slot}, follow=True)
        assert "n’est plus proposé" in page.content.decode()


def test_none_suits_takes_a_word(cast, client, proposed):
    path = link_in("slots_proposed", cast.lila.email)
    page = client.post(path, {"gesture": "refuse", "wish": "après 19 h"}, follow=True)
    assert "après 19 h" in page.content.decode()
    proposed.refresh_from_db()
    assert (proposed.state, proposed.wish) == ("to_plan", "après 19 h")


def test_an_expired_link_says_so_and_acts_no_more(cast, client, proposed):
    path = link_in("slots_proposed", cast.lila.email)
    Link.objects.update(expires_at="2017-01-01T00:00:00Z")
    assert client.get(path).status_code == 410
    assert client.post(path, {"gesture": "choose", "slot": proposed.slots.first().pk}).status_code == 410
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


def test_who_no_longer_runs_the_shop_finds_nothing(cast, client, proposed):
    path = link_in("slots_proposed", cast.lila.email)
    end_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=cast.lys.pk)
    assert client.get(path).status_code == 404


def test_a_fixed_visit_can_be_given_up_and_put_in_one_s_calendar(cast, client):
    visit = scenes.fixed(cast)
    client.force_login(cast.lila)
    page = reverse("merchant:visit", args=[cast.lys.pk, visit.pk])
    assert client.get(page, {"agenda": "1"})["Content-Type"].startswith("text/calendar")
    client.post(page, {"gesture": "cancel", "wish": "inventaire ce jour-là"})
    visit.refresh_from_db()
    assert (visit.state, visit.wish) == ("to_plan", "inventaire ce jour-là")


def test_the_merchant_reads_the_minutes_but_writes_none(cast, client):
    visit = scenes.fixed(cast, 20, 9)
    write_minutes(visit=visit, by=cast.karim, values=VALUES)
    client.force_login(cast.lila)
    page = reverse("merchant:visit", args=[cast.lys.pk, visit.pk])
    text = client.get(page, {"ecran": "edit"}).content.decode()
    assert "Essayer en ligne" in text and "trajet" not in text and "<textarea" not in text
    client.post(page, {"gesture": "edit", "duration": "60", "seen": "x", "version": "1"})
    visit.minutes.refresh_from_db()
    assert visit.minutes.seen == "Agenda papier"


def test_my_visits_lists_them_and_what_waits_first(cast, client, proposed):
    client.force_login(cast.lila)
    text = client.get(reverse("merchant:visits", args=[cast.lys.pk])).content.decode()
    assert text.index("Choisissez l’heure de la visite 1") < text.index("Avec Karim")


def test_another_merchant_sees_nothing_of_it(cast, client, proposed):
    client.force_login(cast.bruno)
    assert client.get(reverse("merchant:visits", args=[cast.lys.pk])).status_code == 404
    assert client.get(reverse("merchant:visit", args=[cast.cuir.pk, proposed.pk])).status_code == 404


@pytest.mark.parametrize(("says", "sentence"), [("good", "Bonne suite"), ("unsure", "C’est normal"), ("bad", "L’équipe vous appelle")])
def test_three_buttons_say_whether_it_fits(cast, client, says, sentence):
    write_minutes(visit=scenes.fixed(cast, 20, 9), by=cast.karim, values=VALUES)
    path = link_in("fit_asked", cast.lila.email)
    assert "est-ce que le courant passe" in client.get(path).content.decode()
    for _ in range(2):
        page = client.post(path, {"says": says}, follow=True)
    assert sentence in page.content.decode()
    assert FitAnswer.objects.count() == 1
    client.post(path, {"says": says, "words": "un mot"})
    assert FitAnswer.objects.get().words == "un mot"


def test_an_answer_that_is_none_of_the_three_is_ignored(cast, client):
    write_minutes(visit=scenes.fixed(cast, 20, 9), by=cast.karim, values=VALUES)
    assert client.post(link_in("fit_asked", cast.lila.email), {"says": "terrible"}).status_code == 200
    assert FitAnswer.objects.count() == 0


def test_a_calendar_of_one_s_own_is_given_once_and_read_without_signing_in(cast, client):
    scenes.fixed(cast)
    client.force_login(cast.lila)
    address = client.post(reverse("merchant:feed", args=[cast.lys.pk])).context["feed"]
    client.logout()
    path = "/agenda/" + address.rsplit("/agenda/", 1)[1]
    found = client.get(path)
    assert (found.status_code, "Visite 1 : Institut Lys avec Karim" in found.content.decode()) == (200, True)
    Visit.objects.update(state="to_plan")
    assert "Institut Lys" not in client.get(path).content.decode()
    Link.objects.filter(purpose="feed").update(revoked_at=clock.now())
    assert client.get(path).status_code == 404
    assert client.get("/agenda/inconnu.ics").status_code == 404
