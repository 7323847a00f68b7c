"""Any sequence of gestures, and two people at the same second: balanced, and never below zero."""
import sqlite3
import threading
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, connections, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.funding import operations
from chalandise.funding.models import Account, Commitment, Movement
from chalandise.funding.operations.ledger import account, write
from chalandise.funding.queries import balances, partner_balances, remaining_of, statement, trails

MONEY = st.decimals("0.01", "900", places=2)
GESTURES = st.lists(st.tuples(st.sampled_from(["promise", "receive", "ask", "approve", "refuse", "pay", "part", "release",
                                               "refund", "reverse"]), MONEY, st.integers(0, 5)), max_size=25)


def play(cast, gesture, amount, which):
    """Make one gesture as the team would; a refusal is an answer like another."""
    partner = (cast.club, cast.bank)[which % 2]
    pot, ops = cast.season.pot, operations
    commitments, movements = list(Commitment.objects.order_by("id")), list(Movement.objects.order_by("id"))
    one = commitments[which % len(commitments)] if commitments else None
    if one is None and gesture not in ("promise", "receive", "ask", "reverse") or not movements and gesture == "reverse":
        return
    {"promise": lambda: ops.promise(by=cast.rose, partner=partner, amount=amount),
     "receive": lambda: ops.receive(by=cast.rose, partner=partner, amount=amount),
     "ask": lambda: ops.ask_commitment(by=cast.rose, pot=pot, amount=amount, label="Demande"),
     "approve": lambda: ops.approve_commitment(by=cast.odile, commitment=one),
     "refuse": lambda: ops.refuse(by=cast.odile, commitment=one, reason="non"),
     "pay": lambda: ops.pay(by=cast.rose, commitment=one),
     "part": lambda: ops.pay(by=cast.rose, commitment=one, amount=amount, closes=which > 3),
     "release": lambda: ops.release(by=cast.rose, commitment=one),
     "refund": lambda: ops.refund(by=cast.rose, commitment=one, amount=amount),
     "reverse": lambda: ops.reverse(by=cast.rose, movement=movements[which % len(movements)], reason="erreur"),
     }[gesture]()


def check(pot):
    now = balances(pot)
    assert now.total == 0
    assert min(now.available, now.committed, now.paid, now.promised) >= 0
    assert [m for m in pot.movements.annotate(total=Sum("postings__amount")) if m.total.quantize(Decimal("0.01"))] == []
    assert min([b.due for b in partner_balances(pot).values()], default=0) >= 0
    held = remaining_of(list(pot.commitments.all()))
    assert min([min(pair) for pair in held.values()], default=0) >= 0
    assert sum(pair[0] for pair in held.values()) == now.committed
    assert sum(pair[1] for pair in held.values()) == now.paid
    assert [t for t in trails(pot) if sum(euros for _partner, euros in t.sources) != t.amount] == []
    lines = statement(pot)
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gestures=GESTURES)
def test_any_sequence_of_gestures_leaves_every_account_right(cast, gestures):
    cast.pot, cast.odile, cast.bank  # noqa: B018
    with transaction.atomic():
        for gesture in gestures:
            try:
                with transaction.atomic():
                    play(cast, *gesture)
            except Refused:
                pass
            else:
                check(cast.season.pot)
        transaction.set_rollback(True)


def test_an_unbalanced_movement_is_never_written(cast):
    cash, spent = account(cast.pot, Account.Kind.CASH), account(cast.pot, Account.Kind.SPENT)
    for postings in ([(cash, Decimal(5))], [], [(cash, Decimal(5)), (spent, Decimal(-5))]):
        with pytest.raises(ArithmeticError), transaction.atomic():
            write(pot=cast.pot, kind=Movement.Kind.REFUND, by=cast.rose, label="faux", postings=postings)


# --- real parallel connections -------------------------------------------------------------------------------------

@contextmanager
def on_disk(tmp_path):
    """Let new threads meet on one database: a file on SQLite (the tests' own lives in memory), the server on PostgreSQL."""
    if connection.vendor == "postgresql":
        yield
        return
    connection.ensure_connection()
    path = tmp_path / "pot.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    before = connections.settings["default"]
    connections.settings["default"] = {**before, "NAME": str(path)}
    try:
        yield
    finally:
        connections.settings["default"] = before


def at_once(*gestures):
    """Run gestures in as many threads, all released at the same moment; return what each said, in order."""
    gate, said = threading.Barrier(len(gestures)), [None] * len(gestures)

    def run(place, gesture):
        try:
            with clock.at(date(2017, 11, 20)):
                gate.wait(20)
                said[place] = gesture()
        except Refused as refusal:
            said[place] = refusal
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=(n, g)) for n, g in enumerate(gestures)]
    [t.start() for t in threads]
    [t.join(60) for t in threads]
    return said


@pytest.mark.django_db(transaction=True)
def test_the_last_300_euros_are_committed_once(cast, tmp_path):
    pot, rose, odile = cast.pot, cast.rose, cast.odile
    operations.approve_commitment(by=odile, commitment=operations.ask_commitment(by=rose, pot=pot, amount=500, label="Déjà"))
    asked = [operations.ask_commitment(by=rose, pot=pot, amount=300, label=f"Demande {n}").pk for n in range(6)]

    def approve(pk):
        return lambda: operations.approve_commitment(by=odile, commitment=Commitment.objects.select_related("pot__season").get(pk=pk))
    with on_disk(tmp_path):
        said = at_once(*[approve(pk) for pk in asked])
        after, = at_once(lambda: (balances(pot), check(pot)))
    assert [type(answer).__name__ for answer in said if isinstance(answer, Refused)] == ["Refused"] * 5
    assert (after[0].available, after[0].committed) == (0, 800)


@pytest.mark.django_db(transaction=True)
def test_a_double_click_at_the_same_second_pays_once(cast, tmp_path):
    pot, rose, odile = cast.pot, cast.rose, cast.odile
    asked = operations.ask_commitment(by=rose, pot=pot, amount=300, label="Demande")
    operations.approve_commitment(by=odile, commitment=asked)

    def click():
        commitment = Commitment.objects.select_related("pot__season").get(pk=asked.pk)
        return operations.pay(by=rose, commitment=commitment, amount=100, once="click").pk
    with on_disk(tmp_path):
        said = at_once(click, click, click)
        after, = at_once(lambda: (balances(pot), check(pot)))
    assert len(set(said)) == 1
    assert (after[0].available, after[0].committed, after[0].paid) == (500, 200, 100)
