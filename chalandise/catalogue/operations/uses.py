"""A shop uses a solution: since when, still or not, until when. Asked at 1, 3, 6 and 12 months; no answer is not a no."""
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails.uses import still_used as ask_still_used
from chalandise.catalogue.models import Use, UseCheck
from chalandise.catalogue.operations.evidence import recount
from chalandise.catalogue.queries.evidence import CHECKS
from chalandise.catalogue.queries.uses import checks_due
from chalandise.catalogue.rules import months_after
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused

OLDEST = 20 * 365  # days: a use older than that is a slip of the keyboard
MOST_HOURS = Decimal(999)


@transaction.atomic
def record_use(*, by, solution, shop, source, since=None, season_key=None, season_label="", install_hours=None, via=""):
    """A shop begins to use a solution, or began on an earlier day. Returns the Use.

    Parameters
    ----------
    source : Use.Source
        What tells it: an action of a season, a quote, the merchant.
    season_key, season_label : int and str, optional
        The season's id and how its name is printed: seasons stand beside this room.
    install_hours : Decimal, optional
        How long it took, as the merchant counts.

    A use that runs already is returned as it is, with what was unknown filled in.
    """
    since = since or clock.today()
    if since > clock.today():
        raise Refused(_("Ce jour n’est pas encore venu : dites depuis quand la boutique s’en sert."), field="since")
    if since < clock.today() - timedelta(days=OLDEST):
        raise Refused(_("Cette date est trop ancienne : vérifiez l’année."), field="since")
    hours = _hours(install_hours)
    use = Use.objects.select_for_update(of=("self",)).filter(solution=solution, shop=shop, stopped_on=None).first()
    if use is not None:
        return _completed(use, hours, season_key, season_label)
    use = Use.objects.create(solution=solution, shop=shop, since=since, source=source, season_key=season_key, at=clock.now(),
                             season_label=season_label[:120], install_hours=hours)
    UseCheck.objects.bulk_create(UseCheck(use=use, months=m, due_on=months_after(since, m)) for m in CHECKS)
    journal.record("use.started", by=by, on=[shop, solution], via=via, territory=shop.territory_id)
    recount(solution.pk)
    return use


def _completed(use, hours, season_key, season_label):
    if use.install_hours is None and hours is not None:
        use.install_hours = hours
    if use.season_key is None and season_key is not None:
        use.season_key, use.season_label = season_key, season_label[:120]
    use.save(update_fields=["install_hours", "season_key", "season_label"])
    recount(use.solution_id)
    return use


def _hours(value):
    if value is None:
        return None
    value = Decimal(value)
    if not (value.is_finite() and 0 <= value <= MOST_HOURS):
        raise Refused(_("Écrivez un nombre d’heures : par exemple 2 ou 1,5."), field="install_hours")
    return value.quantize(Decimal("0.1"))


@transaction.atomic
def tell_hours(*, by, use, hours, via=""):
    """The merchant says how many hours the installation took; a later word replaces the former."""
    use = _locked(use)
    use.install_hours = _hours(hours)
    use.save(update_fields=["install_hours"])
    recount(use.solution_id)
    return use


@transaction.atomic
def answer_check(*, by, check, still_used, via=""):
    """ "Do you still use it?" A yes says it for the earlier questions that nobody answered, a no ends the use today.

    The same answer twice is once; the other answer replaces it, and a use ended by mistake runs again.
    """
    check = UseCheck.objects.select_for_update(of=("self",)).select_related("use__shop", "use__solution").get(pk=check.pk)
    use = _locked(check.use)
    if check.answered_at is not None and check.still_used == still_used:
        return check
    check.answered_at, check.still_used, check.by, check.via = clock.now(), still_used, by, via
    check.save()
    if still_used:
        _runs(use)
        use.checks.filter(months__lt=check.months, answered_at=None).update(answered_at=clock.now(), still_used=True, by=by, via="later")
    elif use.stopped_on is None:
        _stops(use, clock.today())
    journal.record("use.checked", by=by, on=[use.shop, use.solution], via=via, territory=use.shop.territory_id)
    recount(use.solution_id)
    return check


def _runs(use):
    if use.stopped_on is not None and not Use.objects.filter(solution=use.solution, shop=use.shop, stopped_on=None).exists():
        use.checks.filter(via="stopped").update(answered_at=None, still_used=None, via="")
        use.stopped_on, use.stop_reason = None, ""
    use.still_used_at = clock.today()
    use.save(update_fields=["stopped_on", "stop_reason", "still_used_at"])


def _stops(use, day, reason=""):
    use.stopped_on, use.stop_reason = day, reason.strip()[:300] or use.stop_reason
    use.save(update_fields=["stopped_on", "stop_reason"])
    _known(use)


def _known(use):
    """A shop that stopped is known not to use the solution at the months that came since: leaving it out would flatter."""
    return use.checks.filter(due_on__gte=use.stopped_on, due_on__lte=clock.today(), answered_at=None).update(
        answered_at=clock.now(), still_used=False, via="stopped")


@transaction.atomic
def stop_use(*, by, use, reason="", on=None, via=""):
    """The shop no longer uses it, since a day (today by default), why. Said again, the reason is the later one."""
    use = _locked(use)
    day = on or use.stopped_on or clock.today()
    if not use.since <= day <= clock.today():
        raise Refused(_("Choisissez un jour entre le début et aujourd’hui."), field="on")
    if use.stopped_on is None:
        journal.record("use.stopped", by=by, on=[use.shop, use.solution], via=via, territory=use.shop.territory_id)
    _stops(use, day, reason)
    recount(use.solution_id)
    return use


def _locked(use):
    return Use.objects.select_for_update(of=("self",)).select_related("shop", "solution").get(pk=use.pk)


def ask_uses():
    """Every day: ask the shops whose month has come, and write down what is known of those that stopped.

    A use is asked one question at a time, the latest that is due. Returns the letters written.
    """
    letters, stopped = [], set()
    for check in checks_due():
        with transaction.atomic():
            if check.use.stopped_on is not None:
                if check.due_on >= check.use.stopped_on and _known(check.use):
                    stopped.add(check.use.solution_id)
                continue
            letters += ask_still_used(check)
            check.use.checks.filter(months__lte=check.months, asked_at=None).update(asked_at=clock.now())
    if stopped:
        recount(*stopped)
    return letters
