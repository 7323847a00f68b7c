"""A merchant begins, keeps, sends, amends and withdraws an application; nobody learns who else is known."""
import uuid
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.journal import timeline
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.people.models import Consent, Person
from chalandise.people.queries import has_role
from chalandise.seasons.models import Application
from chalandise.seasons.operations import applications as op
from chalandise.shops.models import Shop

GIVEN = {"siret": "", "shop_name": "Chez Mado", "trade": "bakery", "number": "112", "street": "rue Fondaudège", "postcode": "33000",
         "city": "Bordeaux", "need": "Prendre des commandes le soir.", "channels": ["social", "listing"], "given_name": "Mado",
         "family_name": "Lestage", "email": "mado@exemple.invalid", "phone": "06 12 34 56 78", "stretch": None}


@pytest.fixture
def invited(cast):
    """The invitation is open: Friday 8 September 2017."""
    cast.season  # noqa: B018
    with clock.at(date(2017, 9, 8)):
        yield cast


def draft(season, **given):
    return op.save_draft(season=season, key=uuid.uuid4(), **{**GIVEN, **given})


def test_a_draft_keeps_what_is_typed_and_refuses_nothing(invited):
    kept = draft(invited.season, siret="12", shop_name="  Chez   Mado ", email="not an address", channels=["social", "telepathy"])
    assert (kept.state, kept.shop_name, kept.siret, kept.email, kept.channels) == ("draft", "Chez Mado", "", "not an address", ["social"])
    again = op.save_draft(season=invited.season, key=kept.draft_key, need="Autre chose")
    assert (again.pk, again.need, again.shop_name) == (kept.pk, "Autre chose", "Chez Mado")


def test_sending_makes_the_shop_the_person_and_their_role_and_confirms_by_mail(invited):
    sent = op.send(application=draft(invited.season))
    assert (sent.state, sent.place, sent.stretch.name, sent.phone) == ("sent", "inside", "Fondaudège", "+33612345678")
    assert (sent.shop.name, sent.shop.source, sent.shop.channels) == ("Chez Mado", "application", ["social"])
    assert has_role(sent.person, "merchant", sent.shop_id)
    letter = Letter.objects.get()
    assert (letter.to_address, letter.subject) == ("mado@exemple.invalid", "Votre candidature pour Chez Mado est arrivée")
    assert [line.what for line in timeline(sent)] == ["a envoyé la candidature"]
    assert invited.season.milestones.get(key="applications").done == 1


def test_sending_twice_is_the_same_as_once(invited):
    kept = draft(invited.season)
    op.send(application=kept)
    op.send(application=kept)
    assert (Shop.objects.count(), Letter.objects.count(), Application.objects.filter(state="sent").count()) == (1, 1, 1)


@pytest.mark.parametrize("change, field", [
    ({"siret": "73282932000075"}, "siret"), ({"shop_name": " "}, "shop_name"), ({"need": ""}, "need"), ({"family_name": ""}, "family_name"),
    ({"email": "", "phone": ""}, "email"), ({"email": "mado@"}, "email"), ({"phone": "12"}, "phone"), ({"postcode": "330"}, "postcode"),
    ({"street": ""}, "street"),
])
def test_what_must_be_corrected_is_said_next_to_its_field(invited, change, field):
    with pytest.raises(Refused) as refusal:
        op.send(application=draft(invited.season), **change)
    assert refusal.value.field == field
    assert Application.objects.get().state == "draft"


def test_an_address_outside_or_unknown_is_recorded_and_never_refused(invited):
    outside = op.send(application=draft(invited.season, number="999", email="a@exemple.invalid", shop_name="Loin"))
    unknown = op.send(application=draft(invited.season, street="impasse du Bois", email="b@exemple.invalid", shop_name="Ailleurs",
                                        stretch=invited.perimeter.stretches.get(order=1)))
    assert (outside.place, outside.stretch) == ("outside", None)
    assert (unknown.place, unknown.stretch.name) == ("unknown", "Libération")


def test_the_same_shop_twice_meets_its_first_application(invited):
    first = op.send(application=draft(invited.season))
    with pytest.raises(op.AlreadyApplied) as refusal:
        op.send(application=draft(invited.season, email="stranger@exemple.invalid"))
    assert refusal.value.application == first
    assert "mado" not in str(refusal.value)
    op.send_link_again(application=first)
    op.send_link_again(application=first)
    assert [letter.to_address for letter in Letter.objects.filter(purpose="application.again")] == ["mado@exemple.invalid"]


