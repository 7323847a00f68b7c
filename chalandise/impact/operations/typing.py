"""Takings as a merchant types them: a few months or weeks, with a picture of the till's report; days closed; doubts settled."""
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from statistics import median

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.computing.takings import Grain, copied_from, days, end_of, start_of, suspects, unit_of
from chalandise.foundation import clock, files, journal
from chalandise.foundation.refusals import Refused
from chalandise.foundation.wording import day_year, euros, read_number
from chalandise.impact.models import Channel, Slip, Taking
from chalandise.impact.operations.agreeing import agree, refuse_stranger
from chalandise.impact.queries.takings import present
from chalandise.impact.rules.lines import YEARS_BACK
from chalandise.impact.rules.takings import SLIP_DAYS

CEILING = Decimal("100000000")
PLAUSIBLE = {Grain.MONTH: (10_000, 200_000_000), Grain.WEEK: (2_500, 50_000_000), Grain.DAY: (0, 10_000_000)}  # cents, of the middle figure typed
LONGEST = 400  # days closed, said at once


class Wrong(Refused):
    """Some figures cannot be kept; nothing is written. `wrong` maps the first day of each period to its sentence."""

    def __init__(self, wrong):
        super().__init__(_("Rien n’est encore enregistré : corrigez ce qui est signalé."))
        self.wrong = wrong


class Unusual(Wrong):
    """Some figures look like a slip: they are kept once the person confirms."""


@transaction.atomic
def type_takings(*, by, shop, grain, figures, channel=Channel.ALL, picture=None, slip=None, confirmed=False, agreed=False, via=""):
    """Write the takings of some months or weeks; an earlier figure of the same period stays behind the new one.

    Parameters
    ----------
    figures : dict
        {first day: what was typed}; an empty text says nothing. "0": the shop was closed.
    picture : File, optional
        The till's report, kept beside what was typed.
    slip : Slip, optional
        A picture already kept, on which the figures were read.
    confirmed : bool
        The person read that some figures are unusual and keeps them.
    agreed : bool
        The merchant agrees with the same gesture (`agreeing.agreement_words`).

    Returns
    -------
    list of Taking
        Those that were written; a figure that was already known is not written again.

    Raises
    ------
    Wrong
        Not a number, negative, a period that is not over.
    Unusual
        Four times more or seven times less than the shop's own level, and not confirmed.
    """
    if agreed:
        agree(by=by, shop=shop, via=via)
    refuse_stranger(by, shop)
    amounts = _amounts(grain, figures)
    if not amounts:
        raise Refused(_("Écrivez au moins un chiffre.") if picture is None else _("Écrivez aussi le chiffre qui est sur la photo."))
    current = {t.start: t for t in present(shop).filter(channel=channel, grain=grain)}
    if not confirmed:
        _refuse_unusual(grain, amounts, {s: round(t.amount * 100) for s, t in current.items()})
    slip = slip or keep_picture(by, shop, picture)
    written = _write(by, shop, channel, grain, amounts, slip=slip, via=via)
    if written:
        journal.record("impact.takings_typed", by=by, on=shop, via=via, changes={"periods": [None, len(written)]})
    return written


def _amounts(grain, figures):
    amounts, wrong = {}, {}
    for start, text in figures.items():
        try:
            value = read_number(text)
        except InvalidOperation:
            wrong[start] = _("Écrivez un montant en chiffres, par exemple 8 450.")
            continue
        if value is None:
            continue
        if sentence := _refused(grain, start, value):
            wrong[start] = sentence
        else:
            amounts[start] = value
    if wrong:
        raise Wrong(wrong)
    return amounts


def _refused(grain, start, value):
    today = clock.today()
    if not value.is_finite() or value < 0:
        return _("Une recette ne peut pas être négative. Fermé ? Écrivez 0.")
    if value >= CEILING or value != value.quantize(Decimal("0.01")):
        return _("Ce montant est trop grand ou trop précis : vérifiez les zéros et la virgule.")
    if start != start_of(grain, start) or end_of(grain, start) >= today or start.year < today.year - YEARS_BACK:
        return _("Cette période n’est pas finie, ou elle est trop ancienne.")
    return ""


