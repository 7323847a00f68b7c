"""The catalogue for anybody: the list with its search and filters, and the rule of its order."""
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chalandise.catalogue.models import Solution
from chalandise.catalogue.queries.evidence import evidence_of, shares
from chalandise.catalogue.queries.published import catalogue_territories, solutions_published, standings, suspended_in
from chalandise.catalogue.queries.search import search
from chalandise.catalogue.rules import NEED_FAMILIES, NEEDS
from chalandise.catalogue.rules.fitting import published_rule
from chalandise.catalogue.rules.prices import commitment_words, price_words
from chalandise.catalogue.rules.searching import PRICES
from chalandise.shops.rules.trades import FAMILIES, TRADES
from chalandise.web.public.facts import advise_words, kept_words, uses_words

PER_PAGE = 20
MOST = 4  # solutions side by side
NAMES = {"besoin": "need", "metier": "trade", "prix": "price", "niveau": "level"}  # in the address, in the search


@dataclass(frozen=True)
class Facet:
    """One filter of the list: its name in the address, its words, [(group, [(value, words with their count)])], what is chosen."""

    name: str
    label: str
    groups: list
    chosen: str


@require_safe
def solutions(request):
    """Show what the catalogue has for some words and filters; everything is in the address, and works without a script."""
    asked = _asked(request)
    territories = list(catalogue_territories())
    place = next((t for t in territories if t.slug == asked["territoire"]), None)
    chosen = {facet: [asked[name]] for name, facet in NAMES.items() if asked[name]}
    found = search(asked["q"], chosen, page=asked["page"], per_page=PER_PAGE, territory=place, typing=bool(request.htmx))
    picked = solutions_published(asked["s"])[:MOST]
    where = standings([hit.solution for hit in found.hits])
    if place:
        request.territory, request.accent = place, place.accent
    return render(request, "public/catalogue/solutions.html", {
        "asked": asked, "found": found, "place": place, "territories": territories, "picked": picked,
        "cards": [_card(hit, where.get(hit.solution.pk, []), picked, request) for hit in found.hits],
        "facets": _facets(found.counts, asked), "page": Paginator(range(found.total), PER_PAGE).page(found.page),
        "narrowed": bool(asked["q"] or chosen or place), "suspended": list(suspended_in(place)[:20]), "needs": NEEDS.values(),
        "compare": urlencode([("s", s.slug) for s in picked]), "without": [(s, _with(request, picked, without=s)) for s in picked]})


def _asked(request):
    """Return what the address asks, cleaned: a strange value is no value."""
    def said(name, most=80):
        return " ".join(request.GET.get(name, "").replace("\0", "").split())[:most]
    page = said("page")
    return {"q": said("q", 200), **{name: said(name) for name in (*NAMES, "territoire")},
            "page": int(page) if page.isdecimal() and len(page) < 7 else 1,
            "s": [slug.replace("\0", "")[:80] for slug in request.GET.getlist("s")[:MOST]]}


def _card(hit, where, picked, request):
    solution = hit.solution
    evidence = evidence_of(solution)
    kept = next((share for share in reversed(shares(evidence)) if share.months >= 3), None)
    return {"solution": solution, "price": price_words(solution), "commitment": commitment_words(solution.commitment_months), "where": [s for s in where if s.listed], "uses": uses_words(evidence),
            "kept": _("encore utilisée à %(months)s mois : %(share)s") % {"share": kept_words(kept), "months": kept.months} if kept else "",
            "advise": advise_words(evidence), "picked": solution in picked,
            "pick": _with(request, [*picked, solution]) if len(picked) < MOST else ""}


def _with(request, picked, without=None):
    """Return the address of this list with these solutions to compare."""
    asked = request.GET.copy()
    asked.setlist("s", [s.slug for s in picked if s != without])
    return "?" + asked.urlencode()


def _facets(counts, asked):
    """Return the Facets, each value with how many solutions it would leave; a value that would leave none is left out."""
    def options(facet, pairs):
        kept = asked[next(name for name, known in NAMES.items() if known == facet)]
        rows = [(value, words, counts[facet].get(value, 0)) for value, words in pairs]
        return [(value, f"{words} ({n})") for value, words, n in rows if n or value == kept]

    needs = [(str(family), options("need", [(n.code, n) for n in NEEDS.values() if n.family == code])) for code, family in NEED_FAMILIES.items()]
    trades = [(str(label), options("trade", [(code, _("Tout : %(family)s") % {"family": label}),
                                             *((t.code, t) for t in TRADES.values() if t.family == code)])) for code, label in FAMILIES.items()]
    rows = (("besoin", _("Besoin"), needs), ("metier", _("Métier"), trades),
            ("prix", _("Prix par mois, après l’essai"), [("", options("price", PRICES.items()))]),
            ("niveau", _("Niveau demandé"), [("", options("level", Solution.Level.choices))]))
    return [Facet(name, label, [(title, some) for title, some in groups if some], asked[name]) for name, label, groups in rows]


@require_safe
def rule(request):
    """Say how the list is ordered, how three solutions are proposed to a shop, what is counted and how."""
    return render(request, "public/catalogue/rule.html", {"rule": published_rule()})
