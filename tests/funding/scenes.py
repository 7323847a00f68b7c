"""Gestures on a pot as the team makes them, what must hold after any of them, and threads that meet on one database."""
import sqlite3
import threading
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import connection, connections
from django.db.models import Sum
from hypothesis import strategies as st

from chalandise.foundation import clock
from chalandise.foundation.models import StoredFile
from chalandise.foundation.refusals import Refused
from chalandise.funding import operations as ops
from chalandise.funding.models import Commitment, Envelope, Invoice, Movement, Pot
from chalandise.funding.queries import balances, bills, partner_balances, remaining_of, statement, trails
from chalandise.funding.queries.envelopes import allotted, purses
from chalandise.people.models import Person
from chalandise.seasons.models import Partner
from chalandise.shops.models import Shop

TODAY = date(2017, 11, 20)
GESTURES = ("promise", "promise for it", "receive", "gift", "envelope", "allot", "back", "close", "ask", "ask for a shop", "approve", "part of it", "from elsewhere", "refuse",
            "invoice", "cancel", "pay", "pay invoice", "part", "release", "refund", "reverse")
MONEY = st.decimals("0.01", "900", places=2)
GESTURE = st.tuples(st.sampled_from(GESTURES), MONEY, st.integers(0, 5))


DOCUMENT = UUID(int=1)  # two connections that make it at once meet on the key, which is unique; the name is not


def document():
    return StoredFile.objects.get_or_create(key=DOCUMENT, defaults={
        "name": "facture.pdf", "file": "files/facture.pdf", "kind": "pdf", "media_type": "application/pdf", "size": 1, "sha256": "0" * 64, "given_at": clock.now()})[0]


def pick(rows, which):
    """Return one of the rows, or refuse as a page without it would."""
    rows = list(rows.order_by("id"))
    if not rows:
        raise Refused("Rien de tel.")
    return rows[which % len(rows)]


