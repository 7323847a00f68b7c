"""A request, a second person, a payment: never more than what is left."""
from decimal import Decimal

import pytest

from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Commitment
from chalandise.funding.operations import approve_commitment, ask_commitment, pay, refund, refuse, release, reverse
from chalandise.funding.queries import balances
from chalandise.people.models import Link

S = Commitment.State


@pytest.fixture
def asked(cast):
    cast.pot, cast.odile  # noqa: B018
    return ask_commitment(by=cast.rose, pot=cast.pot, amount="180", label="Agenda en ligne d’Institut Lys", supplier="Agenda SARL")


@pytest.fixture
def approved(cast, asked):
    return approve_commitment(by=cast.odile, commitment=asked)


def of(pot):
    now = balances(pot)
    return now.available, now.committed, now.paid


def test_asking_moves_nothing_and_writes_to_the_others(cast, asked):
    assert of(cast.pot) == (800, 0, 0)
    letter = Letter.objects.get(purpose="funding.request")
    assert letter.to_name == "Odile Marchand"
    assert "Rose Ferrand demande" in letter.text
    assert Link.objects.filter(purpose="commitment.decide").count() == 1


def test_asking_twice_with_one_click_is_once(cast):
    words = {"by": cast.rose, "pot": cast.pot, "amount": 10, "label": "Affiche", "once": "x"}
    assert ask_commitment(**words) == ask_commitment(**words)
    assert Commitment.objects.count() == 1


def test_nobody_asks_more_than_the_pot_will_ever_have(cast):
    with pytest.raises(Refused, match=r"Il reste 1.000,00.€"):
        ask_commitment(by=cast.rose, pot=cast.pot, amount="1000.01", label="Vitrine")


def test_nobody_approves_their_own_request(cast, asked):
    for gesture in (approve_commitment, lambda **words: refuse(**words, reason="non")):
        with pytest.raises(Refused, match="une autre personne"):
            gesture(by=cast.rose, commitment=asked)
    assert of(cast.pot) == (800, 0, 0)


def test_only_the_team_approves(cast, asked):
    for stranger in (cast.hugo, cast.lila, cast.karim):
        with pytest.raises(Refused, match="équipe"):
            approve_commitment(by=stranger, commitment=asked)


def test_a_second_person_commits_the_money_once(cast, asked):
    approve_commitment(by=cast.odile, commitment=asked)
    approve_commitment(by=cast.odile, commitment=Commitment.objects.get())
    assert of(cast.pot) == (620, 180, 0)
    assert asked.decided_by == cast.odile


def test_two_requests_may_wait_but_only_what_is_left_is_committed(cast):
    both = [ask_commitment(by=cast.rose, pot=cast.pot, amount=500, label=f"Demande {n}") for n in (1, 2)]
    approve_commitment(by=cast.odile, commitment=both[0])
    with pytest.raises(Refused, match="Il reste 300,00.€ dans la cagnotte et cette demande est de 500,00.€"):
        approve_commitment(by=cast.odile, commitment=both[1])
    assert of(cast.pot) == (300, 500, 0)


def test_a_refusal_gives_its_reason(cast, asked):
    with pytest.raises(Refused, match="raison"):
        refuse(by=cast.odile, commitment=asked, reason="")
    refuse(by=cast.odile, commitment=asked, reason="Le devis manque.")
    refuse(by=cast.odile, commitment=asked, reason="Le devis manque.")
    assert (asked.state, asked.reason) == (S.REFUSED, "Le devis manque.")
    with pytest.raises(Refused, match="n’attend plus"):
        approve_commitment(by=cast.odile, commitment=asked)


def test_a_payment_spends_what_was_committed_once(cast, approved):
    first = pay(by=cast.rose, commitment=approved)
    assert pay(by=cast.rose, commitment=approved) == first
    assert of(cast.pot) == (620, 0, 180)
    assert approved.state == S.PAID


def test_a_part_may_be_paid_and_the_rest_given_back(cast, approved):
    pay(by=cast.rose, commitment=approved, amount="100", once="p1")
    assert (of(cast.pot), approved.state) == ((620, 80, 100), S.APPROVED)
    pay(by=cast.rose, commitment=approved, amount="50", closes=True, once="p2")
    assert pay(by=cast.rose, commitment=approved, amount="50", closes=True, once="p2").pk
    assert (of(cast.pot), approved.state) == ((650, 0, 150), S.PAID)


def test_a_payment_above_what_is_committed_is_refused(cast, approved):
    with pytest.raises(Refused, match="Il reste 180,00.€ engagés"):
        pay(by=cast.rose, commitment=approved, amount="180.01")


def test_nothing_is_paid_before_approval(cast, asked):
    with pytest.raises(Refused, match="faites d’abord approuver"):
        pay(by=cast.rose, commitment=asked)


def test_a_released_commitment_gives_the_money_back_once(cast, approved):
    release(by=cast.lila, commitment=approved)
    release(by=cast.lila, commitment=approved)
    assert (of(cast.pot), approved.state) == ((800, 0, 0), S.RELEASED)


def test_a_request_that_waits_can_be_withdrawn(cast, asked):
    release(by=cast.rose, commitment=asked)
    assert (of(cast.pot), asked.state) == ((800, 0, 0), S.RELEASED)


def test_a_refund_never_exceeds_the_payment(cast, approved):
    pay(by=cast.rose, commitment=approved)
    with pytest.raises(Refused, match="180,00.€ ont été payés"):
        refund(by=cast.rose, commitment=approved, amount="180.01")
    refund(by=cast.rose, commitment=approved, amount="30")
    assert of(cast.pot) == (650, 0, 150)


def test_a_payment_written_by_mistake_is_corrected_and_the_money_is_committed_again(cast, approved):
    movement = pay(by=cast.rose, commitment=approved)
    reverse(by=cast.rose, movement=movement, reason="mauvaise facture")
    approved.refresh_from_db()
    assert (of(cast.pot), approved.state) == ((620, 180, 0), S.APPROVED)


def test_a_payment_partly_refunded_is_corrected_in_order(cast, approved):
    movement = pay(by=cast.rose, commitment=approved)
    refund(by=cast.rose, commitment=approved, amount=Decimal("30"))
    with pytest.raises(Refused, match="remboursée"):
        reverse(by=cast.rose, movement=movement, reason="mauvaise facture")
