"""The street's curve is told from six shops on, to those who give, and never moves for one of them."""
from datetime import date

from chalandise.foundation.models import Letter
from chalandise.impact.models import StreetPoint, Taking
from chalandise.impact.operations import take_back
from chalandise.impact.operations.asking import ask_compared
from chalandise.impact.queries.street import beside, season_served
from chalandise.impact.tasks import draw_streets
from tests.impact.neighbours import compared, gives, months, neighbour, street

SPAN = 26  # September 2015 to October 2017


def points():
    return list(StreetPoint.objects.filter(ended_at=None).values_list("month", "index"))


def test_five_shops_say_nothing_six_do_and_each_is_told_once(cast):
    street(cast, 5, span=SPAN)
    assert draw_streets() == 0 and Letter.objects.filter(purpose="street.told").count() == 0
    compared(cast, 9, months(9, SPAN))
    assert draw_streets() == 14  # the twelve months before the season, and two since
    assert draw_streets() == 0
    assert Letter.objects.filter(purpose="street.told").count() == 6
    told = dict(points())
    assert min(told) == date(2016, 9, 1) and max(told) == date(2017, 10, 1)
    assert told[date(2016, 12, 1)] >= 120 and all(index % 5 == 0 for index in told.values())


def test_one_shop_that_comes_corrects_or_leaves_moves_nothing(cast):
    neighbours = street(cast, 6, span=SPAN)
    draw_streets()
    before = points()
    neighbour(cast, 20, months(20, SPAN))
    Taking.objects.filter(shop=neighbours[0][0]).update(amount=999999)
    assert draw_streets() == 0 and points() == before
    take_back(by=neighbours[1][1], shop=neighbours[1][0])
    assert draw_streets() == 0 and points() == before


def test_a_doubtful_or_missing_month_of_the_base_year_keeps_a_shop_out(cast):
    neighbours = street(cast, 6, span=SPAN)
    Taking.objects.filter(shop=neighbours[0][0], start=date(2017, 1, 1)).update(doubt="zero_more")
    assert draw_streets() == 0


def test_only_who_gives_reads_it_each_beside_their_own(cast):
    cast.rose, cast.odile  # noqa: B018
    (shop, person), *_others = street(cast, 6, span=SPAN)
    draw_streets()
    found = beside(person, shop, cast.season)
    assert found.has_own and found.has_street and found.missing == 0 and len(found.rows) == 14
    assert {m: s for m, _own, s in found.rows} == dict(points())
    assert beside(cast.rose, shop, cast.season).has_own
    for stranger in (cast.odile, cast.karim, cast.hugo, _others[0][1]):
        assert beside(stranger, shop, cast.season) is None
    late, keeper = neighbour(cast, 30)
    assert beside(keeper, late, cast.season) is None  # gives nothing, reads nothing
    gives(cast, late, keeper, months(30, 3, first=date(2017, 8, 1)))
    assert (beside(keeper, late, cast.season).missing, beside(keeper, late, cast.season).has_own) == (11, False)


def test_a_compared_shop_is_asked_once_on_the_same_terms(cast):
    shop, person = compared(cast, 1)
    compared(cast, 2, months(2))
    assert season_served(shop) == cast.season and season_served(neighbour(cast, 3, placed=False)[0]) is None
    assert (ask_compared(), ask_compared()) == (1, 0)
    letter = Letter.objects.get(purpose="takings.give")
    assert letter.to_address == person.email and "votre courbe à côté de celle de la rue" in letter.text


def test_reading_it_takes_as_many_queries_with_3_and_26_months(cast, django_assert_max_num_queries):
    shop, person = neighbour(cast, 1, months(1, 3))
    for span in (3, 26):
        Taking.objects.all().delete()
        gives(cast, shop, person, months(1, span))
        with django_assert_max_num_queries(16):
            beside(person, shop, cast.season)
