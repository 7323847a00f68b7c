"""Who is away, who covers, and who therefore gets the Monday list and the alerts."""
from dataclasses import dataclass

from django.db.models import Q

from chalandise.foundation import clock
from chalandise.mentoring.models import Absence, RelayNote
from chalandise.people.models import Person, Role
from chalandise.people.queries import holders


@dataclass(frozen=True)
class Away:
    """An absence under way, as one colleague reads it."""

    absence: Absence
    mine: bool          # the reader covers it
    note: RelayNote | None

    @property
    def nobody(self):
        return self.absence.cover_id is None


def absences_of(season):
    """Return the absences of a season under way or to come."""
    return Absence.objects.filter(season=season, ended_at=None, ends_on__gte=clock.today()).select_related("person", "cover")


def away_now(season):
    """Return the absences of today."""
    return absences_of(season).filter(starts_on__lte=clock.today())


def seen_by(person, season):
    """Return the absences of today with the last note that each left, for a colleague (two queries)."""
    found = [a for a in away_now(season) if a.person_id != person.pk]
    notes = {}
    for note in RelayNote.objects.filter(season=season, by__in=[a.person_id for a in found]).order_by("at", "pk") if found else ():
        notes[note.by_id] = note if note.text else None
    return [Away(a, a.cover_id == person.pk, notes.get(a.person_id)) for a in found]


def speaks_for(season):
    """Return the season's contact, or whoever covers them today; None when the season has none."""
    if season.contact_id is None:
        return None
    absence = away_now(season).filter(person=season.contact_id, cover__isnull=False).first()
    return absence.cover if absence else season.contact


def followers(season):
    """Return who follows a season today: its referents who are there and those who cover; else who runs the territory."""
    away = list(away_now(season))
    gone, covers = {a.person_id for a in away}, {a.cover_id for a in away if a.cover_id}
    here = Person.objects.filter(Q(pk__in=holders(Role.Kind.REFERENT, season.pk).values("pk")) | Q(pk__in=covers)).exclude(pk__in=gone - covers)
    found = list(here.filter(is_active=True).order_by("sort_key", "pk"))
    return found or list(holders(Role.Kind.ADMIN, season.territory_id).filter(is_active=True).order_by("sort_key", "pk"))
