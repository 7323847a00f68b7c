from datetime import date, timedelta

import pytest

from chalandise.catalogue.models import CompanyCheck, Submission, SubmissionVersion
from chalandise.catalogue.operations.calls import extend_call
from chalandise.catalogue.operations.deadline import GRACE, sweep
from chalandise.catalogue.operations.solutions import save_solution
from chalandise.catalogue.operations.submissions import start_submission, submit
from chalandise.foundation import clock, journal
from chalandise.foundation.models import Letter

OPEN = clock.local(date(2017, 10, 20), 15)


@pytest.fixture
def draft(cast):
    with clock.at(OPEN):
        found = start_submission(by=cast.nadia, call=cast.call, solution=cast.solution)
    found.motivation = "Les salons de la rue."
    found.save()
    return found


@pytest.fixture
def unfinished(cast):
    """A second sheet of Ardoise: nothing but its name."""
    with clock.at(OPEN):
        return start_submission(by=cast.nadia, call=cast.call, solution=cast._solution(cast.ardoise, "Ardoise Caisse", references="", needs=[]))


def after(cast, **later):
    return clock.at(cast.call.deadline + timedelta(**later))


def test_at_the_hour_a_complete_draft_leaves_and_the_other_stays_each_told(cast, draft, unfinished):
    with after(cast, minutes=1):
        assert sweep() == (1, 1)
    for one in (draft, unfinished, cast.call):
        one.refresh_from_db()
    version = draft.versions.get()
    assert (draft.state, draft.number, draft.submitted_at) == ("submitted", 1, cast.call.deadline)
    assert (version.swept, version.at, version.by) == (True, cast.call.deadline, cast.nadia)
    assert (unfinished.state, unfinished.number, unfinished.versions.count()) == ("draft", None, 0)
    assert cast.call.swept_at is not None
    told = {letter.about_id: letter for letter in Letter.objects.all()}
    assert "Votre brouillon sur Ardoise RDV était complet" in told[draft.pk].text
    assert "- Choisissez au moins un besoin." in told[unfinished.pk].text and "références" not in told[draft.pk].text
    assert [line.what for line in journal.timeline(cast.call)][0] == "a envoyé les brouillons complets à l’heure limite"


def test_swept_twice_is_swept_once(cast, draft, unfinished):
    for minutes in (1, 2, 60):
        with after(cast, minutes=minutes):
            sweep()
    assert (SubmissionVersion.objects.count(), Letter.objects.count()) == (1, 2)
    assert len([line for line in journal.timeline(cast.call) if "heure limite" in line.what and "complets" in line.what]) == 1


def test_nothing_is_swept_before_the_hour_nor_while_requests_in_time_may_be_on_their_way(cast, draft):
    for moment in (cast.call.deadline - timedelta(seconds=1), cast.call.deadline, cast.call.deadline + GRACE - timedelta(seconds=1)):
        with clock.at(moment):
            assert sweep() == (0, 0)
    with clock.at(cast.call.deadline + GRACE):
        assert sweep() == (1, 0)


def test_a_worker_three_days_late_sends_the_draft_as_it_was_at_the_hour(cast, draft):
    with after(cast, hours=30):
        save_solution(by=cast.nadia, solution=cast.solution, version=1, values={"summary": "Écrit le lendemain.", "price_month": 5})
    with after(cast, days=3):
        assert sweep() == (0, 0)
    version = draft.versions.get()
    assert (version.at, version.sheet["price_month"]) == (cast.call.deadline, "19")
    cast.call.refresh_from_db()
    assert cast.call.swept_at is not None


def test_what_was_sent_is_left_alone(cast, draft):
    with clock.at(OPEN):
        submit(by=cast.nadia, submission=draft)
    with after(cast, minutes=1):
        assert sweep() == (0, 0)
    assert [v.swept for v in draft.versions.all()] == [False]


def test_the_draft_of_a_struck_off_company_stays_a_draft(cast, draft):
    CompanyCheck.objects.create(provider=cast.ardoise, status="ceased", source="team", note="x", at=clock.now())
    with after(cast, minutes=1):
        assert sweep() == (0, 1)


def test_an_extension_opens_again_what_the_first_deadline_left(cast, draft, unfinished):
    with after(cast, minutes=1):
        sweep()
    with after(cast, hours=1):
        extend_call(by=cast.odile, call=cast.call, deadline=cast.call.deadline + timedelta(days=7), reason="Panne du site.")
    unfinished.refresh_from_db()
    assert (unfinished.swept_at, Submission.objects.get(pk=draft.pk).state) == (None, "submitted")
    unfinished.motivation = "Enfin."
    unfinished.save()
    unfinished.solution.needs, unfinished.solution.references = ["booking"], "Deux."
    unfinished.solution.price_month, unfinished.solution.summary = 9, "Une caisse."
    unfinished.solution.save()
    with after(cast, days=2):
        assert submit(by=cast.nadia, submission=unfinished).number == 1
    unfinished.refresh_from_db()
    assert unfinished.number == 2
    with after(cast, days=8):
        assert sweep() == (0, 0)
    cast.call.refresh_from_db()
    assert cast.call.swept_at is not None


def test_numbers_follow_the_order_of_arrival_without_a_hole(cast):
    drafts = []
    for n in range(4):
        with clock.at(OPEN):
            one = start_submission(by=cast.nadia, call=cast.call, solution=cast._solution(cast.ardoise, f"Solution {n}", needs=["booking"], summary="x", price_month=1))
        Submission.objects.filter(pk=one.pk).update(motivation="Oui.")
        drafts.append(one)
    for place in (2, 0, 3, 1):
        with clock.at(OPEN + timedelta(minutes=place)):
            submit(by=cast.nadia, submission=drafts[place])
    assert [Submission.objects.get(pk=drafts[place].pk).number for place in (2, 0, 3, 1)] == [1, 2, 3, 4]
    cast.call.refresh_from_db()
    assert cast.call.numbered == 4
