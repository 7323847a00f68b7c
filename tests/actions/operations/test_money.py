"""The money of an action goes through the pot and a second person."""
import pytest

from chalandise.actions.operations.course import finish
from chalandise.actions.operations.money import ask_money, tell_decision
from chalandise.actions.queries.money import money_of
from chalandise.foundation import journal
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.funding.operations import approve_commitment, ask_commitment, refuse


def test_the_mentor_asks_more_for_the_action_and_the_team_decides(cast):
    action = cast.action
    ask_money(by=cast.karim, action=action, amount=40, label="Affiche", once="a")
    ask_money(by=cast.karim, action=action, amount=40, label="Affiche", once="a")
    first, second = money_of([action])[action.pk].requests
    approve_commitment(by=cast.rose, commitment=first)
    refuse(by=cast.odile, commitment=second, reason="Une affiche existe déjà.")
    money = money_of([action])[action.pk]
    assert (money.asked, money.committed, money.paid, money.merchant) == (0, 180, 0, 0)


def test_the_decision_is_told_to_both_sides_once(cast):
    commitment = money_of([cast.action])[cast.action.pk].requests[0]
    approve_commitment(by=cast.odile, commitment=commitment)
    tell_decision(by=cast.odile, commitment=commitment)
    tell_decision(by=cast.odile, commitment=commitment)
    assert sorted(Letter.objects.filter(purpose="action.money").values_list("to_name", flat=True)) == ["Karim Benali", "Lila Sarda"]
    assert "180.00" in Letter.objects.filter(purpose="action.money").first().subject.replace(",", ".")
    assert journal.timeline(cast.action)[0].what == "a engagé l’argent de la cagnotte"


def test_a_refusal_gives_its_reason_in_the_letter(cast):
    commitment = money_of([cast.action])[cast.action.pk].requests[0]
    refuse(by=cast.odile, commitment=commitment, reason="Le devis manque.")
    tell_decision(by=cast.odile, commitment=commitment)
    assert "Le devis manque." in Letter.objects.filter(purpose="action.money").first().text


def test_a_request_that_is_not_for_an_action_is_told_to_nobody(cast):
    commitment = ask_commitment(by=cast.rose, pot=cast.pot, amount=5, label="Cafés")
    assert tell_decision(by=cast.odile, commitment=commitment) is None


def test_money_is_asked_for_an_open_action_only(cast):
    with pytest.raises(Refused, match="Seuls le commerçant"):
        ask_money(by=cast.awa, action=cast.action, amount=5, label="x")
    finish(by=cast.karim, action=cast.action)
    with pytest.raises(Refused, match="terminée"):
        ask_money(by=cast.karim, action=cast.action, amount=5, label="x")
