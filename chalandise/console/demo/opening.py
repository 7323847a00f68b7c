"""The territory, its team, its partners, its pot, and the season that opens."""
import json
from datetime import date
from decimal import Decimal

from chalandise.commons.operations import import_package
from chalandise.foundation import clock
from chalandise.funding.operations import open_pot, promise, receive
from chalandise.funding.queries import envelopes_of, pot_of
from chalandise.people.models import Role
from chalandise.people.operations import grant_role, record_organisation
from chalandise.seasons.operations import calendar, partners
from chalandise.territory.models import Territory
from chalandise.territory.operations.demo import load_demo_geography

FIRST_DAY = date(2017, 9, 5)
K = Role.Kind


def open_everything(stage):
    """1 to 5 September 2017: the territory is set up, the season opens, money is promised."""
    team = stage.story["team"]
    given, family, _title = team["admin"]
    stage.admin = stage.person(given, family)
    stage.territory = Territory.objects.create(
        name="Bordeaux – Le Bouscat", slug="bordeaux-le-bouscat", organiser="Club Commerce de démonstration", is_demo=True,
        contact_name="Rose Galet", contact_email=f"equipe@{stage.admin.email.split('@')[1]}", contact_phone=team["contact_phone"])
    stage.axis, stage.perimeter = load_demo_geography(territory=stage.territory)
    grant_role(person=stage.admin, kind=K.ADMIN, scope_id=stage.territory.pk)
    stage.referents = [stage.person(g, f, phone=team["contact_phone"]) for g, f, _ in team["referents"]]
    stage.rose, stage.simon = stage.referents
    stage.season = calendar.open_season(by=stage.admin, territory=stage.territory, axis=stage.axis, perimeter=stage.perimeter,
                                        name="Saison 2017–2018", starts_on=FIRST_DAY)
    for referent in stage.referents:
        grant_role(person=referent, kind=K.REFERENT, scope_id=stage.season.pk)
    partners.edit_season(by=stage.admin, season=stage.season, version=stage.season.version, values={
        "contact": stage.rose, "invitation_text": INVITATION})
    stage.season.refresh_from_db()
    stage.day = {m.key: m.on for m in stage.season.milestones.all()}
    import_package(by=stage.admin, territory=stage.territory, data=json.dumps(stage.story["commons"]).encode())
    open_pot(by=stage.rose, season=stage.season)
    for n, line in enumerate(stage.story["partners"]):
        stage.at(stage.hour(FIRST_DAY, 11 + n), _partner, stage, line)
    calendar.pass_milestone(by=stage.rose, milestone=stage.season.milestones.get(key="invitation"))


INVITATION = ("La rue change avec l’arrivée du tram. Pendant une saison, des bénévoles qui connaissent le commerce en ligne viennent "
              "dans votre boutique, écoutent, et essaient avec vous une petite action. Vous ne payez rien, on ne vous vend rien.")


def _partner(stage, line):
    organisation = record_organisation(by=stage.rose, name=line["name"])
    partner = partners.add_partner(by=stage.rose, season=stage.season, organisation=organisation, kind=line["kind"])
    given, family = line["person"]
    person = stage.person(given, family)
    kinds = [K.COMMITTEE] if line["kind"] == "support" else [K.PARTNER, K.COMMITTEE]
    for kind in kinds:
        partners.invite_partner_person(by=stage.rose, season=stage.season, kind=kind, email=person.email, given_name=given,
                                       family_name=family, organisation=organisation)
    for given in line["gives"]:
        promise(by=stage.rose, partner=partner, amount=Decimal(given["promised"]), kind=given.get("kind", ""))
        if given["received"]:
            stage.at(stage.later(days=12), _pay_in, stage, partner, Decimal(given["received"]), given.get("kind", ""))


def _pay_in(stage, partner, amount, kind):
    envelope = next((e for e in envelopes_of(pot_of(stage.season)) if e.kinds == [kind]), None)
    receive(by=stage.simon, partner=partner, amount=amount, envelope=envelope, label=f"Versement du {clock.today():%d/%m/%Y}")
