"""One question a month, answered in one tap: asked by mail, a range, nothing, unknown, later; undone."""
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing.bands import band
from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.impact import mails
from chalandise.impact.models import CheckIn, Reading
from chalandise.impact.operations.readings import give_reading, refuse_month, write_reading
from chalandise.impact.queries.checkins import silent, to_ask_again
from chalandise.impact.queries.readings import actions_to_ask, first_of, last_month
from chalandise.impact.rules.readings import PRIVATE
from chalandise.seasons.queries.playbook import indicators

A = CheckIn.Answer
LATER = 7  # days before "later" is asked again, once


@transaction.atomic
def tap(*, by, action, month, answer, via=""):
    """Answer the question of a month in one tap. The same tap twice is once; another one replaces it.

    Parameters
    ----------
    answer : str
        "0" (nothing this month), the first number of a range of computing/bands ("6" for 6 to 10), "unknown" or "later".

    Returns
    -------
    CheckIn
    """
    month = first_of(month)
    refuse_month(by, action, month)
    if answer in (A.UNKNOWN, A.LATER):
        return _said(by, action, month, answer, via)
    chosen = band(int(answer)) if answer.isdecimal() and len(answer) < 10 else None
    if answer != "0" and (chosen is None or action.indicator in PRIVATE):
        raise Refused(_("Choisissez une des réponses, ou écrivez le nombre."), field="value")
    before = _held(action, month)
    if answer == "0":
        write_reading(by=by, action=action, month=month, value=Decimal(0), via=via)
    else:
        write_reading(by=by, action=action, month=month, value=Decimal(chosen.low + chosen.high) / 2, low=chosen.low, high=chosen.high, via=via)
    return _noted(by, action, month, before)


@transaction.atomic
def write_number(*, by, action, month, value, via="", confirmed=False):
    """Answer with the number itself (see give_reading, and what it refuses). Returns the CheckIn."""
    before = _held(action, first_of(month))
    give_reading(by=by, action=action, month=month, value=value, via=via, confirmed=confirmed)
    return _noted(by, action, first_of(month), before)


def _held(action, month):
    """What is known of a month before an answer, as it can be given back."""
    held = Reading.objects.filter(action=action, month=month).first()
    return {"value": str(held.value), "low": held.low, "high": held.high, "via": held.via, "by": held.by_id, "at": held.at.isoformat()} if held else {}


def _noted(by, action, month, before):
    """Write that a figure answered; the same figure again changes nothing of what it had replaced."""
    one, made = CheckIn.objects.select_for_update(of=("self",)).get_or_create(action=action, month=month)
    if one.answer != A.FIGURE or _held(action, month) != before:
        one.before = before
    one.answer, one.by, one.at, one.again_on = A.FIGURE, by, clock.now(), None
    one.save()
    return one


def _said(by, action, month, answer, via):
    """Write "I don’t know" or "later"; "later" is asked again once, a week after."""
    one, made = CheckIn.objects.select_for_update(of=("self",)).get_or_create(action=action, month=month)
    if one.answer == A.FIGURE:
        raise Refused(_("Un chiffre est déjà noté pour ce mois : effacez-le d’abord, ou corrigez-le."))
    if one.answer != answer:
        one.answer, one.by, one.at = answer, by, clock.now()
        one.again_on = clock.today() + timedelta(days=LATER) if answer == A.LATER and one.again_on is None else None
        one.save()
        journal.record(f"impact.said_{answer}", by=by, on=[action, action.shop], via=via, territory=action.season.territory_id)
    return one


@transaction.atomic
def undo_answer(*, by, action, month=None, via=""):
    """Take the answer of a month back; what it had replaced stands again. Twice is once."""
    month = first_of(month) if month else last_month()
    refuse_month(by, action, month)
    one = CheckIn.objects.select_for_update(of=("self",)).filter(action=action, month=month).exclude(answer="").first()
    if one is None:
        return None
    if one.answer == A.FIGURE:
        Reading.objects.filter(action=action, month=month).delete()
        if one.before:
            Reading.objects.create(action=action, month=month, value=Decimal(one.before["value"]), by_id=one.before["by"],
                                   **{name: one.before[name] for name in ("low", "high", "via", "at")})
    one.answer, one.before, one.again_on = "", {}, None
    one.at = None
    one.save()
    journal.record("impact.unread", by=by, on=[action, action.shop], via=via, territory=action.season.territory_id)
    return one


@transaction.atomic
def ask_readings(*, month=None):
    """Ask every merchant whose action is counted for last month’s figure: one letter an action and a month, once more after "later".

    Nobody is asked who left the last two questions without an answer: they go on as soon as a figure comes. Returns the letters.
    """
    month = month or last_month()
    actions, written = list(actions_to_ask(month)), []
    quiet, again = silent([a.pk for a in actions], month), to_ask_again(month)
    answers = dict(CheckIn.objects.filter(action__in=actions, month=month).values_list("action", "answer"))
    for action in actions:
        indicator = indicators(action.season).get(action.indicator)
        answered = answers.get(action.pk, "") != "" and action.pk not in again
        if indicator is None or action.pk in quiet or answered:
            continue
        letters = mails.reading_asked(action, month, indicator, again=action.pk in again)
        if letters:
            _asked(action, month, action.pk in again)
        written += letters
    return written


def _asked(action, month, again):
    one, made = CheckIn.objects.get_or_create(action=action, month=month)
    if made or again:
        one.asked_at = one.asked_at or clock.now()
        one.again_on = None
        one.save()
