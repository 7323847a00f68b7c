"""Every page of a season in a real browser: nothing that bars anybody, nothing wider than the screen."""
import re
from datetime import date

import pytest

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.people.models import Organisation
from chalandise.seasons.models import Complaint, Gathering
from chalandise.seasons.operations.calendar import record_progress
from chalandise.seasons.operations.closing import ask_satisfaction, give_satisfaction
from chalandise.seasons.operations.complaints import complain
from chalandise.seasons.operations.gatherings import decide, invite, plan_gathering
from chalandise.seasons.operations.partners import add_partner, invite_partner_person
from tests.browser import DESK, PHONE, check_axe, views

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def season(cast):
    assert cast.pairing and cast.odile and cast.perimeter
    season = cast.season
    record_progress(season=season, key="visit3", done=18, due=20, late=2)
    for kind, title, day in (("sharing", "Café du matin", date(2017, 12, 5)), ("workshop", "Atelier", date(2017, 11, 20))):
        gathering = plan_gathering(by=cast.rose, season=season, kind=kind, title=title, place="Mairie", agenda="Tour de table.",
                                   starts_at=clock.local(day, 14), ends_at=clock.local(day, 16))
        invite(by=cast.rose, gathering=gathering, audiences=["merchants", "mentors"])
        decide(by=cast.rose, gathering=gathering, text="Écrire aux voisins", owner="Rose", due_on=date(2017, 11, 17))
    complain(by=cast.lila, season=season, shop=cast.lys, text="On m’a demandé de payer.", about=cast.karim)
    organisation = Organisation.objects.create(name="Banque de la Rue")
    add_partner(by=cast.rose, season=season, organisation=organisation, kind="money")
    invite_partner_person(by=cast.rose, season=season, kind="committee", email="ines@exemple.invalid", given_name="Inès", family_name="Roux")
    ask_satisfaction(by=cast.rose, season=season)
    give_satisfaction(person=cast.lila, season=season, audience="merchant", useful=4, advise=9, words="Utile.")
    return season


def look(page, addresses):
    """Return what is wrong, page by page, at both widths, in light French and dark English."""
    wrong = []
    shown = [*views(schemes=("light",), languages=("fr",)), *views(schemes=("dark",), languages=("en",))]
    for address in addresses:
        for view in shown:
            assert page.open(address) == 200, address
            page.show(**view)
            wrong += [f"{address} {view}: {fault}" for fault in check_axe(page)]
            wrong += [f"{address} {view}: {page.overflow()} px too wide"] if page.overflow() > 0 else []
    return wrong


def test_the_teams_pages_bar_nobody(page, season, cast):
    gathering, today = Gathering.objects.get(title="Café du matin"), Gathering.objects.get(title="Atelier")
    own = f"/equipe/{season.slug}"
    page.sign_in(cast.rose)
    assert look(page, [
        f"{own}/calendrier/", f"{own}/calendrier/{season.milestones.get(key='visit3').pk}/?on=2017-12-18", f"{own}/reglages/", f"{own}/partenaires/",
        f"{own}/journal/", f"{own}/rencontres/", f"{own}/rencontres/{gathering.pk}/", f"{own}/rencontres/{gathering.pk}/modification/",
        f"{own}/rencontres/{today.pk}/presence/", f"{own}/signalements/", f"{own}/signalements/{Complaint.objects.get().pk}/", f"{own}/cloture/"]) == []


def test_the_pages_of_the_responsible_bar_nobody(page, season, cast):
    page.sign_in(cast.odile)
    assert look(page, ["/equipe/", "/equipe/territoire/bordeaux-le-bouscat/saisons/nouvelle/", "/equipe/territoire/bordeaux-le-bouscat/signalements/"]) == []


def test_the_pages_of_merchant_mentor_and_anybody_bar_nobody(visitor, season, cast):
    links = [re.search(r"/l/[\w-]+/", Letter.objects.filter(purpose=p, to_name="Lila Sarda").first().text)[0]
             for p in ("gathering.invitation", "season.satisfaction")]
    assert look(visitor(), [f"/saisons/{season.slug}/", *links]) == []
    assert look(visitor(width=PHONE).sign_in(cast.lila), [f"/boutique/{cast.lys.pk}/rencontres/", f"/boutique/{cast.lys.pk}/signalement/"]) == []
    assert look(visitor(width=DESK).sign_in(cast.karim), [f"/parrain/{season.slug}/rencontres/", f"/parrain/{season.slug}/signalement/"]) == []


def test_a_season_opens_and_an_invitation_is_answered_without_scripts(visitor, season, cast):
    odile = visitor(scripts=False).sign_in(cast.odile)
    odile.open("/equipe/territoire/bordeaux-le-bouscat/saisons/nouvelle/")
    odile.fill("[name=name]", "Saison 2018–2019")
    odile.fill("[name=starts_on]", "2018-09-04")
    odile.click("[name=preview]")
    odile.click("[name=create]")
    assert odile.locator("h1").inner_text() == "Calendrier de la saison"
    lila = visitor(width=PHONE, scripts=False)
    lila.open(re.search(r"/l/[\w-]+/", Letter.objects.filter(purpose="gathering.invitation", to_name="Lila Sarda").first().text)[0])
    lila.click("text=Je viens")
    assert lila.locator(".tag.ok").inner_text() == "vous venez"
