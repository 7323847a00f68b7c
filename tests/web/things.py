"""What stands in each address of the matrix: one thing of the cast for each part of a URL.

A part is found by its name ("gathering_id"); where the same name means another thing, by the URL's name first
("team:pack" and "number"). A page with a new part adds one line here, and nothing else.
"""
import uuid
from datetime import date, timedelta
from functools import cached_property

from chalandise.foundation import clock, jobs, mail
from chalandise.foundation.models import StoredFile
from chalandise.people.models import Consent, Role
from chalandise.people.operations import give_consent, grant_role, issue_link
from chalandise.seasons.models import Satisfaction


class Things:
    """Made when first named, like the cast."""

    def __init__(self, cast):
        self.cast = cast
        cast.pairing, cast.rose, cast.odile, cast.hugo, cast.bruno, cast.other_season  # noqa: B018
        self.proposal  # noqa: B018  (a decision takes the latest)
        for person, audience in ((cast.lila, "merchant"), (cast.karim, "mentor")):  # an opinion page opens once it is asked
            Satisfaction.objects.create(season=cast.season, person=person, audience=audience, useful=4, advise=8, at=clock.now())

    def value(self, url, part):
        """Return the value of one part of an address, or raise KeyError."""
        audience = url.partition(":")[0]
        for name in (f"{url} {part}", f"{audience} {part}", part):
            if name in PARTS:
                found = PARTS[name](self)
                return getattr(found, "pk", found)
        raise KeyError(part)

    # --- seasons ---

    def _one(self, model, **fields):
        return model.objects.create(**fields)

    @cached_property
    def milestone(self):
        from chalandise.seasons.models import Milestone
        day = date(2017, 12, 4)
        return self.cast.season.milestones.first() or self._one(Milestone, season=self.cast.season, key="committee1",
                                                                 label="Comité", order=1, on=day, planned_on=day)

    @cached_property
    def gathering(self):
        from chalandise.seasons.models import Gathering
        starts = clock.local(date(2017, 12, 4), 10)
        return self._one(Gathering, season=self.cast.season, kind="committee", title="Comité de décembre", starts_at=starts,
                         ends_at=starts + timedelta(hours=2), invited_at=clock.now())

    def attendance_of(self, person, shop=None):
        from chalandise.seasons.models import Attendance
        return Attendance.objects.get_or_create(gathering=self.gathering, person=person, shop=shop)[0]

    @cached_property
    def committee_date(self):
        """A committee to which those who follow the season are invited."""
        from chalandise.seasons.queries.gatherings import audience
        for person in audience(self.cast.season, ("committee",)):
            self.attendance_of(person)
        return self.gathering

    @cached_property
    def decision(self):
        from chalandise.seasons.models import Decision
        return self._one(Decision, gathering=self.gathering, text="Prolonger la cagnotte")

    @cached_property
    def complaint(self):
        from chalandise.seasons.models import Complaint
        return self._one(Complaint, season=self.cast.season, person=self.cast.lila, text="Trop de courriels", at=clock.now())

    @cached_property
    def application(self):
        from chalandise.seasons.models import Application
        return self._one(Application, season=self.cast.season, shop=self.cast.cuir, person=self.cast.bruno, state="sent",
                         shop_name="L’Atelier du Cuir", given_name="Bruno", family_name="Peyrac", created_at=clock.now(),
                         sent_at=clock.now())

    @cached_property
    def proposal(self):
        from chalandise.seasons.operations.panel import propose
        self.application  # noqa: B018  (somebody applied)
        return propose(by=self.cast.rose, season=self.cast.season, seed=1)

    @cached_property
    def selection(self):
        from chalandise.seasons.models import Selection
        return self._one(Selection, application=self.application, outcome="waiting", rank=1, by=self.cast.rose, decided_at=clock.now())

    @cached_property
    def charter(self):
        from chalandise.seasons.models import CharterText
        return self._one(CharterText, season=self.cast.season, audience="mentor", version=1, text="# Charte", digest="0" * 64,
                         published_at=clock.now())

    @cached_property
    def signature(self):
        from chalandise.seasons.models import Signature
        return self._one(Signature, charter=self.charter, person=self.cast.karim, typed_name="Karim Benali", digest="0" * 64, at=clock.now())

    @cached_property
    def partner_person(self):
        person = self.cast.person("Paul", "Partenaire")
        grant_role(person=person, kind=Role.Kind.PARTNER, scope_id=self.cast.season.pk)
        return person

    # --- mentoring ---

    @cached_property
    def visit(self):
        from chalandise.mentoring.models import Visit
        return self._one(Visit, pairing=self.cast.pairing, number=2, state="to_plan")

    @cached_property
    def time(self):
        from chalandise.mentoring.models import VolunteerTime
        return self._one(VolunteerTime, mentor=self.cast.karim_mentor, on=date(2017, 11, 6), minutes=30, what="call", at=clock.now())

    @cached_property
    def offer(self):
        from chalandise.mentoring.models import HelpOffer
        return self._one(HelpOffer, mentor=self.cast.karim_mentor, skill="video", at=clock.now())

    # --- people ---

    @cached_property
    def letter(self):
        return mail.write("people/mails/fresh_link", to=self.cast.bruno, purpose="x", scope=("season", self.cast.season.pk),
                          context={"address": issue_link(purpose="sign-in", person=self.cast.bruno)})

    @cached_property
    def consent(self):
        return give_consent(person=self.cast.lila, purpose="quote", text="J’accepte.")

    @cached_property
    def job(self):
        return jobs.enqueue("chalandise.people.tasks.prune", owner=self.cast.lila)

    # --- money ---

    @cached_property
    def commitment(self):
        from chalandise.funding.models import Commitment
        return self._one(Commitment, pot=self.cast.pot, label="Agenda", amount="100", asked_by=self.cast.rose, asked_at=clock.now())

    @cached_property
    def movement(self):
        return self.cast.pot.movements.first()

    @cached_property
    def envelope(self):
        from chalandise.funding.operations import open_envelope
        return open_envelope(by=self.cast.rose, pot=self.cast.pot, name="Vitrines")

    @cached_property
    def ballot(self):
        from chalandise.funding.models import Ballot
        return self._one(Ballot, commitment=self.commitment, text="Un agenda : 100 €", closes_on=clock.today(), opened_by=self.cast.rose,
                         opened_at=clock.now())

    @cached_property
    def invoice(self):
        from chalandise.funding.models import Invoice
        return self._one(Invoice, commitment=self.commitment, number="F1", amount="100", dated_on=date(2017, 11, 2), at=clock.now(),
                         document=StoredFile.objects.create(file="files/none.pdf", name="f.pdf", kind="pdf", media_type="application/pdf",
                                                            size=1, sha256="0" * 64, given_at=clock.now()))

    # --- white paper ---

    @cached_property
    def edition(self):
        from chalandise.whitepaper.operations import make_edition, publish
        return publish(by=self.cast.rose, edition=make_edition(by=self.cast.rose, season=self.cast.season))

    @cached_property
    def pack(self):
        from chalandise.whitepaper.operations import make_pack
        return make_pack(by=self.cast.rose, gathering=self.gathering)

    # --- actions ---

    @cached_property
    def step(self):
        from chalandise.actions.models import Step
        return self._one(Step, action=self.cast.action, order=1, text="Choisir l’agenda")

    @cached_property
    def photo(self):
        from chalandise.actions.models import Photo
        file = StoredFile.objects.create(file="files/none.webp", name="a.webp", kind="image", media_type="image/webp", size=1,
                                         sha256="0" * 64, given_at=clock.now())
        return self._one(Photo, action=self.cast.action, file=file, alt="La vitrine", by=self.cast.lila, at=clock.now())

    @cached_property
    def package(self):
        from chalandise.commons.models import Package
        return self._one(Package, territory=self.cast.bordeaux, publisher="Villeneuve", season="Saison 2016", made_on=date(2017, 6, 1), taxonomy="t",
                         kinds={"booking": {"tried": 5, "dropped": 1, "asked": {"6": 4}, "kept": {"6": 3}}}, digest="0" * 64, at=clock.now())

    @cached_property
    def follow(self):
        from chalandise.actions.operations.following import open_follow_up
        return open_follow_up(by=self.cast.rose, action=self.cast.action, title="Une seconde cabine")

    @cached_property
    def live(self):
        from chalandise.actions.operations.live import open_live
        self.cast.idea  # noqa: B018  (the panel has a shop)
        return open_live(by=self.cast.rose, season=self.cast.season, shops=[self.cast.lys])

    # --- quotes ---

    @cached_property
    def quote(self):
        """Lila asked Ardoise for a quote, and Nadia answered."""
        from chalandise.catalogue.operations.quotes.answer import answer
        from chalandise.catalogue.operations.quotes.ask import ask
        self.cast.qualification, self.cast.lila  # noqa: B018
        request = ask(by=self.cast.lila, shop=self.cast.lys, need="booking", solutions=[self.cast.solution], text="Prendre des rendez-vous le soir.")
        return answer(by=self.cast.nadia, quote=request.quotes.get(), price_month="15", trial_months=2, price_after="25", text="Une heure suffit.")

    # --- catalogue ---

    @cached_property
    def call_question(self):
        from chalandise.catalogue.models import CallQuestion
        return self._one(CallQuestion, call=self.cast.call, text="Faut-il une caisse ?", by=self.cast.nadia, at=clock.now())

    @cached_property
    def colleague(self):
        """Somebody else of Ardoise."""
        person = self.cast.person("Rémi", "Collègue")
        grant_role(person=person, kind=Role.Kind.PROVIDER, scope_id=self.cast.ardoise.organisation_id)
        return person

    @cached_property
    def join_request(self):
        from chalandise.catalogue.models import Registration
        return self._one(Registration, person=self.cast.person("Iris", "Demande"), name="Ardoise", siren="732829320", asked_at=clock.now(),
                         confirmed_at=clock.now(), organisation=self.cast.ardoise.organisation)

    @cached_property
    def price_change(self):
        from chalandise.catalogue.models import PriceChange
        return self._one(PriceChange, solution=self.cast.qualification.solution, territory=self.cast.bordeaux, before={"price_month": "19.00"},
                         after={"price_month": "24.00"}, at=clock.now())

    @cached_property
    def renewal(self):
        from chalandise.catalogue.models import RenewalRequest
        return self._one(RenewalRequest, qualification=self.cast.qualification, at=clock.now(), text="Rien de neuf.")

    @cached_property
    def opinion(self):
        from chalandise.catalogue.operations.opinions import give_opinion
        from chalandise.catalogue.operations.uses import record_use
        use = record_use(by=self.cast.lila, solution=self.cast.qualification.solution, shop=self.cast.lys, source="merchant")
        return give_opinion(by=self.cast.lila, use=use, advise=8, good="On ne décroche plus.")

    # --- territory and shops ---

    @cached_property
    def works(self):
        from chalandise.territory.models import Works
        return self._one(Works, axis=self.cast.axis, name="Phase 1", starts_on=date(2017, 9, 1))

    @cached_property
    def bank_draft(self):
        from chalandise.diagnostics.operations import open_draft
        return open_draft(by=self.cast.odile, territory=self.cast.bordeaux)

    @cached_property
    def batch(self):
        from chalandise.shops.models import Import
        return self._one(Import, territory=self.cast.bordeaux, by=self.cast.odile, file_key=uuid.uuid4(), file_name="a.csv",
                         sha256="0" * 64, created_at=clock.now())

    # --- catalogue ---

    @cached_property
    def assignment(self):
        """The cast's reviewer reads the cast's submission, which has one document, and said that it does not concern them."""
        from chalandise.catalogue.models import Assignment
        from chalandise.people.operations import declare_interests
        submission, reviewer = self.cast.submission, self.cast.reviewer
        version = submission.versions.get()
        version.sheet |= {"documents": [{"id": self.document.pk, "title": "Tarifs", "name": "tarifs.pdf", "kind": "pdf", "public": False}]}
        version.save()
        declare_interests(person=reviewer.person, place=self.cast.call, things=[submission])
        return self._one(Assignment, submission=submission, reviewer=reviewer, by=self.cast.odile, at=clock.now())

    @cached_property
    def document(self):
        from chalandise.catalogue.models import SolutionDocument
        from chalandise.foundation import files
        stored = files.keep(b"%PDF-1.4", name="tarifs.pdf", kind="pdf", media_type="application/pdf")
        return self._one(SolutionDocument, solution=self.cast.solution, file=stored, title="Tarifs", by=self.cast.nadia, at=clock.now())


    # --- takings ---

    @cached_property
    def takings_file(self):
        """A file that Lila gave, its columns to confirm."""
        from chalandise.impact.operations import agree
        from tests.impact.tills import given, tickets
        agree(by=self.cast.lila, shop=self.cast.lys)
        return given(self.cast, tickets())

    @cached_property
    def estimate(self):
        """The effect of all actions, refused: nobody acted yet."""
        from chalandise.impact.models import Estimate, EstimateRun
        from chalandise.impact.rules.estimates import nobody
        self.cast.rose  # noqa: B018
        run = self._one(EstimateRun, season=self.cast.season, by=self.cast.rose, asked_at=clock.now(), finished_at=clock.now(), read_at=clock.now(),
                        cut_on=clock.today(), state="done", seed=1, parameters={"deals": 20, "checks": True, "first": "2016-09-05"}, grain="week")
        return self._one(Estimate, run=run, verdict="refused", result=nobody())

    @cached_property
    def circumstance(self):
        from chalandise.impact.models import Circumstance
        return self._one(Circumstance, season=self.cast.season, kind="strike", name="Grève du tram", starts_on=clock.today(), ends_on=clock.today(),
                         at=clock.now())


