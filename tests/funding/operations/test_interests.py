"""Nobody decides on money that concerns them; a paid supplier is remembered; nobody advises a house of theirs."""
import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.funding.operations import approve_commitment, ask_commitment, pay, refuse
from chalandise.funding.operations.interests import declare
from chalandise.funding.queries import waiting_for
from chalandise.people.models import Declaration, Organisation, Supervision, Tie
from chalandise.people.operations import affiliate, declare_tie
from chalandise.people.operations.conflicts import Barred


@pytest.fixture
def asked(cast):
    cast.pot, cast.odile  # noqa: B018
    return ask_commitment(by=cast.rose, pot=cast.pot, amount=180, label="Agenda en ligne", supplier="Agenda Facile", shop=cast.lys)


def test_the_supplier_becomes_a_body_found_again_whatever_its_capitals(cast, asked):
    again = ask_commitment(by=cast.rose, pot=cast.pot, amount=10, label="Suite", supplier=" AGENDA  facile")
    assert (asked.payee.name, again.payee) == ("Agenda Facile", asked.payee)
    known = Organisation.objects.create(name="Imprimerie du Quai", siren="552100554")
    assert ask_commitment(by=cast.rose, pot=cast.pot, amount=10, label="Affiches", supplier="imprimerie du quai").payee == known


@pytest.mark.parametrize("bind", [
    lambda c, a: affiliate(by=c.odile, person=c.odile, organisation=a.payee),
    lambda c, a: declare_tie(by=c.odile, person=c.odile, thing=a.payee, kind="client"),
    lambda c, a: declare_tie(by=c.odile, person=c.odile, thing=c.lys, kind="family"),
    lambda c, a: declare_tie(by=c.odile, person=c.odile, thing=c.lila, kind="family") and c.lila,
])
def test_who_is_tied_to_the_supplier_or_the_shop_neither_approves_nor_refuses(cast, asked, bind):
    cast.lila  # noqa: B018  (she keeps the shop)
    bind(cast, asked)
    for gesture in (approve_commitment, lambda **words: refuse(**words, reason="non")):
        with pytest.raises(Barred, match="Une autre personne de l’équipe doit décider"):
            gesture(by=cast.odile, commitment=asked)
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert [w.state for w in waiting_for(cast.odile, cast.pot)] == ["recused"]


def test_a_relative_of_who_asked_decides_with_a_second_person(cast, asked):
    declare_tie(by=cast.odile, person=cast.odile, thing=cast.rose, kind="family")
    third = cast.person("Simon", "Ravel")
    from chalandise.people.operations import grant_role
    grant_role(person=third, kind="referent", scope_id=cast.season.pk)
    with pytest.raises(Barred) as refusal:
        approve_commitment(by=cast.odile, commitment=asked)
    assert refusal.value.field == "supervisor"
    approve_commitment(by=cast.odile, commitment=asked, supervisor=third)
    assert (asked.state, Supervision.objects.get().supervisor) == ("approved", third)


def test_deciding_says_that_one_has_no_conflict(cast, asked):
    assert [w.state for w in waiting_for(cast.odile, cast.pot)] == ["ask"]
    approve_commitment(by=cast.odile, commitment=asked)
    assert [(d.person, d.object_id, d.kind) for d in Declaration.objects.all()] == [(cast.odile, asked.pk, "")]


def test_a_declared_tie_withdraws_from_the_request(cast, asked):
    declare(by=cast.odile, season=cast.season, commitments=[asked], ties={asked.pk: (asked.payee, "employer")})
    with pytest.raises(Barred):
        approve_commitment(by=cast.odile, commitment=asked)
    line, = waiting_for(cast.odile, cast.pot)
    assert (line.state, line.why) == ("recused", "Odile Marchand travaille pour Agenda Facile.")
    assert [w.state for w in waiting_for(cast.rose, cast.pot)] == ["mine"]


def test_whom_a_conflict_keeps_from_deciding_is_not_written_to(cast, asked):
    declare_tie(by=cast.odile, person=cast.odile, thing=asked.payee, kind="client")
    ask_commitment(by=cast.rose, pot=cast.pot, amount=10, label="Suite", supplier="Agenda Facile")
    assert list(Letter.objects.filter(purpose="funding.request").values_list("subject", flat=True)) == [
        "180,00 € demandés à la cagnotte : votre accord ?"]


def test_nobody_asks_for_a_supplier_that_they_work_for_but_a_merchant_keeps_theirs(cast, asked):
    affiliate(by=cast.karim, person=cast.karim, organisation=asked.payee)
    with pytest.raises(Barred, match="Karim Benali ne peut pas conseiller Agenda Facile"):
        ask_commitment(by=cast.karim, pot=cast.pot, amount=10, label="Suite", supplier="Agenda Facile", shop=cast.lys)
    declare_tie(by=cast.lila, person=cast.lila, thing=asked.payee, kind="client")
    assert ask_commitment(by=cast.lila, pot=cast.pot, amount=10, label="Suite", supplier="Agenda Facile", shop=cast.lys).pk


def test_a_payment_ties_the_supplier_to_the_shop_for_two_years(cast, asked):
    pay(by=cast.rose, commitment=approve_commitment(by=cast.odile, commitment=asked))
    tie = Tie.objects.get()
    assert (tie.organisation, tie.object_kind, tie.object_id, tie.kind, tie.source, (tie.until - clock.today()).days) == (
        asked.payee, "shops.shop", cast.lys.pk, "invoice", "derived", 730)
