"""The last minute of a call on PostgreSQL: many companies save and send at once, each on a connection of its own.

`./run bench deadline` plays the same with 2,000 companies through the HTTP server.
"""
import queue
import threading
from datetime import date, timedelta

import pytest
from django.db import close_old_connections, connection, connections

from chalandise.catalogue.models import Submission, SubmissionVersion
from chalandise.catalogue.operations.deadline import sweep
from chalandise.catalogue.operations.submissions import TooLate, save_submission, start_submission, submit
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Organisation

COMPANIES, CONNECTIONS = 60, 16
OPEN = clock.local(date(2017, 10, 31), 17, 59)

pytestmark = [pytest.mark.django_db(transaction=True),
              pytest.mark.skipif(connection.vendor != "postgresql", reason="row locks are PostgreSQL's; SQLite has one writer")]


@pytest.fixture
def drafts(cast):
    from chalandise.catalogue.models import Provider
    from chalandise.people.models import Role
    from chalandise.people.operations import grant_role
    found = []
    with clock.at(OPEN):
        for n in range(COMPANIES):
            body = Organisation.objects.create(name=f"Entreprise {n}")
            company = Provider.objects.create(organisation=body, country="BE", foreign_number=f"N{n:04}", registered_at=clock.now())
            person = cast.person("P", f"{n}")
            grant_role(person=person, kind=Role.Kind.PROVIDER, scope_id=body.pk)
            solution = cast._solution(company, f"Solution {n}", needs=["booking"], summary="Un agenda.", price_month=1)
            found.append((person, start_submission(by=person, call=cast.call, solution=solution)))
    return found


def together(rows, act):
    """Play `act(person, submission)` for each row over CONNECTIONS threads; return what went wrong."""
    waiting, wrong, start = queue.SimpleQueue(), [], threading.Barrier(CONNECTIONS)
    for row in rows:
        waiting.put(row)

    def play():
        close_old_connections()
        start.wait()
        try:
            while True:
                row = waiting.get_nowait()
                try:
                    act(*row)
                except Exception as error:  # whatever it is, the test tells it
                    wrong.append(error)
        except queue.Empty:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=play) for _n in range(CONNECTIONS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return wrong


def test_sixty_companies_at_once_lose_nothing_and_get_each_a_number(drafts):
    def save_and_send(person, submission):
        with clock.at(OPEN + timedelta(seconds=30)):
            saved = save_submission(by=person, submission=submission, version=1, motivation=f"Nous, {person.family_name}.")
            submit(by=person, submission=saved)
    assert together(drafts, save_and_send) == []
    rows = list(Submission.objects.order_by("number"))
    assert [row.number for row in rows] == list(range(1, COMPANIES + 1))
    assert {row.motivation for row in rows} == {f"Nous, {n}." for n in range(COMPANIES)}
    assert {v.submission_id: v.sheet["motivation"] for v in SubmissionVersion.objects.all()} == {row.pk: row.motivation for row in rows}
    assert Letter.objects.filter(purpose="call.received").count() == COMPANIES


def test_pressed_eight_times_at_once_an_answer_is_sent_once(drafts):
    person, submission = drafts[0]
    Submission.objects.filter(pk=submission.pk).update(motivation="Oui.")

    def send(person, submission):
        with clock.at(OPEN):
            submit(by=person, submission=submission)
    assert together([(person, submission)] * 8, send) == []
    assert (SubmissionVersion.objects.count(), Letter.objects.count()) == (1, 1)


def test_sweeps_and_late_hands_at_the_same_second_send_each_draft_once(drafts, cast):
    """At the hour: four workers sweep while each company presses "send" one second late."""
    Submission.objects.filter(pk__in=[s.pk for _p, s in drafts[: COMPANIES // 2]]).update(motivation="Oui.")
    late = cast.call.deadline + timedelta(seconds=11)

    def press(person, submission):
        with clock.at(late):
            if person is None:
                sweep()
                return
            with pytest.raises(Refused) as refusal:
                submit(by=person, submission=submission)
            assert isinstance(refusal.value, TooLate)
    assert together([*[(None, None)] * 4, *drafts], press) == []
    sent = Submission.objects.filter(state="submitted")
    assert (sent.count(), SubmissionVersion.objects.filter(swept=True).count()) == (COMPANIES // 2, COMPANIES // 2)
    assert sorted(sent.values_list("number", flat=True)) == list(range(1, COMPANIES // 2 + 1))
    assert Letter.objects.count() == COMPANIES
