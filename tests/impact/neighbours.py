"""A street whose shops gave their takings month by month: seasons, levels and chance from one seed."""
from datetime import date

import numpy as np

from chalandise.foundation import clock
from chalandise.impact.models import Taking
from chalandise.impact.operations import agree
from chalandise.impact.queries.readings import shift
from chalandise.people.models import Role
from chalandise.people.operations import give_consent, grant_role
from chalandise.seasons.models import Application, PanelPlace, Selection
from chalandise.shops.models import Shop

FIRST = date(2015, 9, 1)


def months(seed, many=24, *, level=8000, noise=0.08, first=FIRST):
    """{first day: euros} of one shop: December is good, chance does the rest."""
    random = np.random.default_rng(seed)
    days = [shift(first, n) for n in range(many)]
    return {day: round(level * (1.4 if day.month == 12 else 1) * float(np.exp(random.normal(0, noise))), 2) for day in days}


def gives(cast, shop, person, amounts):
    """One shop agrees and its months are known."""
    agree(by=person, shop=shop)
    Taking.objects.bulk_create(Taking(shop=shop, grain="month", start=day, amount=amount, by=person, at=clock.now()) for day, amount in amounts.items())


def neighbour(cast, n, amounts=None, *, placed=True):
    """A shop of the street with its merchant; in the panel unless said."""
    shop = Shop.objects.create(territory=cast.bordeaux, name=f"Boutique {n}", trade="fashion", created_at=clock.now())
    person = cast.person("Voisin", f"N{n}")
    grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=shop.pk)
    if placed:
        PanelPlace.objects.create(season=cast.season, shop=shop, since=clock.now())
    if amounts:
        gives(cast, shop, person, amounts)
    return shop, person


def street(cast, many, *, span=24, placed=True):
    """Several neighbours with `span` months each; returns [(shop, person)]."""
    return [neighbour(cast, n, months(n, span, level=4000 + 700 * n), placed=placed) for n in range(many)]


def compared(cast, n, amounts=None):
    """A shop that applied, was not chosen, and agreed to serve as comparison."""
    shop, person = neighbour(cast, n, placed=False)
    row = Application.objects.create(season=cast.season, shop=shop, person=person, state="sent", created_at=clock.now())
    Selection.objects.create(application=row, outcome="declined", decided_at=clock.now(), announced_at=clock.now())
    give_consent(person=person, purpose="comparison", text="Oui.", about=row)
    if amounts:
        gives(cast, shop, person, amounts)
    return shop, person
