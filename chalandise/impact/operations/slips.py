"""The till's report, photographed: the figure typed beside it, or read on it later; the picture erased on its day."""
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.computing.takings import Grain, end_of
from chalandise.foundation import clock, files, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact.models import Slip
from chalandise.impact.operations.agreeing import agree, refuse_stranger
from chalandise.impact.operations.typing import keep_picture, type_takings
from chalandise.impact.rules.lines import YEARS_BACK
from chalandise.impact.rules.takings import SLIP_DAYS


@transaction.atomic
def give_slip(*, by, shop, picture, month, amount=None, agreed=False, confirmed=False, via=""):
    """Keep the picture of one month's report; with its figure, or waiting for the referent to read it. Returns the Slip.

    Raises
    ------
    Wrong, Unusual
        The figure cannot be kept, or looks like a slip (see type_takings): nothing is written, neither is the picture.
    Refused
        No agreement, no picture, a month that is not over.
    """
    if agreed:
        agree(by=by, shop=shop, via=via)
    refuse_stranger(by, shop)
    if picture is None:
        raise Refused(_("Prenez d’abord la photo du relevé."), field="picture")
    if month is None or end_of(Grain.MONTH, month) >= clock.today() or month.year < clock.today().year - YEARS_BACK:
        raise Refused(_("Cette période n’est pas finie, ou elle est trop ancienne."), field="month")
    if amount in (None, ""):
        slip = keep_picture(by, shop, picture, waits_for=month)
    else:
        written = type_takings(by=by, shop=shop, grain=Grain.MONTH, figures={month: amount}, picture=picture, confirmed=confirmed, via=via)
        slip = written[0].slip if written else Slip.objects.filter(shop=shop).latest("pk")
    journal.record("impact.slip_given", by=by, on=shop, via=via)
    return slip


@transaction.atomic
def read_slip(*, by, slip, amount, confirmed=False, via=""):
    """Write the figure read on a picture that waits. Read twice, the second figure replaces the first. Returns the Slip."""
    slip = Slip.objects.select_for_update(of=("self",)).select_related("shop").get(pk=slip.pk)
    refuse_stranger(by, slip.shop)
    month = slip.waits_for
    if month is None:
        raise Refused(_("Ce relevé est déjà lu : corrigez le mois dans le tableau."))
    type_takings(by=by, shop=slip.shop, grain=Grain.MONTH, figures={month: amount}, slip=slip, confirmed=confirmed, via=via)
    slip.waits_for = None
    slip.save(update_fields=["waits_for"])
    return slip


@transaction.atomic
def drop_slip(*, by, slip, via=""):
    """Erase a picture before its day: blurred, or not the right one. The figure that was read on it stays."""
    refuse_stranger(by, slip.shop)
    erase_slips(Slip.objects.filter(pk=slip.pk))
    journal.record("impact.slip_erased", by=by, on=slip.shop, via=via)


def erase_slips(slips):
    """Erase some pictures, row and bytes. Returns how many."""
    rows = list(slips.select_related("stored"))
    for slip in rows:
        stored = slip.stored
        slip.delete()
        files.remove(stored)
    return len(rows)


def prune_slips():
    """Erase the pictures whose day has come. Returns how many."""
    undated = Q(kept_until=None, at__lt=clock.now() - timedelta(days=SLIP_DAYS))
    return erase_slips(Slip.objects.filter(Q(kept_until__lt=clock.today()) | undated))
