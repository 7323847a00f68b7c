"""The provider's navigation: few entries, the first is home."""
from django.utils.translation import gettext_lazy as _

# (url name, words); each takes the company's id. A name that no page answers is left out.
COMPANY = [
    ("provider:home", _("Mes réponses")),
    ("provider:solutions", _("Mes solutions")),
    ("provider:quotes", _("Devis")),
    ("provider:catalogue", _("Mon catalogue")),
    ("provider:opinions", _("Avis")),
    ("provider:company", _("Mon entreprise")),
]
