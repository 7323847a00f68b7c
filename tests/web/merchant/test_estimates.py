"""The merchant reads one sentence on what the action changed, or why nobody can tell and what would help; never another shop's."""
from django.urls import reverse

from chalandise.impact.models import Taking
from chalandise.impact.operations.releasing import release
from tests.impact.street import measured


def page_of(client, shop, name="home"):
    client.force_login(shop.merchant)
    return client.get(reverse(f"merchant:{name}", args=[shop.pk])).content.decode()


def test_nothing_is_said_before_the_referent_lets_it_out(client, cast):
    street, run = measured(cast, effect=0.2)
    page = page_of(client, street.acted[0])
    assert "Ce que cela a changé à vos recettes" not in page
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    for name in ("home", "action"):
        page = page_of(client, street.acted[0], name)
        assert "Pour les 6 boutiques mesurées avec la vôtre" in page and "Les recettes ont probablement augmenté grâce à cela : entre +" in page
        assert "Agit 1" not in page and "Compare 1" not in page


def test_cannot_tell_is_said_as_plainly(client, cast):
    street, run = measured(cast, effect=0.0)
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    page = page_of(client, street.acted[0])
    assert "on ne peut pas exclure que cela n’ait rien changé" in page and "entre −" in page


def test_the_kind_of_action_is_said_before_the_whole_when_it_is_let_out(client, cast):
    street, run = measured(cast, acted=10, compared=12, effect=0.2, kinds=("booking", "social"))
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    release(by=cast.rose, estimate=run.estimates.get(kind="booking"))
    assert "Pour les 5 boutiques mesurées avec la vôtre" in page_of(client, street.acted[0])
    assert "Pour les 10 boutiques mesurées avec la vôtre" in page_of(client, street.acted[1])


def test_a_shop_that_does_not_count_reads_why_and_what_would_help(client, cast):
    street, _ = measured(cast, acted=7, deals=20)
    shop = street.acted[6]
    Taking.objects.filter(shop=shop, start__lt="2017-06-01").delete()
    from chalandise.foundation import clock, jobs
    from chalandise.impact.operations import ask_estimates
    from tests.impact.street import LATER
    with clock.at(LATER):
        ask_estimates(by=cast.rose, season=cast.season, deals=20)
        jobs.run_waiting()
    page = page_of(client, shop)
    assert "Votre boutique n’est pas encore comptée dans la mesure" in page
    assert "de recettes connues avant le début ; il en faut 52 semaines" in page
    assert "un an au moins, deux de préférence" in page and "Compléter mes recettes" in page


def test_a_refusal_let_out_is_told_with_its_reason(client, cast):
    street, run = measured(cast, acted=3, compared=8, deals=20)
    release(by=cast.rose, estimate=run.estimates.get(kind=""))
    page = page_of(client, street.acted[0])
    assert "On ne peut pas encore dire ce que cela a changé aux recettes" in page and "3 boutiques peuvent être mesurées ; il en faut au moins 5" in page
