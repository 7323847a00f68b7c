"""The solutions that fit a shop, as every audience shows them: three for each need, with their reasons."""
from chalandise.catalogue.queries.fitting import advice_for, marked, solutions_in
from chalandise.catalogue.queries.recommending import not_recommendable
from chalandise.catalogue.rules import NEEDS
from chalandise.diagnostics.queries.ease import ease_of, latest_of, needs_of
from chalandise.mentoring.queries.interests import employer_ties


def advice_of(shop, assessment=None, *, needs=None, budget=None, reader=None, season=None):
    """Return {need: Advice} for the next steps of a shop's latest assessment, or for some needs.

    Parameters
    ----------
    reader : Person, optional
        A mentor: what they may not recommend is marked, with why.
    """
    assessment = assessment or latest_of(shop)
    advice = advice_for(shop, needs_of(assessment) if needs is None else needs, level=ease_of(assessment), budget=budget)
    if reader is None:
        return advice
    return marked(advice, not_recommendable(reader, solutions_in(advice), extra=employer_ties(reader, season)))


def open_to(reader, shop, season):
    """Return (solutions that fit a shop and that somebody may recommend to it, [why they may not] of the others)."""
    fitting = solutions_in(advice_of(shop, needs=NEEDS))
    barred = not_recommendable(reader, fitting, extra=employer_ties(reader, season))
    return [s for s in fitting if s.pk not in barred], [f"{s} : {barred[s.pk]}" for s in fitting if s.pk in barred]
