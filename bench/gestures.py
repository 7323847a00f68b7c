"""The busiest pages and gestures, of the team, of a merchant, of a mentor, of a passer-by; and a plain page beside them.

A gesture that writes is played up to its commit, with what it queues, and rolled back: the same rows serve again.
"""
import uuid
from collections import namedtuple
from datetime import date

from django.test import Client
from django.urls import reverse

from bench.multiply import STRIDE
from chalandise.foundation import clock
from chalandise.mentoring.models import Visit
from chalandise.people.models import Role
from chalandise.people.operations import issue_link
from chalandise.seasons.models import Season

Gesture = namedtuple("Gesture", "name who address typed", defaults=[None])  # what is typed: then it is a POST
APPLYING = date(2017, 9, 15)  # the invitation is open
APPLICATION = {
    "shop_name": "Le Petit Velours", "trade": "craft", "number": "12", "street": "rue Fondaudège", "postcode": "33000", "city": "Bordeaux",
    "need": "Être trouvée par les gens du quartier.", "channels": ["social"], "given_name": "Inès", "family_name": "Velours",
    "email": "ines.velours@bench.invalid", "gesture": "send"}
MINUTES = {"gesture": "minutes", "duration": "60", "travel": "10", "on": "2017-11-18", "themes": [], "seen": "La vitrine.",
           "decided": "Un compte par semaine.", "next_step": "Trois photos", "next_on": "2017-12-04"}


def propose_hours(season):
    """Put the demo's first visit to plan before its merchant, for whom picking an hour is a gesture of the list."""
    from chalandise.mentoring.operations.visits import propose_slots
    visit = Visit.objects.filter(pairing__season=season, pairing__ended_at=None, state="to_plan").order_by("pk").first()
    slots = [(clock.local(date(2017, 11, day), 14), clock.local(date(2017, 11, day), 15)) for day in (27, 28, 29)]
    propose_slots(visit=visit, slots=slots, by=visit.pairing.mentor.person)


class Scene:
    """One copy of the demo season: its people, signed in, and the rows that the gestures are about."""

    def __init__(self, place):
        self.season = Season.objects.select_related("territory").get(pk__gte=place * STRIDE, pk__lt=(place + 1) * STRIDE)
        visits = Visit.objects.filter(pairing__season=self.season, pairing__ended_at=None).select_related("pairing__mentor__person").order_by("pk")
        self.proposed, self.planned = visits.filter(state="proposed").first(), visits.filter(state="to_plan").first()
        self.pairing = self.planned.pairing
        self.action = self.season.actions.filter(steps__done_at=None, state="running").order_by("pk").first()
        self.step = self.action.steps.filter(done_at=None).first()
        self.people = {"referent": self._holder("referent", self.season.pk), "mentor": self.pairing.mentor.person,
                       "merchant": self._holder("merchant", self.pairing.shop_id), "owner": self._holder("merchant", self.action.shop_id)}
        picking = issue_link(purpose="visit.merchant", person=self._holder("merchant", self.proposed.pairing.shop_id), target=self.proposed)
        self.link, self.slot = picking[picking.index("/l/"):], self.proposed.slots.first().pk
        self.clients = {who: self._signed_in(person) for who, person in self.people.items()}

    def _signed_in(self, person):
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def _holder(self, kind, key):
        return Role.objects.filter(kind=kind, scope_id=key, until=None).order_by("pk").first().person

    def client(self, who):
        """Return the browser of somebody; a passer-by's is always new."""
        return self.clients[who] if who else Client()


def _at(name, *keys):
    """Return how to find the address of a route: `keys` are attributes of the scene, "season" its slug."""
    def address(scene):
        return reverse(name, args=[scene.season.slug if key == "season" else _read(scene, key) for key in keys])
    return address


def _read(scene, path):
    for word in path.split("."):
        scene = getattr(scene, word)
    return scene


PAGES = [
    Gesture("Monday list", "referent", _at("team:monday", "season")),
    Gesture("one pairing", "referent", _at("team:pairing", "season", "pairing.pk")),
    Gesture("applications", "referent", _at("team:applications", "season")),
    Gesture("actions", "referent", _at("team:actions", "season")),
    Gesture("pot", "referent", _at("team:pot", "season")),
    Gesture("search", "referent", lambda scene: reverse("team:search", args=[scene.season.slug]) + "?q=cuir"),
    Gesture("merchant's home", "merchant", _at("merchant:home", "pairing.shop_id")),
    Gesture("mentor's home", "mentor", _at("mentor:home", "season")),
    Gesture("mentor's merchant", "mentor", _at("mentor:pairing", "season", "pairing.pk")),
    Gesture("public season", "", _at("public:season", "season")),
]
WRITING = [
    Gesture("apply", "", _at("public:apply", "season"), lambda scene: APPLICATION),
    Gesture("propose hours", "mentor", _at("mentor:visit", "season", "planned.pk"), lambda scene: {
        "gesture": "propose", "first": "2017-12-05T09:00", "second": "2017-12-06T09:00", "third": "2017-12-07T09:00", "length": "60"}),
    Gesture("pick an hour", "", lambda scene: scene.link, lambda scene: {"gesture": "choose", "slot": scene.slot}),
    Gesture("write minutes", "mentor", _at("mentor:minutes", "season", "planned.pk"), lambda scene: MINUTES | {"client_key": str(uuid.uuid4())}),
    Gesture("tick a step", "owner", _at("merchant:action_step", "action.shop_id", "action.pk", "step.pk"), lambda scene: {"geste": "faite"}),
    Gesture("note a call", "referent", _at("team:pairing_call", "season", "pairing.pk"), lambda scene: {"side": "merchant", "answered": "on"}),
    Gesture("ask for money", "referent", _at("team:pot_request", "season"), lambda scene: {
        "label": "Affiches", "amount": "120", "supplier": "Imprimerie", "once": uuid.uuid4().hex}),
]
PLAIN = [Gesture("plain Django list", "referent", _at("bench_list", "season.pk"))]  # bench/urls.py
GESTURES = {gesture.name: gesture for gesture in PAGES + WRITING + PLAIN}
