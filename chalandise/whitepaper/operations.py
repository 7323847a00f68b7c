"""Writing: make an edition, publish it, take it back; make a committee's pack and send it."""
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import Gathering, Season
from chalandise.seasons.operations.calendar import record_progress
from chalandise.seasons.queries import people_of_season
from chalandise.whitepaper import mails
from chalandise.whitepaper.models import Edition, Pack
from chalandise.whitepaper.queries import digest, gather, gather_pack


@transaction.atomic
def make_edition(*, by, season):
    """Freeze the white paper as it is now under the next number; the same content again gives the same edition."""
    season = Season.objects.select_for_update(of=("self",)).select_related("territory", "axis").get(pk=season.pk)
    content = gather(season)
    last = Edition.objects.filter(season=season).order_by("-number").first()
    if last and _told(last.content) == _told(content):
        return last
    number = (Edition.objects.filter(season=season).aggregate(n=Max("number"))["n"] or 0) + 1
    edition = Edition.objects.create(season=season, number=number, made_at=clock.now(), by=by, content=content, digest=digest(content))
    journal.record("whitepaper.made", by=by, on=[edition, season], changes={"number": [None, number]})
    return edition


def _told(content):
    """Return what an edition tells, whatever the hour it was made."""
    return digest({k: v for k, v in content.items() if k != "at"})


@transaction.atomic
def publish(*, by, edition):
    """Open an edition to everybody; publishing twice is the same as once.

    Raises
    ------
    Refused
        Its content was altered since it was made.
    """
    edition = Edition.objects.select_for_update(of=("self",)).select_related("season__territory").get(pk=edition.pk)
    if digest(edition.content) != edition.digest:
        raise Refused(_("Le contenu de cette édition a changé depuis qu’elle a été faite : faites une nouvelle édition."))
    if edition.published_at is None:
        edition.published_at = clock.now()
        edition.save(update_fields=["published_at"])
        journal.record("whitepaper.published", by=by, on=[edition, edition.season])
        record_progress(season=edition.season, key="whitepaper", done=1, due=1, late=0)
    return edition


@transaction.atomic
def unpublish(*, by, edition):
    """Close an edition; it stays in the team's list."""
    edition = Edition.objects.select_for_update(of=("self",)).select_related("season__territory").get(pk=edition.pk)
    if edition.published_at is not None:
        edition.published_at = None
        edition.save(update_fields=["published_at"])
        journal.record("whitepaper.unpublished", by=by, on=[edition, edition.season])
        if not Edition.objects.filter(season=edition.season, published_at__isnull=False).exists():
            record_progress(season=edition.season, key="whitepaper", done=0, due=1, late=0)
    return edition


@transaction.atomic
def make_pack(*, by, gathering, requests=()):
    """Freeze the figures of the day for one committee; a newer pack stands beside the older ones.

    Raises
    ------
    Refused
        The gathering is not a committee, or was cancelled.
    """
    gathering = Gathering.objects.select_for_update(of=("self",)).select_related("season__territory", "season__axis").get(pk=gathering.pk)
    if gathering.kind != Gathering.Kind.COMMITTEE or gathering.cancelled_at:
        raise Refused(_("Un dossier se prépare pour un comité de pilotage qui n’est pas annulé."))
    pack = Pack.objects.create(gathering=gathering, made_at=clock.now(), by=by, content=gather_pack(gathering, requests))
    journal.record("whitepaper.pack_made", by=by, on=[pack, gathering, gathering.season])
    return pack


@transaction.atomic
def send_pack(*, by, pack):
    """Write to the committee and the partners with a link that needs no password; once for each pack. Returns how many.

    Raises
    ------
    Refused
        Nobody is of the committee yet, or everybody has received this pack.
    """
    season = pack.gathering.season
    people = {person.pk: person for _role, person in people_of_season(season) if person.is_active}
    if not people:
        raise Refused(_("Personne n’est encore membre du comité ni partenaire : ajoutez-les à la saison d’abord."))
    written = sum(mails.pack_ready(pack, person, by=by) for person in people.values())
    if not written:
        raise Refused(_("Tous ont déjà reçu ce dossier. Faites-en un nouveau si les chiffres ont changé."))
    journal.record("whitepaper.pack_sent", by=by, on=[pack, pack.gathering, season], changes={"letters": [0, written]})
    return written
