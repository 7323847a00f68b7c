"""A referent is away, says who covers, comes back; whoever covers sees the season meanwhile."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails.followup import write_cover
from chalandise.mentoring.models import Absence
from chalandise.people.models import Role
from chalandise.people.operations import cover_role
from chalandise.people.queries import roles_now

LONGEST = 92  # days


@transaction.atomic
def say_away(*, season, person, starts_on, ends_on, by, cover=None):
    """Note that a referent is away between two days, and who covers (None: the other referents see it).

    Who does not follow the season yet may do so during these days, and is told by mail.

    Raises
    ------
    Refused
        The dates are in the wrong order, past, too long, or overlap another absence; the cover is the person, or away too.
    """
    if ends_on < starts_on:
        raise Refused(_("Le dernier jour vient avant le premier. Corrigez les dates."), field="until")
    if ends_on < clock.today():
        raise Refused(_("Ces dates sont passées. Choisissez une période à venir."), field="until")
    if (ends_on - starts_on).days > LONGEST:
        raise Refused(_("Au-delà de trois mois, passez plutôt le relais."), field="until")
    standing = Absence.objects.select_for_update(of=("self",)).filter(season=season, ended_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on)
    if standing.filter(person=person).exists():
        raise Refused(_("Une absence est déjà notée à ces dates. Terminez-la d’abord."), field="since")
    _check(standing, person, cover)
    made = Absence.objects.create(season=season, person=person, cover=cover, starts_on=starts_on, ends_on=ends_on, by=by, at=clock.now())
    journal.record("referent.away", by=by, on=[season], territory=season.territory_id,
                   changes={"starts_on": [None, starts_on.isoformat()], "ends_on": [None, ends_on.isoformat()]})
    if cover:
        _lend(made, by)
    return made


def _check(standing, person, cover):
    if cover is None:
        return
    if cover == person:
        raise Refused(_("Choisissez une autre personne que vous."), field="person")
    if standing.filter(person=cover).exists():
        raise Refused(_("%(name)s s’absente aussi à ces dates. Choisissez quelqu’un d’autre.") % {"name": cover.full_name}, field="person")


def _lend(absence, by):
    """Give the cover what it takes: the season for these days, or a word when they follow it already."""
    lasting = roles_now().filter(person=absence.cover, kind=Role.Kind.REFERENT, scope_id=absence.season_id, until=None)
    if lasting.exists():
        write_cover(absence)
    else:
        cover_role(by=by, person=absence.cover, kind=Role.Kind.REFERENT, place=absence.season, since=max(absence.starts_on, clock.today()),
                   until=absence.ends_on, scope=("season", absence.season_id))


@transaction.atomic
def cover_absence(*, absence, by):
    """A colleague of the season takes an absence that nobody covers; the first to say so has it, twice is once."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("season", "person").get(pk=absence.pk)
    if absence.cover_id == by.pk:
        return absence
    if absence.cover_id:
        raise Refused(_("%(name)s assure déjà ce relais : quelqu’un vient de le décider.") % {"name": absence.cover.full_name})
    if absence.person_id == by.pk:
        raise Refused(_("Choisissez une autre personne que vous."))
    absence.cover = by
    absence.save(update_fields=["cover"])
    journal.record("referent.covered", by=by, on=[absence.season], territory=absence.season.territory_id)
    return absence


@transaction.atomic
def come_back(*, absence, by):
    """The referent is back, or will not leave: the list is theirs again and the cover's days end. Twice is once."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("season").get(pk=absence.pk)
    if absence.ended_at:
        return absence
    absence.ended_at = clock.now()
    absence.save(update_fields=["ended_at"])
    if absence.cover_id:
        Role.objects.filter(person=absence.cover_id, kind=Role.Kind.REFERENT, scope_id=absence.season_id, until__gt=clock.now()).update(
            until=clock.now())
    journal.record("referent.back", by=by, on=[absence.season], territory=absence.season.territory_id)
    return absence
