from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Territory(AppConfig):
    name = "chalandise.territory"
    label = "territory"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "territory.founded": _("a ouvert le territoire"),
        "territory.settings_changed": _("a changé les réglages du territoire"),
        "territory.communes_loaded": _("a chargé des communes"),
        "territory.axis_loaded": _("a chargé l’axe et ses arrêts"),
        "territory.perimeter_loaded": _("a chargé le périmètre"),
        "territory.street_added": _("a ajouté une rue au périmètre"),
        "territory.street_edited": _("a corrigé une rue du périmètre"),
        "territory.street_removed": _("a retiré une rue du périmètre"),
        "territory.works_added": _("a ajouté une phase de travaux"),
        "territory.works_edited": _("a corrigé une phase de travaux"),
        "territory.works_removed": _("a retiré une phase de travaux"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = []
