"""What touched the street and nobody else writes down: strikes, fairs, floods."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Circumstance
from chalandise.impact.operations.estimating import refuse_others

LONGEST = 366  # days


@transaction.atomic
def note_circumstance(*, by, season, kind, name, starts_on, ends_on=None, stretch=None, shop=None, aside=False):
    """Write down what touched the street, a stretch or one shop; set aside, its periods are not read by the next estimate.

    Raises
    ------
    Refused
        Not the referent; field "ends_on": it ends before it begins, or lasts over a year.
    """
    refuse_others(by, season)
    ends_on = ends_on or starts_on
    if ends_on < starts_on:
        raise Refused(_("La fin vient avant le début. Corrigez la date."), field="ends_on")
    if (ends_on - starts_on).days >= LONGEST:
        raise Refused(_("Notez un an au plus : au-delà, ce n’est plus un événement mais l’ordinaire de la rue."), field="ends_on")
    if not name.strip():
        raise Refused(_("Dites en quelques mots ce que c’était."), field="name")
    found = Circumstance.objects.create(season=season, kind=Circumstance.Kind(kind), name=name.strip()[:120], starts_on=starts_on, ends_on=ends_on,
                                        stretch=stretch, shop=shop, aside=aside, by=by, at=clock.now())
    journal.record("impact.circumstance", by=by, on=season)
    return found


@transaction.atomic
def remove_circumstance(*, by, circumstance):
    """Take back what was written; the next estimate reads these periods again. Twice is once."""
    refuse_others(by, circumstance.season)
    if Circumstance.objects.filter(pk=circumstance.pk).delete()[0]:
        journal.record("impact.circumstance_removed", by=by, on=circumstance.season)
