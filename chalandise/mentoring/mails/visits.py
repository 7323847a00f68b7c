"""Letters about one visit: slots, appointment with its calendar file, reminders, minutes."""
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import calendars
from chalandise.mentoring.mails.letters import post
from chalandise.mentoring.queries.visits import appointment
from chalandise.people.operations import issue_link

VISITED = _("vous avez une visite à fixer ou à préparer")


def _calendar(visit, *, cancelled=False):
    """Return a function of a person that makes their own calendar file, naming nobody else's address."""
    def for_person(person):
        return lambda: [calendars.attachment(calendars.invitation(appointment(visit, [person], cancelled=cancelled)))]
    return for_person


def mentor_link(visit, days=60):
    return issue_link(purpose="visit.mentor", person=visit.pairing.mentor.person, target=visit, days=days)


def merchant_link(visit, merchant, days=60):
    return issue_link(purpose="visit.merchant", person=merchant, target=visit, days=days)


def _both(visit, merchants, name, *, once, calendar=None, **words):
    """Write one letter to each side, with the link that each needs."""
    pairing, mentor = visit.pairing, visit.pairing.mentor.person
    for person in [*merchants, mentor]:
        mine = person is mentor
        post(person, name, season=pairing.season, why=VISITED, about=visit, once=f"{once}:{person.pk}", visit=visit,
             attachments=calendar(person) if calendar else (), is_mentor=mine, mentor=mentor, shop=pairing.shop,
             link=mentor_link(visit) if mine else merchant_link(visit, person), **words)


def write_slots(visit, merchants):
    for merchant in merchants:
        post(merchant, "slots_proposed", season=visit.pairing.season, why=VISITED, about=visit, visit=visit,
             mentor=visit.pairing.mentor.person, slots=list(visit.slots.all()), link=merchant_link(visit, merchant),
             once=f"slots:{visit.pk}:{visit.version}:{merchant.pk}")


def write_slots_refused(visit):
    post(visit.pairing.mentor.person, "slots_refused", season=visit.pairing.season, why=VISITED, about=visit, visit=visit,
         shop=visit.pairing.shop, link=mentor_link(visit), once=f"slots.refused:{visit.pk}:{visit.version}")


def write_fixed(visit, merchants, *, moved=False):
    _both(visit, merchants, "visit_moved" if moved else "visit_fixed", calendar=_calendar(visit),
          once=f"visit:{visit.uid}:{visit.sequence}")


def write_cancelled(visit, merchants, was):
    """Take an appointment out of both calendars. `was`: the visit as it stood, with its last sequence."""
    _both(visit, merchants, "visit_cancelled", calendar=_calendar(was, cancelled=True), starts_at=was.starts_at,
          closing=visit.state == visit.State.CANCELLED, once=f"visit:{was.uid}:{was.sequence}")


def write_missed(visit, merchants):
    _both(visit, merchants, "visit_missed", once=f"visit.missed:{visit.pk}:{visit.version}")


def write_minutes(minutes, merchants):
    visit = minutes.visit
    for merchant in merchants:
        post(merchant, "minutes_written", season=visit.pairing.season, about=visit, visit=visit, minutes=minutes,
             why=_("une visite a eu lieu dans votre boutique"), mentor=visit.pairing.mentor.person,
             link=merchant_link(visit, merchant), once=f"minutes:{minutes.pk}:{merchant.pk}")
