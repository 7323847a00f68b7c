"""Envelopes: what is given for one never leaves it, and its rules are told in words."""
from decimal import Decimal

import pytest

from chalandise.foundation import clock
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.funding.models import Commitment, Envelope
from chalandise.funding.operations import (
    allot,
    approve_commitment,
    ask_commitment,
    close_envelope,
    edit_envelope,
    open_envelope,
    pay,
    receive,
    refund,
    release,
    reverse,
)
from chalandise.funding.queries import balances, purses_with_rules, trails
from chalandise.seasons.models import PanelPlace


@pytest.fixture
def shops(cast):
    cast.pot, cast.odile  # noqa: B018
    return open_envelope(by=cast.rose, pot=cast.pot, name="Rendez-vous", kinds=["booking"], cap_shop=Decimal(200))


def there(pot):
    return {str(p.envelope or "commune"): (p.money.available, p.money.committed, p.money.paid) for p in purses_with_rules(pot)}


def ask(cast, amount, **words):
    return ask_commitment(by=cast.rose, pot=cast.pot, amount=amount, label="Agenda", **{"shop": cast.lys, "kind": "booking", **words})


def test_money_moves_to_an_envelope_and_back_once_a_click(cast, shops):
    for _twice in range(2):
        allot(by=cast.rose, envelope=shops, amount=300, once="a")
    assert there(cast.pot) == {"commune": (500, 0, 0), "Rendez-vous": (300, 0, 0)}
    with pytest.raises(Refused, match=r"Il reste 500,00.€ hors des enveloppes"):
        allot(by=cast.rose, envelope=shops, amount=501)
    allot(by=cast.rose, envelope=shops, amount=300, back=True)
    assert there(cast.pot)["commune"] == (800, 0, 0)
    assert balances(cast.pot).total == 0


def test_what_a_partner_gave_for_an_envelope_never_leaves_it(cast, shops):
    receive(by=cast.rose, partner=cast.bank, amount=150, envelope=shops)
    allot(by=cast.rose, envelope=shops, amount=100)
    with pytest.raises(Refused, match=r"100,00.€ peuvent revenir de « Rendez-vous »"):
        allot(by=cast.rose, envelope=shops, amount=101, back=True)
    allot(by=cast.rose, envelope=shops, amount=100, back=True)
    assert there(cast.pot)["Rendez-vous"] == (150, 0, 0)


def test_earmarked_money_pays_its_envelope_first_and_nothing_else(cast, shops):
    receive(by=cast.rose, partner=cast.bank, amount=150, envelope=shops)
    allot(by=cast.rose, envelope=shops, amount=100)
    mine, other = ask(cast, 180), ask(cast, 400, kind="video")
    assert (mine.envelope, other.envelope) == (shops, None)
    approve_commitment(by=cast.odile, commitment=other)
    approve_commitment(by=cast.odile, commitment=mine)
    assert {t.commitment.amount: [(str(p), e) for p, e in t.sources] for t in trails(cast.pot)} == {
        400: [("Club Démonstration", 400)], 180: [("Banque de Démonstration", 150), ("Club Démonstration", 30)]}


def test_the_money_of_an_envelope_goes_its_whole_way(cast, shops):
    allot(by=cast.rose, envelope=shops, amount=200)
    asked = approve_commitment(by=cast.odile, commitment=ask(cast, 180))
    assert there(cast.pot)["Rendez-vous"] == (20, 180, 0)
    pay(by=cast.rose, commitment=asked, amount=100, once="p")
    refund(by=cast.rose, commitment=asked, amount=30)
    release(by=cast.rose, commitment=asked)
    assert there(cast.pot) == {"commune": (600, 0, 0), "Rendez-vous": (130, 0, 70)}


@pytest.mark.parametrize(("amount", "words", "sentence"), [
    (201, {}, r"peut encore donner 200,00.€ à Institut Lys"),
    (50, {"kind": "video"}, r"ne paie pas « Vidéo"),
    (150, {}, r"garde de l’argent pour les boutiques .* elle peut donner 140,00.€"),
])
def test_a_rule_refuses_in_words_with_what_may_still_be_given(cast, shops, amount, words, sentence):
    floor = None
    if amount == 150:
        floor = Decimal(60)
        for shop in (cast.lys, cast.cuir):
            PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.now())
    edit_envelope(by=cast.rose, envelope=shops, version=shops.version, name="Rendez-vous", kinds=["booking"], floor_shop=floor, cap_shop=Decimal(200))
    allot(by=cast.rose, envelope=shops, amount=200 if floor else 400)
    with pytest.raises(Refused, match=sentence) as refusal:
        approve_commitment(by=cast.odile, commitment=ask(cast, amount, **words), envelope=shops)
    assert refusal.value.field == "envelope"
    assert balances(cast.pot).committed == 0


