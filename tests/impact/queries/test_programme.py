"""The season as a whole: adoption, cost per action kept, gains with their bounds, who did not answer; for its team only."""
from decimal import Decimal

from chalandise.actions.models import KeptCheck
from chalandise.diagnostics.models import Assessment
from chalandise.foundation import clock
from chalandise.funding.operations import approve_commitment, ask_commitment
from chalandise.impact.queries.programme import programme_of
from tests.impact.street import Street


def assessed(cast, shop, moment, overall):
    return Assessment.objects.create(season=cast.season, shop=shop, moment=moment, bank_key="maturity", bank_version="1", overall=overall,
                                     finished_at=clock.now())


def street(cast, acted=12):
    """Twelve shops; T0 at 30 to 41 points, T1 ten points later for the first seven."""
    found = Street(cast, acted=acted, compared=0, weeks=2, kinds=("booking", "booking", "social"))
    for n, shop in enumerate(found.acted):
        assessed(cast, shop, "T0", 30 + n)
        if n < 7:
            assessed(cast, shop, "T1", 40 + n)
    return found


def test_gains_stand_between_their_bounds_and_those_who_did_not_answer_are_compared(cast):
    street(cast)
    found = programme_of(cast.rose, cast.season)
    gain, edge = found.gains[0]
    assert (gain.before, gain.after, gain.value, gain.n) == ("T0", "T1", 10, 7)
    assert (edge.answered, edge.silent, edge.mean, round(edge.unchanged, 2)) == (7, 5, 10, round(70 / 12, 2))
    assert edge.low < edge.unchanged < edge.high
    assert found.gains[1][1] is None and found.gains[1][0].value is None
    t1 = found.silences[0]
    assert (t1.label, t1.answered, t1.of, t1.difference.answered, t1.difference.silent) == ("T1", 7, 12, 33, 39)
    assert t1.difference.chance < 0.01
    assert (found.silences[-1].label, found.silences[-1].answered, found.silences[-1].difference) == ("takings", 12, None)


def test_the_cost_is_said_for_each_action_still_in_place(cast):
    shops = street(cast, acted=3).acted
    cast.pot, cast.odile  # noqa: B018
    for n, shop in enumerate(shops[:2]):
        request = ask_commitment(by=cast.rose, pot=cast.pot, amount=120, label=f"Agenda {n}", supplier="X", shop=shop, kind="booking",
                                 for_kind="actions.action", for_id=shop.action.pk)
        approve_commitment(by=cast.odile, commitment=request)
        shop.action.state = "done"
        shop.action.save()
        KeptCheck.objects.create(action=shop.action, months=1, due_on=clock.today(), still=n == 0, answered_at=clock.now())
    found = programme_of(cast.rose, cast.season)
    assert (found.shops, found.with_action, found.begun, found.spent, found.still, found.cost_per_kept) == (3, 3, 3, Decimal("240.00"), 1, Decimal("240.00"))
    booking, social = found.kinds
    assert (booking.label, booking.adopted, booking.evidence.tried, booking.evidence.cost_per_kept) == ("Rendez-vous en ligne", 2, 2, Decimal("240.00"))
    assert (social.adopted, social.evidence.tried, social.evidence.share) == (1, 0, None)


def test_nobody_but_the_team_gets_any_of_it(cast):
    street(cast, acted=2)
    for person in (cast.rose, cast.odile):
        assert programme_of(person, cast.season).shops == 2
    for person in (cast.karim, cast.lila, cast.hugo):
        assert programme_of(person, cast.season).shops == 0


def test_it_costs_the_same_for_two_shops_and_twelve(cast, django_assert_num_queries):
    street(cast, acted=12)
    programme_of(cast.rose, cast.season)
    with django_assert_num_queries(QUERIES):
        programme_of(cast.rose, cast.season)


def test_it_costs_the_same_for_two_shops(cast, django_assert_num_queries):
    street(cast, acted=2)
    programme_of(cast.rose, cast.season)
    with django_assert_num_queries(QUERIES):
        programme_of(cast.rose, cast.season)


QUERIES = 8
