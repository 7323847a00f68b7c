from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.seasons.models import Attendance, Gathering
from chalandise.seasons.operations.gatherings import decide, plan_gathering
from tests.web.team.seasons.test_calendar import text

GIVEN = {"kind": "sharing", "title": "Café du matin", "day": "2017-12-05", "starts": "08:00", "ends": "09:30", "place": "Mairie", "agenda": ""}


@pytest.fixture
def rose(client, cast):
    client.force_login(cast.rose)
    return client


@pytest.fixture
def planned(rose, cast):
    assert cast.pairing
    rose.post(f"/equipe/{cast.season.slug}/rencontres/nouvelle/", GIVEN)
    return Gathering.objects.get()


def of(gathering, *rest):
    return "/".join([f"/equipe/{gathering.season.slug}/rencontres/{gathering.pk}", *rest, ""])


def test_a_gathering_is_planned_at_wall_time(planned):
    assert (planned.starts_at, planned.ends_at) == (clock.local(date(2017, 12, 5), 8), clock.local(date(2017, 12, 5), 9, 30))


def test_a_gathering_is_planned_and_its_usual_guests_invited_in_one_gesture(rose, cast):
    assert cast.pairing
    page = text(rose.post(f"/equipe/{cast.season.slug}/rencontres/nouvelle/", {**GIVEN, "invite": "on"}, follow=True))
    invited = sorted(Attendance.objects.values_list("person__given_name", flat=True))
    assert (invited, Letter.objects.filter(purpose="gathering.invitation").count()) == (sorted({*invited}), len(invited))
    assert set(invited) >= {cast.lila.given_name, cast.karim.given_name}
    assert f"La rencontre est prévue, {len(invited)} invitations partent." in page


def test_a_gathering_to_which_nobody_can_be_invited_yet_is_planned_all_the_same(rose, cast):
    page = text(rose.post(f"/equipe/{cast.season.slug}/rencontres/nouvelle/", {**GIVEN, "kind": "sharing", "day": "2017-11-19", "invite": "on"}, follow=True))
    assert "La rencontre est prévue. Invitez maintenant." in page and "on n’invite plus" in page
    assert (Gathering.objects.count(), Attendance.objects.count()) == (1, 0)


def test_an_end_before_the_start_is_said_next_to_the_field(rose, cast):
    page = text(rose.post(f"/equipe/{cast.season.slug}/rencontres/nouvelle/", {**GIVEN, "ends": "07:00"}))
    assert "La fin doit venir après le début" in page
    assert 'value="Café du matin"' in page


def test_an_hour_that_does_not_exist_is_said(rose, cast):
    page = text(rose.post(f"/equipe/{cast.season.slug}/rencontres/nouvelle/", {**GIVEN, "day": "2018-03-25", "starts": "02:30", "ends": "04:00"}))
    assert "heure d’été" in page


def test_the_page_invites_then_shows_the_answers(rose, planned, cast):
    assert "Personne n’est encore invité" in text(rose.get(of(planned)))
    rose.post(of(planned, "invitations"), {"audiences": ["merchants", "mentors"]})
    assert Letter.objects.filter(purpose="gathering.invitation").count() == 2
    assert text(rose.get(of(planned))).count("sans réponse") == 2


def test_a_change_is_told_and_a_conflict_is_shown(rose, planned):
    rose.post(of(planned, "invitations"), {"audiences": ["merchants"]})
    assert rose.post(of(planned, "modification"), {**GIVEN, "place": "École", "version": 1}).status_code == 302
    assert Letter.objects.filter(purpose="gathering.change").count() == 1
    assert "Comparez les deux textes" in text(rose.post(of(planned, "modification"), {**GIVEN, "place": "Stade", "version": 1}))


def test_the_present_are_ticked_on_the_day(rose, planned, cast):
    rose.post(of(planned, "invitations"), {"audiences": ["merchants", "mentors"]})
    with clock.at(clock.local(date(2017, 12, 5), 8, 10)):
        page = text(rose.get(of(planned, "presence")))
        assert "Lila Sarda · Institut Lys" in page
        rose.post(of(planned, "presence"), {"came": [cast.lila.pk], "ticked": "", "walk_in": cast.rose.pk})
    assert sorted(Attendance.objects.filter(came=True).values_list("person__given_name", flat=True)) == ["Lila", "Rose"]


def test_minutes_and_decisions_are_written_on_the_page(rose, planned):
    rose.post(of(planned, "compte-rendu"), {"minutes": "Tour de table.", "version": 1})
    rose.post(of(planned, "decisions"), {"text": "Écrire aux voisins", "owner": "Rose", "due_on": "2017-12-20"})
    planned.refresh_from_db()
    decision = planned.decisions.get()
    assert (planned.minutes, decision.owner, decision.due_on) == ("Tour de table.", "Rose", date(2017, 12, 20))
    slug = planned.season.slug
    assert "Écrire aux voisins" in text(rose.get(f"/equipe/{slug}/rencontres/"))
    rose.post(f"/equipe/{slug}/decisions/{decision.pk}/faite/", {"list": "1"})
    assert "Aucune décision en attente" in text(rose.get(f"/equipe/{slug}/rencontres/"))


def test_cancelling_is_told_and_shown(rose, planned):
    rose.post(of(planned, "invitations"), {"audiences": ["merchants"]})
    rose.post(of(planned, "annulation"))
    assert Letter.objects.filter(purpose="gathering.cancellation").count() == 1
    assert "Annulée le lundi 20 novembre 2017" in text(rose.get(of(planned)))


def test_the_next_time_is_refused_after_the_closing(rose, planned, cast):
    from chalandise.seasons.operations.closing import close_season
    close_season(by=cast.rose, season=cast.season)
    assert rose.get(of(planned)).status_code == 200
    refused = rose.post(of(planned, "annulation"))
    assert (refused.status_code, "Cette saison est close" in text(refused)) == (403, True)
    planned.refresh_from_db()
    assert planned.cancelled_at is None


@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same_with_1_and_30(rose, cast, count, django_assert_num_queries):
    for n in range(count):
        start = clock.local(date(2017, 12, 5), 8)
        gathering = plan_gathering(by=cast.rose, season=cast.season, kind="sharing", title=f"G{n}", starts_at=start, ends_at=clock.local(date(2017, 12, 5), 9))
        decide(by=cast.rose, gathering=gathering, text=f"D{n}")
        Attendance.objects.create(gathering=Gathering.objects.order_by("pk").first(), person=cast.person("P", f"N{n}"))
    rose.get(f"/equipe/{cast.season.slug}/rencontres/")
    with django_assert_num_queries(8):
        rose.get(f"/equipe/{cast.season.slug}/rencontres/")
    with django_assert_num_queries(16):
        rose.get(of(Gathering.objects.order_by("pk").first()))
