"""One letter a person with all the dates of the panel's calendar that are theirs."""
from django.utils.translation import gettext_lazy as _

from chalandise.foundation import calendars
from chalandise.mentoring.mails.letters import post
from chalandise.mentoring.mails.visits import mentor_link, merchant_link
from chalandise.mentoring.queries.visits import appointment


def write_dates(person, plan, visits):
    """Tell somebody the dates of their visits, each with its calendar file and the link that moves it."""
    def files():
        return [calendars.attachment(calendars.invitation(appointment(v, [person])), name=f"visite-{v.number}-{v.pk}.ics") for v in visits]
    lines = [{"visit": v, "link": mentor_link(v) if v.pairing.mentor.person_id == person.pk else merchant_link(v, person)} for v in visits]
    return post(person, "visits_planned", season=plan.season, about=visits[0], why=_("vous avez des visites à venir"), lines=lines,
                is_mentor=visits[0].pairing.mentor.person_id == person.pk, attachments=files,
                once=f"visits.planned:{plan.pk}:{person.pk}")
