"""Answering a call: begun, kept as it is typed, sent in time, withdrawn, sent again."""
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.mails import calls as mails
from chalandise.catalogue.models import Submission
from chalandise.catalogue.operations.deadline import around, keep_version, settle
from chalandise.catalogue.operations.typing import merge, typed
from chalandise.catalogue.queries.companies import has_ceased
from chalandise.catalogue.queries.sheets import missing
from chalandise.foundation import clock, journal, wording
from chalandise.foundation.refusals import Refused

S = Submission.State


class TooLate(Refused):
    """The deadline has passed: the answer is kept as a draft."""


class Incomplete(Refused):
    """Something is missing; `lacking` is [Missing]."""

    def __init__(self, sentence, lacking):
        super().__init__(sentence)
        self.lacking = lacking


@transaction.atomic
def start_submission(*, by, call, solution):
    """Begin the answer of a solution to a call, or find the one that is begun. Returns the Submission."""
    found = Submission.objects.filter(call=call, solution=solution).first()
    if found:
        return found
    now = clock.now()
    if call.published_at is None or now < call.opens_at:
        raise Refused(_("Cet appel n’est pas encore ouvert. Il ouvre %(when)s.") % {"when": wording.moment(call.opens_at)})
    if now >= call.deadline:
        raise TooLate(_late(call))
    if solution.withdrawn_at:
        raise Refused(_("Vous ne proposez plus cette solution. Décrivez-en une autre pour répondre."))
    submission, made = Submission.objects.get_or_create(call=call, solution=solution,
                                                        defaults={"created_by": by, "created_at": now, "saved_at": now})
    if made:
        journal.record("submission.started", by=by, on=[submission, call, solution], territory=call.territory_id)
    return submission


def save_submission(*, by, submission, version, motivation, tab=""):
    """Keep what was typed for one call; after the deadline too, for an extension or the next call.

    Raises
    ------
    Conflict
        Somebody saved another text meanwhile.
    """
    _settle(submission)
    return _save(by, submission, version, motivation, tab)


def _settle(submission):
    """What is written here is of one call only: before its deadline, which only moves later, there is nothing to settle."""
    if clock.now() >= submission.call.deadline:
        settle(solution=submission.solution)


@transaction.atomic
def _save(by, submission, version, motivation, tab):
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    if merge(row, version=version, values={"motivation": motivation}, tab=tab):
        row.saved_at = clock.now()
        row.save(update_fields=["motivation", "saved_at", "version", "touched"])
        typed(by, "submission.edited", row, [row, submission.solution], territory=submission.call.territory_id)
    return row


def submit(*, by, submission):
    """Send the answer as it stands, or a new version of it. The hour that counts is that of our server, now.

    Returns
    -------
    SubmissionVersion

    Raises
    ------
    TooLate
        The deadline has passed; what a complete draft had become at the hour was sent by itself.
    Incomplete
        Something is missing.
    Refused
        The call is not open, the company has ceased, the solution is no longer proposed.
    """
    arrived = clock.now()
    _settle(submission)
    return _submit(by, submission, arrived)


@transaction.atomic
def _submit(by, submission, arrived):
    row = around(Submission.objects.select_for_update().get(pk=submission.pk))
    _refuse_hour(row, arrived)
    _refuse_company(row.solution.provider)
    if row.solution.withdrawn_at:
        raise Refused(_("Vous ne proposez plus cette solution. Décrivez-en une autre pour répondre."))
    if lacking := missing(row.solution, row):
        raise Incomplete(ngettext("Il manque %(n)s réponse avant d’envoyer.", "Il manque %(n)s réponses avant d’envoyer.", len(lacking))
                         % {"n": len(lacking)}, lacking)
    version = keep_version(row, by=by, moment=arrived)
    if version.at == arrived:
        journal.record("submission.sent", by=by, on=[row, row.call, row.solution], territory=row.call.territory_id)
        mails.received(submission=row, version=version)
    return version


def _refuse_hour(row, moment):
    call = row.call
    if row.takes(moment):
        return
    if call.published_at is None or moment < call.opens_at:
        raise Refused(_("Cet appel n’est pas encore ouvert. Il ouvre %(when)s.") % {"when": wording.moment(call.opens_at)})
    if row.state == S.SUBMITTED and row.versions.filter(swept=True).exists():
        raise TooLate(_("L’heure limite est passée. Votre brouillon était complet : il est parti tel qu’il était enregistré à l’heure, "
                        "sous le numéro %(n)s. Ce que vous avez changé depuis n’en fait pas partie.") % {"n": row.number})
    raise TooLate(_late(call))


def _late(call):
    """Say that it is too late, by how much the reader can judge, and what can be done."""
    contact = call.territory.contact_email or call.territory.contact_phone or call.territory.name
    return _("L’heure limite était %(when)s, à la seconde près. Votre texte est gardé comme brouillon. Si l’équipe prolonge l’appel, vous "
             "recevrez un message et pourrez l’envoyer ; sinon, il servira au prochain appel. Pour demander une prolongation, écrivez à "
             "l’équipe : %(contact)s.") % {"when": wording.moment(call.deadline), "contact": contact}


def _refuse_company(provider):
    if has_ceased(provider):
        raise Refused(_("Le registre des entreprises dit que %(name)s a cessé son activité : la réponse reste un brouillon. Si "
                        "c’est une erreur, écrivez à l’équipe ; si l’activité continue sous un autre numéro, inscrivez cette entreprise-là.") % {"name": provider})


@transaction.atomic
def withdraw_submission(*, by, submission):
    """Take an answer back while the call is open: it may be sent again until the deadline. Twice is the same as once."""
    row = (Submission.objects.select_for_update(of=("self",)).select_related("call__territory", "solution").get(pk=submission.pk))
    if row.state == S.WITHDRAWN:
        return row
    if row.call.released_at:
        raise Refused(_("Les décisions de cet appel sont annoncées : une réponse ne se retire plus. Écrivez à l’équipe."))
    row.state, row.withdrawn_at = S.WITHDRAWN, clock.now()
    row.version += 1
    row.save(update_fields=["state", "withdrawn_at", "version"])
    journal.record("submission.withdrawn", by=by, on=[row, row.call, row.solution], territory=row.call.territory_id)
    return row
