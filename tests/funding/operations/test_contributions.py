"""Promises, contributions, corrections: only partners give, and every movement is balanced."""
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum

from chalandise.foundation import journal
from chalandise.foundation.refusals import Refused
from chalandise.funding.models import Account, Movement, Posting
from chalandise.funding.operations import approve_commitment, ask_commitment, open_pot, promise, receive, reverse
from chalandise.funding.queries import balances, partner_balances


def test_a_pot_is_opened_once(cast):
    assert open_pot(by=cast.rose, season=cast.season) == open_pot(by=cast.odile, season=cast.season)


def test_the_neighbour_cannot_open_or_feed_a_pot(cast):
    with pytest.raises(Refused, match="équipe"):
        open_pot(by=cast.hugo, season=cast.season)
    with pytest.raises(Refused, match="équipe"):
        receive(by=cast.hugo, partner=cast.club, amount=10)


def test_a_contribution_settles_the_promise_first_and_the_rest_is_a_gift(cast):
    pot = cast.pot
    receive(by=cast.rose, partner=cast.club, amount="300")
    balance = partner_balances(pot)[cast.club.pk]
    assert (balance.pledged, balance.received, balance.due) == (Decimal("1100.00"), Decimal("1100.00"), Decimal("0.00"))
    assert (balances(pot).available, balances(pot).promised, balances(pot).total) == (1100, 0, 0)


def test_every_movement_sums_to_zero(cast):
    receive(by=cast.rose, partner=cast.club, amount="999.99")
    assert cast.pot.movements.annotate(total=Sum("postings__amount")).exclude(total=0).count() == 0


def test_the_same_gesture_twice_writes_once(cast):
    first = receive(by=cast.rose, partner=cast.bank, amount=50, once="a")
    assert receive(by=cast.rose, partner=cast.bank, amount=50, once="a") == first
    assert promise(by=cast.rose, partner=cast.bank, amount=50, once="b") == promise(by=cast.rose, partner=cast.bank, amount=50, once="b")
    assert cast.season.pot.movements.count() == 2


@pytest.mark.parametrize("amount, words", [("0", "plus grand que zéro"), ("-5", "plus grand que zéro"), ("NaN", "plus grand"),
                                           ("1.005", "centimes"), ("99999999", "dix millions")])
def test_an_absurd_amount_is_refused(cast, amount, words):
    with pytest.raises(Refused, match=words):
        promise(by=cast.rose, partner=cast.club, amount=amount)


def test_a_merchant_of_the_panel_pays_nothing(cast):
    cast.pairing.shop.organisation = cast.club.organisation
    cast.lys.organisation = cast.club.organisation
    cast.lys.save()
    with pytest.raises(Refused, match="0 €"):
        receive(by=cast.rose, partner=cast.club, amount=10)


def test_money_enters_from_a_partner_and_from_nobody_else(cast):
    pot = cast.pot
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(pot=pot, kind=Account.Kind.PARTNER, partner=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(pot=pot, kind=Account.Kind.CASH, partner=cast.club)
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.create(movement=pot.movements.first(), account=pot.accounts.first(), amount=0)


def test_a_correction_writes_the_opposite_and_keeps_the_first(cast):
    movement = receive(by=cast.rose, partner=cast.bank, amount=70)
    opposite = reverse(by=cast.odile, movement=movement, reason="saisi deux fois")
    assert opposite.reverses == movement
    assert reverse(by=cast.odile, movement=movement, reason="encore") == opposite
    assert balances(movement.pot).available == 0
    assert journal.timeline(movement.pot)[0].what == "a corrigé une écriture"


def test_a_correction_says_why(cast):
    movement = receive(by=cast.rose, partner=cast.bank, amount=70)
    with pytest.raises(Refused, match="pourquoi"):
        reverse(by=cast.odile, movement=movement, reason="  ")


def test_money_already_committed_cannot_be_corrected_away(cast):
    movement = cast.pot.movements.get(kind=Movement.Kind.CONTRIBUTION)
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=500, label="Agenda en ligne")
    approve_commitment(by=cast.odile, commitment=asked)
    with pytest.raises(Refused, match="déjà engagé"):
        reverse(by=cast.rose, movement=movement, reason="erreur")


def test_a_promise_partly_sent_cannot_be_corrected_away(cast):
    movement = cast.pot.movements.get(kind=Movement.Kind.PROMISE)
    with pytest.raises(Refused, match="déjà versée"):
        reverse(by=cast.rose, movement=movement, reason="erreur")


def test_a_correction_is_not_corrected(cast):
    movement = receive(by=cast.rose, partner=cast.bank, amount=70)
    opposite = reverse(by=cast.odile, movement=movement, reason="saisi deux fois")
    with pytest.raises(Refused, match="ne se corrige pas"):
        reverse(by=cast.odile, movement=opposite, reason="non")
