"""A mentor on a phone: what to do first, slots in one tap, minutes in two, hours and attestation."""
import re
import uuid

import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import FitAnswer, HelpOffer, Minutes, Pairing, Visit, VolunteerTime
from chalandise.mentoring.operations.pairings import leave_mentor
from chalandise.mentoring.operations.visits import propose_slots
from tests.mentoring import scenes
from tests.mentoring.scenes import at, hour

SLUG = "fondaudege-2017"


@pytest.fixture
def karim(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.karim)
    return cast.karim


def visit_page(visit):
    return reverse("mentor:visit", args=[SLUG, visit.pk])


def minutes_of(**fields):
    return {"gesture": "minutes", "duration": "60", "travel": "20", "themes": ["found"], "seen": "vu", "decided": "Essayer",
            "client_key": str(uuid.uuid4()), **fields}


def link_in(purpose, address):
    """Return the path of the link in the latest letter of a purpose to somebody."""
    text = Letter.objects.filter(purpose=f"mentoring.{purpose}", to_address=address).latest("id").text
    return re.search(r"/l/[\w-]+/", text)[0]


def test_home_says_first_what_to_do_and_it_takes_one_tap(cast, client, karim):
    visit = scenes.visit(cast)
    page = client.get(reverse("mentor:home", args=[SLUG]))
    assert page.context["first"] == (2, page.context["first"][1], "slots")
    assert "Proposez trois créneaux à Institut Lys" in page.content.decode()
    form = client.get(visit_page(visit)).context["forms"]["propose"]
    sent = {"gesture": "propose", "length": "60", **{name: form[name].value().strftime("%Y-%m-%dT%H:%M") for name in form.NAMES}}
    page = client.post(visit_page(visit), sent, follow=True)
    assert "Vos créneaux sont partis" in page.content.decode()
    visit.refresh_from_db()
    assert (visit.state, visit.slots.count()) == ("proposed", 3)


@pytest.mark.parametrize(("state", "day", "what"), [("fixed", 20, "minutes"), ("fixed", 23, "prepare"), ("proposed", None, "wait"),
                                                    ("missed", 20, "slots")])
def test_the_first_thing_follows_the_visit(cast, client, karim, state, day, what):
    begins, ends = hour(day or 23, 9)
    scenes.visit(cast, state=state, starts_at=begins if day else None, ends_at=ends if day else None)
    assert client.get(reverse("mentor:home", args=[SLUG])).context["first"][2] == what


def test_the_second_visit_is_not_asked_for_while_the_first_is_ahead(cast, client, karim):
    scenes.fixed(cast, 23)
    scenes.visit(cast, 2)
    visit, what = client.get(reverse("mentor:home", args=[cast.season.slug])).context["first"][1:]
    assert (visit.number, what) == (1, "prepare")


def test_a_mentor_without_merchant_is_told_what_comes_next(cast, client):
    cast.awa_mentor, cast.pairing  # noqa: B018
    client.force_login(cast.awa)
    assert "n’est pas encore choisi" in client.get(reverse("mentor:home", args=[SLUG])).content.decode()


def test_a_refused_slot_comes_back_next_to_its_field_with_what_was_typed(cast, client, karim):
    visit = scenes.visit(cast)
    page = client.post(visit_page(visit), {"gesture": "propose", "length": "60", "first": "2017-11-23T22:30"})
    text = page.content.decode()
    assert (page.status_code, "Une visite se fait entre 7 h et 21 h" in text, 'value="2017-11-23T22:30"' in text) == (200, True, True)


def test_minutes_are_written_in_two_taps_from_home_and_once(cast, client, karim):
    visit = scenes.fixed(cast, 20, 9)
    page = client.get(reverse("mentor:minutes", args=[SLUG, visit.pk]))
    assert 'data-draft="minutes-' in page.content.decode()
    sent = minutes_of()
    for _ in range(2):  # a phone that loses its network sends again
        page = client.post(reverse("mentor:minutes", args=[SLUG, visit.pk]), sent, follow=True)
    assert Minutes.objects.count() == 1
    assert "data-draft-done" in page.content.decode()


def test_minutes_without_a_word_keep_what_was_ticked(cast, client, karim):
    visit = scenes.fixed(cast, 20, 9)
    page = client.post(visit_page(visit), minutes_of(seen="", decided="", duration="45"))
    text = page.content.decode()
    assert "Une phrase suffit" in text
    assert 'value="45"' in text
    assert re.search(r'value="found"[^>]*checked', text)


def test_two_people_who_edit_minutes_see_both_texts(cast, client, karim):
    visit = scenes.fixed(cast, 20, 9)
    client.post(visit_page(visit), minutes_of())
    Minutes.objects.update(seen="écrit par Rose", version=2)
    page = client.post(visit_page(visit), {**minutes_of(seen="écrit par Karim"), "gesture": "edit", "version": "1"})
    text = page.content.decode()
    assert "écrit par Rose" in text and "écrit par Karim" in text
    assert Minutes.objects.get().seen == "écrit par Rose"
    client.post(visit_page(visit), {**minutes_of(seen="écrit par Karim"), "gesture": "edit", "version": "2"})
    assert Minutes.objects.get().seen == "écrit par Karim"


