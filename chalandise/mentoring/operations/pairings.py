"""A pairing is opened, announced, closed, taken over: the mentor's role on the shop follows, the story stays."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import pairings as letters
from chalandise.mentoring.models import Mentor, Pairing, Visit
from chalandise.mentoring.operations.appointments import withdraw
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.operations.progress import report_visits
from chalandise.mentoring.queries.board import board
from chalandise.mentoring.queries.visits import merchants_of
from chalandise.people.models import Role
from chalandise.people.operations import check_conflict, end_role, grant_role
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node

Ending = Pairing.Ending


@transaction.atomic
def open_pairing(*, season, shop, mentor, by, after=None, found=None, supervisor=None):
    """Decide that a mentor accompanies a shop; nobody is told before `announce_pairings`.

    Grants the mentor the role of companion of the shop. A conflict of interest, a missing signature, a full mentor or
    a shop that has a mentor refuse it; some ties ask for a second person of the team, the `supervisor`.
    """
    mentor = Mentor.objects.select_for_update(of=("self",)).select_related("person").get(pk=mentor.pk)
    found = found or board(season)
    if shop.pk not in found.shops:
        raise Refused(_("%(shop)s n’est pas dans le panel de cette saison.") % {"shop": shop})
    if mentor.pk not in found.mentors:
        raise Refused(_("%(mentor)s n’est pas un parrain accepté de cette saison.") % {"mentor": mentor})
    check_conflict(by=by, graph=found.graph, supervisor=supervisor, gesture=Gesture(
        "pair", mentor.person, shop, season, (node(shop),), found.names), head=_(
            "%(mentor)s ne peut pas accompagner %(shop)s.") % {"mentor": mentor, "shop": shop})
    _check(found, shop, mentor, Pairing.objects.filter(mentor=mentor, ended_at=None).count())
    fit = found.fits[shop.pk, mentor.pk]
    after = after or _before(season, shop)
    try:
        with transaction.atomic():
            pairing = Pairing.objects.create(
                season=season, shop=shop, mentor=mentor, opened_by=by, opened_at=clock.now(), after=after, fit=fit.value,
                reasons=[[r.code, r.value] for r in (*fit.reasons_for, *fit.reasons_against)])
    except IntegrityError:
        raise Refused(_("%(shop)s a déjà un parrain : quelqu’un vient de le décider. Rechargez la page.") % {"shop": shop}) from None
    grant_role(person=mentor.person, kind=Role.Kind.COMPANION, scope_id=shop.pk)
    journal.record("pairing.opened", by=by, on=[pairing, shop, mentor], territory=season.territory_id)
    return pairing


def _before(season, shop):
    """Return the pairing that this one goes on from, or None: the story of a shop is one, whoever tells it."""
    return Pairing.objects.filter(season=season, shop=shop, announced_at__isnull=False, ended_at__isnull=False).order_by("-ended_at", "-pk").first()


def _check(found, shop, mentor, load):
    if mentor.pk in found.unsigned_mentors:
        raise Refused(_("%(mentor)s n’a pas encore signé la charte : pas de signature, pas de parrainage. Renvoyez-lui le lien.") % {"mentor": mentor})
    if shop.pk in found.unsigned_shops:
        raise Refused(_("%(shop)s n’a pas encore signé la charte : pas de signature, pas de parrainage. Renvoyez-lui le lien.") % {"shop": shop})
    rival = found.rival_at(shop.pk, mentor.pk)
    if rival:
        raise Refused(_("%(mentor)s accompagne déjà %(rival)s, qui fait le même métier que %(shop)s. Demandez d’abord aux deux "
                        "s’ils l’acceptent, ou choisissez quelqu’un d’autre.") % {"mentor": mentor, "rival": found.shops[rival], "shop": shop})
    if load >= mentor.capacity:
        raise Refused(_("%(mentor)s accompagne déjà autant de commerces que prévu (%(n)s). Choisissez quelqu’un d’autre, "
                        "ou demandez-lui d’en prendre un de plus.") % {"mentor": mentor, "n": mentor.capacity})


@transaction.atomic
def announce_pairings(*, season, by, pairings=None):
    """Tell both sides of each pairing not announced yet, and open its visits. Twice writes nobody twice."""
    waiting = Pairing.objects.select_for_update(of=("self",)).filter(season=season, announced_at=None, ended_at=None).select_related(
        "season__territory", "season__contact", "shop", "mentor__person")
    if pairings is not None:
        waiting = waiting.filter(pk__in=[p.pk for p in pairings])
    told = list(waiting)
    for pairing in told:
        pairing.announced_at = clock.now()
        pairing.save(update_fields=["announced_at"])
        Visit.objects.bulk_create(Visit(pairing=pairing, number=n) for n in numbers_left(pairing))
        journal.record("pairing.announced", by=by, on=[pairing, pairing.shop, pairing.mentor], territory=season.territory_id)
        letters.write_announcement(pairing, merchants_of(pairing.shop))
    if told:
        report_visits(season)
    return told


def numbers_left(pairing):
    """Return the visits that this pairing has to make: those that the pairings before it have not made."""
    total, done, before = int(pairing.season.playbook.get("visits") or 3), set(), pairing.after
    while before is not None:
        done |= set(before.visits.filter(state=Visit.State.DONE).values_list("number", flat=True))
        before = before.after
    return [n for n in range(1, total + 1) if n not in done] or [total + 1]


@transaction.atomic
def close_pairing(*, pairing, by, ending, quiet=False, succeeded=False):
    """End a pairing without blame: appointments leave the calendars, the role ends, the story stays. Twice is once.

    `succeeded`: another mentor goes on at once, whose announcement tells the merchant everything in one letter.
    """
    pairing = Pairing.objects.select_for_update(of=("self",)).select_related(
        "season__territory", "season__contact", "shop", "mentor__person").get(pk=pairing.pk)
    if pairing.ended_at:
        return pairing
    if ending not in Ending.values:
        raise Refused(_("Dites pourquoi ce parrainage se termine."), field="ending")
    merchants = merchants_of(pairing.shop)
    pairing.ended_at, pairing.ending = clock.now(), ending
    pairing.save(update_fields=["ended_at", "ending"])
    for visit in pairing.visits.exclude(state__in=[Visit.State.DONE, Visit.State.CANCELLED]):
        visit.pairing, fixed = pairing, visit.state == Visit.State.FIXED
        visit.state = Visit.State.CANCELLED
        visit.slots.all().delete()
        if fixed:
            withdraw(visit, merchants)
        visit.version += 1
        visit.save()
    end_role(person=pairing.mentor.person, kind=Role.Kind.COMPANION, scope_id=pairing.shop_id)
    journal.record("pairing.closed", by=by, on=[pairing, pairing.shop, pairing.mentor], territory=pairing.season.territory_id,
                   changes={"ending": ["", ending]})
    if pairing.announced_at and not quiet and ending != Ending.SEASON:
        letters.write_ending(pairing, () if succeeded else merchants)
    report_visits(pairing.season)
    return pairing


@transaction.atomic
def change_mentor(*, pairing, mentor, by, ending=Ending.NO_FIT, seen=False, supervisor=None):
    """Give the shop another mentor: the new pairing follows the old one and makes the visits that are left.

    The new mentor reads what was decided, the diagnosis and the action; with `seen`, agreed with both sides, what the
    mentor before saw in the shop too. What one said of the other is never passed on.
    """
    closed = close_pairing(pairing=pairing, by=by, ending=ending, succeeded=True)
    opened = open_pairing(season=closed.season, shop=closed.shop, mentor=mentor, by=by, after=closed, supervisor=supervisor)
    if seen:
        opened.shares = [*opened.shares, "seen"]
        opened.save(update_fields=["shares"])
    announce_pairings(season=closed.season, by=by, pairings=[opened])
    opened.refresh_from_db()
    return opened


@transaction.atomic
def leave_mentor(*, mentor, by, via=""):
    """A mentor stops midway: their pairings close, they are thanked and get their attestation. Returns the shops left."""
    mentor = Mentor.objects.select_for_update(of=("self",)).select_related("person", "season__territory", "season__contact").get(pk=mentor.pk)
    if mentor.state == Mentor.State.LEFT:
        return []
    shops = [close_pairing(pairing=p, by=by, ending=Ending.MENTOR_LEFT).shop for p in mentor.pairings.filter(ended_at=None)]
    mentor.state, mentor.left_at = Mentor.State.LEFT, clock.now()
    mentor.version += 1
    mentor.save()
    mentor.offers.filter(withdrawn_at=None).update(withdrawn_at=clock.now())
    end_role(person=mentor.person, kind=Role.Kind.MENTOR, scope_id=mentor.season_id)
    journal.record("mentor.left", by=by, via=via, on=[mentor], territory=mentor.season.territory_id)
    letters.write_thanks(mentor)
    return shops


@transaction.atomic
def close_shop_pairings(*, season, shop, by, ending=Ending.MERCHANT_LEFT):
    """A shop leaves the season: its pairing ends; called by the door that records the departure."""
    return [close_pairing(pairing=p, by=by, ending=ending) for p in Pairing.objects.filter(season=season, shop=shop, ended_at=None)]


@transaction.atomic
def record_contact(*, pairing, by, via=""):
    """The mentor says that they met or spoke with the merchant."""
    journal.record("pairing.contacted", by=by, via=via, on=[pairing, pairing.shop], territory=pairing.season.territory_id)
    return sign(pairing=pairing, kind="contact")
