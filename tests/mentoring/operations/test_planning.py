"""The calendar of a whole panel: inside the milestones, when both can, told once; one visit moved disturbing least."""
from datetime import timedelta

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import Visit, VisitPlan
from chalandise.mentoring.operations.pairings import announce_pairings, open_pairing
from chalandise.mentoring.operations.planning import move_visit, plan_visits, publish_visits, shifts_of
from chalandise.mentoring.queries.planning import planning
from tests.mentoring import scenes
from tests.mentoring.operations.test_visits import written

HOURS = "Mo-Sa 09:00-12:30,14:00-19:00"


@pytest.fixture
def scene(cast):
    """On 26 September, Karim accompanies Lys and Awa accompanies Cuir; six visits have no date."""
    with clock.at(clock.local(cast.season.starts_on + timedelta(days=21), 10)):
        scenes.board(cast)
        for shop in (cast.lys, cast.cuir):
            shop.opening_hours = HOURS
            shop.save()
        for shop, mentor in ((cast.lys, cast.karim_mentor), (cast.cuir, cast.awa_mentor)):
            open_pairing(season=cast.season, shop=shop, mentor=mentor, by=cast.rose)
        announce_pairings(season=cast.season, by=cast.rose)
        yield cast


def dates(cast, shop):
    return [v.starts_at.astimezone(clock.PARIS) for v in Visit.objects.filter(pairing__shop=shop).order_by("number") if v.starts_at]


def test_every_visit_gets_a_date_when_the_mentor_is_free_and_the_shop_open_and_nobody_is_told_before(scene):
    plan = plan_visits(season=scene.season, by=scene.rose, seed=1)
    assert (len(plan.lines), plan.unplanned, plan.proven) == (6, [], True)
    assert written("visits_planned") == []
    publish_visits(season=scene.season, by=scene.rose)
    due = {m.key: m.on for m in scene.season.milestones.all()}
    for shop in (scene.lys, scene.cuir):
        found = dates(scene, shop)
        assert {(d.weekday(), d.hour < 13) for d in found} <= {(0, True), (3, False)}  # Monday mornings, Thursday afternoons
        assert all((b.date() - a.date()).days >= 10 for a, b in zip(found, found[1:], strict=False))
        assert [d.date() <= due[f"visit{n}"] for n, d in enumerate(found, 1)] == [True, True, True]


def test_each_person_gets_one_letter_with_all_their_dates(scene):
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    fixed, passed = publish_visits(season=scene.season, by=scene.rose)
    assert (len(fixed), passed) == (6, [])
    letters = written("visits_planned")
    assert sorted((letter.to_name, letter.channel, len(letter.attachments)) for letter in letters) == [
        ("Awa Diop", "mail", 3), ("Bruno Peyrac", "paper", 3), ("Karim Benali", "mail", 3), ("Lila Sarda", "mail", 3)]
    assert publish_visits(season=scene.season, by=scene.rose) == ([], [])
    assert len(written("visits_planned")) == 4


def test_a_visit_that_somebody_changed_meanwhile_is_passed_over(scene):
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    Visit.objects.filter(pairing__shop=scene.lys, number=2).update(version=7)
    fixed, passed = publish_visits(season=scene.season, by=scene.rose)
    assert (len(fixed), [str(v) for v in passed]) == (5, ["Visite 2 de Institut Lys"])


def test_the_same_seed_gives_the_same_calendar(scene):
    one, two = (plan_visits(season=scene.season, by=scene.rose, seed=3).lines for _ in range(2))
    assert one == two


def test_nothing_left_to_plan_is_said(scene):
    Visit.objects.all().delete()
    with pytest.raises(Refused, match="rien à planifier"):
        plan_visits(season=scene.season, by=scene.rose)
    assert VisitPlan.objects.count() == 0


def test_what_cannot_hold_together_is_named(scene):
    scene.karim_mentor.availability = ["sat-pm"]  # the salon is too busy then
    scene.karim_mentor.save()
    plan = plan_visits(season=scene.season, by=scene.rose, seed=1)
    assert len(plan.unplanned) == 3
    kinds = {kind for conflict in plan.conflicts for kind, _key in conflict}
    assert {"mentor", "rush"} <= kinds


def test_moving_a_visit_moves_nothing_else_when_it_can(scene):
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    publish_visits(season=scene.season, by=scene.rose)
    visit = Visit.objects.get(pairing__shop=scene.lys, number=3)
    before = visit.starts_at
    shifts = shifts_of(scene.season, visit, None)
    assert [v.pk for v, _when in shifts] == [visit.pk]
    plan = [[v.pk, when.isoformat()] for v, when in shifts]
    (moved,) = move_visit(season=scene.season, visit=visit, to=None, plan=plan, by=scene.rose)
    assert moved.starts_at.date() != before.date()
    assert (moved.sequence, [letter.purpose for letter in written("visit_moved")]) == (1, ["mentoring.visit_moved"] * 2)
    with pytest.raises(Refused, match="Le calendrier a changé"):
        move_visit(season=scene.season, visit=visit, to=None, plan=plan, by=scene.rose)


