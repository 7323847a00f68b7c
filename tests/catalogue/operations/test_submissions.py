from datetime import date, timedelta

import pytest

from chalandise.catalogue.models import CompanyCheck, Submission, SubmissionVersion
from chalandise.catalogue.operations.solutions import save_solution
from chalandise.catalogue.operations.submissions import (
    Incomplete,
    TooLate,
    save_submission,
    start_submission,
    submit,
    withdraw_submission,
)
from chalandise.foundation import clock, journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused

OPEN = clock.local(date(2017, 10, 20), 15, 0)


@pytest.fixture
def draft(cast):
    """Ardoise has written all it wants to say, and sent nothing."""
    with clock.at(OPEN):
        found = start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)
        return save_submission(by=cast.nadia, submission=found, version=found.version, motivation="Les salons de la rue.")


def test_an_answer_begun_twice_is_one_draft(cast, draft):
    with clock.at(OPEN):
        assert start_submission(by=cast.nadia, call=cast.call, solution=cast.solution) == draft
    assert (draft.state, draft.number) == ("draft", None)


def test_a_complete_answer_gets_a_number_a_version_and_a_receipt_to_the_second(cast, draft):
    with clock.at(OPEN + timedelta(seconds=7)) as moment:
        version = submit(by=cast.nadia, submission=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.number, draft.submitted_at) == ("submitted", 1, moment)
    assert (version.number, version.at, version.swept, version.sheet["motivation"]) == (1, moment, False, "Les salons de la rue.")
    assert (version.sheet["price_month"], version.sheet["price_after"], version.sheet["siren"]) == ("19", "29", "732829320")
    letter = Letter.objects.get(purpose="call.received")
    assert letter.to_address == cast.nadia.email
    assert "réponse n° 1" in letter.subject and "15:00:07" in letter.text
    assert [line.what for line in journal.timeline(draft)] == ["a envoyé la réponse", "a changé la réponse", "a commencé une réponse"]


def test_pressed_twice_is_sent_once(cast, draft):
    with clock.at(OPEN):
        first = submit(by=cast.nadia, submission=draft)
    with clock.at(OPEN + timedelta(seconds=2)):
        assert submit(by=cast.nadia, submission=draft) == first
    assert (SubmissionVersion.objects.count(), Letter.objects.filter(purpose="call.received").count()) == (1, 1)


def test_a_new_version_keeps_the_number_and_the_first_version(cast, draft):
    with clock.at(OPEN):
        submit(by=cast.nadia, submission=draft)
        draft.refresh_from_db()
        save_submission(by=cast.nadia, submission=draft, version=draft.version, motivation="Et les coiffeurs.")
        submit(by=cast.nadia, submission=draft)
    draft.refresh_from_db()
    assert (draft.number, [(v.number, v.sheet["motivation"]) for v in draft.versions.all()]) == (
        1, [(1, "Les salons de la rue."), (2, "Et les coiffeurs.")])


def test_the_version_sent_does_not_change_with_the_sheet(cast, draft):
    with clock.at(OPEN):
        version = submit(by=cast.nadia, submission=draft)
        save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Autre chose."})
    version.refresh_from_db()
    assert version.sheet["summary"] == "Vos clients prennent rendez-vous la nuit, vous ne décrochez plus pendant un soin."


def test_what_is_missing_is_listed_with_its_part(cast, draft):
    with clock.at(OPEN):
        save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"price_after": None, "references": ""})
        with pytest.raises(Incomplete) as refusal:
            submit(by=cast.nadia, submission=draft)
    assert str(refusal.value) == "Il manque 2 réponses avant d’envoyer."
    assert [(m.field, m.part) for m in refusal.value.lacking] == [("price_after", "prix"), ("references", "preuves")]
    draft.refresh_from_db()
    assert (draft.state, draft.number) == ("draft", None)


def test_the_last_second_is_in_time_and_the_next_one_is_late(cast, draft):
    with clock.at(cast.call.deadline - timedelta(seconds=1)):
        assert submit(by=cast.nadia, submission=draft).number == 1