def _personal_consent(things):
    return Consent.objects.get(pk=things.consent.pk)


PARTS = {
    # the first part of each audience
    "team key": lambda t: t.cast.season.slug, "mentor key": lambda t: t.cast.season.slug, "merchant key": lambda t: t.cast.lys,
    "provider key": lambda t: t.cast.ardoise, "reviewer key": lambda t: t.cast.call.slug,
    "public key": lambda t: t.cast.season.slug, "public slug": lambda t: t.cast.season.slug,
    # account and house
    "demo_enter key": lambda t: t.cast.rose, "my_consent_withdrawal key": _personal_consent, "job key": lambda t: t.job,
    "file key": lambda t: uuid.uuid4(), "token": lambda t: "jeton-inconnu-de-tous",
    "mfa_edit_webauthn pk": lambda t: 1, "mfa_remove_webauthn pk": lambda t: 1, "digest": lambda t: "0" * 12, "colour": lambda t: "005f73",
    # people
    "letter_id": lambda t: t.letter, "person_id": lambda t: t.partner_person, "kind": lambda t: "partner",
    "team:ties_person person_id": lambda t: t.cast.karim, "body_id": lambda t: t.cast.club.organisation,
    "role_id": lambda t: Role.objects.get(person=t.cast.rose, kind="referent"),
    # seasons
    "milestone_id": lambda t: t.milestone, "gathering_id": lambda t: t.gathering, "decision_id": lambda t: t.decision,
    "complaint_id": lambda t: t.complaint, "partner_id": lambda t: t.cast.club, "application_id": lambda t: t.application,
    "merchant attendance_id": lambda t: t.attendance_of(t.cast.lila, t.cast.lys), "mentor attendance_id": lambda t: t.attendance_of(t.cast.karim),
    "charter_id": lambda t: t.charter, "signature_id": lambda t: t.signature, "audience": lambda t: "mentor", "version": lambda t: t.charter.version,
    "public:partner_pack gathering_id": lambda t: t.pack.gathering, "public:partner_answer gathering_id": lambda t: t.committee_date,
    # mentoring
    "mentor_id": lambda t: t.cast.karim_mentor, "pairing_id": lambda t: t.cast.pairing, "visit_id": lambda t: t.visit,
    "time_id": lambda t: t.time, "offer_id": lambda t: t.offer,
    # assessments
    "shop_id": lambda t: t.cast.lys, "moment": lambda t: "T0", "question": lambda t: t.bank_draft and "listing",
    # money
    "envelope_id": lambda t: t.envelope,
    "invoice_id": lambda t: t.invoice,
    "ballot_id": lambda t: t.ballot,
    "commitment_id": lambda t: t.commitment, "movement_id": lambda t: t.movement,
    # white paper
    "team:edition number": lambda t: t.edition.number, "team:publication number": lambda t: t.edition.number,
    "team:edition_pdf number": lambda t: t.edition.number, "team:edition_figures number": lambda t: t.edition.number,
    "team:pack number": lambda t: t.pack.gathering, "team:pack_pdf number": lambda t: t.pack.gathering,
    "public number": lambda t: t.edition.number,
    "team:selection number": lambda t: t.selection.application, "team:place_departure number": lambda t: t.cast.season.places.first(),
    "team:charter_sheet number": lambda t: t.charter and t.cast.karim_mentor.person, "team:charter_pairings number": lambda t: t.charter and t.cast.karim_mentor.person, "team:charter_paper number": lambda t: t.charter and t.cast.karim_mentor.person,
    "team:place_return number": lambda t: t.cast.season.places.first(), "team:charter_certificate number": lambda t: t.signature,
    **{f"team:{name} number": (lambda t: t.cast.karim_mentor) for name in (
        "mentor", "mentor_edit", "mentor_meeting", "mentor_welcome", "mentor_refusal", "mentor_departure", "mentor_ties")},
    # the other numbers of the team are applications
    "team number": lambda t: t.application,
    # ideas and actions
    "gesture": lambda t: "plan", "mentor:idea_gesture gesture": lambda t: "soutien", "team:idea_gesture gesture": lambda t: "soutien",
    "session_id": lambda t: t.live, "follow_id": lambda t: t.follow, "package_id": lambda t: t.package, "team:live_gesture gesture": lambda t: "minuteur",
    "idea_id": lambda t: t.cast.idea, "action_id": lambda t: t.cast.action, "step_id": lambda t: t.step, "photo_id": lambda t: t.photo,
    "file_id": lambda t: t.takings_file, "merchant:takings_gesture gesture": lambda t: "mois", "team:takings_shop_gesture gesture": lambda t: "mois",
    "merchant:takings_file_gesture gesture": lambda t: "colonnes", "team:takings_file_gesture gesture": lambda t: "colonnes",
    "estimate_id": lambda t: t.estimate, "circumstance_id": lambda t: t.circumstance,
    # territory and shops
    "axis_id": lambda t: t.cast.axis, "works_id": lambda t: t.works, "what": lambda t: "communes", "team:axis_file what": lambda t: "perimetre", "batch_id": lambda t: t.batch,
    "stretch_id": lambda t: t.cast.perimeter.stretches.first(), "street_id": lambda t: t.cast.perimeter.stretches.first().streets.first(),
    "other_id": lambda t: t.cast.cuir,
    # catalogue
    "public solution": lambda t: t.cast.qualification and t.cast.solution.slug, "api-1:solution slug": lambda t: t.cast.qualification and t.cast.solution.slug,
    "public:call slug": lambda t: t.cast.call.slug, "part": lambda t: "prix", "question_id": lambda t: t.call_question,
    "document_id": lambda t: t.document, "provider person_id": lambda t: t.colleague, "provider request_id": lambda t: t.join_request,
    "provider number": lambda t: t.cast.submission.versions.get().number,
    "rest": lambda t: "nulle-part", "qualification_id": lambda t: t.cast.qualification, "change_id": lambda t: t.price_change,
    "renewal_id": lambda t: t.renewal, "use_id": lambda t: t.opinion.use, "opinion_id": lambda t: t.opinion,
    "call": lambda t: t.cast.call.slug, "submission_id": lambda t: t.cast.submission, "solution_id": lambda t: t.cast.solution,
    "reviewer submission_id": lambda t: t.assignment.submission, "reviewer document_id": lambda t: t.assignment and t.document,
    "team:review_aside submission_id": lambda t: t.assignment.submission,
    "solution": lambda t: t.cast.solution.slug, "reviewer_id": lambda t: t.cast.reviewer, "provider_id": lambda t: t.cast.ardoise,
    "request_id": lambda t: t.quote.request, "quote_id": lambda t: t.quote, "need": lambda t: "booking",
}
# Pages of a territory: their first part is its slug.
TERRITORY = ("equipe/territoire/", "territoires/")
