"""The course of an action: started, blocked, resumed, finished, dropped; the table is in rules.COURSE."""
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from chalandise.actions import mails
from chalandise.actions.models import Action
from chalandise.actions.operations.keeping import forget_checks, plan_checks
from chalandise.actions.operations.money import give_back
from chalandise.actions.operations.signs import alive
from chalandise.actions.rules import COURSE, OPEN, may_lead
from chalandise.catalogue.models import Use
from chalandise.catalogue.operations.uses import record_use
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused


def start(*, by, action, via=""):
    """The action is on its way."""
    return _go("start", by, action, via=via)


def block(*, by, action, reason, via=""):
    """Something blocks: the mentor and the referents read it at once."""
    return _go("block", by, action, reason, via=via)


def resume(*, by, action, via=""):
    """What blocked is solved."""
    return _go("resume", by, action, via=via)


def finish(*, by, action, outcome="", via=""):
    """The action is over: what it gave, in words. The lesson is asked from both sides; a solution that it put in place is in use."""
    return _go("finish", by, action, outcome, via=via)


@transaction.atomic
def drop(*, by, action, reason, via="", ask_lesson=True):
    """The action stops here, without blame; the money it held goes back to the pot. What it taught is asked, as of any other."""
    was_open = action.is_open
    action = _go("drop", by, action, reason, via=via)
    if was_open and ask_lesson:
        mails.lesson_asked(action)
    return action


def reopen(*, by, action, via=""):
    """The action was closed too early."""
    return _go("reopen", by, action, via=via)


@transaction.atomic
def _go(gesture, by, action, words="", via=""):
    origins, target, wordy = COURSE[gesture]
    if not may_lead(by, action):
        raise Refused(_("Seuls le commerçant, son parrain et l’équipe écrivent sur cette action."))
    action.state = Action.objects.select_for_update(of=("self",)).get(pk=action.pk).state
    if action.state == target:
        return action  # a double click
    if action.state not in origins:
        raise Refused(_("Cette action est « %(state)s » : ce geste n’est plus possible. Rechargez la page.")
                      % {"state": action.get_state_display()})
    if wordy and not words.strip():
        raise Refused(_("Dites en quelques mots ce qui se passe : c’est ce qui permet d’aider."), field="reason")
    before, now = action.state, clock.now()
    action.state, action.changed_at = target, now
    action.blocker = words.strip()[:300] if gesture == "block" else ""
    if gesture in ("finish", "drop"):
        action.outcome = words.strip() or action.outcome
    action.finished_at = None if target in OPEN else now
    _saved(action)
    journal.record(f"actions.{gesture}", by=by, on=[action, action.shop], via=via, territory=action.season.territory_id,
                   changes={"state": [before, str(target)]})
    alive(action)
    _after(gesture, by, action, via)
    return action


def _saved(action):
    try:
        with transaction.atomic():
            action.save(update_fields=["state", "changed_at", "blocker", "outcome", "finished_at"])
    except IntegrityError:
        raise Refused(_("Une autre action est déjà en cours dans cette boutique : terminez-la d’abord.")) from None


def _after(gesture, by, action, via):
    if gesture == "drop":
        give_back(by=by, action=action)
    elif gesture == "block":
        mails.blocked(action, by=by)
    elif gesture == "reopen":
        forget_checks(action)
    elif gesture == "finish":
        mails.lesson_asked(action)
        if action.solution:
            action.use = record_use(by=by, solution=action.solution, shop=action.shop, source=Use.Source.ACTION, season_key=action.season_id,
                                    season_label=action.season.name, via=via)
            action.save(update_fields=["use"])
        plan_checks(action)


@transaction.atomic
def stop_for_departure(*, shop, season, by, reason=""):
    """The shop leaves the season: its action stops, its money goes back, its story stays, nobody is asked anything. Returns the actions stopped."""
    stopped = []
    for action in Action.objects.filter(shop=shop, season=season, state__in=OPEN).select_related("shop", "season", "pairing"):
        stopped.append(drop(by=by, action=action, reason=reason or _("La boutique quitte la saison."), ask_lesson=False))
    return stopped
