"""What the worker calls; each may be run twice."""
from chalandise.mentoring.operations import reminders


def remind():
    """Hourly: reminders of visits, of slots without answer, of minutes to write."""
    return reminders.remind()
