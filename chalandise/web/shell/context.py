"""What every page knows."""
from django.conf import settings

from chalandise.foundation import clock
from chalandise.web.shell.offline import KEEPING, at_page, who
from chalandise.web.shell.views.style import stylesheet

HOUSE_ACCENT = "#7d4a92"


def house(request):
    accent = getattr(request, "accent", "")
    kept = {"messages": []} if KEEPING in request.headers else {}  # a page fetched to be kept does not use up what it tells
    return {**kept, "who": lambda: who(at_page(request)), "demo": settings.DEMO, "today": clock.today(), "accent": accent,
            "accent_hex": accent.lstrip("#").lower() if accent and accent.lower() != HOUSE_ACCENT else "",
            "style_digest": stylesheet()[0], "here": getattr(request, "territory", None),
            "page_path": request.get_full_path()}
