"""The team's navigation: what the referent opens every Monday first."""
from django.utils.translation import gettext_lazy as _

from chalandise.web.shell import nav as shell

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
    ("team:takings", _("Recettes")),
    ("team:effects", _("Effets")),
    ("team:programme", _("Bilan")),
    ("team:pot", _("Cagnotte")),
    ("team:gatherings", _("Rencontres")),
    ("team:charters", _("Chartes")),
    ("team:ties", _("Liens")),
    ("team:outbox", _("Courrier")),
    ("team:cover", _("Absences et relais")),
    ("team:whitepaper", _("Livre blanc")),
]
# Each takes the territory's slug.
TERRITORY = [
    ("team:territory", _("Territoire")),
    ("team:shops", _("Boutiques")),
    ("team:imports", _("Imports")),
    ("team:calls", _("Appels à solutions")),
    ("team:catalogue", _("Catalogue")),
    ("team:quotes", _("Devis")),
    ("team:follow_ups", _("Aller plus loin")),
]
# For who answers for the territory only.
OURS = [
    ("team:members", _("Équipe")),
    ("team:bank", _("Questionnaire")),
    ("team:commons", _("Communs")),
    ("team:settings", _("Réglages")),
]


def groups(request):
    """Return [(the season or the territory, its entries)] for the page asked, empty groups left out."""
    street = TERRITORY + OURS if getattr(request, "runs_territory", False) else TERRITORY
    places = ((SEASON, getattr(request, "season", None)), (street, getattr(request, "territory", None)))
    found = [(place, shell.entries(names, place.slug, request.path)) for names, place in places if place]
    return [(place, ways) for place, ways in found if ways]
