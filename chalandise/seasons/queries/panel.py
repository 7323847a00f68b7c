"""Reading the panel: what balances it, the latest proposal with its reasons in words, the decisions, the places."""
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chalandise.computing import panel
from chalandise.foundation.wording import number
from chalandise.people.queries import consents_now
from chalandise.seasons.models import Application, PanelPlace, Quota, Selection
from chalandise.seasons.queries.applications import applications_of, family
from chalandise.shops.models import Shop
from chalandise.shops.rules import FAMILIES
from chalandise.territory.models import Stretch

D = Quota.Dimension
LEVELS = {0: gettext_lazy("aucun canal"), 1: gettext_lazy("un canal"), 2: gettext_lazy("deux ou trois canaux"),
          3: gettext_lazy("quatre canaux ou plus")}
UNKNOWN = "unknown"


def groups_of(application):
    """Return what a quota may count of an application: "trade:food", "stretch:12", "level:2"."""
    return frozenset({f"{D.TRADE.value}:{family(application) or UNKNOWN}",
                      f"{D.STRETCH.value}:{application.stretch_id or UNKNOWN}", f"{D.LEVEL.value}:{application.level}"})


def group_words(season):
    """Return {group: words} for every value of the three dimensions (one query)."""
    stretches = Stretch.objects.filter(perimeter_id=season.perimeter_id) if season.perimeter_id else []
    return {**{f"trade:{code}": str(label) for code, label in FAMILIES.items()}, f"trade:{UNKNOWN}": _("métier à préciser"),
            **{f"stretch:{s.pk}": s.name for s in stretches}, f"stretch:{UNKNOWN}": _("tronçon à préciser"),
            **{f"level:{n}": str(words) for n, words in LEVELS.items()}}


def eligible(season):
    """Return the applications that may enter the panel, scored, in the order of arrival (one query)."""
    return list(applications_of(season).filter(state=Application.State.SENT).order_by("sent_at", "pk"))


@dataclass(frozen=True)
class QuotaLine:
    """One value of one dimension: how many apply, what the team wants of it, and whether that can be."""

    dimension: str
    value: str
    words: str
    applicants: int
    minimum: int
    maximum: int | None
    proposed: tuple

    @property
    def group(self):
        return f"{self.dimension}:{self.value}"

    @property
    def impossible(self):
        return self.minimum > self.applicants


