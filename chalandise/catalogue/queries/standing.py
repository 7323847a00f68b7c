"""Where an answer to a call stands, in words, for the company that sent it."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from chalandise.catalogue.models import Decision, Submission
from chalandise.catalogue.queries.calls import decisions_on
from chalandise.foundation import clock, wording

S, OUT = Submission.State, Decision.Outcome
_MARKS = {OUT.QUALIFIED: "ok", OUT.CONDITIONS: "ok", OUT.REVISE: "watch", OUT.DECLINED: "calm"}


@dataclass(frozen=True)
class Standing:
    """A word with its colour, and a sentence: what is true now and what comes next."""

    mark: str   # "ok", "watch", "act", "calm"
    word: str
    sentence: str
    may_send: bool


def standing_of(submission):
    """Return the Standing of an answer (with its call); one query more once decisions are released."""
    call, now = submission.call, clock.now()
    may_send = submission.takes(now)
    decision = decisions_on(submission).last() if call.released_at else None
    if decision is not None and not (submission.reopened_until and _sent_since(submission, decision)):
        return Standing(_MARKS[decision.outcome], decision.get_outcome_display(), _decided(submission, decision, may_send), may_send)
    if submission.state == S.WITHDRAWN:
        return Standing("calm", submission.get_state_display(), _("Vous l’avez retirée. Vous pouvez l’envoyer de nouveau jusqu’à %(when)s.")
                        % {"when": wording.moment(call.deadline)} if may_send else _("Vous l’avez retirée : elle n’est pas lue."), may_send)
    if submission.state == S.SUBMITTED:
        return Standing("ok", _("envoyée, n° %(n)s") % {"n": submission.number}, _sent(call, may_send), may_send)
    if may_send:
        return Standing("watch", submission.get_state_display(), _("À envoyer avant %(when)s. À cette heure-là, un brouillon complet part tout seul.")
                        % {"when": wording.moment(call.deadline)}, True)
    return Standing("act", _("non envoyée"), _("L’appel a fermé %(when)s et il manquait des réponses. Votre texte est gardé.")
                    % {"when": wording.moment(call.deadline)}, False)


def _sent_since(submission, decision):
    return submission.versions.filter(number__gt=decision.version.number).exists()


def _sent(call, may_send):
    if call.released_at:
        return _("La nouvelle version est arrivée. La décision viendra par e-mail.")
    if may_send:
        return _("Vous pouvez la compléter et l’envoyer de nouveau, ou la retirer, jusqu’à %(when)s.") % {"when": wording.moment(call.deadline)}
    return _("Des experts la lisent. La décision viendra par e-mail, avec sa raison, le même jour pour toutes les entreprises.")


def _decided(submission, decision, may_send):
    if decision.outcome == OUT.REVISE and may_send:
        return _("Complétez la fiche et envoyez une nouvelle version avant %(when)s.") % {"when": wording.moment(submission.reopened_until)}
    return {OUT.QUALIFIED: _("Votre solution entre au catalogue pour un an."), OUT.CONDITIONS: _("Votre solution entre au catalogue, aux conditions ci-dessous."),
            OUT.REVISE: _("La date pour renvoyer une version est passée."), OUT.DECLINED: _("Votre solution n’entre pas au catalogue cette fois.")}[decision.outcome]
