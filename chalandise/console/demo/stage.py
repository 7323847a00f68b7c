"""The stage of the demo: its clock, its chance, its people, and an agenda of what happens when."""
import csv
import heapq
import json
import random
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path

from django.db import transaction

from chalandise.foundation import clock
from chalandise.people.models import Person, Persona

DATA = Path(__file__).resolve().parent.parent / "data" / "demo"
DOMAIN = "demo.chalandise.invalid"  # .invalid never resolves (RFC 2606): nobody can receive a mail of the demo


def address(given, family):
    """Return the demo's e-mail address of somebody."""
    from chalandise.foundation.names import fold  # noqa: PLC0415  (app registry)
    return f"{fold(given)}.{fold(family)}@{DOMAIN}".replace(" ", "-").replace("'", "")


def rows(name):
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


class Stage:
    """Plays events in the order of their moments, each at its own hour by the trade's clock.

    Parameters
    ----------
    until : date
        The last day played, up to ten in the morning.
    seed : int
        Fixes every chance of the demo.
    """

    def __init__(self, *, until, seed):
        self.until = clock.local(until, 10)
        self.chance = random.Random(seed)
        self.seed = seed
        self.agenda, self.order = [], count()
        self.people, self.shops, self.applications, self.personas = {}, {}, {}, 0
        self.giving = {}     # shops that give their takings: who speaks for each, by what
        self.missed = set()  # shops whose merchant was not there once

    @cached_property
    def story(self):
        return json.loads((DATA / "story.json").read_text(encoding="utf-8"))

    def at(self, moment, event, *args):
        """Put an event in the agenda; same moment, same order as written."""
        heapq.heappush(self.agenda, (moment, next(self.order), event, args))

    def hour(self, day, hour=10, minute=0):
        return clock.local(day, hour, minute)

    def later(self, *, days=0, hours=0, minutes=0):
        """Return a moment after now, in working hours of the street (9 to 19), never on a Sunday."""
        moment = (clock.now() + timedelta(days=days, hours=hours, minutes=minutes)).astimezone(clock.PARIS)
        day = moment.date()
        while day.weekday() == 6:
            day += timedelta(days=1)
        return clock.local(day, min(max(moment.hour, 9), 18), moment.minute)

    def play(self, say=None):
        """Play the agenda up to the end; events may add others."""
        played = 0
        while self.agenda and self.agenda[0][0] <= self.until:
            moment, _, event, args = heapq.heappop(self.agenda)
            with clock.at(moment), transaction.atomic():
                event(*args)
            played += 1
            if say and played % 100 == 0:
                say(moment, played)
        return played

    def person(self, given, family, *, mail=True, phone=""):
        """Return somebody of the demo, made once."""
        key = (given, family)
        if key not in self.people:
            self.people[key] = Person.objects.create_user(
                address(given, family) if mail else None, given_name=given, family_name=family, phone=phone, joined_at=clock.now())
        return self.people[key]

    def merchant(self, key):
        """Return (who speaks for a shop, by what): its merchant by a link, or Rose for who only has a telephone."""
        from chalandise.people.queries import holders  # noqa: PLC0415  (app registry)
        person = holders("merchant", self.shops[key].pk).first()
        return (person, "link") if person and person.email else (self.rose, "phone")

    def persona(self, person, sentence):
        """Offer somebody on the demo's first page."""
        self.personas += 1
        Persona.objects.update_or_create(person=person, defaults={"order": self.personas, "sentence": sentence})


def parse_day(text):
    """Return the date of "2017-11-20"; raise ValueError with a clear sentence otherwise."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--at wants a day such as 2017-11-20, not {text!r}") from None
