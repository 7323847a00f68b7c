"""What the job worker does for the catalogue."""
from datetime import timedelta

from chalandise.catalogue.mails import calls as mails
from chalandise.catalogue.models import Provider
from chalandise.catalogue.operations import checks, deadline, qualifications, recusals, renewals, uses
from chalandise.catalogue.operations.providers import forget_registrations
from chalandise.catalogue.operations.quotes import follow
from chalandise.catalogue.queries import calls
from chalandise.catalogue.queries.reviewing import under_review
from chalandise.foundation import clock

WEEK, DAY = timedelta(days=7), timedelta(hours=24)


def sweep_deadlines():
    """Send the complete drafts whose hour has come, tell the others; run as often as one likes. Returns [sent, left]."""
    return list(deadline.sweep())


def remind_deadlines():
    """Remind of the drafts begun before, seven days and twenty-four hours ahead; nobody is reminded twice of one deadline.

    Returns how many drafts were met.
    """
    now, met = clock.now(), 0
    for submission in calls.to_remind(now, WEEK):
        deadline_ = submission.call.deadline
        kind, span = ("day", DAY) if deadline_ - now <= DAY else ("week", WEEK)
        if submission.created_at <= deadline_ - span:
            mails.reminder(submission=submission, lacking=calls.lacking(submission), kind=kind)
            met += 1
    return met


def check_company(provider_id):
    """Ask the register about a company."""
    provider = Provider.objects.select_related("organisation").get(pk=provider_id)
    return checks.check_by_register(provider=provider).status


def forget_unconfirmed():
    """Erase the registrations that nobody confirmed; returns how many."""
    return forget_registrations()


def expire_qualifications():
    """Every day: write down the terms that passed."""
    return qualifications.expire_due()


def remind_ending():
    """Every day: ask the providers whose qualification ends in 60 days, then in 15."""
    return len(renewals.remind_ending())


def ask_uses():
    """Every day: ask the shops whether what they took still serves."""
    return len(uses.ask_uses())


def follow_quotes():
    """Every hour: remind, tell what came, close what is over, ask whether it happened, warn, forget. Returns how many of each."""
    return {step.__name__: step() for step in (follow.remind, follow.gather, follow.close_late, follow.ask_after, follow.warn, follow.forget)}


def set_aside_reviews():
    """Every day: set aside the reviews that a tie known since now bars, in the calls that are not decided yet."""
    return sum(recusals.sweep(call=call) for call in under_review())
