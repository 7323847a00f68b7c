from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Seasons(AppConfig):
    name = "chalandise.seasons"
    label = "seasons"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs: dict = {
        # calendar
        "season.opened": _("a ouvert la saison"),
        "season.edited": _("a changé les réglages de la saison"),
        "milestone.moved": _("a déplacé des jalons"),
        "milestone.pinned": _("a épinglé un jalon"),
        "milestone.unpinned": _("a désépinglé un jalon"),
        "milestone.passed": _("a marqué un jalon comme fait"),
        "milestone.reopened": _("a rouvert un jalon"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = []
