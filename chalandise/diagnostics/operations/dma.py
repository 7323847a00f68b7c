"""Filling the European assessment of a shop: kept as it is typed, scored at the end, opened again to correct."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing import dma
from chalandise.diagnostics.models import DmaSheet
from chalandise.diagnostics.queries.dma import CURRENT, tool
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace


@transaction.atomic
def save_dma(*, by, season, shop, moment, answers, finish=False, via=""):
    """Keep the answers of a shop's European sheet; with `finish`, close it.

    Parameters
    ----------
    answers : dict, as `computing.dma.Problem` takes them; it replaces what was kept

    Raises
    ------
    Refused
        The shop has left the season, the sheet is closed, an answer is not of its question, or nothing is ticked when closing.
    """
    if not PanelPlace.objects.filter(season=season, shop=shop, left_at=None).exists():
        raise Refused(_("Cette boutique n’est plus dans la saison : son évaluation ne peut plus être remplie."))
    sheet, new = DmaSheet.objects.select_for_update(of=("self",)).get_or_create(season=season, shop=shop, moment=moment, defaults={
        "bank_version": CURRENT, "rules": dma.RULES, "by": by, "saved_at": clock.now()})
    if sheet.finished_at:
        raise Refused(_("Cette évaluation est terminée. Rouvrez-la pour la corriger."))
    try:
        tool(sheet.bank_version).score(answers)
    except ValueError as error:
        raise Refused(_("Une réponse ne va pas avec sa question : rechargez la page, puis recommencez.")) from error
    if finish and not any(answers.values()):
        raise Refused(_("Rien n’est coché : répondez à une question au moins, puis terminez."))
    sheet.answers, sheet.saved_at, sheet.by = answers, clock.now(), by
    if finish:
        sheet.finished_at, sheet.rules = clock.now(), dma.RULES
        journal.record("diagnostics.dma_finished", by=by, on=[sheet, shop], via=via)
    elif new:
        journal.record("diagnostics.dma_begun", by=by, on=[sheet, shop], via=via)
    sheet.save()
    return sheet


@transaction.atomic
def reopen_dma(*, by, sheet, via=""):
    """Open a finished European sheet again; opening it twice is the same as once."""
    sheet = DmaSheet.objects.select_for_update(of=("self",)).select_related("shop").get(pk=sheet.pk)
    if sheet.finished_at:
        sheet.finished_at = None
        sheet.save(update_fields=["finished_at"])
        journal.record("diagnostics.dma_reopened", by=by, on=[sheet, sheet.shop], via=via)
    return sheet
