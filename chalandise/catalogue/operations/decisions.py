"""Decisions are prepared one by one with their reason, then released together: a letter for each company, the qualified ones in the catalogue."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.mails import reviewing as mails
from chalandise.catalogue.models import Call, Decision, Submission
from chalandise.catalogue.operations.qualifications import qualify
from chalandise.catalogue.operations.recusals import sweep
from chalandise.catalogue.queries.interests import about, graph_of
from chalandise.catalogue.queries.scoring import table
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.people.operations import check_conflict
from chalandise.people.operations.conflicts import Gesture
from chalandise.people.queries.conflicts import node

Outcome = Decision.Outcome
IN = (Outcome.QUALIFIED, Outcome.CONDITIONS)  # those that enter the catalogue
REVISE_DAYS = 30  # to send a new version
LONG = 4000


@transaction.atomic
def prepare(*, by, version, outcome, reason, conditions="", summary="", supervisor=None):
    """Write down what is decided of a version; it can change until it is released. Nobody outside the team sees it before.

    Raises
    ------
    Refused
        A tie bars this person from deciding, the decision left already, or a word is missing: a reason always, conditions when
        there are some, a public summary for what enters the catalogue.
    """
    submission = Submission.objects.select_related("call", "solution__provider__organisation").get(pk=version.submission_id)
    row = Decision.objects.select_for_update(of=("self",)).filter(version=version).first()
    if row is not None and row.released_at:
        raise Refused(_("Cette décision est annoncée : elle ne change plus."))
    if submission.state != Submission.State.SUBMITTED:
        raise Refused(_("L’entreprise a retiré sa réponse : il n’y a plus rien à décider."))
    words = {"reason": reason.strip()[:LONG], "conditions": conditions.strip()[:LONG] if outcome == Outcome.CONDITIONS else "",
             "summary": summary.strip()[:LONG] if outcome in IN else ""}
    _check_words(outcome, words)
    check_conflict(by=by, graph=graph_of([submission], [by, supervisor]), supervisor=supervisor, head=_("Vous ne décidez pas pour « %(name)s ».") % {"name": submission},
                   gesture=Gesture("vote", by, submission, submission.call, about(submission), {node(submission): str(submission)}))
    before = row.outcome if row else ""
    made, _new = Decision.objects.update_or_create(version=version, defaults={**words, "outcome": outcome, "prepared_by": by, "prepared_at": clock.now()})
    journal.record("decision.prepared", by=by, on=[submission, submission.call], territory=submission.call.territory_id, changes={"outcome": [before, str(outcome)]})
    return made


def _check_words(outcome, words):
    if outcome not in Outcome.values:
        raise Refused(_("Choisissez une décision."), field="outcome")
    if not words["reason"]:
        raise Refused(_("Écrivez la raison : l’entreprise la lira dans sa lettre."), field="reason")
    if outcome == Outcome.CONDITIONS and not words["conditions"]:
        raise Refused(_("Écrivez les conditions à remplir."), field="conditions")
    if outcome in IN and not words["summary"]:
        raise Refused(_("Écrivez le résumé que les commerçants liront au catalogue."), field="summary")


@transaction.atomic
def release(*, by, call):
    """Announce every prepared decision at once: letters leave, what is qualified enters the catalogue, what is to revise reopens.

    What was decided first stays: a second release announces the versions that came back since. Returns the decisions.

    Raises
    ------
    Refused
        The deadline has not passed, a submission has no decision yet, nothing is to be announced.
    """
    call = Call.objects.select_for_update(of=("self",)).select_related("territory").get(pk=call.pk)
    if call.deadline > clock.now():
        raise Refused(_("L’appel est encore ouvert : attendez sa date limite."))
    sweep(call=call, by=by)
    found = table(call)
    if undecided := [row for row in found.rows if row.decision is None]:
        raise Refused(ngettext("%(n)s réponse attend encore sa décision : %(names)s. Toutes s’annoncent ensemble.",
                               "%(n)s réponses attendent encore leur décision : %(names)s. Toutes s’annoncent ensemble.", len(undecided))
                      % {"n": len(undecided), "names": ", ".join(str(r.submission) for r in undecided[:5])})
    left = [row for row in found.rows if row.decision.released_at is None]
    if not left:
        raise Refused(_("Toutes les décisions sont déjà annoncées."))
    if gone := [row for row in left if row.decision.outcome in IN and row.submission.solution.withdrawn_at]:
        raise Refused(_("L’entreprise ne propose plus « %(name)s » : changez cette décision avant d’annoncer les autres.") % {"name": gone[0].submission})
    for row in left:
        _release(by, call, row)
    if call.released_at is None:
        Call.objects.filter(pk=call.pk).update(released_at=clock.now(), released_by=by)
    journal.record("decision.released", by=by, on=[call, *(row.submission for row in left)], territory=call.territory_id, changes={"decisions": ["", len(left)]})
    return [row.decision for row in left]


def _release(by, call, row):
    decision, submission, line = row.decision, row.submission, row.line
    decision.released_at = clock.now()
    decision.figures = {"reviews": len(row.scored), **({} if line is None else {
        "raw": round(line.raw, 2), "corrected": round(line.corrected, 2), "low": _round(line.low), "high": _round(line.high)})}
    decision.save(update_fields=["released_at", "figures"])
    if decision.outcome in IN:
        qualify(by=by, solution=submission.solution, territory=call.territory, call=call, conditions=decision.conditions, summary=decision.summary, decision=decision)
    if decision.outcome == Outcome.REVISE:
        submission.reopened_until = clock.now() + timedelta(days=REVISE_DAYS)
        submission.save(update_fields=["reopened_until"])
        journal.record("submission.reopened", by=by, on=[submission, call], territory=call.territory_id)
    mails.decided(decision, submission, comments=[r.comment for r in row.scored if r.comment])


def _round(value):
    return None if value is None else round(value, 2)
