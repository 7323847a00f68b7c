"""What the job worker does for the seasons."""
from datetime import timedelta

from chalandise.foundation import clock
from chalandise.seasons.mails import gatherings as mails
from chalandise.seasons.operations.applications import remove_old_drafts
from chalandise.seasons.queries.gatherings import to_remind


def remind_gatherings():
    """Remind of the gatherings of tomorrow; run as often as one likes, nobody is reminded twice. Returns how many."""
    waiting = list(to_remind(clock.today() + timedelta(days=1)))
    for attendance in waiting:
        mails.reminder(attendance=attendance)
    return len(waiting)


def forget_drafts():
    """Erase the applications that were begun and left; returns how many."""
    return remove_old_drafts()
