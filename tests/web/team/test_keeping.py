"""Keeping the pairings alive, as the team sees it: reminders, first contact, what the alerts foresaw, absences, who could go on."""
from datetime import timedelta

import pytest
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Absence, AlertRaised, FitAnswer, Pairing, Reminder, ReminderHold
from chalandise.mentoring.operations.followup import leave_note
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.operations.minutes import write_minutes
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.web.team.tasks import remind, watch
from tests.mentoring import scenes
from tests.mentoring.queries.test_health import many

SLUG = "fondaudege-2017"
PAGE = f"/equipe/{SLUG}/rappels/"
ALERTS = f"/equipe/{SLUG}/alertes/"
MONDAY = f"/equipe/{SLUG}/lundi/"
COVER = reverse("team:cover", args=[SLUG])
VALUES = {"duration": 60, "travel": 0, "themes": ["found"], "seen": "Vitrine sombre.", "decided": "Ouvrir la fiche.", "next_step": "La photo", "next_on": None}


@pytest.fixture
def rose(cast, client):
    cast.season  # noqa: B018
    client.force_login(cast.rose)
    return cast.rose


@pytest.fixture
def quiet(cast):
    """They met in September, and nobody has given news since."""
    sign(pairing=cast.pairing, kind="contact", at=cast.pairing.announced_at)
    return cast


def text(client, page):
    return client.get(page).content.decode()


def test_the_page_says_what_left_to_whom_why_what_stops_it_and_what_comes(quiet, client, rose):
    remind()
    page = text(client, PAGE)
    for words in ("Pas de nouvelles", "Lila Sarda", "Second rappel le lundi 27 novembre", "n’importe quel signe de vie", "2 rappels partis",
                  "Pas de nouvelles, premier rappel", "Le premier contact", "le jour même"):
        assert words in page
    assert "Second rappel" in text(client, reverse("team:pairing", args=[SLUG, quiet.pairing.pk]))


def test_an_empty_season_says_so(client, rose):
    page = text(client, PAGE)
    assert "Aucun rappel ne doit partir." in page and "Aucun rappel n’est encore parti." in page and "Aucun parrainage n’est annoncé" in page
    assert "Rien à compter pour l’instant" in text(client, ALERTS)


def test_one_reminder_is_stopped_with_a_reason_and_let_go_again(quiet, client, rose):
    remind()
    sent = Reminder.objects.get(side="merchant")
    address = reverse("team:pairing_reminder", args=[SLUG, quiet.pairing.pk])
    asked = {"person": quiet.lila.pk, "reason": sent.reason, "retour": PAGE}
    client.post(address, {**asked, "why": " "})
    assert ReminderHold.objects.count() == 0
    assert client.post(address, {**asked, "why": "Elle rappelle vendredi", "until": ""}).url == PAGE
    page = text(client, PAGE)
    assert "Arrêté par l’équipe" in page and "« Elle rappelle vendredi »" in page
    client.post(address, {**asked, "gesture": "resume"})
    assert "Arrêté par l’équipe" not in text(client, PAGE)


@pytest.mark.parametrize("asked", [{"person": "x", "reason": "a"}, {"person": "999999", "reason": "a"}, {"reason": "a"}, {}])
def test_a_reminder_of_somebody_else_changes_nothing(quiet, client, rose, asked):
    answer = client.post(reverse("team:pairing_reminder", args=[SLUG, quiet.pairing.pk]), {"why": "x", **asked}, follow=True)
    assert "Ce rappel n’existe plus" in answer.content.decode() and ReminderHold.objects.count() == 0


@pytest.mark.parametrize("count", [1, 30])
def test_the_pages_cost_the_same_queries(cast, client, rose, count, django_assert_num_queries):
    many(cast, count)
    Pairing.objects.update(announced_at=clock.now() - timedelta(days=60))
    remind()
    watch()
    with django_assert_num_queries(26):
        client.get(PAGE)
    with django_assert_num_queries(16):
        client.get(ALERTS)


