"""Filling a sheet: begin, answer, finish, correct.

The journal keeps the beginning, the end and the corrections of a sheet; single answers keep their own hour.
"""
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.computing.maturity import UNKNOWN
from chalandise.diagnostics import mails
from chalandise.diagnostics.models import Answer, Assessment
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries import overview, sheet
from chalandise.diagnostics.rules import may_correct
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.operations.calendar import record_progress

Filler = Assessment.Filler


@transaction.atomic
def begin(*, by, season, shop, moment, filler, via=""):
    """Open the sheet of a shop at a moment; opening it again returns the same one.

    Raises
    ------
    Refused
        The shop has no place in the season any more.
    """
    if not PanelPlace.objects.filter(season=season, shop=shop, left_at=None).exists():
        raise Refused(_("Cette boutique n’est plus dans la saison : son diagnostic ne peut plus être rempli."))
    found = row_of(season, shop, moment)
    if found.started_at is None:
        found.by, found.filler, found.started_at, found.trade = by, filler, clock.now(), shop.trade
        found.save(update_fields=["by", "filler", "started_at", "trade"])
        journal.record("diagnostics.begun", by=by, on=[found, shop], via=via)
    return found


def row_of(season, shop, moment):
    """Return the sheet of a shop at a moment, locked; it is made when nobody has thought of it yet."""
    key, version = banks.CURRENT
    return Assessment.objects.select_for_update(of=("self",)).get_or_create(
        season=season, shop=shop, moment=moment, defaults={"bank_key": key, "bank_version": version, "trade": shop.trade})[0]


@transaction.atomic
def answer(*, by, assessment, question, choice, note=""):
    """Write one answer; answering again replaces it, so that the same gesture twice is the same as once.

    Raises
    ------
    Refused
        The sheet is finished, the question is not of this version of the bank, or the answer is not one of its answers.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if assessment.finished_at:
        raise Refused(_("Ce diagnostic est terminé. Rouvrez-le pour corriger une réponse."))
    asked = banks.load(assessment.bank_key, assessment.bank_version).question(question)
    if asked is None or not asked.concerns(assessment.trade):
        raise Refused(_("Cette question n’est plus posée à votre boutique. Reprenez à la question suivante."))
    if choice != UNKNOWN and asked.option(choice) is None:
        raise Refused(_("Choisissez une des réponses proposées, ou « Je ne sais pas »."), field=question)
    return Answer.objects.update_or_create(assessment=assessment, question=question, defaults={
        "choice": choice, "note": note.strip()[:300], "at": clock.now()})[0]


@transaction.atomic
def finish(*, by, assessment, via=""):
    """Close the sheet: scores are computed and kept, the season's line moves, the merchant gets the restitution.

    Raises
    ------
    Refused
        A question has no answer yet ("I do not know" is one), or nothing is known at all.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).select_related("season__territory", "shop").get(pk=assessment.pk)
    if assessment.finished_at:
        return assessment
    present = sheet(assessment)
    left = present.total - present.answered
    if left:
        raise Refused(ngettext("Il reste %(n)s question : répondez, ou dites « Je ne sais pas ».",
                               "Il reste %(n)s questions : répondez, ou dites « Je ne sais pas ».", left) % {"n": left})
    result = present.result
    if result.overall.value is None:
        raise Refused(_("Toutes les réponses sont « Je ne sais pas » : il n’y a rien à calculer. Répondez au moins à une question."))
    assessment.scores, assessment.overall, assessment.finished_at = frozen(result), result.overall.value, clock.now()
    assessment.save(update_fields=["scores", "overall", "finished_at"])
    journal.record("diagnostics.finished", by=by, on=[assessment, assessment.shop], via=via)
    _tell_progress(assessment)
    if assessment.filler != Filler.MERCHANT:
        mails.restitution_ready(assessment)
    return assessment


def frozen(result):
    """Return the plain data kept of a result; recomputable from the answers and the version of the bank."""
    return {"themes": {k: {"value": s.value, "answered": s.answered, "asked": s.asked} for k, s in result.themes.items()},
            "answered": result.overall.answered, "asked": result.overall.asked, "steps": [s.key for s in result.steps]}


@transaction.atomic
def reopen(*, by, assessment, team=False, via=""):
    """Open a finished sheet again to correct it.

    Raises
    ------
    Refused
        The fortnight is over and `by` is not of the team.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).select_related("season", "shop").get(pk=assessment.pk)
    if not assessment.finished_at:
        return assessment
    if not may_correct(assessment, team=team):
        raise Refused(_("Ce diagnostic est terminé depuis plus de quatorze jours : demandez à l’équipe de le corriger."))
    assessment.finished_at = None
    assessment.save(update_fields=["finished_at"])
    journal.record("diagnostics.reopened", by=by, on=[assessment, assessment.shop], via=via)
    _tell_progress(assessment)
    return assessment


def _tell_progress(assessment):
    done, due, late = overview.progress(assessment.season, assessment.moment)
    record_progress(season=assessment.season, key=assessment.moment.lower(), done=done, due=due, late=late)
