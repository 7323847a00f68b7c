"""What the programme brought as a whole: adoption, what is still in place and at what cost, gains of maturity, hours, and who did not answer.

Descriptions, never effects: effects are in `queries.estimates`. For the team of the season; no shop is named.
"""
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from chalandise.actions.models import Action
from chalandise.actions.queries.evidence import counted
from chalandise.actions.rules import runs
from chalandise.computing.attrition import bounds, difference
from chalandise.diagnostics.queries import overview
from chalandise.impact.queries.takings import agreements
from chalandise.impact.rules.estimates import SEED
from chalandise.mentoring.models import Minutes
from chalandise.seasons.models import PanelPlace
from chalandise.seasons.queries.playbook import kinds

S = Action.State
FEW = 5  # shops on each side under which two groups are not compared


@dataclass(frozen=True)
class KindLine:
    """One kind of action: how many were adopted, begun and finished, the share still in place, and what the pot spent for each that is."""

    label: str
    adopted: int
    evidence: object


@dataclass(frozen=True)
class Silence:
    """Who answered a second question, and how they differ from the others at the start."""

    label: str
    answered: int
    of: int
    difference: object = None  # None while one side is under FEW


@dataclass
class Programme:
    """Everything one page shows; each number with how many it rests on."""

    shops: int = 0
    left: int = 0
    states: Counter = field(default_factory=Counter)
    with_action: int = 0
    kinds: list = field(default_factory=list)
    spent: Decimal = Decimal(0)
    still: int = 0
    gains: list = field(default_factory=list)  # (overview.Gain, attrition.Bounds or None)
    visits: int = 0
    hours: float = 0
    merchant_hours: int = 0
    silences: list = field(default_factory=list)

    @property
    def cost_per_kept(self):
        return self.spent / self.still if self.still else None

    @property
    def begun(self):
        return sum(n for state, n in self.states.items() if state != S.ADOPTED)


def programme_of(person, season):
    """Return the Programme of a season for its team; an empty one for anybody else. A constant number of queries."""
    found = Programme()
    if not runs(person, season):
        return found
    places = list(PanelPlace.objects.filter(season=season))
    found.shops, found.left = len(places), sum(p.left_at is not None for p in places)
    _adoption(found, season)
    _time(found, season)
    _maturity(found, season, {p.shop_id for p in places})
    return found


def _adoption(found, season):
    rows = list(Action.objects.filter(season=season).select_related("idea"))
    found.states = Counter(a.state for a in rows)
    found.with_action = len({a.shop_id for a in rows})
    found.merchant_hours = sum(a.idea.effort for a in rows if a.idea and a.state != S.DROPPED)
    evidence, adopted = counted(Action.objects.filter(season=season), money=True), Counter(a.kind for a in rows)
    words = kinds(season)
    found.kinds = [KindLine(words[k].label if k in words else k, adopted[k], evidence[k]) for k in (*words, *(adopted.keys() - words.keys())) if k in adopted]
    found.spent = sum((e.spent for e in evidence.values()), Decimal(0))
    found.still = sum(e.still for e in evidence.values())


def _time(found, season):
    spent = list(Minutes.objects.filter(visit__pairing__season=season).values_list("duration", "travel"))
    found.visits, found.hours = len(spent), round(sum(d + t for d, t in spent) / 60)


def _maturity(found, season, shops):
    done = overview.finished(season)
    scores = {m: {a.shop_id: a.overall for a in rows if a.overall is not None} for m, rows in done.items()}
    start = {s: v for s, v in scores["T0"].items() if s in shops}
    for gain in overview.gains(season, done):
        known = [(v, scores[gain.after].get(s)) for s, v in start.items()] if scores[gain.after] else []
        found.gains.append((gain, bounds([b for b, _ in known], [a for _, a in known]) if gain.value is not None else None))
    given = set(agreements(shops))
    asked = [(moment, set(scores[moment])) for moment in ("T1", "T2") if scores[moment]]
    found.silences = [_silence(label, start, shops, answered) for label, answered in (*asked, ("takings", given))]


def _silence(label, start, shops, answered):
    said, silent = ([v for s, v in start.items() if (s in answered) is side] for side in (True, False))
    told = difference(said, silent, seed=SEED) if min(len(said), len(silent)) >= FEW else None
    return Silence(label, len(answered & shops), len(shops), told)
