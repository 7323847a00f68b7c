"""Not a byte by which a merchant may be known or reached gets to a provider before the merchant agrees, wherever it looks.

Marks are planted in every field of the shop, of its people and of its organisation; every address of the provider's door,
every letter, the export of a person's data and what the public and the machines read are then searched.
"""
import json

import pytest
from django.db import transaction

from chalandise.catalogue.operations.quotes.answer import answer
from chalandise.catalogue.operations.quotes.choose import choose
from chalandise.catalogue.tasks import follow_quotes
from chalandise.foundation.models import Letter
from chalandise.foundation.privacy import export
from chalandise.people.models import Organisation
from tests.catalogue.operations.quoting import asked, second
from tests.web.test_matrix import ROUTES, fill
from tests.web.things import Things

pytestmark = pytest.mark.django_db
MARKS = {"given_name": "Zqprenom", "family_name": "Zqnom", "email": "zqmel@exemple.invalid", "phone": "+33612345699"}
SHOP = {"name": "Zqenseigne", "number": "8791z", "street": "rue Zqvoie", "siret": "73282932000074", "phone": "+33512345688", "email": "zqboutique@exemple.invalid",
        "website": "https://zqsite.invalid", "description": "Zqdescription", "opening_hours": "Mo 07:13-07:14", "postcode": "33079"}
# As they may be printed: a phone number is told with spaces. Four digits alone would be found in the hidden words of a form, one run in a hundred.
FOUND = ["zqprenom", "zqnom", "zqmel", "612345699", "6 12 34 56 99", "zqenseigne", "8791z", "zqvoie", "73282932000074", "512345688", "5 12 34 56 88",
         "zqboutique", "zqsite", "zqdescription", "07:13", "33079", "zqsociete"]


@pytest.fixture
def marked(cast):
    """Lila and her shop, with a mark in each field."""
    for thing, values in ((cast.lila, MARKS), (cast.lys, SHOP)):
        for name, value in values.items():
            setattr(thing, name, value)
    cast.lys.organisation = Organisation.objects.create(name="Zqsociété")
    cast.lila.save()
    cast.lys.save()
    return cast


def leaks(text):
    plain = text.lower().replace("\u00a0", " ").replace("é", "e")
    return [mark for mark in FOUND if mark in plain]


def seen_by(client, person, things, quotes=()):
    """Return {where: marks found} of all that a person of a company may read."""
    client.force_login(person)
    missing, found = [], {}
    for quote in quotes:
        address = f"/offreur/{quote.solution.provider_id}/devis/{quote.pk}/"
        found[address] = leaks(client.get(address).content.decode())
    for route, name in ROUTES:
        if not route.startswith(("offreur/", "moi/", "api/", "catalogue/", "")) or name in ("file", "demo_enter") or "<" in route and not route.startswith("offreur/"):
            continue
        address = fill(things, route, name, missing)
        with transaction.atomic():
            page = client.get(address)
            transaction.set_rollback(True)
        if page.status_code < 300 and not getattr(page, "streaming", False):
            found[address] = leaks(page.content.decode(errors="replace") + json.dumps(dict(page.headers)))
    for letter in Letter.objects.filter(to_address=person.email):
        found[f"letter {letter.purpose}"] = leaks(f"{letter.subject} {letter.text} {letter.html} {letter.reason} {letter.attachments}")
    found["export"] = leaks(json.dumps(export(person), default=str, ensure_ascii=False))
    return found


def told(found):
    return {where: marks for where, marks in found.items() if marks}


def test_nothing_of_the_merchant_reaches_any_provider_before_the_choice_and_then_one_only(client, marked, travel):
    cast = marked
    solution, paul = second(cast)
    request = asked(cast, solution, text="Appelez Zqnom au 06 12 34 56 99, zqmel@exemple.invalid, Zqenseigne, 8791z rue Zqvoie", hide=True)
    mine, other = request.quotes.all()
    things = Things(cast)
    for person, quote in ((cast.nadia, mine), (paul, other)):
        found = seen_by(client, person, things, [quote])
        assert told(found) == {}
        assert len(found) > 8
    answer(by=cast.nadia, quote=mine, price_month="15")
    answer(by=paul, quote=other, price_month="20")
    from datetime import date
    travel(date(2017, 12, 1))
    follow_quotes()
    assert told(seen_by(client, cast.nadia, things, [mine])) == {}
    choose(by=cast.lila, quote=mine, agreed=True)
    travel(date(2018, 1, 5))
    follow_quotes()
    assert told(seen_by(client, paul, things, [other])) == {}
    opened = told(seen_by(client, cast.nadia, things, [mine]))
    here = f"/offreur/{cast.ardoise.pk}/devis/{mine.pk}/"
    client.force_login(cast.nadia)
    assert {"zqprenom", "zqmel", "zqenseigne", "6 12 34 56 99"} <= set(leaks(client.get(here).content.decode()))
    assert set(opened) <= {here}
