from datetime import date, timedelta

import pytest

from chalandise.catalogue.models import Decision, Submission
from chalandise.foundation import clock
from tests.web.team.seasons.test_calendar import text

OPEN = clock.local(date(2017, 10, 20), 15)


@pytest.fixture
def nadia(client, cast):
    with clock.at(clock.local(date(2017, 9, 4), 10)):  # before the call
        client.force_login(cast.nadia)
    return client


@pytest.fixture
def draft(nadia, cast):
    assert cast.solution and cast.call
    with clock.at(OPEN):
        nadia.post(f"/offreur/{cast.ardoise.pk}/appels/appel-2017/", {"solution": cast.solution.pk})
    return Submission.objects.get()


def at(draft, *rest):
    return "/".join([f"/offreur/{draft.solution.provider_id}/reponses/{draft.pk}", *rest, ""])


def send(client, draft, words="Pour les salons."):
    draft.refresh_from_db()
    return client.post(at(draft), {"motivation": words, "version": draft.version, "tab": "t", "gesture": "send"}, follow=True)


def test_an_answer_is_begun_written_sent_and_said_to_the_second(nadia, draft):
    with clock.at(OPEN + timedelta(seconds=5)):
        page = text(send(nadia, draft))
    assert "Bien reçu : réponse n° 1, version 1, vendredi 20 octobre à 15:00:05." in page
    assert "envoyée, n° 1" in page


def test_without_motivation_what_is_missing_is_listed_and_nothing_leaves(nadia, draft):
    with clock.at(OPEN):
        page = text(send(nadia, draft, ""))
    assert "Il manque 1 réponse avant d’envoyer." in page and "Dites pourquoi pour les boutiques de ce territoire." in page
    assert Submission.objects.get().state == "draft"


def test_one_second_late_keeps_the_words_and_says_what_can_be_done(nadia, cast, draft):
    with clock.at(cast.call.deadline):
        page = text(send(nadia, draft, "Trop tard, mais gardé."))
    assert "à la seconde près. Votre texte est gardé comme brouillon." in page and "équipe" in page
    draft.refresh_from_db()
    assert (draft.state, draft.motivation) == ("draft", "Trop tard, mais gardé.")


def test_what_reviewers_will_read_is_what_they_read(nadia, cast, draft):
    with clock.at(OPEN):
        send(nadia, draft)
        before = text(nadia.get(at(draft, "apercu")))
        after = text(nadia.get(at(draft, "versions", "1")))
    read = [page.partition("L’entreprise")[2] for page in (before, after)]
    assert read[0] == read[1] and "Pour les salons." in read[0]


def test_a_sheet_changed_since_the_sending_is_said(nadia, cast, draft):
    with clock.at(OPEN):
        send(nadia, draft)
        assert "ont changé depuis la version envoyée" not in text(nadia.get(at(draft)))
        cast.solution.refresh_from_db()
        cast.solution.summary = "Autre."
        cast.solution.save()
        assert "ont changé depuis la version envoyée" in text(nadia.get(at(draft)))


def test_withdrawn_then_sent_again(nadia, draft):
    with clock.at(OPEN):
        send(nadia, draft)
        assert "Votre réponse est retirée." in text(nadia.post(at(draft, "retrait"), follow=True))
        nadia.post(at(draft, "envoi"))
    assert (Submission.objects.get().state, Submission.objects.get().number) == ("submitted", 1)


def test_the_decision_and_its_reason_are_read_once_released_and_not_before(nadia, cast):
    version = cast.submission.versions.get()
    decision = Decision.objects.create(version=version, outcome="declined", reason="Trop cher **pour une boutique**.", prepared_by=cast.odile, prepared_at=clock.now())
    address = at(cast.submission)
    assert "Trop cher" not in nadia.get(address).content.decode()
    decision.released_at = cast.call.released_at = clock.now()
    decision.save()
    cast.call.save()
    page = nadia.get(address).content.decode()
    assert "<strong>pour une boutique</strong>" in page and "non retenue" in page


def test_revise_and_resubmit_opens_the_door_until_its_day(nadia, cast):
    submission = cast.submission
    Decision.objects.create(version=submission.versions.get(), outcome="revise", reason="Dites le prix.", prepared_at=clock.now(), released_at=clock.now())
    cast.call.released_at = clock.now()
    cast.call.save()
    submission.reopened_until = clock.local(date(2017, 12, 4), 18)
    submission.save()
    assert "envoyez une nouvelle version avant lundi 4 décembre" in text(nadia.get(at(submission)))
    page = text(send(nadia, submission, "Le prix est dit."))
    assert "version 2" in page and "La nouvelle version est arrivée." in page
