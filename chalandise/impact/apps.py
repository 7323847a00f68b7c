from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Impact(AppConfig):
    name = "chalandise.impact"
    label = "impact"
    periodic = [("impact.tasks.ask_readings", 24 * 60)]

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "impact.read": _("a donné le chiffre du mois"),
        "impact.corrected": _("a corrigé le chiffre du mois"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [
        ("impact.Reading", "by", _("savoir qui a donné le chiffre"), 1095, "anonymise"),
    ]