def test_a_known_address_is_attached_and_its_person_is_left_as_they_are(invited):
    karim = invited.karim
    sent = op.send(application=draft(invited.season, email="KARIM.benali@exemple.invalid", given_name="Faux"))
    assert sent.person == karim
    karim.refresh_from_db()
    assert karim.given_name == "Karim"


def test_a_form_gives_nobody_the_keys_of_a_shop_that_somebody_keeps(invited):
    invited.lila  # noqa: B018
    Shop.objects.filter(pk=invited.lys.pk).update(siret="73282932000074")
    sent = op.send(application=draft(invited.season, siret="732 829 320 00074", email="stranger@exemple.invalid"))
    assert sent.shop == invited.lys
    assert not has_role(sent.person, "merchant", invited.lys.pk)


def test_the_referent_records_somebody_without_an_address_by_phone(invited):
    sent = op.record_on_behalf(by=invited.rose, season=invited.season, **{**GIVEN, "email": ""})
    line = timeline(sent)[0]
    assert (sent.via, line.who, line.via) == ("phone", "Rose Ferrand", "par téléphone")
    assert Letter.objects.get().channel == "paper"
    same = op.record_on_behalf(by=invited.rose, season=invited.season, **{**GIVEN, "email": "", "shop_name": "Deux", "number": "3"})
    assert same.person == sent.person


def test_after_the_last_day_only_the_team_may_still_record(cast):
    kept = draft(cast.season)
    with pytest.raises(Refused) as refusal:
        op.send(application=kept)
    assert str(refusal.value).startswith("L’appel est clos")
    assert op.send(application=kept, by=cast.rose, via="phone").state == "sent"


def test_amending_keeps_both_texts_when_two_people_write(invited):
    sent = op.send(application=draft(invited.season))
    seen = sent.version
    op.amend(by=sent.person, application=Application.objects.get(pk=sent.pk), version=seen, need="Le matin")
    with pytest.raises(Conflict) as conflict:
        op.amend(by=invited.rose, application=Application.objects.get(pk=sent.pk), version=seen, on_behalf=True, need="Le midi")
    assert (conflict.value.theirs, conflict.value.yours) == ({"need": "Le matin"}, {"need": "Le midi"})


def test_amending_the_address_looks_for_its_place_again(invited):
    sent = op.send(application=draft(invited.season))
    changed = op.amend(by=sent.person, application=sent, version=sent.version, number="41", street="avenue de la Libération",
                       postcode="33110", city="Le Bouscat")
    changed.refresh_from_db()
    assert (changed.place, changed.stretch.name) == ("inside", "Libération")


def test_withdrawn_twice_is_once_and_it_may_be_sent_again(invited):
    sent = op.send(application=draft(invited.season))
    for _time in range(2):
        op.withdraw(by=sent.person, application=sent)
    sent.refresh_from_db()
    assert (sent.state, invited.season.milestones.get(key="applications").done) == ("withdrawn", 0)
    assert op.send(application=sent).state == "sent"
    assert [line.what for line in timeline(sent)] == ["a envoyé la candidature", "a retiré la candidature", "a envoyé la candidature"]


def test_the_draft_is_mailed_to_go_on_later(invited):
    kept = draft(invited.season, email="")
    with pytest.raises(Refused):
        op.keep_for_later(application=kept, email="")
    op.keep_for_later(application=kept, email="mado@exemple.invalid")
    op.keep_for_later(application=kept, email="mado@exemple.invalid")
    letter = Letter.objects.get()
    assert (letter.subject, "/l/" in letter.text) == ("Votre candidature vous attend", True)


def test_who_comes_too_late_may_ask_to_be_told_next_time(cast):
    for _time in range(2):
        op.tell_next_time(season=cast.season, email="tard@exemple.invalid", text="Prévenez-moi.")
    consent = Consent.objects.get()
    assert (consent.purpose, consent.person.email, consent.about_id) == ("contact", "tard@exemple.invalid", cast.bordeaux.pk)


def test_a_name_carries_no_address_and_no_mark_into_letters(invited):
    sent = op.send(application=draft(invited.season, shop_name="Gagnez [ici](http://mal.invalid) & l'or"))
    letter = Letter.objects.get()
    assert "http://mal" not in letter.text and "href=\"http://mal" not in letter.html
    assert "l'or" in letter.subject and sent.shop_name == "Gagnez ici ( mal.invalid) & l'or"


def test_old_drafts_are_erased(invited):
    draft(invited.season)
    with clock.at(date(2017, 12, 1)):
        assert op.remove_old_drafts() == 1
    assert Person.objects.filter(email="mado@exemple.invalid").exists() is False
