"""What others read of an effect: frozen when the referent lets it out, and never what would tell fewer than five shops apart by difference."""
import pytest

from chalandise.foundation import clock, jobs
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import EstimateRun, Release
from chalandise.impact.operations import ask_estimates, take_back
from chalandise.impact.operations.releasing import end_release, release, told_apart
from chalandise.impact.queries.estimates import estimate_of, released, released_to, runs_of
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.queries.archive import records
from tests.impact.street import LATER, measured


def again(cast):
    """Compute the effect once more; returns the newest run."""
    with clock.at(LATER):
        run = ask_estimates(by=cast.rose, season=cast.season, deals=20)
        jobs.run_waiting()
    run.refresh_from_db()
    return run


def whole(run):
    return run.estimates.get(kind="")


def test_what_is_let_out_is_whole_percents_and_counts_and_stays_as_it_was(cast):
    street, run = measured(cast, effect=0.2)
    found = release(by=cast.rose, estimate=whole(run))
    assert set(found.said) == {"verdict", "treated", "compared", "value", "low", "high", "reasons", "grain", "until"}
    assert (found.said["verdict"], found.said["treated"], found.said["compared"]) == ("up", 6, 12)
    assert all(isinstance(found.said[k], int) for k in ("value", "low", "high"))
    assert release(by=cast.rose, estimate=whole(run)) == found and Release.objects.count() == 1
    estimate = whole(run)
    estimate.result["lines"][0]["value"] = 9.9
    estimate.save()
    assert released(cast.season)[0].said == found.said


def test_the_same_shops_may_be_published_again_and_take_the_place_of_the_first(cast):
    _street, run = measured(cast, deals=20)
    first = release(by=cast.rose, estimate=whole(run))
    second = release(by=cast.rose, estimate=whole(again(cast)))
    first.refresh_from_db()
    assert first.ended_at is not None and second.ended_at is None and [a.release for a in released(cast.season)] == [second]


def test_a_shop_that_left_between_two_publications_would_be_read_by_difference(cast):
    street, run = measured(cast, acted=7, deals=20)
    release(by=cast.rose, estimate=whole(run))
    take_back(by=street.acted[6].merchant, shop=street.acted[6])
    fresh = whole(again(cast))
    assert told_apart(fresh) == 1
    with pytest.raises(Refused, match="laisserait deviner les recettes de 1 boutique"):
        release(by=cast.rose, estimate=fresh)


def test_taking_a_result_back_does_not_undo_what_was_read(cast):
    street, run = measured(cast, acted=7, deals=20)
    found = release(by=cast.rose, estimate=whole(run))
    end_release(by=cast.rose, release=found)
    end_release(by=cast.rose, release=found)
    take_back(by=street.acted[6].merchant, shop=street.acted[6])
    with pytest.raises(Refused):
        release(by=cast.rose, estimate=whole(again(cast)))
    assert released(cast.season) == []


def test_a_comparison_shop_that_left_is_kept_from_difference_as_well(cast):
    street, run = measured(cast, deals=20)
    release(by=cast.rose, estimate=whole(run))
    take_back(by=street.compared[0].merchant, shop=street.compared[0])
    assert told_apart(whole(again(cast))) == 1


def test_all_actions_and_one_kind_are_not_both_published_when_few_did_otherwise(cast):
    _street, run = measured(cast, acted=9, compared=12, deals=20, kinds=("booking", "booking", "social"))
    release(by=cast.rose, estimate=whole(run))
    with pytest.raises(Refused, match="de 3 boutiques"):
        release(by=cast.rose, estimate=run.estimates.get(kind="booking"))
    assert release(by=cast.rose, estimate=run.estimates.get(kind="social")).said["verdict"] == "refused"  # it says no figure


def test_two_kinds_of_five_shops_may_stand_beside_the_whole(cast):
    _street, run = measured(cast, acted=10, compared=12, deals=20, kinds=("booking", "social"))
    for kind in ("", "booking", "social"):
        release(by=cast.rose, estimate=run.estimates.get(kind=kind))
    assert [a.kind for a in released(cast.season)] == ["", "booking", "social"]


def test_only_the_referent_lets_out_and_takes_back(cast):
    _street, run = measured(cast, deals=20)
    for person in (cast.odile, cast.karim, cast.lila, cast.hugo):
        with pytest.raises(Refused):
            release(by=person, estimate=whole(run))
    found = release(by=cast.rose, estimate=whole(run))
    with pytest.raises(Refused):
        end_release(by=cast.odile, release=found)


def test_those_who_follow_the_season_read_it_and_nobody_else(cast):
    street, run = measured(cast, deals=20)
    release(by=cast.rose, estimate=whole(run))
    partner = cast.person("Paul", "Part")
    grant_role(person=partner, kind=Role.Kind.PARTNER, scope_id=cast.season.pk)
    for person in (cast.rose, cast.odile, cast.karim, partner, street.acted[0].merchant):
        assert len(released_to(person, cast.season)) == 1
    for person in (cast.hugo, cast.nadia, street.compared[0].merchant):
        assert released_to(person, cast.season) == []


def test_runs_and_estimates_are_the_referent_s_and_no_archive_holds_them(cast):
    _street, run = measured(cast, deals=20)
    release(by=cast.rose, estimate=whole(run))
    assert list(runs_of(cast.rose, cast.season)) == [run] and estimate_of(cast.rose, cast.season, whole(run).pk) == whole(run)
    for person in (cast.odile, cast.karim, cast.hugo):
        assert not runs_of(person, cast.season).exists()
        with pytest.raises(whole(run).DoesNotExist):
            estimate_of(person, cast.season, whole(run).pk)
    kept = records(cast.season)
    assert "impact.estimate" not in kept and "impact.estimaterun" not in kept and len(kept["impact.release"]) == 1
    assert EstimateRun.objects.count() == 1
