"""The named cast: the same few people and shops in every test. Nobody here exists.

Two territories, so that each test can check the wall: everything of Bordeaux–Le Bouscat, and Villeneuve next door.

- Rose Ferrand, référente of the season Fondaudège; Odile Marchand, responsible for the territory.
- Lila Sarda keeps Institut Lys (a beauty salon without site); Bruno Peyrac keeps L'Atelier du Cuir.
- Karim Benali and Awa Diop are mentors; Karim accompanies Institut Lys.
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
