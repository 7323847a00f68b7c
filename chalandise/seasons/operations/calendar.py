"""Writing a season's calendar: open the season, move, pin and pass its milestones, report progress."""
import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Conflict, Refused
from chalandise.people.models import Role
from chalandise.people.operations import grant_role
from chalandise.seasons.models import CharterText, Milestone, Season
from chalandise.seasons.queries import calendar, playbook

PLAYBOOK = "connecte-un-commercant"
RESERVED = {"territoire", "moi", "nouvelle"}  # first words of the team's other addresses


@transaction.atomic
def open_season(*, by, territory, axis, perimeter=None, name, starts_on, playbook_key=PLAYBOOK, playbook_version=None,
                as_referent=False):
    """Make a season and its calendar from a playbook; its charters are published as version 1.

    Parameters
    ----------
    as_referent : bool
        Also make `by` a referent of the season and its named contact.

    Raises
    ------
    Refused
        The axis or the perimeter belongs elsewhere, or the season is already there.
    """
    _refuse_place(territory, axis, perimeter)
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Donnez un nom à la saison, par exemple « Saison 2017–2018 »."), field="name")
    if Season.objects.filter(axis=axis, name=name).exists():
        raise Refused(_("Une saison porte déjà ce nom sur cet axe. Choisissez-en un autre."), field="name")
    book = playbook.load(playbook_key, playbook_version)
    season = Season.objects.create(
        territory=territory, axis=axis, perimeter=perimeter, name=name, slug=_free_slug(axis, starts_on),
        playbook_key=book["key"], playbook_version=book["version"], playbook=book, starts_on=starts_on,
        panel_size=book["panel_size"], contact=by if as_referent else None, created_at=clock.now())
    draw_milestones(season=season)
    _publish_charters(season)
    if as_referent:
        grant_role(person=by, kind=Role.Kind.REFERENT, scope_id=season.pk)
    journal.record("season.opened", by=by, on=[season, territory])
    return season


def draw_milestones(*, season):
    """Create the milestones of a season that has none yet; returns them."""
    found = calendar.draft(playbook.of(season), season.starts_on, season.territory)
    for milestone in found:
        milestone.season = season
    return Milestone.objects.bulk_create(found)


def _refuse_place(territory, axis, perimeter):
    if axis.territory_id != territory.pk:
        raise Refused(_("Cet axe appartient à un autre territoire."), field="axis")
    if perimeter and perimeter.axis_id != axis.pk:
        raise Refused(_("Ce périmètre n’est pas sur l’axe choisi. Choisissez un périmètre de « %s ».") % axis.name,
                      field="perimeter")


