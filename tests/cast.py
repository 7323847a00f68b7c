"""The named cast: the same few people and shops in every test. Nobody here exists.

Two territories, so that each test can check the wall: everything of Bordeaux–Le Bouscat, and Villeneuve next door.

- Rose Ferrand, référente of the season Fondaudège; Odile Marchand, responsible for the territory.
- Lila Sarda keeps Institut Lys (a beauty salon without site); Bruno Peyrac keeps L'Atelier du Cuir.
- Karim Benali and Awa Diop are mentors; Karim accompanies Institut Lys.
- Nadia Castel runs Ardoise, a company that proposes Ardoise RDV (an online diary); Théo Brun reviews the call of 2017.
- Hugo Vidal belongs to Villeneuve: he must never see anything of the others.
"""
from datetime import date
from functools import cached_property

from chalandise.foundation import clock
from chalandise.people.models import Person, Role
from chalandise.people.operations import grant_role


class Cast:
    """Members are made when first named, so a test pays only for whom it calls."""

    def person(self, given, family, **fields):
        fields.setdefault("email", f"{given}.{family}@exemple.invalid".lower().replace(" ", "-"))
        return Person.objects.create_user(given_name=given, family_name=family, **fields)

    # --- places ---

    @cached_property
    def bordeaux(self):
        from chalandise.territory.models import Commune, Territory
        territory = Territory.objects.create(name="Bordeaux – Le Bouscat", slug="bordeaux-le-bouscat",
                                             organiser="Club Démonstration", contact_name="Rose Ferrand",
                                             contact_phone="+33500000000", contact_email="equipe@exemple.invalid")
        for insee, name, postcodes in (("33063", "Bordeaux", ["33000"]), ("33069", "Le Bouscat", ["33110"])):
            territory.communes.add(Commune.objects.get_or_create(insee=insee, defaults={"name": name, "postcodes": postcodes})[0])
        return territory

    @cached_property
    def villeneuve(self):
        from chalandise.territory.models import Territory
        return Territory.objects.create(name="Villeneuve", slug="villeneuve")

    @cached_property
    def axis(self):
        from chalandise.territory.models import Axis
        return Axis.objects.create(territory=self.bordeaux, name="Fondaudège – Le Bouscat", slug="fondaudege-le-bouscat",
                                   line_name="Tram D", length_m=3300, points=[[-0.574, 44.845], [-0.605, 44.865]])

    @cached_property
    def perimeter(self):
        from chalandise.territory.models import Commune, Perimeter, Stretch, StretchStreet
        perimeter = Perimeter.objects.create(axis=self.axis, name="Fondaudège – Libération")
        rows = (("Fondaudège", 0, 1500, "rue Fondaudège", ["rue Fondaudege"], "33063", 1, 250),
                ("Libération", 1500, 3300, "avenue de la Libération", ["avenue de la Libération Charles de Gaulle"], "33069", 1, 300))
        for order, (name, start, end, street, aliases, insee, low, high) in enumerate(rows):
            stretch = Stretch.objects.create(perimeter=perimeter, name=name, order=order, from_m=start, to_m=end)
            StretchStreet.objects.create(stretch=stretch, name=street, aliases=aliases,
                                         commune=Commune.objects.get(insee=insee), from_number=low, to_number=high)
        return perimeter

    @cached_property
    def season(self):
        from chalandise.seasons.models import Season
        from chalandise.seasons.operations.calendar import draw_milestones
        season = Season.objects.create(territory=self.bordeaux, axis=self.axis, perimeter=self.perimeter,
                                       name="Saison 2017–2018", slug="fondaudege-2017", playbook_key="connecte-un-commercant",
                                       playbook_version="2017.1", starts_on=date(2017, 9, 5), contact=self.rose_only,
                                       created_at=clock.local(date(2017, 9, 1), 10))
        draw_milestones(season=season)  # its playbook is read from the file; open_season is tried in its own tests
        return season

    @cached_property
    def other_season(self):
        from chalandise.seasons.models import Season
        from chalandise.territory.models import Axis
        axis = Axis.objects.create(territory=self.villeneuve, name="Bastide", slug="bastide")
        return Season.objects.create(territory=self.villeneuve, axis=axis, name="Saison Bastide", slug="bastide-2017",
                                     playbook_key="connecte-un-commercant", playbook_version="2017.1",
                                     starts_on=date(2017, 9, 5), created_at=clock.local(date(2017, 9, 1), 10))

    # --- people ---

    @cached_property
    def rose_only(self):
        return self.person("Rose", "Ferrand", phone="+33500000000")

    @cached_property
    def rose(self):
        """Referent of the season Fondaudège."""
        grant_role(person=self.rose_only, kind=Role.Kind.REFERENT, scope_id=self.season.pk)
        return self.rose_only

    @cached_property
    def odile(self):
        """Responsible for the territory Bordeaux – Le Bouscat."""
        person = self.person("Odile", "Marchand")
        grant_role(person=person, kind=Role.Kind.ADMIN, scope_id=self.bordeaux.pk)
        return person

    @cached_property
    def hugo(self):
        """Responsible for Villeneuve and referent of its season: the neighbour who must see nothing."""
        person = self.person("Hugo", "Vidal")
        grant_role(person=person, kind=Role.Kind.ADMIN, scope_id=self.villeneuve.pk)
        grant_role(person=person, kind=Role.Kind.REFERENT, scope_id=self.other_season.pk)
        return person

    @cached_property
    def lila(self):
        """Merchant of Institut Lys."""
        person = self.person("Lila", "Sarda", phone="+33600000001")
        grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=self.lys.pk)
        return person

    @cached_property
    def bruno(self):
        """Merchant of L'Atelier du Cuir; has no e-mail address."""
        person = self.person("Bruno", "Peyrac", email=None, phone="+33600000002")
        grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=self.cuir.pk)
        return person

    @cached_property
    def karim(self):
        """Mentor, accepted; see `karim_mentor`."""
        person = self.person("Karim", "Benali")
        grant_role(person=person, kind=Role.Kind.MENTOR, scope_id=self.season.pk)
        return person

    @cached_property
    def awa(self):
        person = self.person("Awa", "Diop")
        grant_role(person=person, kind=Role.Kind.MENTOR, scope_id=self.season.pk)
        return person

    @cached_property
    def karim_mentor(self):
        return self._mentor(self.karim, skills=["booking", "social"], trades=["beauty"])

    @cached_property
    def awa_mentor(self):
        return self._mentor(self.awa, skills=["video", "site"], trades=["craft"])

    def _mentor(self, person, **fields):
        from chalandise.mentoring.models import Mentor
        moment = clock.local(date(2017, 9, 10), 10)
        return Mentor.objects.create(season=self.season, person=person, state=Mentor.State.ACCEPTED, applied_at=moment,
                                     met_at=moment, decided_at=moment, availability=["mon-am", "thu-pm"], **fields)

    # --- shops ---

    @cached_property
    def lys(self):
        return self._shop("Institut Lys", trade="beauty", number="112", street="rue Fondaudège", postcode="33000", city="Bordeaux",
                          channels=["social"])

    @cached_property
    def cuir(self):
        return self._shop("L’Atelier du Cuir", trade="craft", number="41", street="avenue de la Libération", postcode="33110",
                          city="Le Bouscat", channels=[])

    def _shop(self, name, **fields):
        from chalandise.shops.models import Shop
        return Shop.objects.create(territory=self.bordeaux, name=name, created_at=clock.now(), source="team", **fields)

    @cached_property
    def pairing(self):
        """Karim accompanies Institut Lys since 25 September 2017."""
        from chalandise.mentoring.models import Pairing
        from chalandise.seasons.models import PanelPlace
        self.lila  # noqa: B018  (the merchant exists)
        opened = clock.local(date(2017, 9, 25), 10)
        PanelPlace.objects.create(season=self.season, shop=self.lys, since=opened)
        grant_role(person=self.karim, kind=Role.Kind.COMPANION, scope_id=self.lys.pk)
        return Pairing.objects.create(season=self.season, shop=self.lys, mentor=self.karim_mentor, fit=82,
                                      opened_at=opened, announced_at=opened, opened_by=self.rose)

    # --- money ---

    @cached_property
    def club(self):
        """A partner of the season that pays."""
        return self._partner("Club Démonstration")

    @cached_property
    def bank(self):
        """Another partner that pays."""
        return self._partner("Banque de Démonstration")

    def _partner(self, name):
        from chalandise.people.models import Organisation
        from chalandise.seasons.models import Partner
        return Partner.objects.create(season=self.season, organisation=Organisation.objects.create(name=name), kind="money")

    @cached_property
    def pot(self):
        """The pot of the season: 1 000 € promised by the club, 800 € arrived."""
        from chalandise.funding.operations import open_pot, promise, receive
        pot = open_pot(by=self.rose, season=self.season)
        promise(by=self.rose, partner=self.club, amount="1000")
        receive(by=self.rose, partner=self.club, amount="800")
        return pot

    # --- ideas and actions ---

    @cached_property
    def idea(self):
        """Awa proposes online booking to Institut Lys: 180 €, two hours."""
        from chalandise.actions.operations.ideas import propose_idea
        self.pairing, self.awa_mentor  # noqa: B018
        return propose_idea(by=self.awa, season=self.season, shop=self.lys, kind="booking", cost="180", effort=2,
                            title="Prendre des rendez-vous le soir", text="Un agenda en ligne, ouvert quand l’institut est fermé.")

    @cached_property
    def action(self):
        """Lila adopted Awa's idea; the pot is asked for 180 €."""
        from chalandise.actions.operations.adoption import adopt
        self.pot, self.odile  # noqa: B018
        return adopt(by=self.lila, idea=self.idea)

    # --- catalogue ---

    @cached_property
    def ardoise(self):
        """A company that answers calls; `nadia` runs its space."""
        from chalandise.catalogue.models import Provider
        from chalandise.people.models import Organisation
        body = Organisation.objects.create(name="Ardoise", siren="732829320")
        return Provider.objects.create(organisation=body, contact_email="bonjour@ardoise.invalid", registered_at=clock.now())

    @cached_property
    def nadia(self):
        person = self.person("Nadia", "Castel")
        grant_role(person=person, kind=Role.Kind.PROVIDER, scope_id=self.ardoise.organisation_id)
        return person

    @cached_property
    def solution(self):
        """Ardoise RDV: a complete sheet, 19 € a month for three months, then 29 €."""
        return self._solution(self.ardoise, "Ardoise RDV", needs=["booking", "customer-file"], trades=["hairdresser", "beauty-salon"],
                              summary="Vos clients prennent rendez-vous la nuit, vous ne décrochez plus pendant un soin.",
                              price_setup="0", price_month="19", trial_months=3, price_after="29")

    def _solution(self, provider, name, **fields):
        from chalandise.catalogue.models import Solution
        fields = {"text": "Un agenda en ligne, relié à votre fiche.", "level": "beginner", "prerequisites": "Un téléphone.",
                  "commitment_months": 0, "data_location": "fr", "exit_text": "Un fichier de vos clients, en un clic.",
                  "exit_formats": "CSV", "accessibility": "partial", "languages": ["fr"], "install_hours": "2",
                  "references": "Douze salons à Villeneuve.", **fields}
        from django.utils.text import slugify
        return Solution.objects.create(provider=provider, slug=slugify(name), name=name, created_at=clock.now(), changed_at=clock.now(), **fields)

    @cached_property
    def call(self):
        """The call of 2017: published, open from 1 September to 31 October 2017, 18:00 in Paris; two criteria."""
        from chalandise.catalogue.models import Call, Criterion
        call = Call.objects.create(territory=self.bordeaux, slug="appel-2017", title="Appel à solutions 2017", text="Proposez-nous **mieux**.",
                                   needs=["booking", "order-ahead", "customer-file"], opens_at=clock.local(date(2017, 9, 1), 9),
                                   deadline=clock.local(date(2017, 10, 31), 18), created_by=self.odile, created_at=clock.local(date(2017, 8, 28), 10),
                                   published_by=self.odile, published_at=clock.local(date(2017, 8, 30), 10))
        for order, (code, label, weight) in enumerate((("useful", "Utile à une petite boutique", 2), ("exit", "On peut partir", 1))):
            Criterion.objects.create(call=call, code=code, label=label, weight=weight, order=order,
                                     anchors=["Pas du tout", "Un peu", "Assez", "Beaucoup", "Tout à fait"])
        return call

    @cached_property
    def submission(self):
        """Ardoise answered the call; version 1 is what reviewers read."""
        from chalandise.catalogue.models import Submission, SubmissionVersion
        moment = clock.local(date(2017, 10, 20), 15)
        submission = Submission.objects.create(call=self.call, solution=self.solution, number=1, motivation="Les salons de la rue.", state="submitted",
                                               created_by=self.nadia, created_at=moment, saved_at=moment, submitted_at=moment)
        sheet = {"name": self.solution.name, "summary": self.solution.summary, "motivation": submission.motivation}
        SubmissionVersion.objects.create(submission=submission, number=1, sheet=sheet, by=self.nadia, at=moment)
        return submission

    @cached_property
    def reviewer(self):
        """Théo Brun accepted to review the call of 2017."""
        from chalandise.catalogue.models import Reviewer
        person = self.person("Théo", "Brun")
        grant_role(person=person, kind=Role.Kind.REVIEWER, scope_id=self.call.pk)
        moment = clock.local(date(2017, 10, 10), 9)
        return Reviewer.objects.create(call=self.call, person=person, needs=["booking"], load=5, invited_by=self.odile, invited_at=moment,
                                       accepted_at=moment)

    @cached_property
    def qualification(self):
        """Ardoise RDV is in the catalogue of Bordeaux – Le Bouscat from 20 November 2017, for twelve months."""
        from chalandise.catalogue.models import CatalogueChange, Evidence, Qualification
        row = Qualification.objects.create(solution=self.solution, territory=self.bordeaux, call=self.call, since=date(2017, 11, 20),
                                           until=date(2018, 11, 20), summary="Simple, et l’on part avec ses clients.")
        Evidence.objects.create(solution=self.solution, counted_at=clock.now())
        CatalogueChange.objects.create(solution=self.solution, territory=self.bordeaux, kind="qualified", at=clock.now())
        return row
