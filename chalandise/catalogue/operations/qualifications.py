"""A solution enters a territory's catalogue for twelve months, is suspended while a doubt lasts, and leaves."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import qualifications as mails
from chalandise.catalogue.models import CatalogueChange, Evidence, Qualification
from chalandise.catalogue.operations.index import index_solutions
from chalandise.catalogue.queries.qualifications import expired_unsaid, tied_to
from chalandise.catalogue.rules import year_after
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import derive_tie

Reason = Qualification.Reason
Kind = CatalogueChange.Kind


@transaction.atomic
def qualify(*, by, solution, territory, call=None, conditions="", summary="", decision=None):
    """Put a solution in a territory's catalogue for twelve months from today. Returns the Qualification.

    Twice is the same as once, and the later words replace the earlier ones: a solution that is in the catalogue already
    keeps its term. The tie between its provider and it is written down, for conflicts of interest.

    Raises
    ------
    Refused
        Its provider no longer proposes it.
    """
    if solution.withdrawn_at is not None:
        raise Refused(_("L’offreur ne propose plus cette solution : elle ne peut pas entrer au catalogue."))
    row = Qualification.objects.select_for_update(of=("self",)).filter(solution=solution, territory=territory, ended_at=None).first()
    if row is not None and row.until <= clock.today():
        _expire(row)  # its term passed and the daily job has not come by yet
        row = None
    if row is not None:
        row.conditions, row.summary = conditions, summary
        row.call, row.decision = call or row.call, decision or row.decision
        row.save(update_fields=["conditions", "summary", "call", "decision"])
        return row
    row = Qualification.objects.create(solution=solution, territory=territory, call=call, decision=decision, since=clock.today(),
                                       until=year_after(clock.today()), conditions=conditions, summary=summary)
    derive_tie(by=by, organisation=solution.provider.organisation, thing=solution, kind="provider")
    Evidence.objects.get_or_create(solution=solution, defaults={"counted_at": clock.now()})
    tell(row, "qualification.given", Kind.QUALIFIED, by=by, detail={"until": row.until.isoformat()})
    return row


@transaction.atomic
def suspend(*, by, qualification, reason, via=""):
    """Take a solution off the lists while a doubt lasts; its page says why. Suspended already: the first reason stays."""
    row = _running(qualification)
    if reason not in Reason.values:
        raise Refused(_("Dites pourquoi vous suspendez cette solution."), field="reason")
    if row.suspended_at is None:
        row.suspended_at, row.suspended_reason = clock.now(), reason
        row.save(update_fields=["suspended_at", "suspended_reason"])
        tell(row, "qualification.suspended", Kind.SUSPENDED, by=by, via=via, detail={"reason": reason},
             changes={"reason": ["", str(reason)]})
        mails.suspended(row)
    return row


@transaction.atomic
def restore(*, by, qualification, via=""):
    """Put a suspended solution back on the lists, its term unchanged. Raises Refused while a new price waits to be checked."""
    row = _running(qualification)
    must_be_free(by, row.solution)
    if row.solution.price_changes.filter(territory=row.territory, checked_at=None).exists():
        raise Refused(_("Un changement de prix attend d’être vérifié : vérifiez-le d’abord."))
    if row.suspended_at is not None:
        lift(row, by=by, via=via)
    return row


def lift(row, *, by, via=""):
    """End a suspension inside the caller's transaction."""
    before = row.suspended_reason
    row.suspended_at, row.suspended_reason = None, ""
    row.save(update_fields=["suspended_at", "suspended_reason"])
    tell(row, "qualification.restored", Kind.RESTORED, by=by, via=via, changes={"reason": [before, ""]})
    mails.restored(row)


@transaction.atomic
def end(*, by, qualification, reason):
    """Take a solution out of the catalogue before its term, for a reason that its page tells. Twice is the same as once."""
    row = _locked(qualification)
    if row.ended_at is not None:
        return row
    if not reason.strip():
        raise Refused(_("Dites pourquoi : l’offreur le lira, et la page du catalogue aussi."), field="reason")
    must_be_free(by, row.solution)
    row.ended_at, row.ended_reason = clock.now(), reason.strip()[:300]
    row.save(update_fields=["ended_at", "ended_reason"])
    tell(row, "qualification.ended", Kind.ENDED, by=by, detail={"expired": False})
    mails.ended(row)
    return row


def expire_due():
    """Every day: write down the terms that passed. Returns how many. What a page shows follows the date, not this job."""
    count = 0
    for row in expired_unsaid():
        with transaction.atomic():
            row = _locked(row)
            if row.ended_at is None and row.until <= clock.today():
                _expire(row)
                count += 1
    return count


def _expire(row):
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    tell(row, "qualification.expired", Kind.ENDED, by=None, via="job", detail={"expired": True})
    mails.expired(row)


def _locked(qualification):
    return Qualification.objects.select_for_update(of=("self",)).select_related("solution__provider__organisation", "territory").get(
        pk=qualification.pk)


def _running(qualification):
    row = _locked(qualification)
    if row.ended_at is not None or row.until <= clock.today():
        raise Refused(_("Cette solution n’est plus au catalogue."))
    return row


def must_be_free(by, solution):
    """Refuse a gesture of the team to somebody whose tie with the company bars it."""
    if by is not None and tied_to(by, solution):
        raise Refused(_("Vous avez un lien avec %(company)s : demandez à quelqu’un d’autre de l’équipe.")
                      % {"company": solution.provider})


def tell(row, verb, kind, *, by, via="", detail=None, changes=None):
    """Write the journal's line and the line of the public feed; the search knows it in the same transaction."""
    journal.record(verb, by=by, on=[row.solution, row.territory], via=via, territory=row.territory_id, changes=changes)
    CatalogueChange.objects.create(solution=row.solution, territory=row.territory, kind=kind, detail=detail or {}, at=clock.now())
    index_solutions([row.solution])