def _free_slug(axis, starts_on):
    stem = f"{slugify(axis.slug or axis.name)[:60] or 'saison'}-{starts_on.year}"
    taken = set(Season.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    return next(s for s in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def _publish_charters(season):
    for audience in playbook.AUDIENCES:
        text = playbook.charter(season, audience)
        CharterText.objects.get_or_create(
            season=season, audience=audience, version=1,
            defaults={"text": text, "digest": hashlib.sha256(text.encode()).hexdigest(), "published_at": clock.now()})


@transaction.atomic
def move_milestone(*, by, milestone, on, seen_on=None):
    """Move a milestone; those that lean on it follow, unless pinned or past. Returns the Move that was made.

    Parameters
    ----------
    seen_on : date, optional
        The date that the person saw; when somebody moved it meanwhile a Conflict shows both.
    """
    season = Season.objects.select_for_update(of=("self",)).select_related("territory").get(pk=milestone.season_id)
    present = season.milestones.get(pk=milestone.pk)
    if seen_on and present.on not in (seen_on, on):
        raise Conflict(_("Quelqu’un vient de déplacer « %(what)s ». Comparez les deux dates, puis enregistrez celle que vous "
                         "gardez.") % {"what": present.label},
                       theirs={"on": present.on}, yours={"on": on}, version=season.version)
    move = calendar.preview_move(present, on)
    for change in move.changes:
        Milestone.objects.filter(pk=change.milestone.pk).update(on=change.on, until=change.until, slid_from=change.slid_from)
    if move.changes:
        _order(season)
        journal.record("milestone.moved", by=by, on=[season, *(c.milestone for c in move.changes)],
                       changes={c.milestone.key: [c.before.isoformat(), c.on.isoformat()] for c in move.changes})
    milestone.refresh_from_db()
    return move


def _order(season):
    """Keep the order of the line that of the dates."""
    rows = sorted(season.milestones.all(), key=lambda m: (m.on, m.order))
    for order, row in enumerate(rows, 1):
        row.order = order
    Milestone.objects.bulk_update(rows, ["order"])


@transaction.atomic
def pin(*, by, milestone):
    """Hold a milestone where it stands: it no longer follows the others."""
    if Milestone.objects.filter(pk=milestone.pk, pinned=False).update(pinned=True):
        journal.record("milestone.pinned", by=by, on=[milestone.season, milestone])
    milestone.pinned = True


@transaction.atomic
def unpin(*, by, milestone):
    """Let a milestone follow the others again from where it stands."""
    if Milestone.objects.filter(pk=milestone.pk, pinned=True).update(pinned=False):
        journal.record("milestone.unpinned", by=by, on=[milestone.season, milestone])
    milestone.pinned = False


@transaction.atomic
def pass_milestone(*, by, milestone):
    """Mark a milestone as done; twice is the same as once."""
    if Milestone.objects.filter(pk=milestone.pk, passed_at=None).update(passed_at=clock.now()):
        journal.record("milestone.passed", by=by, on=[milestone.season, milestone])
    milestone.refresh_from_db()


@transaction.atomic
def reopen_milestone(*, by, milestone):
    """Take back that a milestone was done."""
    if Milestone.objects.filter(pk=milestone.pk).exclude(passed_at=None).update(passed_at=None):
        journal.record("milestone.reopened", by=by, on=[milestone.season, milestone])
    milestone.refresh_from_db()


def record_progress(*, season, key, done, due, late):
    """Report how much of a milestone is done, due and late; a season without this milestone ignores it.

    Called by the rooms that do the work after each gesture that changes a count; one row, one query, no journal entry
    (the gesture has its own).
    """
    return Milestone.objects.filter(season=season, key=key).update(done=done, due=due, late=late)


BEFORE = timedelta(days=120)  # a date that prepares a season belongs on its line


@transaction.atomic
def note_date(*, by, territory, key, on, label_fr, label_en=""):
    """Show a date decided outside the seasons (the deadline of a call) on the line of a territory's open seasons.

    It leans on nothing and nothing leans on it; called again with another date, it moves, with the same one nothing is
    written. A season that the date does not concern (over before it, or begun long after) is left alone.
    Returns the Milestones.
    """
    found = []
    for season in Season.objects.select_for_update(of=("self",)).filter(territory=territory, closure=None).order_by("pk"):
        last = season.milestones.exclude(key=key).aggregate(last=Max("on"))["last"]
        if last is None or not season.starts_on - BEFORE <= on <= last:
            season.milestones.filter(key=key).delete()
            continue
        values = {"on": on, "label_fr": label_fr[:120], "label_en": label_en[:120], "pinned": True}
        known = season.milestones.filter(key=key).first()
        if known and all(getattr(known, name) == value for name, value in values.items()):
            found.append(known)
            continue
        milestone, made = Milestone.objects.update_or_create(season=season, key=key, defaults=values,
                                                             create_defaults={**values, "planned_on": on, "order": 0})
        _order(season)
        journal.record("milestone.noted", by=by, on=[season, milestone], changes={"on": [known.on.isoformat() if known else "", on.isoformat()]})
        found.append(milestone)
    return found
