"""A measure is agreed before the action starts, with the merchant, and the smallest effect is told by shares only."""
from datetime import date

import pytest

from chalandise.actions.operations.course import finish
from chalandise.actions.operations.plan import plan
from chalandise.foundation import clock, jobs
from chalandise.foundation.models import Entry, Letter
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.impact.models import MeasurePlan
from chalandise.impact.operations import agree_measure, plan_measure
from chalandise.impact.queries.measures import measure_of, unplanned
from chalandise.impact.tasks import weigh_plans
from tests.impact.neighbours import gives, months, street

DAY = date(2017, 12, 1)


def planned(cast, by=None, **words):
    cast.action.refresh_from_db()
    said = {"objective": "Que le soir aussi on puisse réserver.", "figure": "online_bookings", "way": "tap", "starts_on": DAY, "version": cast.action.version} | words
    return plan_measure(by=by or cast.lila, action=cast.action, **said)


def test_the_merchant_writes_and_it_is_agreed(cast):
    made = planned(cast)
    cast.action.refresh_from_db()
    assert (made.figure, made.way, made.starts_on, made.agreed_by, made.weighed_at) == ("online_bookings", "tap", DAY, cast.lila, None)
    assert (cast.action.objective, cast.action.indicator, cast.action.starts_on) == ("Que le soir aussi on puisse réserver.", "online_bookings", DAY)
    assert Letter.objects.filter(purpose="measure.plan").count() == 0
    assert Entry.objects.filter(verb="impact.measure_planned").count() == 1


def test_the_mentor_writes_and_the_merchant_is_asked_once(cast):
    made = planned(cast, by=cast.karim)
    assert made.agreed_at is None
    assert planned(cast, by=cast.karim).pk == made.pk
    letter = Letter.objects.get(purpose="measure.plan")
    assert "Que le soir aussi" in letter.text and "1er décembre 2017" in letter.text
    assert agree_measure(by=cast.lila, action=cast.action).agreed_by == cast.lila
    assert agree_measure(by=cast.lila, action=cast.action).pk == made.pk
    with pytest.raises(Refused, match="commerçant"):
        agree_measure(by=cast.karim, action=cast.action)


def test_a_new_plan_ends_the_earlier_one_which_stays(cast):
    first = planned(cast)
    second = planned(cast, starts_on=date(2017, 12, 8))
    first.refresh_from_db()
    assert first.ended_at and measure_of(cast.action).plan == second
    assert MeasurePlan.objects.count() == 2


@pytest.mark.parametrize("words, field, sentence", [
    ({"objective": " "}, "objective", "en une phrase"), ({"figure": "monthly_sales"}, "figure", "de la liste"), ({"figure": "x"}, "figure", "de la liste"),
    ({"way": "file"}, "way", "une fois par mois"), ({"figure": "takings"}, "way", "ne suffit pas"), ({"starts_on": None}, "starts_on", "rien ne se compare")])
def test_what_cannot_be_measured_is_refused_beside_its_field(cast, words, field, sentence):
    with pytest.raises(Refused, match=sentence) as refusal:
        planned(cast, **words)
    assert refusal.value.field == field
    assert MeasurePlan.objects.count() == 0


def test_strangers_finished_actions_and_old_pages_are_refused(cast):
    with pytest.raises(Refused, match="Seuls"):
        planned(cast, by=cast.awa)
    version = cast.action.version
    planned(cast)
    with pytest.raises(Conflict):
        planned(cast, version=version, starts_on=date(2018, 1, 8))
    finish(by=cast.karim, action=cast.action)
    with pytest.raises(Refused, match="finie"):
        planned(cast, starts_on=date(2018, 1, 8))
    with pytest.raises(Refused, match="Rien n’est encore décidé"):
        MeasurePlan.objects.all().delete()
        agree_measure(by=cast.lila, action=cast.action)


def test_a_plan_written_after_the_start_and_a_start_that_moves_are_told(cast):
    assert not measure_of(planned(cast).action).is_late
    planned(cast, starts_on=date(2017, 11, 1))
    assert measure_of(cast.action).is_late
    cast.action.refresh_from_db()
    plan(by=cast.karim, action=cast.action, version=cast.action.version, title="RDV", objective="a", indicator="online_bookings", target="",
         starts_on=date(2017, 12, 20), ends_on=None)
    assert measure_of(cast.action).moved == date(2017, 12, 20)


def test_takings_say_how_small_an_effect_could_be_seen(cast):
    cast.action  # noqa: B018
    street(cast, 11)
    gives(cast, cast.lys, cast.lila, months(50))
    made = planned(cast, figure="takings", way="typed")
    assert measure_of(cast.action).waits
    jobs.run_waiting()
    made.refresh_from_db()
    assert made.seen.keys() == {"alone"}  # everybody acts: nobody is left to deal among
    assert 8 <= made.seen["alone"] <= 40
    measure = measure_of(cast.action)
    assert not measure.waits and measure.why_not == "" and [who for who, _much in measure.smallest] == ["Cette boutique seule"]


@pytest.mark.parametrize("own, others, why", [(0, 3, "none"), (12, 3, "short"), (24, 0, "others")])
def test_too_little_is_said_with_what_would_help(cast, own, others, why):
    cast.action  # noqa: B018
    street(cast, others)
    if own:
        gives(cast, cast.lys, cast.lila, months(50, own))
    made = planned(cast, figure="takings", way="file")
    jobs.run_waiting()
    made.refresh_from_db()
    assert made.seen == {"why": why} and made.weighed_at
    assert measure_of(cast.action).why_not and measure_of(cast.action).smallest == []


def test_it_is_weighed_again_each_day_until_the_start(cast):
    cast.action  # noqa: B018
    made = planned(cast, figure="takings", way="file")
    jobs.run_waiting()
    street(cast, 4)
    gives(cast, cast.lys, cast.lila, months(50))
    assert weigh_plans() == 1
    made.refresh_from_db()
    assert "alone" in made.seen
    with clock.at(date(2017, 12, 2)):
        assert weigh_plans() == 0


def test_the_team_reads_which_actions_have_no_plan_or_no_day(cast):
    cast.action, cast.rose  # noqa: B018
    assert [a.pk for a in unplanned(cast.rose, cast.season)] == [cast.action.pk]
    assert list(unplanned(cast.karim, cast.season)) == []
    planned(cast)
    assert list(unplanned(cast.rose, cast.season)) == []
    type(cast.action).objects.update(starts_on=None)
    assert len(unplanned(cast.rose, cast.season)) == 1


def test_the_team_notes_what_a_merchant_says_on_the_phone(cast):
    planned(cast, by=cast.karim)
    made = agree_measure(by=cast.rose, action=cast.action)
    assert (made.agreed_by, Entry.objects.get(verb="impact.measure_agreed").via) == (cast.rose, "phone")
