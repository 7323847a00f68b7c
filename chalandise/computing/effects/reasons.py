"""What the kernel has to say besides figures: codes with their figures, and the sentence of each (French, as every sentence here)."""
from __future__ import annotations

from dataclasses import dataclass, field

REFUSAL, WARNING, NOTE = "refusal", "warning", "note"

WORDS: dict[str, tuple[str, str]] = {
    "no_comparison": (REFUSAL, "Tous les commerces ont agi : il ne reste aucun commerce auquel les comparer. Nous ne pouvons rien dire de l’effet."),
    "too_few_treated": (REFUSAL, "{many} commerces peuvent être mesurés ; il en faut au moins {needed}. En dessous, le hasard d’un seul commerce décide du résultat."),
    "too_few_comparison": (REFUSAL, "{compared} commerces de comparaison pour {treated} commerces qui ont agi ; il en faut au moins autant."),
    "few_comparison": (WARNING, "{compared} commerces de comparaison pour {treated} commerces qui ont agi : l’intervalle est large. Il en faudrait deux fois plus."),
    "one_start": (WARNING, "Tous ont commencé en même temps : ce qui n’aurait touché qu’eux ce jour-là se confond avec l’action."),
    "start_unknown": (WARNING, "La date de début n’est pas connue : ce commerce n’est compté ni parmi ceux qui ont agi, ni parmi les autres."),
    "history_short": (WARNING, "{weeks} périodes connues avant le début ; il en faut {needed}. Ce commerce n’est pas compté."),
    "too_recent": (WARNING, "{weeks} périodes connues depuis le début ; il en faut {needed}. Ce commerce n’est pas encore compté."),
    "comparison_short": (NOTE, "{weeks} périodes connues sur {needed} utiles : ce commerce ne sert pas de comparaison."),
    "negative": (WARNING, "{many} périodes ont un montant négatif ; elles ne sont pas comptées."),
    "suspect": (WARNING, "{many} périodes s’écartent de plus de six fois de ce qui les entoure (un zéro de trop, une autre unité ?) ; elles ne sont pas comptées tant que personne ne les a relues."),
    "same_series": (WARNING, "Les montants sont ceux d’un autre commerce (n° {other}) ; ils ne sont comptés qu’une fois."),
    "level_break": (WARNING, "Le niveau change d’un coup de {percent} % : un autre logiciel de caisse, une autre unité ? À relire avant de croire l’estimation."),
    "days_changed": (WARNING, "Les commerces qui ont agi ouvrent {percent} % de jours en plus ou en moins qu’avant : l’effet est compté par jour ouvert, ce que ces jours apportent n’y est pas."),
    "year_on_year_short": (WARNING, "Moins de {needed} commerces ont {weeks} périodes avant leur début : la comparaison avec la même semaine de l’an passé manque, le résultat n’a pas de second avis."),
    "holes": (WARNING, "{percent} % des périodes utiles manquent."),
    "disturbed": (NOTE, "{percent} % des périodes utiles sont mises de côté, parce qu’autre chose que l’action les a troublées (travaux, par exemple)."),
    "disagreement": (WARNING, "Les deux méthodes diffèrent de {points} points, plus que le hasard ne l’explique : à prendre avec prudence."),
    "trend_before": (WARNING, "Les commerces qui ont agi s’écartaient déjà des autres avant de commencer."),
    "one_shop": (NOTE, "Sans le commerce n° {shop}, l’estimation passe de {all} % à {without} %."),
    "season_alone": (WARNING, "{percent} % des commerces qui ont agi vivent des saisons qu’aucun commerce de comparaison ne connaît : l’intervalle est sans doute trop étroit."),
    "small_deals": (NOTE, "Trop peu de commerces de comparaison ont la même saison pour rejouer le tirage à {treated} : il est rejoué à {dealt}, et l’écart est ramené à {treated}."),
    "fell_together": (WARNING, "{many} des commerces qui ont agi baissent ensemble d’environ {percent} % pendant deux mois ou plus après le début, les autres non : travaux, rue fermée ? Si oui, signalez ces semaines, elles seront mises de côté ; sinon l’effet les compte."),
}


@dataclass(frozen=True)
class Reason:
    """One thing to know. `code` is a key of WORDS; `shop` when it is about one shop; `figures` fill its sentence."""

    code: str
    shop: int | None = None
    figures: dict[str, float | int] = field(default_factory=dict)

    @property
    def weight(self) -> str:
        """refusal (no effect is given), warning or note."""
        return WORDS[self.code][0]

    @property
    def words(self) -> str:
        return WORDS[self.code][1].format(**self.figures)
