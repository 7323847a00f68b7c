"""Questions on a call: asked by companies, answered once for everybody."""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.catalogue.mails import calls as mails
from chalandise.catalogue.models import CallQuestion
from chalandise.foundation import clock, journal, wording
from chalandise.foundation.refusals import Refused

WAITING = 5  # questions of one person on one call that may wait at the same time


@transaction.atomic
def ask(*, by, call, text):
    """Ask the team something about a call; the answer will be read by everybody, who asked will not be said."""
    text = (text or "").strip()
    if not text:
        raise Refused(_("Écrivez votre question."), field="text")
    until = min(call.questions_until or call.deadline, call.deadline)
    if call.published_at is None or clock.now() >= until:
        raise Refused(_("Les questions étaient ouvertes jusqu’à %(when)s. Celles qui ont reçu une réponse sont au-dessus.")
                      % {"when": wording.moment(until)}, field="text")
    same = CallQuestion.objects.filter(call=call, by=by, text=text[:5000]).first()
    if same:
        return same
    if CallQuestion.objects.filter(call=call, by=by, answered_at=None, set_aside_at=None).count() >= WAITING:
        raise Refused(_("Vous avez déjà %(n)s questions en attente. Attendez une réponse, ou écrivez à l’équipe.") % {"n": WAITING}, field="text")
    question = CallQuestion.objects.create(call=call, text=text[:5000], by=by, at=clock.now())
    journal.record("call.asked", by=by, on=[call])
    return question


@transaction.atomic
def answer(*, by, question, text, wording_=None):
    """Publish the answer of a question, or correct it; who asked is told the first time.

    Parameters
    ----------
    wording_ : str, optional
        The question as it will be read by all, when the team takes a name out of it.
    """
    text = (text or "").strip()
    if not text:
        raise Refused(_("Écrivez la réponse : tout le monde la lira."), field="answer")
    question = CallQuestion.objects.select_for_update(of=("self",)).select_related("call__territory", "by").get(pk=question.pk)
    first = question.answered_at is None
    question.answer, question.answered_by, question.set_aside_at = text[:8000], by, None
    question.answered_at = question.answered_at or clock.now()
    question.text = (wording_ or "").strip()[:5000] or question.text
    question.save()
    journal.record("call.answered", by=by, on=[question.call])
    if first and question.by_id:
        mails.answered(question=question)
    return question


@transaction.atomic
def set_aside(*, by, question):
    """Leave a question without a published answer: not for everybody, or asked already. Twice is the same as once."""
    if CallQuestion.objects.filter(pk=question.pk, answered_at=None, set_aside_at=None).update(set_aside_at=clock.now()):
        journal.record("call.question_set_aside", by=by, on=[question.call])
