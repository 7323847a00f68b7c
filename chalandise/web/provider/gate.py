"""The provider's gate: pages of a company whose space this person shares (/offreur/<company>/…)."""
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from chalandise.catalogue.queries.access import provider_run_by
from chalandise.catalogue.queries.calls import solution_of, submission_of
from chalandise.web.shell.gates import gate


def _provider(request, key):
    request.provider = provider_run_by(request.user, key)
    return request.provider


provider_page = gate(_provider)  # view(request, provider, …); the URL names its first part <int:key>


def _inside(find, name):
    """Make a decorator for the pages of one thing of the company; somebody else's does not exist."""
    def decorate(view):
        @provider_page
        @wraps(view)
        def found(request, provider, *args, **words):
            try:
                thing = find(provider, words.pop(name))
            except ObjectDoesNotExist:
                raise Http404 from None
            return view(request, provider, thing, *args, **words)
        return found
    return decorate


solution_page = _inside(solution_of, "solution_id")      # view(request, provider, solution, …)
answer_page = _inside(submission_of, "submission_id")    # view(request, provider, submission, …)
