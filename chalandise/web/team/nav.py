"""The team's navigation: what the referent opens every Monday first."""
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# (url name, words); each takes the season's slug.
SEASON = [
    ("team:monday", _("Lundi")),
    ("team:season", _("Calendrier")),
    ("team:applications", _("Candidatures")),
    ("team:panel", _("Panel")),
    ("team:mentors", _("Parrains")),
    ("team:pairings", _("Parrainages")),
    ("team:assessments", _("Diagnostics")),
    ("team:workshop", _("Atelier")),
    ("team:actions", _("Actions")),
    ("team:pot", _("Cagnotte")),
    ("team:gatherings", _("Rencontres")),
    ("team:charters", _("Chartes")),
    ("team:outbox", _("Courrier")),
    ("team:whitepaper", _("Livre blanc")),
]
# Each takes the territory's slug.
TERRITORY = [
    ("team:territory", _("Territoire")),
    ("team:shops", _("Boutiques")),
    ("team:imports", _("Imports")),
    ("team:members", _("Équipe")),
]


def entries(request):
    """Return [(address, words, is_current)] for the page asked."""
    season, territory = getattr(request, "season", None), getattr(request, "territory", None)
    found = []
    for names, place in ((SEASON, season), (TERRITORY, territory)):
        for name, words in names if place else ():
            try:
                address = reverse(name, args=[place.slug])
            except NoReverseMatch:
                continue
            found.append((address, words, request.path == address))
    return found
