"""What else happened to trade: works, what the referent wrote down, and the calendar of the country. Some of it sets periods aside."""
from datetime import timedelta

import numpy as np

from chalandise.computing.takings import end_of
from chalandise.impact.models import Circumstance
from chalandise.impact.rules.calendar import Happening, national
from chalandise.impact.rules.estimates import LONG, SHARED
from chalandise.territory.models import Works


def set_aside(season, cut, shops):
    """Return the (n, T) periods that the estimators must not read, because something else than the action disturbed a few shops only.

    A period counts as disturbed when half of its days are. What touches the whole street, or lasts over half a year, is common to those
    who acted and those who did not, or leaves nothing to compare with: it is told and not set aside, unless the referent asked for it.
    """
    aside = np.zeros(cut.takings.shape, dtype=bool)
    ends = [end_of(cut.grain, cut.start_of(n)) for n in range(cut.length)]
    for happening in local(season, cut.shops, shops, until=ends[-1]):
        if not happening.aside:
            continue
        rows = slice(None) if happening.rows is None else list(happening.rows)
        for n, end in enumerate(ends):
            start = cut.start_of(n)
            shared = (min(end, happening.last) - max(start, happening.first)).days + 1
            if 2 * shared >= (end - start).days + 1:
                aside[rows, n] = True
    return aside


def local(season, keys, shops, *, until):
    """Return the Happenings of this street, in order: works on a stretch, what the referent wrote down."""
    found = []
    for works in Works.objects.filter(axis=season.axis_id, starts_on__lte=until).select_related("stretch"):
        rows = None if works.stretch_id is None else _on(works.stretch_id, keys, shops)
        last = min(works.ends_on or until, until)
        short = (last - works.starts_on) <= timedelta(days=LONG)
        apart = rows is not None and 0 < len(rows) <= SHARED * len(keys)
        found.append(Happening("works", works.name, works.starts_on, last, works.stretch.name if works.stretch else "", short and apart, rows))
    for one in Circumstance.objects.filter(season=season, starts_on__lte=until).select_related("stretch", "shop"):
        rows = (tuple(n for n, k in enumerate(keys) if k == one.shop_id) if one.shop_id
                else _on(one.stretch_id, keys, shops) if one.stretch_id else None)
        where = one.shop.name if one.shop else one.stretch.name if one.stretch else ""
        found.append(Happening(one.kind, one.name, one.starts_on, one.ends_on, where, one.aside, rows))
    return sorted(found, key=lambda h: (h.first, h.last, h.name))


def _on(stretch, keys, shops):
    return tuple(n for n, k in enumerate(keys) if shops[k].stretch_id == stretch)


def department_of(territory):
    """Return the department of a territory ("33"), by its first commune; "" when it has none."""
    insee = territory.communes.order_by("insee").values_list("insee", flat=True).first() or ""
    return insee[:3] if insee.startswith("97") else insee[:2]


def around(season, first, last):
    """Return every Happening that a series of a season may show, in order: those of the country and those of the street."""
    rows = [h for h in local(season, (), {}, until=last) if h.last >= first]
    return sorted([*national(department_of(season.territory), first, last), *rows], key=lambda h: (h.first, h.kind, h.name))


def circumstances_of(season):
    """Return what was written down of a season, in order; whoever reads was already checked."""
    return Circumstance.objects.filter(season=season).select_related("stretch", "shop", "by", "season__territory")