def test_a_kind_has_its_floor_and_its_cap(cast, shops):
    both = open_envelope(by=cast.rose, pot=cast.pot, name="Tout", rules={"booking": (None, Decimal(100)), "video": (Decimal(150), None)})
    allot(by=cast.rose, envelope=both, amount=300)
    with pytest.raises(Refused, match=r"donner 100,00.€ pour « Rendez-vous en ligne »"):
        approve_commitment(by=cast.odile, commitment=ask(cast, 101), envelope=both)
    with pytest.raises(Refused, match=r"garde de l’argent pour d’autres genres d’action : elle peut donner 150,00.€"):
        approve_commitment(by=cast.odile, commitment=ask(cast, 160, kind="catalogue-none"), envelope=both)
    approve_commitment(by=cast.odile, commitment=ask(cast, 300, kind="video"), envelope=both)
    assert there(cast.pot)["Tout"] == (0, 300, 0)


def test_a_part_is_granted_and_what_was_asked_is_kept(cast, shops):
    asked = ask(cast, 180)
    with pytest.raises(Refused, match="accordez cette somme ou moins"):
        approve_commitment(by=cast.odile, commitment=asked, amount=181)
    asked = Commitment.objects.get(pk=asked.pk)
    approve_commitment(by=cast.odile, commitment=asked, amount=120)
    found = Commitment.objects.get()
    assert (found.amount, found.asked_amount, balances(cast.pot).committed) == (120, 180, 120)


@pytest.mark.parametrize(("words", "sentence"), [
    ({"name": " "}, "Donnez un nom"), ({"kinds": ["rien"]}, "genre d’action de la liste"), ({"rules": {"rien": (1, 2)}}, "genre d’action de la liste"),
    ({"floor_shop": 5, "cap_shop": 4}, "dépasse le maximum"), ({"cap_shop": "-1"}, "plus grand que zéro"),
    ({"rules": {"booking": (9, 3)}}, "dépasse le maximum"),
])
def test_absurd_rules_are_refused(cast, words, sentence):
    with pytest.raises(Refused, match=sentence):
        open_envelope(by=cast.rose, pot=cast.pot, **{"name": "X", **words})
    assert Envelope.objects.count() == 0


def test_two_people_who_change_the_rules_see_both_texts(cast, shops):
    edit_envelope(by=cast.rose, envelope=shops, version=1, name="Agendas")
    with pytest.raises(Conflict):
        edit_envelope(by=cast.odile, envelope=Envelope.objects.get(), version=1, name="Réservations")


def test_an_envelope_is_closed_once_empty(cast, shops):
    allot(by=cast.rose, envelope=shops, amount=10)
    with pytest.raises(Refused, match=r"contient encore 10,00.€"):
        close_envelope(by=cast.rose, envelope=shops)
    waits = ask(cast, 10)
    allot(by=cast.rose, envelope=shops, amount=10, back=True)
    close_envelope(by=cast.rose, envelope=shops)
    close_envelope(by=cast.rose, envelope=shops)
    waits.refresh_from_db()
    assert waits.envelope is None
    for gesture in (lambda: allot(by=cast.rose, envelope=shops, amount=1), lambda: receive(by=cast.rose, partner=cast.bank, amount=1, envelope=shops),
                    lambda: approve_commitment(by=cast.odile, commitment=waits, envelope=shops)):
        with pytest.raises(Refused, match="fermée"):
            gesture()


def test_an_earmarked_contribution_is_corrected_only_while_it_is_there(cast, shops):
    given = receive(by=cast.rose, partner=cast.bank, amount=150, envelope=shops)
    approve_commitment(by=cast.odile, commitment=ask(cast, 150))
    with pytest.raises(Refused, match="déjà engagé"):
        reverse(by=cast.rose, movement=given, reason="erreur")


def test_only_the_team_touches_an_envelope(cast, shops):
    for stranger in (cast.hugo, cast.lila, cast.karim):
        for gesture in (lambda by: open_envelope(by=by, pot=cast.pot, name="X"), lambda by: allot(by=by, envelope=shops, amount=1),
                        lambda by: close_envelope(by=by, envelope=shops)):
            with pytest.raises(Refused, match="équipe"):
                gesture(stranger)
