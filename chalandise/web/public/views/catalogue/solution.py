"""One solution of the catalogue, and up to four side by side."""
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chalandise.catalogue.queries.disclosed import disclosures
from chalandise.catalogue.queries.evidence import evidence_of
from chalandise.catalogue.queries.published import (
    price_doubts,
    public_documents,
    solution_published,
    solutions_published,
    standings,
)
from chalandise.catalogue.queries.uses import adoptions, hidden_reasons, voices
from chalandise.catalogue.rules import needs_of
from chalandise.catalogue.rules.prices import commitment_words, price_words
from chalandise.foundation import files
from chalandise.web.public import facts
from chalandise.web.public.views.catalogue.solutions import MOST
from chalandise.web.shell.prices import spoken


@require_safe
def solution(request, solution):
    """Show what one solution is for, what it costs and becomes, how one leaves, who used it, what they say, who is close to it."""
    try:
        one = solution_published(solution)
    except ObjectDoesNotExist:
        raise Http404 from None
    where, evidence = standings([one]).get(one.pk, []), evidence_of(one)
    merchants, provider = facts.install_words(one, evidence)
    return render(request, "public/catalogue/solution.html", {
        "solution": one, "company": one.provider, "standings": where, "listed": any(s.listed for s in where),
        "needs": needs_of(one.needs), "trades": facts.trade_names(one.trades), "languages": facts.language_names(one.languages),
        "price": price_words(one), "commitment": commitment_words(one.commitment_months), "cost": facts.cost_figure(one),
        "doubts": [(change, spoken(change)) for change in price_doubts([one])], "kept": facts.kept_figure(evidence),
        "few": facts.few_kept(evidence), "adoptions": adoptions(one), "installed": merchants, "install_said": provider,
        "voices": voices(one), "hidden": hidden_reasons(one), "advise": facts.advise_words(evidence), "ties": disclosures(one),
        "documents": [(d, files.url(d.file)) for d in public_documents(one)]})


@require_safe
def compare(request):
    """Show up to four solutions side by side: ?s=…&s=…; those that nobody knows are left out."""
    picked = solutions_published([slug.replace("\0", "")[:80] for slug in request.GET.getlist("s")[:20]])
    shown, left = picked[:MOST], picked[MOST:]
    where = standings(shown)
    columns = [(s, _best_state(where.get(s.pk, []))) for s in shown]
    return render(request, "public/catalogue/compare.html", {
        "columns": columns, "left": left, "groups": facts.compared(shown, where), "most": MOST,
        "back": urlencode([("s", s.slug) for s in shown])})


def _best_state(where):
    """Return "qualified" when one territory lists it, else what one of them says."""
    return next((w.state for w in where if w.listed), where[0].state if where else "")
