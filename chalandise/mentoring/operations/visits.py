"""The slots of a visit: proposed by the mentor, chosen or refused by the merchant."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import visits as letters
from chalandise.mentoring.models import Visit, VisitSlot
from chalandise.mentoring.operations.appointments import check_open, check_times, locked, on_visit, settle, withdraw
from chalandise.mentoring.operations.health import sign
from chalandise.mentoring.queries.visits import busy, merchants_of

S = Visit.State
MOST = 3


@transaction.atomic
def propose_slots(*, visit, slots, by, via=""):
    """Propose one to three slots (start, end) to the merchant; a fixed appointment is cancelled first.

    Proposing again replaces what was proposed. The same slots twice write nobody twice.
    """
    visit = locked(visit)
    check_open(visit)
    times = sorted(set(slots))
    if not 1 <= len(times) <= MOST:
        raise Refused(_("Proposez un à trois créneaux : trois, c’est plus facile pour le commerçant."), field="slots")
    if visit.state == S.PROPOSED and times == list(visit.slots.values_list("starts_at", "ends_at")):
        return visit
    check_times(times, taken=busy(visit.pairing.mentor, but=visit))
    merchants = merchants_of(visit.pairing.shop)
    if visit.state == S.FIXED:
        withdraw(visit, merchants)
    visit.slots.all().delete()
    VisitSlot.objects.bulk_create(VisitSlot(visit=visit, starts_at=s, ends_at=e) for s, e in times)
    visit.state, visit.proposed_at, visit.wish, visit.missed_by = S.PROPOSED, clock.now(), "", ""
    visit.version += 1
    visit.save()
    sign(pairing=visit.pairing, kind="slots")
    on_visit("visit.proposed", visit, by=by, via=via)
    letters.write_slots(visit, merchants)
    return visit


@transaction.atomic
def choose_slot(*, visit, slot_id, by, via="link"):
    """Fix the visit at one of its slots; choosing the same one twice is the same as once."""
    visit = locked(visit)
    slot = visit.slots.filter(pk=slot_id).first()
    if slot and slot.chosen_at and visit.state == S.FIXED:
        return visit
    check_open(visit)
    if visit.state != S.PROPOSED or slot is None:
        raise Refused(_("Ce créneau n’est plus proposé : il a été choisi ou remplacé entre-temps. Voici où en est la visite."))
    if slot.starts_at <= clock.now():
        raise Refused(_("Ce créneau est passé. Choisissez-en un autre, ou dites qu’aucun ne vous va."))
    if any(slot.starts_at < e and s < slot.ends_at for s, e in busy_fixed(visit)):
        raise Refused(_("%(name)s n’est plus libre à ce moment. Choisissez un autre créneau.") % {
            "name": visit.pairing.mentor.person.given_name})
    slot.chosen_at = clock.now()
    slot.save(update_fields=["chosen_at"])
    settle(visit, slot.starts_at, slot.ends_at)
    sign(pairing=visit.pairing, kind="answer")
    on_visit("visit.chosen", visit, by=by, via=via, changes={"starts_at": [None, slot.starts_at.isoformat()]})
    letters.write_fixed(visit, merchants_of(visit.pairing.shop))
    return visit


def busy_fixed(visit):
    """Return what the mentor has already fixed elsewhere."""
    return list(Visit.objects.filter(pairing__mentor__person=visit.pairing.mentor.person_id, state=S.FIXED, ends_at__gt=clock.now())
                .exclude(pk=visit.pk).values_list("starts_at", "ends_at"))


@transaction.atomic
def refuse_slots(*, visit, by, wish="", via="link"):
    """No slot suits: back to the mentor, with a word about what would. Twice is the same as once."""
    visit = locked(visit)
    check_open(visit)
    if visit.state != S.PROPOSED:
        if visit.state == S.TO_PLAN and visit.wish == wish:
            return visit
        raise Refused(_("Ces créneaux ne sont plus proposés. Voici où en est la visite."))
    visit.slots.all().delete()
    visit.state, visit.wish = S.TO_PLAN, wish[:300]
    visit.version += 1
    visit.save()
    sign(pairing=visit.pairing, kind="answer")
    on_visit("visit.refused", visit, by=by, via=via)
    letters.write_slots_refused(visit)
    return visit
