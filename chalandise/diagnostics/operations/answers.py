"""Filling a sheet: begin, answer, finish, correct.

The journal keeps the beginning, the end and the corrections of a sheet; single answers keep their own hour and author
(docs/decisions/0014-offline.md says how answers of several phones come together).
"""
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.computing.maturity import UNKNOWN
from chalandise.diagnostics import mails
from chalandise.diagnostics.models import Answer, Assessment, Given
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries import bank_for, overview, sheet
from chalandise.diagnostics.queries.trail import trail
from chalandise.diagnostics.rules import may_correct
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.operations.calendar import record_progress

Filler = Assessment.Filler
OLDEST = timedelta(days=400)  # an answer does not wait longer on a phone; more is a clock that was set meanwhile


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
        found.by, found.filler, found.started_at, found.trade, found.channels = by, filler, clock.now(), shop.trade, shop.channels
        found.save(update_fields=["by", "filler", "started_at", "trade", "channels"])
        journal.record("diagnostics.begun", by=by, on=[found, shop], via=via)
    return found


def row_of(season, shop, moment):
    """Return the sheet of a shop at a moment, locked; it is made when nobody has thought of it yet."""
    key, version = bank_for(season, shop)
    return Assessment.objects.select_for_update(of=("self",)).get_or_create(
        season=season, shop=shop, moment=moment, defaults={"bank_key": key, "bank_version": version, "trade": shop.trade, "channels": shop.channels})[0]


@transaction.atomic
def answer(*, by, assessment, question, choice, note="", seen=None, repeat=True, filler=""):
    """Write one answer; answering again replaces it, so that the same gesture twice is the same as once.

    Parameters
    ----------
    seen : iterable of str, optional
        Keys of the answers that the form showed; an answer that somebody else gave meanwhile then stands beside this
        one, until somebody chooses. Without it, this answer replaces whatever stands.
    repeat : bool
        Whether saying again what the form showed is saying something; it is not on a whole sheet saved at once.

    Raises
    ------
    Refused
        The sheet is finished, the question is not of this version of the bank, or the answer is not one of its answers.
    """
    assessment = _locked(assessment)
    if assessment.finished_at:
        raise Refused(_("Ce diagnostic est terminé. Rouvrez-le pour corriger une réponse."))
    asked = banks.load(assessment.bank_key, assessment.bank_version).question(question)
    if asked is None or not asked.concerns(assessment.trade, assessment.channels):
        raise Refused(_("Cette question n’est plus posée à votre boutique. Reprenez à la question suivante."))
    if choice != UNKNOWN and asked.option(choice) is None:
        raise Refused(_("Choisissez une des réponses proposées, ou « Je ne sais pas »."), field=question)
    said, note = trail(assessment), note.strip()[:300]
    state, standing = said.state(question), said.row(question)
    shown = None if repeat or seen is None else said.shown(question, seen)
    if standing and ((choice, note) == shown or not state.conflict and (standing.choice, state.note) == (choice, note)):
        return Answer.objects.get(assessment=assessment, question=question)
    mine = {h.key for h in state.heads if by and said.rows[h].by_id == by.pk}
    now = clock.now()
    Given.objects.create(assessment=assessment, key=uuid.uuid4(), question=question, choice=choice, note=note, by=by, at=now,
                         received_at=now, filler=filler or assessment.filler, bank_version=assessment.bank_version,
                         seen=sorted(state.keys if seen is None else {*seen, *mine}))
    return project(assessment, [question])[0]