def test_a_mentor_reaches_only_their_own_visits(cast, client):
    visit = scenes.visit(cast)
    cast.awa_mentor  # noqa: B018
    client.force_login(cast.awa)
    assert client.get(visit_page(visit)).status_code == 404
    assert client.post(visit_page(visit), {"gesture": "cancel"}).status_code == 404
    assert client.get(reverse("mentor:pairing", args=[SLUG, cast.pairing.pk])).status_code == 404


def test_a_mentor_cannot_choose_in_the_merchant_s_place(cast, client, karim):
    visit = propose_slots(visit=scenes.visit(cast), slots=[hour(23, 9)], by=cast.karim)
    client.post(visit_page(visit), {"gesture": "choose", "slot": visit.slots.get().pk})
    visit.refresh_from_db()
    assert visit.state == "proposed"


def test_the_pairing_page_shows_the_visits_and_records_a_contact(cast, client, karim):
    scenes.fixed(cast, 23, 9)
    address = reverse("mentor:pairing", args=[SLUG, cast.pairing.pk])
    assert "Institut Lys" in client.get(address).content.decode()
    client.post(reverse("mentor:pairing_contact", args=[SLUG, cast.pairing.pk]))
    assert list(cast.pairing.signs.values_list("kind", flat=True)) == ["contact"]


def test_the_link_of_a_letter_proposes_slots_and_writes_minutes_without_signing_in(cast, client):
    propose_slots(visit=scenes.visit(cast), slots=[hour(23, 9)], by=cast.karim)
    visit = Visit.objects.get()
    from chalandise.mentoring.operations.visits import refuse_slots
    refuse_slots(visit=visit, by=cast.lila, wish="le soir")
    path = link_in("slots_refused", cast.karim.email)
    page = client.get(path)
    assert (page.status_code, "le soir" in page.content.decode()) == (200, True)
    client.post(path, {"gesture": "propose", "length": "60", "first": "2017-11-24T18:00"})
    visit.refresh_from_db()
    assert (visit.state, visit.slots.get().starts_at) == ("proposed", at(24, 18))


def test_a_link_of_a_pairing_that_ended_shows_and_changes_nothing(cast, client):
    visit = scenes.fixed(cast, 20, 9)
    from chalandise.mentoring.mails.visits import mentor_link
    path = "/l/" + mentor_link(visit).rsplit("/l/", 1)[1]
    Pairing.objects.update(ended_at=clock.now())
    Visit.objects.update(state="cancelled")
    assert client.get(path).status_code == 200
    client.post(path, minutes_of())
    assert Minutes.objects.count() == 0


def test_the_fit_link_of_a_mentor(cast, client, karim):
    with clock.at(at(23, 15)):
        client.post(visit_page(scenes.fixed(cast, 23, 13)), minutes_of())
    client.logout()
    path = link_in("fit_asked", cast.karim.email)
    client.post(path, {"says": "unsure"})
    assert list(FitAnswer.objects.values_list("side", "says")) == [("mentor", "unsure")]


def test_hours_help_and_attestation(cast, client, karim):
    page = reverse("mentor:hours", args=[SLUG])
    assert client.get(page).status_code == 200
    client.post(reverse("mentor:hours_times", args=[SLUG]), {"what": "call", "on": "2017-11-17", "minutes": "90"})
    assert "Vous avez donné 1" in client.get(page).content.decode()
    refused = client.post(reverse("mentor:hours_times", args=[SLUG]), {"what": "call", "on": "2017-11-27", "minutes": "90"})
    assert "Choisissez un jour passé" in refused.content.decode()
    client.post(reverse("mentor:help", args=[SLUG]), {"skill": "booking", "when": "jeudi"})
    assert HelpOffer.objects.get().skill == "booking"
    client.post(reverse("mentor:help_removal", args=[SLUG, HelpOffer.objects.get().pk]))
    client.post(reverse("mentor:hours_time_removal", args=[SLUG, VolunteerTime.objects.get().pk]))
    assert (VolunteerTime.objects.count(), HelpOffer.objects.filter(withdrawn_at=None).count()) == (0, 0)
    found = client.get(reverse("mentor:attestation", args=[SLUG]))
    assert (found["Content-Type"], found.content[:5]) == ("application/pdf", b"%PDF-")


def test_a_mentor_who_left_still_opens_the_attestation_by_its_link(cast, client):
    cast.pairing, cast.rose  # noqa: B018
    leave_mentor(mentor=cast.karim_mentor, by=cast.rose)
    assert client.get(link_in("mentor_thanked", cast.karim.email)).content[:5] == b"%PDF-"


@pytest.mark.parametrize("count", [1, 30])
def test_home_costs_the_same_queries(cast, client, karim, count, django_assert_num_queries):
    for n in range(count):
        pairing = Pairing.objects.create(season=cast.season, shop=cast._shop(f"B{n:02}"), mentor=cast.karim_mentor, opened_at=clock.now(),
                                         announced_at=clock.now())
        for number in (1, 2, 3):
            Visit.objects.create(pairing=pairing, number=number)
    with django_assert_num_queries(12):
        client.get(reverse("mentor:home", args=[SLUG]))
