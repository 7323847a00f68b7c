"""Apply on a phone, without account and without script."""
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.models import Consent
from chalandise.seasons.models import Application
from chalandise.seasons.operations import panel
from chalandise.shops.models import Shop
from chalandise.territory.models import Stop
from tests.seasons.applicants import panel_of

TYPED = {"shop_name": "Chez Mado", "trade": "bakery", "number": "112", "street": "rue Fondaudège", "postcode": "33000", "city": "Bordeaux",
         "need": "Vendre le soir.", "channels": ["social", "none"], "given_name": "Mado", "family_name": "Lestage",
         "email": "mado@exemple.invalid", "phone": ""}


@pytest.fixture
def door(cast, client):
    """The invitation is open; returns the address of the form."""
    cast.season  # noqa: B018
    with clock.at(date(2017, 9, 8)):
        yield reverse("public:apply", args=[cast.season.slug])


def link_in(letter):
    return re.search(r"/l/[\w-]+/", letter.text).group()


def test_three_minutes_on_one_page(door, client):
    assert client.get(door).status_code == 200
    sent = client.post(door, {**TYPED, "gesture": "send"}, follow=True)
    assert "Votre candidature est envoyée" in sent.content.decode()
    found = Application.objects.get()
    assert (found.state, found.channels, found.place) == ("sent", ["social"], "inside")
    assert client.get(door, follow=True).redirect_chain[0][0].endswith("/candidature/")


@pytest.mark.parametrize("gestures", [("save", "send"), ("send", "save")])
def test_what_saves_itself_and_what_is_sent_cross_each_other_and_are_one_application(door, client, gestures):
    client.get(door)
    for gesture in gestures:  # neither has seen the answer to the other
        other = Client()
        other.cookies = client.cookies
        other.post(door, {**TYPED, "gesture": gesture})
    assert [(a.shop_name, a.state) for a in Application.objects.all()] == [("Chez Mado", "sent")]


def test_the_street_is_drawn_in_order_and_one_taps_on_a_stretch_of_it(cast, door, client):
    cast.axis.stops.update(along_m=None)
    for name, along in (("Mairie", 3000), ("Quinconces", 0), ("Barrière", 1800)):
        Stop.objects.update_or_create(axis=cast.axis, name=name, defaults={"order": along, "along_m": along})
    stretches = list(cast.perimeter.stretches.order_by("order"))
    for stretch, (start, end) in zip(stretches, ((250, 1700), (1900, 2800)), strict=True):
        stretch.from_m, stretch.to_m = start, end
        stretch.save()
    page = client.get(door).content.decode()
    names = ["Quinconces", stretches[0].name, "Barrière", stretches[1].name, "Mairie", "Je ne sais pas"]
    drawn = page[page.index('class="way"'):]
    assert sorted(names, key=drawn.index) == names
    assert drawn.count('type="radio"') == 3
    client.post(door, {**TYPED, "street": "passage sans nom", "stretch": stretches[1].pk, "gesture": "send"})
    assert Application.objects.get().stretch == stretches[1]


def test_a_siret_that_the_register_knows_fills_the_rest(cast, door, client):
    Shop.objects.filter(pk=cast.lys.pk).update(siret="73282932000074")
    page = client.post(door, {"siret": "732 829 320 00074", "gesture": "fill"}, follow=True).content.decode()
    assert 'value="Institut Lys"' in page and 'value="rue Fondaudège"' in page and "Trouvé : Institut Lys" in page


def test_a_siret_wrong_by_a_digit_is_said_next_to_its_field(door, client):
    for gesture in ("fill", "send"):
        page = client.post(door, {**TYPED, "siret": "73282932000075", "gesture": gesture}).content.decode()
        assert "Le SIRET « 73282932000075 » a un chiffre faux" in page
        assert 'value="73282932000075"' in page and "Vendre le soir." in page if gesture == "send" else True
    assert Application.objects.get().state == "draft"


