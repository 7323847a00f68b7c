"""What the actions' room knows that pairings need (health, missing skills): the doors bring it, no import climbs."""
from django.utils.translation import ngettext

from chalandise.actions.models import Action
from chalandise.actions.queries.actions import actions_run_by
from chalandise.foundation import clock
from chalandise.mentoring.queries.health import Move
from chalandise.mentoring.queries.skills import skills_for

OPEN = (Action.State.ADOPTED, Action.State.RUNNING, Action.State.BLOCKED)


def dropped_of(person, season):
    """Return (pairing id, day) of each action stopped before its end (one query)."""
    rows = actions_run_by(person, season).filter(state=Action.State.DROPPED, pairing__isnull=False)
    return [(a.pairing_id, (a.finished_at or a.changed_at).astimezone(clock.PARIS).date()) for a in rows]


def moves_of(person, season):
    """Return by pairing id the open action that has not moved for longest (one query)."""
    found = {}
    for action in actions_run_by(person, season).filter(state__in=OPEN, pairing__isnull=False).order_by("-changed_at"):
        day = action.changed_at.astimezone(clock.PARIS).date()
        found[action.pairing_id] = Move(action.title, day, day if action.state == Action.State.BLOCKED else None, action.pk)
    return found


def planned_skills(person, season):
    """Return by pairing id the skills that its open actions ask for (one query)."""
    found = {}
    for action in actions_run_by(person, season).filter(state__in=OPEN, pairing__isnull=False):
        found.setdefault(action.pairing_id, set()).update(skills_for(action.kind))
    return found


def unplanned_words(actions):
    """Say how many actions nobody will be able to measure, or ""."""
    many = len(actions)
    return ngettext("%(n)s action n’a pas de mesure prévue.", "%(n)s actions n’ont pas de mesure prévue.", many) % {"n": many} if many else ""
