"""Writing the figures of an action: one number a month."""
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import number, read_number
from chalandise.impact.models import Reading
from chalandise.impact.queries.readings import first_of, open_months, previous_of
from chalandise.impact.rules.readings import CEILING, is_doubtful, may_read
from chalandise.mentoring.operations.health import sign


class Doubtful(Refused):
    """The figure may be right but looks like a slip: the person confirms it."""


@transaction.atomic
def give_reading(*, by, action, month, value, via="", confirmed=False):
    """Write the figure of a month, or correct it. Returns the Reading.

    Raises
    ------
    Doubtful
        Ten times more or less than the month before, and not confirmed.
    """
    refuse_month(by, action, first_of(month))
    value, month = _number(value), first_of(month)
    previous = previous_of(action, month)
    if previous and not confirmed and is_doubtful(value, previous.value):
        raise Doubtful(_("Vous avez écrit %(value)s, la fois d’avant c’était %(previous)s : est-ce bien cela ?")
                       % {"value": number(value), "previous": number(previous.value)}, field="value")
    return write_reading(by=by, action=action, month=month, value=value, via=via)


def write_reading(*, by, action, month, value, low=None, high=None, via=""):
    """Write a figure that was checked; the same again is a double click. Returns the Reading."""
    before = Reading.objects.select_for_update(of=("self",)).filter(action=action, month=month).first()
    if before and (before.value, before.low, before.high) == (value, low, high):
        return before
    reading, made = Reading.objects.update_or_create(action=action, month=month, defaults={
        "value": value, "low": low, "high": high, "by": by, "via": via, "at": clock.now()})
    journal.record("impact.read" if made else "impact.corrected", by=by, on=[action, action.shop], via=via,
                   territory=action.season.territory_id)
    if action.pairing_id and action.pairing.ended_at is None:
        sign(pairing=action.pairing, kind="reading")
    return reading


def refuse_month(by, action, month):
    """Refuse who may not give the figure of an action, and a month that is not open."""
    if not may_read(by, action):
        raise Refused(_("Ce chiffre n’est vu que du commerçant et de l’équipe."))
    if not action.indicator:
        raise Refused(_("Choisissez d’abord, dans le plan de l’action, le chiffre que vous comptez."))
    if month not in open_months(action):
        raise Refused(_("Ce mois n’est pas fini, ou il est trop ancien : choisissez un mois de la liste."), field="month")


def _number(value):
    """Return a typed number: "1 200", "1200,50" and "1 200.5" are numbers; a negative one is not a count."""
    try:
        typed = read_number(value)
    except InvalidOperation:
        raise Refused(_("Écrivez un nombre, en chiffres : par exemple 12."), field="value") from None
    if typed is None:
        raise Refused(_("Écrivez un nombre, en chiffres : par exemple 12."), field="value")
    if not typed.is_finite() or typed < 0:
        raise Refused(_("Un chiffre du mois ne peut pas être négatif. Rien ce mois-ci ? Écrivez 0."), field="value")
    if typed >= CEILING or typed != typed.quantize(Decimal("0.01")):
        raise Refused(_("Ce nombre est trop grand ou trop précis : vérifiez les zéros et la virgule."), field="value")
    return typed
