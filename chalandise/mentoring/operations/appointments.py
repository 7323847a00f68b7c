"""The appointment of a visit: fixed, moved, cancelled, missed. Calendars follow: one identity, a sequence that grows."""
import copy
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal, wording
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import visits as letters
from chalandise.mentoring.models import Mentor, Visit
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.visits import EARLIEST, FULL, LATEST, busy, merchants_of
from chalandise.people.models import Person

S = Visit.State


def locked(visit):
    """Return the visit read again under a lock; the person who mentors is locked too, whatever the season: one visit at a time."""
    visit = Visit.objects.select_for_update(of=("self",)).select_related(*FULL).get(pk=visit.pk)
    mentor = Mentor.objects.select_for_update(of=("self",)).get(pk=visit.pairing.mentor_id)
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=mentor.person_id)
    return visit


def on_visit(verb, visit, *, by, via="", changes=None):
    """Write a journal entry on the visit, its pairing and its shop."""
    journal.record(verb, by=by, via=via, changes=changes, on=[visit, visit.pairing, visit.pairing.shop])


def check_open(visit):
    """Refuse a gesture on a visit that is over or whose pairing is."""
    if visit.pairing.ended_at or visit.state == S.CANCELLED:
        raise Refused(_("Ce parrainage est terminé : ses visites ne changent plus. Appelez l’équipe s’il doit reprendre."))
    if visit.state == S.DONE:
        raise Refused(_("Cette visite a déjà eu lieu. Pour changer ce qui en est dit, modifiez son compte rendu."))


def check_times(times, *, taken=()):
    """Refuse slots in the past, at night, over a day's end, or over each other or what is already taken."""
    now = clock.now()
    for start, end in times:
        local, until = start.astimezone(clock.PARIS), end.astimezone(clock.PARIS)
        if start <= now:
            raise Refused(_("%(when)s est déjà passé. Choisissez un moment à venir.") % {"when": wording.moment(start)}, field="slots")
        if start > now + timedelta(days=180):
            raise Refused(_("%(when)s est dans plus de six mois. Vérifiez l’année.") % {"when": wording.day_year(start)}, field="slots")
        if local.date() != until.date() or local.hour < EARLIEST or until.hour + until.minute / 60 > LATEST:
            raise Refused(_("Une visite se fait entre 7 h et 21 h. Changez l’heure de %(when)s.") % {"when": wording.moment(start)}, field="slots")
        if any(start < e and s < end for s, e in taken):
            raise Refused(_("%(when)s : une autre visite est déjà prévue ou proposée à ce moment.") % {"when": wording.moment(start)}, field="slots")
    for (_s, first_end), (second, _e) in zip(sorted(times), sorted(times)[1:], strict=False):
        if second < first_end:
            raise Refused(_("Deux créneaux se chevauchent. Laissez au moins une heure entre eux."), field="slots")


def settle(visit, starts_at, ends_at):
    """Write the appointment on the visit: a new one, or the same one moved (RFC 5546: SEQUENCE grows)."""
    if visit.state == S.FIXED:
        visit.sequence += 1
    visit.state, visit.starts_at, visit.ends_at, visit.fixed_at = S.FIXED, starts_at, ends_at, clock.now()
    visit.wish, visit.missed_by = "", ""
    visit.version += 1
    visit.save()


def withdraw(visit, merchants):
    """Take the appointment out of both calendars; the next one will be another (a new UID)."""
    was = copy.copy(visit)
    was.sequence += 1
    visit.uid, visit.sequence, visit.starts_at, visit.ends_at, visit.fixed_at = uuid.uuid4(), 0, None, None, None
    if was.ends_at > clock.now():
        letters.write_cancelled(visit, merchants, was)


@transaction.atomic
def fix_visit(*, visit, starts_at, ends_at, by, via=""):
    """Fix or move a visit at a moment agreed otherwise (on the phone); invitations leave, or are updated."""
    visit = locked(visit)
    check_open(visit)
    moved = visit.state == S.FIXED
    if moved and (visit.starts_at, visit.ends_at) == (starts_at, ends_at):
        return visit
    check_times([(starts_at, ends_at)], taken=busy(visit.pairing.mentor, but=visit))
    before = visit.starts_at.isoformat() if visit.starts_at else None
    if visit.state == S.MISSED:
        visit.uid, visit.sequence = uuid.uuid4(), 0
    visit.slots.all().delete()
    settle(visit, starts_at, ends_at)
    sign(pairing=visit.pairing, kind="contact")
    on_visit("visit.moved" if moved else "visit.fixed", visit, by=by, via=via, changes={"starts_at": [before, starts_at.isoformat()]})
    letters.write_fixed(visit, merchants_of(visit.pairing.shop), moved=moved)
    return visit


@transaction.atomic
def cancel_visit(*, visit, by, wish="", via=""):
    """Cancel a fixed appointment: it leaves both calendars, and the visit waits for a new date. Twice is the same as once."""
    visit = locked(visit)
    check_open(visit)
    if visit.state != S.FIXED:
        if visit.state == S.TO_PLAN:
            return visit
        raise Refused(_("Cette visite n’a pas de date : il n’y a rien à annuler."))
    before = visit.starts_at.isoformat()
    visit.state, visit.wish = S.TO_PLAN, wish[:300]
    visit.slots.all().delete()
    withdraw(visit, merchants_of(visit.pairing.shop))
    visit.version += 1
    visit.save()
    sign(pairing=visit.pairing, kind="answer")
    on_visit("visit.cancelled", visit, by=by, via=via, changes={"starts_at": [before, None]})
    return visit


@transaction.atomic
def miss_visit(*, visit, missed_by, by, via=""):
    """Record that a visit did not take place, without blame; the mentor is asked for other slots."""
    visit = locked(visit)
    if visit.state == S.MISSED:
        return visit
    check_open(visit)
    if missed_by not in ("merchant", "mentor"):
        raise Refused(_("Dites qui n’a pas pu venir."), field="missed_by")
    if visit.state != S.FIXED or visit.starts_at > clock.now():
        raise Refused(_("Cette visite n’a pas encore eu lieu. Pour la déplacer, proposez d’autres créneaux."))
    visit.state, visit.missed_by = S.MISSED, missed_by
    visit.slots.all().delete()
    visit.version += 1
    visit.save()
    sign(pairing=visit.pairing, kind="answer")
    on_visit("visit.missed", visit, by=by, via=via, changes={"missed_by": ["", missed_by]})
    letters.write_missed(visit, merchants_of(visit.pairing.shop))
    return visit
