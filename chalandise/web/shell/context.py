"""What every page knows."""
from django.conf import settings

from chalandise.foundation import clock


def house(request):
    return {"demo": settings.DEMO, "today": clock.today(), "accent": getattr(request, "accent", "")}
