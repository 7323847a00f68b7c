"""What mid-November does not show yet in the demo: the end of the season, an import on its way, the odd paper letter.

Played through the product's own operations, on top of the demo, so that no page is met empty only.
"""
import io
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)
from PIL import Image

from chalandise.actions.models import Action
from chalandise.actions.operations import telling
from chalandise.foundation import clock
from chalandise.funding.operations import partners as funding_partners
from chalandise.impact.operations import ask_readings
from chalandise.mentoring.models import Mentor, Visit
from chalandise.mentoring.operations import followup, visits, volunteering
from chalandise.people.models import Role
from chalandise.people.operations import give_consent, invite_colleague
from chalandise.people.queries import demo_personas, holders
from chalandise.seasons.models import Gathering, Partner
from chalandise.seasons.operations import calendar, charters, closing, complaints, gatherings
from chalandise.shops.models import Shop
from chalandise.shops.operations import create_shop
from chalandise.whitepaper import operations as whitepaper
from tests.shops.files import checked, uploaded

LINES = [["Le Fil d’Ariane", "", "12 rue Fondaudège", "33000", "Bordeaux", "05 56 00 00 00", ""],
         ["Chez Ailleurs", "", "3 rue Inconnue", "69001", "Lyon", "", ""],
         ["Numéro faux", "12345678900011", "20 rue Fondaudège", "33000", "Bordeaux", "", ""]]


def picture():
    data = io.BytesIO()
    Image.new("RGB", (640, 480), "#7a5c3e").save(data, "JPEG")
    return SimpleUploadedFile("vitrine.jpg", data.getvalue(), "image/jpeg")


def access_key():
    """What a telephone answers when an access key is added: nobody's, in the form that the library reads again."""
    public = ES256({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})
    credential = AttestedCredentialData.create(aaguid=Aaguid(bytes(16)), credential_id=b"k" * 16, public_key=public)
    made = AuthenticatorData.create(rp_id_hash=bytes(32), flags=AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, counter=0, credential_data=credential)
    client = CollectedClientData.create(type="webauthn.create", origin="https://exemple.invalid", challenge="AAAA")
    answer = AuthenticatorAttestationResponse(client_data=client, attestation_object=AttestationObject.create("none", made, {}))
    return dict(RegistrationResponse(raw_id=b"k" * 16, response=answer))


def play_more(stage):
    """Play everything below on the day of the stage."""
    season, rose, odile = stage.season, stage.rose, stage.admin
    _actions(season, rose)
    _visits(season, rose)
    _committee(season, rose)
    _voices(season, rose)
    _street(stage)
    _papers(season, rose, odile)


def _actions(season, rose):
    for action in Action.objects.filter(season=season).select_related("shop", "pairing__mentor__person"):
        merchant = holders(Role.Kind.MERCHANT, action.shop_id)[0]
        telling.add_photo(by=merchant, action=action, uploaded=picture(), alt="La vitrine, un soir", rights=True)
        telling.give_lesson(by=merchant, action=action, worked="Les rendez-vous du soir.", failed="", advice="Commencer petit.", share=True, quote=True)
    ask_readings(month=date(2017, 10, 1))


def _visits(season, rose):
    for visit in Visit.objects.filter(pairing__season=season, pairing__ended_at=None, state="to_plan").select_related("pairing__mentor__person")[:1]:
        start = clock.local(date(2017, 11, 28), 9)
        visits.propose_slots(visit=visit, by=visit.pairing.mentor.person, via="link",
                             slots=[(start + timedelta(hours=n), start + timedelta(hours=n + 1)) for n in (0, 4, 24)])
        followup.snooze(pairing=visit.pairing, until=date(2017, 11, 27), reason="En vacances", by=rose)
    followup.leave_note(season=season, text="Rappeler l’institut jeudi.", by=rose)
    for mentor in Mentor.objects.filter(season=season, state="accepted").select_related("person"):
        volunteering.count_time(mentor=mentor, on=date(2017, 11, 6), minutes=30, what="call", by=mentor.person)
        volunteering.offer_help(mentor=mentor, skill="video", by=mentor.person, when="le jeudi")


def _committee(season, rose):
    committee = Gathering.objects.filter(season=season, kind="committee").first() or gatherings.plan_gathering(
        by=rose, season=season, kind="committee", title="Comité de décembre", starts_at=clock.local(date(2017, 12, 12), 9),
        ends_at=clock.local(date(2017, 12, 12), 11), place="Mairie")
    gatherings.decide(by=rose, gathering=committee, text="Poser un panneau au carrefour", owner="La mairie", due_on=date(2017, 12, 20))
    whitepaper.send_pack(by=rose, pack=whitepaper.make_pack(by=rose, gathering=committee))
    for partner in Partner.objects.filter(season=season, organisation__affiliations__person__roles__kind=Role.Kind.PARTNER).distinct():
        funding_partners.send_summary(by=rose, partner=partner)


def _voices(season, rose):
    closing.ask_satisfaction(by=rose, season=season)
    for place in season.places.select_related("shop")[:4]:
        person = holders(Role.Kind.MERCHANT, place.shop_id)[0]
        closing.give_satisfaction(person=person, season=season, audience="merchant", useful=5, advise=9, words="Merci.")
        answered = complaints.complain(by=person, season=season, text="Trop de courriels.", shop=place.shop)
        complaints.answer_complaint(by=rose, complaint=answered, text="Un seul par semaine désormais.")
        complaints.complain(by=person, season=season, text="Les travaux cachent ma vitrine.", shop=place.shop)
    whitepaper.publish(by=rose, edition=whitepaper.make_edition(by=rose, season=season))
    whitepaper.make_edition(by=rose, season=season)


def _street(stage):
    territory, odile = stage.season.territory, stage.admin
    checked(odile, territory, uploaded(LINES))
    shop = Shop.objects.filter(territory=territory).order_by("pk").first()
    create_shop(by=stage.rose, territory=territory, name=shop.name, number="14", street="rue Fondaudège", city="Bordeaux")
    invite_colleague(by=odile, kind=Role.Kind.REFERENT, place=stage.season, email="nour@demo.chalandise.invalid", given_name="Nour",
                     family_name="Basalte", scope=("season", stage.season.pk))


def _papers(season, rose, odile):
    Authenticator.objects.create(user=rose, type="webauthn", data={"name": "Mon téléphone", "credential": access_key()})
    charter = season.charters.filter(audience="merchant").order_by("-version").first()
    charters.publish_new_version(by=rose, season=season, audience="merchant", text=charter.text + "\n\nUn mot de plus.")
    after = calendar.open_season(by=odile, territory=season.territory, axis=season.axis, perimeter=season.perimeter,
                                 name="Saison d’après", starts_on=date(2018, 9, 3))
    closing.carry_over_mentors(by=rose, before=season, season=after)
    for persona in demo_personas():
        give_consent(person=persona.person, purpose="quote", text="J’accepte d’être cité.")