def test_one_second_late_an_incomplete_draft_is_refused_kept_and_told_what_can_be_done(cast, draft):
    cast.solution.references = ""
    cast.solution.save()
    with clock.at(cast.call.deadline), pytest.raises(TooLate) as refusal:
        submit(by=cast.nadia, submission=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.motivation) == ("draft", "Les salons de la rue.")
    assert "L’heure limite était mardi 31 octobre à 18\u00a0h, à la seconde près. Votre texte est gardé comme brouillon." in str(refusal.value)
    assert "equipe@exemple.invalid" in str(refusal.value)
    assert "Il manquait" in Letter.objects.get(purpose="call.deadline_left").text


def test_one_second_late_a_complete_draft_has_left_as_it_stood_at_the_hour(cast, draft):
    with clock.at(cast.call.deadline + timedelta(seconds=1)), pytest.raises(TooLate) as refusal:
        submit(by=cast.nadia, submission=draft)
    draft.refresh_from_db()
    version = draft.versions.get()
    assert (draft.state, version.swept, version.at) == ("submitted", True, cast.call.deadline)
    assert "il est parti tel qu’il était enregistré à l’heure, sous le numéro 1" in str(refusal.value)


def test_what_is_typed_after_the_hour_is_kept_and_is_not_in_what_left(cast, draft):
    with clock.at(cast.call.deadline + timedelta(seconds=3)):
        save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Écrit trop tard."})
    cast.solution.refresh_from_db()
    assert cast.solution.summary == "Écrit trop tard."
    assert SubmissionVersion.objects.get().sheet["summary"].startswith("Vos clients prennent rendez-vous")


def test_a_call_that_is_not_open_yet_takes_nothing(cast):
    with clock.at(cast.call.opens_at - timedelta(minutes=1)), pytest.raises(Refused, match="pas encore ouvert"):
        start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)
    assert Submission.objects.count() == 0


def test_a_draft_does_not_begin_after_the_hour(cast):
    with clock.at(cast.call.deadline), pytest.raises(TooLate):
        start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)


def test_a_struck_off_company_sends_nothing_and_is_told_what_to_do(cast, draft):
    CompanyCheck.objects.create(provider=cast.ardoise, status="ceased", source="register", at=clock.now())
    with clock.at(OPEN), pytest.raises(Refused, match="a cessé son activité : la réponse reste un brouillon"):
        submit(by=cast.nadia, submission=draft)


@pytest.mark.parametrize("status", ["active", "unknown"])
def test_a_company_not_found_is_not_stopped(cast, draft, status):
    CompanyCheck.objects.create(provider=cast.ardoise, status=status, source="register", at=clock.now())
    with clock.at(OPEN):
        assert submit(by=cast.nadia, submission=draft).number == 1


def test_a_withdrawn_answer_may_be_sent_again_in_time_with_its_number(cast, draft):
    with clock.at(OPEN):
        submit(by=cast.nadia, submission=draft)
        withdrawn = withdraw_submission(by=cast.nadia, submission=draft)
        assert (withdrawn.state, withdraw_submission(by=cast.nadia, submission=draft).withdrawn_at) == ("withdrawn", withdrawn.withdrawn_at)
        submit(by=cast.nadia, submission=draft)
    draft.refresh_from_db()
    assert (draft.state, draft.number, draft.versions.count()) == ("submitted", 1, 2)


def test_an_answer_opened_again_is_sent_after_the_deadline_until_its_own(cast, submission_reopened):
    submission, until = submission_reopened
    with clock.at(until), pytest.raises(TooLate):
        submit(by=cast.nadia, submission=submission)
    with clock.at(until - timedelta(seconds=1)):
        assert submit(by=cast.nadia, submission=submission).number == 2


@pytest.fixture
def submission_reopened(cast):
    until = clock.local(date(2017, 12, 4), 18)
    submission = cast.submission
    submission.reopened_until = until
    submission.save()
    return submission, until


def test_two_people_who_change_the_same_motivation_see_both_texts(cast, draft):
    with clock.at(OPEN):
        save_submission(by=cast.nadia, submission=draft, version=draft.version, motivation="La première.")
        with pytest.raises(Conflict) as conflict:
            save_submission(by=cast.nadia, submission=draft, version=draft.version, motivation="La seconde.")
    assert (conflict.value.theirs["motivation"], conflict.value.yours["motivation"]) == ("La première.", "La seconde.")