def test_the_alerts_say_their_shares_and_when_there_are_too_few(cast, client, rose):
    many(cast, 12)
    for n, pairing in enumerate(Pairing.objects.all()):
        for code, days in (("silence", 40), ("no_contact", 45)):
            if n < 3 and code == "no_contact":
                continue
            AlertRaised.objects.create(pairing=pairing, code=code, state="call", since=clock.today(), raised_on=clock.today() - timedelta(days=days))
        if n < 6:
            Pairing.objects.filter(pk=pairing.pk).update(ended_at=clock.now() - timedelta(days=20), ending="no_fit",
                                                         announced_at=clock.now() - timedelta(days=50))
        sign(pairing=pairing, kind="contact", at=clock.now() - timedelta(days=25))
    page = text(client, ALERTS)
    for words in ("9 sur 21", "6 sur 6", "6 sur 12", "3 sur 9", "trop peu pour dire", "provisoires"):
        assert words in page, words


def test_a_no_offers_the_best_mentors_at_once(cast, client, rose):
    scenes.board(cast)
    from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
    pairing = open_pairing(season=cast.season, shop=cast.lys, mentor=cast.karim_mentor, by=cast.rose)
    announce_pairings(season=cast.season, by=cast.rose)
    sign(pairing=pairing, kind="contact")
    assert [x.next_mentors for x in client.get(MONDAY).context["monday"].todo] == [None]
    FitAnswer.objects.create(pairing=pairing, side="merchant", says="bad", at=clock.now())
    (line,) = client.get(MONDAY).context["monday"].todo
    assert [row["mentor"] for row in line.next_mentors] == [cast.awa_mentor]
    assert "Confier la suite" in text(client, MONDAY)


def test_a_new_mentor_reads_what_was_decided_and_not_what_one_said_of_the_other(cast, client, rose):
    scenes.board(cast)
    from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
    pairing = open_pairing(season=cast.season, shop=cast.lys, mentor=cast.karim_mentor, by=cast.rose)
    announce_pairings(season=cast.season, by=cast.rose)
    write_minutes(visit=pairing.visits.first(), by=cast.karim, values=VALUES, on=clock.today())
    FitAnswer.objects.create(pairing=pairing, side="merchant", says="bad", words="Trop pressé.", at=clock.now())
    for seen in (False, True):
        mentor, other = (cast.awa_mentor, cast.awa) if not seen else (cast.karim_mentor, cast.karim)
        client.force_login(cast.rose)
        client.post(reverse("team:candidates", args=[SLUG, cast.lys.pk]), {"mentor": mentor.pk, **({"seen": "1"} if seen else {})})
        following = Pairing.objects.get(shop=cast.lys, ended_at=None)
        client.force_login(other)
        page = text(client, reverse("mentor:pairing", args=[SLUG, following.pk]))
        assert ("Ouvrir la fiche." in page, "Vitrine sombre." in page, "Trop pressé." in page) == (True, seen, False)
    told = Letter.objects.filter(purpose="mentoring.pairing_announced_merchant").order_by("pk")
    assert "Awa prend la suite de Karim" in told[1].text and "Il reste 2 visites" in told[1].text
    assert not Letter.objects.filter(purpose="mentoring.pairing_ended_merchant").exists()  # one letter tells both


def test_an_absence_is_noted_shown_with_the_note_and_taken_by_a_colleague(cast, client, rose):
    simon = cast.person("Simon", "Second")
    grant_role(person=simon, kind=Role.Kind.REFERENT, scope_id=cast.season.pk)
    leave_note(season=cast.season, text="Rappeler Lila mardi.", by=cast.rose)
    days = {"since": clock.today().isoformat(), "until": (clock.today() + timedelta(days=5)).isoformat()}
    assert client.post(COVER, {"gesture": "cover", **days, "person": ""}).status_code == 302
    absence = Absence.objects.get()
    client.force_login(simon)
    page = text(client, MONDAY)
    assert "Rose Ferrand" in page and "personne n’assure le relais" in page and "Rappeler Lila mardi." in page
    client.post(COVER, {"gesture": "take", "absence": absence.pk})
    assert "Vous remplacez" in text(client, MONDAY)
    assert client.post(COVER, {"gesture": "back", "absence": absence.pk}).status_code == 404  # only who is away comes back
    client.force_login(cast.rose)
    client.post(COVER, {"gesture": "back", "absence": absence.pk})
    assert Absence.objects.get().ended_at is not None
