"""What the job worker does for the actions."""
from chalandise.actions.operations import keeping


def ask_kept():
    """Every day: ask the shops whether what they did is still in place. Returns how many letters."""
    return len(keeping.ask_kept())
