"""Pages that show another face in another state: a visit to plan, to choose, missed; an idea to answer; a sheet half filled.

`walk.py` meets each address once, in the state that the season happens to be in; these are the other faces.
"""
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chalandise.actions.models import Action, IdeaProposal
from chalandise.actions.operations.course import finish
from chalandise.actions.operations.following import add_follow_step, agree, invite_guest, open_follow_up
from chalandise.actions.operations.keeping import answer_kept
from chalandise.actions.operations.live import open_live
from chalandise.catalogue.models import Opinion, PriceChange, Qualification, RenewalRequest
from chalandise.catalogue.operations.solutions import save_solution
from chalandise.diagnostics.operations import begin
from chalandise.diagnostics.operations.bank import open_draft
from chalandise.diagnostics.queries.bank import current
from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.funding.operations import ask_commitment, open_ballot, open_envelope
from chalandise.impact.models import Estimate, EstimateRun
from chalandise.impact.operations import open_file
from chalandise.impact.rules.estimates import nobody
from chalandise.mentoring.models import Pairing, Visit
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.people.queries import holders
from chalandise.seasons.models import Application, Season
from chalandise.seasons.operations import panel, reading
from chalandise.seasons.operations.applications import record_on_behalf
from chalandise.shops.models import Import
from tests.impact.tills import tickets

FACES = {"to_plan": {}, "missed": {"missed_by": "merchant"}, "fixed": {}, "proposed": {}}


def states(stage):
    """Return [(person or None, address)], each face once."""
    return [*_visits(stage), *_answers(stage), *_sheets(stage), *_next_season(stage), *_imports(stage), *_bank(stage), *_letters(stage),
            *_market(stage), *_purse(stage), *_takings(stage), *_effects(stage), *_room(stage), *_kept(stage), *_further(stage)]


def _visits(stage):
    """One visit in each state, seen from both sides, and the minutes of one whose hour has come."""
    season, found = stage.season, []
    pairings = list(Pairing.objects.filter(season=season, ended_at=None).select_related("mentor__person", "shop"))
    for state in Visit.State.values:
        visit = Visit.objects.filter(pairing__in=pairings, state=state).select_related("pairing__mentor__person").first()
        if visit is None:
            continue
        found.append((visit.pairing.mentor.person, reverse("mentor:visit", args=[season.slug, visit.pk])))
        found += [(person, reverse("merchant:visit", args=[visit.pairing.shop_id, visit.pk]))
                  for person in holders(Role.Kind.MERCHANT, visit.pairing.shop_id)[:1]]
    told = Visit.objects.filter(pairing__in=pairings, state="done").select_related("pairing__mentor__person").first()
    return [*found, (told.pairing.mentor.person, reverse("mentor:minutes", args=[season.slug, told.pk]))]


def _answers(stage):
    """An idea that waits for its merchant, and the page of the action of a shop that has none."""
    waiting = IdeaProposal.objects.filter(idea__season=stage.season, answer="").select_related("idea").first()
    merchant = holders(Role.Kind.MERCHANT, waiting.idea.shop_id)[0]
    return [(merchant, reverse("merchant:idea", args=[waiting.idea.shop_id, waiting.idea_id])),
            (merchant, reverse("merchant:action", args=[waiting.idea.shop_id]))]


def _sheets(stage):
    """A sheet begun: its first question, all of it at once, its last page."""
    place = stage.season.places.select_related("shop").first()
    merchant = holders(Role.Kind.MERCHANT, place.shop_id)[0]
    begin(by=merchant, season=stage.season, shop=place.shop, moment="T1", filler="merchant")
    sheet = reverse("merchant:assessment_sheet", args=[place.shop_id, "T1"])
    return [(merchant, sheet), (merchant, f"{sheet}?tout"), (merchant, f"{sheet}?q=fin")]


