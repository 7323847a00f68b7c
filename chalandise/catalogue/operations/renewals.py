"""Twelve months more: the provider is asked before the end, says that the sheet holds; the team renews or says why not."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import qualifications as mails
from chalandise.catalogue.models import CatalogueChange, Qualification, RenewalRequest
from chalandise.catalogue.operations.qualifications import must_be_free, tell
from chalandise.catalogue.queries.qualifications import ending
from chalandise.catalogue.rules import REMIND_DAYS, year_after
from chalandise.catalogue.rules.terms import ASK_FROM_DAYS
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import as_day

Answer = RenewalRequest.Answer


def remind_ending():
    """Every day: ask the providers whose qualification ends in 60 days, then in 15. Returns the letters written.

    A day without a job loses nothing: the letter of a stage leaves on the first day that follows. Whoever has asked for
    the renewal is not asked again.
    """
    letters = []
    lately = RenewalRequest.objects.filter(at__gt=clock.now() - timedelta(days=ASK_FROM_DAYS + 30))  # asked in this term
    for row in ending(max(REMIND_DAYS)).exclude(pk__in=lately.values("qualification")):
        left = (row.until - clock.today()).days
        stage = min(days for days in REMIND_DAYS if left <= days)
        if row.reminded_at and as_day(row.reminded_at) >= row.until - timedelta(days=stage):
            continue
        with transaction.atomic():
            letters += mails.ends_soon(row, stage)
            Qualification.objects.filter(pk=row.pk).update(reminded_at=clock.now())
    return letters


@transaction.atomic
def ask_renewal(*, by, qualification, text="", via=""):
    """The provider says that the sheet still holds and asks for a year more. Twice is the same as once.

    Raises Refused too early, once it has ended, and while it is suspended for the company or a complaint.
    """
    row = Qualification.objects.select_for_update(of=("self",)).select_related("solution", "territory").get(pk=qualification.pk)
    if row.ended_at is not None or row.until <= clock.today():
        raise Refused(_("Cette qualification est finie : répondez au prochain appel à solutions pour revenir au catalogue."))
    if row.until > clock.today() + timedelta(days=ASK_FROM_DAYS):
        raise Refused(_("C’est trop tôt : le renouvellement se demande dans les %(days)s derniers jours.") % {"days": ASK_FROM_DAYS})
    waiting = row.renewals.filter(answered_at=None).first()
    if waiting is not None:
        return waiting
    asked = RenewalRequest.objects.create(qualification=row, by=by, at=clock.now(), text=text.strip())
    journal.record("qualification.renewal_asked", by=by, on=[row.solution, row.territory], via=via, territory=row.territory_id)
    return asked


@transaction.atomic
def answer_renewal(*, by, renewal, renewed, reason=""):
    """The team renews for twelve months from the end of the present term, or says why not. Twice is the same as once."""
    asked = (RenewalRequest.objects.select_for_update(of=("self",))
             .select_related("qualification__solution__provider__organisation", "qualification__territory").get(pk=renewal.pk))
    if asked.answered_at is not None:
        return asked
    row = asked.qualification
    must_be_free(by, row.solution)
    if not renewed and not reason.strip():
        raise Refused(_("Dites pourquoi vous ne renouvelez pas : l’offreur lira cette phrase."), field="reason")
    if renewed and (row.ended_at is not None or row.until <= clock.today()):
        raise Refused(_("Cette qualification est finie : elle ne se renouvelle plus."))
    if renewed and row.suspended_at is not None:
        raise Refused(_("Cette solution est suspendue : levez d’abord la suspension."))
    asked.answer, asked.reason = (Answer.RENEWED if renewed else Answer.REFUSED), reason.strip()[:300]
    asked.answered_by, asked.answered_at = by, clock.now()
    asked.save()
    if renewed:
        row.until, row.reminded_at = year_after(row.until), None
        row.save(update_fields=["until", "reminded_at"])
        tell(row, "qualification.renewed", CatalogueChange.Kind.RENEWED, by=by, detail={"until": row.until.isoformat()})
    else:
        journal.record("qualification.renewal_refused", by=by, on=[row.solution, row.territory], territory=row.territory_id)
    mails.renewal_answered(asked)
    return asked
