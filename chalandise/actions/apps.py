from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _  # noqa: F401


class Actions(AppConfig):
    name = "chalandise.actions"
    label = "actions"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs: dict = {}
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = []
