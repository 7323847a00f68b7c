"""The public page of a season: what, where, when, with whom, how to apply."""
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chalandise.foundation import clock
from chalandise.seasons.models import Season
from chalandise.seasons.queries import open_season, partners_of, seasons_followed_by
from chalandise.seasons.queries.calendar import hide_counts
from chalandise.seasons.queries.playbook import milestone_words, of


@require_safe
def season(request, key):
    """Anybody may read it; nothing of the shops, of people or of what is late is on it."""
    try:
        found = open_season(key)
    except Season.DoesNotExist:
        raise Http404 from None
    request.territory, request.accent = found.territory, found.territory.accent
    prefetch_related_objects([found.axis], "stops")
    milestones = {m.key: m for m in hide_counts(found)}
    deadline = milestones.get("applications")
    return render(request, "public/seasons/season.html", {
        "season": found, "partners": partners_of(found), "stretches": found.perimeter.stretches.prefetch_related("streets") if found.perimeter else [],
        "deadline": deadline, "may_apply": not found.closed_at and (deadline is None or deadline.on >= clock.today()),
        "follows": not request.user.is_authenticated or seasons_followed_by(request.user).filter(pk=found.pk).exists(), "no_shops": [], "stops": [stop.name for stop in found.axis.stops.all()], "visits": of(found)["visits"], "words": milestone_words(found), "milestones": milestones.values()})
