"""Saying what a change in the middle of the takings was: another till, other hours, nothing."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Rupture
from chalandise.impact.operations.agreeing import refuse_stranger


@transaction.atomic
def explain(*, by, shop, kind, start, why, via=""):
    """Say what a change was; another answer replaces the earlier one, the same twice is once. Returns the Rupture."""
    refuse_stranger(by, shop)
    if kind not in ("level", "days") or why not in Rupture.Why.values or start is None:
        raise Refused(_("Choisissez une des réponses."), field="why")
    held = Rupture.objects.filter(shop=shop, kind=kind, start=start).first()
    if held and held.why == why:
        return held
    made, _new = Rupture.objects.update_or_create(shop=shop, kind=kind, start=start, defaults={"why": why, "by": by, "at": clock.now()})
    journal.record("impact.takings_explained", by=by, on=shop, via=via)
    return made
