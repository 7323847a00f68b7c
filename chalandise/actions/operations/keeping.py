"""Is it still in place? Asked at 1, 3, 6 and 12 months after an action's end, answered in one tap; no answer is not a no.

An action that put a solution in use is never asked here: the catalogue asks about the solution, and its answer is the action's.
"""
from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.actions.mails import still_in_place
from chalandise.actions.models import Action, KeptCheck
from chalandise.actions.queries.keeping import checks_due, keepers, question_of
from chalandise.actions.rules import may_tell_kept
from chalandise.catalogue.operations.uses import answer_check
from chalandise.catalogue.queries.evidence import CHECKS
from chalandise.catalogue.rules import months_after
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused

STOPPED = "stopped"  # via of an answer that is known because the shop said it had stopped before
LATER = "later"      # via of an answer that is known because a later one says yes


def plan_checks(action):
    """Plan the four questions of an action that ends, none when a solution is asked about instead. Returns how many."""
    if action.use_id is not None or action.state != Action.State.DONE:
        return 0
    end = action.finished_at.astimezone(clock.PARIS).date()
    rows = [KeptCheck(action=action, months=m, due_on=months_after(end, m)) for m in CHECKS]
    return len(KeptCheck.objects.bulk_create(rows, ignore_conflicts=True))


def forget_checks(action):
    """The action was closed too early: its questions, and what was answered, come back when it ends again."""
    action.checks.all().delete()


@transaction.atomic
def answer_kept(*, by, check, still, via=""):
    """Say whether it is still in place. A yes says it for the earlier questions that nobody answered, a no for the later ones.

    The same answer twice is once; the other answer replaces it.
    """
    check = _locked(by, check)
    if check.answered_at is not None and check.still == still:
        return check
    _forget_echoes(check)
    check.answered_at, check.still, check.by, check.via, check.reason = clock.now(), still, by, via, ""
    check.save()
    others = check.action.checks.filter(answered_at=None)
    if still:
        others.filter(months__lt=check.months).update(answered_at=clock.now(), still=True, by=by, via=LATER)
    else:
        others.filter(months__gt=check.months, due_on__lte=clock.today()).update(answered_at=clock.now(), still=False, via=STOPPED)
    _noted("actions.kept_answered", by, check, via, [None, "yes" if still else "no"])
    return check


@transaction.atomic
def take_back(*, by, check, via=""):
    """Undo an answer, and what was deduced from it; the question stands as if nobody had answered. Twice is the same as once."""
    check = _locked(by, check)
    if check.answered_at is None:
        return check
    before = "yes" if check.still else "no"
    _forget_echoes(check)
    check.answered_at, check.still, check.by, check.via, check.reason = None, None, None, "", ""
    check.save()
    _noted("actions.kept_taken_back", by, check, via, [before, None])
    return check


@transaction.atomic
def tell_why(*, by, check, reason, via=""):
    """Say why it is no longer in place, after a no; a later word replaces the former."""
    check = _locked(by, check)
    if check.still is not False:
        raise Refused(_("Dites d’abord que ce n’est plus en place."))
    check.reason = reason.strip()[:300]
    check.save(update_fields=["reason"])
    return check


@transaction.atomic
def say_kept(*, by, action, still, via=""):
    """Answer the question of the moment from the action's page, whoever asks it: this room, or the catalogue about its solution."""
    if not may_tell_kept(by, action):
        raise Refused(_("Seul le commerçant, ou l’équipe en son nom, dit si c’est toujours en place."))
    check = question_of(action)
    if check is None:
        raise Refused(_("La question vient un mois après la fin de l’action : rien à répondre aujourd’hui."))
    if isinstance(check, KeptCheck):
        return answer_kept(by=by, check=check, still=still, via=via)
    return answer_check(by=by, check=check, still_used=still, via=via)


@transaction.atomic
def unsay_kept(*, by, action, via=""):
    """Undo the answer of the moment from the action's page; about a solution, the other answer replaces it instead."""
    check = question_of(action)
    if not isinstance(check, KeptCheck):
        raise Refused(_("Cette réponse se change en donnant l’autre : oui, toujours ; ou non, plus maintenant."))
    return take_back(by=by, check=check, via=via)


def _locked(by, check):
    check = KeptCheck.objects.select_for_update(of=("self",)).select_related("action__shop", "action__season").get(pk=check.pk)
    if not may_tell_kept(by, check.action) and by not in keepers(check.action.shop):
        raise Refused(_("Seul le commerçant, ou l’équipe en son nom, dit si c’est toujours en place."))
    return check


def _forget_echoes(check):
    """Forget what was deduced from this answer: earlier ones from a yes, later ones from a no."""
    rows = check.action.checks.filter(via=LATER, months__lt=check.months) if check.still else check.action.checks.filter(
        via=STOPPED, months__gt=check.months)
    rows.update(answered_at=None, still=None, by=None, via="")


def _noted(verb, by, check, via, change):
    journal.record(verb, by=by, on=[check.action, check.action.shop], via=via, territory=check.action.season.territory_id,
                   changes={f"month {check.months}": change})


def ask_kept():
    """Every day: ask the shops whose month has come, and write down what is known of those that stopped. Returns the letters.

    An action is asked one question at a time, the latest that is due.
    """
    letters = []
    for check, stopped in checks_due():
        with transaction.atomic():
            if stopped:
                check.action.checks.filter(due_on__lte=clock.today(), answered_at=None).update(
                    answered_at=clock.now(), still=False, via=STOPPED)
                continue
            letters += still_in_place(check)
            check.action.checks.filter(months__lte=check.months, asked_at=None).update(asked_at=clock.now())
    return letters
