"""The team chooses the panel on its pages, answers everybody, and replaces who leaves."""
import pytest
from django.urls import reverse

from chalandise.foundation.models import Letter
from chalandise.mentoring.models import Pairing
from chalandise.seasons.models import PanelPlace, PanelProposal, Quota, Selection
from tests.seasons.applicants import apply, panel_of


@pytest.fixture
def rose(cast, client):
    client.force_login(cast.rose)
    return cast.rose


def at(cast, name, *args):
    return reverse(f"team:{name}", args=[cast.season.slug, *args])


def propose(cast, client, gesture="solve"):
    client.post(at(cast, "panel_proposal"), {"gesture": gesture})
    return PanelProposal.objects.first()


def decide(cast, client, waiting="1"):
    return client.post(at(cast, "panel_decision"), {"proposal": propose(cast, client).pk, "waiting": waiting})


def test_before_anybody_applied_the_page_says_what_to_do(cast, client, rose):
    assert "Aucune candidature n’est encore là" in client.get(at(cast, "panel")).content.decode()


def test_propose_keep_put_aside_and_let_go_in_place(cast, client, rose):
    one, two, three, four = panel_of(cast)
    assert "Proposer un panel" in client.get(at(cast, "panel")).content.decode()
    first = propose(cast, client)
    assert first.result["chosen"] == [one.pk, two.pk]
    assert propose(cast, client, f"exclude:{one.pk}").result["chosen"] == [two.pk, three.pk]
    kept = propose(cast, client, f"pin:{four.pk}")
    assert (kept.result["chosen"], kept.seed) == ([two.pk, four.pk], first.seed)
    page = client.get(at(cast, "panel")).content.decode()
    assert "gardée par l’équipe" in page and "écartée par l’équipe" in page and f"Tirage n° {first.seed}" in page
    assert propose(cast, client, "free_all").result["chosen"] == [one.pk, two.pk]
    assert propose(cast, client, f"swap:{one.pk}:{three.pk}").result["chosen"] == [two.pk, three.pk]


def test_a_swap_has_a_price_before_it_is_made(cast, client, rose):
    one, _two, three, _four = panel_of(cast)
    propose(cast, client)
    page = client.get(at(cast, "panel"), {"out": one.pk, "in_": three.pk}).content.decode()
    assert "La note d’ensemble perd 2,0 ; l’équilibre ne bouge pas." in page
    assert client.get(at(cast, "panel"), {"out": 9999, "in_": "x"}).status_code == 200


def test_the_balance_is_set_value_by_value_or_filled_from_the_applicants(cast, client, rose):
    panel_of(cast)
    page = client.get(at(cast, "panel_quotas")).content.decode()
    assert "Alimentation, au moins" in page
    client.post(at(cast, "panel_quotas"), {"trade:food:min": "1", "trade:food:max": "2"})
    assert [(q.dimension, q.value, q.minimum, q.maximum) for q in Quota.objects.all()] == [("trade", "food", 1, 2)]
    refused = client.post(at(cast, "panel_quotas"), {"trade:food:min": "2", "trade:food:max": "1"}).content.decode()
    assert "le maximum est plus petit que le minimum" in refused
    client.post(at(cast, "panel_quotas"), {"propose": "1"})
    assert Quota.objects.filter(dimension="level", value="0").get().maximum == 3


def test_the_page_costs_the_same_for_four_and_thirty(cast, client, rose, django_assert_max_num_queries):
    panel_of(cast)
    propose(cast, client)
    costs = []
    for names in ([], [f"Boutique {n}" for n in range(26)]):
        for n, name in enumerate(names):
            apply(cast, name, points=n % 6, number=str(n))
        propose(cast, client)
        for address in ("panel", "selections", "panel_quotas"):
            with django_assert_max_num_queries(25) as cost:
                client.get(at(cast, address))
            costs.append(len(cost))
    assert costs[:3] == costs[3:]


def test_decide_write_reasons_and_announce_once(cast, client, rose):
    one, _two, three, four = panel_of(cast)
    assert decide(cast, client).url == at(cast, "selections")
    Letter.objects.all().delete()
    client.post(at(cast, "selection", four.pk), {"outcome": "declined", "reason": "Votre boutique ouvre en mai : revenez alors."})
    client.post(at(cast, "selection", three.pk), {"outcome": "waiting", "rank": "1", "reason": "Vous êtes la première."})
    page = client.get(at(cast, "selections")).content.decode()
    assert "Votre boutique ouvre en mai" in page and "Rien n’est encore parti" in page
    client.post(at(cast, "panel_announcement"), {"hold": "yes"})
    again = client.post(at(cast, "panel_announcement"), {"hold": "no"}, follow=True).content.decode()
    assert "rien n’a été envoyé deux fois" in again
    assert [letter.state for letter in Letter.objects.all()] == ["held"] * 4
    assert "ouvre en mai" in Letter.objects.get(about_id=four.pk).text
    assert client.get(at(cast, "panel")).url == at(cast, "places")


def test_a_decision_on_a_proposal_that_another_referent_replaced_is_stopped(cast, client, rose):
    panel_of(cast)
    seen = propose(cast, client)
    propose(cast, client, "draw")
    page = client.post(at(cast, "panel_decision"), {"proposal": seen.pk}, follow=True).content.decode()
    assert "Quelqu’un a demandé une autre proposition" in page and Selection.objects.count() == 0


def test_a_shop_leaves_its_pairing_ends_and_the_first_in_line_comes(cast, client, rose):
    from chalandise.foundation import clock
    one, _two, three, _four = panel_of(cast)
    decide(cast, client)
    client.post(at(cast, "panel_announcement"), {"hold": "no"})
    Pairing.objects.create(season=cast.season, shop=one.shop, mentor=cast.karim_mentor, opened_at=clock.now())
    place = PanelPlace.objects.get(shop=one.shop)
    assert client.get(at(cast, "place_departure", place.pk)).status_code == 200
    assert client.post(at(cast, "place_departure", place.pk), {}).context["form"].errors.keys() == {"departure"}
    client.post(at(cast, "place_departure", place.pk), {"departure": "sold"})
    place.refresh_from_db()
    assert (place.departure, Pairing.objects.get().ending) == ("sold", "merchant_left")
    page = client.get(at(cast, "places")).content.decode()
    assert "Une place attend" in page and "la boutique change de mains" in page
    for _time in range(2):
        client.post(at(cast, "place_replacement"), {"application": three.pk})
    assert [p.replaced for p in PanelPlace.objects.filter(shop=three.shop)] == [place]
    client.post(at(cast, "place_return", place.pk))
    place.refresh_from_db()
    assert place.left_at is not None


def test_a_departure_is_undone(cast, client, rose):
    one, *_others = panel_of(cast)
    decide(cast, client)
    client.post(at(cast, "panel_announcement"), {"hold": "no"})
    place = PanelPlace.objects.get(shop=one.shop)
    client.post(at(cast, "place_departure", place.pk), {"departure": "other"})
    client.post(at(cast, "place_return", place.pk))
    place.refresh_from_db()
    assert place.left_at is None


def test_another_territory_finds_nothing(cast, client):
    one, *_others = panel_of(cast)
    client.force_login(cast.hugo)
    for name, args in (("panel", []), ("panel_quotas", []), ("selections", []), ("places", [])):
        assert client.get(at(cast, name, *args)).status_code == 404
    assert client.post(at(cast, "panel_proposal")).status_code == 404
    assert client.post(at(cast, "panel_announcement")).status_code == 404
