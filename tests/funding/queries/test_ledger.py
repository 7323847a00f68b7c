"""Each euro can be followed from a partner to what it paid."""
from decimal import Decimal

import pytest

from chalandise.funding.models import Pot
from chalandise.funding.operations import approve_commitment, ask_commitment, pay, receive, release
from chalandise.funding.queries import balances, movements_of, pot_run_by, statement, trails


def commit(cast, amount, label):
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=amount, label=label)
    return approve_commitment(by=cast.odile, commitment=asked)


def sources(pot):
    return [(t.commitment.label, [(str(partner), euros) for partner, euros in t.sources]) for t in trails(pot)]


def test_the_oldest_contribution_pays_the_oldest_expense(cast):
    pot = cast.pot
    receive(by=cast.rose, partner=cast.bank, amount=200)
    commit(cast, 700, "Agenda")
    commit(cast, 250, "Vidéo")
    assert sources(pot) == [("Agenda", [("Club Démonstration", Decimal("700.00"))]),
                            ("Vidéo", [("Club Démonstration", Decimal("100.00")), ("Banque de Démonstration", Decimal("150.00"))])]


def test_releasing_never_moves_the_origin_of_what_is_paid(cast):
    pot = cast.pot
    receive(by=cast.rose, partner=cast.bank, amount=200)
    first, second = commit(cast, 700, "Agenda"), commit(cast, 250, "Vidéo")
    pay(by=cast.rose, commitment=second)
    before = sources(pot)[0]
    release(by=cast.rose, commitment=first)
    assert sources(pot) == [before] == [("Vidéo", [("Club Démonstration", Decimal("250.00"))])]


def test_the_statement_balances_and_runs(cast):
    commit(cast, 700, "Agenda")
    lines = statement(cast.pot)
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines) == 2500
    cash = [line.after for line in lines if line.account.kind == "cash"]
    assert cash == [800, 100]


def test_balances_take_one_query_and_lists_do_not_grow(cast, django_assert_num_queries):
    pot = cast.pot
    with django_assert_num_queries(1):
        balances(pot)
    for rows in (1, 30):
        for n in range(rows):
            receive(by=cast.rose, partner=cast.club, amount=1, label=f"{rows}-{n}")
            commit(cast, 1, f"{rows}-{n}")
        with django_assert_num_queries(5):
            [(m.by, [p.account.partner for p in m.postings.all()]) for m in movements_of(pot)]
        with django_assert_num_queries(1):
            [(line.account_words, line.movement.by) for line in statement(pot)]
        with django_assert_num_queries(3):
            trails(pot)


def test_the_neighbour_does_not_reach_the_pot(cast):
    cast.pot  # noqa: B018
    assert pot_run_by(cast.rose, "fondaudege-2017") == cast.pot
    with pytest.raises(Pot.DoesNotExist):
        pot_run_by(cast.hugo, "fondaudege-2017")
