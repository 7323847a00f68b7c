"""What the worker calls on behalf of the team's pages: a digest says the same as the page."""
from chalandise.impact.queries.measures import unplanned
from chalandise.mentoring.operations import reminders
from chalandise.mentoring.operations.alerts import record_alerts
from chalandise.mentoring.queries.monday import monday
from chalandise.people.models import Role
from chalandise.people.queries import holders
from chalandise.web.team.views.mentoring.moves import moves_of, unplanned_words


def remind():
    """Hourly; writes in working hours only, one letter a person a day. Returns how many letters left."""
    return sum(reminders.remind(season, moves=_moves(season)) for season in reminders.running() if reminders.may_write(season))


def write_digests():
    """Hourly; only a Monday morning writes, and once. Returns how many letters there are."""
    count = 0
    for season in reminders.running():
        count += reminders.digest(season, lambda season=season: monday(season, moves=_moves(season), beside=_beside(season)))
    return count


def _moves(season):
    """Read the actions as a referent of the season does; nobody follows it, nothing is known of them."""
    person = holders(Role.Kind.REFERENT, season.pk).first()
    return moves_of(person, season) if person else {}


def _beside(season):
    """Say which actions have no plan of measure, as the page does."""
    person = holders(Role.Kind.REFERENT, season.pk).first()
    return [words] if person and (words := unplanned_words(unplanned(person, season))) else []


def watch():
    """Daily: write down the alerts that speak today. Returns how many are new."""
    return sum(len(record_alerts(season, moves=_moves(season))) for season in reminders.running())
