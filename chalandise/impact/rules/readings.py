"""Who may read and write an action's figures; what looks like a slip of the finger."""
from decimal import Decimal

from chalandise.actions import rules as actions

PRIVATE = frozenset({"monthly_sales"})  # takings: the merchant and the team only, never the mentor or a peer
CEILING = Decimal("1000000000")


def may_read(person, action):
    """Say whether this person may see the figures of an action."""
    if actions.keeps(person, action.shop) or actions.runs(person, action.season):
        return True
    return action.indicator not in PRIVATE and actions.accompanies(person, action.season, action.shop)


def is_doubtful(value, previous):
    """Say whether a figure is ten times more, or ten times less, than the one before it."""
    if previous is None or previous <= 0 or value <= 0:
        return False
    return value >= 10 * previous or previous >= 10 * value
