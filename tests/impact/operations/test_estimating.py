"""The effect of a season's actions: computed by a job, the same again for the same takings, refused in words, redone when takings change."""
from datetime import timedelta

import pytest

from chalandise.computing.replays import program
from chalandise.foundation import clock, jobs
from chalandise.foundation.models import Job
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Estimate, EstimateRun, Taking
from chalandise.impact.operations import ask_estimates, take_back
from chalandise.impact.operations.estimating import compute, estimate_again
from chalandise.impact.queries.cuts import cut_of
from chalandise.people.models import Role
from chalandise.people.operations.roles import end_role
from tests.impact.street import LATER, Street, measured


def effect(run, kind=""):
    return run.estimates.get(kind=kind).result["lines"][0]


def test_a_job_finds_the_effect_and_says_how_far_it_is(cast):
    street, run = measured(cast, effect=0.2)
    line = effect(run)
    assert (run.state, run.grain, run.cut_on, run.program) == ("done", "week", LATER, program())
    assert line["low"] < 0.2 < line["high"] and line["low"] > 0
    answer = run.estimates.get(kind="")
    assert answer.verdict == "up"
    assert set(answer.treated) == {s.pk for s in street.acted} and set(answer.compared) == {s.pk for s in street.compared}
    job = Job.objects.get(pk=run.job)
    assert (job.done, job.total, job.failed) == (120, 120, False)


def test_nothing_done_is_not_called_an_effect(cast):
    _, run = measured(cast, effect=0.0)
    assert run.estimates.get(kind="").verdict == "cannot_tell"


def test_the_same_takings_give_the_same_figures(cast):
    _, run = measured(cast, effect=0.1)
    with clock.at(LATER):
        again = ask_estimates(by=cast.rose, season=cast.season, deals=60)
        jobs.run_waiting()
    again.refresh_from_db()
    assert again.pk != run.pk and again.digest == run.digest
    assert [e.result for e in again.estimates.all()] == [e.result for e in run.estimates.all()]


def test_months_are_read_when_nothing_else_was_given(cast):
    _, run = measured(cast, effect=0.2, grain="month")
    assert run.grain == "month"
    assert run.estimates.get(kind="").verdict == "up"


def test_each_kind_of_action_has_its_answer_and_a_small_one_its_refusal(cast):
    _, run = measured(cast, acted=8, compared=10, kinds=("booking", "booking", "booking", "social"))
    found = {e.kind: e.verdict for e in run.estimates.all()}
    assert found["social"] == "refused" and found["booking"] != "refused" and set(found) == {"", "booking", "social"}
    codes = {r["code"]: r["figures"] for r in run.estimates.get(kind="social").result["reasons"]}
    assert codes["too_few_treated"] == {"many": 2, "needed": 5}
    booking = run.estimates.get(kind="booking")
    assert len(booking.treated) == 6 and len(booking.compared) == 10


def test_asking_twice_is_once_while_it_is_computed(cast):
    Street(cast)
    with clock.at(LATER):
        first = ask_estimates(by=cast.rose, season=cast.season, deals=20)
        assert ask_estimates(by=cast.rose, season=cast.season, deals=20) == first
    assert EstimateRun.objects.count() == 1


def test_computing_twice_changes_nothing(cast):
    _, run = measured(cast)
    compute(run)
    assert Estimate.objects.filter(run=run).count() == 2


def test_only_the_referent_asks_and_only_over_takings(cast):
    for person in (cast.odile, cast.lila, cast.karim, cast.hugo):
        with pytest.raises(Refused):
            ask_estimates(by=person, season=cast.season)
    cast.rose, cast.pairing  # noqa: B018
    with pytest.raises(Refused, match="n’a encore donné de recettes"):
        ask_estimates(by=cast.rose, season=cast.season)
    assert EstimateRun.objects.count() == 0


def test_who_is_no_longer_the_referent_when_the_job_runs_reads_nothing(cast):
    Street(cast)
    with clock.at(LATER):
        run = ask_estimates(by=cast.rose, season=cast.season, deals=20)
        end_role(person=cast.rose, kind=Role.Kind.REFERENT, scope_id=cast.season.pk)
        jobs.run_waiting()
    run.refresh_from_db()
    assert run.state == "failed" and "n’est plus référente" in run.failure and run.estimates.count() == 0


def test_it_is_computed_again_by_itself_after_a_week_and_only_when_takings_changed(cast, travel):
    street, run = measured(cast, deals=20)
    travel(LATER + timedelta(days=6))
    assert estimate_again() == 0
    travel(LATER + timedelta(days=8))
    assert estimate_again() == 0
    Taking.objects.filter(shop=street.acted[0]).order_by("start").first().delete()
    assert estimate_again() == 1
    jobs.run_waiting()
    newest = EstimateRun.objects.first()
    assert (newest.state, newest.via, newest.digest != run.digest, newest.parameters["deals"]) == ("done", "job", True, 20)


def test_a_shop_that_takes_its_agreement_back_leaves_the_details(cast):
    street, run = measured(cast)
    gone = street.acted[0]
    assert str(gone.pk) in run.estimates.get(kind="").result["without"]
    take_back(by=gone.merchant, shop=gone)
    assert str(gone.pk) not in run.estimates.get(kind="").result["without"]
    with clock.at(LATER):
        assert gone.pk not in cut_of(cast.rose, cast.season, LATER).shops


def test_an_action_that_was_not_started_is_none(cast):
    street, _ = measured(cast, deals=20)
    street.acted[0].action.state = "adopted"
    street.acted[0].action.save()
    street.acted[1].action.starts_on = None
    street.acted[1].action.save()
    with clock.at(LATER):
        cut = cut_of(cast.rose, cast.season, LATER)
    assert street.acted[0].pk not in cut.starts
    assert cut.starts[street.acted[1].pk] is None
