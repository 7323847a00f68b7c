"""The panel's assessments at a glance: who has which, medians by theme, mean gain with how many shops it rests on."""
from dataclasses import dataclass
from datetime import timedelta

from chalandise.computing.maturity import median, rounded
from chalandise.diagnostics.models import Answer, Assessment
from chalandise.diagnostics.queries import bank as banks
from chalandise.diagnostics.queries.sheets import MOMENTS
from chalandise.diagnostics.rules import FEW
from chalandise.foundation import clock
from chalandise.seasons.models import Milestone, PanelPlace

NEAR = timedelta(days=30)


@dataclass(frozen=True)
class Cell:
    """One shop at one moment: nothing, asked, begun (answered of total), finished (score)."""

    moment: str
    assessment: Assessment | None
    answered: int = 0
    total: int = 0

    @property
    def state(self):
        if self.assessment is None:
            return "none"
        if self.assessment.finished_at:
            return "done"
        return "begun" if self.answered else "asked" if self.assessment.asked_at else "none"


@dataclass(frozen=True)
class Row:
    place: PanelPlace
    cells: tuple


@dataclass(frozen=True)
class Median:
    """A median over `n` shops; None when they are too few to tell."""

    value: int | None
    n: int


@dataclass(frozen=True)
class Gain:
    """Mean difference of the overall score over the shops that have both moments; None when they are too few."""

    before: str
    after: str
    value: float | None
    n: int


def rows(season):
    """Return the Row of every shop that holds a place in the season, in French order. Three queries."""
    places = list(PanelPlace.objects.filter(season=season, left_at=None).select_related("shop").order_by("shop__sort_key"))
    found = {(a.shop_id, a.moment): a for a in Assessment.objects.filter(season=season)}
    told = _answered(season)
    return [Row(p, tuple(_cell(found.get((p.shop_id, m)), m, told) for m in MOMENTS)) for p in places]


def _answered(season):
    counts = {}
    for key, question, choice in Answer.objects.filter(assessment__season=season, assessment__finished_at=None).values_list(
            "assessment_id", "question", "choice"):
        counts.setdefault(key, {})[question] = choice
    return counts


def _cell(assessment, moment, told):
    if assessment is None or assessment.finished_at:
        return Cell(moment, assessment)
    answers = told.get(assessment.pk, {})
    asked = banks.load(assessment.bank_key, assessment.bank_version).asked(assessment.trade, assessment.channels, answers)
    return Cell(moment, assessment, sum(q.key in answers for q in asked), len(asked))


def finished(season):
    """Return {moment: [finished Assessment]} of a season, shops that left included: what was seen was seen."""
    found = {m: [] for m in MOMENTS}
    for assessment in Assessment.objects.filter(season=season).exclude(finished_at=None).order_by("shop_id"):
        found[assessment.moment].append(assessment)
    return found


def medians(season, done=None):
    """Return [(theme words, {moment: Median})], the last line being the overall score."""
    done = done or finished(season)
    bank = banks.current_of(season.territory)
    lines = [(str(t), {m: _median([a.scores.get("themes", {}).get(t.key, {}).get("value") for a in done[m]]) for m in MOMENTS})
             for t in bank.themes]
    return [*lines, ("", {m: _median([a.overall for a in done[m]]) for m in MOMENTS})]


def _median(values):
    known = [v for v in values if v is not None]
    return Median(rounded(median(known)) if len(known) >= FEW else None, len(known))


def gains(season, done=None):
    """Return the Gain T0→T1, T0→T2 over the shops that have both. A description, never an effect."""
    done = done or finished(season)
    scores = {m: {a.shop_id: a.overall for a in done[m] if a.overall is not None} for m in MOMENTS}
    found = []
    for before, after in (("T0", "T1"), ("T0", "T2")):
        both = [scores[after][s] - scores[before][s] for s in scores[after] if s in scores[before]]
        found.append(Gain(before, after, round(sum(both) / len(both), 1) if len(both) >= FEW else None, len(both)))
    return found


def near_moments(season):
    """Return the moments that may be asked for now: their milestone is past or within a month, or the season has none."""
    days = {m.key.upper(): m.on for m in season.milestones.all()}
    return [m for m in MOMENTS if m not in days or days[m] - NEAR <= clock.today()]


def progress(season, moment):
    """Return (done, due, late) of a moment, as the season's line tells it."""
    shops = set(PanelPlace.objects.filter(season=season, left_at=None).values_list("shop_id", flat=True))
    done = Assessment.objects.filter(season=season, moment=moment, shop__in=shops).exclude(finished_at=None).count()
    stop = Milestone.objects.filter(season=season, key=moment.lower()).first()
    late = stop is not None and (stop.until or stop.on) < clock.today()
    return done, len(shops), len(shops) - done if late else 0
