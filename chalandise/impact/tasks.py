"""What the job worker calls."""
from chalandise.impact import operations


def ask_readings():
    """Every day: ask for last month's figures that nobody was asked for yet."""
    return len(operations.ask_readings())
