"""The health page: for who runs the service, and for the tool that watches it."""
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chalandise.foundation.health import look


@require_safe
@never_cache
def show(request):
    """Say whether the service is well: 200 or 503 for everybody, the facts for the operator only."""
    facts = look()
    well = all(fact.well for fact in facts)
    known = request.user.is_authenticated and request.user.is_superuser
    if request.accepts("text/html") and known:
        return render(request, "shell/health.html", {"facts": facts, "well": well}, status=200 if well else 503)
    seen = {fact.name: {"well": fact.well, "seen": fact.seen} for fact in facts} if known else {}
    return JsonResponse({"well": well, **seen}, status=200 if well else 503)