def _refuse_unusual(grain, amounts, known):
    cents = {start: round(value * 100) for start, value in amounts.items()}
    if sentence := _strange(grain, cents, {start: value for start, value in known.items() if start not in cents}):
        raise Unusual(dict.fromkeys([max(cents)], sentence))
    known = {start: value for start, value in known.items() if start not in cents}
    found = suspects(cents, beside=known, by_weekday=False)
    if found:
        raise Unusual({start: _("Vous avez écrit %(value)s ; d’habitude c’est autour de %(usual)s. Est-ce bien cela ?")
                       % {"value": euros(amounts[start]), "usual": euros(Decimal(s.usual) / 100)} for start, s in found.items()})


def _strange(grain, cents, known):
    """What is odd about all that was typed together: another unit, another year; "" when nothing is."""
    usual = median([c for c in cents.values() if c > 0] or [0])
    low, high = PLAUSIBLE[grain]
    unit = unit_of(cents.values(), known.values())
    if unit == "cents" or usual > high:
        return _("Ces montants sont très grands : sont-ils en centimes ? Écrivez-les en euros, ou cochez qu’ils sont justes.")
    if unit or 0 < usual < low:
        return _("Ces montants sont très petits : sont-ils en milliers d’euros ? Écrivez-les en entier, ou cochez qu’ils sont justes.")
    if copied_from(cents, known):
        return _("Ces montants sont ceux d’une autre année déjà donnée : l’année est-elle la bonne ?")
    return ""


def keep_picture(by, shop, picture, *, waits_for=None):
    """Keep a picture of a till's report until its day; a Slip, or None without one."""
    if picture is None:
        return None
    stored = files.accept(picture, kinds={"image", "pdf"}, by=by)
    return Slip.objects.create(shop=shop, stored=stored, by=by, at=clock.now(), kept_until=clock.today() + timedelta(days=SLIP_DAYS), waits_for=waits_for)


def _write(by, shop, channel, grain, amounts, *, slip=None, via=""):
    """End the figures that change and write the new ones; returns them."""
    now, mine = clock.now(), set(present(shop).filter(channel=channel, grain=grain).values_list("pk", flat=True))
    current = {t.start: t for t in Taking.objects.select_for_update(of=("self",)).filter(
        shop=shop, channel=channel, grain=grain, start__in=amounts, ended_at=None)}
    changed = {start: value for start, value in amounts.items()
               if (t := current.get(start)) is None or t.pk not in mine or t.amount != value or t.doubt or (slip is not None and t.slip_id is None)}
    Taking.objects.filter(pk__in=[current[s].pk for s in changed if s in current]).update(ended_at=now)
    return Taking.objects.bulk_create([
        Taking(shop=shop, channel=channel, grain=grain, start=start, amount=value, closed=value == 0, slip=slip, by=by, via=via, at=now)
        for start, value in sorted(changed.items())])


@transaction.atomic
def note_closed(*, by, shop, first, last, via=""):
    """Say that the shop was closed from a day to a day; days already known as closed are left. Returns how many were noted."""
    refuse_stranger(by, shop)
    last = last or first
    if last < first:
        raise Refused(_("Le dernier jour vient avant le premier."), field="last")
    if last >= clock.today() or first.year < clock.today().year - YEARS_BACK:
        raise Refused(_("Ces jours ne sont pas passés, ou ils sont trop anciens."), field="last")
    if (last - first).days > LONGEST:
        raise Refused(_("C’est plus d’un an : dites-le en plusieurs fois."), field="last")
    known = {t.start: t for t in Taking.objects.select_for_update(of=("self",)).filter(
        shop=shop, channel=Channel.ALL, grain=Grain.DAY, start__range=(first, last), ended_at=None)}
    sold = next((t for t in known.values() if t.amount > 0), None)
    if sold:
        raise Refused(_("Le %s a des recettes : la boutique n’était pas fermée.") % day_year(sold.start), field="first")
    fresh = [d for d in days(first, last) if d not in known]
    Taking.objects.bulk_create(Taking(shop=shop, grain=Grain.DAY, start=d, amount=0, closed=True, by=by, via=via, at=clock.now()) for d in fresh)
    if fresh:
        journal.record("impact.takings_closed", by=by, on=shop, via=via, changes={"days": [None, len(fresh)]})
    return len(fresh)


@transaction.atomic
def settle_doubts(*, by, shop, ids, keep, via=""):
    """Keep doubtful figures as they are, or leave them out (the period is then missing). Returns how many."""
    refuse_stranger(by, shop)
    chosen = present(shop).filter(pk__in=ids).exclude(doubt="")
    count = chosen.update(doubt="") if keep else chosen.update(ended_at=clock.now())
    if count:
        journal.record("impact.takings_settled", by=by, on=shop, via=via, changes={"kept" if keep else "left": [None, count]})
    return count

