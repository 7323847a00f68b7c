"""The merchant's navigation: few entries, the first is home."""
from django.utils.translation import gettext_lazy as _

# (url name, words); each takes the shop's id. A name that no page answers is left out.
SHOP = [
    ("merchant:home", _("Ma boutique")),
    ("merchant:assessment", _("Mon diagnostic")),
    ("merchant:action", _("Mon action")),
    ("merchant:quotes", _("Mes devis")),
    ("merchant:takings", _("Mes recettes")),
    ("merchant:uses", _("Mes outils")),
    ("merchant:visits", _("Mes visites")),
    ("merchant:lessons", _("Retours")),
    ("merchant:gatherings", _("Rencontres")),
    ("merchant:charter", _("Ma charte")),
]
