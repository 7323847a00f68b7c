"""The mentor's navigation: few entries, the first is home."""
from django.utils.translation import gettext_lazy as _

# (url name, words); each takes the season's slug. A name that no page answers is left out.
SEASON = [
    ("mentor:home", _("Mes commerçants")),
    ("mentor:assessments", _("Diagnostics")),
    ("mentor:workshop", _("Atelier")),
    ("mentor:lessons", _("Retours")),
    ("mentor:gatherings", _("Rencontres")),
    ("mentor:hours", _("Mes heures")),
    ("mentor:profile", _("Mon profil")),
    ("mentor:charter", _("Ma charte")),
]
