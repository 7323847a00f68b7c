"""The health of a season: the facts come from the records, in a constant number of queries, and nobody goes unseen."""
from datetime import timedelta

import pytest

from chalandise.foundation import clock
from chalandise.mentoring.models import FitAnswer, Mentor, Pairing, Snooze, Visit
from chalandise.mentoring.operations.followup import snooze
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.health import Move, season_health
from chalandise.mentoring.queries.monday import monday, visit_figures
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import Complaint, Milestone
from tests.mentoring import scenes
from tests.mentoring.scenes import at


def line(cast, **words):
    (found,) = season_health(cast.season, **words)
    return found


def codes(found):
    return [f.code for f in found.health.facts]


def ago(days):
    return clock.now() - timedelta(days=days)


def milestone(cast, key, day):
    """The season's milestone of a visit, on a day of November."""
    on = at(day, 10).date()
    Milestone.objects.update_or_create(season=cast.season, key=key, defaults={"on": on, "planned_on": on, "label_fr": key, "order": 1})


@pytest.fixture
def alive(cast):
    sign(pairing=cast.pairing, kind="visit", at=ago(1))
    return cast


def test_each_record_makes_its_fact(alive):
    cast = alive
    milestone(cast, "visit1", 30)
    scenes.visit(cast, 1, state=Visit.State.FIXED, starts_at=ago(4), ends_at=ago(4) + timedelta(hours=1))
    assert codes(line(cast))[0] == "minutes_late"
    Visit.objects.update(state=Visit.State.MISSED)
    assert codes(line(cast))[0] == "visit_missed"
    Visit.objects.update(state=Visit.State.PROPOSED, starts_at=None, ends_at=None, proposed_at=ago(5))
    assert codes(line(cast))[0] == "slots_waiting"
    Visit.objects.update(state=Visit.State.TO_PLAN)
    milestone(cast, "visit1", 15)
    assert codes(line(cast))[0] == "visit_late"
    cast.lila.bounced_at = ago(1)
    cast.lila.save()
    assert "bounced" in [a.code for a in line(cast).health.alerts]


def test_a_complaint_of_either_side_counts_until_it_is_answered(alive):
    complaint = Complaint.objects.create(season=alive.season, person=alive.karim, text="…", at=ago(1))
    assert (codes(line(alive))[0], line(alive).gesture) == ("complaint", "answer")
    complaint.answered_at = clock.now()
    complaint.save()
    assert line(alive).state == "track"


def test_the_latest_answer_of_each_side_counts(alive):
    FitAnswer.objects.create(pairing=alive.pairing, side="merchant", says="bad", at=ago(3))
    assert (codes(line(alive))[0], line(alive).facts_words[0]) == ("fit_bad", "Le commerçant a dit le vendredi 17 novembre que le courant ne passe pas.")
    FitAnswer.objects.create(pairing=alive.pairing, side="merchant", says="good", at=ago(1))
    assert line(alive).state == "track"
    FitAnswer.objects.create(pairing=alive.pairing, side="mentor", says="unsure", at=ago(2))
    assert line(alive).state == "track"
    FitAnswer.objects.create(pairing=alive.pairing, side="mentor", says="unsure", at=ago(1))
    assert codes(line(alive))[0] == "fit_unsure"


def test_the_doors_bring_what_they_know_of_actions(alive):
    still = Move("Vidéo d’un geste", moved_on=ago(23).date())
    assert codes(line(alive, moves={alive.pairing.pk: still}))[0] == "action_still"
    blocked = Move("Vidéo d’un geste", moved_on=ago(2).date(), blocked_on=ago(2).date())
    assert codes(line(alive, moves={alive.pairing.pk: blocked}))[0] == "action_blocked"


def test_an_alert_put_aside_waits_until_its_date_or_until_something_else_happens(cast):
    cast.pairing  # noqa: B018
    snooze(pairing=cast.pairing, until=clock.today() + timedelta(days=3), reason="en congés", by=cast.rose, codes=line(cast).codes)
    found = monday(cast.season)
    assert ([x.pairing for x in found.aside], found.todo) == ([cast.pairing], [])
    FitAnswer.objects.create(pairing=cast.pairing, side="merchant", says="bad", at=clock.now())
    assert [x.pairing for x in monday(cast.season).todo] == [cast.pairing]
    FitAnswer.objects.all().delete()
    with clock.at(clock.now() + timedelta(days=3)):
        assert [x.pairing for x in monday(cast.season).todo] == [cast.pairing]
    assert Snooze.objects.count() == 1


def many(cast, count):
    for n in range(count):
        shop, person = cast._shop(f"Boutique {n:02}"), cast.person("Marraine", f"N{n:02}")
        grant_role(person=cast.person("Commerçante", f"N{n:02}"), kind=Role.Kind.MERCHANT, scope_id=shop.pk)
        mentor = Mentor.objects.create(season=cast.season, person=person, state="accepted", applied_at=clock.now())
        pairing = Pairing.objects.create(season=cast.season, shop=shop, mentor=mentor, opened_at=ago(n), announced_at=ago(n))
        Visit.objects.create(pairing=pairing, number=1)
        sign(pairing=pairing, kind="contact", at=ago(n / 2))


@pytest.mark.parametrize("count", [1, 30])
def test_a_season_is_read_in_the_same_number_of_queries(cast, count, django_assert_num_queries):
    many(cast, count)
    with django_assert_num_queries(13):
        for x in season_health(cast.season):
            assert x.facts_words and x.pairing.mentor.person.full_name and x.merchants and str(x.pairing.season.contact)


def test_monday_sorts_everybody_into_one_of_three_places_the_worst_first(cast):
    many(cast, 30)
    found = monday(cast.season)
    assert len(found.todo) + len(found.aside) + len(found.others) == 30
    ranks = [x.health.state.rank for x in found.todo]
    assert ranks == sorted(ranks, reverse=True)
    silent = {p.pk for p in Pairing.objects.all() if max(s.at for s in p.signs.all()) <= ago(21) and p.announced_at <= ago(21)}
    assert silent <= {x.pairing.pk for x in found.todo}


@pytest.mark.parametrize(("count", "heading"), [(0, "Aucun parrainage pour l’instant"), (1, "Un parrainage a besoin de vous cette semaine"),
                                                (3, "Trois parrainages ont besoin de vous cette semaine"),
                                                (12, "12 parrainages ont besoin de vous cette semaine")])
def test_the_heading_says_it_in_words(cast, count, heading):
    many(cast, count)
    Pairing.objects.update(announced_at=ago(60))
    Pairing.objects.first() and [p.signs.all().delete() for p in Pairing.objects.all()]
    assert monday(cast.season).heading == heading


def test_figures_count_what_is_done_of_what_is_due(cast):
    milestone(cast, "visit1", 6)
    milestone(cast, "visit2", 29)
    milestone(cast, "visit3", 30)
    for n, state in ((1, "done"), (2, "to_plan"), (3, "to_plan")):
        scenes.visit(cast, n, state=state)
    assert visit_figures(cast.season) == {"done": 1, "due": 1, "all": 3}