def _next_season(stage):
    """A season whose invitation is open: the form of applicants and mentors, a panel to choose, a pot to open."""
    after = Season.objects.exclude(pk=stage.season.pk).get()
    after.milestones.filter(key="invitation").update(on=date(2017, 11, 13))  # it opened a week ago
    for one in Application.objects.filter(season=stage.season, state="sent").order_by("pk")[:8]:
        record_on_behalf(by=stage.admin, season=after, **{name: getattr(one, name) for name in (
            "siret", "shop_name", "trade", "number", "street", "postcode", "city", "need", "channels", "given_name", "family_name",
            "email", "phone", "stretch")})
    public = [(None, reverse(f"public:{name}", args=[after.slug])) for name in ("apply", "mentor_apply")]
    first = (stage.admin, reverse("team:panel", args=[after.slug]))
    panel.propose(by=stage.admin, season=after, seed=1)
    reading.declare(by=stage.admin, season=after, applications=list(Application.objects.filter(season=after, state="sent")))
    public.append((stage.admin, reverse("team:applications_reading", args=[after.slug])))
    return [*public, (None, f"{public[1][1]}?merci=1"), first, (stage.admin, reverse("team:pot", args=[after.slug]))]


def _imports(stage):
    """The same import in each of its states."""
    territory, first = stage.season.territory, Import.objects.filter(territory=stage.season.territory).latest("pk")
    found = []
    for state in ("failed", "checking"):
        first.pk, first.state = None, state
        first.save()
        found.append((stage.admin, reverse("team:import", args=[territory.slug, first.pk])))
    return found


def _bank(stage):
    """A questionnaire that is being changed: its text, one question."""
    territory = stage.season.territory
    open_draft(by=stage.admin, territory=territory)
    return [(stage.admin, reverse("team:bank_draft", args=[territory.slug])),
            (stage.admin, reverse("team:bank_question", args=[territory.slug, current().questions[0].key]))]


def _letters(stage):
    """A letter that waits for the team's agreement before it leaves, open to be changed."""
    letter = Letter.objects.filter(scope_kind="season", scope_id=stage.season.pk, channel=Letter.Channel.MAIL).latest("pk")
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.HELD, sent_at=None)
    return [(stage.admin, reverse("team:letter_edit", args=[stage.season.slug, letter.pk]))]


def _market(stage):
    """A price to check, a renewal asked, an opinion that its company may answer."""
    place, opinion = stage.season.territory.slug, Opinion.objects.select_related("use__solution__provider").first()
    row = Qualification.objects.select_related("solution__provider").get(solution__name="Heures Claires")
    company = holders(Role.Kind.PROVIDER, row.solution.provider.organisation_id)[0]
    renewal = RenewalRequest.objects.create(qualification=row, by=company, at=clock.now(), text="Rien n’a changé.")
    save_solution(by=company, solution=row.solution, version=row.solution.version, values={"price_month": Decimal("12")})
    change, provider = PriceChange.objects.filter(solution=row.solution).latest("pk"), opinion.use.solution.provider
    return [(stage.admin, reverse("team:catalogue_price", args=[place, change.pk])),
            (stage.admin, reverse("team:catalogue_renewal", args=[place, renewal.pk])),
            (holders(Role.Kind.PROVIDER, provider.organisation_id)[0], reverse("provider:opinion", args=[provider.pk, opinion.pk]))]


def _purse(stage):
    """An envelope of the pot: its rules, the money put in it; a request that the committee votes on, for the team and for a member."""
    envelope = open_envelope(by=stage.rose, pot=stage.season.pot, name="Vidéos", kinds=["video"])
    asked = ask_commitment(by=stage.rose, pot=stage.season.pot, amount=Decimal(40), label="Affiches de la rue", supplier="Imprimerie du Quai")
    ballot = open_ballot(by=stage.rose, commitment=asked, text="Affiches pour toute la rue : 40 €", closes_on=clock.today())
    member = holders(Role.Kind.COMMITTEE, stage.season.pk)[0]
    return [*((stage.rose, reverse(f"team:{name}", args=[stage.season.slug, envelope.pk])) for name in ("pot_envelope", "pot_allotment")),
            (stage.rose, reverse("team:pot_ballot", args=[stage.season.slug, asked.pk])),
            (member, reverse("public:partner_vote", args=[stage.season.slug, ballot.pk]))]


