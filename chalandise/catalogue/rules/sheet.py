"""The sheet of a solution: its parts in the order in which they are filled and read, and what a complete one says."""
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

LANGUAGES = {"fr": _("français"), "en": _("anglais"), "es": _("espagnol"), "pt": _("portugais"), "it": _("italien"), "de": _("allemand"),
             "ar": _("arabe"), "tr": _("turc"), "zh": _("chinois"), "eu": _("basque"), "oc": _("occitan")}


@dataclass(frozen=True)
class Part:
    """One short step of the form: its code in addresses, its title, its fields."""

    code: str
    title: str
    fields: tuple


PARTS = (
    Part("usage", _("À quoi ça sert"), ("name", "summary", "text", "needs", "trades", "level", "prerequisites", "install_hours", "languages", "website")),
    Part("prix", _("Ce que ça coûte"), ("price_setup", "price_month", "trial_months", "price_after", "commission", "price_note", "commitment_months")),
    Part("donnees", _("Les données, et comment on part"), ("data_location", "data_note", "exit_text", "exit_formats", "accessibility", "accessibility_url")),
    Part("preuves", _("Qui s’en sert, où l’essayer"), ("references", "demo_url", "demo_account")),
)
PART_OF = {name: part for part in PARTS for name in part.fields}
FIELDS = tuple(PART_OF)
# What is never shown outside the review.
CONFIDENTIAL = ("demo_account",)
# What tells which company proposes the solution.
NAMING = ("name", "company", "siren", "foreign_number", "country", "headcount", "website", "demo_url", "demo_account", "accessibility_url")

_ASKED = {
    "name": _("Donnez le nom de la solution."),
    "summary": _("Dites en une phrase ce que le commerçant y gagne."),
    "text": _("Expliquez comment ça marche, en quelques lignes."),
    "needs": _("Choisissez au moins un besoin."),
    "level": _("Dites quel niveau il faut pour s’en servir."),
    "languages": _("Dites en quelles langues la solution parle."),
    "price_month": _("Donnez le prix par mois aujourd’hui (0 si c’est gratuit)."),
    "price_after": _("Le prix d’essai a une fin : donnez le prix par mois ensuite."),
    "commitment_months": _("Dites la durée d’engagement (0 s’il n’y en a pas)."),
    "data_location": _("Dites où sont les données."),
    "exit_text": _("Dites comment on part avec ses données."),
    "accessibility": _("Dites si la solution est accessible (« jamais vérifiée » est une réponse)."),
    "references": _("Donnez au moins une référence, ou écrivez qu’il n’y en a pas encore."),
}

# What every complete sheet says, whatever it says elsewhere.
ASKED = frozenset(_ASKED) - {"price_after"}


@dataclass(frozen=True)
class Missing:
    """What a complete sheet still lacks: the field, its part of the form ("" for the answer itself), the sentence."""

    field: str
    part: str
    words: str


def missing_of(values):
    """Return [Missing] for the values of a sheet ({field: value}), in the order of the form."""
    return [Missing(name, PART_OF[name].code, words) for name, words in _ASKED.items()
            if _wanted(name, values) and values.get(name) in (None, "", [])]


def _wanted(name, values):
    if name == "price_after":
        return bool(values.get("trial_months"))
    if name == "exit_text":
        return values.get("data_location") != "none"
    return True
