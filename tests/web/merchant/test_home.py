"""The merchant's home says one thing to do, then who, what and where; it costs the same whatever the season holds."""
from datetime import date, timedelta

import pytest
from django.urls import reverse

from chalandise.actions.models import Action, Idea, IdeaProposal
from chalandise.foundation import clock
from chalandise.mentoring.models import FitAnswer, Visit, VisitSlot
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import Attendance, Gathering, Satisfaction
from chalandise.web.merchant import home as reading
from chalandise.web.merchant import todo

NAMES = ("sign_charter", "choose_time", "answer_fit", "fill_assessment", "adopt_idea", "choose_quote", "tell_quote", "say_kept", "plan_measure", "give_figure",
         "answer_gathering", "give_takings", "say_opinion")


@pytest.fixture
def lila(cast, client):
    cast.pairing  # noqa: B018
    client.force_login(cast.lila)
    return cast.lila


def keys(cast):
    """Return what waits, whether or not a page answers already."""
    home = reading.read(cast.lila, cast.lys)
    return [t.key for t in (entry(home) for entry in todo.TODO) if t]


def visit(cast, number=1, state="done", start=None):
    start = start or clock.local(date(2017, 10, 6), 9)
    return Visit.objects.create(pairing=cast.pairing, number=number, state=state, starts_at=start, ends_at=start + timedelta(hours=1))


def test_the_registry_keeps_its_order():
    assert tuple(entry.__name__ for entry in todo.TODO) == NAMES


def test_the_charter_comes_first(cast, client, lila):
    from chalandise.seasons.models import CharterText
    CharterText.objects.create(season=cast.season, audience="merchant", version=1, text="x", digest="d", published_at=clock.now())
    assert keys(cast)[0] == "charter"


def test_slots_wait_for_a_choice(cast, lila):
    found = visit(cast, state="proposed")
    for day in (23, 24):
        start = clock.local(date(2017, 11, day), 9)
        VisitSlot.objects.create(visit=found, starts_at=start, ends_at=start + timedelta(hours=1))
    home = reading.read(cast.lila, cast.lys)
    asked = todo.choose_time(home)
    assert asked.title == "Choisissez l’heure de la visite de Karim"
    assert [words.replace("\u00a0", " ") for _pk, words in asked.choices] == ["jeudi 23 novembre à 9 h", "vendredi 24 novembre à 9 h"]


def test_a_slot_is_chosen_from_home_in_one_gesture(cast, client, lila):
    found = visit(cast, state="proposed")
    start = clock.local(date(2017, 11, 23), 9)
    slot = VisitSlot.objects.create(visit=found, starts_at=start, ends_at=start + timedelta(hours=1))
    page = client.get(reverse("merchant:home", args=[cast.lys.pk]))
    first = page.context["first"]
    assert f'name="slot" value="{slot.pk}"' in page.content.decode()
    client.post(first.url, {"gesture": first.gesture, first.field: slot.pk})
    found.refresh_from_db()
    assert (found.state, found.starts_at) == ("fixed", start)


def test_fit_is_asked_after_the_first_visit_and_once(cast, lila):
    assert keys(cast) == []
    visit(cast)
    assert keys(cast) == ["fit", "assessment", "takings"]
    FitAnswer.objects.create(pairing=cast.pairing, side="merchant", says="good", at=clock.now())
    assert keys(cast) == ["assessment", "takings"]


def test_takings_are_asked_for_after_a_visit_until_they_are_agreed_or_two_months_went_by(cast, lila):
    from chalandise.impact.operations import agree
    visit(cast)
    assert "takings" in keys(cast)
    with clock.at(clock.now() + timedelta(days=90)):
        assert "takings" not in keys(cast)
    agree(by=cast.lila, shop=cast.lys)
    assert "takings" not in keys(cast)


def test_an_idea_waits_until_it_is_answered_or_an_action_runs(cast, lila):
    idea = Idea.objects.create(season=cast.season, shop=cast.lys, kind="booking", title="Rendez-vous du soir", at=clock.now())
    proposal = IdeaProposal.objects.create(idea=idea, at=clock.now())
    assert keys(cast) == ["idea"]
    action = Action.objects.create(season=cast.season, shop=cast.lys, kind="booking", title="Rendez-vous du soir", state="running",
                                   indicator="after_hours_bookings", adopted_at=clock.local(date(2017, 9, 28), 9), changed_at=clock.now())
    assert keys(cast) == ["measure", "reading"]
    action.delete()
    proposal.answer = "declined"
    proposal.save()
    assert keys(cast) == []


