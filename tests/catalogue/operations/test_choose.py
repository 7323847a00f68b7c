"""Choosing: the consent, the contact to one provider only, the others told nothing."""
import pytest

from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.ask import close
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.queries.quotes import contact_of
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.people.models import Consent
from chalandise.people.operations import withdraw_consent
from tests.catalogue.operations.quoting import asked, second

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(cast):
    """Two quotes that came, and Paul of the second company."""
    solution, paul = second(cast)
    request = asked(cast, solution)
    mine, other = request.quotes.all()
    answer(by=cast.nadia, quote=mine, price_month="15")
    answer(by=paul, quote=other, price_month="12")
    Letter.objects.all().delete()
    return mine, other, paul


def test_a_choice_gives_the_contact_to_one_provider_with_a_dated_consent(cast, two):
    mine, other, paul = two
    chosen = choose(by=cast.lila, quote=mine, agreed=True, via="link")
    consent = Consent.objects.get()
    assert (consent.person, consent.purpose, consent.about_id, consent.via) == (cast.lila, "contact", mine.pk, "link")
    assert consent.text.startswith("J’accepte que mon nom") and "Ardoise et à personne d’autre" in consent.text and "samedi 19 mai 2018" in consent.text
    found = contact_of(chosen)
    assert (found.person, found.shop, found.phone, found.email) == ("Lila Sarda", "Institut Lys", "+33600000001", cast.lila.email)
    other.refresh_from_db()
    assert (other.state, contact_of(other), bool(chosen.request.closed_at)) == ("refused", None, True)
    assert [(x.to_address, x.purpose) for x in Letter.objects.order_by("pk")] == [
        (paul.email, "quote.answer"), (cast.nadia.email, "quote.answer"), (cast.lila.email, "quote.read")]


def test_without_the_box_nothing_is_chosen_nor_shared(cast, two):
    with pytest.raises(Refused, match="Cochez la case") as refusal:
        choose(by=cast.lila, quote=two[0], agreed=False)
    assert refusal.value.field == "agreed"
    assert (Consent.objects.count(), Letter.objects.count()) == (0, 0)


def test_the_same_choice_twice_is_once_and_another_one_after_is_refused(cast, two):
    mine, other, _paul = two
    choose(by=cast.lila, quote=mine, agreed=True)
    choose(by=cast.lila, quote=mine, agreed=True)
    assert (Consent.objects.count(), Letter.objects.count()) == (1, 3)
    with pytest.raises(Refused, match="Cette demande est fermée"):
        choose(by=cast.lila, quote=other, agreed=True)


def test_only_a_quote_that_came_and_only_by_the_merchant_of_an_open_request(cast):
    request = asked(cast)
    quote = request.quotes.get()
    with pytest.raises(Refused, match="n’a pas encore envoyé de devis"):
        choose(by=cast.lila, quote=quote, agreed=True)
    with pytest.raises(Refused, match="Seul le commerçant"):
        choose(by=cast.rose, quote=quote, agreed=True)
    close(by=cast.lila, asked=request)
    with pytest.raises(Refused, match="Cette demande est fermée"):
        choose(by=cast.lila, quote=quote, agreed=True)


def test_a_consent_withdrawn_takes_the_contact_back(cast, two):
    chosen = choose(by=cast.lila, quote=two[0], agreed=True)
    withdraw_consent(consent=Consent.objects.get(), by=cast.lila)
    assert contact_of(chosen) is None


def test_a_consent_that_ended_shows_nothing_more(cast, two, travel):
    from datetime import date
    chosen = choose(by=cast.lila, quote=two[0], agreed=True)
    travel(date(2018, 5, 20))
    assert contact_of(chosen) is None
