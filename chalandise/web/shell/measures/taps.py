"""One tap on the question of a month: a range, nothing, unknown, later, undone."""
from datetime import date

from django.contrib import messages
from django.utils.translation import gettext as _

from chalandise.impact.operations import tap, undo_answer
from chalandise.impact.queries import last_month
from chalandise.impact.queries.checkins import monthly_question
from chalandise.web.shell.gestures import attempt, typed


def read_month(text):
    """Return the month that an address or a form names ("2017-11"), or the last one."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return last_month()


def answer_tap(request, action, *, by, via=""):
    """Answer, or take the answer back; what happened is said on the next page. Returns whether it was done."""
    month, answer = read_month(typed(request, "mois")), typed(request, "reponse")
    if answer == "undo":
        done, one = attempt(request, undo_answer, by=by, action=action, month=month, via=via)
        if done and one:
            messages.success(request, _("La réponse est effacée."))
        return done
    done, one = attempt(request, tap, by=by, action=action, month=month, answer=answer, via=via)
    if done:
        messages.success(request, said(monthly_question(action, month), one.answer))
    return done


def said(question, answer):
    """Say what was understood."""
    if answer == "later":
        return _("D’accord : on vous le redemande dans une semaine, une seule fois.")
    if answer == "unknown":
        return _("C’est noté : on ne vous redemande pas ce mois-là.")
    return _("C’est noté : %(answer)s. Merci !") % {"answer": question.answer}
