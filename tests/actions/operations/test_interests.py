"""An idea names no house to which the person who carries it is tied."""
import pytest

from chalandise.actions.operations.ideas import propose_idea, support
from chalandise.actions.operations.money import ask_money
from chalandise.people.operations import affiliate, declare_tie, record_organisation
from chalandise.people.operations.conflicts import Barred


def propose(cast, text, by=None, **words):
    cast.pairing, cast.awa_mentor  # noqa: B018
    return propose_idea(by=by or cast.awa, season=cast.season, shop=cast.lys, kind="booking", title="Un agenda", text=text, **words)


@pytest.fixture
def house(cast):
    return record_organisation(by=cast.rose, name="Agenda Facile")


def test_a_house_that_one_works_for_is_not_proposed_whatever_its_capitals(cast, house):
    affiliate(by=cast.awa, person=cast.awa, organisation=house)
    with pytest.raises(Barred, match="Awa Diop travaille pour Agenda Facile"):
        propose(cast, "Prendre AGENDA FACILE, tout simplement.")
    assert propose(cast, "Prendre un agenda en ligne.").pk


def test_a_client_may_recommend_with_a_second_person(cast, house):
    declare_tie(by=cast.awa, person=cast.awa, thing=house, kind="client")
    with pytest.raises(Barred) as refusal:
        propose(cast, "Prendre Agenda Facile.")
    assert refusal.value.field == "supervisor"
    assert propose(cast, "Prendre Agenda Facile.", supervisor=cast.rose).pk


def test_a_tied_mentor_does_not_support_it_either(cast, house):
    idea = propose(cast, "Prendre Agenda Facile.")
    affiliate(by=cast.karim, person=cast.karim, organisation=house)
    with pytest.raises(Barred):
        support(by=cast.karim, idea=idea)


def test_the_author_s_house_is_not_paid_for_their_idea(cast, house):
    """Awa proposed the idea without naming her house; Karim asks the pot to pay it."""
    affiliate(by=cast.awa, person=cast.awa, organisation=house)
    with pytest.raises(Barred, match="Awa Diop ne peut pas conseiller Agenda Facile"):
        ask_money(by=cast.karim, action=cast.action, amount=10, label="Abonnement", supplier="Agenda Facile")
    assert ask_money(by=cast.karim, action=cast.action, amount=10, label="Abonnement", supplier="Agenda Simple").payee.name == "Agenda Simple"