def test_a_gathering_waits_until_it_is_answered_over_or_cancelled(cast, lila):
    start = clock.local(date(2017, 12, 5), 8)
    gathering = Gathering.objects.create(season=cast.season, kind="sharing", title="Café des boutiques", starts_at=start,
                                         ends_at=start + timedelta(hours=1), invited_at=clock.now())
    asked = Attendance.objects.create(gathering=gathering, person=cast.lila, shop=cast.lys)
    assert keys(cast) == ["gathering"]
    with clock.at(date(2017, 12, 6)):
        assert "gathering" not in keys(cast)
    asked.answer = "yes"
    asked.save()
    assert keys(cast) == []


def test_satisfaction_waits_once_it_was_asked(cast, lila):
    from chalandise.seasons.operations.closing import ask_satisfaction
    with clock.at(date(2018, 5, 31)):
        ask_satisfaction(by=cast.rose, season=cast.season)
        assert "satisfaction" in keys(cast)
        Satisfaction.objects.create(season=cast.season, person=cast.lila, audience="merchant", useful=5, advise=9, at=clock.now())
        assert "satisfaction" not in keys(cast)


def test_the_page_says_one_thing_then_who_and_where(cast, client, lila):
    visit(cast)
    FitAnswer.objects.create(pairing=cast.pairing, side="merchant", says="good", at=clock.now())
    page = client.get(reverse("merchant:home", args=[cast.lys.pk]))
    text = page.content.decode()
    assert page.context["first"].key == "assessment"
    assert page.context["first"].url == reverse("merchant:assessment_sheet", args=[cast.lys.pk, "T0"])
    assert "Karim Benali" in text and "est bénévole" in text
    assert "+33500000000" in text  # whom to call
    assert "⟦UNDEFINED" not in text


def test_the_journey_tells_where_one_is(cast, lila):
    visit(cast)
    visit(cast, 2, "fixed", clock.local(date(2017, 11, 23), 9))
    stops = [(s["label"], s["state"]) for s in reading.read(cast.lila, cast.lys).journey]
    assert stops == [("Diagnostic de départ", "now"), ("Visite 1", "past"), ("Visite 2", "next"), ("Une action pour la boutique", "next"),
                     ("Diagnostic de fin de saison", "next"), ("Clôture", "next")]


def test_a_quiet_day_is_said(cast, client, lila):
    page = client.get(reverse("merchant:home", args=[cast.lys.pk]))
    assert page.context["first"] is None
    assert "Rien à faire aujourd’hui" in page.content.decode()


def test_the_home_costs_the_same_in_a_full_season(cast, client, lila, django_assert_max_num_queries):
    path = reverse("merchant:home", args=[cast.lys.pk])
    visit(cast)
    costs = []
    for size in (1, 29):
        for n in range(size):
            start = clock.local(date(2017, 12, 5), 8) + timedelta(days=n)
            gathering = Gathering.objects.create(season=cast.season, kind="sharing", title=f"Café {n}", starts_at=start, ends_at=start,
                                                 invited_at=clock.now())
            Attendance.objects.create(gathering=gathering, person=cast.lila)
            idea = Idea.objects.create(season=cast.season, shop=cast.lys, kind="booking", title=f"Idée {n}", at=clock.now())
            IdeaProposal.objects.create(idea=idea, at=clock.now())
        with django_assert_max_num_queries(30) as count:
            client.get(path)
        costs.append(len(count))
    assert costs[0] == costs[1]


def test_one_shop_goes_straight_home_several_are_chosen(cast, client, lila):
    assert client.get(reverse("merchant:index")).url == reverse("merchant:home", args=[cast.lys.pk])
    grant_role(person=cast.lila, kind=Role.Kind.MERCHANT, scope_id=cast.cuir.pk)
    page = client.get(reverse("merchant:index")).content.decode()
    assert "Institut Lys" in page and "L’Atelier du Cuir" in page
    client.force_login(cast.hugo)
    assert "Aucune boutique à votre nom" in client.get(reverse("merchant:index")).content.decode()


def test_a_shop_outside_any_season_and_a_stranger(cast, client):
    client.force_login(cast.bruno)
    assert "dans aucune saison" in client.get(reverse("merchant:home", args=[cast.cuir.pk])).content.decode()
    assert client.get(reverse("merchant:home", args=[cast.lys.pk])).status_code == 404
