"""What the job worker calls."""
from chalandise.catalogue.operations import qualifications, renewals, uses


def expire_qualifications():
    """Every day: write down the terms that passed."""
    return qualifications.expire_due()


def remind_ending():
    """Every day: ask the providers whose qualification ends in 60 days, then in 15."""
    return len(renewals.remind_ending())


def ask_uses():
    """Every day: ask the shops whether what they took still serves."""
    return len(uses.ask_uses())
