"""Asking the merchants to fill their sheet."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.diagnostics import mails
from chalandise.diagnostics.operations.answers import row_of
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace


@transaction.atomic
def ask(*, by, season, moment, shops=None):
    """Write to the merchants whose sheet is not finished; a shop is written to once a week at most. Returns how many.

    Raises
    ------
    Refused
        Everybody has finished, or was written to this week.
    """
    places = PanelPlace.objects.filter(season=season, left_at=None).select_related("shop")
    wanted = [p.shop for p in places if shops is None or p.shop_id in shops]
    written = 0
    for shop in wanted:
        found = row_of(season, shop, moment)
        if found.finished_at is None and mails.please_fill(found, by=by):
            found.asked_at = clock.now()
            found.save(update_fields=["asked_at"])
            written += 1
    if not written:
        raise Refused(_("Personne à prévenir : chaque boutique a fini, ou a déjà été prévenue cette semaine."))
    journal.record("diagnostics.asked", by=by, on=season, changes={"moment": ["", moment], "letters": [0, written]})
    return written
