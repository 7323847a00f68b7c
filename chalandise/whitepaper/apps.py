from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WhitePaper(AppConfig):
    name = "chalandise.whitepaper"
    label = "whitepaper"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "whitepaper.made": _("a fait une édition du livre blanc"),
        "whitepaper.published": _("a publié le livre blanc"),
        "whitepaper.unpublished": _("a retiré le livre blanc"),
        "whitepaper.pack_made": _("a préparé le dossier du comité"),
        "whitepaper.pack_sent": _("a envoyé le dossier du comité"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [
        ("whitepaper.Edition", "by", _("savoir qui a fait une édition du livre blanc"), 3650, "anonymise"),
        ("whitepaper.Pack", "by", _("savoir qui a préparé le dossier d’un comité"), 3650, "anonymise"),
    ]
