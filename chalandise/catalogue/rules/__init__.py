"""The catalogue's words and small predicates."""
from chalandise.catalogue.rules.needs import NEED_FAMILIES, NEEDS, need_choices, need_label, needs_of
from chalandise.catalogue.rules.terms import PRICE_FIELDS, REMIND_DAYS, months_after, prices_of, year_after

__all__ = ["NEEDS", "NEED_FAMILIES", "PRICE_FIELDS", "REMIND_DAYS", "months_after", "need_choices", "need_label", "needs_of", "prices_of",
           "year_after"]
