"""The provider's gate: pages of a company whose space this person shares (/offreur/<company>/…)."""
from chalandise.catalogue.queries.access import provider_run_by
from chalandise.web.shell.gates import gate


def _provider(request, key):
    request.provider = provider_run_by(request.user, key)
    return request.provider


provider_page = gate(_provider)  # view(request, provider, …); the URL names its first part <int:key>
