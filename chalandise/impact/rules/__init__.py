"""Who may read what of the figures; how files of takings are understood."""
from chalandise.impact.rules.readings import CEILING, PRIVATE, is_doubtful, may_read

__all__ = ["CEILING", "PRIVATE", "is_doubtful", "may_read"]