def proposed_quota(count, total, size):
    """Return (minimum, maximum): about the share that this group has among the applicants, never shutting anyone out."""
    if not total:
        return 0, None
    share = size * count / total
    return min(count, int(share * 0.7)), max(1, -int(-share * 1.3 // 1))


def quota_lines(season, applications):
    """Return {dimension: [QuotaLine]} for the editor (two queries)."""
    counts = Counter(g for a in applications for g in groups_of(a))
    set_ = {f"{q.dimension}:{q.value}": q for q in season.quotas.all()}
    found = {d.value: [] for d in D}
    for group, words in group_words(season).items():
        dimension, value = group.split(":", 1)
        if value == UNKNOWN and not counts[group]:
            continue
        quota = set_.get(group)
        found[dimension].append(QuotaLine(
            dimension, value, words, counts[group], quota.minimum if quota else 0, quota.maximum if quota else None,
            proposed_quota(counts[group], len(applications), season.panel_size) if value != UNKNOWN else (0, None)))
    return found


def problem_of(season, applications, *, pinned=(), excluded=()):
    """Return the Problem for computing/panel; pins and exclusions that no longer apply are forgotten."""
    known = {a.pk for a in applications}
    return panel.Problem(
        candidates=tuple(panel.Candidate(a.pk, round(a.score or 0, 2), groups_of(a)) for a in applications),
        size=season.panel_size,
        quotas=tuple(panel.Quota(f"{q.dimension}:{q.value}", q.minimum, q.maximum)
                     for q in season.quotas.order_by("dimension", "value") if q.minimum or q.maximum is not None),
        pinned=frozenset(pinned) & known, excluded=frozenset(excluded) & known)


def as_json(problem):
    """Return a Problem as plain data, to be recorded."""
    return {"size": problem.size, "pinned": sorted(problem.pinned), "excluded": sorted(problem.excluded),
            "candidates": [[c.key, c.score, sorted(c.groups)] for c in problem.candidates],
            "quotas": [[q.group, q.minimum, q.maximum] for q in problem.quotas]}


def from_json(data):
    """Return the Problem recorded by as_json."""
    return panel.Problem(candidates=tuple(panel.Candidate(k, s, frozenset(g)) for k, s, g in data["candidates"]),
                         size=data["size"], quotas=tuple(panel.Quota(*q) for q in data["quotas"]),
                         pinned=frozenset(data["pinned"]), excluded=frozenset(data["excluded"]))


def latest_proposal(season):
    """Return the latest PanelProposal, or None."""
    return season.panel_proposals.select_related("by").first()


def result_of(proposal):
    """Return the Result that a proposal recorded; it answers for reasons and swaps without solving again."""
    return panel.Result(from_json(proposal.problem), tuple(proposal.result["chosen"]),
                        {int(k): v for k, v in proposal.result["draw"].items()}, proposal.result["optimal"])


def reason_words(reason, words):
    """Return one reason of computing/panel in words."""
    group, amount = words.get(reason.group, reason.group), reason.amount
    return {
        "pinned": lambda: _("gardée par l’équipe"),
        "needed": lambda: _("nécessaire à l’équilibre : « %s »") % group,
        "score": lambda: _("note de l’équipe : rang %d") % amount,
        "excluded": lambda: _("écartée par l’équipe"),
        "full": lambda: _("« %(group)s » est complet (%(n)d au plus)") % {"group": group, "n": amount},
        "below": lambda: _("note sous la plus basse des retenues (%s)") % number(amount, 1),
        "draw": lambda: _("note égale, tirage au sort"),
        "unbalancing": lambda: _("la prendre ferait manquer « %s »") % group,
    }[reason.code]()


def shortfall_words(result, words):
    """Return one sentence a quota that the panel misses."""
    found = []
    for quota in result.problem.quotas:
        have, group = result.problem.count(result.chosen, quota.group), words.get(quota.group, quota.group)
        if have < quota.minimum:
            n = quota.minimum - have
            found.append(ngettext("« %(group)s » : il manque %(n)d boutique (vous en vouliez %(want)d).",
                                  "« %(group)s » : il manque %(n)d boutiques (vous en vouliez %(want)d).", n)
                         % {"group": group, "n": n, "want": quota.minimum})
        elif quota.maximum is not None and have > quota.maximum:
            n = have - quota.maximum
            found.append(ngettext("« %(group)s » : %(n)d boutique de trop (%(want)d au plus).",
                                  "« %(group)s » : %(n)d boutiques de trop (%(want)d au plus).", n)
                         % {"group": group, "n": n, "want": quota.maximum})
    return found


def swap_words(swap, words):
    """Say what a replacement costs."""
    points = number(abs(swap.score_change), 1)
    said = (_("aucun changement de note") if abs(swap.score_change) < 0.05 else
            _("la note d’ensemble gagne %s") % points if swap.score_change > 0 else _("la note d’ensemble perd %s") % points)
    if swap.shortfall_change > 0:
        names = ", ".join(_("« %s »") % words.get(g, g) for g in swap.groups)
        return _("%(score)s ; l’équilibre perd %(n)d place : %(groups)s") % {"score": said, "n": swap.shortfall_change, "groups": names}
    if swap.shortfall_change < 0:
        return _("%(score)s ; l’équilibre gagne %(n)d place") % {"score": said, "n": -swap.shortfall_change}
    return _("%s ; l’équilibre ne bouge pas") % said


@dataclass
class Row:
    """One applicant on the panel page."""

    application: Application
    chosen: bool
    pinned: bool
    excluded: bool
    reasons: list
    groups: list


@dataclass
class View:
    """The latest proposal as the page shows it."""

    proposal: object
    result: panel.Result
    words: dict
    rows: list = field(default_factory=list)
    newcomers: list = field(default_factory=list)  # sent or withdrawn since: propose again

    @cached_property
    def chosen(self):
        return [r for r in self.rows if r.chosen]

    @cached_property
    def others(self):
        return [r for r in self.rows if not r.chosen]

    @property
    def shortfalls(self):
        return shortfall_words(self.result, self.words)

    @property
    def mean(self):
        return self.result.total / len(self.result.chosen) if self.result.chosen else 0


def view_of(proposal, applications, words):
    """Return the View of a proposal; applications that came or went since are said, not mixed in."""
    result = result_of(proposal)
    known, problem = {a.pk: a for a in applications}, result.problem
    reasons = proposal.result["reasons"]
    view = View(proposal, result, words, newcomers=sorted(set(known) ^ set(problem.by_key)))
    for candidate in sorted(problem.candidates, key=lambda c: (-c.score, -result.draw[c.key])):
        if candidate.key in known:
            view.rows.append(Row(
                known[candidate.key], candidate.key in result.chosen, candidate.key in problem.pinned,
                candidate.key in problem.excluded,
                [reason_words(panel.Reason(*r), words) for r in reasons[str(candidate.key)]],
                [words.get(g, g) for g in sorted(candidate.groups, key=lambda g: ("trade", "stretch", "level").index(g.split(":")[0]))]))
    return view


def best_swaps(view, limit=5):
    """Return [(out, in, words)]: the replacements that cost least."""
    known = {r.application.pk: r.application for r in view.rows}
    return [(known[s.out], known[s.in_], swap_words(s, view.words)) for s in view.result.swaps(limit * 3)
            if s.out in known and s.in_ in known][:limit]


def balance(view):
    """Return [(words, in the panel, among the applicants)] for the values that applicants have, by dimension."""
    problem, everyone = view.result.problem, [c.key for c in view.result.problem.candidates]
    return [(d.label, [(words, problem.count(view.result.chosen, g), problem.count(everyone, g))
                       for g, words in view.words.items() if g.startswith(f"{d.value}:") and problem.count(everyone, g)])
            for d in D]


# --- decisions and places ---------------------------------------------------------------------------------------------

def selections_of(season):
    """Return the decisions of a season: chosen, then the waiting list by rank, then the others."""
    order = {"chosen": 0, "waiting": 1, "declined": 2}
    rows = Selection.objects.filter(application__season=season).select_related("application__stretch", "application__person", "by")
    return sorted(rows, key=lambda s: (order[s.outcome], s.rank or 0, _by_name(s)))


def _by_name(selection):
    return (selection.application.shop_name.casefold(), selection.pk)


def selection_of(season, number):
    """Return the decision on one application of a season; raise Selection.DoesNotExist otherwise."""
    return Selection.objects.select_related("application__season__territory", "application__person").get(
        application__season=season, application=number)


def tally(season):
    """Return how many are chosen, waiting, declined, announced (one query)."""
    O = Selection.Outcome  # noqa: E741
    return Selection.objects.filter(application__season=season).aggregate(
        chosen=Count("pk", filter=Q(outcome=O.CHOSEN)), waiting=Count("pk", filter=Q(outcome=O.WAITING)),
        declined=Count("pk", filter=Q(outcome=O.DECLINED)), announced=Count("pk", filter=Q(announced_at__isnull=False)),
        silent=Count("pk", filter=Q(reason="")))


def places_of(season):
    """Return the places of a season, present ones first."""
    return list(PanelPlace.objects.filter(season=season).select_related("shop__stretch", "application__person", "replaced__shop")
                .order_by(F("left_at").asc(nulls_first=True), "shop__sort_key"))


def place_of(season, number):
    """Return one place of a season; raise PanelPlace.DoesNotExist otherwise."""
    return PanelPlace.objects.select_related("season__territory", "shop", "application__person").get(season=season, pk=number)


def free_places(season):
    """Return how many places of the panel nobody holds."""
    return max(0, season.panel_size - PanelPlace.objects.filter(season=season, left_at=None).count())


def waiting_list(season):
    """Return the decisions of the waiting list, first in line first."""
    return (Selection.objects.filter(application__season=season, outcome=Selection.Outcome.WAITING,
                                     application__state=Application.State.SENT)
            .select_related("application__stretch", "application__person", "application__shop").order_by("rank", "pk"))


def comparison_shops(season):
    """Return the ids of the shops whose merchant agreed to serve as comparison and did not take it back."""
    agreed = consents_now().filter(purpose="comparison", about_kind="seasons.application").values("about_id")
    return set(Application.objects.filter(season=season, pk__in=agreed, selection__announced_at__isnull=False)
               .exclude(selection__outcome=Selection.Outcome.CHOSEN).values_list("shop_id", flat=True))


def tieable_shops(season):
    """Return the shops that applied to a season or take part in it, by name: those a mentor may have a tie with."""
    sent = Application.objects.filter(season=season, state=Application.State.SENT, shop__isnull=False).values("shop_id")
    placed = PanelPlace.objects.filter(season=season).values("shop_id")
    return Shop.objects.filter(Q(pk__in=sent) | Q(pk__in=placed)).order_by("sort_key", "pk")
