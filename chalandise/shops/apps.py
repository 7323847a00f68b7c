from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Shops(AppConfig):
    name = "chalandise.shops"
    label = "shops"

    # What the journal's verbs say in a timeline: "<room>.<verb>" to words after a person's name.
    verbs = {
        "shops.created": _("a ajouté la boutique"),
        "shops.edited": _("a corrigé la fiche"),
        "shops.closed": _("a noté la fermeture définitive"),
        "shops.reopened": _("a noté la réouverture"),
        "shops.merged": _("a réuni deux fiches de la même boutique"),
        "shops.file_read": _("a donné un fichier à importer"),
        "shops.mapping_confirmed": _("a confirmé les colonnes du fichier"),
        "shops.doubts_decided": _("a tranché des doutes du fichier"),
        "shops.imported": _("a importé un fichier"),
        "shops.completed": _("a complété la fiche par un fichier importé"),
        "shops.import_undone": _("a annulé l’import d’un fichier"),
    }
    # What this room holds on a person: (model, field, what it is for, days kept, "erase" | "anonymise" | "keep").
    personal = [("shops.Import", "by", _("savoir qui a donné un fichier de boutiques"), 365 * 3, "keep")]
