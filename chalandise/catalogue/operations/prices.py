"""A changed price suspends a qualified solution until somebody of the team has looked at it."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import qualifications as mails
from chalandise.catalogue.models import CatalogueChange, PriceChange, Qualification
from chalandise.catalogue.operations.index import index_solutions
from chalandise.catalogue.operations.qualifications import lift, must_be_free, suspend, tell
from chalandise.catalogue.queries.qualifications import qualified_now
from chalandise.catalogue.rules import prices_of
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused

PRICE = Qualification.Reason.PRICE


@transaction.atomic
def sheet_changed(*, by, solution, prices_before, via=""):
    """Draw the consequences of an edit of a sheet; called by what saved it, in the same transaction.

    Parameters
    ----------
    prices_before : dict
        `rules.prices_of(solution)` as it was before the edit.

    Where the solution is qualified, a new price is written down and suspends it; the price known before, put back, lifts
    that suspension. An edit without a new price is one line of the feed a day. Returns the PriceChange that wait.
    """
    rows = list(qualified_now().filter(solution=solution).select_for_update(of=("self",)).select_related("territory"))
    now, waiting = prices_of(solution), []
    for row in rows:
        row.solution = solution
        if now == prices_before:
            _updated(row)
        elif change := _note(row, prices_before, now, by, via):
            waiting.append(change)
    if rows:
        index_solutions([solution])
    return waiting


def _updated(row):
    today = clock.local(clock.today())
    if not CatalogueChange.objects.filter(solution=row.solution, territory=row.territory, kind="updated", at__gte=today).exists():
        CatalogueChange.objects.create(solution=row.solution, territory=row.territory, kind="updated", at=clock.now())


def _note(row, before, after, by, via):
    changes = PriceChange.objects.filter(solution=row.solution, territory=row.territory)
    latest = changes.order_by("-at", "-pk").first()
    if latest is not None and latest.checked_at is None:
        return _again(row, latest, after, by)
    if latest is not None and latest.accepted is False:
        before = latest.before  # what the team refused was never the price of the catalogue
    if before == after:
        _put_back(row, by)
        return None
    change = changes.create(solution=row.solution, territory=row.territory, before=before, after=after, by=by, at=clock.now())
    journal.record("price.changed", by=by, on=[row.solution, row.territory], via=via, territory=row.territory_id,
                   changes={name: [before.get(name), after[name]] for name in after if before.get(name) != after[name]})
    CatalogueChange.objects.create(solution=row.solution, territory=row.territory, kind="price", at=clock.now(),
                                   detail={"before": before, "after": after, "checked": False})
    suspend(by=by, qualification=row, reason=PRICE, via=via)
    return change


def _again(row, change, after, by):
    """A second edit before anybody looked: one change, from the price that was known to the latest."""
    if change.before == after:
        change.delete()
        _put_back(row, by)
        return None
    change.after, change.by, change.at = after, by, clock.now()
    change.save(update_fields=["after", "by", "at"])
    return change


def _put_back(row, by):
    if row.suspended_reason == PRICE:
        lift(row, by=by)


@transaction.atomic
def check_price(*, by, change, accepted, reason=""):
    """The team has looked at a new price: it stands and the suspension ends, or it does not and the provider is told why.

    Twice is the same as once. A refused price leaves the solution suspended: the provider puts the former one back, or
    asks for another look by changing it again.
    """
    change = (PriceChange.objects.select_for_update(of=("self",)).select_related("solution__provider__organisation", "territory")
              .get(pk=change.pk))
    if change.checked_at is not None:
        return change
    must_be_free(by, change.solution)
    if not accepted and not reason.strip():
        raise Refused(_("Dites pourquoi ce prix ne convient pas : l’offreur lira cette phrase."), field="reason")
    change.checked_by, change.checked_at, change.accepted, change.reason = by, clock.now(), accepted, reason.strip()[:300]
    change.save()
    row = (qualified_now().filter(solution=change.solution, territory=change.territory).select_for_update(of=("self",))
           .select_related("solution__provider__organisation", "territory").first())
    verb = "price.checked" if accepted else "price.refused"
    if accepted and row is not None:
        tell(row, verb, CatalogueChange.Kind.PRICE, by=by, detail={"before": change.before, "after": change.after, "checked": True})
        if row.suspended_reason == PRICE:
            lift(row, by=by)
    else:
        journal.record(verb, by=by, on=[change.solution, change.territory], territory=change.territory_id)
    if not accepted:
        mails.price_refused(change)
    return change
