"""The pot's pages: a gesture each, a second person, files for the accountant."""
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.funding.models import Commitment, Movement
from chalandise.funding.operations import approve_commitment, ask_commitment, pay, receive
from chalandise.funding.queries import balances
from chalandise.people.models import Organisation
from chalandise.seasons.operations.partners import add_partner

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def at(name, *args):
    return reverse(f"team:{name}", args=["fondaudege-2017", *args])


@pytest.fixture
def rose(client, cast):
    cast.pot, cast.odile  # noqa: B018
    client.force_login(cast.rose)
    return client


def test_a_pot_is_opened_from_its_page(client, cast):
    client.force_login(cast.rose)
    assert "pas encore ouverte" in client.get(at("pot")).content.decode()
    client.post(at("pot_opening"))
    assert cast.season.pot.movements.count() == 0
    assert "Aucun partenaire" in client.get(at("pot")).content.decode()


def test_a_partner_who_has_not_promised_yet_stands_on_the_page(client, cast):
    client.force_login(cast.rose)
    client.post(at("pot_opening"))
    assert str(cast.club) in client.get(at("pot")).content.decode()


def test_a_promise_and_a_contribution_are_written_once(rose, cast):
    for name, extra in (("pot_promise", {"label": "Convention"}), ("pot_contribution", {})):
        typed = {"partner": cast.bank.pk, "amount": "1 180,50 €", "once": f"key-{name}", **extra}
        for _twice in range(2):
            assert rose.post(at(name), typed).status_code == 302
    assert cast.pot.movements.filter(postings__account__partner=cast.bank).distinct().count() == 2
    assert balances(cast.pot).available == 800 + 1180.5


def test_a_partner_who_has_given_nothing_stands_at_zero(rose, cast):
    newcomer = Organisation.objects.create(name="Le Club des Quais")
    add_partner(by=cast.rose, season=cast.season, organisation=newcomer, kind="money")
    page = rose.get(at("pot"))
    lines = {partner.organisation.name: (given.pledged, given.received, given.due) for partner, given, _for in page.context["partners"]}
    assert lines == {"Le Club des Quais": (0, 0, 0), "Club Démonstration": (1000, 800, 200)}
    assert page.content.decode().count("0,00") >= 3


