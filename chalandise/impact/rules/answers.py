"""An answer in words: the sentence of an effect, why nobody can tell, what would help; each code of the kernel, in two languages."""
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chalandise.computing.takings import Grain
from chalandise.foundation.wording import SPACE, french, number


def percent(value):
    """Return "+9 %", "−2 %" or "0 %" ("+9%" in English)."""
    return f"{'+' if value > 0 else ''}{number(value)}{SPACE if french() else ''}%"


def between(said):
    """Return "entre +1 % et +9 %" of an answer that has an interval; an end that rounds to 0 and leaves it out is said so."""
    low, high = percent(said["low"]), percent(said["high"])
    if said.get("verdict") == "up" and said["low"] <= 0:
        low = _("un peu plus de %(zero)s") % {"zero": low}
    if said.get("verdict") == "down" and said["high"] >= 0:
        high = _("un peu moins de %(zero)s") % {"zero": high}
    return _("entre %(low)s et %(high)s") % {"low": low, "high": high}


def sentence(said):
    """Return what an answer says, in one sentence, for anybody.

    Parameters
    ----------
    said : dict
        What `rules.estimates.public` gives: verdict, and low and high in whole percents unless it is refused.
    """
    if said["verdict"] == "refused":
        return _("On ne peut pas encore dire ce que cela a changé aux recettes.")
    words = {"interval": between(said)}
    if said["verdict"] == "up":
        return _("Les recettes ont probablement augmenté grâce à cela : %(interval)s.") % words
    if said["verdict"] == "down":
        return _("Les recettes ont probablement baissé à cause de cela : %(interval)s.") % words
    return _("Sur les recettes, c’est probablement %(interval)s ; on ne peut pas exclure que cela n’ait rien changé.") % words


def span(count, grain):
    """Return "34 semaines" or "8 mois"."""
    if grain == Grain.MONTH:
        return ngettext("%(n)s mois", "%(n)s mois", count) % {"n": count}
    return ngettext("%(n)s semaine", "%(n)s semaines", count) % {"n": count}


def say(reason, grain="week"):
    """Return the sentence of one reason of an answer ({"code", "figures"}), without any shop's name."""
    words = {k: number(v) if isinstance(v, float) else v for k, v in reason["figures"].items()}
    for name in ("weeks", "needed", "many"):
        if isinstance(words.get(name), int):
            words[f"{name}_said"] = span(words[name], grain)
    return SENTENCES[reason["code"]](words)


def _shops(words):
    return ngettext("%(n)s boutique", "%(n)s boutiques", words["many"]) % {"n": words["many"]}


