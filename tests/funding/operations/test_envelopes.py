"""Envelopes: what is given for one never leaves it, and its rules are told in words."""
from decimal import Decimal

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Entry
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
    promise,
    receive,
    refund,
    release,
    reverse,
)
from chalandise.funding.queries import balances, partner_balances, purses_with_rules, trails
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


# --- promises for something in particular -------------------------------------------------------------------------------

def owed(cast):
    names = {e.pk: str(e) for e in Envelope.objects.all()} | {None: "commune"}
    return {names[k]: due for k, due in partner_balances(cast.pot)[cast.bank.pk].due_for.items()}


def test_what_is_promised_for_an_envelope_is_settled_by_what_arrives_in_it(cast, shops):
    promise(by=cast.rose, partner=cast.bank, amount=300, envelope=shops)
    promise(by=cast.rose, partner=cast.bank, amount=100)
    assert owed(cast) == {"Rendez-vous": 300, "commune": 100}
    assert next(p.money.promised for p in purses_with_rules(cast.pot) if p.envelope == shops) == 300
    receive(by=cast.rose, partner=cast.bank, amount=350, envelope=shops)  # the rest settles what was promised without saying for what
    assert owed(cast) == {"commune": 50}
    assert there(cast.pot)["Rendez-vous"] == (350, 0, 0)
    assert partner_balances(cast.pot)[cast.bank.pk].received == 350


def test_money_promised_for_an_envelope_does_not_arrive_elsewhere(cast, shops):
    promise(by=cast.rose, partner=cast.bank, amount=300, envelope=shops)
    promise(by=cast.rose, partner=cast.bank, amount=100)
    with pytest.raises(Refused, match=r"Banque de Démonstration a promis 300,00.€ pour une enveloppe : choisissez-la") as refusal:
        receive(by=cast.rose, partner=cast.bank, amount=101)
    assert refusal.value.field == "envelope"
    receive(by=cast.rose, partner=cast.bank, amount=100)
    assert owed(cast) == {"Rendez-vous": 300}


def test_a_promise_for_a_kind_of_action_opens_its_envelope_once(cast, shops):
    for amount in (200, 50):
        promise(by=cast.rose, partner=cast.bank, amount=amount, kind="video")
    made, = Envelope.objects.exclude(pk=shops.pk)
    assert (made.kinds, made.cap_shop, owed(cast)) == (["video"], None, {str(made): 250})
    promise(by=cast.rose, partner=cast.bank, amount=20, kind="booking")  # the one that pays this kind only, whatever its name
    assert owed(cast) == {str(made): 250, "Rendez-vous": 20}
    with pytest.raises(Refused, match="genre d’action de la liste"):
        promise(by=cast.rose, partner=cast.bank, amount=20, kind="rien")


def test_an_envelope_that_somebody_else_s_rules_hold_is_not_taken_for_the_kind_s(cast, shops):
    promise(by=cast.rose, partner=cast.bank, amount=10, kind="video")
    made, = Envelope.objects.exclude(pk=shops.pk)
    edit_envelope(by=cast.rose, envelope=made, version=made.version, name=made.name, kinds=["video", "booking"])
    with pytest.raises(Refused, match="s’appelle déjà"):
        promise(by=cast.rose, partner=cast.bank, amount=10, kind="video")


def test_an_envelope_that_waits_for_money_is_not_closed_and_a_promise_is_corrected_first(cast, shops):
    promised = promise(by=cast.rose, partner=cast.bank, amount=300, envelope=shops)
    with pytest.raises(Refused, match=r"300,00.€ sont promis pour « Rendez-vous »"):
        close_envelope(by=cast.rose, envelope=shops)
    reverse(by=cast.rose, movement=promised, reason="erreur")
    assert close_envelope(by=cast.rose, envelope=shops).closed_at
    with pytest.raises(Refused, match="est fermée"):
        promise(by=cast.rose, partner=cast.bank, amount=300, envelope=shops)


def test_a_promise_for_one_envelope_is_not_corrected_with_what_is_owed_to_another(cast, shops):
    promised = promise(by=cast.rose, partner=cast.bank, amount=300, envelope=shops)
    promise(by=cast.rose, partner=cast.bank, amount=500)
    receive(by=cast.rose, partner=cast.bank, amount=200, envelope=shops)
    with pytest.raises(Refused, match="déjà versée"):
        reverse(by=cast.rose, movement=promised, reason="erreur")


@pytest.mark.parametrize("back", ["refund", "reverse"])
def test_money_that_comes_back_opens_a_closed_envelope_again(cast, shops, back):
    receive(by=cast.rose, partner=cast.bank, amount=150, envelope=shops)
    asked = approve_commitment(by=cast.odile, commitment=ask(cast, 150))
    paid = pay(by=cast.rose, commitment=asked)
    close_envelope(by=cast.rose, envelope=shops)
    if back == "refund":
        refund(by=cast.rose, commitment=asked, amount=40)
    else:
        reverse(by=cast.rose, movement=paid, reason="chèque perdu")
    assert there(cast.pot)["Rendez-vous"] == ((40, 0, 110) if back == "refund" else (0, 150, 0))
    assert Entry.objects.filter(verb="funding.envelope_reopened").count() == 1
