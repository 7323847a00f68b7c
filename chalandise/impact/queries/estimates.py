"""Reading effects: the referent reads what was computed; everybody else only what the referent let out.

What is let out is a frozen copy (`Release.said`): no page of others reads an estimate, a run, or a taking.
"""
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.db.models import Q
from django.utils.translation import gettext as _

from chalandise.actions.rules import keeps
from chalandise.impact.models import Estimate, EstimateRun, Release
from chalandise.impact.queries.takings import agreement_of
from chalandise.impact.rules import answers
from chalandise.impact.rules.estimates import public, weight, whole
from chalandise.people.models import Role
from chalandise.people.queries import has_role, roles_now
from chalandise.seasons.models import PanelPlace, Season
from chalandise.seasons.queries.playbook import kinds
from chalandise.shops.models import Shop

OWN = ("history_short", "too_recent", "start_unknown", "negative", "suspect", "level_break")  # what a merchant is told of the own shop


def is_referent(person, season):
    return has_role(person, Role.Kind.REFERENT, season.pk)


@dataclass(frozen=True)
class Answer:
    """What an effect says, ready for a page; `said` is what rules.estimates.public gives."""

    kind: str
    label: str
    said: dict
    grain: str = "week"
    at: object = None
    estimate: object = None  # for the referent only
    release: object = None

    @property
    def is_refused(self):
        return self.said["verdict"] == "refused"

    @property
    def sentence(self):
        return answers.sentence(self.said)

    @property
    def verdict(self):
        return answers.verdict(self.said["verdict"])

    @property
    def value(self):
        return "" if self.is_refused else answers.percent(self.said["value"])

    @property
    def interval(self):
        return "" if self.is_refused else answers.between(self.said)

    @cached_property
    def reasons(self):
        """Sentences about the group that change what to think of it, refusals first."""
        return self._said("refusal") + self._said("warning")

    @cached_property
    def notes(self):
        """Sentences about how it was made."""
        return self._said("note")

    def _said(self, heavy):
        return [answers.say(r, self.grain) for r in self.said["reasons"] if weight(r["code"]) == heavy]

    @property
    def helps(self):
        return answers.helps([r["code"] for r in self.said["reasons"]]) if self.said["verdict"] in ("refused", "cannot_tell") else []


def labels(season):
    """Return {kind: words}, "" being all the actions of the season."""
    return {"": _("Toutes les actions"), **{code: kind.label for code, kind in kinds(season).items()}}


def runs_of(person, season):
    """Return the computations of a season, newest first, for its referent; none for anybody else."""
    return EstimateRun.objects.filter(season=season).select_related("by") if is_referent(person, season) else EstimateRun.objects.none()


def latest_run(person, season):
    """Return the latest finished computation, or None."""
    return runs_of(person, season).filter(state=EstimateRun.State.DONE).first()


def estimate_of(person, season, estimate_id):
    """Return one estimate of a season for its referent; raise Estimate.DoesNotExist otherwise."""
    if not is_referent(person, season):
        raise Estimate.DoesNotExist
    return Estimate.objects.select_related("run__season__territory", "run__by").get(pk=estimate_id, run__season=season)


def answers_of(run):
    """Return the Answers of a run whose reader was already checked: all actions first, then the kinds of the playbook."""
    words = labels(run.season)
    released = {r.estimate_id: r for r in Release.objects.filter(season=run.season, ended_at=None)}
    rows = {e.kind: e for e in run.estimates.all()}
    return [Answer(k, words[k], public(rows[k].result), run.grain, run.finished_at, rows[k], released.get(rows[k].pk)) for k in words if k in rows]


def answer_of(estimate):
    """Return the Answer of one estimate whose reader was already checked."""
    release = Release.objects.filter(estimate=estimate, ended_at=None).first()
    return Answer(estimate.kind, labels(estimate.run.season).get(estimate.kind, estimate.kind), public(estimate.result), estimate.run.grain, estimate.run.finished_at,
                  estimate, release)