def test_a_wrong_amount_stays_on_the_page_with_what_was_typed(rose, cast):
    answer = rose.post(at("pot_contribution"), {"partner": cast.bank.pk, "amount": "-3"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "plus grand que zéro" in page and 'value="-3"' in page


def test_one_asks_and_another_approves(rose, cast, client):
    rose.post(at("pot_request"), {"label": "Affiches", "amount": "120", "supplier": "Imprimerie", "once": "k"})
    asked = Commitment.objects.get()
    assert "une autre personne doit l’approuver" in rose.get(at("pot")).content.decode()
    answer = rose.post(at("pot_approval", asked.pk), follow=True)
    assert "une autre personne de l’équipe doit l’approuver" in answer.content.decode()
    client.force_login(cast.odile)
    client.post(at("pot_approval", asked.pk))
    asked.refresh_from_db()
    assert (asked.state, balances(cast.pot).committed) == ("approved", 120)


def said(client, *requests):
    """The person says that none of these concerns them."""
    client.post(at("pot_interests"), {"shown": [c.pk for c in requests]})


def test_everything_that_waits_for_oneself_is_approved_in_one_gesture(rose, cast, client):
    mine = ask_commitment(by=cast.rose, pot=cast.pot, amount=50, label="Ma demande")
    theirs = [ask_commitment(by=cast.odile, pot=cast.pot, amount=amount, label=f"Pour {amount}") for amount in (100, 120)]
    assert rose.get(at("pot")).context["mine"] == []  # first, whether they concern her
    said(rose, *theirs)
    page = rose.get(at("pot"))
    assert [c.pk for c in page.context["mine"]] == [c.pk for c in theirs]
    assert "Approuver les 2 demandes : 220,00" in page.content.decode().replace("\xa0", " ").replace("\u202f", " ")
    answer = rose.post(at("pot_approvals"), {"demande": [theirs[0].pk, theirs[1].pk, mine.pk, 999999]}, follow=True)
    assert "2 demandes sont approuvées" in answer.content.decode()
    assert sorted(Commitment.objects.values_list("label", "state", "decided_by__given_name")) == [
        ("Ma demande", "asked", None), ("Pour 100", "approved", "Rose"), ("Pour 120", "approved", "Rose")]


def test_what_came_after_the_page_was_opened_is_not_approved_unseen(rose, cast):
    seen, unseen = (ask_commitment(by=cast.odile, pot=cast.pot, amount=10, label=label) for label in ("Vue", "Pas vue"))
    said(rose, seen)
    rose.post(at("pot_approvals"), {"demande": [seen.pk, "x"]})
    assert sorted(Commitment.objects.values_list("label", "state")) == [("Pas vue", "asked"), ("Vue", "approved")]


def test_the_pot_pays_what_it_can_and_says_what_it_cannot(rose, cast):
    asked = [ask_commitment(by=cast.odile, pot=cast.pot, amount=amount, label=f"Pour {amount}") for amount in (500, 450)]
    said(rose, *asked)
    answer = rose.post(at("pot_approvals"), {"demande": [c.pk for c in asked]}, follow=True).content.decode()
    assert "1 demande est approuvée" in answer and "Pour 450" in answer
    assert sorted(Commitment.objects.values_list("label", "state")) == [("Pour 450", "asked"), ("Pour 500", "approved")]


def test_a_refusal_needs_its_reason(rose, cast, client):
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=10, label="Affiches")
    client.force_login(cast.odile)
    assert client.post(at("pot_refusal", asked.pk), {"reason": ""}).status_code == 422
    assert client.post(at("pot_refusal", asked.pk), {"reason": "Trop tard"}).status_code == 302
    asked.refresh_from_db()
    assert asked.reason == "Trop tard"


def approved(cast, amount=100):
    return approve_commitment(by=cast.odile, commitment=ask_commitment(by=cast.rose, pot=cast.pot, amount=amount, label="Affiches"))


def test_a_payment_has_its_document(rose, cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    commitment = approved(cast)
    bad = SimpleUploadedFile("facture.pdf", b"MZ not a pdf at all", "application/pdf")
    answer = rose.post(at("pot_payment", commitment.pk), {"amount": "60", "document": bad, "once": "p"})
    assert (answer.status_code, "bon genre" in answer.content.decode()) == (422, True)
    rose.post(at("pot_payment", commitment.pk), {"amount": "60", "document": SimpleUploadedFile("f.pdf", PDF), "closes": "on", "once": "p"})
    movement = Movement.objects.get(kind="payment")
    assert (movement.document.name, balances(cast.pot).paid, balances(cast.pot).available) == ("f.pdf", 60, 740)
    assert rose.post(at("pot_refund", commitment.pk), {"amount": "61", "once": "r"}).status_code == 422
    rose.post(at("pot_refund", commitment.pk), {"amount": "10", "once": "r"})
    assert balances(cast.pot).paid == 50


def test_money_is_given_back_and_a_mistake_corrected(rose, cast):
    rose.post(at("pot_release", approved(cast).pk))
    assert balances(cast.pot).available == 800
    movement = receive(by=cast.rose, partner=cast.bank, amount=70)
    assert "Corriger" in rose.get(at("pot_entries")).content.decode()
    rose.post(at("pot_correction", movement.pk), {"reason": "saisi deux fois"})
    assert balances(cast.pot).available == 800


def test_the_ledger_goes_to_the_accountant(rose, cast):
    approved(cast)
    text = b"".join(rose.get(at("pot_entries") + "?format=csv").streaming_content).decode()
    assert len(text.strip().splitlines()) == 1 + 6
    assert "engagement" in text
    assert rose.get(at("pot_statement")).content.startswith(b"%PDF")


def test_pages_take_as_many_queries_with_1_and_30_rows(rose, cast, django_assert_num_queries):
    for rows in (1, 30):
        for n in range(rows):
            ask_commitment(by=cast.rose, pot=cast.pot, amount=1, label=f"Demande {rows} {n}")
            approved(cast, 1)
        rose.get(at("pot"))
        with django_assert_num_queries(QUERIES["pot"]):
            rose.get(at("pot"))
        with django_assert_num_queries(QUERIES["entries"]):
            rose.get(at("pot_entries"))


QUERIES = {"pot": 26, "entries": 9}


def test_the_neighbour_and_the_merchant_see_nothing(client, cast):
    commitment = approved(cast)
    movement = cast.pot.movements.first()
    for stranger in (cast.hugo, cast.lila, cast.karim):
        client.force_login(stranger)
        for name, args in (("pot", ()), ("pot_entries", ()), ("pot_statement", ()), ("pot_payment", (commitment.pk,)),
                           ("pot_correction", (movement.pk,)), ("pot_promise", ())):
            assert client.get(at(name, *args)).status_code == 404
    client.force_login(cast.hugo)
    other = reverse("team:pot_payment", args=["bastide-2017", commitment.pk])
    assert client.get(other).status_code == 404


def test_a_promise_says_what_it_is_for_and_the_pot_shows_it(rose, cast):
    page = rose.get(at("pot_promise")).content.decode()
    assert "rien de particulier : la cagnotte commune" in page and "Un genre d’action" in page
    rose.post(at("pot_promise"), {"partner": cast.bank.pk, "amount": "400", "purpose": "kvideo", "once": "a"})
    made = cast.pot.envelopes.get()
    rose.post(at("pot_promise"), {"partner": cast.bank.pk, "amount": "100", "purpose": f"e{made.pk}", "once": "b"})
    page = rose.get(at("pot")).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    assert (made.kinds, f"dont 500,00 € pour « {made} »" in page, "500,00 € promis, pas encore reçus" in page) == (["video"], True, True)
    wrong = rose.post(at("pot_contribution"), {"partner": cast.bank.pk, "amount": "500", "once": "c"})
    assert (wrong.status_code, "a promis 500,00" in wrong.content.decode()) == (422, True)
    rose.post(at("pot_contribution"), {"partner": cast.bank.pk, "amount": "500", "envelope": made.pk, "once": "c"})
    assert balances(cast.pot).promised == 200


def test_a_refund_larger_than_the_payment_is_refused_beside_its_field_and_nothing_moves(rose, cast):
    asked = ask_commitment(by=cast.rose, pot=cast.pot, amount=300, label="Agenda")
    pay(by=cast.rose, commitment=approve_commitment(by=cast.odile, commitment=asked), amount=120, once="p")
    words = "120,00 € ont été payés"
    assert words in rose.get(at("pot_refund", asked.pk)).content.decode().replace("\xa0", " ").replace("\u202f", " ")
    answer = rose.post(at("pot_refund", asked.pk), {"amount": "120,01", "once": "r"})
    page = answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")
    assert (answer.status_code, "120,00 € ont été payés pour « Agenda » : un remboursement ne peut pas dépasser ce montant." in page, 'value="120,01"' in page) == (
        422, True, True)
    assert (balances(cast.pot).paid, asked.movements.filter(kind="refund").count()) == (120, 0)
    for _twice in range(2):
        rose.post(at("pot_refund", asked.pk), {"amount": "20", "once": "s"})
    assert balances(cast.pot).paid == 100
