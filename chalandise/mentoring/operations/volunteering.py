"""Hours that mentors give outside visits, and the help that they offer to others."""
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chalandise.foundation import clock, journal
from chalandise.foundation.refusals import Refused
from chalandise.mentoring.models import HelpOffer, VolunteerTime

DAY = 720  # minutes


@transaction.atomic
def count_time(*, mentor, on, minutes, what, by):
    """Count minutes given on a day; the same line twice is a mistake that is said, not counted."""
    if not 1 <= minutes <= DAY:
        raise Refused(_("Comptez entre 1 minute et 12 heures par jour."), field="minutes")
    if not clock.today() - timedelta(days=400) <= on <= clock.today():
        raise Refused(_("Choisissez un jour passé, de cette saison."), field="on")
    if VolunteerTime.objects.filter(mentor=mentor, on=on, minutes=minutes, what=what).exists():
        raise Refused(_("Ce temps est déjà compté pour ce jour."), field="minutes")
    made = VolunteerTime.objects.create(mentor=mentor, on=on, minutes=minutes, what=what, at=clock.now())
    journal.record("mentor.time_counted", by=by, on=[mentor], territory=mentor.season.territory_id,
                   changes={"on": [None, on.isoformat()], "minutes": [None, minutes]})
    return made


@transaction.atomic
def uncount_time(*, time, by):
    """Take back a line of time."""
    journal.record("mentor.time_uncounted", by=by, on=[time.mentor], territory=time.mentor.season.territory_id,
                   changes={"on": [time.on.isoformat(), None], "minutes": [time.minutes, None]})
    time.delete()


@transaction.atomic
def offer_help(*, mentor, skill, by, when=""):
    """Offer an hour of a skill to the other pairings; offering it again updates when."""
    offer, made = HelpOffer.objects.get_or_create(mentor=mentor, skill=skill, withdrawn_at=None,
                                                  defaults={"when": when[:120], "at": clock.now()})
    if not made and offer.when != when:
        offer.when = when[:120]
        offer.save(update_fields=["when"])
    if made:
        journal.record("mentor.help_offered", by=by, on=[mentor], territory=mentor.season.territory_id, changes={"skill": [None, skill]})
    return offer


@transaction.atomic
def withdraw_offer(*, offer, by):
    if offer.withdrawn_at is None:
        offer.withdrawn_at = clock.now()
        offer.save(update_fields=["withdrawn_at"])
        journal.record("mentor.help_withdrawn", by=by, on=[offer.mentor], territory=offer.mentor.season.territory_id,
                       changes={"skill": [offer.skill, None]})
    return offer
