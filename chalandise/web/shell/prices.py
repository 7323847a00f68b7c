"""A change of price as people say it; shared by the audiences that look at one."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.catalogue.queries.published import price_lines
from chalandise.foundation import wording

MONEY = {"price_setup", "price_month", "price_after"}


def spoken(change):
    """Return [(words, before, after)] of a PriceChange."""
    return [(words, value(name, before), value(name, after)) for name, words, before, after in price_lines(change)]


def value(name, kept):
    """Say one kept value of a price: "19,00 €", "3 mois", "2,5 %"."""
    if kept in (None, ""):
        return _("non dit")
    if name in MONEY:
        return wording.euros(kept)
    if name in ("trial_months", "commitment_months"):
        return ngettext("%(n)s mois", "%(n)s mois", kept) % {"n": kept}
    return f"{wording.number(kept)}{wording.SPACE}%" if name == "commission" else kept