def test_a_visit_that_comes_too_near_the_next_one_shifts_it_and_nothing_else(scene):
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    publish_visits(season=scene.season, by=scene.rose)
    first, second, _third = Visit.objects.filter(pairing__shop=scene.lys).order_by("number")
    to = second.starts_at - timedelta(days=7)
    shifts = {v.pk: when for v, when in shifts_of(scene.season, first, to)}
    assert set(shifts) == {first.pk, second.pk}
    assert (shifts[first.pk], (shifts[second.pk].date() - to.date()).days >= 10) == (to, True)


def test_a_missed_visit_gets_a_new_identity_in_calendars(scene):
    visit = Visit.objects.filter(pairing__shop=scene.lys).order_by("number").first()
    Visit.objects.filter(pk=visit.pk).update(state="missed", missed_by="mentor", sequence=2)
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    publish_visits(season=scene.season, by=scene.rose)
    fixed = Visit.objects.get(pk=visit.pk)
    assert (fixed.state, fixed.sequence, fixed.uid != visit.uid) == ("fixed", 0, True)


def test_a_visit_that_moves_keeps_its_length(scene):
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    publish_visits(season=scene.season, by=scene.rose)
    visit = Visit.objects.get(pairing__shop=scene.lys, number=3)
    Visit.objects.filter(pk=visit.pk).update(ends_at=visit.starts_at + timedelta(minutes=90))
    plan = [[v.pk, when.isoformat()] for v, when in shifts_of(scene.season, visit, None)]
    (moved,) = move_visit(season=scene.season, visit=visit, to=None, plan=plan, by=scene.rose)
    assert moved.ends_at - moved.starts_at == timedelta(minutes=90)


def test_a_time_that_the_mentor_has_fixed_in_another_season_is_refused_and_nothing_moves(scene):
    from chalandise.mentoring.models import Mentor, Pairing
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    publish_visits(season=scene.season, by=scene.rose)
    visit = Visit.objects.get(pairing__shop=scene.lys, number=3)
    to = visit.starts_at + timedelta(days=1)
    elsewhere = Mentor.objects.create(season=scene.other_season, person=scene.karim, state="accepted", applied_at=clock.now())
    other = Pairing.objects.create(season=scene.other_season, shop=scene._shop("Ailleurs"), mentor=elsewhere, opened_at=clock.now(), announced_at=clock.now())
    Visit.objects.create(pairing=other, number=1, state="fixed", starts_at=to, ends_at=to + timedelta(hours=1))
    plan = [[v.pk, when.isoformat()] for v, when in shifts_of(scene.season, visit, to)]
    with pytest.raises(Refused, match="une autre visite est déjà prévue"):
        move_visit(season=scene.season, visit=visit, to=to, plan=plan, by=scene.rose)
    assert Visit.objects.get(pk=visit.pk).starts_at == visit.starts_at


@pytest.mark.parametrize("when", ["2017-09-01T10:00:00+02:00"])
def test_a_visit_does_not_move_into_the_past(scene, when):
    from datetime import datetime
    plan_visits(season=scene.season, by=scene.rose, seed=1)
    publish_visits(season=scene.season, by=scene.rose)
    with pytest.raises(Refused, match="Ce moment est passé"):
        shifts_of(scene.season, Visit.objects.filter(pairing__shop=scene.lys).first(), datetime.fromisoformat(when))


@pytest.mark.parametrize("count", [1, 30])
def test_the_problem_is_read_in_the_same_queries(cast, count, django_assert_num_queries):
    from chalandise.mentoring.models import Pairing
    cast.pairing  # noqa: B018
    for n in range(count):
        mentor = cast._mentor(cast.person("Marraine", f"N{n:02}"))
        shop = cast._shop(f"Boutique {n:02}", opening_hours=HOURS)
        pairing = Pairing.objects.create(season=cast.season, shop=shop, mentor=mentor, opened_at=clock.now(), announced_at=clock.now())
        Visit.objects.create(pairing=pairing, number=1)
    season = type(cast.season).objects.select_related("territory").get(pk=cast.season.pk)
    with django_assert_num_queries(6):
        assert len(planning(season).visits) == count


def test_a_visit_keeps_its_hour_over_the_change_of_time(scene):
    found = planning(scene.season)
    before, after = clock.local(scene.season.starts_on.replace(month=10, day=28), 10, 30), clock.local(scene.season.starts_on.replace(month=10, day=30), 10, 30)
    assert [found.moment(found.slot(m)) for m in (before, after)] == [before, after]
    assert found.slot(after) - found.slot(before) == 2 * 48
