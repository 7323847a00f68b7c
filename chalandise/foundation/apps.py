from django.apps import AppConfig


class Foundation(AppConfig):
    name = "chalandise.foundation"
    label = "foundation"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs: dict = {}
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal: list = []
    periodic = [("foundation.statistics.refresh", 24 * 60)]

    def ready(self):
        from chalandise.foundation import checks  # noqa: F401, PLC0415  (registers the settings' checks)
