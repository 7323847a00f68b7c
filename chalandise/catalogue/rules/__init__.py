"""The catalogue's words and small predicates."""
from chalandise.catalogue.rules.needs import NEED_FAMILIES, NEEDS, need_choices, need_label, needs_of

__all__ = ["NEEDS", "NEED_FAMILIES", "need_choices", "need_label", "needs_of"]
