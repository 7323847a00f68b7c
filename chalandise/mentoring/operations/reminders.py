"""What the clock sends by itself: computing/reminders decides, this writes the letters and one record a step.

Never twice for one reason (a constraint holds it), one letter a person a day, never at night, on a weekend, on a holiday
or in a quiet period.
"""
from datetime import timedelta

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from chalandise.computing.post import Calendar
from chalandise.computing.reminders import bundle
from chalandise.foundation import clock, journal, mail
from chalandise.foundation.models import Letter
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.mails import reminding
from chalandise.mentoring.mails.followup import write_digest
from chalandise.mentoring.mails.letters import sender
from chalandise.mentoring.models import Reminder, ReminderHold
from chalandise.mentoring.queries.absences import followers
from chalandise.mentoring.queries.health import season_health
from chalandise.people.operations import issue_links
from chalandise.seasons.models import Season
from chalandise.seasons.queries.calendar import closed_days, is_quiet

LONGEST = 60  # days that one reminder may be put aside


def may_write(season):
    """Say whether the clock may write to the people of a season now."""
    today = clock.today()
    return Calendar(closed_days(season.territory, {today.year})).may_leave(clock.now()) and not is_quiet(season)


def running():
    """Return the seasons that are not closed."""
    return Season.objects.filter(closure=None).select_related("territory", "contact")


@transaction.atomic
def remind(season, *, moves=None):
    """Send every reminder of a season that is due; running it again sends nothing more. Returns how many letters left.

    The number of queries does not depend on the number of pairings.

    Parameters
    ----------
    moves : dict of int to Move
        What the doors know of the actions; see queries.health.season_health.
    """
    if not may_write(season):
        return 0
    season = Season.objects.select_for_update(of=("self",)).select_related("territory", "contact").get(pk=season.pk)  # one clock at a time
    lines = {line.pairing.pk: line for line in season_health(season, moves=moves)}
    letters = bundle(plan for line in lines.values() for plan in line.plans)
    if letters:
        _write(season, letters, lines)
    return len(letters)


def _write(season, letters, lines):
    people = {p.pk: p for line in lines.values() for p in (*line.merchants, line.pairing.mentor.person)}
    visits = {pk: {v.number: v for v in line.pairing.visits.all()} for pk, line in lines.items()}
    prefetch_related_objects([v for rows in visits.values() for v in rows.values()], "slots")
    items = [(letter, p, lines[p.matter.pairing], visits[p.matter.pairing]) for letter in letters for p in letter.items]
    wanted = [(*reminding.link_wanted(p, line, known), people[letter.person]) for letter, p, line, known in items]
    links = issue_links([(purpose, person, target) for purpose, target, person in wanted], days=60)
    who, told = sender(season), {}
    for (letter, p, line, known), link in zip(items, links, strict=True):
        told.setdefault(letter.person, []).append((p, line, known.get(p.matter.visit), link))
    drafts = {person: reminding.draft(people[person], said, season=season, who=who) for person, said in told.items()}
    mail.write_all(drafts.values())
    Reminder.objects.bulk_create(
        Reminder(pairing_id=p.matter.pairing, person_id=letter.person, side=p.matter.side, reason=p.matter.key, code=p.matter.code,
                 step=p.step, visit=p.matter.visit, letter=drafts[letter.person], at=clock.now())
        for letter, p, _line, _known in items)


# --- the team's hand on it --------------------------------------------------------------------------------------------

@transaction.atomic
def hold_reminder(*, pairing, person, reason, why, by, until=None):
    """Stop one reminder (no `until`) or put it aside until a day, with a reason. The same again is the same as once."""
    if not why.strip():
        raise Refused(_("Dites pourquoi : c’est ce que lira la personne qui vous remplace."), field="why")
    if until is not None and not 0 < (until - clock.today()).days <= LONGEST:
        raise Refused(_("Choisissez une date entre demain et dans %(n)s jours.") % {"n": LONGEST}, field="until")
    ReminderHold.objects.filter(pairing=pairing, person=person, reason=reason, lifted_at=None).update(lifted_at=clock.now())
    made = ReminderHold.objects.create(pairing=pairing, person=person, reason=reason, until=until, why=why.strip()[:200], by=by, at=clock.now())
    journal.record("reminder.held" if until else "reminder.stopped", by=by, on=[pairing, pairing.shop], territory=pairing.season.territory_id,
                   changes={"until": [None, until.isoformat() if until else None]})
    return made


@transaction.atomic
def resume_reminder(*, pairing, person, reason, by):
    """Let a reminder go on; twice is the same as once. Returns whether one was stopped."""
    lifted = ReminderHold.objects.filter(pairing=pairing, person=person, reason=reason, lifted_at=None).update(lifted_at=clock.now())
    if lifted:
        journal.record("reminder.resumed", by=by, on=[pairing, pairing.shop], territory=pairing.season.territory_id)
    return bool(lifted)


# --- the Monday list --------------------------------------------------------------------------------------------------

def digest(season, read):
    """Send the Monday list to whoever follows a season today, once a week: on Monday morning, or on Tuesday after a holiday.

    `read` is called only when there is something to send: the doors read what the higher floors know.
    """
    monday = clock.today() - timedelta(days=clock.today().weekday())
    calendar = Calendar(closed_days(season.territory, {monday.year, monday.year + 1}))
    if calendar.next_open(monday) != clock.today() or not may_write(season):
        return 0
    keys = {person: f"monday:{season.pk}:{monday.isoformat()}:{person.pk}" for person in followers(season)}
    written = set(Letter.objects.filter(once__in=keys.values()).values_list("once", flat=True))
    todo = {person: key for person, key in keys.items() if key not in written}
    found = read() if todo else None
    for person, key in todo.items():
        write_digest(season, person, found, once=key)
    return len(todo)
