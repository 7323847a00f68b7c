"""A company's first page."""
from django.shortcuts import render

from chalandise.web.provider.gate import provider_page


@provider_page
def home(request, provider):
    """Show what the company has answered and what is open to it."""
    return render(request, "provider/home.html", {"provider": provider})
