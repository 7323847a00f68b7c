"""What the worker calls on behalf of the team's pages: a digest says the same as the page."""
from chalandise.mentoring.operations import reminders
from chalandise.mentoring.queries.monday import monday
from chalandise.people.models import Role
from chalandise.people.queries import holders
from chalandise.web.team.views.mentoring.moves import moves_of


def write_digests():
    """Hourly; only a Monday morning writes, and once. Returns how many letters there are."""
    count = 0
    for season in reminders.running():
        person = holders(Role.Kind.REFERENT, season.pk).first()
        if person is not None:
            count += reminders.digest(season, lambda season=season, person=person: monday(season, moves=moves_of(person, season)))
    return count
