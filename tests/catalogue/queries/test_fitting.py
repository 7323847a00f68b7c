"""The three solutions of a territory that fit a shop."""
from datetime import date, timedelta
from decimal import Decimal

import pytest

from chalandise.catalogue.models import Evidence, Qualification
from chalandise.catalogue.queries.fitting import advice_for, is_proposable, marked, proposable, solutions_in
from chalandise.foundation import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(cast):
    cast.lys.trade = "beauty-salon"
    cast.lys.save()
    return cast.lys


def qualify(cast, name, **fields):
    """Put another solution of the same company in the catalogue of Bordeaux."""
    solution = cast._solution(cast.ardoise, name, **{"needs": ["booking"], "price_month": "10", **fields})
    Qualification.objects.create(solution=solution, territory=cast.bordeaux, since=date(2017, 11, 1), until=date(2018, 11, 1))
    Evidence.objects.create(solution=solution, counted_at=clock.now())
    return solution


def test_a_solution_made_for_the_trade_comes_with_its_reasons_and_its_price(cast, shop):
    cast.qualification  # noqa: B018
    advice = advice_for(shop, ["booking"], level="beginner", budget=Decimal(30))["booking"]
    [one] = advice.best
    assert (one.solution, advice.fitting, advice.why_none) == (cast.solution, 1, "")
    assert one.reasons == ("faite pour votre métier : institut de beauté, bien-être", "demande seulement un téléphone",
                           "tient dans votre budget, une fois l’essai fini", "prix connu après l’essai")
    assert one.cautions == ("aucune boutique n’a encore dit si elle l’utilise toujours",)
    assert one.price.replace("\u00a0", " ") == "19,00 € par mois pendant 3 mois, puis 29,00 € par mois"


def test_three_are_proposed_and_the_others_follow(cast, shop):
    cast.qualification  # noqa: B018
    for n in range(4):
        qualify(cast, f"Agenda {n}")
    advice = advice_for(shop, ["booking"])["booking"]
    assert (len(advice.best), len(advice.others), advice.fitting) == (3, 2, 5)
    assert advice.best[0].solution == cast.solution


def test_evidence_written_beside_the_solution_is_told(cast, shop):
    cast.qualification  # noqa: B018
    Evidence.objects.filter(solution=cast.solution).update(asked={"3": 12, "6": 11}, kept={"3": 10, "6": 9})
    [one] = advice_for(shop, ["booking"])["booking"].best
    assert "9 des 11 boutiques qui ont répondu l’utilisent encore à 6 mois" in one.reasons


@pytest.mark.parametrize("change", ["suspended", "expired", "ended", "withdrawn", "elsewhere"])
def test_what_is_not_in_this_catalogue_today_is_never_proposed(cast, shop, change):
    row = cast.qualification
    if change == "suspended":
        row.suspended_at, row.suspended_reason = clock.now(), "price"
    elif change == "expired":
        row.since, row.until = clock.today() - timedelta(days=9), clock.today()
    elif change == "ended":
        row.ended_at = clock.now()
    elif change == "elsewhere":
        row.territory = cast.villeneuve
    row.save()
    if change == "withdrawn":
        cast.solution.withdrawn_at = clock.now()
        cast.solution.save()
    advice = advice_for(shop, ["booking"])["booking"]
    assert (advice.best, bool(advice.why_none)) == ((), True)
    assert not is_proposable(cast.solution, shop.territory_id)
    assert list(proposable(shop.territory_id, need="booking")) == []


def test_a_need_that_nothing_answers_says_so_and_an_unknown_need_is_left_out(cast, shop):
    found = advice_for(shop, ["loyalty", "nonsense", "loyalty"])
    assert list(found) == ["loyalty"]
    assert found["loyalty"].why_none == ("Aucune solution du catalogue ne répond encore à ce besoin. L’équipe le sait : c’est ainsi que le "
                                         "prochain appel se prépare.")


def test_who_may_not_recommend_one_reads_why_and_the_shop_still_gets_it(cast, shop):
    cast.qualification  # noqa: B018
    advice = advice_for(shop, ["booking"])
    assert solutions_in(advice) == [cast.solution]
    [one] = marked(advice, {cast.solution.pk: "Vous travaillez pour Ardoise."})["booking"].best
    assert (one.solution, one.barred) == (cast.solution, "Vous travaillez pour Ardoise.")


@pytest.mark.parametrize("rows", [1, 30])
def test_one_query_for_any_number_of_needs_and_solutions(cast, shop, rows, django_assert_num_queries):
    for n in range(rows):
        qualify(cast, f"Agenda {n}", needs=["booking", "loyalty"])
    with django_assert_num_queries(1):
        found = advice_for(shop, ["booking", "loyalty", "news"])
        assert [p.solution.provider.organisation.name for p in found["loyalty"].best] == ["Ardoise"] * min(rows, 3)


def test_a_shop_whose_exact_trade_is_not_known_is_proposed_what_is_made_for_its_family(cast):
    cast.qualification  # noqa: B018
    [one] = advice_for(cast.lys, ["booking"])["booking"].best
    assert one.reasons[0] == "faite pour les métiers voisins du vôtre : beauté et bien-être"
    cast.lys.trade = "bakery"
    assert advice_for(cast.lys, ["booking"])["booking"].why_none == (
        "Les solutions du catalogue pour ce besoin sont faites pour d’autres métiers. Parlez-en à votre parrain.")