@transaction.atomic
def keep(*, by, assessment, question, choice, key, note="", seen=(), version="", age=timedelta(0), filler=""):
    """Keep an answer that waited on a phone: once whatever the phone sends, and never lost.

    It may come after the end of the sheet, or answer a question that is no longer asked: it is then kept and shown,
    not counted. Returns its Given.

    Parameters
    ----------
    key : uuid.UUID
        Made by the phone when the answer was given.
    seen : iterable of str
        Keys of the answers that the phone had before its eyes.
    age : timedelta
        How long ago the answer was given, by the phone's own clock, which may be wrong but runs.

    Raises
    ------
    Refused
        It is too long to be an answer of any bank of ours.
    """
    if not question or not choice or max(len(question), len(choice)) > 40 or len(version) > 20:
        raise Refused(_("Cette réponse ne vient d’aucun de nos questionnaires : rechargez la page."))
    assessment, note, now = _locked(assessment), note.strip()[:300], clock.now()
    given, new = Given.objects.get_or_create(
        assessment=assessment, key=key, question=question, choice=choice, note=note, defaults={
            "by": by, "filler": filler, "seen": sorted({str(k) for k in seen} - {str(key)})[:100], "received_at": now,
            "at": now - min(max(age, timedelta(0)), OLDEST), "bank_version": version or assessment.bank_version})
    if new and not assessment.finished_at:
        project(assessment, [question])
    return given


@transaction.atomic
def settle(*, by, assessment, question, kept, seen, filler="", via=""):
    """Choose between the answers that stand: the kept one is given again, having seen the others.

    Raises
    ------
    Refused
        The sheet is finished, or that answer does not stand any more.
    """
    assessment = _locked(assessment)
    if assessment.finished_at:
        raise Refused(_("Ce diagnostic est terminé. Rouvrez-le pour corriger une réponse."))
    said = trail(assessment)
    state = said.state(question)
    head = next((h for h in state.heads if h.key == kept), None)
    if head is None or not state.conflict:
        raise Refused(_("Quelqu’un a déjà choisi entre ces réponses. Voici celle qui reste."))
    now = clock.now()
    Given.objects.create(assessment=assessment, key=uuid.uuid4(), question=question, choice=head.value, note=head.note, by=by,
                         filler=filler, bank_version=assessment.bank_version, at=now, received_at=now,
                         seen=sorted({kept, *seen} & set(state.keys)))
    journal.record("diagnostics.settled", by=by, on=[assessment, assessment.shop], via=via,
                   changes={"question": [question, question], "answer": [" / ".join(str(h.value) for h in state.heads), head.value]})
    return project(assessment, [question])[0]


def project(assessment, questions):
    """Write the answers that stand where pages and scores read them; return them."""
    said, found = trail(assessment), []
    for question in questions:
        row = said.row(question)
        if row is not None:
            found.append(Answer.objects.update_or_create(assessment=assessment, question=question, defaults={
                "choice": row.choice, "note": said.state(question).note[:300], "at": row.at, "by": row.by})[0])
    return found


def _locked(assessment):
    return Assessment.objects.select_for_update(of=("self",)).select_related("shop").get(pk=assessment.pk)


@transaction.atomic
def finish(*, by, assessment, via=""):
    """Close the sheet: scores are computed and kept, the season's line moves, the merchant gets the restitution.

    Raises
    ------
    Refused
        A question has no answer yet ("I do not know" is one) or two that differ, or nothing is known at all.
    """
    assessment = Assessment.objects.select_for_update(of=("self",)).select_related("season__territory", "shop").get(pk=assessment.pk)
    if assessment.finished_at:
        return assessment
    torn = len(trail(assessment).conflicts)
    if torn:
        raise Refused(ngettext("%(n)s question a reçu deux réponses différentes : choisissez celle que vous gardez, puis terminez.",
                               "%(n)s questions ont reçu deux réponses différentes : choisissez celles que vous gardez, puis terminez.",
                               torn) % {"n": torn})
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
    project(assessment, trail(assessment).states)  # what came after the end counts from now on
    journal.record("diagnostics.reopened", by=by, on=[assessment, assessment.shop], via=via)
    _tell_progress(assessment)
    return assessment


def _tell_progress(assessment):
    done, due, late = overview.progress(assessment.season, assessment.moment)
    record_progress(season=assessment.season, key=assessment.moment.lower(), done=done, due=due, late=late)
