"""A company's first page."""
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chalandise.catalogue.queries.calls import open_calls, solutions_of, submissions_of
from chalandise.catalogue.queries.companies import latest_check, requests_to
from chalandise.catalogue.queries.sheets import missing
from chalandise.catalogue.queries.standing import standing_of
from chalandise.web.provider.gate import provider_page


@provider_page
@require_safe
def home(request, provider):
    """Show what is open to the company, what it has answered and where that stands, what its sheets lack."""
    answers = [(row, standing_of(row)) for row in submissions_of(provider)]
    solutions = [(s, len(missing(s))) for s in solutions_of(provider) if not s.withdrawn_at]
    return render(request, "provider/home.html", {"provider": provider, "calls": open_calls(), "answers": answers, "solutions": solutions,
                                                  "asking": list(requests_to(provider)), "check": latest_check(provider)})
