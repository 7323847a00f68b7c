"""French pages leave with French spaces, so that no line begins with a colon or a question mark; English ones with none before a colon."""
from django.utils.translation import get_language

from chalandise.foundation import typography


class Spaces:
    """Middleware: the last hand on a page; what is not a page passes through it unchanged."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            hand = typography.of_html if (get_language() or "fr").startswith("fr") else typography.english_of_html
            response.content = hand(response.content.decode(response.charset)).encode(response.charset)
        return response