def play(gesture, amount, which):
    """Make one gesture on the one pot that there is; every row is read anew, as a request does."""
    rose, odile = (Person.objects.get(given_name=name) for name in ("Rose", "Odile"))
    pot = Pot.objects.select_related("season").get()
    asked = Commitment.objects.select_related("pot__season")

    def partner():
        return pick(Partner.objects.select_related("season"), which)

    def envelope():
        return pick(Envelope.objects.select_related("pot__season"), which)

    def invoice():
        return pick(Invoice.objects.select_related("commitment__pot__season"), which)

    def pay_invoice(**words):
        return ops.pay(by=rose, invoice=words["invoice"], commitment=words["invoice"].commitment, amount=words.get("amount"))
    return {
        "promise": lambda: ops.promise(by=rose, partner=partner(), amount=amount),
        "receive": lambda: ops.receive(by=rose, partner=partner(), amount=amount),
        "promise for it": lambda: ops.promise(by=rose, partner=partner(), amount=amount, envelope=envelope()),
        "gift": lambda: ops.receive(by=rose, partner=partner(), amount=amount, envelope=envelope()),
        "envelope": lambda: ops.open_envelope(by=rose, pot=pot, name=f"Enveloppe {which % 2}", cap_shop=amount if which > 3 else None,
                                               floor_shop=amount / 100 // 1 if which == 5 else None),
        "allot": lambda: ops.allot(by=rose, envelope=envelope(), amount=amount),
        "back": lambda: ops.allot(by=rose, envelope=envelope(), amount=amount, back=True),
        "close": lambda: ops.close_envelope(by=rose, envelope=envelope()),
        "ask": lambda: ops.ask_commitment(by=rose, pot=pot, amount=amount, label="Demande", supplier="Agenda"),
        "ask for a shop": lambda: ops.ask_commitment(by=rose, pot=pot, amount=amount, label="Demande", shop=pick(Shop.objects, which),
                                                     kind=("booking", "video")[which % 2]),
        "approve": lambda: ops.approve_commitment(by=odile, commitment=pick(asked, which)),
        "part of it": lambda: ops.approve_commitment(by=odile, commitment=pick(asked, which), amount=amount),
        "from elsewhere": lambda: ops.approve_commitment(by=odile, commitment=pick(asked, which), envelope=envelope() if which > 2 else None),
        "refuse": lambda: ops.refuse(by=odile, commitment=pick(asked, which), reason="non"),
        "invoice": lambda: ops.record_invoice(by=rose, commitment=pick(asked, which), number=f"F{amount}", amount=amount, dated_on=TODAY,
                                              document=document()),
        "cancel": lambda: ops.cancel_invoice(by=rose, invoice=invoice(), reason="erreur"),
        "pay": lambda: ops.pay(by=rose, commitment=pick(asked, which)),
        "pay invoice": lambda: pay_invoice(invoice=invoice(), amount=amount if which > 2 else None),
        "part": lambda: ops.pay(by=rose, commitment=pick(asked, which), amount=amount, closes=which > 3),
        "release": lambda: ops.release(by=rose, commitment=pick(asked, which)),
        "refund": lambda: ops.refund(by=rose, commitment=pick(asked, which), amount=amount),
        "reverse": lambda: ops.reverse(by=rose, movement=pick(Movement.objects.select_related("pot__season"), which * 3), reason="erreur"),
    }[gesture]()


def check(pot):
    """Every account balanced, nothing below zero: the pot, each envelope, each commitment, each invoice, each partner."""
    now = balances(pot)
    assert now.total == 0
    assert min(now.available, now.committed, now.paid, now.promised) >= 0
    assert [m for m in pot.movements.annotate(total=Sum("postings__amount")) if m.total.quantize(Decimal("0.01"))] == []
    by_envelope, moved = purses(pot), allotted(pot)
    assert min([min(p.available, p.committed, p.paid) for p in by_envelope.values()], default=0) >= 0
    assert min([*moved.values()], default=0) >= 0
    assert [e for e in pot.envelopes.exclude(closed_at=None) if by_envelope[e.pk].available or by_envelope[e.pk].committed
            or by_envelope[e.pk].promised] == []
    owed = [due for b in partner_balances(pot).values() for due in b.due_for.values()]
    assert (min(owed, default=0) >= 0, sum(owed)) == (True, now.promised)
    assert sum(p.received for p in by_envelope.values()) == now.received
    assert min([b.due for b in partner_balances(pot).values()], default=0) >= 0
    commitments = list(pot.commitments.all())
    held = remaining_of(commitments)
    assert min([min(pair) for pair in held.values()], default=0) >= 0
    assert sum(pair[0] for pair in held.values()) == now.committed
    assert sum(pair[1] for pair in held.values()) == now.paid
    waiting = {c.pk: sum(b.left for b in bills([c])) for c in commitments}
    assert [c for c in commitments if not 0 <= waiting[c.pk] <= held[c.pk][0]] == []
    assert [b.invoice for b in bills(commitments) if b.left < 0] == []
    assert [t for t in trails(pot) if sum(euros for _partner, euros in t.sources) != t.amount] == []
    lines = statement(pot)
    assert sum(line.debit for line in lines) == sum(line.credit for line in lines)


# --- real parallel connections -------------------------------------------------------------------------------------

@contextmanager
def on_disk(folder):
    """Let new threads meet on one database: a file on SQLite (the tests' own lives in memory), the server on PostgreSQL."""
    if connection.vendor == "postgresql":
        yield
        return
    connection.ensure_connection()
    path = folder / "pot.sqlite3"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    before = connections.settings["default"]
    connections.settings["default"] = {**before, "NAME": str(path)}
    try:
        yield
    finally:
        connections.settings["default"] = before
        for left in folder.glob("pot.sqlite3*"):
            left.unlink()


def at_once(*gestures):
    """Run gestures in as many threads with a connection each, all released at the same moment; return what each said."""
    return rounds([[gesture] for gesture in gestures])[0]


def rounds(scripts):
    """Play one script a thread, step by step: all are released together at each step. Return what each said, step by step."""
    gate, steps = threading.Barrier(len(scripts)), max(map(len, scripts))
    said = [[None] * len(scripts) for _step in range(steps)]

    def run(place, script):
        try:
            with clock.at(TODAY):
                for step in range(steps):
                    gate.wait(60)
                    if step < len(script):
                        said[step][place] = answer(script[step])
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=(n, script)) for n, script in enumerate(scripts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return said


def answer(gesture):
    """Return what a gesture gives, or its refusal; anything else that breaks is an answer too, and fails the test."""
    try:
        return gesture()
    except Refused as refusal:
        return refusal
    except Exception as broken:
        return broken
