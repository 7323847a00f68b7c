"""A street whose takings are known: shops of the panel that acted one after the other, and shops that agreed to be compared."""
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from chalandise.actions.models import Action
from chalandise.foundation import clock
from chalandise.impact.models import Taking
from chalandise.impact.rules.takings import PURPOSE
from chalandise.people.models import Role
from chalandise.people.operations import give_consent, grant_role
from chalandise.seasons.models import Application, PanelPlace, Selection
from chalandise.shops.models import Shop

FIRST = date(2015, 9, 7)  # a Monday
WEEKS = 140               # until Sunday 13 May 2018
STARTS = (date(2017, 10, 2), date(2017, 10, 9), date(2017, 11, 6), date(2017, 11, 13), date(2017, 12, 4), date(2018, 1, 8))
LATER = date(2018, 5, 14)


class Street:
    """Takings by week of `acted` shops and `compared` ones, each with a level, a Christmas of its own, common weeks, noise.

    Every merchant agreed. Shops that acted gain `effect` (in logarithm) from their start on. `kinds` are dealt in turn.
    """

    def __init__(self, cast, *, acted=6, compared=12, effect=0.0, weeks=WEEKS, grain="week", kinds=("booking",), seed=7):
        self.cast, self.grain, self.weeks = cast, grain, weeks
        cast.rose, cast.season  # noqa: B018
        self.random = np.random.default_rng(seed)
        self.common = self.random.normal(0, 0.03, weeks)
        self.acted, self.compared = [], []
        with clock.at(clock.local(date(2017, 9, 20), 9)):
            for n in range(acted):
                self.acted.append(self._acting(n, kinds[n % len(kinds)], effect))
            for n in range(compared):
                self.compared.append(self._comparing(n))

    def _shop(self, name):
        shop = Shop.objects.create(territory=self.cast.bordeaux, name=name, trade="beauty", created_at=clock.now(), source="team")
        person = self.cast.person(name.split()[0], f"Rue{shop.pk}")
        grant_role(person=person, kind=Role.Kind.MERCHANT, scope_id=shop.pk)
        give_consent(person=person, purpose=PURPOSE, text="Oui.", about=shop)
        shop.merchant = person
        return shop

    def _acting(self, n, kind, effect):
        shop, start = self._shop(f"Agit {n}"), STARTS[n % len(STARTS)]
        PanelPlace.objects.create(season=self.cast.season, shop=shop, since=clock.now())
        shop.action = Action.objects.create(season=self.cast.season, shop=shop, kind=kind, title="Prendre des rendez-vous le soir", starts_on=start,
                                            state=Action.State.RUNNING, adopted_at=clock.now(), changed_at=clock.now())
        self.take(shop, effect=effect, start=start)
        return shop

    def _comparing(self, n):
        shop = self._shop(f"Compare {n}")
        row = Application.objects.create(season=self.cast.season, shop=shop, person=shop.merchant, state="sent", created_at=clock.now())
        Selection.objects.create(application=row, outcome="declined", decided_at=clock.now(), announced_at=clock.now())
        give_consent(person=shop.merchant, purpose="comparison", text="Oui.", about=row)
        self.take(shop)
        return shop

    def series(self, effect=0.0, start=None):
        """Return [(first day of the week, euros)]."""
        days = [FIRST + timedelta(weeks=n) for n in range(self.weeks)]
        christmas = self.random.uniform(0.1, 0.9)
        logs = self.random.normal(8.2, 0.4) + self.common + self.random.normal(0, 0.06, self.weeks)
        logs = logs + christmas * np.array([max(0, (d.timetuple().tm_yday - 325) / 35) for d in days])
        logs = logs + np.array([effect if start and d >= start else 0.0 for d in days])
        return list(zip(days, np.exp(logs), strict=True))

    def take(self, shop, effect=0.0, start=None):
        rows = self.series(effect, start)
        if self.grain == "month":
            sums = {}
            for day, euros in rows:
                sums[day.replace(day=1)] = sums.get(day.replace(day=1), 0) + euros
            rows = list(sums.items())[1:-1]
        Taking.objects.bulk_create([Taking(shop=shop, grain=self.grain, start=day, amount=Decimal(str(round(euros, 2))), by=shop.merchant, at=clock.now())
                                    for day, euros in rows])


def measured(cast, deals=60, **words):
    """A street whose effect was computed; returns (street, run)."""
    from chalandise.foundation import jobs
    from chalandise.impact.operations import ask_estimates
    street = Street(cast, **words)
    with clock.at(LATER):
        run = ask_estimates(by=cast.rose, season=cast.season, deals=deals)
        jobs.run_waiting()
    run.refresh_from_db()
    return street, run
