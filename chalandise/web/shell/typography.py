"""French pages leave with French spaces, so that no line begins with a colon or a question mark."""
from django.utils.translation import get_language

from chalandise.foundation import typography


class FrenchSpaces:
    """Middleware: the last hand on a page in French; anything else passes through it unchanged."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        french = (get_language() or "fr").startswith("fr")
        if french and not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            response.content = typography.of_html(response.content.decode(response.charset)).encode(response.charset)
        return response
