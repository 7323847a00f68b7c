"""Where a person is at home: one place for each role, in the order of what is done most often."""
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from chalandise.catalogue.queries.access import providers_of, reviewerships_of
from chalandise.mentoring.queries import mentorships_of
from chalandise.people.models import Role
from chalandise.people.queries import hats_of
from chalandise.seasons.queries import seasons_followed_by, seasons_run_by
from chalandise.shops.queries import shops_kept_by
from chalandise.territory.queries import territories_run_by

FOLLOWERS = (Role.Kind.PARTNER, Role.Kind.COMMITTEE)


@dataclass(frozen=True)
class Place:
    """One hat: its words, the name of the place, where it leads ("" when nothing is there yet)."""

    words: object
    name: str
    address: str


def _first(*names, args=()):
    for name in names:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            continue
    return ""


def _followers_words(hats, season):
    """Say in one line what somebody is to a season: a partner may sit on its committee too."""
    return ", ".join(str(kind.label) for kind in FOLLOWERS if season.pk in hats.get(kind, ()))


def places_of(person):
    """Return the places of a person, in a constant number of queries."""
    hats = hats_of(person)
    found = []
    if Role.Kind.REFERENT in hats or Role.Kind.ADMIN in hats:
        found += [Place(_("Équipe de la saison"), s.name, _first("team:monday", "team:season", "team:outbox", args=[s.slug]))
                  for s in seasons_run_by(person)]
    if Role.Kind.ADMIN in hats:
        found += [Place(_("Responsable du territoire"), t.name, _first("team:territory", "team:members", args=[t.slug]))
                  for t in territories_run_by(person)]
    if Role.Kind.MERCHANT in hats:
        found += [Place(_("Ma boutique"), s.name, _first("merchant:home", args=[s.pk])) for s in shops_kept_by(person)]
    if Role.Kind.MENTOR in hats:
        found += [Place(_("Parrain, marraine"), m.season.name, _first("mentor:home", args=[m.season.slug]))
                  for m in mentorships_of(person)]
    if any(kind in hats for kind in FOLLOWERS):
        found += [Place(_followers_words(hats, s), s.name, _first("public:partner", args=[s.slug])) for s in seasons_followed_by(person)]
    if Role.Kind.PROVIDER in hats:
        found += [Place(_("Mon entreprise"), str(p), _first("provider:home", args=[p.pk])) for p in providers_of(person)]
    if Role.Kind.REVIEWER in hats:
        found += [Place(_("Relecture d’un appel"), r.call.title, _first("reviewer:home", args=[r.call.slug])) for r in reviewerships_of(person)]
    if person.is_superuser:
        found.append(Place(_("Exploitation"), _("État du service"), _first("health")))
    return found