def _takings(stage):
    """A file of a till that has just been given, its columns to confirm, as its merchant and as the referent."""
    place = stage.season.places.select_related("shop").first()
    merchant = holders(Role.Kind.MERCHANT, place.shop_id)[0]
    file = open_file(by=merchant, shop=place.shop, uploaded=SimpleUploadedFile("caisse.csv", tickets(), "text/csv"), agreed=True)
    own, team = [place.shop_id, file.pk], [stage.season.slug, place.shop_id, file.pk]
    return [(merchant, reverse("merchant:takings_file", args=own)), (merchant, reverse("merchant:takings_file_gesture", args=[*own, "colonnes"])),
            (stage.rose, reverse("team:takings_file", args=team)), (stage.rose, reverse("team:takings_file_gesture", args=[*team, "colonnes"]))]


def _effects(stage):
    """What can be said of the effect before enough is known: a refusal, with what would help."""
    run = EstimateRun.objects.create(season=stage.season, by=stage.rose, asked_at=clock.now(), finished_at=clock.now(), read_at=clock.now(), cut_on=clock.today(),
                                     state="done", seed=1, grain="week", parameters={"deals": 999, "checks": True, "first": "2016-09-05"})
    found = Estimate.objects.create(run=run, verdict="refused", result=nobody())
    return [(stage.rose, reverse("team:effect", args=[stage.season.slug, found.pk]))]


def _room(stage):
    """A session of the workshop, open: the referent's phone, the projector, a mentor's phone; the other shop's face; what it gives so far."""
    places = list(stage.season.places.filter(left_at=None).select_related("shop")[:3])
    session = open_live(by=stage.rose, season=stage.season, shops=[place.shop for place in places])
    mentor = Pairing.objects.filter(season=stage.season, ended_at=None).select_related("mentor__person").first().mentor.person
    slug = stage.season.slug
    return [(stage.rose, reverse("team:live", args=[slug])), (stage.rose, reverse("team:live_screen", args=[slug])),
            (stage.rose, reverse("team:live_summary", args=[slug, session.pk])), (mentor, reverse("mentor:live_summary", args=[slug, session.pk])),
            (mentor, reverse("mentor:live", args=[slug])), (mentor, f"{reverse('mentor:live', args=[slug])}?boutique={places[-1].shop_id}")]


def _kept(stage):
    """An action that is over, asked a month later: by its link before and after a no, and on its page."""
    action = Action.objects.filter(season=stage.season, state="running", solution=None).select_related("shop", "season").first()
    finish(by=stage.rose, action=action)
    merchant, check = holders(Role.Kind.MERCHANT, action.shop_id)[0], action.checks.get(months=1)
    check.due_on = clock.today()
    check.save()
    link = issue_link(purpose="action.kept", person=merchant, target=check).removeprefix(settings.BASE_URL)
    answer_kept(by=merchant, check=check, still=False)
    return [(None, link), (merchant, reverse("merchant:past_action", args=[action.shop_id, action.pk]))]


def _further(stage):
    """Two files to go further, read by the team and by the merchant: one that waits for an answer, one with its steps and a partner."""
    found = []
    actions = [a for a in Action.objects.filter(season=stage.season).select_related("shop", "season") if holders(Role.Kind.MERCHANT, a.shop_id)]
    for action, agreed in zip(actions[:2], (False, True), strict=True):
        merchant = holders(Role.Kind.MERCHANT, action.shop_id)[0]
        file = open_follow_up(by=stage.rose, action=action, title="Une seconde cabine", why="La liste d’attente.", needs="12 000 €", carrier="La boutique")
        if agreed:
            file = agree(by=merchant, follow_up=file, shares=["plan", "outcome"])
            add_follow_step(by=stage.rose, follow_up=file, text="Demander deux devis", who="Rose", due_on=clock.today())
            invite_guest(by=stage.rose, follow_up=file, email="paul@exemple.invalid", given_name="Paul", family_name="Roy", organisation="Chambre de métiers")
        found += [(stage.rose, reverse("team:follow_up", args=[stage.season.territory.slug, file.pk])),
                  (merchant, reverse("merchant:follow_up", args=[action.shop_id, file.pk]))]
    return found
