"""What the clock sends by itself: once for each reason, never at night, on Sunday, on a holiday or in a quiet period."""
from datetime import timedelta

from chalandise.foundation import clock
from chalandise.foundation.models import Letter
from chalandise.mentoring.mails import visits as letters
from chalandise.mentoring.mails.followup import write_digest
from chalandise.mentoring.models import Visit
from chalandise.mentoring.queries.visits import FULL, merchants_of
from chalandise.people.models import Role
from chalandise.people.queries import holders
from chalandise.seasons.models import Season
from chalandise.seasons.queries.calendar import closed_days, is_quiet

FROM, TO = 8, 19  # hours of Paris when a reminder may leave


def may_write(season):
    """Say whether the clock may write to the people of a season now."""
    local, today = clock.now().astimezone(clock.PARIS), clock.today()
    return (FROM <= local.hour < TO and today.weekday() != 6 and today not in closed_days(season.territory, {today.year})
            and not is_quiet(season))


def running():
    """Return the seasons that are not closed."""
    return Season.objects.filter(closure=None).select_related("territory", "contact")


def remind():
    """Send every reminder that is due; running it again sends nothing more. Returns how many visits were looked after."""
    looked = 0
    for season in running():
        if may_write(season):
            looked += _visits_soon(season) + _slots_waiting(season) + _minutes_missing(season)
    return looked


def _open(season, **conditions):
    return Visit.objects.filter(pairing__season=season, pairing__ended_at=None, **conditions).select_related(*FULL)


def _visits_soon(season):
    """Two days before and the day before; a visit fixed in between gets only the second."""
    today, count = clock.today(), 0
    for days in (2, 1):
        start = clock.local(today + timedelta(days=days))
        for visit in _open(season, state=Visit.State.FIXED, starts_at__gte=start, starts_at__lt=clock.local(today + timedelta(days=days + 1))):
            if visit.fixed_at and visit.fixed_at > clock.now() - timedelta(hours=20):
                continue  # they have just been told
            letters.write_reminder(visit, merchants_of(visit.pairing.shop), days)
            count += 1
    return count


def _slots_waiting(season):
    days = (season.playbook.get("thresholds") or {}).get("slots_unanswered", 3)
    late = _open(season, state=Visit.State.PROPOSED, proposed_at__lt=clock.now() - timedelta(days=days)).prefetch_related("slots")
    for visit in late:
        letters.write_slots_reminder(visit, merchants_of(visit.pairing.shop))
    return len(late)


def _minutes_missing(season):
    """The day after the visit, and only for a week: later it is the referent's."""
    now = clock.now()
    late = list(_open(season, state=Visit.State.FIXED, ends_at__lt=now - timedelta(hours=16), ends_at__gt=now - timedelta(days=7)))
    for visit in late:
        letters.write_minutes_reminder(visit)
    return len(late)


def digest(season, read):
    """Send the Monday list to each referent of a season, once a week, from eight in the morning of a Monday.

    `read` is called only when there is something to send: the doors read what the higher floors know.
    """
    today = clock.today()
    if today.weekday() != 0 or clock.now().astimezone(clock.PARIS).hour < FROM or not may_write(season):
        return 0
    keys = {person: f"monday:{season.pk}:{today.isoformat()}:{person.pk}" for person in holders(Role.Kind.REFERENT, season.pk)}
    written = set(Letter.objects.filter(once__in=keys.values()).values_list("once", flat=True))
    todo = {person: key for person, key in keys.items() if key not in written}
    found = read() if todo else None
    for person, key in todo.items():
        write_digest(season, person, found, once=key)
    return len(todo)