SENTENCES = {
    "no_comparison": lambda w: _("Toutes les boutiques connues ont agi : il n’en reste aucune à laquelle les comparer."),
    "too_few_treated": lambda w: _("%(shops)s peuvent être mesurées ; il en faut au moins %(needed)s. En dessous, le hasard d’une seule décide du résultat.")
    % {"shops": _shops(w), "needed": w["needed"]} if w["many"] > 1 else
    _("%(shops)s peut être mesurée ; il en faut au moins %(needed)s. En dessous, le hasard d’une seule décide du résultat.")
    % {"shops": _shops(w), "needed": w["needed"]},
    "too_few_comparison": lambda w: _("%(compared)s boutiques à comparer pour %(treated)s qui ont agi ; il en faut au moins autant.") % w,
    "few_comparison": lambda w: _("%(compared)s boutiques à comparer pour %(treated)s qui ont agi : l’intervalle est large. Il en faudrait deux fois plus.") % w,
    "one_start": lambda w: _("Toutes ont commencé en même temps : ce qui n’aurait touché qu’elles ce jour-là se confond avec l’action."),
    "start_unknown": lambda w: _("La date de début n’est pas connue : la boutique n’est comptée ni parmi celles qui ont agi, ni parmi les autres."),
    "history_short": lambda w: _("%(weeks_said)s de recettes connues avant le début ; il en faut %(needed_said)s. La boutique n’est pas comptée.") % w,
    "too_recent": lambda w: _("%(weeks_said)s de recettes connues depuis le début ; il en faut %(needed_said)s. La boutique n’est pas encore comptée.") % w,
    "comparison_short": lambda w: _("%(weeks_said)s de recettes connues sur %(needed_said)s utiles : la boutique ne sert pas de comparaison.") % w,
    "negative": lambda w: _("Des montants négatifs (%(many_said)s) ne sont pas comptés.") % w,
    "suspect": lambda w: _("Des montants s’écartent de plus de six fois de ce qui les entoure (%(many_said)s) : un zéro de trop, une autre unité ? Ils ne sont pas comptés "
                           "tant que personne ne les a relus.") % w,
    "same_series": lambda w: _("Les montants sont ceux d’une autre boutique : ils ne sont comptés qu’une fois."),
    "level_break": lambda w: _("Le niveau change d’un coup de %(percent)s %% : une autre caisse, une autre unité ? À relire avant de croire le résultat.") % w,
    "days_changed": lambda w: _("Les boutiques qui ont agi ouvrent %(percent)s %% de jours en plus ou en moins qu’avant. L’effet est compté par jour ouvert : ce que ces jours "
                                "apportent n’y est pas.") % w,
    "year_on_year_short": lambda w: _("Moins de %(needed)s boutiques ont %(weeks_said)s de recettes avant leur début : la comparaison avec la même période de l’an passé manque, "
                                      "le résultat n’a pas de second avis.") % w,
    "holes": lambda w: _("%(percent)s %% des périodes utiles manquent.") % w,
    "disturbed": lambda w: _("%(percent)s %% des périodes sont mises de côté : autre chose que l’action les a troublées (des travaux, par exemple).") % w,
    "disagreement": lambda w: _("Les deux méthodes diffèrent de %(points)s points, plus que le hasard ne l’explique : à prendre avec prudence.") % w,
    "trend_before": lambda w: _("Les boutiques qui ont agi s’écartaient déjà des autres avant de commencer."),
    "one_shop": lambda w: _("Sans cette boutique, le résultat passe de %(all)s %% à %(without)s %%.") % w,
    "season_alone": lambda w: _("%(percent)s %% des boutiques qui ont agi vivent des saisons qu’aucune boutique à comparer ne connaît : l’intervalle est sans "
                                "doute trop étroit.") % w,
    "small_deals": lambda w: _("Trop peu de boutiques à comparer ont la même saison pour rejouer le tirage à %(treated)s : il est rejoué à %(dealt)s, et l’écart "
                               "ramené à %(treated)s.") % w,
    "fell_together": lambda w: _("%(many)s des boutiques qui ont agi baissent ensemble d’environ %(percent)s %% pendant deux mois ou plus après le début, les autres "
                                 "non : des travaux, une rue fermée ? Si oui, signalez-le : ces périodes seront mises de côté. Sinon, le résultat les compte.") % w,
}


def helps(codes):
    """Return what would let more be said, for the codes of some reasons; each advice once."""
    said = {
        "no_comparison": _("Des boutiques de la rue qui acceptent d’être comparées : elles donnent leurs recettes aux mêmes conditions."),
        "too_few_treated": _("D’autres boutiques qui commencent la même action, ou qui donnent leurs recettes."),
        "history_short": _("Les recettes des mois d’avant l’action : un an au moins, deux de préférence."),
        "too_recent": _("Du temps : les recettes des prochaines semaines."),
        "start_unknown": _("Le jour où l’action a commencé, écrit dans son plan."),
        "holes": _("Les périodes qui manquent encore."),
        "suspect": _("Une relecture des montants en doute."),
    }
    same = {"too_few_comparison": "no_comparison", "few_comparison": "no_comparison", "season_alone": "no_comparison", "small_deals": "no_comparison",
            "comparison_short": "holes", "year_on_year_short": "history_short", "negative": "suspect", "level_break": "suspect", "same_series": "suspect"}
    wanted = dict.fromkeys(same.get(code, code) for code in codes)
    return [said[code] for code in wanted if code in said]


def method(name):
    """Return the name of an estimator, for who reads tables."""
    return {"synthetic": _("écart à des boutiques semblables (résultat retenu)"), "year_on_year": _("second avis : par rapport à la même période de l’an passé"),
            "imputation": _("contrôle : sans repondérer les boutiques"), "group_time": _("contrôle : groupe par groupe")}[name]


def verdict(code):
    """Return a verdict in two or three words, for a table."""
    return {"refused": _("on ne peut pas encore mesurer"), "cannot_tell": _("on ne peut pas dire"), "up": pgettext("recettes", "en hausse"),
            "down": pgettext("recettes", "en baisse")}[code]
