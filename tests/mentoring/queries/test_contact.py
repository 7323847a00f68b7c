"""The first contact: counted in days of Paris, the same for everybody."""
from datetime import timedelta

import pytest

from chalandise.computing.hits import Share
from chalandise.foundation import clock
from chalandise.mentoring.models import Pairing
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.contact import first_contacts
from tests.mentoring.queries.test_health import many


def counted(cast):
    found = first_contacts(cast.season)
    return found.soon, found.latest, found.median


def test_nothing_is_counted_before_three_days_are_over(cast):
    cast.pairing.announced_at = clock.now() - timedelta(days=3)
    cast.pairing.save()
    assert counted(cast) == (Share(0, 0), Share(0, 0), None)
    with clock.at(clock.now() + timedelta(days=1)):
        assert counted(cast) == (Share(0, 1), Share(0, 0), None)


@pytest.mark.parametrize(("days", "soon", "latest"), [(0, 1, 1), (3, 1, 1), (4, 0, 1), (5, 0, 1), (6, 0, 0)])
def test_each_pairing_is_within_three_days_within_five_or_later(cast, days, soon, latest):
    sign(pairing=cast.pairing, kind="slots", at=cast.pairing.announced_at + timedelta(days=days))
    sign(pairing=cast.pairing, kind="call", at=cast.pairing.announced_at)  # the referent's call is not their contact
    assert counted(cast) == (Share(soon, 1), Share(latest, 1), days)


@pytest.mark.parametrize("count", [1, 30])
def test_a_season_is_counted_in_one_query_the_longest_wait_first(cast, count, django_assert_num_queries):
    many(cast, count)
    Pairing.objects.filter(mentor__person__family_name="N00").update(announced_at=clock.now() - timedelta(days=9))
    Pairing.objects.get(mentor__person__family_name="N00").signs.all().delete()
    with django_assert_num_queries(1):
        rows = first_contacts(cast.season).rows
        assert (rows[0].pairing.mentor.person.family_name, rows[0].days, rows[0].waited, rows[0].late) == ("N00", None, 9, True)
