"""The proposal of an allocation: shown with its reasons, adjusted in the address, committed by the ordinary operations."""
import pytest
from django.urls import reverse

from chalandise.funding.models import Commitment
from chalandise.funding.operations import allot, ask_commitment, open_envelope
from chalandise.funding.operations.interests import declare
from chalandise.funding.queries import balances


def at(name="pot_allocation"):
    return reverse(f"team:{name}", args=["fondaudege-2017"])


def read(answer):
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def asked(cast):
    """Three requests of Odile's for 300 € each, in a pot of 800 €; Rose decides and has said that they do not concern her."""
    cast.pot  # noqa: B018
    rows = [ask_commitment(by=cast.odile, pot=cast.pot, amount=300, label=f"Demande {n}", shop=shop)
            for n, shop in enumerate((cast.lys, cast.cuir, None))]
    declare(by=cast.rose, season=cast.season, commitments=rows)
    return rows


@pytest.fixture
def rose(client, cast, asked):
    client.force_login(cast.rose)
    return client


def amounts(answer):
    return [int(line.share.amount) for line in answer.context["lines"]]


def test_the_proposal_is_told_with_what_would_change_it(rose, asked):
    answer = rose.get(at(), {f"v{asked[2].pk}": "5", f"v{asked[1].pk}": "2"})
    assert amounts(answer) == [300, 0, 300]
    page = read(answer)
    for words in ("3 demandes attendent : 900,00 € demandés, 800,00 € disponibles. Proposé : 600,00 €.", "Il reste 200,00 € dans « la cagnotte commune ».",
                  "Elle passerait avec une valeur de 3 au lieu de 2.", "retirerait de l’argent à « Demande 0 » (300,00 €)",
                  "Aucune demande n’a une plus grande valeur attendue."):
        assert words in page


def test_equal_shares_a_floor_and_the_team_s_choices_are_in_the_address(rose, asked):
    assert sorted(amounts(rose.get(at(), {"mode": "egal"}))) == [266, 267, 267]
    assert amounts(rose.get(at(), {f"g{asked[0].pk}": "exclude"})) == [0, 300, 300]
    answer = rose.get(at(), {f"g{asked[1].pk}": "pin", f"v{asked[1].pk}": "0", "minimum": "50"})
    assert amounts(answer)[1] == 300 and "gardée d’office" in read(answer)
    wrong = rose.get(at(), {"minimum": "beaucoup"})
    assert (wrong.status_code, "Écrivez un montant en chiffres" in read(wrong), 'value="beaucoup"' in read(wrong)) == (422, True, True)


def test_it_is_committed_line_by_line_as_ever(rose, cast, asked):
    envelope = open_envelope(by=cast.rose, pot=cast.pot, name="Boutiques", cap_shop=300)
    allot(by=cast.rose, envelope=envelope, amount=300)
    page = rose.get(at(), {f"v{asked[0].pk}": "5"})
    lines = [line.line for line in page.context["lines"] if line.share.decidable]
    assert sorted(line.split(":")[2] for line in lines) == ["", str(envelope.pk)]  # one of the two out of the envelope
    answer = rose.post(at("pot_allocation_adoption"), {"ligne": [*lines, *lines, "x", "1:2", f"{asked[2].pk}:30000:99"]}, follow=True)
    assert "2 demandes sont approuvées" in read(answer)
    assert list(Commitment.objects.order_by("id").values_list("state", flat=True)) == ["approved", "approved", "asked"]
    assert Commitment.objects.get(envelope=envelope, state="approved").amount == 300


def test_one_s_own_request_and_one_not_declared_are_left_to_another(client, cast, asked):
    client.force_login(cast.odile)
    page = client.get(at())
    assert "Aucune de ces lignes n’est à vous" in read(page)
    client.post(at("pot_allocation_adoption"), {"ligne": [line.line for line in page.context["lines"]]})
    assert balances(cast.pot).committed == 0
    fresh = ask_commitment(by=cast.odile, pot=cast.pot, amount=10, label="Nouvelle")
    client.force_login(cast.rose)
    assert "Dites d’abord" in read(client.get(at()))
    client.post(at("pot_allocation_adoption"), {"ligne": f"{fresh.pk}:1000:"})
    assert balances(cast.pot).committed == 0


def test_what_the_pot_cannot_pay_any_more_is_said(rose, cast, asked):
    lines = [line.line for line in rose.get(at()).context["lines"] if line.share.amount]
    envelope = open_envelope(by=cast.rose, pot=cast.pot, name="Ailleurs")
    allot(by=cast.rose, envelope=envelope, amount=400)
    answer = rose.post(at("pot_allocation_adoption"), {"ligne": lines}, follow=True)
    assert "1 demande est approuvée" in read(answer) and "Il reste 100,00 € dans la cagnotte et cette demande est de 300,00 €" in read(answer)


def test_nothing_waits_and_no_pot(client, cast):
    client.force_login(cast.rose)
    assert client.get(at()).status_code == 302
    cast.pot  # noqa: B018
    assert "Aucune demande" in read(client.get(at()))


def test_the_page_takes_as_many_queries_with_3_and_30_requests(rose, cast, asked, django_assert_num_queries):
    for more in (0, 27):
        rows = [ask_commitment(by=cast.odile, pot=cast.pot, amount=30 + n, label=f"Encore {n}", shop=cast.lys) for n in range(more)]
        declare(by=cast.rose, season=cast.season, commitments=rows) if rows else None
        rose.get(at())
        with django_assert_num_queries(20):
            rose.get(at())
