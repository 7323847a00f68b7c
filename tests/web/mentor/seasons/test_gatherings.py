from chalandise.seasons.models import Attendance, Complaint
from tests.web.merchant.seasons.test_gatherings import invited  # noqa: F401
from tests.web.team.seasons.test_calendar import text


def test_a_mentor_sees_what_is_to_come_and_answers(client, cast, invited):  # noqa: F811
    client.force_login(cast.karim)
    mine = Attendance.objects.get(person=cast.karim)
    assert "Café du matin" in text(client.get(f"/parrain/{cast.season.slug}/rencontres/"))
    client.post(f"/parrain/{cast.season.slug}/rencontres/{mine.pk}/", {"says": "no"})
    assert "vous ne venez pas" in text(client.get(f"/parrain/{cast.season.slug}/rencontres/"))


def test_a_mentor_says_that_something_is_wrong(client, cast, invited):  # noqa: F811
    client.force_login(cast.karim)
    address = f"/parrain/{cast.season.slug}/signalement/"
    assert "Lila Sarda" in text(client.get(address))
    client.post(address, {"text": "Je n’ai pas de réponse."})
    assert Complaint.objects.get().person == cast.karim
