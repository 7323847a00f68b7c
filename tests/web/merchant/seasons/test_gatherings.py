import re
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.seasons.models import Attendance, Complaint
from chalandise.seasons.operations.gatherings import invite, plan_gathering
from tests.web.team.seasons.test_calendar import text


@pytest.fixture
def invited(cast):
    assert cast.pairing
    day = date(2017, 12, 5)
    gathering = plan_gathering(by=cast.rose, season=cast.season, kind="sharing", title="Café du matin", starts_at=clock.local(day, 8), ends_at=clock.local(day, 9))
    invite(by=cast.rose, gathering=gathering, audiences=["merchants", "mentors"])
    return gathering


def test_a_merchant_sees_what_is_to_come_and_answers(client, cast, invited):
    client.force_login(cast.lila)
    mine = Attendance.objects.get(person=cast.lila)
    assert "Café du matin" in text(client.get(f"/boutique/{cast.lys.pk}/rencontres/"))
    client.post(f"/boutique/{cast.lys.pk}/rencontres/{mine.pk}/", {"says": "yes"})
    assert "vous venez" in text(client.get(f"/boutique/{cast.lys.pk}/rencontres/"))


def test_the_invitation_of_somebody_else_does_not_exist(client, cast, invited):
    client.force_login(cast.lila)
    other = Attendance.objects.get(person=cast.karim)
    assert client.post(f"/boutique/{cast.lys.pk}/rencontres/{other.pk}/", {"says": "yes"}).status_code == 404


def test_a_merchant_says_that_something_is_wrong_and_reads_the_answer(client, cast, invited):
    client.force_login(cast.lila)
    address = f"/boutique/{cast.lys.pk}/signalement/"
    assert "Karim Benali" in text(client.get(address))
    client.post(address, {"text": "Personne ne vient.", "about": cast.karim.pk})
    assert Complaint.objects.get().about == cast.karim
    assert "attend une réponse" in text(client.get(address))


def test_by_the_link_of_the_mail_reading_changes_nothing_and_two_answers_keep_the_last(client, cast, invited):
    link = re.search(r"/l/[\w-]+/", Letter.objects.get(purpose="gathering.invitation", to_name="Lila Sarda").text)[0]
    for _time in range(2):
        assert "Je viens" in text(client.get(link))
    assert Attendance.objects.get(person=cast.lila).answer == "invited"
    client.post(link, {"says": "yes"})
    client.post(link, {"says": "no"})
    assert Attendance.objects.get(person=cast.lila).answer == "no"
    assert "vous ne venez pas" in text(client.get(link))


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_with_1_and_30(client, cast, count, django_assert_num_queries):
    assert cast.pairing
    for n in range(count):
        day = date(2017, 12, 5)
        gathering = plan_gathering(by=cast.rose, season=cast.season, kind="sharing", title=f"G{n}", starts_at=clock.local(day, 8), ends_at=clock.local(day, 9))
        gathering.invited_at = clock.now()
        gathering.save()
        Attendance.objects.create(gathering=gathering, person=cast.lila)
    client.force_login(cast.lila)
    client.get(f"/boutique/{cast.lys.pk}/rencontres/")
    with django_assert_num_queries(6):
        client.get(f"/boutique/{cast.lys.pk}/rencontres/")


def test_every_page_of_a_shop_names_whom_to_call_and_how_to_complain(client, cast, invited):
    client.force_login(cast.lila)
    page = text(client.get(f"/boutique/{cast.lys.pk}/rencontres/"))
    assert [words in page for words in ("Rose Ferrand", "tel:+33500000000", f"/boutique/{cast.lys.pk}/signalement/")] == [True] * 3
