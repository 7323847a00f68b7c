"""What the job worker does for the actions."""
from chalandise.actions.operations import following, keeping


def ask_kept():
    """Every day: ask the shops whether what they did is still in place. Returns how many letters."""
    return len(keeping.ask_kept())


def prune_follow_ups():
    """Every day: erase the follow-up files whose day has passed. Returns how many."""
    return following.prune_follow_ups()
