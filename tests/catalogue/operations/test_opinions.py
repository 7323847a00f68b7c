"""Merchants say what a solution is worth, the provider answers, the team may hide; nobody is named without agreeing."""
import pytest

from chalandise.catalogue.models import Evidence, Opinion
from chalandise.catalogue.operations.opinions import answer_opinion, give_opinion, hide_opinion, show_opinion
from chalandise.catalogue.operations.uses import record_use
from chalandise.catalogue.queries.uses import adoptions, hidden_reasons, opinions_about, opinions_in, uses_of, voices
from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Consent
from chalandise.people.operations import withdraw_consent
from chalandise.shops.models import Shop
from chalandise.shops.rules.trades import trade_label


@pytest.fixture
def use(cast):
    return record_use(by=cast.lila, solution=cast.solution, shop=cast.lys, source="action", season_key=cast.season.pk,
                      season_label=str(cast.season))


def crowd(cast, count, trade):
    """More shops of the season that use the solution."""
    for n in range(count):
        shop = Shop.objects.create(territory=cast.bordeaux, name=f"Salon {n}", trade=trade, created_at=clock.now())
        record_use(by=None, solution=cast.solution, shop=shop, source="action", season_key=cast.season.pk, season_label=str(cast.season))


def test_who_uses_it_speaks_and_a_later_word_replaces_the_former(cast, use):
    give_opinion(by=cast.lila, use=use, advise=8, good="On ne décroche plus.", bad="")
    give_opinion(by=cast.lila, use=use, advise=9, good="On ne décroche plus.", bad="Le prix ensuite.")
    opinion = Opinion.objects.get()
    assert (opinion.advise, opinion.bad, Evidence.objects.get().advise_mean) == (9, "Le prix ensuite.", 9)


def test_nobody_else_speaks(cast, use):
    for person in (cast.bruno, cast.nadia, cast.odile, cast.karim):
        with pytest.raises(Refused, match="de la boutique"):
            give_opinion(by=person, use=use, advise=10)
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("advise", [-1, 11, None, True, "8"])
def test_an_opinion_is_from_zero_to_ten(cast, use, advise):
    with pytest.raises(Refused, match="de 0 à 10"):
        give_opinion(by=cast.lila, use=use, advise=advise)


def test_the_provider_answers_and_takes_the_answer_back(cast, use):
    opinion = give_opinion(by=cast.lila, use=use, advise=4, bad="Lent.")
    with pytest.raises(Refused, match="de l’entreprise"):
        answer_opinion(by=cast.odile, opinion=opinion, text="Non.")
    assert answer_opinion(by=cast.nadia, opinion=opinion, text=" C’est réparé. ").answer == "C’est réparé."
    assert answer_opinion(by=cast.nadia, opinion=opinion, text="").answered_at is None
    assert list(opinions_about(cast.ardoise)) == [opinion]


def test_hidden_words_leave_the_page_and_the_mean_and_their_reason_stays(cast, use):
    opinion = give_opinion(by=cast.lila, use=use, advise=0, bad="Des voleurs.")
    with pytest.raises(Refused, match="Dites pourquoi"):
        hide_opinion(by=cast.odile, opinion=opinion, reason="")
    hide_opinion(by=cast.odile, opinion=opinion, reason="Une insulte.")
    assert (voices(cast.solution), hidden_reasons(cast.solution), Evidence.objects.get().opinions) == ([], ["Une insulte."], 0)
    with pytest.raises(Refused, match="masqué"):
        answer_opinion(by=cast.nadia, opinion=opinion, text="Non.")
    show_opinion(by=cast.odile, opinion=opinion)
    assert len(voices(cast.solution)) == 1 and Evidence.objects.get().opinions == 1
    assert list(opinions_in(cast.bordeaux)) == [opinion] and list(opinions_in(cast.villeneuve)) == []


def test_a_shop_alone_in_its_trade_is_not_recognisable(cast, use):
    give_opinion(by=cast.lila, use=use, advise=8)
    assert [v.who for v in voices(cast.solution)] == ["une boutique"]
    crowd(cast, 2, "baker")
    assert [v.who for v in voices(cast.solution)] == [f"une boutique, {cast.season}"]
    crowd(cast, 2, cast.lys.trade)
    assert [v.who for v in voices(cast.solution)] == [f"une boutique, {trade_label(cast.lys.trade)}, {cast.season}"]


def test_a_shop_is_named_while_its_consent_lives(cast, use):
    give_opinion(by=cast.lila, use=use, advise=8, named=True)
    assert ([v.who for v in voices(cast.solution)], [a.names for a in adoptions(cast.solution)]) == (["Institut Lys"], [("Institut Lys",)])
    withdraw_consent(consent=Consent.objects.get(), by=cast.lila)
    assert ([v.who for v in voices(cast.solution)], [a.names for a in adoptions(cast.solution)]) == (["une boutique"], [()])


def test_an_opinion_given_again_without_the_tick_withdraws_the_name(cast, use):
    give_opinion(by=cast.lila, use=use, advise=8, named=True)
    give_opinion(by=cast.lila, use=use, advise=8, named=False)
    assert [v.who for v in voices(cast.solution)] == ["une boutique"]


def test_a_shop_reads_its_own_uses_only(cast, use):
    assert list(uses_of(cast.lila, cast.lys)) == [use]
    assert [list(uses_of(person, cast.lys)) for person in (cast.bruno, cast.odile, cast.nadia)] == [[], [], []]


def test_voices_cost_the_same_for_one_and_for_thirty(cast, use, django_assert_num_queries):
    give_opinion(by=cast.lila, use=use, advise=8)
    with django_assert_num_queries(4):
        voices(cast.solution)
    crowd(cast, 29, "baker")
    for one in cast.solution.uses.exclude(pk=use.pk):
        Opinion.objects.create(use=one, advise=7, at=clock.now())
    with django_assert_num_queries(4):
        assert len(voices(cast.solution)) == 30
