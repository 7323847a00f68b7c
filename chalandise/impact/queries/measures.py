"""The measure planned for an action, in words; the actions that have none."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from chalandise.actions.models import Action
from chalandise.actions.queries.actions import actions_run_by
from chalandise.actions.rules import OPEN
from chalandise.foundation.wording import as_day, number
from chalandise.impact.models import TAKINGS, MeasurePlan
from chalandise.impact.rules.measures import BEYOND
from chalandise.seasons.queries.playbook import indicators, kinds


def takings_words():
    return _("Les recettes de la boutique")


def figure_words(season, code):
    """Return what a plan counts, in words."""
    if code == TAKINGS:
        return takings_words()
    known = indicators(season).get(code)
    return known.question if known else ""


def suggested(season, kind):
    """Return [(code, words)] of the figures that a kind of action may be seen in: its own first, then takings, then the others."""
    known = {code: i for code, i in indicators(season).items() if code != "monthly_sales"}  # takings stand for it, exact and under agreement
    own = [c for c in (kinds(season)[kind].indicators if kind in kinds(season) else ()) if c in known]
    return [*((c, known[c].question) for c in own), (TAKINGS, takings_words()), *((c, known[c].question) for c in known if c not in own)]


@dataclass(frozen=True)
class Measure:
    """What the page of an action says of its measure; `plan` is None when nothing was agreed."""

    action: Action
    plan: MeasurePlan | None

    @property
    def figure(self):
        return figure_words(self.action.season, self.plan.figure)

    @property
    def is_late(self):
        """The plan was written after the start: what one hoped for may already have been seen."""
        start = self.plan.starts_on
        return bool(start and as_day(self.plan.at) > start)

    @property
    def moved(self):
        """The day the action starts now, when it is not the one that was agreed; None otherwise."""
        now = self.action.starts_on
        return now if self.plan.starts_on and now and now != self.plan.starts_on else None

    @property
    def waits(self):
        """The smallest effect is being computed."""
        return self.plan.is_on_takings and self.plan.weighed_at is None

    @property
    def smallest(self):
        """[(who, how much)] in words: this shop alone, then the season's shops together; [] when nothing can be said."""
        told = ((_("Cette boutique seule"), self.plan.seen.get("alone")), (_("Toutes les boutiques qui agissent, ensemble"), self.plan.seen.get("together")))
        return [(who, percent_words(percent)) for who, percent in told if percent]

    @property
    def why_not(self):
        """Why the smallest effect for this shop alone is not known, and what would help; "" when it is."""
        return WHY[self.plan.seen["why"]]() if self.plan.seen.get("why") else ""


def percent_words(percent):
    """Say a smallest effect: "12 % ou plus"."""
    if percent == BEYOND:
        return _("rien de ce qu’une action apporte d’ordinaire : il faudrait que les recettes changent de plus de moitié")
    return _("%(percent)s %% ou plus") % {"percent": number(percent)}


WHY = {
    "none": lambda: _("Aucune recette d’avant n’est connue. Deux ans de chiffres par mois suffisent souvent ; le fichier de la caisse va plus vite."),
    "short": lambda: _("Le passé connu est trop court, ou a trop de trous : il en faut à peu près deux ans, sans trou."),
    "others": lambda: _("Trop peu d’autres boutiques ont donné leurs recettes sur les mêmes mois : il en faut pour distinguer l’action de Noël ou de la météo."),
}


def measure_of(action):
    """Return the Measure of an action whose reader was already checked: no amount is in it (one query)."""
    return Measure(action, MeasurePlan.objects.filter(action=action, ended_at=None).select_related("by").first())


def without_plan():
    """Actions that start or run without anything agreed on how they will be seen, or without a date."""
    dated = MeasurePlan.objects.filter(action=OuterRef("pk"), ended_at=None)
    return Q(state__in=OPEN) & (~Exists(dated) | Q(starts_on=None))


def unplanned(person, season):
    """Return the open actions of a season that have no plan of measure, or no date, for its team: those under way first (one query)."""
    return actions_run_by(person, season).filter(without_plan()).order_by("-state", "shop__sort_key", "pk")


def to_weigh(today: date):
    """Return the plans on takings whose action has not started yet: what can be seen changes as takings come in."""
    ahead = Q(action__starts_on=None) | Q(action__starts_on__gte=today)
    return (MeasurePlan.objects.filter(ahead, ended_at=None, figure=TAKINGS, action__state__in=OPEN, action__season__closure=None)
            .select_related("action__season", "action__shop").order_by("action__season", "pk"))