def without_each(estimate):
    """Return [(shop, "+4 %")]: what the effect becomes without each shop that acted, by name; its reader was already checked."""
    values = {int(k): v for k, v in estimate.result["without"].items() if v is not None}
    shops = Shop.objects.filter(pk__in=values).order_by("sort_key", "pk")
    return [(shop, answers.percent(whole(values[shop.pk]))) for shop in shops]


@dataclass(frozen=True)
class About:
    """What there is to say on one shop, for the referent."""

    shop: Shop
    sentences: list = field(default_factory=list)


def about_shops(estimate):
    """Return [About] of an estimate's reasons that name a shop, by name; its reader was already checked."""
    rows = sorted((r for r in estimate.result["reasons"] if r["shop"] is not None), key=lambda r: r["shop"])
    found = Shop.objects.in_bulk({r["shop"] for r in rows})
    return sorted((About(found[key], [answers.say(r, estimate.run.grain) for r in reasons]) for key, reasons in groupby(rows, key=lambda r: r["shop"])
                   if key in found), key=lambda a: (a.shop.sort_key, a.shop.pk))


# --- what was let out --------------------------------------------------------------------------------------------------

def may_read_releases(person, season):
    """Say whether this person follows the season in any way: its team, partners, committee, mentors, or a merchant of its panel."""
    K, S = Role.Kind, Role.Scope
    of_season = Q(kind__in=(K.REFERENT, K.PARTNER, K.COMMITTEE, K.MENTOR), scope_kind=S.SEASON, scope_id=season.pk)
    of_panel = Q(kind=K.MERCHANT, scope_kind=S.SHOP, scope_id__in=PanelPlace.objects.filter(season=season).values("shop"))
    of_territory = Q(kind=K.ADMIN, scope_kind=S.TERRITORY, scope_id=season.territory_id)
    return getattr(person, "pk", None) is not None and roles_now().filter(of_season | of_panel | of_territory, person=person).exists()


def released_to(person, season):
    """Return the Answers that were let out, for who follows the season."""
    return released(season) if may_read_releases(person, season) else []


def released(season):
    """Return the Answers that stand let out; whoever reads was already checked (constant queries)."""
    words = labels(season)
    rows = {r.kind: r for r in Release.objects.filter(season=season, ended_at=None)}
    return [Answer(k, words[k], rows[k].said, rows[k].said.get("grain", "week"), rows[k].at, release=rows[k]) for k in words if k in rows]


# --- the merchant ------------------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Brought:
    """What the merchant's page says of the effect of their action: the sentence of the group, or why nothing can be said yet and what would help."""

    answer: Answer | None = None
    why: tuple = ()
    helps: tuple = ()


def brought_to(person, shop, action):
    """Return what can be told to a merchant of the effect of their action, or None without an action or an agreement.

    The sentence is that of the group of shops that did the same (or of all), once let out. Why the shop itself does not count is told at once:
    it speaks of its own takings only.
    """
    if action is None or not keeps(person, shop) or agreement_of(shop) is None:
        return None
    season = Season.objects.get(pk=action.season_id)
    out = {a.kind: a for a in released(season) if shop.pk in a.release.treated or a.is_refused}
    answer = next((out[k] for k in (action.kind, "") if k in out and not out[k].is_refused), out.get(""))
    run = EstimateRun.objects.filter(season=season, state=EstimateRun.State.DONE).first()
    everything = run and run.estimates.filter(kind="").first()
    mine = [r for r in (everything.result["reasons"] if everything else ()) if r["shop"] == shop.pk and r["code"] in OWN]
    why = [answers.say(r, run.grain) for r in mine]
    advice = answers.helps([r["code"] for r in mine])
    if answer is not None and answer.is_refused:
        why, advice = why + answer.reasons, list(dict.fromkeys(advice + answer.helps))
    return Brought(answer, tuple(why), tuple(advice))