def test_what_is_typed_is_saved_without_a_word_and_found_again(door, client):
    assert client.post(door, {"shop_name": "Chez M", "gesture": "save"}).status_code == 204
    assert 'value="Chez M"' in client.get(door).content.decode()


def test_finishing_later_mails_a_link_that_opens_the_draft_on_another_phone(door, client, django_user_model):
    from django.test import Client
    client.post(door, {"shop_name": "Chez M", "email": "mado@exemple.invalid", "gesture": "later"})
    other = Client()
    page = other.get(link_in(Letter.objects.get()), follow=True).content.decode()
    assert 'value="Chez M"' in page
    missing = client.post(door, {"shop_name": "Chez M", "email": "", "gesture": "later"}).content.decode()
    assert "Donnez votre adresse e-mail" in missing


def test_the_mailed_link_shows_changes_and_withdraws(door, client):
    from django.test import Client
    client.post(door, {**TYPED, "gesture": "send"})
    other, link = Client(), link_in(Letter.objects.get())
    assert "Chez Mado" in other.get(link).content.decode()
    version = Application.objects.get().version
    other.post(link, {**TYPED, "need": "Vendre le matin.", "version": version, "gesture": "change"})
    assert Application.objects.get().need == "Vendre le matin."
    late = other.post(link, {**TYPED, "need": "Vendre à midi.", "version": version, "gesture": "change"}).content.decode()
    assert "Vendre le matin." in late and "Vendre à midi." in late
    for _time in range(2):
        other.post(link, {"gesture": "withdraw"})
    assert Application.objects.get().state == "withdrawn"
    other.post(link, {"gesture": "send"})
    assert Application.objects.get().state == "sent"


def test_the_same_shop_twice_tells_a_stranger_nothing(door, client):
    from django.test import Client
    client.post(door, {**TYPED, "gesture": "send"})
    page = Client().post(door, {**TYPED, "email": "autre@exemple.invalid", "given_name": "X", "gesture": "send"}).content.decode()
    assert "Cette boutique a déjà une candidature" in page and "mado@" not in page and "Lestage" in page
    assert [letter.to_address for letter in Letter.objects.filter(purpose="application.again")] == ["mado@exemple.invalid"]


def test_an_address_outside_is_told_kindly(door, client):
    page = client.post(door, {**TYPED, "number": "999", "gesture": "send"}, follow=True).content.decode()
    assert "semble hors du périmètre" in page


def test_a_closed_invitation_offers_to_be_told_next_time(cast, client):
    door = reverse("public:apply", args=[cast.season.slug])
    assert "L’appel est clos" in client.get(door).content.decode()
    client.post(door, {"email": "tard@exemple.invalid"})
    assert Consent.objects.get().person.email == "tard@exemple.invalid"


def test_a_cookie_that_was_tampered_with_is_no_cookie(door, cast, client):
    client.cookies[f"candidature-{cast.season.pk}"] = "00000000-0000-0000-0000-000000000000:x:y"
    assert client.get(door).status_code == 200


def test_an_unknown_season_is_not_found(client, db):
    assert client.get(reverse("public:apply", args=["rien"])).status_code == 404


def test_the_comparison_is_agreed_to_and_taken_back_by_link(cast, client):
    four = panel_of(cast)
    panel.decide(by=cast.rose, season=cast.season, proposal=panel.propose(by=cast.rose, season=cast.season, seed=7), waiting=1)
    panel.announce(by=cast.rose, season=cast.season)
    link = link_in(Letter.objects.get(purpose="panel.declined", about_id=four[3].pk))
    assert "Acceptez-vous" in client.get(link).content.decode()
    assert Consent.objects.count() == 0
    for _time in range(2):
        page = client.post(link, {"answer": "yes"}, follow=True).content.decode()
    assert "Merci, vous servez de comparaison" in page and Consent.objects.count() == 1
    page = client.post(link, {"answer": "no"}, follow=True).content.decode()
    assert "vous préférez ne pas" in page and Consent.objects.get().withdrawn_at is not None
