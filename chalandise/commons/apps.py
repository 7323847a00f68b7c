from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Commons(AppConfig):
    name = "chalandise.commons"
    label = "commons"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "commons.imported": _("a importé ce qu’un autre territoire a publié"),
        "commons.withdrawn": _("a retiré ce qu’un autre territoire a publié"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [("commons.Package", "by", _("savoir qui a importé ces résultats"), 3650, "anonymise")]
