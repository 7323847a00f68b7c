"""The kinds of doubt about a line, in words."""
from django.utils.translation import gettext_lazy as _

DOUBTS = {
    "outside": _("hors du territoire"),
    "no_town": _("rien ne dit la commune"),
    "twin": _("ressemble à une boutique déjà connue"),
    "twin_in_file": _("répète une autre ligne du fichier"),
    "no_name": _("sans enseigne"),
    "closed": _("dite fermée"),
    "shifted": _("cellules décalées"),
    "siret_wrong": _("SIRET faux"),
    "siret_shape": _("SIRET qui n’en est pas un"),
    "siret_length": _("SIRET trop court ou trop long"),
    "siret_is_siren": _("SIREN au lieu d’un SIRET"),
    "siret_rounded": _("SIRET arrondi par le tableur"),
}


def describe(codes):
    """Return the kinds of "outside+twin" in words: "hors du territoire, ressemble à une boutique déjà connue"."""
    return ", ".join(str(DOUBTS.get(code, code)) for code in codes.split("+") if code)
