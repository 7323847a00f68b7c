"""A price in words, with what it becomes; what it costs over two years."""
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.foundation import wording

TWO_YEARS = 24  # months over which quotes are compared


def price_later(thing):
    """Return euros a month once the trial is over (a Solution or a Quote): None when it is not told."""
    return thing.price_after if thing.trial_months else thing.price_month


def price_words(thing):
    """Say the price of a Solution or a Quote in one sentence, with what it becomes.

    "19,00 € par mois pendant 3 mois, puis 29,00 € par mois", and the installation when it costs something.
    """
    said = _monthly(thing)
    if not thing.price_setup:
        return said
    return _("%(setup)s une fois, puis %(monthly)s") % {"setup": wording.euros(thing.price_setup), "monthly": said}


def _monthly(thing):
    if thing.price_month is None:
        return _("prix à demander")
    now = _("gratuit") if not thing.price_month else _("%(euros)s par mois") % {"euros": wording.euros(thing.price_month)}
    if not thing.trial_months:
        return now
    span = ngettext("pendant %(n)s mois", "pendant %(n)s mois", thing.trial_months) % {"n": thing.trial_months}
    if thing.price_after is None:
        return _("%(now)s %(span)s, prix ensuite à demander") % {"now": now, "span": span}
    later = _("gratuit") if not thing.price_after else _("%(euros)s par mois") % {"euros": wording.euros(thing.price_after)}
    return _("%(now)s %(span)s, puis %(later)s") % {"now": now, "span": span, "later": later}


def commitment_words(months):
    """Say how long one is held: "sans engagement", "12 mois d’engagement", or that it is not told."""
    if months is None:
        return _("engagement à demander")
    return ngettext("%(n)s mois d’engagement", "%(n)s mois d’engagement", months) % {"n": months} if months else _("sans engagement")


def cost_over(thing, months=TWO_YEARS):
    """Return the euros that a Solution or a Quote costs over so many months, installation included; None when a price is missing."""
    if thing.price_month is None:
        return None
    at_first = min(thing.trial_months, months) if thing.trial_months else months
    if at_first < months and thing.price_after is None:
        return None
    return (thing.price_setup or Decimal(0)) + thing.price_month * at_first + (thing.price_after or Decimal(0)) * (months - at_first)
