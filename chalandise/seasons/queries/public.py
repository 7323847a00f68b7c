"""What anybody may read of the seasons: name, axis, territory, milestones."""
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef

from chalandise.foundation import clock
from chalandise.seasons.models import Season, Selection
from chalandise.seasons.queries.applications import Invitation

SHOWN = 12  # on the front page; a season has its own address beside


@dataclass(frozen=True)
class PublicSeason:
    """A season as a passer-by sees it."""

    season: Season
    invitation: Invitation

    @property
    def is_open(self):
        return self.invitation.state == "open"


def open_seasons():
    """Return the latest seasons that are not closed, those open to applications first (two queries)."""
    answered = Selection.objects.filter(application__season=OuterRef("pk"), announced_at__isnull=False)
    seasons = (Season.objects.filter(closure=None, starts_on__gte=clock.today() - timedelta(600))
               .select_related("territory", "axis").prefetch_related("milestones").annotate(answered=Exists(answered))
               .order_by("-starts_on", "-id")[:SHOWN])
    found = [PublicSeason(season, _invitation(season)) for season in seasons]
    return sorted(found, key=lambda f: not f.is_open)


def public_seasons_of(territory):
    """Return every season of a territory, the latest first: what its public page lists."""
    return Season.objects.filter(territory=territory).select_related("axis", "closure").order_by("-starts_on", "-id")


def _invitation(season):
    on = {m.key: m.on for m in season.milestones.all()}
    return Invitation(season, on.get("invitation", season.starts_on), on.get("applications"), season.answered)
