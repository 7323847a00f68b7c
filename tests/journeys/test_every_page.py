"""Every page of the demo season, as each of its people, on a phone and on a desk, by day and by night, in French and in English.

The season is built once and played a little further (more.py); the pages are found (walk.py), then looked at (look.py).
Everything that is wrong is told at once.
"""
import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve
from django.utils import timezone

from chalandise.actions.models import Action, Idea
from chalandise.catalogue.models import (
    Call,
    Opinion,
    PriceChange,
    Provider,
    Qualification,
    Quote,
    QuoteRequest,
    RenewalRequest,
    Solution,
    Submission,
    Use,
)
from chalandise.console.demo.build import build
from chalandise.foundation import files
from chalandise.foundation.jobs import beat
from chalandise.foundation.mail import deliver_due
from chalandise.foundation.models import Job, StoredFile
from chalandise.funding.models import Commitment
from chalandise.mentoring.models import Mentor, Pairing, Visit
from chalandise.people.models import Link
from chalandise.people.operations import issue_link
from chalandise.people.queries import demo_personas
from chalandise.seasons.models import Application, Attendance, Gathering
from chalandise.shops.models import Shop
from chalandise.web.shell.agenda import feed_address
from tests.browser import PHONE
from tests.conftest import TYPOGRAPHY
from tests.journeys.look import VIEWS, faults_of
from tests.journeys.more import play_more
from tests.journeys.states import states
from tests.journeys.walk import LEFT_OUT, STARTS, Walk, mailed_links
from tests.web.test_matrix import ROUTES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DOWNLOADS = ("application/pdf", "application/zip", "text/csv", "application/json", "text/calendar", "application/geo+json", "text/plain", "image/webp",
             "application/manifest+json", "text/javascript", "application/atom+xml", "application/schema+json",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
AS_IN_THE_CAST = {"Rose": "rose", "Odile": "odile", "Karim": "karim", "Lila": "lila", "Bruno": "lila", "Bénédicte": "partner", "Hugo": "provider",
                  "Agnès": "reviewer"}
ONCE = VIEWS[:1]  # the page of another person that holds something no page of that name has shown
# Addresses that lead elsewhere: there is nothing to look at.
ELSEWHERE = {"account_request_login_code", "mfa_index"}


def pools(season):
    """Return {the end of a route's words: what to put there}, the most precise first."""
    def keys(things):
        return list(things.order_by("-pk").values_list("pk", flat=True))
    applications = keys(Application.objects.filter(season=season))
    return {
        "territoire/<key>": [season.territory.slug], "territoires/<slug>": [season.territory.slug], "boutique/<key>": keys(Shop.objects.filter(
            places__season=season)), **{f"{start}/<key>": [season.slug] for start in ("equipe", "parrain", "saisons")}, "<slug>": [season.slug], "chartes/<audience>": ["merchant"],
        "<application_id>": applications, "candidatures/<number>": applications, "reponses/<number>": applications,
        "places/<number>": keys(season.places), "parrains/<number>": keys(Mentor.objects.filter(season=season)),
        "/<action_id>": keys(Action.objects.filter(season=season)), "<idea_id>": keys(Idea.objects.filter(season=season)),
        "<pairing_id>": keys(Pairing.objects.filter(season=season)), "<visit_id>": keys(Visit.objects.filter(pairing__season=season)),
        "<gathering_id>": keys(Gathering.objects.filter(season=season)), "<commitment_id>": keys(Commitment.objects.all()),
        "<attendance_id>": keys(Attendance.objects.all()), "<shop_id>": keys(Shop.objects.filter(territory=season.territory))[:2],
        "<other_id>": keys(Shop.objects.filter(territory=season.territory))[-2:], "<gesture>": ["plan", "modification"],
        "merchant/<number>": keys(season.places), **market_pools(keys),
    }


def market_pools(keys):
    """Return the same for the catalogue's addresses."""
    slugs = list(Call.objects.order_by("deadline").values_list("slug", flat=True))
    return {
        "offreur/<key>": keys(Provider.objects.filter(organisation__name="Panier du Coin")), "expertise/<key>": slugs, "appels/<slug>": slugs, "appels/<call>": slugs,
        "<submission_id>": keys(Submission.objects.exclude(submitted_at=None)), "<solution_id>": keys(Solution.objects.all()),
        "<solution>": list(Solution.objects.filter(qualifications__ended_at=None).exclude(qualifications=None).values_list("slug", flat=True)),
        "solutions/<slug>": list(Solution.objects.exclude(qualifications=None).values_list("slug", flat=True)), "<need>": ["booking"],
        "<qualification_id>": keys(Qualification.objects.all()), "<change_id>": keys(PriceChange.objects.all()), "<renewal_id>": keys(RenewalRequest.objects.all()),
        "<opinion_id>": keys(Opinion.objects.all()), "<use_id>": keys(Use.objects.all()), "<request_id>": keys(QuoteRequest.objects.all()),
        "<quote_id>": keys(Quote.objects.all()), "<provider_id>": keys(Provider.objects.all()), "<part>": ["usage"], "versions/<number>": [1],
    }


def dead_links(person):
    """Return addresses that say no, each with what it answers: the page nobody wrote, a link from nowhere, one too old."""
    old = issue_link(purpose="season.follow", person=person)
    Link.objects.filter(purpose="season.follow", person=person).update(expires_at=timezone.now() - timedelta(days=1))
    return {"/n-existe-pas/": 404, "/l/jeton-inconnu/": 404, old[old.index("/l/"):]: 410}


def walks(stage):
    """Return {whose: Walk} of every page, the stranger's first."""
    found = {"stranger": Walk().go(*STARTS, "/sante/")}
    code = found["stranger"].client
    code.post("/connexion/", {"login": stage.rose.email})
    for address in ("/connexion/code/", "/connexion/ferme/", "/connexion/compte/"):
        found["stranger"].ask(address)
    monday = f"/equipe/{stage.season.slug}/lundi/"
    for persona in demo_personas():
        person = persona.person
        team = person in (stage.rose, stage.admin)
        found[person.given_name] = Walk(person).go(*([monday] if team else []), *STARTS)
    stage.admin.is_superuser = True  # the house's own page of components, for whoever runs the machine
    stage.admin.save()
    own = [feed_address(stage.admin), files.url(StoredFile.objects.latest("given_at"))]
    for address in ("/maison/", "/deconnexion/", *(address.removeprefix(settings.BASE_URL) for address in own)):
        found["Odile"].ask(address)
    things = pools(stage.season)
    for who, walk in found.items():
        walk.try_out(AS_IN_THE_CAST.get(who, who), things, met(found))
    return found


def met(found):
    return set().union(*(walk.names | walk.posted for walk in found.values()))


@pytest.fixture
def season(transactional_db, visitor, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, TYPOGRAPHY]  # as pages leave
    stage, _played = build(until=date(2017, 11, 20), seed=2017)
    play_more(stage)
    while deliver_due().sent:  # a letter that should have left is said on the health page
        pass
    beat()  # without a worker the health page says 503
    return stage


def enter(visitor, walk):
    tab = visitor(width=PHONE)
    tab.context.add_cookies([{"name": name, "value": held.value, "url": tab.address} for name, held in walk.client.cookies.items()])
    return tab


def views_of(key, page, shown):
    """Every way for the first page of a name and variant; then only what another person's page holds and it did not."""
    new = page.shape - shown.get(key, frozenset())
    views = VIEWS if key not in shown else ONCE if new else ()
    shown[key] = shown.get(key, frozenset()) | page.shape
    return views


def test_every_page_reads_well_to_everybody(season, visitor, capsys):
    found, wrong, shown, ways = walks(season), [], {}, 0
    for who, walk in found.items():
        tab = enter(visitor, walk)
        wrong += [f"{who}: {words}" for words in walk.dead]
        for key, page in walk.pages.items():
            if not page.drawn:
                wrong += [] if page.kind.split(";")[0] in DOWNLOADS else [f"{who} {page.address}: {page.kind}"]
                continue
            views = views_of(key, page, shown)
            ways += len(views)
            wrong += [f"{who} {page.name} {page.address} {fault}" for fault in faults_of(tab, page.address, views)]
        tab.sheet.close()
    faces = states(season)
    ways += look_at_links(season, visitor, wrong) + look_at_works(season, visitor, wrong) + look_at_faces(faces, visitor, wrong)
    with capsys.disabled():
        print(f"\nEvery page: {len(shown)} pages, {sum(len(w.pages) for w in found.values())} with each person's, "
              f"{ways} ways of showing them, {len(wrong)} faults")
    assert wrong == [], "\n" + "\n".join(wrong)
    assert unseen(found, faces) == set()


def unseen(found, faces):
    """Return the names of pages that nobody was shown: neither walked to, nor a face, nor an address that only takes a gesture."""
    shown = met(found) | {resolve(address.partition("?")[0]).view_name for _person, address in faces}
    return {name for route, name in ROUTES if name not in shown | LEFT_OUT | ELSEWHERE | WITHOUT and not takes_gestures_only(route)}


def takes_gestures_only(route):
    """Say whether an address refuses to be read, whoever asks and whatever it names."""
    address = "/" + PARTS.sub(lambda part: {"int": "1", "uuid": str(UUID(int=0))}.get(part[1], "x"), route)
    return Client(raise_request_exception=False).get(address).status_code == 405


PARTS = re.compile(r"<(?:(\w+):)?\w+>")
# Pages without an address of their own (the page of a dead link, a work that goes on), documents, answers for machines, and gestures
# behind a gate, which send a stranger to sign in before they refuse.
WITHOUT = {
    "link", "link_renew", "job", "mfa_login_webauthn", "public:application",
    "team:letter_paper", "team:import_sheet", "team:charter_sheet", "team:pot_summary",
    "mentor:action_photo", "merchant:action_photo", "team:action_photo", "merchant:gathering_answer", "team:charter_pairings",
    "team:decision_faite", "team:decision_retrait", "team:decision_rouverte", "team:import_application", "team:import_cancellation",
    "team:import_decisions", "team:milestone_epingle", "team:milestone_fait", "team:milestone_libre", "team:milestone_rouvert",
    "api_root", "api_unknown", "api-1:api-root", "api-1:solution", "reviewer:document", "provider:company_person_end", "provider:document_removal",
    "team:call_answering", "team:call_set_aside", "team:review_aside", "team:reviewer_end", "team:pot_envelope_close",
    "team:pot_ballot_close", "team:circumstance_removal", "team:commons_withdrawal", "team:effect_end", "team:effect_release",
    "team:pot_grant", "team:pot_invoice_cancel",  # small forms of the pot, looked at by tests/web/test_looks_of_pot.py
    "team:partner_person_end", "team:partner_removal", "team:street_removal", "team:works_removal",
}


def look_at_links(stage, visitor, wrong):
    """Look at the page of every mailed link, and at those that say no; return how many ways they were shown."""
    tab, ways = visitor(width=PHONE), 0
    pages = {address: (purpose, 200) for purpose, address in mailed_links().items() if purpose not in ("mentor.attestation", "sign-in")}
    pages |= {address: ("", status) for address, status in dead_links(stage.rose).items()}
    for address, (purpose, status) in pages.items():
        if purpose == "complaint.read":  # leads to the team's page, which asks who one is
            continue
        ways += len(VIEWS)
        wrong += [f"link {purpose or address}: {fault}" for fault in faults_of(tab, address, status=status)]
    dead = next(address for address, (_purpose, status) in pages.items() if status == 410)
    wrong += [f"fresh link: {fault}" for fault in faults_of(tab, dead, status=200, then="form button")]
    return ways + len(VIEWS)


def look_at_faces(faces, visitor, wrong):
    """Look at the faces that a page shows in other states."""
    for person, address in faces:
        tab = visitor(width=PHONE)
        if person:
            tab.sign_in(person)
        wrong += [f"{person or 'stranger'} {address}: {fault}" for fault in faults_of(tab, address)]
        tab.sheet.close()
    return len(faces) * len(VIEWS)


def look_at_works(stage, visitor, wrong):
    """Look at the page of a long work that waits, goes on, is done, has failed."""
    tab = visitor(width=PHONE).sign_in(stage.admin)
    states = ({}, {"done": 3, "total": 7, "message": "Troisième fichier."}, {"finished_at": timezone.now()},
              {"finished_at": timezone.now(), "failed": True})
    for state in states:
        job = Job.objects.create(name="x", owner_key=stage.admin.key, asked_at=timezone.now(), **state)
        wrong += [f"work {state}: {fault}" for fault in faults_of(tab, f"/travaux/{job.pk}/?suite=/moi/")]
    return len(states) * len(VIEWS)
