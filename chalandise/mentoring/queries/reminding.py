"""The reminders as the team reads them: what was sent, to whom, why, what stops it, what comes next and when."""
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chalandise.computing.reminders import Plan, Status
from chalandise.foundation import wording
from chalandise.mentoring.models import Pairing, Reminder, ReminderHold
from chalandise.people.models import Person

WHAT = {
    "visit_soon": _("Visite qui approche"), "minutes_missing": _("Compte rendu à écrire"), "slots_waiting": _("Créneaux sans réponse"),
    "visit_missed": _("Visite à refixer"), "no_contact": _("Premier contact à prendre"), "visit_to_plan": _("Visite sans date"),
    "action_still": _("Action qui ne bouge pas"), "silence": _("Pas de nouvelles"),
}
STOPS = {
    "visit_soon": _("la visite est déplacée ou annulée, ou son jour arrive"),
    "minutes_missing": _("le compte rendu est écrit, ou la visite est notée comme manquée"),
    "slots_waiting": _("un créneau est choisi ou refusé, ou d’autres sont proposés"),
    "visit_missed": _("des créneaux sont proposés ou une date est fixée"),
    "no_contact": _("les deux se parlent, ou des créneaux sont proposés"),
    "visit_to_plan": _("des créneaux sont proposés ou une date est fixée"),
    "action_still": _("l’action bouge, se termine, ou dit ce qui la bloque"),
    "silence": _("n’importe quel signe de vie, ou une visite qui a une date"),
}
SIDES = {"merchant": _("commerçant"), "mentor": _("parrain")}
ORDER = (Status.REFERENT, Status.NOW, Status.LATER, Status.HELD, Status.STOPPED, Status.COMPLAINT, Status.GONE)


@dataclass(frozen=True)
class Row:
    """One reminder under way, ready to print."""

    plan: Plan
    pairing: Pairing
    person: Person
    hold: ReminderHold | None = None

    @property
    def what(self):
        words = str(WHAT[self.plan.matter.code])
        return gettext("%(what)s (visite %(n)s)") % {"what": words, "n": self.plan.matter.visit} if self.plan.matter.visit else words

    @property
    def side(self):
        return SIDES[self.plan.matter.side]

    @property
    def stops(self):
        return STOPS[self.plan.matter.code]

    @property
    def next(self):
        """What comes next, in one sentence."""
        return NEXT[self.plan.status](self.plan)

    @property
    def held(self):
        return self.hold is not None and self.plan.status in (Status.HELD, Status.STOPPED)

    @property
    def yours(self):
        return self.plan.status is Status.REFERENT


def _day(plan):
    return wording.day(plan.on)


def _step(plan):
    return gettext("premier rappel") if plan.step == 1 else gettext("second rappel") if plan.step == 2 else gettext("votre liste")


def _handed(plan):
    if plan.why == "bounced":
        return gettext("À vous : son adresse e-mail ne répond plus.")
    if plan.why == "no_address":
        return gettext("À vous : cette personne n’a pas d’adresse e-mail.")
    return gettext("À vous depuis le %(day)s : les rappels sont restés sans effet.") % {"day": _day(plan)}


NEXT = {
    Status.NOW: lambda p: gettext("%(what)s aujourd’hui") % {"what": _step(p).capitalize()},
    Status.LATER: lambda p: gettext("%(what)s le %(day)s") % {"what": _step(p).capitalize(), "day": _day(p)},
    Status.REFERENT: _handed,
    Status.HELD: lambda p: gettext("Mis de côté jusqu’au %(day)s") % {"day": _day(p)},
    Status.STOPPED: lambda p: gettext("Arrêté par l’équipe"),
    Status.COMPLAINT: lambda p: gettext("Rien ne part tant que la réclamation attend sa réponse"),
    Status.GONE: lambda p: gettext("Cette personne est partie"),
    Status.OVER: lambda p: gettext("Plus rien à dire"),
}


def rows_of(lines):
    """Return a Row for each reminder under way of some health lines: the referent's first, then by day (one query)."""
    pairings = {line.pairing.pk: line for line in lines}
    holds = {(h.pairing_id, h.person_id, h.reason): h for h in ReminderHold.objects.filter(pairing__in=list(pairings), lifted_at=None)}
    found = []
    for line in lines:
        people = {p.pk: p for p in (*line.merchants, line.pairing.mentor.person)}
        found += [Row(p, line.pairing, people[p.matter.person], holds.get((p.matter.pairing, p.matter.person, p.matter.key)))
                  for p in line.plans if p.status is not Status.OVER]
    return sorted(found, key=lambda r: (ORDER.index(r.plan.status), r.plan.on or r.plan.matter.since, r.pairing.shop.sort_key, r.person.pk))


def sent_of(season, *, pairing=None):
    """Return what was sent, newest first, with the letter of each (one query)."""
    rows = Reminder.objects.filter(pairing=pairing) if pairing else Reminder.objects.filter(pairing__season=season)
    return rows.select_related("pairing__shop", "person", "letter")


def what_was(reminder):
    """Return what a reminder was about and which one it was, in words."""
    words = str(WHAT.get(reminder.code, reminder.code))
    about = gettext("%(what)s (visite %(n)s)") % {"what": words, "n": reminder.visit} if reminder.visit else words
    return gettext("%(what)s, %(step)s") % {"what": about, "step": gettext("premier rappel") if reminder.step == 1 else gettext("second rappel")}


