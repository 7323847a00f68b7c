"""Every page of the pot, looked at on a phone and on a desk, in both languages, light and dark: nothing breaks."""
from datetime import date

import pytest
from django.urls import reverse

from chalandise.funding.models import Invoice
from chalandise.funding.operations import (
    allot,
    approve_commitment,
    ask_commitment,
    cast_vote,
    open_ballot,
    open_envelope,
    pay,
    receive,
    record_invoice,
)
from chalandise.funding.operations.interests import declare
from chalandise.people.operations import grant_role
from tests.funding.scenes import document
from tests.web.test_looks_of_diagnostics import look

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def scene(cast):
    """A pot in mid-season: two partners, two envelopes, an invoice half paid, four requests that wait."""
    pot, rose, odile = cast.pot, cast.rose, cast.odile
    windows = open_envelope(by=rose, pot=pot, name="Vitrines et rendez-vous", kinds=["booking", "video"], floor_shop=50, cap_shop=250,
                            rules={"booking": (None, 600)})
    receive(by=rose, partner=cast.bank, amount=400, envelope=windows)
    allot(by=rose, envelope=windows, amount=150)
    shared = open_envelope(by=rose, pot=pot, name="Actions de toute la rue")
    allot(by=rose, envelope=shared, amount=100)
    paid = ask_commitment(by=rose, pot=pot, amount=220, label="Agenda en ligne · Institut Lys", supplier="Agenda Facile", shop=cast.lys, kind="booking")
    approve_commitment(by=odile, commitment=paid)
    invoice = record_invoice(by=rose, commitment=paid, number="F-2017-118", amount=200, dated_on=date(2017, 11, 6), document=document())
    pay(by=rose, commitment=paid, invoice=invoice, amount=120, once="half")
    waiting = [ask_commitment(by=odile, pot=pot, amount=amount, label=label, shop=shop, kind=kind) for amount, label, shop, kind in (
        (180, "Filmer un geste · L’Atelier du Cuir", cast.cuir, "video"), (240, "Carte de fidélité de la rue", None, ""),
        (160, "Rappel par message · Institut Lys", cast.lys, "booking"), (450, "Bâche imprimée pour le carrefour", None, ""))]
    declare(by=rose, season=cast.season, commitments=waiting)
    cast.waiting, cast.envelope = waiting, windows
    return cast


def test_a_vote_for_the_team_and_for_who_has_a_voice(scene, visitor):
    iris, jean = (scene.person(name, "Comité") for name in ("Iris", "Jean"))
    for person in (iris, jean):
        grant_role(person=person, kind="committee", scope_id=scene.season.pk)
    ballot = open_ballot(by=scene.rose, commitment=scene.waiting[1], text="Une carte de fidélité pour toute la rue : 240 €", closes_on=date(2017, 11, 27))
    cast_vote(by=jean, ballot=ballot, says="no", words="La précédente n’a jamais servi.")
    look(visitor().sign_in(scene.rose), at("pot_ballot", scene.waiting[1].pk), "pot-ballot")
    tab = visitor().sign_in(iris)
    for path, name in ((reverse("public:partner_vote", args=["fondaudege-2017", ballot.pk]), "partner-vote"),
                       (reverse("public:partner", args=["fondaudege-2017"]), "partner-votes")):
        look(tab, path, name)


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


def test_the_team_s_pages(scene, visitor):
    tab, request = visitor().sign_in(scene.rose), scene.waiting[0]
    for path, name in ((at("pot_euros"), "pot-euros"), (at("pot_accounts"), "pot-accounts"), (at("pot"), "pot"), (at("pot_allocation") + f"?minimum=50&v{request.pk}=5", "pot-allocation"), (at("pot_envelope", scene.envelope.pk), "pot-envelope"),
                       (at("pot_allotment", scene.envelope.pk), "pot-allotment"), (at("pot_grant", request.pk), "pot-grant"),
                       (at("pot_invoice", Invoice.objects.get().commitment_id), "pot-invoice"), (at("pot_payment", Invoice.objects.get().commitment_id), "pot-payment"),
                       (at("pot_invoice_cancel", Invoice.objects.get().pk), "pot-invoice-cancel")):
        look(tab, path, name)
