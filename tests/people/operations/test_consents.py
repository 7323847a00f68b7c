"""Consents have a purpose, a text and an end, and are withdrawn as easily as given."""
from datetime import date

from chalandise.foundation import clock, journal
from chalandise.people.operations import give_consent, withdraw_consent
from chalandise.people.queries import consents_of, has_consent

TEXT = "J’accepte d’être cité dans le livre blanc."


def test_a_consent_holds_for_its_purpose_and_its_thing_until_its_end(cast):
    consent = give_consent(person=cast.lila, purpose="quote", text=TEXT, about=cast.lys, days=365)
    assert has_consent(cast.lila, "quote")
    assert has_consent(cast.lila, "quote", cast.lys)
    assert not has_consent(cast.lila, "quote", cast.cuir)
    assert not has_consent(cast.lila, "image")
    assert not has_consent(cast.bruno, "quote")
    with clock.at(date(2018, 11, 21)):
        assert not has_consent(cast.lila, "quote")
    assert consent.text == TEXT


def test_the_same_words_twice_are_one_consent_and_new_words_another(cast):
    first = give_consent(person=cast.lila, purpose="quote", text=TEXT)
    assert give_consent(person=cast.lila, purpose="quote", text=TEXT) == first
    assert give_consent(person=cast.lila, purpose="quote", text=TEXT + " Et photographié.") != first


def test_a_consent_withdrawn_no_longer_holds_and_stays_readable(cast):
    consent = give_consent(person=cast.lila, purpose="quote", text=TEXT)
    withdrawn = withdraw_consent(consent=consent, by=cast.lila).withdrawn_at
    assert not has_consent(cast.lila, "quote")
    assert withdraw_consent(consent=consent, by=cast.lila).withdrawn_at == withdrawn
    assert [c.text for c in consents_of(cast.lila)] == [TEXT]


def test_a_consent_given_on_the_phone_says_so(cast):
    give_consent(person=cast.bruno, purpose="comparison", text=TEXT, by=cast.rose, via="phone")
    assert [(line.who, line.via) for line in journal.timeline(cast.bruno)] == [("Rose Ferrand", "par téléphone")]
