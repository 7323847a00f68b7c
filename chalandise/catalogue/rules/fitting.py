"""The words of computing.fitting: why a solution fits, what to look at first, why nothing fits, and the published rule."""
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chalandise.computing import fitting
from chalandise.foundation import wording
from chalandise.shops.rules import trade_label

_ASKS = {"beginner": lambda: _("demande seulement un téléphone"), "regular": lambda: _("demande d’être à l’aise avec un téléphone"),
         "advanced": lambda: _("demande d’être déjà équipé et habitué")}


@dataclass(frozen=True)
class Rule:
    """The published rule: `points` ((how many, sentence), …) and `sentences`."""

    points: tuple
    sentences: tuple


def reason_words(reason, *, trade="", family=""):
    """Return a Reason of computing.fitting as a few words, for a shop of this trade and family."""
    code, value = reason.code, reason.value
    if code == "kept":
        return kept_words(*value)
    said = {
        "trade": lambda: _("faite pour votre métier : %(trade)s") % {"trade": trade_label(trade).lower()},
        "family": lambda: _("faite pour les métiers voisins du vôtre : %(family)s") % {"family": trade_label(family).lower()},
        "anybody": lambda: _("pour tous les métiers"),
        "level": lambda: _ASKS[value](),
        "harder": lambda: _("%(asks)s : faites-vous aider au début") % {"asks": _ASKS[value]()},
        "new": lambda: _("aucune boutique n’a encore dit si elle l’utilise toujours"),
        "afforded": lambda: _("tient dans votre budget, une fois l’essai fini"),
        "over": lambda: _("dépasse votre budget de %(euros)s par mois, une fois l’essai fini") % {"euros": wording.euros(value)},
        "clear": lambda: _("prix connu après l’essai"),
        "unclear": lambda: _("prix après l’essai à demander"),
    }
    return said[code]()


def kept_words(kept, answered, months):
    """Say how many shops still use a solution: "9 des 11 boutiques qui ont répondu l’utilisent encore à 6 mois"."""
    if answered == 1:
        return (_("la seule boutique qui a répondu l’utilise encore à %(months)s mois") if kept
                else _("la seule boutique qui a répondu ne l’utilise plus à %(months)s mois")) % {"months": months}
    if not kept:
        return _("aucune des %(n)s boutiques qui ont répondu ne l’utilise encore à %(months)s mois") % {"n": answered, "months": months}
    return ngettext("%(kept)s des %(n)s boutiques qui ont répondu l’utilise encore à %(months)s mois",
                    "%(kept)s des %(n)s boutiques qui ont répondu l’utilisent encore à %(months)s mois", kept) % {
        "kept": kept, "n": answered, "months": months}


def none_words(code):
    """Say why no solution is proposed, and what to do."""
    said = {
        "empty": _("Aucune solution du catalogue ne répond encore à ce besoin. L’équipe le sait : c’est ainsi que le prochain appel se prépare."),
        "trade": _("Les solutions du catalogue pour ce besoin sont faites pour d’autres métiers. Parlez-en à votre parrain."),
        "level": _("Les solutions du catalogue pour ce besoin demandent plus d’habitude du numérique. Commencez par un pas plus simple avec votre parrain."),
        "suspended": _("La solution qui répond à ce besoin est suspendue le temps d’une vérification. Revenez dans quelques jours."),
        "expired": _("La solution qui répondait à ce besoin n’est plus au catalogue."),
        "barred": _("Vous avez un lien avec les solutions qui répondent à ce besoin : laissez un autre parrain ou l’équipe les conseiller."),
    }
    return said[code]


def published_rule():
    """Return the Rule of the order; its figures are read from the code that applies it."""
    f = fitting
    points = [
        (f.MADE_FOR, _("La solution est faite pour le métier de la boutique (%(family)s pour un métier de la même famille, %(all)s si elle "
                       "convient à tous). Faite pour d’autres métiers, elle n’est pas proposée.") % {"family": f.FAMILY, "all": f.ANYBODY}),
        (f.EASY, _("Elle ne demande pas plus d’habitude du numérique que la boutique n’en a, d’après son diagnostic. Deux marches au-dessus, "
                   "elle n’est pas proposée.")),
        (f.AFFORDED, _("Son prix, une fois l’essai fini, tient dans le budget que la boutique a dit.")),
        (f.CLEAR, _("Son prix après l’essai est connu.")),
        (f.KEPT, _("Multiplié par la part des boutiques qui l’utilisent encore à 3, 6 et 12 mois, sur celles qui ont répondu. Tant que peu ont répondu, "
                   "cette part reste proche d’une moitié : on fait comme si %(asked)s boutiques de plus avaient répondu, dont %(kept)s qui l’utilisent "
                   "encore.") % {"asked": f.PRIOR_ASKED, "kept": f.PRIOR_KEPT}),
    ]
    return Rule(tuple(points), (
        _("Les points s’ajoutent ; les trois solutions qui en ont le plus sont proposées, s’il y en a trois."),
        _("Rien d’autre ne compte : ni argent, ni taille de l’entreprise, ni date d’arrivée. Aucun offreur ne paie pour être mieux placé."),
        _("À égalité exacte, l’ordre tourne d’une place chaque jour, le même pour tout le monde : personne n’est toujours premier."),
        _("Une solution suspendue, sortie du catalogue ou qualifiée pour un autre territoire n’est jamais proposée.")))
