from datetime import date, timedelta

from chalandise.catalogue.operations.submissions import start_submission
from chalandise.catalogue.queries.calls import answers_to, calls_counted, coverage_of, needs_by_family, open_calls
from chalandise.foundation import clock


def test_a_call_is_open_from_its_opening_to_its_deadline_excluded(cast):
    call = cast.call
    assert [list(open_calls(moment)) == [call] for moment in (
        call.opens_at - timedelta(seconds=1), call.opens_at, call.deadline - timedelta(seconds=1), call.deadline)] == [False, True, True, False]


def test_needs_that_nobody_answered_come_first(cast):
    assert cast.submission
    found = [(row.need.code, row.sent, row.drafts) for row in coverage_of(cast.call)]
    assert found[0] == ("order-ahead", 0, 0)
    assert sorted(found[1:]) == [("booking", 1, 0), ("customer-file", 1, 0)]


def test_the_team_counts_drafts_and_does_not_read_them(cast):
    assert cast.submission
    with clock.at(clock.local(date(2017, 10, 20), 15)):
        start_submission(by=cast.nadia, call=cast.call, solution=cast._solution(cast.ardoise, "Ardoise Caisse"))
    row = calls_counted(cast.bordeaux).get()
    assert (row.drafts, row.sent, row.waiting) == (1, 1, 0)
    assert list(answers_to(cast.call)) == [cast.submission]


def test_needs_read_by_family(cast):
    assert [(str(family), [n.code for n in needs]) for family, needs in needs_by_family(["booking", "loyalty", "nowhere"])] == [
        ("Garder ses clients", ["loyalty"]), ("Vendre et servir", ["booking"])]
